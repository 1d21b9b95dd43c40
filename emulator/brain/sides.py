"""The sides of an article: its example, its reason, its beginning, what speaks for and against it, what its letters stand for.

Finds fields and sentences of the article; adds nothing of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from emulator.brain.library import Entry
from emulator.brain.text import capitalise, sentences, uncapitalised

_EXAMPLE = re.compile(r"\bfor (?:example|instance)\b|\bclassic examples?\b|\bsuch as\b|\bexamples?\b", re.I)
_BEST_EXAMPLE = re.compile(r"^For (?:example|instance)\b")
_REASON = (
    re.compile(
        r"\b(?:important|matters?|essential|depends? on it|supplies|worth|pays (?:off|because)|useful|decides over)\b", re.I
    ),
    re.compile(r"\b(?:because|which is why|that is why|so that|without (?:it|them|one)|helps?|saves?|lets?|protects?)\b", re.I),
)
_MADE = re.compile(
    r"\b(?:invented|invention|devised|developed|designed|created|described|introduced|founded|coined|published|began|begun|wrote|"
    r"discovered|proposed|presented|proclaimed|isolated|named|started|proved|made it known|launched|comes from|formulated|built|"
    r"appeared|released|goes back)\b"
)
_SOMEBODY = re.compile(
    r"(?<=[a-zé,] )[A-Z][\w.'é-]+|^[A-Z][\w.'é-]+ (?:[A-Z]\.? )?[A-Z][\w'é-]+|^[A-Z][a-z]+ (?:and|published|began)"
)
_TIME = re.compile(r"\b(?:1[0-9]|20)\d\d(?:s\b)?|\b\d{1,2}(?:st|nd|rd|th) century\b|\bBC\b")
_OF_NAMES = frozenset({"people", "geography", "film", "landmarks", "games"})
"""Tags of articles that are on persons, places and works."""
_FOR = re.compile(
    r"\b(?:advantages?|strengths?|saves|useful|cheap|help(?:s|ful)|healthy|hardly any|supply|reliable|safe(?:r|ly)?)\b"
)
_AGAINST = re.compile(
    r"\b(?:drawbacks?|disadvantages?|weakness(?:es)?|risks?|critics?|harder|dangers?|dangerous|slower|limits?|the price is|"
    r"debated|problems?|too (?:much|many|large|small)|expensive|hard to)\b"
)


@lru_cache(maxsize=256)
def examples(entry: Entry) -> tuple[str, ...]:
    """The sentences that give an example, the plainest first."""
    found = [sentence for sentence in sentences(entry.body) if _EXAMPLE.search(sentence)]
    return tuple(sorted(found, key=lambda sentence: not _BEST_EXAMPLE.match(sentence)))


def reasons(entry: Entry) -> tuple[str, ...]:
    """The sentences that say why it matters or what it is good for, the plainest first."""
    rest = [sentence for sentence in sentences(entry.body)[1:] if not _BEST_EXAMPLE.match(sentence)]
    ranked = [[sentence for sentence in rest if pattern.search(sentence)] for pattern in _REASON]
    points = for_and_against(entry)[0] if "pros" in entry.fields else ()
    gains = (f"What speaks for it: {'; '.join(map(uncapitalised, points))}.",) if points else ()
    return tuple(dict.fromkeys([*ranked[0], *ranked[1], *gains]))[:2]


def workings(entry: Entry) -> tuple[str, ...]:
    """The sentences that say how it goes: neither history nor example."""
    found = sentences(entry.body)
    told = [one for one in found[1:] if not (_BEST_EXAMPLE.match(one) or (_TIME.search(one) and _MADE.search(one)))]
    return (found[0], *told) if told else ()


def makers(entry: Entry) -> tuple[str, ...]:
    """The sentences that say who made, found or described it."""
    return tuple(
        one
        for one in sentences(entry.body)
        if _MADE.search(one)
        and _SOMEBODY.search(re.sub(rf"\b{re.escape(entry.title)}\w*", "", one))
        and not _BEST_EXAMPLE.match(one)
    )[:2]


def beginnings(entry: Entry) -> tuple[str, ...]:
    """The sentences that say since when it has been there."""
    dated = [one for one in sentences(entry.body) if _TIME.search(one) and not _BEST_EXAMPLE.match(one)]
    return tuple(sorted(dated, key=lambda one: not _MADE.search(one)))[:1]


def for_and_against(entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What speaks for it and what against, as points; sentences of the article where it has no such points."""
    if "pros" in entry.fields:
        return _points(entry, "pros"), _points(entry, "cons")
    found = [one for one in sentences(entry.body)[1:] if not _BEST_EXAMPLE.match(one)]
    against = tuple(one for one in found if _AGAINST.search(one))
    return tuple(one for one in found if _FOR.search(one) and one not in against), against


def _points(entry: Entry, key: str) -> tuple[str, ...]:
    return tuple(capitalise(point.strip()) for point in entry.fields.get(key, "").split("|") if point.strip())


def suits(entry: Entry) -> tuple[str, ...]:
    """What it is used for, as short phrases."""
    return tuple(phrase.strip() for phrase in entry.fields.get("suits", "").split(",") if phrase.strip())


def expansions(entry: Entry) -> dict[str, str]:
    """What the letters of its short names stand for."""
    pairs = (pair.partition(" = ") for pair in entry.fields.get("stands", "").split(";"))
    return {short.strip(): full.strip() for short, _, full in pairs if full}


def spoken(entry: Entry) -> str:
    """Its name in mid-sentence: small, with the article its text gives it, unless it is a proper name or an abbreviation."""
    if "spoken" in entry.fields:
        return entry.fields["spoken"]
    small = uncapitalised(entry.title)
    if article := re.match(rf"(An?) {re.escape(small)}\b", entry.lead):
        return f"{article[1].lower()} {small}"
    return entry.title if _is_proper(entry) else small


def _is_proper(entry: Entry) -> bool:
    first, *others = entry.title.split()
    if first == "The":
        return False
    if any(letter.isupper() for letter in first[1:] + "".join(others)) or "'" in first or entry.title in expansions(entry):
        return True
    named = any(re.search(rf"\b{re.escape(first)}\b", alias) for alias in (*entry.aliases, *entry.exactly))
    in_body = bool(re.search(rf"(?<=[a-z,;] ){re.escape(first)}\b", entry.body))
    return named or in_body or entry.topic == "interactions_api" or bool(_OF_NAMES & {*entry.tags})
