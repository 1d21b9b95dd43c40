"""Polynomials and simple inequalities: the value of f at a number, its zeros, its derivative, the integers within |x + a| < b.

Reads a polynomial in x with whole or decimal coefficients, given now or just before; other functions are left to others.
"""

from __future__ import annotations

import math
import re
from functools import partial
from itertools import pairwise

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import join

_LONGEST = 300
_GIVEN = re.compile(r"\b(?P<name>[fgh])\s?\(\s?x\s?\)\s?=\s?(?P<terms>[-+\d.x^²³*\s]{1,80})", re.I)
_TERM = re.compile(
    r"(?P<sign>[-+]?)\s*(?P<factor>\d{1,6}(?:\.\d{1,4})?)?\s*\*?\s*(?P<x>x(?:\^(?P<power>\d)|(?P<small>[²³]))?)?", re.I
)
_AT = re.compile(r"\b[fgh]\s?\(\s?(?P<at>-?\d{1,4}(?:\.\d{1,3})?)\s?\)|\bx\s?=\s?(?P<x>-?\d{1,4}(?:\.\d{1,3})?)\b", re.I)
_ZERO = re.compile(r"\b[fgh]\s?\(\s?x\s?\)\s?=\s?0\b|\b(?:roots?|zeros?|zeroes)\b", re.I)
_SLOPE = re.compile(r"\b(?:derivative|differentiate|f['’]\s?\(x\)|slope)\b", re.I)
_WITHIN = re.compile(r"\|\s?x\s?(?P<sign>[-+−])?\s?(?P<shift>\d{1,6})?\s?\|\s?(?P<than><=|≤|<)\s?(?P<width>\d{1,6})(?!\d)", re.I)


@skill("functions")
def offer(talk: Talk) -> Offer | None:
    """Fits a question on a polynomial, and one on the distance of x from a number."""
    text = talk.gist
    if len(text) > _LONGEST:
        return None
    if within := _WITHIN.search(text):
        return Offer(0.97, partial(_inside, within), whole=True)
    sources = (text, *(pair.said[:_LONGEST] for pair in reversed(talk.past[-3:])))
    terms = next((found for source in sources if (found := _read(source))), None)
    if terms is None:
        return None
    rest = _GIVEN.sub(" ", text) if not _ZERO.search(text) else text
    if _SLOPE.search(text):
        return Offer(0.97, partial(_derived, terms), whole=True)
    if at := _AT.search(rest):
        return Offer(0.97, partial(_valued, terms, float(at["at"] or at["x"])), whole=True)
    return Offer(0.97, partial(_solved, terms), whole=True) if _ZERO.search(text) else None


def _read(text: str) -> dict[int, float] | None:
    """The coefficients of a polynomial by their powers; nothing where there is none."""
    match = next((one for one in _GIVEN.finditer(text) if one["terms"].strip(" .") != "0"), None)
    if match is None:
        return None
    found: dict[int, float] = {}
    for term in _TERM.finditer(match["terms"].strip().rstrip(".")):
        if not (term["factor"] or term["x"]):
            continue
        power = int(term["power"] or {"²": 2, "³": 3}.get(term["small"] or "", 1)) if term["x"] else 0
        found[power] = found.get(power, 0.0) + float(term["factor"] or 1) * (-1 if term["sign"] == "-" else 1)
    return found if any(found) else None


def _value(terms: dict[int, float], at: float) -> float:
    return sum(factor * at**power for power, factor in terms.items())


def _shown(terms: dict[int, float]) -> str:
    parts = []
    for power in sorted(terms, reverse=True):
        factor = terms[power]
        if factor:
            amount = "" if abs(factor) == 1 and power else f"{abs(factor):g}"
            parts.append(("− " if factor < 0 else "+ ") + amount + ("" if not power else "x" if power == 1 else f"x^{power}"))
    return " ".join(parts).removeprefix("+ ") or "0"


def _valued(terms: dict[int, float], at: float) -> Reply:
    said = f"{_value(terms, at):g}"
    steps = " + ".join(
        f"({factor:g})·({at:g})^{power}" if power else f"({factor:g})" for power, factor in sorted(terms.items())[::-1]
    )
    note = Note("Putting the number in", f"{steps} = {said}.")
    return Reply(f"f({at:g}) = {steps} = **{said}**", f"f({at:g}) = {said}.", said, notes=(note,), data={"value": float(said)})


def _solved(terms: dict[int, float]) -> Reply:
    roots = _roots(terms)
    note = Note("Looking for the zeros", f"I look where {_shown(terms)} changes its sign or touches zero.")
    if not roots:
        return Reply(f"{_shown(terms)} has **no real zero**.", "No real solution.", "none", notes=(note,))
    said = join([f"x = {root:.6g}" for root in roots], "or")
    rest = "" if len(roots) == max(terms) else " There is no other real solution."
    return Reply(f"{_shown(terms)} = 0 for **{said}**.{rest}", f"{said}.", said, notes=(note,), data={"roots": list(roots)})


def _roots(terms: dict[int, float]) -> list[float]:
    """The real zeros, between the extremes where the derivative is zero."""
    degree = max(power for power, factor in terms.items() if factor)
    if degree == 1:
        return [round(-terms.get(0, 0.0) / terms[1], 9) + 0.0]
    slope = {power - 1: factor * power for power, factor in terms.items() if power}
    bound = 1 + max(abs(factor) for factor in terms.values()) / abs(terms[degree])
    edges = [-bound, *_roots(slope), bound]
    found = [edge for edge in edges if abs(_value(terms, edge)) < 1e-7]
    found += [_between(terms, low, high) for low, high in pairwise(edges) if _crosses(terms, low, high)]
    return sorted({round(root, 6) + 0.0 for root in found})


def _crosses(terms: dict[int, float], low: float, high: float) -> bool:
    first, last = _value(terms, low), _value(terms, high)
    return abs(first) >= 1e-7 and abs(last) >= 1e-7 and (first < 0) != (last < 0)


def _between(terms: dict[int, float], low: float, high: float) -> float:
    rising = _value(terms, low) < 0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if (_value(terms, middle) < 0) == rising else (low, middle)
    return (low + high) / 2


def _derived(terms: dict[int, float]) -> Reply:
    said = _shown({power - 1: factor * power for power, factor in terms.items() if power})
    note = Note("Deriving term by term", "Each power comes down as a factor and is lowered by one.")
    return Reply(f"f′(x) = **{said}**", f"f′(x) = {said}.", said, notes=(note,), data={"derivative": said})


def _inside(match: re.Match[str]) -> Reply:
    shift = int(match["shift"] or 0) * (1 if match["sign"] == "+" else -1)
    width, closed = int(match["width"]), match["than"] != "<"
    low, high = -width - shift, width - shift
    first, last = (low, high) if closed else (low + 1, high - 1)
    count = max(0, math.floor(last) - first + 1)
    sign = "≤" if closed else "<"
    whole = f"the integers from {first} to {last}" if count > 1 else f"only {first}" if count else "no integer"
    note = Note(
        "Taking the bars away",
        f"|x {'+' if shift >= 0 else '−'} {abs(shift)}| {sign} {width} means {low} {sign} x {sign} {high}.",
    )
    return Reply(
        f"{low} {sign} x {sign} {high}, so **{count} integers** solve it: {whole}.",
        f"{count} integers.",
        str(count),
        notes=(note,),
        data={"integers": count, "from": first, "to": last},
    )
