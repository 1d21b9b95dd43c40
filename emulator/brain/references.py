"""What "the second one", "that city", "it" or "the third key player" point to in the conversation so far.

Works on texts alone, so an answer of any model can be referred to; it answers with names, never with facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from emulator.brain import library, world
from emulator.brain.dialogue import Exchange, Talk
from emulator.brain.text import ORDINALS, plain

_WORDS = "|".join(ORDINALS)
_ORDINAL = re.compile(
    (
        rf"\b(?:the |your |that |my )?(?:number (?P<number>\d{{1,2}})|(?P<digit>\d{{1,2}})(?:st|nd|rd|th)|"
        rf"(?P<word>{_WORDS}|last|final|latter|former))\b(?: (?P<noun>(?!time\b|of\b|name\b|prompt\b|"
        rf"message\b|question\b)[a-z][a-z -]{{0,24}}))?"
    ),
    re.I,
)
_POINTING = re.compile(
    (
        r"\b(?:that|this|the same|those|these|its|it|there|he|she|him|her|they|them|their)\b(?: (?:city|"
        r"town|place|country|one|topic|subject|film|movie|dish|landmark|person|idea|company|article|"
        r"thing))?|\bthe (?:city|town|place|country)\b(?! of)"
    ),
    re.I,
)
_ITEM = re.compile(r"^[ \t]*(?:[-*•]|\d{1,2}[.)])[ \t]+(.{1,300})", re.M)
_ROW = re.compile(r"^\|(?!\s*:?-)\s*(.{1,300})\|\s*$", re.M)


@dataclass(frozen=True)
class Referent:
    """What an expression points to, and how that was found out."""

    name: str
    how: str


def _head(item: str) -> str:
    if match := re.match(r"\*\*(.{1,80}?):?\*\*", item):
        return match[1].strip(" :.")
    return re.split(r"\s*(?:[:(,.;]|\s[—–-]\s)", plain(item), maxsplit=1)[0].strip()


@lru_cache(maxsize=512)
def listing(answer: str) -> tuple[str, ...]:
    """The heads of the list or of the table rows in an answer."""
    answer = answer[:20_000]
    items = [_head(item) for item in _ITEM.findall(answer)]
    if not items:
        rows = [row.split("|") for row in _ROW.findall(answer)][1:]
        items = [_head((row[1] if row[0].strip().isdigit() and len(row) > 1 else row[0]).strip()) for row in rows]
    return tuple(item for item in items if item)


@lru_cache(maxsize=512)
def entities(text: str, kind: str) -> tuple[str, ...]:
    """The names of a kind ('city', 'country' or 'any') that a text mentions, in order."""
    cities = tuple(dict.fromkeys(entry.title for entry in library.named(text) if entry.is_city))
    if kind == "city":
        known = tuple(city.name for city in world.cities_in(text))
        return _in_order(text, dict.fromkeys((*cities, *(name for name in known if library.get(name) is None))))
    nations = tuple(country.name for country in world.countries_in(text))
    if kind == "country":
        return nations
    others = tuple(entry.title for entry in library.named(text))
    return _in_order(text, dict.fromkeys((*others, *(name for name in nations if name not in others))))


def _in_order(text: str, names: dict[str, None]) -> tuple[str, ...]:
    folded = library.fold(text)
    place = {name: folded.find(library.fold(name.split(",")[0])) for name in names}
    return tuple(sorted(names, key=lambda name: place[name] if place[name] >= 0 else len(folded)))


def kind_of(text: str) -> str:
    """The kind of thing a text asks to refer to."""
    lowered = text.lower()
    if re.search(r"\b(?:cit(?:y|ies)|towns?)\b", lowered):
        return "city"
    return "country" if re.search(r"\bcountr(?:y|ies)\b", lowered) else "any"


def _index(match: re.Match[str], length: int) -> int:
    if match["number"] or match["digit"]:
        return int(match["number"] or match["digit"]) - 1
    word = match["word"].lower()
    if word in {"last", "final", "latter"}:
        return length - 1
    return 0 if word == "former" else ORDINALS.index(word)


def by_ordinal(text: str, past: Sequence[Exchange], kind: str) -> Referent | None:
    """What 'the second one' in a text points to among the lists of the answers so far, the newest list first."""
    match = _ORDINAL.search(text)
    if match is None:
        return None
    section = re.sub(
        r" (?:you|we|from|in|that|above|mentioned|listed|on|is|was|more|of).*$", "", (match["noun"] or "").strip(), flags=re.I
    )
    for pair in reversed(past):
        for options in _options(pair.told, kind, section):
            index = _index(match, len(options))
            if len(options) >= 2 and 0 <= index < len(options):
                return Referent(
                    options[index],
                    (
                        f"“{match.group().strip()}” points to item {index + 1} of {len(options)} I listed: "
                        f"{', '.join(options[:6])}."
                    ),
                )
    return None


def _options(answer: str, kind: str, section: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    if len(section) > 3 and section.lower() not in {"city", "country", "item", "point", "place"}:
        part = re.search(rf"^(?:#+ .*|\*\*.*|\d+\. .*){re.escape(section.rstrip('s'))}.*$", answer, re.I | re.M)
        if part:
            following = re.split(r"^#+ ", answer[part.end() : part.end() + 6_000], maxsplit=1, flags=re.M)[0]
            found.append(listing(following))
    if kind == "any":
        found.append(listing(answer))
        found += [entities(answer[:6_000], "city"), entities(answer[:6_000], "any")]
        return found
    return [*found, entities(answer[:6_000], kind)]


def focus(past: Sequence[Exchange], kind: str) -> Referent | None:
    """What the conversation is about now: what the user named or pointed to last, else what the last answer began with."""
    for index in range(len(past) - 1, -1, -1):
        said = past[index].said[:6_000]
        if names := entities(said, kind):
            return Referent(names[-1], f"The user spoke of {names[-1]} in turn {index + 1}.")
        if pointed := by_ordinal(said, past[:index], kind):
            return Referent(
                pointed.name, f"In turn {index + 1} the user pointed to {pointed.name}, and the talk is still about it."
            )
        if _POINTING.search(said):
            continue
        if names := entities(past[index].told[:6_000], kind):
            return Referent(names[0], f"My answer in turn {index + 1} was about {names[0]}.")
    return None


def resolve(talk: Talk, kind: str = "", bare: bool = False) -> Referent | None:
    """What the request points to; with `bare` also when it names nothing and points to nothing."""
    kind = kind or kind_of(talk.gist)
    if pointed := by_ordinal(talk.gist, talk.past, kind):
        return pointed
    if bare or _POINTING.search(talk.gist):
        return _in_this_turn(talk, kind) or focus(talk.past, kind)
    return None


def this_turn(talk: Talk, kind: str) -> Referent | None:
    """What was named earlier in the same message."""
    return _in_this_turn(talk, kind)


def _in_this_turn(talk: Talk, kind: str) -> Referent | None:
    if talk.whole == talk.prompt or len(talk.whole) > 6_000:
        return None
    names = entities(talk.whole.partition(talk.prompt)[0], kind)
    return Referent(names[-1], f"{names[-1]} was named earlier in the same message.") if names else None


def points(text: str) -> bool:
    """Whether a text points to something said before."""
    return bool(_ORDINAL.search(text) or _POINTING.search(text))
