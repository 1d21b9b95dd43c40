"""Answers from the almanac: a particular of a thing, who won when, what a thing is, and the same asked of another one.

Adds nothing to what the tables say; lists, tables and superlatives are `ranking`'s.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import almanac, library, references
from emulator.brain.almanac import Column, Kind, Thing
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import join

_LONGEST = 200
_QUESTION = re.compile(
    r"\?|^\W*(?:(?:and|so|but|ok|please|hey|hi|do you know|can you tell me|could you tell me|tell me|remind me)\b\W*)*"
    r"(?:what|who|whom|whose|when|where|which|how|is|are|was|were|did|does|do|can|tell|in which|in what|name|"
    r"what's|who's|about|the year)\b",
    re.I,
)
_POINTS = re.compile(
    r"\b(?:it|its|that|this|they|them|their|he|she|his|her|there|one|the (?:film|movie|book|match|final))\b", re.I
)
_ALSO = re.compile(r"^\W*(?:(?:and|or|what about|how about|what of|also|same for)\b\W*)+", re.I)
_ABOUT = re.compile(
    r"^\W*(?:please )?(?:(?:can|could) you )?(?:tell me (?:something |more |a bit )?about|what(?: is|'s|’s| are| was| were)|"
    r"who(?: is|'s|’s| was| were)|describe|explain|do you know|more about|what do you know about|info on|about)\s+"
    r"(?:the |an? )?(?P<what>[^?.!]{2,60})\W*$",
    re.I,
)
_WHY_THAT = re.compile(
    r"^\W*(?:but |and )?why (?:that|this|it|the first)?(?: one| film| movie| book| place)?\W*$|^\W*what(?:'s| is) it about\W*$",
    re.I,
)
_THIS_YEAR = re.compile(r"\b(?:this year|next year|last year|how many|how long|what day|weekday|\d{4})\b", re.I)
_FUTURE = re.compile(r"\b(?:will|next|going to|predict\w*|upcoming|2026|2027|2028|2030)\b", re.I)
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_LATEST = re.compile(r"\b(?:last|latest|most recent|current|reigning|holds?)\b", re.I)
_MOST = re.compile(r"\bmost (?:often|times|titles|world cups|wins|cups)\b|\bthe most\b|\bhow (?:often|many times)\b", re.I)
_RECENT = 6


@skill("almanac")
def offer(talk: Talk) -> Offer | None:
    """Fits a question for a particular of a thing that is on file, named now or a turn before."""
    text = talk.gist
    if len(text) > _LONGEST or re.search(r"\bmy\b", text, re.I):
        return None
    if found := _dated(talk, text):
        return found
    things = almanac.named(text)
    if things and (_QUESTION.search(text) or _ALSO.match(text) or len(text.split()) <= 6):
        return _on(talk, things, text)
    if things or not talk.past:
        return None
    pointed = references.by_ordinal(text, talk.past, "any")
    spoken = (almanac.named(pointed.name) if pointed else ()) or before(talk)
    if not spoken:
        return None
    if _WHY_THAT.match(text) and spoken[0].cells.get("about") and spoken[0].name in talk.past[-1].told:
        return Offer(0.9, partial(_said, spoken[0], spoken[0].cells["about"]))
    column = _column(spoken[0], text)
    if column and _QUESTION.search(text) and (pointed or _POINTS.search(text) or len(text.split()) <= 4):
        fit = 0.6 if column.name == "about" and not re.search(r"\babout\W*$|\bplot\b|\bstory\b", text, re.I) else 0.92
        return Offer(0.96 if pointed and fit > 0.6 else fit, partial(_told, spoken[0], column))
    return None


def before(talk: Talk) -> tuple[Thing, ...]:
    """The things that the talk is about: those the user named last, else those that an answer began with."""
    for pair in reversed(talk.past[-_RECENT:]):
        bold = " , ".join(re.findall(r"\*\*([^*\n]{2,60})\*\*", pair.told[:600]))
        for text in (pair.said[:_LONGEST], pair.told[:40], bold):
            named = almanac.named(text)
            if found := tuple(thing for thing in named if thing.kind != "nation") or named:
                return found
    return ()


def _column(thing: Thing, text: str) -> Column | None:
    if thing.kind == "acronym" and (article := library.get(thing.name)) and "stands" in article.fields:
        return None
    known = almanac.kinds()[thing.kind].columns
    return next((column for column in known if thing.cells.get(column.name) and column.asks.search(text)), None)


def _on(talk: Talk, things: tuple[Thing, ...], text: str) -> Offer | None:
    """The particular asked for; after "And the lion?" the one that was asked of another thing before."""
    if things[0].kind == "holiday" and _THIS_YEAR.search(text):
        return None
    asked = [(thing, column) for thing in things if (column := _column(thing, text))]
    if not asked and _ALSO.match(text):
        earlier = next((pair.said for pair in reversed(talk.past[-_RECENT:]) if not _ALSO.match(pair.said)), "")[:_LONGEST]
        asked = [(thing, column) for thing in things if (column := _column(thing, earlier))]
    if asked:
        return Offer(_fit(asked), partial(_told, *asked[0]))
    match = _ABOUT.match(text)
    named = almanac.named(match["what"]) if match else ()
    if match and len(named) == 1 and named[0].kind != "nation" and len(match["what"].split()) <= len(named[0].name.split()) + 2:
        return Offer(0.735 if library.get(named[0].name) is None else 0.5, partial(_described, named[0]))
    return None


def _fit(asked: list[tuple[Thing, Column]]) -> float:
    """How well: an article tells more of what a thing is; several things are asked of by other skills."""
    thing, column = asked[0]
    if column.name == "about":
        return 0.735 if library.get(thing.name) is None else 0.5
    return 0.935 if len({thing.name for thing, _ in asked}) == 1 else 0.6


def _dated(talk: Talk, text: str) -> Offer | None:
    """Who won, who lost, where it was: of what takes place every few years, by its year."""
    kind = almanac.kind_in(text)
    if kind is None and (_YEAR.search(text) or _MOST.search(text) or _POINTS.search(text)) and len(text.split()) <= 9:
        kind = next((found for pair in reversed(talk.past[-4:]) if (found := almanac.kind_in(pair.said[:_LONGEST]))), None)
    if kind is None or "edition" not in kind.things[0].cells or _FUTURE.search(text):
        return None
    winner = next(column for column in kind.columns)
    if _MOST.search(text):
        return Offer(0.95, partial(_most, kind, winner))
    thing = _edition(talk, kind, text)
    if thing is None:
        return None
    earlier = " ".join(pair.said[:_LONGEST] for pair in reversed(talk.past[-4:]))
    column = _column(thing, text) or (_column(thing, earlier) if len(text.split()) <= 5 else None)
    return Offer(0.95, partial(_told, thing, column)) if column else None


def _edition(talk: Talk, kind: Kind, text: str) -> Thing | None:
    for said in (text, *(pair.said[:_LONGEST] for pair in reversed(talk.past[-4:]))):
        if year := _YEAR.search(said):
            return next((thing for thing in kind.things if thing.cells["edition"] == year[1]), None)
        if _LATEST.search(said) or (said is text and kind.words.search(text)):
            return max(kind.things, key=lambda thing: thing.value("edition") or 0)
    return None


def _most(kind: Kind, column: Column) -> Reply:
    won = [re.sub(r"^West Germany$", "Germany", thing.cells[column.name]) for thing in kind.things]
    ranking = sorted(set(won), key=lambda name: (-won.count(name), name))
    first, rest = ranking[0], ranking[1:4]
    text = f"**{first}**, with {won.count(first)} wins; next come {join([f'{name} ({won.count(name)})' for name in rest])}."
    notes = (Note("Counting in a table", f"Of {len(won)} editions on file {first} won {won.count(first)}."),)
    rows = (("Winner", "Wins"), *((name, str(won.count(name))) for name in ranking))
    return Reply(text, f"{first}, {won.count(first)} times.", first, tuple(f"**{n}:** {c}" for n, c in rows[1:]), rows, notes)


def _told(thing: Thing, column: Column) -> Reply:
    said = thing.shown(column.name)
    note = Note("Looking into the almanac", f"{column.name} of {thing.name}: {said}.")
    text = almanac.sentence(thing, column)
    return Reply(text, text.replace("**", ""), said, notes=(note,), data={thing.name: {column.name: said}})


def _said(thing: Thing, about: str) -> Reply:
    note = Note("Looking into the almanac", f"What it says of {thing.name}.")
    return Reply(f"**{thing.title}**: {about}.", f"{about}.", thing.title, notes=(note,))


def _described(thing: Thing) -> Reply:
    """All that is on file of a thing, in sentences."""
    known = [column for column in almanac.kinds()[thing.kind].columns if thing.cells.get(column.name) and column.name != "about"]
    told, about = [almanac.sentence(thing, column) for column in known], thing.cells.get("about", "")
    lead = f"**{thing.title}**: {about}." if about else told.pop(0)
    body = " ".join(dict.fromkeys(part.replace("**", "") for part in told[:5]))
    note = Note("Looking into the almanac", f"It has {len(thing.cells)} particulars of {thing.name}.")
    points = tuple(part.replace("**", "") for part in [lead, *told])
    return Reply(f"{lead} {body}".strip(), points[0], thing.title, points, notes=(note,), data={thing.name: dict(thing.cells)})
