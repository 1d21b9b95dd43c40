"""Recipes for programs on numbers and dates. Registered when imported."""

from __future__ import annotations

import re
from datetime import date

from emulator.brain.text import number
from emulator.brain.tools import values
from emulator.brain.tools.programs import Program, code, recipe

_MOST = 100_000


def _counted(raw: str) -> int | None:
    value = number(raw.replace(",", ""))
    return value if value is not None and 0 <= value <= _MOST else None


@recipe(
    r"\b(?:(?P<first>first|list|print|show|generate)\b[^.?]{0,30}?(?P<count>\d[\d,]*|[a-z]+) (?:\w+ "
    r")?fib|fib[a-z]*[^.?\d]{0,40}?(?P<after>\d[\d,]*)|(?P<before>\d[\d,]*)(?:st|nd|rd|th)? (?:\w+ "
    r")?fib)"
)
def _fibonacci(match: re.Match[str], text: str, today: date) -> Program | None:
    count = _counted(match["count"] or match["after"] or match["before"])
    if count is None:
        return None
    if match["first"] or re.search(r"\bfirst\b|\bsequence (?:up )?to\b", text, re.I):
        source = """
            numbers, a, b = [], 0, 1
            for _ in range({count}):
                numbers.append(a)
                a, b = b, a + b
            print(", ".join(map(str, numbers)))
            """
        return Program(code(source, count=min(count, 1_000)), f"The first {count:,} Fibonacci numbers are {{}}.")
    source = """
        def fibonacci(n):
            a, b = 0, 1
            for _ in range(n):
                a, b = b, a + b
            return a

        print(fibonacci({count}))
        """
    return Program(
        code(source, count=min(count, 20_000)), f"Fibonacci number {count:,} is **{{}}** (with F(0) = 0 and F(1) = 1)."
    )


_SIEVE = """
def primes_below(limit):
    sieve = bytearray([1]) * max(limit, 2)
    sieve[0:2] = b"\\0\\0"
    for n in range(2, int(limit**0.5) + 1):
        if sieve[n]:
            sieve[n * n :: n] = bytes(len(range(n * n, limit, n)))
    return [n for n in range(limit) if sieve[n]]

"""


@recipe(
    r"\bprimes?\b[^.?]{0,40}?\b(?:below|under|less than|up to|smaller than|between 1 and|"
    r"until)\s+(?P<below>\d[\d,]*)|\bfirst (?P<first>\d[\d,]*|[a-z]+) primes?\b|\bfirst "
    r"(?P<first2>\d[\d,]*) (?:\w+ )?primes?\b|(?P<nth>\d[\d,]*)(?:st|nd|rd|th) prime\b"
)
def _primes(match: re.Match[str], text: str, today: date) -> Program | None:
    raw = next(group for group in match.groups() if group)
    count = int(raw.replace(",", "")) if raw.replace(",", "").isdigit() else _counted(raw)
    if count is None or count > 5_000_000:
        return None
    if match["below"]:
        below = count + (1 if re.search(r"\bup to\b", text, re.I) else 0)
        chosen, what = f"primes_below({below})", f"prime numbers below {below:,}"
    else:
        chosen, what = (
            f"primes_below(max(20, int({count} * (math.log({count} + 1) + math.log(math.log({count} + 2)) + 1))))[:{count}]",
            f"first {count:,} prime numbers",
        )
    head = "import math\n" * ("math" in chosen) + "\n" * ("math" in chosen) + _SIEVE.lstrip() + f"\nprimes = {chosen}\n"
    if match["nth"]:
        return Program(head + "print(primes[-1])\n", f"Prime number {count:,} is **{{}}**.")
    if found := re.search(r"\b(sum|total|average|mean|how many|number of|count|product|largest|biggest)\b", text, re.I):
        verb = found[1].lower()
        shown = {
            "average": "sum(primes) / len(primes)",
            "mean": "sum(primes) / len(primes)",
            "how many": "len(primes)",
            "number of": "len(primes)",
            "count": "len(primes)",
            "product": "math.prod(primes)",
            "largest": "primes[-1]",
            "biggest": "primes[-1]",
        }.get(verb, "sum(primes)")
        head = head if "math." not in shown or head.startswith("import") else "import math\n\n" + head
        verb = {"how many": "number", "number of": "number", "count": "number", "total": "sum"}.get(verb, verb)
        return Program(head + f"print({shown})\n", f"The {verb} of the {what} is **{{}}**.")
    return Program(head + 'print(", ".join(map(str, primes)))\n', f"The {what} are {{}}.")


