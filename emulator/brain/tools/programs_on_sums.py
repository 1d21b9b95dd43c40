"""Recipes for programs on sums said in words, tables of units and powers, primes after a number. Registered when imported."""

from __future__ import annotations

import ast
import re
from datetime import date

from emulator.brain.text import number
from emulator.brain.tools.programs import Program, code, recipe

_FUNCTIONS = (
    (r"(?:the )?factorial of (\d{1,4})|\b(\d{1,4}) ?factorial\b|(?<![\d!])(\d{1,4})!(?![\w=])", "math.factorial({})"),
    (r"(?:the )?square root of (\d+(?:\.\d+)?)|\bsqrt\(?(\d+(?:\.\d+)?)\)?", "math.sqrt({})"),
    (r"(?:the )?cube root of (\d+(?:\.\d+)?)", "({} ** (1 / 3))"),
    (r"(?:the )?natural log(?:arithm)? of (\d+(?:\.\d+)?)|\bln\(?(\d+(?:\.\d+)?)\)?", "math.log({})"),
    (r"(?:the )?log(?:arithm)?(?: base 10)? of (\d+(?:\.\d+)?)", "math.log10({})"),
    (r"(?:the )?square of (\d+(?:\.\d+)?)|\b(\d+(?:\.\d+)?) squared\b", "{} ** 2"),
    (r"(?:the )?cube of (\d+(?:\.\d+)?)|\b(\d+(?:\.\d+)?) cubed\b", "{} ** 3"),
    (r"\b(\d+(?:\.\d+)?)\s?(?:%|percent) of (?=\d|math)", "{} / 100 * "),
)
_SIGNS = (
    (r"divided by|over", "/"), (r"multiplied by|times|×", "*"), (r"plus|added to", "+"), (r"minus|less", "-"),
    (r"(?:raised )?to the power(?: of)?|\^", "**"), (r"modulo|mod", "%"), (r"÷", "/"),
)  # fmt: skip
_EXPRESSION = re.compile(r"(?:math\.\w+\(|[\d(])[\d\s.()+*/%-]*(?:math\.\w+\([\d\s.()+*/%-]*)*")


@recipe(r"\b(?:factorial|root|log(?:arithm)?|ln|squared?|cubed?)\b|\d!|\bmod\b|\bsqrt\b", first=True)
def _worded(match: re.Match[str], text: str, today: date) -> Program | None:
    """'The factorial of 20 divided by the factorial of 17', 'the square root of 2 plus the cube of 3'."""
    said = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text[:400])
    for pattern, form in _FUNCTIONS:
        said = re.sub(pattern, lambda found, form=form: form.replace("{}", next(filter(None, found.groups()))), said, flags=re.I)  # type: ignore[misc]
    for pattern, sign in _SIGNS:
        said = re.sub(rf"(?<=[\d)])\s*(?:{pattern})\s*(?=[\d(m])", f" {sign} ", said, flags=re.I)
    source = max((found[0].strip() for found in _EXPRESSION.finditer(said)), key=len, default="")
    if not re.search(r"[\d)]\s*[-+*/%]", source) or not _is_small(source):
        return None
    what = re.sub(r"^\W*(?:what(?:'s| is)|compute|calculate|work out|evaluate|please|find)\s+", "", text.strip(), flags=re.I)
    return Program(
        "import math\n\n" * ("math." in source) + f"result = {source}\nprint(int(result) if result == int(result) else result)\n",
        f"{what.strip(' ?.!')[:160]} = **{{}}**.",
    )


def _is_small(source: str) -> bool:
    """Whether an expression is one, and can't grow beyond measure."""
    try:
        tree = ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    powers = [node for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)]
    return all(isinstance(node.right, (ast.Constant, ast.BinOp)) for node in powers) and not re.search(r"\*\*\s*\d{5,}", source)


_UNITS = {
    "celsius": (1.0, 0.0), "fahrenheit": (5 / 9, -160 / 9), "kelvin": (1.0, -273.15),
}  # fmt: skip
_LENGTHS = {
    "km": 1.0,
    "mile": 1.609344,
    "metre": 0.001,
    "meter": 0.001,
    "feet": 0.0003048,
    "foot": 0.0003048,
    "inch": 0.0000254,
    "cm": 0.00001,
}
_MASSES = {
    "kg": 1.0,
    "kilogram": 1.0,
    "pound": 0.45359237,
    "lb": 0.45359237,
    "ounce": 0.028349523125,
    "gram": 0.001,
    "stone": 6.35029318,
}
_VOLUMES = {"litre": 1.0, "liter": 1.0, "gallon": 3.785411784, "pint": 0.473176473, "ml": 0.001, "cup": 0.2365882365}
_SPEEDS = {"km/h": 1.0, "kmh": 1.0, "mph": 1.609344, "m/s": 3.6, "knot": 1.852}
_SCALES = [_UNITS, *({name: (factor, 0.0) for name, factor in group.items()} for group in (_LENGTHS, _MASSES, _VOLUMES, _SPEEDS))]
_RANGE = re.compile(
    r"\bfrom\s+(-?\d+(?:\.\d+)?)\D{0,20}?\s(?:to|until|up to|through)\s+(-?\d+(?:\.\d+)?)"
    r"(?:\D{0,30}?\b(?:steps? of|every|increments? of|by)\s+(\d+(?:\.\d+)?))?",
    re.I,
)


