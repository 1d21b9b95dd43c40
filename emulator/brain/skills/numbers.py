"""Whole numbers: Fibonacci, primes, factors, factorials, divisibility, Roman numerals and number bases."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.numerals import as_fraction, as_percentage, base, divides, divisors, even, greatest, roman
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import join, number, number_pattern

_N = r"(\d{1,12})(?:st|nd|rd|th)?"
_LARGEST_SHOWN = 3_000


def _fibonacci(groups: list[str]) -> Reply:
    count = min(int(groups[0]), 10_000)
    first, second = 0, 1
    for _ in range(count):
        first, second = second, first + second
    digits = str(first)
    shown = f"{first:,}" if len(digits) <= 40 else f"{digits[:30]}… ({len(digits)} digits)"
    return Reply(
        f"The {_ordinal(count)} Fibonacci number is **{shown}**.",
        f"{shown}.",
        shown,
        notes=(
            Note("Choosing the numbering", "I count with F(0) = 0 and F(1) = 1, the usual convention."),
            Note("Computing step by step", f"Adding the last two numbers {count} times gives F({count}) = {shown}."),
        ),
        data={"n": count, "fibonacci": first if len(digits) < 16 else digits},
    )


def _fibonacci_list(groups: list[str]) -> Reply:
    count = max(1, min(number(groups[0]) or 10, 60))
    values = [0, 1]
    while len(values) < count:
        values.append(values[-1] + values[-2])
    listed = [f"{value:,}" for value in values[:count]]
    return Reply(
        f"The first {count} Fibonacci numbers are {join(listed)}.",
        word=listed[-1],
        points=tuple(listed),
        notes=(Note("Computing the sequence", f"Starting with 0 and 1, I add the last two numbers until there are {count}."),),
        data={"fibonacci": values[:count]},
    )


def _is_prime(groups: list[str]) -> Reply:
    value = int(groups[0])
    factors = _factors(value)
    if len(factors) == 1 and value > 1:
        return Reply(
            f"Yes, **{value:,}** is a prime number.",
            word="Yes",
            notes=(Note("Testing for divisors", f"No number from 2 up to {math.isqrt(value):,} divides {value:,}."),),
            data={"number": value, "prime": True},
        )
    why = f"{value:,} = {' × '.join(map(str, factors))}" if value > 1 else "primes are greater than 1"
    return Reply(
        f"No, **{value:,}** is not a prime number: {why}.",
        word="No",
        notes=(Note("Testing for divisors", f"I find that {why}."),),
        data={"number": value, "prime": False},
    )


def _factors(value: int) -> list[int]:
    found: list[int] = []
    divisor = 2
    while divisor * divisor <= value:
        while value % divisor == 0:
            found.append(divisor)
            value //= divisor
        divisor += 1 + (divisor > 2)
    return [*found, value] if value > 1 else found


def _factorise(groups: list[str]) -> Reply:
    value = int(groups[0])
    factors = [str(factor) for factor in _factors(value)] or [str(value)]
    return Reply(
        f"{value:,} = **{' × '.join(factors)}**",
        points=tuple(factors),
        notes=(Note("Dividing by primes in turn", f"The prime factors of {value:,} are {join(factors)}."),),
        data={"number": value, "factors": [int(f) for f in factors]},
    )


def _primes(groups: list[str]) -> Reply:
    count = max(1, min(number(groups[0]) or 10, 200))
    return _primes_listed(count, 0)


def _primes_below(groups: list[str]) -> Reply:
    return _primes_listed(0, min(int(groups[0]), 2_000))


def _primes_listed(count: int, limit: int) -> Reply:
    found: list[int] = []
    candidate = 2
    while (candidate <= limit) if limit else (len(found) < count):
        if all(candidate % prime for prime in found if prime * prime <= candidate):
            found.append(candidate)
        candidate += 1
    listed = [str(value) for value in found]
    lead = f"The primes up to {limit} are" if limit else f"The first {len(found)} prime numbers are"
    return Reply(
        f"{lead} {join(listed) or 'none'}.",
        points=tuple(listed),
        notes=(Note("Sieving", f"I test each number from 2 on for smaller prime divisors and find {len(found)} primes."),),
        data={"primes": found},
    )


def _factorial(groups: list[str]) -> Reply:
    value = int(groups[0])
    if value > _LARGEST_SHOWN:
        return Reply(
            f"{value}! is too long to write here; I go up to {_LARGEST_SHOWN}!.",
            notes=(Note("Checking the size", "The result would have too many digits."),),
        )
    digits = str(math.factorial(value))
    shown = f"{int(digits):,}" if len(digits) <= 40 else f"{digits[:30]}… ({len(digits):,} digits)"
    return Reply(
        f"{value}! = **{shown}**",
        f"{shown}.",
        shown,
        notes=(Note("Multiplying", f"{value}! is the product of all whole numbers from 1 to {value}: {shown}."),),
        data={"n": value, "factorial": int(digits) if len(digits) < 16 else digits},
    )


def _ordinal(value: int) -> str:
    ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


_COUNT = rf"({number_pattern()}|\d{{1,5}})"
_RULES: tuple[tuple[re.Pattern[str], Callable[[list[str]], Reply]], ...] = tuple(
    (re.compile(pattern, re.I), rule)
    for pattern, rule in (
        (
            (
                rf"\bfirst {_COUNT} (?:numbers? (?:of|in) the )?fibonacci|\bfibonacci (?:sequence|series|numbers?) "
                rf"(?:up to|of|with) {_COUNT}"
            ),
            _fibonacci_list,
        ),
        (rf"{_N} fibonacci|\bfibonacci(?: number| term)?(?: of| for| at| number)*\s*\(?{_N}", _fibonacci),
        (rf"\bis {_N} (?:an? )?prime|\bprime\b.{{0,12}}\bis {_N}", _is_prime),
        (rf"\bprime factor(?:s|i[sz]ation)?\b.{{0,12}}?{_N}|\bfactori[sz]e {_N}", _factorise),
        (rf"\b(?:factors|divisors) of {_N}", divisors),
        (r"(?<![\d.])(\d{1,6}\.\d{1,9}) (?:as|to|into|in) (?:a )?fraction", as_fraction),
        (r"(?<![\d/])(\d{1,9})\s?/\s?(\d{1,9})(?! ?/) (?:as|in|to|into) (?:a )?percent(?:age)?", as_percentage),
        (rf"\bfirst {_COUNT} prime", _primes),
        (r"\bprimes?(?: numbers?)?(?: up to| below| under| less than) (\d{1,5})", _primes_below),
        (rf"\bfactorial of {_N}|(?<![\d.])(\d{{1,5}})\s?!(?!=|\w)|{_N} factorial", _factorial),
        (rf"\bis {_N} (?:even|odd)", even),
        (rf"\bis {_N} divisible by (\d{{1,12}})", divides),
        (rf"{_N} (?:in|as|to|into) (?:a )?roman|\broman numerals?\b.{{0,16}}?\b{_N}", roman),
        (rf"{_N} (?:in|to|as|into) (binary|hexadecimal|hex|octal)\b", base),
        (
            (
                r"\b(gcd|greatest common (?:divisor|factor)|highest common factor|hcf|lcm|least common "
                r"multiple)\b[^\d]{0,10}(\d{1,12})[^\d]{1,8}(\d{1,12})"
            ),
            greatest,
        ),
    )
)


_IT = re.compile(r"\b(is) (?:it|that|this|the (?:result|number|sum))(?= (?:an? )?(?:prime|even|odd|divisible)\b)", re.I)


def _named(talk: Talk) -> str:
    """The request with the last result in the place of "that"."""
    if len(talk.gist) > 60 or not talk.past or not _IT.search(talk.gist):
        return talk.gist
    found = re.findall(r"\*\*(\d[\d,]*)\*\*", talk.past[-1].told[:2_000])
    return _IT.sub(rf"\1 {found[-1].replace(',', '')}", talk.gist) if found else talk.gist


@skill("whole numbers")
def offer(talk: Talk) -> Offer | None:
    """Fits requests for a particular number, not for an explanation of the idea."""
    text = _named(talk)
    if (
        len(text) > 500
        or not re.search(r"\d|\bfirst\b", text)
        or re.search(r"\b(?:code|function|program|python|script|javascript)\b", text, re.I)
    ):
        return None
    for pattern, rule in _RULES:
        if match := pattern.search(text):
            groups = [group for group in match.groups() if group is not None]
            return Offer(0.95, partial(rule, groups))
    return None
