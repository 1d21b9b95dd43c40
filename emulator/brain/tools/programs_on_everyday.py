"""Recipes for programs on speed, ages in days, walks, primes by digits, linear systems, interest. Registered when imported."""

from __future__ import annotations

import re
from datetime import date

from emulator.brain.tools import values
from emulator.brain.tools.programs import Program, code, recipe

_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s?(?:(h)(?:ours?|rs?|r)?|(m)in(?:utes?|s)?|(s)ec(?:onds?|s)?)\b", re.I)
_WAY = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?(km|kilomet(?:er|re)s?|miles?|m|met(?:er|re)s?)\b", re.I)


@recipe(r"\b(?:average )?(?:speed|how fast|velocity)\b", first=True)
def _speed(match: re.Match[str], text: str, today: date) -> Program | None:
    way, spans = _WAY.search(text), list(_SPAN.finditer(text))
    if way is None or not spans or re.search(r"\bhow (?:long|far)\b", text, re.I):
        return None
    hours = " + ".join(f"{one[1]}" + ("" if one[2] else " / 60" if one[3] else " / 3600") for one in spans)
    unit = "km" if way[2].lower().startswith("k") else "miles" if way[2].lower().startswith("mi") else "m"
    source = f"distance = {way[1].replace(',', '')}\nhours = {hours}\nprint(f'{{distance / hours:.6g}} {unit}/h')\n"
    return Program(source, "The average speed is **{}**.")


@recipe(
    r"\bhow (?:old|many days old)\b.{0,60}\bborn\b|\bborn\b.{0,60}\bhow old\b|\bdays\b.{0,30}\b(?:since|alive)\b|\bdays old\b",
    first=True,
)
def _age(match: re.Match[str], text: str, today: date) -> Program | None:
    found = [str(one.value)[:10] for one in values.dates(text, today)]
    if len(found) not in (1, 2):
        return None
    end = found[1] if len(found) == 2 else today.isoformat()
    head = f"from datetime import date\n\nborn, day = date.fromisoformat({found[0]!r}), date.fromisoformat({end!r})\n"
    if "day" in text.lower():
        return Program(head + "print((day - born).days)\n", f"From {found[0]} to {end} it is **{{}} days**.")
    years = "print(day.year - born.year - ((day.month, day.day) < (born.month, born.day)))\n"
    return Program(head + years, f"On {end} that is **{{}} years**.")


@recipe(r"\brandom walks?\b", first=True)
def _walks(match: re.Match[str], text: str, today: date) -> Program | None:
    steps = re.search(r"(\d[\d,]*)[ -]steps?\b", text, re.I)
    walks = re.search(r"(\d[\d,]*)\s+(?:\w+ )?(?:walks?|times|runs|walkers|simulations|trials)\b", text, re.I)
    count, length = (int(one[1].replace(",", "")) if one else usual for one, usual in ((walks, 1), (steps, 100)))
    if count * length > 5_000_000:
        return None
    plane = bool(re.search(r"\b(?:2d|two-dimensional|plane|grid)\b", text, re.I))
    step = "random.choice((1, -1, 1j, -1j))" if plane else "random.choice((-1, 1))"
    source = """
        import random
        import statistics

        random.seed(1)
        ends = [abs(sum(STEP for _ in range({length}))) for _ in range({count})]
        print(round(statistics.fmean(ends), 4))
        """
    made = code(source.replace("STEP", step), length=length, count=count)
    return Program(made, f"After {length} steps the mean distance from the start over {count:,} walks is **{{}}**.")


_DIGITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@recipe(r"\b(one|two|three|four|five|six|[1-6])[- ]digit (?:primes?|prime numbers?)\b", first=True)
def _primes(match: re.Match[str], text: str, today: date) -> Program | None:
    digits = _DIGITS.get(match[1].lower()) or int(match[1])
    low, high = 10 ** (digits - 1), 10**digits
    source = """
        sieve = bytearray([1]) * {high}
        sieve[:2] = b"\\0\\0"
        for n in range(2, int({high} ** 0.5) + 1):
            if sieve[n]:
                sieve[n * n :: n] = bytes(len(range(n * n, {high}, n)))
        found = [n for n in range({low}, {high}) if sieve[n]]
        """
    if re.search(r"\bhow many\b|\bcount\b|\bnumber of\b", text, re.I):
        return Program(
            code(source, low=low, high=high) + "print(len(found))\n", f"There are **{{}}** primes with {digits} digits."
        )
    last = re.search(r"\b(largest|biggest|greatest|last)\b", text, re.I)
    if last or re.search(r"\b(?:smallest|first)\b", text, re.I):
        shown, told = f"print(found[{-1 if last else 0}])\n", f"The {'largest' if last else 'smallest'} is **{{}}**."
        return Program(code(source, low=low, high=high) + shown, told)
    return (
        Program(code(source, low=low, high=high) + "print(*found[:200], sep=', ')\n", "They are **{}**.") if digits < 4 else None
    )


