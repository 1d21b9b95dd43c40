"""The highest, longest, largest and so on: of the world, of a continent, of a country, and the second and third after it.

A table holds what is known, each kind in its order. Short questions go on from the last one ("And in Europe?", "How high
is it?"). Cities and most questions on countries are geography's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from emulator.brain import rankings, world
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.placenames import CONTINENTS
from emulator.brain.rankings import Record
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import ORDINALS, capitalise, join

_SUPERLATIVE = re.compile(
    r"\b(tallest|highest|longest|largest|biggest|deepest|fastest|quickest|heaviest|smallest|hottest|closest|nearest"
    r"|(?:most|least) (?:populous|populated|people|inhabitants))\b",
    re.I,
)
_BY_PEOPLE = re.compile(r"\bpopulation\b|\bpeople\b|\binhabitants\b", re.I)
_ORDINAL = re.compile(rf"\b({'|'.join(ORDINALS[1:])})\b", re.I)
_OTHER_WORDS = {"peak": "mountain", "summit": "mountain", "skyscraper": "building", "sea": "ocean", "falls": "waterfall"}
_SHORT = re.compile(r"^\W*(?:and|what about|how about|what is|what's|which is|which one is|ok,? and)\b|^\W*(?:in|the)\b", re.I)
_NAMED_ONLY = re.compile(
    r"^\W*(?:(?:and|what about|how about|ok,? and)\b\W*)?(?:(?:in|of|for|the)\b)?(?:\W*\w[\w'’-]*){1,4}\W*$", re.I
)
MEASURE = re.compile(
    r"^\W*(?:and )?how (?P<how>high|tall|long|wide|large|big|deep|fast|far|hot|cold|heavy|old)\b.{0,12}\b(?:it|that|this)\b", re.I
)
_THROUGH = re.compile(r"\b(?:countries|states)\b.{0,20}\b(?:it|this river)\b.{0,12}\b(?:flow|run|pass|cross)", re.I)
BORDERS = re.compile(
    r"\b(?:which|what) (?:countries|nations|states)\b.{0,20}\b(?:border|share|surround|touch|own|belong)"
    r"|\bwho (?:borders|shares|owns) (?:it|that)\b",
    re.I,
)
_WHERE_IS = re.compile(r"^\W*(?:and )?(?:where(?:'s|’s| is)|in (?:which|what) country is) (?:it|that)\b", re.I)
_BY_ADJECTIVE = {
    "high": "highest", "tall": "tallest", "long": "longest", "large": "largest", "big": "biggest", "deep": "deepest",
    "fast": "fastest", "hot": "hottest", "heavy": "heaviest", "wide": "widest", "cold": "coldest", "old": "oldest",
}  # fmt: skip
_UNITS = {"largest": ("people",), "biggest": ("people", "metres", "kilometres"), "highest": ("metres",), "tallest": ("metres",)}
"""Measures that answer to a superlative although the ranking was by another one."""
_OWN = re.compile(r"\b(?:my|our|your|i|we)\b", re.I)
_ARTICLE = frozenset({"river", "ocean", "desert"})
"""Kinds whose names have an article."""
TOPIC = "records"
LONGEST = 160
"""Characters of a question that is one of these."""


@dataclass(frozen=True)
class Question:
    """What is asked for: the `place`th `superlative` `kind`, anywhere or within `where`."""

    superlative: str
    kind: str
    where: str = ""
    place: int = 1


@cache
def _kinds() -> re.Pattern[str]:
    names = {kind for _, kind in rankings.tables()} | set(_OTHER_WORDS)
    return re.compile(rf"\b({'|'.join(sorted(names, key=len, reverse=True))})s?\b", re.I)


def article(text: str) -> Entry | None:
    """What the table says on a question, as an article that a search can find."""
    asked = _read(text, None) if len(text) <= LONGEST else None
    record = _answer(asked) if asked else None
    if asked is None or record is None:
        return None
    return Entry(record.name, _said(asked, record).text.replace("**", ""), topic=TOPIC)


@skill("records")
def offer(talk: Talk) -> Offer | None:
    """Fits questions for the first of a ranking, and short ones that go on from there."""
    text = talk.gist
    if len(text) > LONGEST:
        return None
    before = _last_question(pair.said for pair in talk.past)
    if (
        before
        and (known := _answer(before))
        and (
            MEASURE.search(text) or (_WHERE_IS.match(text) and known.places) or (known.kind == "river" and _THROUGH.search(text))
        )
        and not figure_beside(known, text)
    ):
        feet, where = bool(re.search(r"\bfeet\b|\bft\b", text, re.I)), bool(_WHERE_IS.match(text))
        return Offer(0.93, lambda: _measured(known, through=bool(_THROUGH.search(text)), feet=feet, where=where))
    asked = _read(text, before)
    if asked is None or (asked.superlative, asked.kind) not in rankings.tables():
        return None
    record = _answer(asked)
    if record is None:
        return Offer(0.93, lambda: _unknown(asked))
    named = _SUPERLATIVE.search(text) and _kinds().search(text) and not _OWN.search(text)
    return Offer(0.97 if named else 0.93, lambda: _said(asked, record))


def at_hand(talk: Talk) -> Record | None:
    """What the last question for a first of its kind was answered with."""
    before = _last_question(pair.said for pair in talk.past)
    return _answer(before) if before else None


def figure_beside(record: Record, text: str) -> str:
    """The superlative whose figure is asked of a record that was ranked by another one: "deepest" of the largest ocean."""
    asked = MEASURE.search(text)
    superlative = _BY_ADJECTIVE.get(asked["how"].lower(), "") if asked else ""
    own = record in rankings.tables().get((superlative, record.kind), ()) or record.unit in _UNITS.get(superlative, ())
    return "" if own else superlative


def _last_question(said: Iterable[str]) -> Question | None:
    """The question that the conversation is at; anything else that was said in between ends it."""
    asked: Question | None = None
    for text in said:
        if len(text) > LONGEST or not any(going.search(text) for going in (MEASURE, _THROUGH, _WHERE_IS, BORDERS)):
            asked = _read(text, asked) if len(text) <= LONGEST else None
    return asked


def _read(text: str, before: Question | None) -> Question | None:
    superlative, kind = _SUPERLATIVE.search(text), _kinds().search(text)
    where, place = _where(text), _place(text)
    if superlative and kind:
        named = kind[1].lower()
        named = _OTHER_WORDS.get(named, named)
        return Question(_superlative(superlative[1], named, text), named, where, place)
    if before is None or not _SHORT.search(text) or len(text.split()) > 8:
        return None
    if kind or not (superlative or place > 1 or (where and _NAMED_ONLY.search(text))):
        return None
    if superlative and place == 1:
        asked = _superlative(superlative[1], before.kind, text)
        return replace(before, superlative=asked, where=where or before.where, place=1)
    return replace(before, where=where, place=place) if where else replace(before, place=place)


def _superlative(word: str, kind: str, text: str) -> str:
    """The word that the table has. Of a country, "largest by population" is "most populous"."""
    word = word.lower()
    if kind == "country" and (word.startswith(("most", "least")) or _BY_PEOPLE.search(text)):
        return "least populous" if word.startswith(("least", "small")) else "most populous"
    return word


def _where(text: str) -> str:
    """A continent or a country; nothing for the whole world."""
    named = sorted(CONTINENTS.values(), key=len, reverse=True)
    continent = next((name for name in named if re.search(rf"\b{name}\b", text, re.I)), "")
    if continent or re.search(r"\bworld\b|\bearth\b", text, re.I):
        return continent
    nations = world.countries_in(text) or world.countries_in(text.title())
    return nations[0].name if nations else ""


def _place(text: str) -> int:
    found = _ORDINAL.search(text)
    return ORDINALS.index(found[1].lower()) + 1 if found else 1


def _answer(asked: Question) -> Record | None:
    """The record; None where the table doesn't reach: of a country it knows the first only."""
    known = rankings.tables().get((asked.superlative, asked.kind), ())
    ranking = [record for record in known if not asked.where or asked.where in record.places]
    is_country = bool(asked.where) and asked.where not in CONTINENTS.values()
    if is_country and asked.place > 1:
        return None
    return ranking[asked.place - 1] if len(ranking) >= asked.place else None


