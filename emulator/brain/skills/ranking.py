"""Puts things of the almanac in order: the oldest of a list, the faster of two, five landmarks in Paris, a table of them.

What isn't in the tables isn't ranked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from emulator.brain import almanac, library, references
from emulator.brain.almanac import Column, Kind, Thing, wishes
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join, number, number_pattern, numbered, table, uncapitalised

_LONGEST = 220
_WORD = re.compile(r"[a-z]+", re.I)
_LIST = re.compile(
    rf"^\W*(?:(?:please|and|now|can you|could you|ok|hi|hey)\b\W*)*(?:list|name|give|tell|show|suggest|"
    rf"recommend|what are|which are|top|"
    rf"{number_pattern()}|some|any|i(?:'m| am) looking for|i (?:want|need)|could you (?:list|name|recommend)|make|create)\b",
    re.I,
)
_WITHIN = re.compile(
    r"\b(?:in|from|by|about|of|with|for|set in)\s+(?:the )?(?P<what>[\w' .-]{2,40}?)(?=\s+(?:as|with|"
    r"that|in|and|please|for|which)\b|[?.!,]|$)",
    re.I,
)
_OF_THEM = re.compile(r"\b(?:of (?:them|these|those|the (?:two|three|four|five|list))|which(?: one)?\b|who)", re.I)
_TABLE = re.compile(r"\btable\b", re.I)
_MOST = re.compile(r"\b(?P<how>most|highest|least|fewest|lowest) (?P<what>[a-z]{3,12})\b", re.I)
_ORDINAL = re.compile(r"\b(?:second|third|fourth|2nd|3rd|4th)[ -](?:most|tall|high|old|larg|big|fast|long|heav)", re.I)
_SORT = re.compile(r"\b(?:sort|order|rank|arrange)\b.{0,30}\bby (?:the |their |its )?(?P<what>[a-z]+)", re.I)
_OTHER = re.compile(
    r"^\W*(?:do you have |have you |give me |and |ok |maybe )*(?:something|one|anything|an?)\s*(?:a bit "
    r"|much |that(?:'s| is) )?(?P<how>older|newer|"
                    r"more recent|more modern|taller|bigger|smaller|faster|shorter|longer)\b(?: one)?\W*$", re.I)  # fmt: skip
_UP = {"newer": "year", "more recent": "year", "more modern": "year", "taller": "height", "bigger": "weight", "faster": "speed"}
_DOWN = {"older": "year", "smaller": "weight", "shorter": "height"}


@skill("ranking")
def offer(talk: Talk) -> Offer | None:
    """Fits wishes for several things of a kind, or for the first of some by a measure."""
    text = talk.gist
    if len(text) > _LONGEST or re.search(r"\bmy (?!friend\b|son\b|daughter\b|kids?\b|wife\b|husband\b)", text, re.I):
        return None
    listed = _listed(talk)
    if _ORDINAL.search(text):
        return None
    if listed and (column_at := _superlative(listed[0].kind, text)):
        kind = almanac.kind_in(text)
        if (_OF_THEM.search(text) or len(text.split()) <= 6) and (kind is None or kind.name == listed[0].kind):
            return Offer(0.975, partial(_first, listed, *column_at))
    tabled = bool(_TABLE.search(text)) and not (talk.past and re.search(r"^\|", talk.past[-1].told, re.M))
    if len(listed) > 1 and (tabled or _SORT.search(text)) and almanac.kind_in(text) is None and len(text.split()) <= 16:
        return Offer(0.95, partial(_tabled, listed, text), whole=True)
    if listed and talk.past and (match := _OTHER.match(text)):
        return _another(talk, listed[0], match["how"].lower())
    return _two(text) or _of_kind(text, talk.whole[:_LONGEST])


def _listed(talk: Talk) -> list[Thing]:
    """Things of one kind out of the last answers' list, or the one that an answer named."""
    recent = [pair.told for pair in reversed(talk.past[-5:]) if pair.told]
    lists = [heads for told in recent if len(heads := references.listing(told)) >= 2]
    bold = [tuple(re.findall(r"\*\*([^*\n]{2,60})\*\*", told[:1_000])) for told in recent[:3]]
    for names in (*lists[:2], *bold):
        found = [thing for head in names for thing in almanac.named(head)[: 4 if " and " in head else 1]]
        if found and len(found) * 2 >= len(names):
            return [thing for thing in found if thing.kind == found[0].kind]
    return []


