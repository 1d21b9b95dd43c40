"""Works out the figure that a concept's formula gives, from the numbers in the conversation; asks for what is missing.

Reads which number is which by the words beside it; the formulas themselves stand in `emulator.brain.formulas`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.formula import Formula, Quantity
from emulator.brain.formulas import FORMULAS
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.expression import shown
from emulator.brain.text import capitalise, join

_NUMBER = re.compile(
    r"(?P<sign>[$€£₹¥])?\s?(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,6})?)(?P<scale>\s?(?:k|thousand|"
    r"m(?!\w)(?! tall)|mio|"
    r"million|bn|billion)\b)?",
    re.I,
)
_SCALES = {"k": 10**3, "thousand": 10**3, "m": 10**6, "mio": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}
_HOW = re.compile(
    r"\b(?:how (?:do|to|is|can|would|should)\b.{0,30}\b(?:calculat|comput|work|measur|determin|figure)|"
    r"formula\b)",
    re.I,
)
_WANTED = re.compile(r"\b(?:calculate|compute|work out|tell me|what(?:'s|’s| is| are)) (?:my|our|the company's)\b", re.I)
_AND_IF = re.compile(r"^\W*(?:and|what (?:about|if|of)|now|but|how about|then|ok)\b|\b(?:if|instead)\b", re.I)
_AND_THE = re.compile(r"^\W*(?:and|what about|how about|now|then)\b", re.I)
_LONGEST = 600
_REACH = 34
"""Characters beside a number in which its cue stands."""


@dataclass(frozen=True)
class Found:
    """A number in a message with what stands before and behind it."""

    value: Decimal
    sign: str
    before: str
    behind: str


@skill("formulas")
def offer(talk: Talk) -> Offer | None:
    """Fits a figure that is asked for by its name when numbers are there, the way to it, and the same with another number."""
    text = talk.gist
    if len(text) > _LONGEST:
        return None
    formula = next((one for one in FORMULAS if one.asked.search(text)), None)
    if formula is None:
        return _further(talk)
    known = _values(formula, [*_recent(talk, formula), text])
    figures = talk.past and any(f"**{one.name}**" in talk.past[-1].told for one in FORMULAS)
    if _HOW.search(text) and not _NUMBER.search(text):
        return Offer(0.9, partial(_explained, formula))
    if len(known) == len(formula.needs) and (_NUMBER.search(text) or (figures and _AND_THE.match(text))):
        return Offer(0.945, partial(_worked, formula, known, _currency(text)), whole=True)
    missing = [one for one in formula.needs if one.key not in known]
    wanted = _WANTED.search(text) or _values(formula, [text], defaults=False)
    return Offer(0.9, partial(_asking, formula, known, missing)) if wanted and missing else None


def _further(talk: Talk) -> Offer | None:
    """ "And if we lost 40?" after a figure, and the missing number after it was asked for."""
    if not talk.past or not _NUMBER.search(talk.gist) or len(talk.gist) > 160:
        return None
    formula = next((one for one in FORMULAS if f"**{one.name}**" in talk.past[-1].told.lower()), None)
    if formula is None or not (_AND_IF.search(talk.gist) or "still need" in talk.past[-1].told):
        return None
    said = [pair.said for pair in talk.past[-4:]]
    before = _values(formula, said)
    missing = [one for one in formula.needs if one.key not in before]
    new = _values(formula, [talk.gist], defaults=False)
    if not new and len(missing) == 1 and len(bare := _numbers(talk.gist)) == 1:
        new = {missing[0].key: _scaled(bare[0], missing[0])}
    known = {**before, **new}
    if not new or len(known) < len(formula.needs):
        return None
    return Offer(0.945, partial(_worked, formula, known, _currency(" ".join([*said, talk.gist]))), whole=True)


def _recent(talk: Talk, formula: Formula) -> list[str]:
    """What the user said right before; a question with numbers enough stands for itself."""
    if len(_numbers(talk.gist)) >= sum(one.default is None for one in formula.needs):
        return []
    return [pair.said for pair in talk.past[-2:] if len(pair.said) <= _LONGEST]


def _numbers(text: str) -> list[Found]:
    found = list(_NUMBER.finditer(text))
    edges = [0, *(match.end() for match in found)]
    starts = [*(match.start() for match in found), len(text)]
    numbers = []
    for place, match in enumerate(found):
        scale = _SCALES.get((match["scale"] or "").strip().lower(), 1)
        behind = text[match.end() : starts[place + 1]] if scale != 1 else text[match.end("value") : starts[place + 1]]
        numbers.append(
            Found(
                Decimal(match["value"].replace(",", "")) * scale,
                match["sign"] or "",
                text[edges[place] : match.start()][-_REACH:],
                re.split(r"[.;!?](?:\s|$)", behind, maxsplit=1)[0][:_REACH],
            )
        )
    return numbers


def _values(formula: Formula, texts: list[str], *, defaults: bool = True) -> dict[str, Decimal]:
    """Which number is which; what is said later counts more."""
    values = {one.key: one.default for one in formula.needs if one.default is not None} if defaults else {}
    for text in texts:
        values |= _read(formula, _numbers(text))
    return {one.key: values[one.key] for one in formula.needs if one.key in values}


def _read(formula: Formula, numbers: list[Found]) -> dict[str, Decimal]:
    rated = sorted(
        (
            (_distance(one, number), order, place)
            for order, one in enumerate(formula.needs)
            for place, number in enumerate(numbers)
        ),
    )
    values: dict[str, Decimal] = {}
    used: set[int] = set()
    for far, order, place in rated:
        one = formula.needs[order]
        if far < _REACH * 4 and one.key not in values and place not in used:
            values[one.key] = _scaled(numbers[place], one)
            used.add(place)
    left = [number for place, number in enumerate(numbers) if place not in used]
    open_ = [one for one in formula.needs if one.key not in values and one.default is None and not one.unit]
    if values and len(left) == len(open_) == 1 and len(numbers) > 1:
        values[open_[0].key] = _scaled(left[0], open_[0])
    return values


def _distance(one: Quantity, number: Found) -> int:
    """How far the cue of a quantity is from a number; what has the unit needs no cue."""
    unit = bool(one.unit) and bool(re.match(one.unit, number.behind, re.I))
    if one.unit and not unit:
        return _REACH * 4
    cue = re.compile(rf"\b(?:{one.near})\b", re.I)
    before = min((_gap(number.before[match.end() :]) for match in cue.finditer(number.before)), default=_REACH * 4)
    behind = min((_gap(number.behind[: match.start()]) + 1 for match in cue.finditer(number.behind)), default=_REACH * 4)
    return min(before, behind, 2 if unit else _REACH * 4)


def _gap(between: str) -> int:
    """Characters between a cue and its number; a comma sets them apart."""
    return len(between) + 8 * between.count(",")


def _scaled(number: Found, one: Quantity) -> Decimal:
    """Heights are reckoned in centimetres, whichever way they are said."""
    return number.value * 100 if one.key == "height" and number.value < 3 else number.value


def _currency(text: str) -> str:
    found = re.search(r"[$€£₹¥]|\b(?:euros?|eur|dollars?|usd|pounds|gbp|rupees|inr)\b", text, re.I)
    words = {"eur": "€", "dol": "$", "usd": "$", "pou": "£", "gbp": "£", "rup": "₹", "inr": "₹"}
    return words.get(found[0][:3].lower(), found[0]) if found else ""


def _worked(formula: Formula, values: dict[str, Decimal], currency: str) -> Reply:
    try:
        result = round(formula.work(values), 2)
    except (DecimalException, ZeroDivisionError):
        said = f"With these numbers the **{formula.name}** isn't defined: something would be divided by zero."
        return Reply(said, notes=(Note("Trying the formula", f"{capitalise(formula.name)} = {_bare(formula)}."),))
    said = (
        f"{currency}{shown(result)}"
        if formula.unit == "$"
        else f"{shown(result)}{'' if formula.unit == '%' else ' '}{formula.unit}"
    )
    steps = formula.spelled.format(**{key: shown(value) for key, value in values.items()})
    meaning = f", {formula.meaning}" if formula.meaning else ""
    return Reply(
        f"The **{formula.name}** is **{said.strip()}**{meaning}.\n\n{steps} = {said.strip()}",
        f"{said.strip()}.",
        said.strip(),
        notes=(
            Note("Choosing the formula", f"{capitalise(formula.name)} = {_bare(formula)}."),
            Note("Reading the numbers", f"{join([f'{one.label}: {shown(values[one.key])}' for one in formula.needs])}."),
            Note("Computing", f"{steps} = {said}."),
        ),
        data={formula.name: float(result), **{key: float(value) for key, value in values.items()}},
    )


def _bare(formula: Formula) -> str:
    """The formula in words."""
    labels = {one.key: re.sub(r"^(?:the|your) ", "", one.label) for one in formula.needs}
    return formula.spelled.format(**labels)


def _explained(formula: Formula) -> Reply:
    said = f"{capitalise(formula.name)} = {_bare(formula)}"
    return Reply(
        f"**{said}**\n\nIt is {formula.meaning}. Give me the numbers, and I'll work it out.",
        f"{said}.",
        formula.name,
        notes=(Note("Choosing the formula", f"{said}."),),
    )


def _asking(formula: Formula, known: dict[str, Decimal], missing: list[Quantity]) -> Reply:
    has = join([f"{one.label} ({shown(known[one.key])})" for one in formula.needs if one.key in known and one.default is None])
    needed = join([one.label for one in missing])
    return Reply(
        f"For the **{formula.name}** I {f'have {has}; I ' if has else ''}still need {needed}.",
        f"I still need {needed}.",
        notes=(Note("Choosing the formula", f"{capitalise(formula.name)} = {_bare(formula)}; {needed} wasn't said."),),
    )
