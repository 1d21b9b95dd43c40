"""Small amusements: a fun fact from the library, a coin, dice, a random number, a choice between options, the meaning of life.

"Chance" here is a checksum of the conversation, so the same request always gives the same result; the answer says so.
"""

from __future__ import annotations

import re
from functools import cache, partial

from emulator.brain import library, subjects
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import join, number, pick, sentences

_FACT = re.compile(
    (
        r"\b(?:fun|random|interesting|cool|surprising)\b.{0,12}\bfacts?\b|\btell me something "
        r"(?:interesting|new|fun|cool|nice|good|positive|cheerful)\b|\bsurprise me\b|\bsomething interesting\b"
    ),
    re.I,
)
_ABOUT_IT = re.compile(r"\b(?:about|on) (?:it|that|this|them|him|her)\b", re.I)
_LEANING = re.compile(
    r"(?:It|He|She|They|Its|His|Her|This|These|That|Such|Each|There|Hence|Therefore|Thus|So|But|Others|Both|For example,|In "
    r"contrast,) "
)
_ADVICE = re.compile(
    r"\b(?:murder\w*|kill\w*|died|death|dead|war|assassin\w*|slaves?|he|she|they|his|her|him|it|them|you|"
    r"your|one should|must|should|client|server|request|code|API)\b"
)
_COIN = re.compile(r"\b(?:flip|toss) (?:a |the )?coin\b|\bheads or tails\b", re.I)
_DICE = re.compile(r"\broll (?:(?:a|the|some|(?P<n>[2-9]|two|three|four|five|six)) )?(?:dice|die|d6|d20)\b", re.I)
_NUMBER = re.compile(r"\b(?:random|pick a|choose a|think of a) number\b(?:.{0,16}?(\d{1,9})\D{1,12}(\d{1,9}))?", re.I)
_PASSWORD = re.compile(r"\b(?:give|make|generate|create|suggest|pick|need)\b.{0,30}\bpass(?:word|phrase)s?\b", re.I)
_CHOOSE = re.compile(r"\b(?:choose|pick|decide) (?:between |one:? |from )?(.{2,60}?) (?:or|and) (.{2,60}?)\W*$", re.I)
_YEAR = re.compile(r"\b(?:happened|happen|events?|going on)\b.{0,16}\bin (?:the year )?(\d{4})\b", re.I)
_LIFE = re.compile(r"\bmeaning of life\b", re.I)


@skill("oddments")
def offer(talk: Talk) -> Offer | None:
    """Fits a few playful requests."""
    text = talk.gist
    if len(text) > 200:
        return None
    if _FACT.search(text):
        return _fact_offer(talk, text)
    if match := _YEAR.search(text):
        return _year_offer(match[1])
    if _LIFE.search(text):
        return Offer(0.85, _life)
    seed = f"{text}\x1f{len(talk.past)}"
    if _COIN.search(text):
        return Offer(0.9, partial(_chance, pick(("Heads", "Tails"), seed), "coin"))
    if match := _DICE.search(text):
        return Offer(0.9, partial(_dice, number(match["n"] or "") or 1, 21 if "d20" in text.lower() else 7, seed))
    if _PASSWORD.search(text):
        return Offer(0.85, _password)
    if match := _NUMBER.search(text):
        low, high = sorted((int(match[1] or 1), int(match[2] or 100)))
        return Offer(0.9, partial(_chance, f"{low + pick(range(min(high - low, 1_000_000) + 1), seed):,}", "number"))
    if match := _CHOOSE.search(text):
        return Offer(0.7, partial(_chance, pick((match[1], match[2]), seed), "choice"))
    return None


def _fact_offer(talk: Talk, text: str) -> Offer | None:
    """A fact on the subject that is named or pointed to; any where neither is so."""
    if not _ABOUT_IT.search(text) or library.named(text):
        return Offer(0.85, partial(_fact, talk))
    found = subjects.before(talk.past)
    return Offer(0.86, partial(_fact, talk.reading(f"{text} {found.entries[0].title}"))) if found else None