_TERM = re.compile(r"([-+−]?)\s*(\d+(?:\.\d+)?)?\s*\*?\s*(?<![A-Za-z])([a-z])(?![a-z])", re.I)
_EQUATION = re.compile(r"((?:[-+−]?\s*\d*(?:\.\d+)?\s*\*?\s*(?<![A-Za-z])[a-z](?![a-z])\s*){1,4})=\s*([-−]?\d+(?:\.\d+)?)", re.I)


@recipe(r"\b(?:solve|system|equations|simultaneous|find)\b", first=True)
def _system(match: re.Match[str], text: str, today: date) -> Program | None:
    """Two to four linear equations, solved by elimination in fractions."""
    rows = []
    for found in _EQUATION.finditer(text[:1_000]):
        row: dict[str, str] = {}
        for sign, factor, name in _TERM.findall(found[1]):
            row[name] = ("-" if sign and sign in "-−" else "") + (factor or "1")
        rows.append((row, found[2].replace("−", "-")))
    names = sorted({name for row, _ in rows for name in row})
    if not 2 <= len(rows) <= 4 or len(names) != len(rows):
        return None
    matrix = [[*(row.get(name, "0") for name in names), right] for row, right in rows]
    source = """
        from fractions import Fraction

        names = {names}
        a = [[Fraction(x) for x in row] for row in {matrix}]
        for i in range(len(a)):
            pivot = next((r for r in range(i, len(a)) if a[r][i]), None)
            if pivot is None:
                raise SystemExit("no single solution")
            a[i], a[pivot] = a[pivot], a[i]
            a[i] = [x / a[i][i] for x in a[i]]
            for r in range(len(a)):
                if r != i:
                    a[r] = [x - a[r][i] * y for x, y in zip(a[r], a[i])]
        print(", ".join(f"{name} = {row[-1]}" for name, row in zip(names, a)))
        """
    return Program(code(source, names=names, matrix=matrix), "The solution is **{}**.")


@recipe(
    r"\btable\b.{0,80}\b(?:interest|growth|savings|balance)\b|\b(?:interest|balance|growth)\b.{0,60}\b(?:year by"
    r" year|each year|per year|yearly)\b",
    first=True,
)
def _yearly(match: re.Match[str], text: str, today: date) -> Program | None:
    rate = re.search(r"(\d+(?:\.\d+)?)\s?(?:%|percent)", text)
    years = re.search(r"(\d{1,2})[ -]years?\b", text, re.I)
    start = re.search(
        r"[$€£]\s?(\d[\d,]*(?:\.\d+)?)|(\d[\d,]*(?:\.\d+)?)\s?(?:dollars|euros?|pounds|francs|USD|EUR|GBP)", text, re.I
    )
    if not (rate and years and start):
        return None
    source = """
        balance = {start}
        print("| Year | Interest | Balance |")
        print("| --- | --- | --- |")
        for year in range(1, {years} + 1):
            interest = balance * {rate} / 100
            balance += interest
            print(f"| {year} | {interest:,.2f} | {balance:,.2f} |")
        """
    amount = float((start[1] or start[2]).replace(",", ""))
    return Program(code(source, start=amount, years=int(years[1]), rate=float(rate[1])), table=True)


@recipe(r"\b(?:count|how many|number of)\b[^.]{0,12}\b(letters|characters)\b(?! [a-z]\b)")
def _letters(match: re.Match[str], text: str, today: date) -> Program | None:
    quoted = values.matches("quoted", text)
    if not quoted:
        return None
    letters = match[1].lower() == "letters"
    count = "sum(sign.isalpha() for sign in {text})" if letters else "len({text})"
    return Program(code(f"print({count})", text=str(quoted[0].value)), f"It has **{{}}** {match[1].lower()}.")
