"""Reads a sum written in digits or words and evaluates it: a small recursive parser over exact decimals.

Refuses what would be undefined or enormous; never runs anything as code. Not a skill by itself.
"""

from __future__ import annotations

import re
from decimal import Decimal, DecimalException, localcontext

_WORDS = (
    (r"\bplus\b|\badded to\b", "+"),
    (r"\bminus\b|\bless\b", "-"),
    (r"\b(?:multiplied by|times)\b", "*"),
    (r"\b(?:divided by|over)\b", "/"),
    (r"\b(?:to the power of|raised to(?: the power of)?|power)\b", "^"),
    (r"\*\*", "^"),
    (r"\bsquared\b", "^2"),
    (r"\bcubed\b", "^3"),
    (r"\b(?:the )?square root of\b|\bsqrt\b", " √ "),
    (r"\bmodulo\b|\bmod\b", "%"),
    (r"[×·]", "*"),
    (r"÷", "/"),
    (r"[−–]", "-"),
    (r"\b0x[0-9a-f]+\b", " "),
    (r"(?<=\d)\s*x\s*(?=\d)", "*"),
    (r"\bhalf of\b", "0.5*"),
    (r"\btwice\b", "2*"),
    (r"(?<=\d),(?=\d{3}\b)", ""),
)
_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen twenty"
        ).split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "hundred": "100", "thousand": "1000"}
_SUM = re.compile(r"[-(√\d][-+*/^%().\d\s√]{1,200}[\d)]|√\s*\d[\d.]*")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[-+*/^%()√]")
_DEEPEST = 40


class Unreadable(Exception):
    """There is no sum in the text, or (`sure`) there is one that has no value here."""

    def __init__(self, why: str, sure: bool = False) -> None:
        super().__init__(why)
        self.sure = sure


def shown(value: Decimal) -> str:
    """A number as one writes it: thousands separated, at most ten decimals, no trailing zeros."""
    if abs(value) >= Decimal(10) ** 30:
        return f"{value:.6E}"
    with localcontext() as context:
        context.prec = 60
        text = f"{value.quantize(Decimal('1e-10')):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def evaluate(text: str) -> tuple[str, Decimal]:
    """The sum found in a text, as read, and its value."""
    folded = " ".join(text.lower().replace("=", " ").replace("?", " ").split())
    words = re.split(r"(\W+)", folded)
    if sum(word in _NUMBER_WORDS for word in words) and re.search(
        r"\b(?:plus|minus|times|divided|multiplied|squared|cubed|root|power)\b|[+*/^]", folded
    ):
        folded = "".join(_NUMBER_WORDS.get(word, word) for word in words)
    for pattern, symbol in _WORDS:
        folded = re.sub(pattern, symbol, folded)
    matches = [match.group().strip() for match in _SUM.finditer(folded)]
    sums = [
        match
        for match in matches
        if re.search(r"\d\s*[-+*/^%]|√\s*\d|\(\s*-?\d", match)
        and re.search(r"[-+*/^%√]", match)
        and not re.fullmatch(r"\d{4}-\d\d?-\d\d?|[\d-]{8,}", match)
    ]
    if not sums:
        raise Unreadable("no sum")
    source = max(sums, key=len)
    with localcontext() as context:
        context.prec = 60
        try:
            value = _Parser(_TOKEN.findall(source)).result()
        except DecimalException as problem:
            raise Unreadable("the result is too large or not defined", sure=True) from problem
    return _pretty(source), value


def _pretty(source: str) -> str:
    spaced = re.sub(r"\s*([-+*/%^])\s*", r" \1 ", source.replace("√", " √").replace("√ ", "√"))
    spaced = re.sub(r"(^|[(*/+^-] ?)\s*- (?=\d)", r"\1-", spaced.strip())
    return re.sub(r"\s+", " ", spaced).replace("*", "×").replace("/", "÷").replace(" ^ ", "^").strip()


class _Parser:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def result(self) -> Decimal:
        """The value of all the tokens together."""
        value = self._sum()
        if self.at != len(self.tokens):
            raise Unreadable("left over")
        return value

    def _next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1] if self.at <= len(self.tokens) else ""

    def _sum(self) -> Decimal:
        value = self._product()
        while self._next() in {"+", "-"}:
            value = value + self._product() if self._take() == "+" else value - self._product()
        return value

    def _product(self) -> Decimal:
        value = self._power()
        while self._next() in {"*", "/", "%"}:
            sign, other = self._take(), self._power()
            if sign != "*" and other == 0:
                raise Unreadable("division by zero is not defined", sure=True)
            value = value * other if sign == "*" else value / other if sign == "/" else value % other
        return value

    def _power(self) -> Decimal:
        base = self._atom()
        if self._next() != "^":
            return base
        self._take()
        exponent = self._power_of()
        if abs(exponent) > 2_000 or abs(base) > Decimal(10) ** 30:
            raise Unreadable("the result would be enormous", sure=True)
        return base**exponent

    def _power_of(self) -> Decimal:
        self._nested()
        return self._power()

    def _nested(self) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unreadable("too deep")

    def _atom(self) -> Decimal:
        token = self._take()
        if token == "-":
            self._nested()
            return -self._power()
        if token == "√":
            self._nested()
            value = self._atom()
            if value < 0:
                raise Unreadable("a negative number has no real square root", sure=True)
            return value.sqrt()
        if token == "(":
            self._nested()
            value = self._sum()
            if self._take() != ")":
                raise Unreadable("bracket")
            return value
        if not token[:1].isdigit():
            raise Unreadable("no number")
        return Decimal(token)
