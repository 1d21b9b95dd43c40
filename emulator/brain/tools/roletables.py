"""What words of a property's name say about its purpose, and other words for common options. Tables only."""

from __future__ import annotations

ROLES: tuple[tuple[str, str], ...] = (
    ("email", "email mail cc bcc"),
    ("url", "url uri link website webpage"),
    ("phone", "phone telephone mobile"),
    ("currency", "currency currencies"),
    ("timezone", "timezone tz"),
    ("time", "time hour"),
    ("date", "date day deadline birthday until due checkin checkout arrival departure"),
    ("unit", "unit units scale"),
    ("language", "language lang locale"),
    (
        "person",
        (
            "attendee attendees participant participants recipient recipients person people invitee guest "
            "guests author assignee friend passenger who"
        ),
    ),
    (
        "place",
        (
            "location locations city cities place places country town region address destination origin "
            "airport state where area station headquarters hq"
        ),
    ),
    ("expression", "expression formula equation calculation"),
    ("code", "code source snippet script"),
    ("id", "id sku identifier reference ticket plate"),
    ("query", "query question q search keyword keywords prompt term terms"),
    (
        "item",
        (
            "product item items name title song artist movie film book ingredient dish company stock ticker "
            "symbol brand genre animal recipe"
        ),
    ),
    ("text", "text message body content note description comment reason subject topic summary details label task caption"),
    ("amount", "amount value quantity count number price total"),
)
WORDS = {word: role for role, row in ROLES for word in row.split()}
FREE = frozenset({"query", "text", "expression", "item", "code"})
"""Roles whose value is a part of the request in its own words."""
LOOSE = FREE | {"", "id"}
"""Roles for which nearly any text would do: an optional one must be spoken of by name."""
DIRECTION = {
    "from": "from",
    "source": "from",
    "base": "from",
    "origin": "from",
    "departure": "from",
    "start": "from",
    "sender": "from",
    "to": "to",
    "target": "to",
    "destination": "to",
    "quote": "to",
    "end": "to",
    "begin": "from",
    "finish": "to",
    "arrival": "to",
    "since": "from",
    "pickup": "from",
    "dropoff": "to",
    "until": "to",
    "dest": "to",
    "checkin": "from",
    "checkout": "to",
}
LEVELS = {
    "romantic": 20,
    "cozy": 30,
    "dim": 20,
    "low": 20,
    "soft": 30,
    "quiet": 20,
    "half": 50,
    "halfway": 50,
    "a quarter": 25,
    "three quarters": 75,
    "fully": 100,
    "completely": 100,
    "all the way": 100,
    "medium": 50,
    "bright": 90,
    "high": 80,
    "loud": 80,
    "full": 100,
    "max": 100,
    "maximum": 100,
    "off": 0,
    "party": 40,
    "all the way up": 100,
}
_REGIONS = {
    name: f"{region} {cities}"
    for cities, regions in (
        ("frankfurt", "europe-west3 eu-central-1 germanywestcentral fra1"),
        ("london", "europe-west2 eu-west-2 uksouth lon1"),
        ("virginia", "us-east4 us-east-1 eastus"),
        ("oregon", "us-west1 us-west-2 westus2"),
        ("ireland dublin", "eu-west-1 northeurope"),
        ("netherlands amsterdam", "europe-west4 westeurope ams3"),
        ("paris", "europe-west9 eu-west-3 francecentral"),
        ("tokyo", "asia-northeast1 ap-northeast-1 japaneast"),
        ("singapore", "asia-southeast1 ap-southeast-1 southeastasia sgp1"),
        ("sydney", "australia-southeast1 ap-southeast-2 australiaeast"),
        ("mumbai", "asia-south1 ap-south-1 centralindia"),
        ("taiwan", "asia-east1"),
        ("iowa", "us-central1"),
    )
    for region in regions.split()
    for name in {region, region.replace("-", " ")}
}
SAME_OPTION = {
    "celsius": "celsius centigrade metric c °c",
    "fahrenheit": "fahrenheit imperial f °f",
    "metric": "metric celsius kilometers",
    "imperial": "imperial fahrenheit miles",
    "high": "high urgent important asap critical",
    "low": "low minor trivial",
    "medium": "medium normal",
    **_REGIONS,
    "temperature": "temperature cold warm hot chilly freezing",
    "humidity": "humidity humid damp dry",
    "co2": "co2 stuffy",
    "small": "small little",
    "large": "large big",
    "asc": "ascending asc lowest cheapest",
    "desc": "descending desc highest",
    "warm": "warm romantic cozy",
    "cool": "cool cold",
    "daylight": "daylight bright",
    "off": "off",
    "on": "on",
    "car": "car driving drive",
    "walking": "walking walk foot",
    "bicycling": "bicycling bike cycling",
    "transit": "transit bus train",
}
ENGLISH = dict(
    pair.split("=")
    for pair in (
        "stadt=city ort=location datum=date uhrzeit=time titel=title teilnehmer=attendees nachricht=message betreff=subject"
        " empfanger=recipient menge=quantity anzahl=quantity betrag=amount wahrung=currency preis=price kunde=customer"
        " ciudad=city fecha=date hora=time titulo=title mensaje=message destinatario=recipient cantidad=quantity ville=city"
        " heure=time titre=title destinataire=recipient montant=amount citta=city ora=time titolo=title"
    ).split()
)
"""Words of property names in other languages, folded."""
PEOPLE = frozenset(
    "contact person employee customer user patient guest member student colleague client owner manager assignee recipient sender"
    " buyer seller purchaser visitor tenant resident holder applicant parent child interviewer trainer instructor doctor"
    " people passenger attendee participant author friend teacher agent candidate lead driver host reviewer payee"
    " beneficiary player athlete cricketer celebrity footballer singer actor actress politician scientist president".split()
)
ADDRESS = frozenset("street zip zipcode postal postcode address".split())
ORGS = frozenset(
    "company organization organisation employer vendor supplier merchant firm account brand restaurant institution"
    " bank lender insurer airline".split()
)
MONEY = frozenset(
    "principal investment deposit loan capital revenue profit payout price amount cost salary budget fee total payment sum"
    " balance income rent spend".split()
)
LONG = frozenset(
    "body message text content note notes description comment comments details memo remark summary prompt instructions".split()
)
SHORT = frozenset(
    "title subject name topic question task headline label caption reference purpose activity summary reason".split()
)
THINGS = frozenset("team club league company product file event project course".split())
SINGULAR = frozenset("second minute hour day week month year".split())
"""Words of a description that name no unit as long as they stand alone: "the rate for a year"."""
