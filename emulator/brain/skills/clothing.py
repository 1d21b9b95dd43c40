"""What to wear and to pack: for a place and a season out of the conversation, and for an occasion.

The weather is reckoned from latitude and month, roughly; the real forecast isn't known offline, and the answer says so.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import references, world
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import bullets

_ASKED = re.compile(
    r"\bwhat (?:should|do|can|shall|would|could) (?:i|we|one|you)(?: \w+)? (?:wear|pack|put on|bring|"
    r"take with me|take along)\b|\bwhat (?:clothes|to wear|to pack|to bring)\b|"
    r"\bpacking list\b|\b(?:do|will|should) (?:i|we) (?:need|bring|take|pack) (?:an? |my )?(?:umbrella|"
    r"coat|jacket|sunscreen|raincoat)\b|\bdress code\b|\bhow should i dress\b|"
    r"\bhow (?:warm|cold|hot) (?:is|will|does) it\b|\bis it (?:cold|warm|hot)\b|\bwhat(?:'s| is| will "
    r"be)? the weather (?:like|usually)\b|\boutfit\b",
    re.I,
)
RULE = "That is a rule of thumb from latitude and season; look at the forecast two days before."
MONTHS = "january february march april may june july august september october november december".split()
_SEASONS = {"winter": 1, "spring": 4, "summer": 7, "autumn": 10, "fall": 10, "christmas": 12, "easter": 4, "new year": 12}
_OCCASIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "a job interview",
        r"(?:job )?interview",
        (
            "A shirt or blouse, ironed, in a calm colour",
            "Dark trousers or a skirt to the knee; a jacket if the firm is formal",
            "Clean, closed shoes",
            "Little jewellery and little scent",
            "One step smarter than people dress there every day",
        ),
    ),
    (
        "a wedding",
        r"wedding",
        (
            "A suit, or a dress to the knee or longer; look at the invitation for a dress code",
            "Any colour except white; black only with colourful details",
            "Shoes in which you can dance",
            "A jacket or shawl for the church and the late evening",
        ),
    ),
    ("a funeral", r"funeral", ("Black or very dark and plain", "Covered shoulders and closed shoes", "A coat in a dark colour")),
    (
        "the first day at work",
        r"first day|new job|office",
        ("Smart casual: a shirt or blouse, clean dark jeans or chinos", "Closed shoes", "A jacket to put on or off"),
    ),
    (
        "a date",
        r"\bdate\b|dinner with (?:my|a)",
        (
            "Something in which you feel like yourself, freshly washed",
            "One piece that people usually praise",
            "Comfortable shoes, in case you walk for long",
        ),
    ),
    (
        "a hike",
        r"hik\w+|mountains?|trek\w*",
        (
            "Boots that are already walked in",
            "Layers: a shirt that dries quickly, a fleece, a rain jacket",
            "Hat, sunscreen and sunglasses",
            "A spare pair of socks, water and plasters",
        ),
    ),
    (
        "the gym",
        r"\bgym\b|workout|running|jogging",
        ("A shirt that dries quickly, and shorts or leggings", "Sports shoes that fit the sport", "A towel and water"),
    ),
    (
        "the beach",
        r"\bbeach\b|\bpool\b|swimming",
        ("Swimwear and a light shirt", "Hat, sunglasses, sunscreen with a high factor", "Flip-flops and a towel"),
    ),
    ("a party", r"\bparty\b|club\b", ("Something you like to dance in", "Layers, because it gets warm", "Comfortable shoes")),
    (
        "a flight",
        r"\bflight\b|plane",
        ("Loose, soft layers and a jumper: cabins are cool", "Shoes that come off easily", "Compression socks on long flights"),
    ),
)


@skill("clothing")
def offer(talk: Talk) -> Offer | None:
    """Fits a question on clothes or usual weather when a place, a season or an occasion is known."""
    text = talk.gist
    follows = bool(talk.past and len(text.split()) <= 6 and month_in(text, talk) and _ASKED.search(talk.past[-1].said[:300]))
    if (
        len(text) > 250
        or not (_ASKED.search(text) or follows)
        or re.search(r"\b(?:today|right now|tomorrow|at the moment)\b", text, re.I)
    ):
        return None
    said = [text, *(pair.said[:300] for pair in reversed(talk.past[-5:]))]
    for part in said:
        for occasion, pattern, points in _OCCASIONS:
            if re.search(rf"\b(?:{pattern})\b", part, re.I) and not re.search(r"\bhow (?:warm|cold|hot)|weather", text, re.I):
                return Offer(0.94, partial(_dressed, occasion, points, bool(re.search(r"\bpack", text, re.I))))
    place = next((name for part in said if (name := place_in(part))), "")
    month = next((month for part in said if (month := month_in(part, talk))), 0)
    if place:
        return Offer(0.94, partial(_packed, place, month or talk.ask.now.month, bool(month)))
    return Offer(0.7, _ask)


def place_in(text: str) -> str:
    """The city that a text names, or the capital of its country."""
    cities = references.entities(text, "city")
    nations = world.countries_in(text)
    return cities[0] if cities else nations[0].capital if nations and nations[0].capital else ""


def month_in(text: str, talk: Talk) -> int:
    """The month that a text speaks of."""
    lowered, now = text.lower(), talk.ask.now.month
    for at, name in enumerate(MONTHS, 1):
        if re.search(rf"\b{name}\b", lowered) and (
            name not in {"may", "march"} or re.search(rf"\b(?:in|early|late|next|this) {name}\b", lowered)
        ):
            return at
    if "next month" in lowered:
        return now % 12 + 1
    if re.search(r"\b(?:next week|this week|this month|tomorrow|weekend)\b", lowered):
        return now
    return next(
        (
            month
            for season, month in _SEASONS.items()
            if re.search(
                rf"\bin (?:the )?{season}\b|\b{season} (?:trip|holiday)|\bfor {season}\b|\bat {season}\b|\band {season}\b",
                lowered,
            )
        ),
        0,
    )


def degrees_in(place: str, month: int) -> int | None:
    """A usual temperature by day, from the latitude and the month."""
    city = world.city(place)
    if city is None:
        return None
    latitude = abs(city.latitude)
    swing = min(latitude, 55) * 0.2
    middle = 32 - max(0.0, latitude - 10) * 0.38 - max(0.0, latitude - 58) * 0.5
    from_peak = abs((month - (7 if city.latitude >= 0 else 1) + 6) % 12 - 6)
    return round(middle + swing * (1 - from_peak / 3))


def _packed(place: str, month: int, told: bool) -> Reply:
    degrees = degrees_in(place, month)
    name = MONTHS[month - 1].capitalize()
    if degrees is None:
        return _ask()
    points = _for(degrees)
    when = f"in {name}" + ("" if told else ", this month")
    lead = f"In **{place}** {when}, expect roughly **{degrees} °C** by day. I would take:"
    notes = (
        Note("Finding place and time", f"The talk is about {place} in {name}."),
        Note("Reckoning the weather", f"By its latitude about {degrees} °C are usual then."),
    )
    text = f"{lead}\n\n{bullets(points)}\n\n{RULE}"
    return Reply(
        text,
        f"{points[0]}.",
        f"{degrees} °C",
        points,
        notes=notes,
        data={"place": place, "month": name, "celsius": degrees, "pack": list(points)},
    )


def _for(degrees: int) -> tuple[str, ...]:
    if degrees >= 27:
        return (
            "Light, loose clothes of cotton or linen",
            "A hat, sunglasses and sunscreen",
            "Sandals, and one pair of shoes for long walks",
            "A thin jumper for cooled rooms",
            "Covered shoulders and knees for churches and temples",
        )
    if degrees >= 19:
        return (
            "T-shirts and light trousers",
            "A jumper or thin jacket for the evening",
            "Comfortable shoes",
            "Sunglasses and sunscreen",
            "A small umbrella",
        )
    if degrees >= 11:
        return (
            "Layers: a shirt, a jumper and a jacket against wind",
            "Long trousers",
            "Closed shoes that stand some rain",
            "An umbrella",
            "A scarf for the evening",
        )
    if degrees >= 3:
        return (
            "A warm coat, and a jumper below it",
            "Scarf, hat and gloves",
            "Waterproof shoes",
            "An umbrella",
            "Layers that come off indoors",
        )
    return (
        "A winter coat, and thermal layers below it",
        "Hat, scarf and warm gloves",
        "Lined, waterproof boots",
        "Thick socks",
        "Cream for lips and hands",
    )


_ALWAYS_PACKED = (
    "A change of clothes for each day, and something warmer for the evening",
    "Toothbrush, medicine and plasters",
    "Phone, charger and headphones",
    "Passport or ID, tickets, cards and a little cash",
    "A bottle of water and something to read",
)


def _dressed(occasion: str, points: tuple[str, ...], packing: bool) -> Reply:
    note = Note("Thinking of the occasion", f"The talk is about {occasion}.")
    if packing:
        points = (*points, *_ALWAYS_PACKED)
        return Reply(f"For {occasion} I would pack:\n\n{bullets(points)}", f"{points[0]}.", points=points, notes=(note,))
    return Reply(f"For {occasion} I would wear:\n\n{bullets(points)}", f"{points[0]}.", points=points, notes=(note,))


def _ask() -> Reply:
    text = "That depends on where and when. Tell me the place and the month, or the occasion, and I'll make you a list."
    return Reply(text, text, "Depends", notes=(Note("Missing the place", "Neither place nor occasion was told."),))
