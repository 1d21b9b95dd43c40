"""Words as the choice between functions needs them: identifiers taken apart, endings taken off, families of meaning.

Tables and small pure functions; knows no function and no prompt.
"""

from __future__ import annotations

import re
from functools import lru_cache

from emulator.brain.library import fold

STOP = frozenset(
    "a an and are as at be been but by can could did do does for from had has have how i if in into "
    "is it its just let me my of on"
    " or our out please should so some tell than that the their them then there these they this "
    "those to up us use used using uses"
    " want was we were what when where which who whom why will with would you your about any all "
    "also like need now per via whether"
    " more each every other same such only very am not no yes one thing things it's i'm what's".split()
)
GENERIC = frozenset(
    "get set fetch run make do give show perform execute call invoke retrieve return returns provide "
    "provides given tool function api"
    " service data info information result results value values details detail current based "
    "specific user users s string number new"
    " name names list text type using used item items help helps allow allows request object id ids "
    "main simple example test demo".split()
)
"""Words of names and descriptions that say nothing about what a function is for."""
SLOTS = frozenset(
    "city cities location locations place places country countries town state area region name title "
    "date dates day days time number"
    " numbers text word words amount unit units id code person people user query input argument "
    "first second name street world".split()
)
"""Words that describe arguments; they choose no function by themselves."""
_FAMILIES = """
weather: weather forecast temperature rain raining rainy rains snow snowing snowy sunny sunshine umbrella climate humid
  warmest coldest hottest cooler coolest wettest
  humidity wind windy storm cloudy hot cold warm warmer colder hotter wetter drier rainier chilly degrees jacket coat
temperature: temperature hot cold warm thermostat heating degrees chilly
money: currency currencies exchange forex usd eur gbp jpy inr chf cad aud dollar dollars euro euros pound pounds yen
  rupee rupees
convert: convert conversion converter converts exchange translate_units into
unit: unit units miles mile km kilometres kilometers kilometer kilometre metres meters feet foot inches inch kg
  kilograms kilogram grams lbs ounces liters litres gallons celsius fahrenheit kelvin mph measurement
calculate: calculate calculator calculation compute arithmetic math maths sum plus minus times multiply multiplied
  divide divided add subtract expression evaluate equation percent percentage sqrt
order: order orders ordering reorder reorders purchase buy checkout buying
product: product products item catalogue catalog inventory stock goods warehouse merchandise sku shop
price: price prices cost costs much pricing quote cheap cheaper cheapest expensive affordable
lookup: lookup look search find browse seek locate
share: stock stocks share shares trade trading ticker equity nasdaq market
mail: email emails mail e-mail inbox
message: message messages sms text notify notification dm slack chat
meeting: meeting meetings appointment appointments calendar event events invite invitation schedule scheduling attendees
schedule: schedule plan book arrange set-up calendar
light: light lights lamp lamps bulb bulbs lighting brightness dim brighten
music: music song songs playlist track album play tune tunes
flight: flight flights fly airline plane airfare airport
hotel: hotel hotels room rooms accommodation stay lodging
restaurant: restaurant restaurants dinner lunch eat dining table reservation food cuisine
booking: book booking reserve reservation reservations
clock: time clock timezone hour o'clock
calendar: date dates day days weekday weekdays calendar deadline birthday
translate: translate translation translator
reminder: reminder remind reminders alarm alarms timer timers wake
customer: customer customers client clients account accounts
movie: movie movies film films cinema theater theaters theatre showtimes
news: news headline headlines articles
route: route directions distance navigate drive driving far
chart: chart charts graph plot diagram bar pie
random: random dice roll coin shuffle
delete: delete remove erase cancel
status: status state track tracking progress
weigh: weight weigh weighs mass
switch: turn switch toggle power enable disable
slow: slow long lengthy progress wait
fail: fail fails failing failure broken error
disco: disco ball
task: task tasks todo to-do todos ticket tickets issue issues
note: note notes memo
contact: contact contacts phone address know
file: file files folder document documents directory
birth: birth born birthdate dob
person: employee employees colleague staff person
recipe: recipe recipes cook cooking
population: population inhabitants
picture: image images picture photo photos draw
summary: summary summarise summarize summarization
sentiment: sentiment mood feeling
payment: payment pay invoice refund charge transfer
meal: meal meals breakfast lunch dinner snack ate eat eaten food foods had
workout: workout training run ran running swim swam cycling exercise gym
alert: alert alarm notify warn threshold
expense: expense expenses transaction transactions spent spend spending paid costs budget
rating: rate rating ratings rated star stars review reviews feedback score
ride: ride rides taxi cab uber lift pickup
sleep: sleep slept sleeping nap bedtime
drink: water drink drank drinks drinking hydration glass glasses
beverage: drink drinks beverage beverages coffee latte cappuccino espresso americano mocha tea juice beer wine cola soda lemonade
loudness: volume loud louder quiet quieter mute
brightness: brightness bright brighter dark darker dim
heater: thermostat heating heat cold colder warm warmer hot hotter freezing
parking: parking park parked
appliance: coffee brew vacuum washing dishwasher oven kettle
habit: habit streak goal
copied: cc copy copying bcc
leave: leave vacation holiday sick pto absence
balance: balance owe account
sale: sale sales sell sells sold selling
log: log logs errors warnings trace
holding: holding holdings portfolio position positions stock stocks share shares investment investments
equipment: equipment hardware monitor monitors laptop laptops keyboard keyboards mouse headset headsets chair chairs desk desks
  printer printers webcam docking device devices
occasion: event events concert concerts gig gigs show shows festival festivals exhibition exhibitions match matches
incident: incident incidents ticket tickets issue issues problem problems bug bugs defect defects outage
attack: attack attacks hit strike fight punch kill slay shoot stab
response: response responses answer answers reply replies submission submissions
irrigation: irrigate irrigation water watering sprinkler
period: week weekly weeks
vm: vm vms machine machines instance instances server servers
interaction: interaction interactions interact interacts
health: health healthy unhealthy degraded uptime
ship: ship shipping shipment deliver delivery package parcel
"""
SCENES = {
    "party": frozenset({"disco", "music", "light"}),
    "movie night": frozenset({"light", "movie"}),
    "bedtime": frozenset({"light"}),
}
"""Occasions that call for several functions at once, by the families of what they need."""


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """A word without its common endings; only ever compared with other stems."""
    for ending, put in (("ies", "y"), ("ings", ""), ("ing", ""), ("ied", "y"), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not (ending == "s" and word.endswith("ss")):
            word = word[: -len(ending)] + put
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sle":
        word = word[:-1]
    return word.rstrip("e") if len(word) > 3 else word


@lru_cache(maxsize=16_384)
def root(word: str) -> str:
    """A stem without a doubled last letter: running and run are one."""
    found = stem(word)
    return found[:-1] if len(found) > 3 and found[-1] == found[-2] else found


IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "ran:run bought:buy sold:sell swam:swim ate:eat drove:drive flew:fly slept:sleep wrote:write sent:send"
        " paid:pay won:win lost:lose"
        " broke:break broken:break rode:ride rang:ring spoke:speak met:meet held:hold kept:keep made:make went:go biked:bicycl"
        " cycled:cycl biking:bicycl bike:bicycl walked:walk ill:sick called:call phoned:call"
    ).split()
)
"""Forms whose stem is that of another word."""