@recipe(
    r"\b(?:prime factor\w*|factori[sz]e|factors) (?:of |the number )?(?P<factor>\d[\d,]{0,20})|\bis "
    r"(?P<prime>\d[\d,]{0,20}) (?:a )?prime"
)
def _factors(match: re.Match[str], text: str, today: date) -> Program | None:
    value = int((match["factor"] or match["prime"]).replace(",", ""))
    source = """
        def factors(n):
            found, divisor = [], 2
            while divisor * divisor <= n:
                while n % divisor == 0:
                    found.append(divisor)
                    n //= divisor
                divisor += 1 + (divisor > 2)
            return found + [n] * (n > 1)

        """
    if match["prime"]:
        return Program(
            code(source)
            + (
                f"\nfound = factors({value})\nprint('prime' if found == [{value}] else 'not prime: ' + ' × "
                f"'.join(map(str, found)))\n"
            ),
            f"{value:,} is **{{}}**.",
        )
    return Program(code(source) + f"\nprint(' × '.join(map(str, factors({value}))))\n", f"{value:,} = **{{}}**.")


@recipe(r"\bfactorial of (\d{1,4})|\b(\d{1,4}) ?factorial|(?<![\d!])(\d{1,4})!(?![\w=])")
def _factorial(match: re.Match[str], text: str, today: date) -> Program | None:
    value = int(next(group for group in match.groups() if group))
    return Program(code("import math\n\nprint(math.factorial({value}))", value=min(value, 1_500)), f"{value:,}! = **{{}}**.")


_MEASURES = {
    "mean": "statistics.fmean(numbers)",
    "average": "statistics.fmean(numbers)",
    "median": "statistics.median(numbers)",
    "mode": "statistics.mode(numbers)",
    "standard deviation": "statistics.stdev(numbers)",
    "stdev": "statistics.stdev(numbers)",
    "std": "statistics.stdev(numbers)",
    "variance": "statistics.variance(numbers)",
    "sum": "sum(numbers)",
    "total": "sum(numbers)",
    "maximum": "max(numbers)",
    "max": "max(numbers)",
    "largest": "max(numbers)",
    "minimum": "min(numbers)",
    "min": "min(numbers)",
    "smallest": "min(numbers)",
    "range": "max(numbers) - min(numbers)",
    "product": "math.prod(numbers)",
    "count": "len(numbers)",
}


@recipe(r"\b(?:statistic\w*|" + "|".join(sorted(_MEASURES, key=len, reverse=True)) + r")\b")
def _statistics(match: re.Match[str], text: str, today: date) -> Program | None:
    found = [one.value for one in values.numbers(text)]
    if len(found) < 2:
        return None
    wanted = [name for name in _MEASURES if re.search(rf"\b{name}\b", text, re.I)] or [
        "count",
        "mean",
        "median",
        "standard deviation",
        "minimum",
        "maximum",
    ]
    wanted = [name for name in wanted if not (name == "std" or (name in ("max", "min") and f"{name}imum" in wanted))]
    head = "import math\n" * ("product" in wanted) + "import statistics\n\n" + f"numbers = {found!r}\n"
    lines = (
        [f"print({f'{name}: '!r} + format({_MEASURES[name]}, '.10g'))" for name in wanted]
        if len(wanted) > 1
        else [f"print(format({_MEASURES[wanted[0]]}, '.10g'))"]
    )
    told = f"The {wanted[0]} of the {len(found)} numbers is **{{}}**." if len(wanted) == 1 else ""
    return Program(head + "\n".join(lines) + "\n", told)


@recipe(r"\b(?:sort|order|arrange|rank)\b")
def _sorted(match: re.Match[str], text: str, today: date) -> Program | None:
    reverse = bool(re.search(r"\b(?:descending|reverse|largest first|high(?:est)? to low|decreasing|backwards)\b", text, re.I))
    found: list[object] = [one.value for one in values.numbers(text)]
    if len(found) < 2:
        tail = (
            text.split(":", 1)[1]
            if ":" in text
            else re.split(r"\b(?:words|names|list|items|alphabetically|order)\b", text, maxsplit=1)[-1]
        )
        found = [part.strip(" .'\"") for part in re.split(r",\s*(?:and\s+)?|\s+and\s+|\n", tail) if part.strip(" .'\"")]
    if len(found) < 2:
        return None
    by = "" if all(isinstance(one, (int, float)) for one in found) else ", key=str.casefold"
    return Program(
        f"items = {found!r}\nprint(*sorted(items{by}{', reverse=True' if reverse else ''}), sep=', ')\n", "In order: **{}**."
    )


@recipe(r"\b(gcd|greatest common divisor|lcm|least common multiple)\b")
def _divisors(match: re.Match[str], text: str, today: date) -> Program | None:
    found = [one.value for one in values.numbers(text) if isinstance(one.value, int)]
    name = "gcd" if match[1].lower().startswith("g") else "lcm"
    return (
        Program(f"import math\n\nprint(math.{name}(*{found!r}))\n", f"The {name.upper()} is **{{}}**.")
        if len(found) > 1
        else None
    )
