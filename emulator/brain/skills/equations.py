"""Solves an equation in one unknown, up to the square: "solve 2x + 5 = 17", "x^2 - 5x + 6 = 0".

Reads terms itself, never evaluates code; whatever it can't read it leaves to others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from math import isqrt

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import join

_EQUATION = re.compile(r"([-+−0-9a-z.,*·^² /]{1,80}=[-+−0-9a-z.,*·^² /]{1,80})", re.I)
_TERM = re.compile(r"([+-]?)(\d+(?:\.\d+)?(?:/\d+)?)?\*?([a-z])?(?:(\^2|²))?(?:/(\d+))?", re.I)
Coefficients = tuple[Fraction, Fraction, Fraction]
"""Of the square, of the unknown, and the constant."""


@skill("equations")
def offer(talk: Talk) -> Offer | None:
    """Fits when the request holds an equation in one unknown."""
    text = re.sub(r"\b(?:what is|what's|find|solve for) [a-z] (?:if|when|in|where)\b", " ", talk.gist, flags=re.I)
    text = re.sub(r"\b(?:solve|for|find|what is|equation|please|calculate|if|the|value of)\b", " ", text, flags=re.I)
    known = len(talk.gist) < 200 and not re.search(r"\b(?:sin|cos|tan|log|ln|exp|sqrt|mod)\b", text, re.I)
    match = _EQUATION.search(re.sub(r"\b(?:[a-z]{2,}|I)\b[?!:]?", " ", text, flags=re.I if "=" in text else 0)) if known else None
    if match is None:
        return None
    found = _read(match[1].strip(" .,"))
    return Offer(0.95, partial(_solved, *found)) if found else None


def _read(equation: str) -> tuple[str, str, Coefficients] | None:
    left, _, right = equation.partition("=")
    names = set(re.findall(r"[a-z]", re.sub(r"\b[a-z]{2,}\b", "", equation.lower())))
    if len(names) != 1 or re.search(r"[a-z]{2,}", equation, re.I):
        return None
    sides = [_side(left), _side(right)]
    if None in sides:
        return None
    (a, b, c), (d, e, f) = (side for side in sides if side is not None)
    return equation.strip(), names.pop(), (a - d, b - e, c - f)


def _side(text: str) -> Coefficients | None:
    text = re.sub(r"\s+", "", text.replace("−", "-").replace("·", "*").replace(",", "").lower())
    found, position = [Fraction(0), Fraction(0), Fraction(0)], 0
    while position < len(text):
        match = _TERM.match(text, position)
        if match is None or not (match[2] or match[3]) or (position and not match[1]):
            return None
        value = Fraction(match[2] or 1) * (-1 if match[1] == "-" else 1) / Fraction(match[5] or 1)
        found[2 - (2 if match[4] else 1 if match[3] else 0)] += value
        position = match.end()
    return (found[0], found[1], found[2]) if text else None


def _solved(equation: str, name: str, coefficients: Coefficients) -> Reply:
    a, b, c = coefficients
    if a == 0:
        return _linear(equation, name, b, c)
    under = b * b - 4 * a * c
    if under < 0:
        return _reply(equation, f"**{equation}** has no real solution: the discriminant is {_shown(under)}.", "none", "")
    root = _root(under)
    one, two = ((-b + root) / (2 * a), (-b - root) / (2 * a))
    values = list(dict.fromkeys(f"{name} = {_shown(value)}" for value in sorted((one, two))))
    steps = f"The discriminant is {_shown(b * b)} − 4 × {_shown(a)} × {_shown(c)} = {_shown(under)}."
    return _reply(equation, f"{steps}\n\n{join([f'**{value}**' for value in values], 'or')}", values[0], steps)


def _linear(equation: str, name: str, b: Fraction, c: Fraction) -> Reply:
    if b == 0:
        always = c == 0
        words = "is true for every value" if always else "is never true"
        return _reply(equation, f"**{equation}** {words}.", "every" if always else "none", "")
    value = -c / b
    steps = f"Everything with {name} on one side, the rest on the other: {_shown(b)}{name} = {_shown(-c)}."
    rows = [
        (f"Everything with {name} on one side, the rest on the other.", f"{_shown(b)}{name} = {_shown(-c)}"),
        (f"Divide both sides by {_shown(b)}.", f"{name} = {_shown(value)}"),
    ]
    text = f"{steps} Divided by {_shown(b)}: **{name} = {_shown(value)}**"
    return _reply(equation, text, f"{name} = {_shown(value)}", steps, rows)


def _root(value: Fraction) -> Fraction:
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    exact = top * top == value.numerator and bottom * bottom == value.denominator
    return Fraction(top, bottom) if exact else Fraction(float(value) ** 0.5)


def _shown(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return f"{value.numerator}/{value.denominator}" if value.denominator < 100 else f"{float(value):.4f}".rstrip("0")


def _reply(equation: str, text: str, word: str, steps: str, rows: Sequence[tuple[str, str]] = ()) -> Reply:
    told = [{**dict.fromkeys(_WHY, why), **dict.fromkeys(_WHAT, what)} for why, what in rows]
    return Reply(
        text,
        f"{word}.",
        word,
        notes=(
            Note("Reading the equation", f"I read it as {equation}."),
            Note("Solving it", steps or "Both sides are compared."),
        ),
        data={"equation": equation, "solution": word, "final_answer": word, **({"steps": told} if told else {})},
    )


_WHY = ("explanation", "description", "reasoning", "step")
_WHAT = ("output", "result", "equation", "expression")
"""What a step's reason and its outcome are called."""