@cache
def _curious(about: tuple[library.Entry, ...]) -> tuple[str, ...]:
    """Sentences that surprise and need none of those around them: they name what they speak of."""
    found = (
        (entry, sentence)
        for entry in about
        if not entry.is_city
        for sentence in sentences(entry.body)[1:]
        if not _LEANING.match(sentence) and not _ADVICE.search(sentence)
    )
    return tuple(sentence for entry, sentence in found if entry.title.split()[-1].rstrip("s").lower() in sentence.lower())


def _fact(talk: Talk) -> Reply:
    named = tuple(entry for entry in library.named(talk.gist) if not entry.is_city)
    told = " ".join(pair.answer for pair in talk.past[-20:])
    fresh = [sentence for sentence in _curious(named or library.entries()) if sentence not in told]
    pool = [sentence for sentence in fresh if re.search(r"\d", sentence)] or fresh
    pool = pool or [sentence for entry in named for sentence in sentences(entry.body)[1:] if sentence not in told]
    if not pool:
        return Reply(
            "I have told you all I know on that already!",
            notes=(Note("Looking for something new", "Every fact I have was told before."),),
        )
    chosen = pick(pool, talk.gist, len(talk.past))
    return Reply(
        f"Did you know? {chosen}",
        chosen,
        notes=(
            Note(
                "Looking for something surprising",
                (f"I choose among {len(pool)} sentences of the library that were not told here yet."),
            ),
        ),
    )


def _year_offer(year: str) -> Offer | None:
    found = [
        (entry.title, sentence)
        for entry in library.entries()
        for sentence in sentences(entry.body)
        if re.search(rf"\b{year}\b", sentence)
    ]
    return Offer(0.85, partial(_year, year, found)) if found else None


def _year(year: str, found: list[tuple[str, str]]) -> Reply:
    points = tuple(f"**{title}:** {sentence}" for title, sentence in found[:6])
    text = f"My library mentions {year} {'once' if len(found) == 1 else f'in {len(found)} places'}:\n\n" + "\n".join(
        f"- {point}" for point in points
    )
    return Reply(
        text,
        found[0][1],
        found[0][0],
        points,
        notes=(Note(f"Searching the library for {year}", f"{len(found)} sentences name that year."),),
    )


def _life() -> Reply:
    return Reply(
        (
            "In Douglas Adams's *The Hitchhiker's Guide to the Galaxy* a computer computes for millions of "
            "years and arrives at **42**. Philosophers offer other answers, from happiness and duty to a "
            "meaning one gives to life oneself. Which of these appeals to you?"
        ),
        "42, says Douglas Adams.",
        "42",
        notes=(Note("Recognising an old question", "A humorous answer and an honest one go well together here."),),
    )


def _password() -> Reply:
    return Reply(
        "Better not from me: offline my “chance” is computed from our conversation, and nobody may be able to compute a "
        "password. A password manager makes a good one, or this line of Python:\n\n"
        "```python\nimport secrets\n\nprint(secrets.token_urlsafe(16))\n```",
        "Use a password manager, or secrets.token_urlsafe(16) in Python.",
        "secrets.token_urlsafe(16)",
        fixed=True,
        notes=(Note("Thinking of safety", "A password that can be computed again protects nothing."),),
    )


def _dice(count: int, above: int, seed: str) -> Reply:
    rolled = [pick(range(1, above), seed, index) for index in range(count)]
    if count == 1:
        return _chance(str(rolled[0]), "die")
    return Reply(
        f"The dice show **{join([str(value) for value in rolled])}**, {sum(rolled)} together.",
        f"{join([str(value) for value in rolled])}.",
        str(sum(rolled)),
        notes=(Note("Leaving it to chance", f"A checksum of the conversation decides each of the {count} dice."),),
    )


def _chance(result: str, what: str) -> Reply:
    lead = {"coin": "The coin shows", "die": "The die shows", "number": "I pick", "choice": "I'd take"}[what]
    return Reply(
        f"{lead} **{result}**.",
        f"{result}.",
        result,
        notes=(
            Note(
                "Leaving it to chance",
                f"A checksum of the conversation decides, so the same request gives the same {what} again.",
            ),
        ),
    )