def _superlative(kind: str, text: str) -> tuple[Column, bool] | None:
    words = {word.lower() for word in _WORD.findall(text)}
    if most := _MOST.search(text):
        named = next((column for column in almanac.columns().get(kind, ()) if column.name[:5] == most["what"].lower()[:5]), None)
        if named is not None:
            return named, most["how"].lower() in {"most", "highest"}
    for column in almanac.columns().get(kind, ()):
        if words & set(column.high):
            return column, True
        if words & set(column.low):
            return column, False
    return None


def _first(things: Sequence[Thing], column: Column, highest: bool) -> Reply:
    known = [thing for thing in things if thing.value(column.name) is not None]
    if len(known) < 2:
        return Reply(f"I have no {column.name} of these on file, so I can't put them in order.", "I can't tell.", "Unknown")
    ranked = sorted(known, key=lambda thing: thing.value(column.name) or 0.0, reverse=highest)
    best = ranked[0]
    said = uncapitalised(almanac.sentence(best, column)) if best.name[:1].islower() else almanac.sentence(best, column)
    rest = join([f"{thing.title} ({thing.shown(column.name)})" for thing in ranked[1:4]])
    text = f"**{best.title}**: {capitalise(said).replace('**', '')} Then {'come' if len(ranked) > 2 else 'comes'} {rest}."
    note = Note("Comparing by a measure", f"I compare {len(known)} of them by {column.name}.")
    rows = (("Name", capitalise(column.name)), *((thing.title, thing.shown(column.name)) for thing in ranked))
    return Reply(text, f"{best.title}.", best.title, tuple(f"**{a}:** {b}" for a, b in rows[1:]), rows, (note,))


def _tabled(things: Sequence[Thing], text: str) -> Reply:
    """The things as a table, with the columns that were asked for, sorted as asked."""
    columns = [
        column for column in almanac.columns().get(things[0].kind, ()) if any(thing.cells.get(column.name) for thing in things)
    ]
    chosen = [column for column in columns if column.asks.search(text) or re.search(rf"\b{column.name}", text, re.I)] or columns[
        :3
    ]
    if by := _SORT.search(text):
        key = next((column for column in columns if column.name.startswith(by["what"].lower()[:4])), chosen[0])
        down = bool(re.search(r"\bdesc|newest|largest|highest|tallest", text, re.I))
        things = sorted(things, key=lambda thing: thing.value(key.name) or 0.0, reverse=down)
        chosen = list(dict.fromkeys([key, *chosen]))[:4]
    rows = [("Name", *(capitalise(column.name) for column in chosen))]
    rows += [(thing.title, *(thing.shown(column.name) for column in chosen)) for thing in things]
    note = Note(
        "Making a table", f"Rows are the {len(things)} things of the last list, columns {join([c.name for c in chosen])}."
    )
    return Reply(table(rows), table=tuple(rows), fixed=True, notes=(note,))


def _another(talk: Talk, last: Thing, how: str) -> Offer | None:
    column, up = (_UP[how], True) if how in _UP else (_DOWN.get(how, ""), False)
    than = last.value(column)
    if than is None:
        return None
    told = " ".join(pair.told[:2_000] for pair in talk.past[-6:])
    fitting = [
        thing
        for thing in almanac.kinds()[last.kind].things
        if (value := thing.value(column)) is not None and (value > than) == up and value != than and thing.title not in told
    ]
    alike = sorted(fitting, key=lambda thing: -len(set(thing.cells.values()) & set(last.cells.values())))
    return Offer(0.93, partial(_listing, alike[:3], last.kind)) if alike else None


def _two(text: str) -> Offer | None:
    """Which of two named things is faster, older, taller."""
    things = almanac.named(text)
    for kind in dict.fromkeys(thing.kind for thing in things):
        same = [thing for thing in things if thing.kind == kind]
        if 2 <= len(same) <= 5 and (found := _compared(kind, text)):
            return Offer(0.94, partial(_first, same, *found))
    return None


