"""What the offline model can't do, said kindly and to the point: live data, web pages, media, and being asked for harm."""

from __future__ import annotations

import re

from emulator.brain import library, references, world
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import join

_URL = re.compile(r"https?://[^\s\"'<>)]{3,300}|\bwww\.[^\s\"'<>)]{3,300}", re.I)
_WEATHER = re.compile(
    (
        r"\bweather\b|\bforecast\b|\btemperature (?:in|outside|today)\b|\bwill it (?:rain|snow)\b|\bis it "
        r"(?:raining|snowing|sunny|cold|hot|warm)\b|\b(?:need|take|bring) (?:an? |my )?umbrella\b|\bhow (?:hot|cold|warm) "
        r"is it\b"
    ),
    re.I,
)
_NEWS = re.compile(
    (
        r"\b(?:what'?s|what is|whats) (?:happening|going on|new)\b|\bnews\b|\bheadlines\b|\b(?:stock|"
        r"share|bitcoin|gold) price\b|\bprice of (?:bitcoin|gold|oil)\b|\bexchange rate\b|\bwho is the "
        r"(?:current |new )?(?:president|prime minister|chancellor|king|queen|ceo|pope)\b|\blive score\b|"
        r"\bwho won (?:yesterday|last night|today)\b|\b(?:current|latest) (?:score|results|prices?)\b"
    ),
    re.I,
)
_IMAGE = re.compile(
    (
        r"\b(?:generate|create|draw|make|paint|render|design)\b.{0,30}\b(?:image|picture|photo|drawing|"
        r"illustration|logo|painting|video|audio|song file)\b"
    ),
    re.I,
)
_HARM = re.compile(
    (
        r"\bhow (?:to|do i|can i) (?:make|build|create) (?:an? )?(?:bomb|explosive|weapon|poison|malware|"
        r"virus)\b|\bhow (?:to|do i) (?:kill|hurt) (?:someone|myself|a person|people)\b|\bkill myself\b|"
        r"\bsuicid"
    ),
    re.I,
)


@skill("limits")
def offer(talk: Talk) -> Offer | None:
    """Fits requests for what only a live service, eyes or ears could give."""
    text = talk.gist
    if len(text) > 3_000:
        return None
    if _HARM.search(text):
        return Offer(0.99, lambda: _harm(text), whole=True)
    if _IMAGE.search(text):
        return Offer(0.9, _no_images)
    if match := _URL.search(text):
        return Offer(0.91, lambda: _no_web(match[0].rstrip(".,;")))
    if (
        _WEATHER.search(text)
        and len(text) < 200
        and not re.search(
            r"\b(?:why|explain|how does|what is weather|function|"
            r"code)\b",
            text,
            re.I,
        )
    ):
        return Offer(0.915, lambda: _weather(talk))
    return Offer(0.87, lambda: _news(talk)) if _NEWS.search(text) else None


def _harm(text: str) -> Reply:
    if re.search(r"myself|suicid", text, re.I):
        return Reply(
            (
                "I'm really sorry that you feel this way. I'm only a small program, but you don't have to be "
                "alone with it: please talk to someone you trust, or call your local emergency number or a "
                "crisis line now. In many countries such lines are free and open day and night."
            ),
            notes=(Note("Noticing distress", "Safety comes before anything else, so I point to people who can help."),),
        )
    return Reply(
        (
            "I won't help with something that could hurt people. If there is a harmless question behind it, "
            "about chemistry, history or safety for instance, ask me that instead."
        ),
        "I won't help with that.",
        "No",
        notes=(Note("Recognising possible harm", "The request could hurt people, so I decline and offer a harmless way on."),),
    )


def _no_images() -> Reply:
    return Reply(
        (
            "I can't make images, sound or video offline. I can describe the scene in words, so that you can "
            "use it as a prompt for an image model later: tell me subject, style, light and mood."
        ),
        "I can't make images offline.",
        "No",
        notes=(Note("Recognising a wish for media", "The offline model writes text only."),),
    )


def _no_web(address: str) -> Reply:
    host = re.sub(r"^https?://", "", address).split("/")[0]
    entry = library.search(host.replace(".", " ").replace("-", " "), 1)
    known = f" I do have an article on **{entry[0][0].title}**, if that helps." if entry and entry[0][1] >= 0.5 else ""
    return Reply(
        (
            f"I can't open {address}: offline, nothing is fetched from the web.{known} Paste the text of the "
            f"page here and I'll summarise it for you; with a key, the URL context tool reads pages by "
            f"itself."
        ),
        f"I can't open {host} offline.",
        "Offline",
        notes=(Note("Recognising an address", f"The request refers to {host}, which only a network connection could read."),),
    )


def _weather(talk: Talk) -> Reply:
    named = references.entities(talk.gist, "city") or tuple(country.name for country in world.countries_in(talk.gist))
    entry = library.get(named[0]) if named else None
    where = f" in {named[0]}" if named else ""
    usual = (
        f" What I do know: {entry.tail('time')[:1].lower() + entry.tail('time')[1:]}"
        if entry is not None and entry.is_city
        else ""
    )
    return Reply(
        (
            f"I can't see the weather{where}, because I have no live data.{usual}\n\nWhat works here: switch on the weather "
            f"function "
            f"under **Functions** in the settings and ask again, and I'll call it; with a key, Google Search knows it too."
        ),
        f"I can't see the weather{where} offline.",
        "Unknown",
        notes=(
            Note("Recognising a question about now", f"The weather{where} changes by the hour and isn't in the library."),
            Note("Offering what is known", usual.strip() or "Nothing in the library helps here."),
        ),
    )


def _news(talk: Talk) -> Reply:
    nations = world.countries_in(talk.gist.title() if len(talk.gist) < 200 else talk.gist)
    subject = world.spoken(nations[0]) if nations else ""
    known = (
        (
            f" What I can tell you about **{subject}**: its capital is {nations[0].capital}, about "
            f"{world.rounded(nations[0].population)} people live there, and its largest cities are "
            f"{join([c.name for c in world.largest(nations[0].code, 3)])}."
        )
        if nations
        else ""
    )
    near = [entry for entry, share in library.search(talk.gist, 2) if share >= 0.6]
    known += f" In my library there is an article on **{near[0].title}**: {near[0].lead}" if near and not nations else ""
    return Reply(
        (
            f"I can't follow the news or live figures offline, so I don't know what is going "
            f"on{' in ' + subject if subject else ''} right now.{known}\n\nWith a key, switch on Google "
            f"Search to get current answers with sources."
        ),
        "I can't see the news offline.",
        "Unknown",
        notes=(
            Note(
                "Recognising a question about now",
                "News and live figures aren't in the library, and inventing them would mislead.",
            ),
            Note("Offering what is known", known.strip() or "Nothing in the library helps here."),
        ),
    )