@recipe(r"\b(?:table|list|chart|convert\w*|conversion)\b.{0,80}\bfrom\b.{0,20}\d", first=True)
def _conversions(match: re.Match[str], text: str, today: date) -> Program | None:
    """A table of one unit in another over a range."""
    bounds = _RANGE.search(text)
    named = _named_units(text)
    if bounds is None or named is None:
        return None
    first, second, (factor, offset) = named
    low, high = float(bounds[1]), float(bounds[2])
    step = float(bounds[3] or max(1, round((high - low) / 10)))
    if step <= 0 or not 0 < (high - low) / step <= 500:
        return None
    source = """
        value = {low}
        print({head})
        print("|---:|---:|")
        while value <= {high} + 1e-9:
            print(f"| {value:g} | {value * {factor} + {offset}:.2f} |")
            value += {step}
        """
    head = f"| {first.capitalize()} | {second.capitalize()} |"
    made = code(source, low=low, high=high, step=step, factor=round(factor, 9), offset=round(offset, 6), head=head)
    return Program(made, "", table=True)


@recipe(r"\bconvert\b.{0,10}\d.*?(?:,|\band\b).{0,40}\d.{0,40}?\b(?:to|in|into)\b", first=True)
def _several(match: re.Match[str], text: str, today: date) -> Program | None:
    """Several measures in another unit: 5 kg, 10 kg and 20 kg in pounds."""
    named = _named_units(text)
    numbers = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", re.split(r"\b(?:to|in|into)\b", text)[0])]
    if named is None or len(numbers) < 2:
        return None
    first, second, (factor, offset) = named
    source = """
        print({head})
        print("|---:|---:|")
        for value in {numbers}:
            print(f"| {value:g} | {value * {factor} + {offset}:.2f} |")
        """
    head = f"| {first.capitalize()} | {second.capitalize()} |"
    return Program(
        code(source, numbers=numbers[:50], factor=round(factor, 9), offset=round(offset, 6), head=head), "", table=True
    )


def _named_units(text: str) -> tuple[str, str, tuple[float, float]] | None:
    """The two units of a conversion, and by what the first becomes the second."""
    lowered = text.lower().replace("°c", "celsius").replace("°f", "fahrenheit")
    for scale in _SCALES:
        spots = sorted(
            {found.start(): name for name in scale for found in re.finditer(rf"\b{re.escape(name)}(?:e?s)?\b", lowered)}.items()
        )
        names = list(dict.fromkeys(name for _, name in spots))
        if len(names) >= 2:
            (one, shift), (other, shift2) = scale[names[0]], scale[names[1]]
            return names[0], names[1], (one / other, (shift - shift2) / other)
    return None


@recipe(
    r"\b(?P<what>squares?|cubes?|powers of (?:two|2|ten|10))\b.{0,40}?"
    r"\b(?P<low>\d{1,4})\s*(?:to|through|-|–|and)\s*(?P<high>\d{1,4})\b"
)
def _powers(match: re.Match[str], text: str, today: date) -> Program | None:
    """'The squares and cubes of 1 to 10' as a table."""
    low, high = int(match["low"]), int(match["high"])
    if not low < high <= low + 500:
        return None
    if match["what"].lower().startswith("power"):
        base = 10 if re.search(r"ten|10", match["what"], re.I) else 2
        return Program(f"for n in range({low}, {min(high, 400)} + 1):\n    print(f'{base}^{{n}} = {{{base}**n}}')\n", "")
    kinds = [(name, power) for name, power in (("square", 2), ("cube", 3)) if re.search(rf"\b{name}", text, re.I)]
    head = "| n | " + " | ".join(name for name, _ in kinds) + " |"
    cells = " | ".join(f"{{n ** {power}}}" for _, power in kinds)
    rows = f"for n in range({low}, {high} + 1):\n    print(f'| {{n}} | {cells} |')\n"
    source = f"print({head!r})\nprint({'|---:' * (len(kinds) + 1) + '|'!r})\n{rows}"
    return Program(source, "", table=True)


@recipe(
    r"\b(?:first|next|smallest)\s+(?:(?P<count>\d{1,4}|[a-z]+)\s+)?(?:prime numbers?|primes?)\s+(?:that (?:is|are) )?"
    r"(?:greater|larger|bigger|higher|more|above|after|over|beyond|following)(?: than)?\s+(?P<after>\d[\d,]{0,12})",
    first=True,
)
def _primes_after(match: re.Match[str], text: str, today: date) -> Program | None:
    count = (number(match["count"]) if match["count"] else 1) or 1
    after = int(match["after"].replace(",", ""))
    source = """
        def is_prime(n):
            return n > 1 and all(n % divisor for divisor in range(2, int(n**0.5) + 1))

        found, n = [], {after}
        while len(found) < {count}:
            n += 1
            if is_prime(n):
                found.append(n)
        print(", ".join(map(str, found)))
        """
    what = f"first {count} primes after {after:,} are" if count > 1 else f"first prime after {after:,} is"
    return Program(code(source, after=after, count=min(count, 1_000)), f"The {what} **{{}}**.")