def _said(asked: Question, record: Record) -> Reply:
    rank = f"{ORDINALS[asked.place - 1]}-" if asked.place > 1 else ""
    where = f" in {asked.where}" if asked.where else " in the world" if record.places else ""
    is_wide = not asked.where or asked.where in CONTINENTS.values()
    nations = [place for place in record.places if place not in CONTINENTS.values()] if is_wide else []
    stands = f" ({' and '.join(nations[:2])})" if nations and record.kind in ("mountain", "building", "waterfall") else ""
    name = name_of(record)
    text = f"The {rank}{asked.superlative} {asked.kind}{where} is **{name}**{stands}: {record.size}."
    notes = (Note("Looking at the ranking", f"Of each {record.kind} in my table, {name} has {record.size}."),)
    data = {"name": record.name, "value": record.value, "unit": record.unit}
    full = f"{text} {record.remark}".strip()
    return Reply(full, f"{capitalise(name)}: {record.size}.", record.name, notes=notes, data=data)


def _unknown(asked: Question) -> Reply:
    """What the table doesn't reach is not made up."""
    rank = f"{ORDINALS[asked.place - 1]}-" if asked.place > 1 else ""
    first = _answer(replace(asked, place=1)) if asked.place > 1 else None
    known = f" The {asked.superlative} there is **{name_of(first)}**: {first.size}." if first else ""
    where = f" in {asked.where}" if asked.where else ""
    text = f"I don't know the {rank}{asked.superlative} {asked.kind}{where}: offline I have a short table of well-known ones."
    return Reply(text + known, notes=(Note("Looking at the ranking", "My table doesn't reach that far."),))


def name_of(record: Record) -> str:
    """The name as it stands in a sentence."""
    has_article = record.kind in _ARTICLE or record.name.endswith(" Sea") or not record.name[:1].isupper()
    return f"the {record.name}" if has_article and record.name != "Antarctica" else record.name


def _measured(record: Record, *, through: bool, feet: bool = False, where: bool = False) -> Reply:
    name = name_of(record)
    note = Note("Going on from the last question", f"It was about {name}.")
    if through:
        return Reply(f"**{capitalise(name)}**: {record.remark}", record.remark, notes=(note,))
    if feet and record.unit == "metres":
        said = f"{record.value / 0.3048:,.0f} feet ({record.size})"
        return Reply(f"**{capitalise(name)}**: {said}.", f"{said}.", said, notes=(note,))
    if where:
        nations = [place for place in record.places if place not in CONTINENTS.values()] or list(record.places)
        return Reply(f"**{capitalise(name)}** is in **{join(nations)}**.", f"{join(nations)}.", join(nations), notes=(note,))
    return Reply(f"**{capitalise(name)}**: {record.size}.", f"{record.size}.", record.size, notes=(note,))
