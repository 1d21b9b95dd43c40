"""Parity, divisibility, common divisors, Roman numerals and number bases.

Helpers of the whole-number skill: each takes the digit strings found in a request.
"""

from __future__ import annotations

import math
from fractions import Fraction

from emulator.brain.registry import Note, Reply

ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)

_LARGEST_DIVIDED = 100_000_000


def even(groups: list[str]) -> Reply:
    """Whether a number is even."""
    value = int(groups[0])
    kind = "odd" if value % 2 else "even"
    return Reply(f"**{value:,}** is {kind}.", word=kind, notes=(Note("Looking at the last digit", f"{value % 10} is {kind}."),))


def divides(groups: list[str]) -> Reply:
    """Whether one number divides another."""
    value, by = int(groups[0]), int(groups[1])
    if by == 0:
        return Reply(
            "Nothing is divisible by zero.", word="No", notes=(Note("Checking the divisor", "Division by zero is not defined."),)
        )
    quotient, rest = divmod(value, by)
    text = (
        f"Yes, {value:,} ÷ {by:,} = **{quotient:,}** exactly."
        if not rest
        else f"No, {value:,} ÷ {by:,} leaves a remainder of **{rest:,}**."
    )
    return Reply(text, word="No" if rest else "Yes", notes=(Note("Dividing", f"{value:,} = {by:,} × {quotient:,} + {rest:,}."),))


def roman(groups: list[str]) -> Reply:
    """A number in Roman numerals."""
    value = int(groups[0])
    if not 0 < value < 4_000:
        return Reply(
            "Roman numerals in the usual form go from 1 to 3,999.", notes=(Note("Checking the range", f"{value} is outside it."),)
        )
    rest, text = value, ""
    for worth, sign in ROMAN:
        text += sign * (rest // worth)
        rest %= worth
    return Reply(
        f"{value:,} in Roman numerals is **{text}**.",
        f"{text}.",
        text,
        notes=(Note("Taking the largest signs first", f"{value} becomes {text}."),),
    )


def base(groups: list[str]) -> Reply:
    """A number in another base."""
    value, base = int(groups[0]), groups[1].lower()
    text = {"binary": f"{value:b}", "hexadecimal": f"{value:X}", "hex": f"{value:X}", "octal": f"{value:o}"}[base]
    return Reply(
        f"{value:,} in {base} is **{text}**.",
        f"{text}.",
        text,
        notes=(Note("Changing the base", f"{value} is {text} in {base}."),),
    )


def greatest(groups: list[str]) -> Reply:
    """The greatest common divisor or the least common multiple of two numbers."""
    first, second = int(groups[1]), int(groups[2])
    greatest = groups[0].lower().startswith(("g", "h"))
    result = math.gcd(first, second) if greatest else math.lcm(first, second)
    name = "greatest common divisor" if greatest else "least common multiple"
    return Reply(
        f"The {name} of {first:,} and {second:,} is **{result:,}**.",
        f"{result:,}.",
        f"{result:,}",
        notes=(Note("Using Euclid's algorithm", f"It gives {result:,}."),),
    )


def divisors(groups: list[str]) -> Reply:
    """All divisors of a number."""
    value = int(groups[0])
    if not 0 < value <= _LARGEST_DIVIDED:
        said = f"I list divisors of whole numbers from 1 to {_LARGEST_DIVIDED:,}."
        return Reply(said, notes=(Note("Checking the size", said),))
    low = [number for number in range(1, math.isqrt(value) + 1) if value % number == 0]
    found = sorted({*low, *(value // number for number in low)})
    listed = [f"{number:,}" for number in found]
    return Reply(
        f"The factors of {value:,} are **{', '.join(listed)}**.",
        f"{', '.join(listed)}.",
        str(len(found)),
        tuple(listed),
        notes=(Note("Dividing in turn", f"I try every number up to {math.isqrt(value):,}; {len(found)} divide {value:,}."),),
        data={"number": value, "factors": found},
    )


def as_fraction(groups: list[str]) -> Reply:
    """A decimal number as a fraction in lowest terms."""
    fraction = Fraction(groups[0])
    said = f"{fraction.numerator}/{fraction.denominator}" if fraction.denominator > 1 else str(fraction.numerator)
    return Reply(
        f"{groups[0]} = **{said}**",
        f"{said}.",
        said,
        notes=(Note("Shortening the fraction", f"The digits over a power of ten, divided by what both have in common: {said}."),),
        data={"fraction": said},
    )


def as_percentage(groups: list[str]) -> Reply:
    """A fraction as a percentage."""
    part, whole = int(groups[0]), int(groups[1])
    if whole == 0:
        said = "Nothing can be divided by zero, so there is no such percentage."
        return Reply(said, notes=(Note("Checking the divisor", "It is zero."),))
    said = f"{round(part / whole * 100, 4):g}%"
    return Reply(
        f"{part}/{whole} is **{said}**.",
        f"{said}.",
        said,
        notes=(Note("Computing", f"{part} ÷ {whole} × 100 = {said}."),),
        data={"percent": part / whole * 100},
    )
