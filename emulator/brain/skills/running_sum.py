"""Goes on computing with the last result: "add 20 to that", "divide it by 4", "and 10% of that", "split it between three".

Takes the number from the last answer that has one, or from a sum the user told; computes with the parser of expressions.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from emulator.brain import facts
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.expression import Unreadable, evaluate, shown
from emulator.brain.text import number, number_pattern

_N = rf"(-?\d[\d,]*(?:\.\d+)?|{number_pattern()})"
_IT = r"(?:it|that|this|the (?:result|answer|total|sum|number|amount|budget|bill|cost|price))"
_START = r"^\W*(?:now |and |then |what(?:'s| is) |please )*"
_OPERATIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(_START + pattern, re.I), form)
    for pattern, form in (
        (rf"(?:add|plus|\+) ?{_N}(?: (?:to|more))?(?: {_IT})?\W*$", "{v} + {n}"),
        (
            rf"(?:subtract|minus|take away|take|deduct|remove|−|-) ?{_N}(?: (?:from|off))?(?: {_IT})?\W*$",
            "{v} - {n}",
        ),
        (rf"(?:multiply {_IT} by|multiply by|{_IT} times|times|×|\*) ?{_N}\W*$", "{v} * {n}"),
        (rf"(?:divide {_IT} by|divide by|divided by|÷|/) ?{_N}\W*$", "{v} / {n}"),
        (rf"{_N}\s?(?:%|percent|per cent) of {_IT}\W*$", "{v} * {n} / 100"),
        (
            rf"(?:split|divide|share) {_IT}\b.{{0,20}}\b(?:over|between|among|by|for|into)\b(?: the)? {_N}\b[^\d%]{{0,30}}$",
            "{v} / {n}",
        ),
        (rf"(?:what )?(?:%|percent|percentage|per cent) of {_N} is {_IT}\W*$", "{v} / {n} * 100"),
        (rf"(?:is )?{_IT} (?:is )?what (?:%|percent|percentage|per cent) of {_N}\W*$", "{v} / {n} * 100"),
        (rf"(?:double {_IT}|{_IT} doubled|twice {_IT})\W*$", "{v} * 2"),
        (rf"(?:halve {_IT}|half (?:of )?{_IT})\W*$", "{v} / 2"),
        (rf"(?:square {_IT}|{_IT} squared)\W*$", "{v} * {v}"),
    )
)
_ROUND = re.compile(
    _START + rf"round(?: {_IT})?(?: (?:up|down|off))?(?: to)?(?: the)? (?:(?P<places>{number_pattern()}) decimals?(?: places?)?"
    r"|nearest (?P<unit>whole number|integer|ten|hundred|thousand|cent)|(?P<whole>a whole number))\W*$",
    re.I,
)
_PLACES = {"whole number": 0, "integer": 0, "ten": -1, "hundred": -2, "thousand": -3, "cent": 2}
_BOLD = re.compile(r"\*\*(?:Total: )?([$€£₹¥]?)\s?(-?\d[\d,]*(?:\.\d+)?)\s?([$€£₹¥%]|[a-z]{2,10})?\*\*")
_SUM = re.compile(r"([$€£₹¥]?)\s?(\d[\d,]*(?:\.\d+)?)\s?([$€£₹¥]|euros?|dollars?|pounds?|rupees?)", re.I)


@skill("running sum")
def offer(talk: Talk) -> Offer | None:
    """Fits when an operation is named and its other number stands in the conversation."""
    text = talk.gist
    if len(text) > 120 or not talk.past:
        return None
    if (match := _ROUND.match(text)) and (found := _last_number(talk)):
        places = number(match["places"]) or 0 if match["places"] else _PLACES.get((match["unit"] or "integer").lower(), 0)
        return Offer(0.94, partial(_rounded, *found, places))
    for pattern, form in _OPERATIONS:
        if match := pattern.match(text):
            found = _last_number(talk)
            return Offer(0.94, partial(_computed, *found, form, _value(match))) if found else None
    return None


def _value(match: re.Match[str]) -> str:
    said = match[1].replace(",", "") if match.groups() else ""
    return said if not said or said[-1].isdigit() else str(number(said) or 0)


def _last_number(talk: Talk) -> tuple[str, str, str, str] | None:
    """Sign, number, unit and where it was found."""
    for pair in reversed(talk.past[-4:]):
        if found := _BOLD.findall(pair.answer[:4_000]):
            sign, value, unit = found[-1]
            return sign, value.replace(",", ""), unit, "my last result"
    for fact in reversed(facts.known(talk.said)):
        if match := _SUM.search(fact.value):
            return match[1], match[2].replace(",", ""), match[3], f"what you told me ({fact.told()})"
    return None


def _rounded(sign: str, value: str, unit: str, where: str, places: int) -> Reply:
    result = shown(Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))
    told = f"{sign}{result}{f' {unit}' if unit else ''}"
    note = Note("Rounding", f"The number is {value}, from {where}; I round it half up at {10.0**-places:g}.")
    return Reply(f"{sign}{shown(Decimal(value))} is about **{told}**.", f"{told}.", told, notes=(note,))


def _computed(sign: str, value: str, unit: str, where: str, form: str, other: str) -> Reply:
    try:
        source, result = evaluate(form.format(v=value, n=other))
    except Unreadable as problem:
        return Reply(f"I can't compute that: {problem}.", notes=(Note("Trying to compute", str(problem)),))
    cents = form == "{v} / {n}" and re.fullmatch(r"\d+\.\d\d", value)  # a bill that is split, with its currency left unsaid
    money = bool(sign) or bool(cents) or unit.lower().rstrip("s") in {"euro", "dollar", "pound", "rupee", "$", "€"}
    amount = f"{result.quantize(Decimal('0.01')):,}" if money and result != result.to_integral_value() else shown(result)
    said = f"{sign}{amount}{'' if not unit else unit if unit in '%$€£₹¥' else ' ' + unit}"
    return Reply(
        f"{source} = **{said}**",
        f"{said}.",
        said,
        notes=(
            Note("Finding the number", f"I take {sign}{value} {unit} from {where}."),
            Note("Computing", f"{source} = {said}."),
        ),
        data={"result": float(result)},
    )