FAMILIES: dict[str, frozenset[str]] = {}
for _line in _FAMILIES.replace("\n  ", " ").strip().splitlines():
    _family, _, _members = _line.partition(": ")
    for _member in _members.split():
        FAMILIES[stem(_member)] = FAMILIES.get(stem(_member), frozenset()) | {_family}


@lru_cache(maxsize=4096)
def parts(identifier: str) -> tuple[str, ...]:
    """The folded words of an identifier: get_weatherFor2 -> get, weather, for, 2."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", identifier[:400])
    return tuple(re.findall(r"[^\W_]+", fold(spaced)))


@lru_cache(maxsize=4096)
def content(text: str) -> tuple[str, ...]:
    """The stems of a text's words, without words that carry no subject."""
    found = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", fold(text[:8_000]))
    return tuple(stem(re.sub(r"['’]s$", "", word)) for word in found if word not in STOP)


def families(word: str) -> frozenset[str]:
    """The families of meaning a stem belongs to."""
    return FAMILIES.get(word, frozenset())


def near(first: str, second: str) -> float:
    """How near two stems are: 1 for the same, less for the same family, 0 for strangers."""
    if first == second:
        return 1.0
    if families(first) & families(second):
        return 0.8
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    return 0.7 if len(shorter) >= 5 and longer.startswith(shorter) else 0.0


def key(name: str) -> str:
    """A name without case and signs, for comparing."""
    return re.sub(r"\W|_", "", name.lower())