def _compared(kind: str, text: str) -> tuple[Column, bool] | None:
    """A comparative read as its superlative: faster as fastest."""
    return _superlative(kind, re.sub(r"\b([a-z]{2,})(?:ie)?r\b", lambda m: m[0][:-1] + "st", text, flags=re.I))


def _of_kind(text: str, whole: str) -> Offer | None:
    kind = almanac.kind_in(text)
    if kind is None or "edition" in kind.things[0].cells:
        return None
    fitting, narrowed = _narrowed(kind, whole if kind.words.search(whole) and kind.name in {"film", "book"} else text)
    if not fitting:
        return None
    if (found := _superlative(kind.name, text)) and len(fitting) > 1 and not re.search(r"\btop\b|\blist\b", text, re.I):
        return Offer(0.91 if narrowed else 0.9, partial(_first, fitting, *found))
    asked_what = re.match(
        rf"\W*(?:what|which|what's)(?: (?:are|is))?(?: (?:some|the|good|best|famous|other|a|an|most|"
        rf"typical|traditional))* {kind.words.pattern}",
        text,
        re.I,
    )
    if not (_LIST.match(text) or asked_what) or references.points(wishes.CENTURY.sub(" ", text)):
        return None
    asked = re.search(rf"\b({number_pattern()})\b", text, re.I)
    single = re.search(rf"\b(?:an?|one) (?:[\w-]+ ){{0,3}}(?:{kind.words.pattern})(?<!s)\b", text, re.I)
    many = 1 if single else (number(asked[1]) or 5) if asked else 5
    if not narrowed and not asked and not re.search(r"\b(?:list|name|give me|some|famous|popular)\b", text, re.I):
        return None
    if _TABLE.search(text):
        return Offer(0.95, partial(_tabled, fitting[:many], text), whole=True)
    return Offer(0.94 if narrowed else 0.88, partial(_listing, fitting[:many], kind.name))


def _narrowed(kind: Kind, text: str) -> tuple[list[Thing], bool]:
    """The things that fit what the text says of them; none when a place or a person that it names has none."""
    rest = re.sub(r"\b(?:films?|movies?)\b", " ", text, flags=re.I) if kind.name == "film" else kind.words.sub(" ", text)
    if kind.name in {"film", "book"}:
        for pattern, word in wishes.MEANT:
            rest = re.sub(pattern, f" {word} ", rest, flags=re.I)
    rest = wishes.CENTURY.sub(" ", rest)
    words = [word for word in library.tokens(rest) if word not in wishes.COMMON and len(word) > 2 and not word.isdigit()]
    known = [word for word in words if any(almanac.has(thing, word) for thing in kind.things)]
    within = _WITHIN.search(rest)
    if within and (re.search(r"\b[A-Z]", within["what"]) or re.match(r"(?:about|from|in|by)\b", within[0])):
        named = [word for word in library.tokens(within["what"]) if word not in wishes.COMMON and len(word) > 2]
        if not all(word in known for word in named):
            return [], True
    first, last = wishes.era(text)
    fitting = [
        thing
        for thing in kind.things
        if all(almanac.has(thing, word) for word in known) and (not last or first <= (thing.value("year") or -1e9) <= last)
    ]
    return fitting, bool(known or last)


def _listing(things: Sequence[Thing], kind: str) -> Reply:
    first = almanac.columns().get(kind, ())
    points = []
    for thing in things:
        more = thing.cells.get("about") or next(
            (almanac.sentence(thing, c).replace("**", "") for c in first if thing.cells.get(c.name)), ""
        )
        year = f" ({thing.shown('year')})" if thing.cells.get("year") and kind in {"film", "book"} else ""
        points.append(f"**{thing.title}{year}:** {more.rstrip('.')}." if more else f"**{thing.title}**")
    note = Note(
        "Looking into the almanac", f"{len(things)} things of the kind {kind} fit: {join([thing.name for thing in things][:6])}."
    )
    columns = [column for column in first if any(thing.cells.get(column.name) for thing in things)][:3]
    rows = [("Name", *(capitalise(column.name) for column in columns))]
    rows += [(thing.title, *(thing.shown(column.name) for column in columns)) for thing in things]
    text = points[0] if len(points) == 1 else numbered(points)
    names = [thing.title for thing in things]
    return Reply(text, f"{join(names)}.", names[0], tuple(points), tuple(rows), (note,), {kind: names})
