"""Counts the parts of things that were named with their numbers: the legs of three cats, the wheels of two cars.

Adds up what is on file of each thing; a thing without such a part on file is left to others.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import lexicon
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import join, number, number_pattern

_LONGEST = 300
_ASKED = re.compile(r"\bhow many (?P<part>[a-z]{3,12})\b", re.I)
_COUNTED = re.compile(rf"\b(?P<n>{number_pattern()}|an?)\s+(?:\w+ ){{0,2}}?(?P<thing>[a-z]{{3,12}}(?: team)?s?)\b", re.I)
_WHOSE = re.compile(r"\b(?:do|does|have|has|on|in|of)\s+(?:an?|the|each|one|every)?\s*(?P<thing>[a-z]{3,12}(?: team)?s?)\b", re.I)


@skill("parts")
def offer(talk: Talk) -> Offer | None:
    """Fits "how many legs have three dogs", and "how many paws are in my house" after the animals were told."""
    text = talk.gist
    match = _ASKED.search(text) if len(text) <= _LONGEST else None
    if match is None or (part := match["part"].lower()) not in lexicon.part_names():
        return None
    told = _things(text[: match.start()] + " . " + text[match.end() :], part)
    if len(told) == 1 and told[0][0] == 1:
        return Offer(0.955, partial(_one, lexicon.singular(told[0][1]), part, told[0][2]))
    if not told and (whose := _WHOSE.search(text, match.end())) and (each := lexicon.count(whose["thing"], part)) is not None:
        return Offer(0.93, partial(_one, lexicon.singular(whose["thing"]), part, each))
    if not told:
        told = [found for pair in talk.past[-6:] for found in _things(pair.said[:_LONGEST], part)]
    return Offer(0.955, partial(_summed, told, part), whole=True) if told else None


def _things(text: str, part: str) -> list[tuple[int, str, int]]:
    """How many of which thing, and how many of the part each of them has."""
    found = []
    for match in _COUNTED.finditer(text):
        each = lexicon.count(match["thing"], part)
        if each is not None:
            found.append((number(match["n"]) or 1, match["thing"].lower(), each))
    return found


def _one(thing: str, part: str, each: int) -> Reply:
    said = f"{each} {part if each != 1 else lexicon.singular(part)}"
    note = Note("Looking up the parts", f"On file a {thing} has {said}.")
    return Reply(f"A {thing} usually has **{said}**.", f"{said}.", str(each), notes=(note,), data={part: each})


def _summed(told: list[tuple[int, str, int]], part: str) -> Reply:
    total = sum(count * each for count, _, each in told)
    lines = [f"{count} {thing} × {each} {part}{' each' if count > 1 else ''} = {count * each}" for count, thing, each in told]
    steps = " + ".join(str(count * each) for count, _, each in told)
    lead = f"There are **{total} {part}**"
    text = f"{lead}: {lines[0]}." if len(told) == 1 else f"{lead} in all.\n\n" + "\n".join(f"- {line}" for line in lines)
    if len(told) > 1:
        text += f"\n- {steps} = {total}"
    notes = (
        Note("Finding the things", f"You named {join([f'{count} {thing}' for count, thing, _ in told])}."),
        Note("Multiplying", "; ".join(lines) + "."),
    )
    return Reply(text, f"{total} {part}.", str(total), tuple(lines), notes=notes, data={part: total})
