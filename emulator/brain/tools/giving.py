"""What each call of a wish is given: by the clause itself, by the results it points at, by the calls made just before.

Brings values together by argument; which of them a schema allows is judged where the call is made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from emulator.brain.tools import amending, assigning, offering, pointing, resolving, spreading, words
from emulator.brain.tools.choosing import Wish
from emulator.brain.tools.situation import Situation
from emulator.brain.tools.slots import Slot

Given = Mapping[tuple[str, ...], Any]

_PRONOUN = re.compile(r"\b(?:it|its|them|their)\b", re.I)
_SETTINGS = frozenset({"environment", "env", "stage", "region", "workspace", "account", "unit", "currency"})
_SUMS = frozenset({"amount", "total", "sum"})
_BACK = re.compile(r"\b(?:refund\w*|money back|reimburse\w*)\b", re.I)
DEFINES = re.compile(
    r"^\W*(?:and |so |but )?what (?:is|are|does) (?:an? )?[\w-]+(?: mean)?(?: anyway| exactly| actually)?\W*$", re.I
)
_TIMES = frozenset({"date", "datetime", "time"})


def values(wish: Wish, here: Situation) -> list[Given]:
    """The values of each call that a wish leads to, those of the results that it points at among them."""
    today = here.ask.now.date()
    pointed = pointing.at(wish.text, here.earlier, here.answer)
    needed = [slot for slot in wish.function.slots if slot.needed]
    if pointed is None or not offering.values(pointed.rows[0], needed):
        return list(spreading.spread(wish, today))
    said = spreading.spread(replace(wish, text=pointed.text), today)[0]
    timed = {slot.path for slot in needed if slot.role in _TIMES}
    if not pointed.named:
        sure = assigning.assign(pointed.text, wish.function.slots, today, frozenset(wish.function.title)).scores
        timed |= {slot.path for slot in needed if sure.get(slot.path, 0.0) >= 1.9 or slot.kind != "string"}
    kept = _kept(wish, here, pointed)
    if len(pointed.rows) == 1:
        said = said | resolving.moved(pointed.rows[0], needed, pointed.text, today)
    timed |= {slot.path for slot in needed if slot.role in ("person", "email") and pointed.named and slot.path in said}
    rows = [offering.values(row, needed) for row in pointed.rows]
    return [{**kept, **row, **{path: value for path, value in said.items() if path not in row or path in timed}} for row in rows]


def _kept(wish: Wish, here: Situation, pointed: pointing.Pointed) -> Given:
    """What the look-up was told that the call takes as well: for how long, for how many."""
    last = amending.last_calls(here.ask.history)[-1:] if pointed.named else []
    told = last[0].get("arguments") if last else None
    known = told if isinstance(told, Mapping) else {}
    return {
        slot.path: known[slot.name]
        for slot in wish.function.slots
        if len(slot.path) == 1 and slot.item is None and slot.name in known and slot.role not in ("query", "id")
    }


def as_before(wish: Wish, last: Mapping[str, Any], given: Given) -> Given:
    """With what another call of the same request was told, for arguments of the same name: 'restart it and show its logs'."""
    kept: dict[tuple[str, ...], Any] = {
        slot.path: last[slot.name]
        for slot in wish.function.slots
        if slot.needed and len(slot.path) == 1 and slot.kind == "string" and slot.name in last
    }
    return {**given, **kept} if _PRONOUN.search(wish.text) else {**kept, **given}


def shared(wish: Wish, last: Mapping[str, Any], given: Given) -> Given:
    """With the unit or the choice that the call of the same function just before was told, where this one says none."""
    kept: dict[tuple[str, ...], Any] = {
        slot.path: last[slot.name]
        for slot in wish.function.slots
        if len(slot.path) == 1 and slot.name in last and slot.item is None and (slot.role == "unit" or slot.measures)
    }
    return {**kept, **given}


def carried(missing: Sequence[str], here: Situation, slots: Sequence[Slot] = ()) -> Given:
    """What the calls of the request before were told, for what this one leaves out: the order, the pet, and where it is."""
    last = amending.last_calls(here.ask.history)[-1:] if not here.results and not DEFINES.match(here.text) else []
    told = {name: one for name in missing if (one := _brought(name, here)) is not None} if last else {}
    base = last[0].get("arguments") if last else None
    if not isinstance(base, Mapping):
        return {}
    named = next((value for value in base.values() if isinstance(value, str)), None)
    about = words.parts(str(last[0].get("name")))[1:]
    kept = {name: base.get(name, named if name in about else None) for name in missing}
    known: dict[tuple[str, ...], Any] = {(name,): value for name, value in {**kept, **told}.items() if value is not None}
    return known | _settings(base, [slot for slot in slots if slot.path not in known]) if known else {}


def _settings(base: Mapping[str, Any], slots: Sequence[Slot]) -> dict[tuple[str, ...], Any]:
    """Optional choices under the very same name: the environment that was spoken of."""
    return {
        slot.path: base[slot.name]
        for slot in slots
        if len(slot.path) == 1 and slot.name in _SETTINGS and base.get(slot.name) in (slot.schema.get("enum") or ())
    }


def _brought(name: str, here: Situation) -> Any:
    """What the one thing of a call before has under the very name, if that is an id, or what it has cost, to be given back."""
    rows = [one.rows[0] for one in pointing.lists(here.earlier) if len(one.rows) == 1]
    if _BACK.search(here.text) and set(words.parts(name)) & _SUMS:
        sums = [row[key] for row in rows[:1] for key in ("total", "amount", "price", "total_price", "cost") if key in row]
        return next((one for one in sums if isinstance(one, (int, float)) and not isinstance(one, bool)), None)
    return next((row[name] for row in rows if name in row), None) if words.parts(name)[-1:] == ("id",) else None
