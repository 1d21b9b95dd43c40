"""Recipes for programs on shares, sums of a kind of number, units of time, duplicates, FizzBuzz. Registered when imported."""

from __future__ import annotations

import re
from datetime import date

from emulator.brain.tools.programs import Program, code, recipe

_NUMBER = r"\d[\d,]*(?:\.\d+)?"


@recipe(rf"\bwhat (?:percentage|percent|share) of (?P<all>{_NUMBER}) (?:is|are) (?P<part>{_NUMBER})", first=True)
def _share(match: re.Match[str], text: str, today: date) -> Program | None:
    part, whole = (match[name].replace(",", "") for name in ("part", "all"))
    return Program(f"print(f'{{{part} / {whole} * 100:.6g}} %')\n", f"{part} is **{{}}** of {whole}.") if float(whole) else None


@recipe(
    r"\bsum of (?:all |the )*(?P<kind>even|odd|square|whole|natural)? ?(?:numbers|integers|squares) (?:from"
    r"|between) (?P<a>\d{1,7})"
    r" (?:to|and|through) (?P<b>\d{1,7})",
    first=True,
)
def _sum(match: re.Match[str], text: str, today: date) -> Program | None:
    low, high = int(match["a"]), int(match["b"])
    test = {"even": " if n % 2 == 0", "odd": " if n % 2"}.get((match["kind"] or "").lower(), "")
    value = "n * n" if "square" in match[0].lower() else "n"
    return Program(f"print(sum({value} for n in range({low}, {high + 1}){test}))\n", "The sum is **{}**.")


_SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}
_FEW = {word: value for value, word in enumerate("a two three four five six seven eight nine ten".split(), 1)} | {
    "an": 1,
    "one": 1,
}


@recipe(
    rf"\bhow many (?P<unit>second|minute|hour|day)s (?:are (?:there )?)?in (?P<n>{_NUMBER}|{'|'.join(_FEW)})"
    rf" (?P<of>minute|hour|day|week)s?\b",
    first=True,
)
def _units(match: re.Match[str], text: str, today: date) -> Program | None:
    unit, of = match["unit"].lower(), match["of"].lower()
    count = _FEW.get(match["n"].lower()) or match["n"].replace(",", "")
    told = f"{match['n']} {of}{'' if str(count) == '1' else 's'} are **{{}} {unit}s**."
    return Program(f"print(f'{{{count} * {_SECONDS[of]} / {_SECONDS[unit]}:,.10g}}')\n", told[:1].upper() + told[1:])


@recipe(r"\bfridays? the 13(?:th|ths)\b.{0,40}?\b(?P<year>\d{4})\b", first=True)
def _fridays(match: re.Match[str], text: str, today: date) -> Program | None:
    source = """
        from datetime import date

        days = [date({year}, month, 13) for month in range(1, 13)]
        found = [f"{day:%d %B}" for day in days if day.weekday() == 4]
        print(len(found), f"({', '.join(found)})")
        """
    return Program(code(source, year=int(match["year"])), f"In {match['year']} there are **{{}}**.")


@recipe(r"\b(?:remove|delete|drop|without)\b.{0,20}\bduplicates?\b[^:\n]{0,30}:\s*(?P<list>[^\n]{3,2000})", first=True)
def _unlike(match: re.Match[str], text: str, today: date) -> Program | None:
    parts = [part.strip(" .\"'") for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", match["list"]) if part.strip(" .\"'")]
    if len(parts) < 2 or all(re.fullmatch(r"-?[\d.]+", part) for part in parts):
        return None
    return Program(code("print(*dict.fromkeys({parts}), sep=', ')", parts=parts), "Each once: **{}**.")


@recipe(r"\bfizz ?buzz\b", first=True)
def _fizzbuzz(match: re.Match[str], text: str, today: date) -> Program | None:
    ends = [int(one) for one in re.findall(r"\b\d{1,4}\b", text)]
    low, high = (ends[0], ends[1]) if len(ends) > 1 else (1, ends[0] if ends else 15)
    source = f"for n in range({low}, {min(high, low + 999) + 1}):\n"
    return Program(source + "    print('Fizz' * (n % 3 == 0) + 'Buzz' * (n % 5 == 0) or n)\n")


@recipe(r"\b(?P<n>\d{1,5})(?:st|nd|rd|th) (?P<kind>triangular|square|cube|even|odd) number\b", first=True)
def _nth(match: re.Match[str], text: str, today: date) -> Program | None:
    formula = {"triangular": "n * (n + 1) // 2", "square": "n * n", "cube": "n ** 3", "even": "2 * n", "odd": "2 * n - 1"}
    return Program(f"n = {match['n']}\nprint({formula[match['kind'].lower()]})\n", f"The {match[0]} is **{{}}**.")
