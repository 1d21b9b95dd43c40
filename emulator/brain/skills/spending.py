"""Sums of what was bought at a price each, and of amounts that grow or shrink from one period to the next.

"5 copies at $20 and 3 at $30", "$8000 in the first year, half of that in the second"; a mark-up or a further period after that.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.expression import shown
from emulator.brain.text import number, number_pattern

_LONGEST = 700
_N = number_pattern()
_MONEY = r"(?P<sign>[$€£₹])?\s?(?P<price>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,8}(?:\.\d{1,2})?)"
_LINE = re.compile(
    rf"\b(?P<n>{_N}) (?P<what>(?!percent)[a-z][\w' -]{{1,40}}?),? (?:(?:each|which|that|are|is|were|was|one) ){{0,2}}"
    rf"(?:priced at|costing|costs?|cost|at|for|@|sold at|worth)(?: just| only)? {_MONEY}"
    r"(?:\s?(?P<unit>dollars?|euros?|pounds?|rupees?|cents))?(?P<each> (?:each|apiece|a piece|per \w+|an? \w+|every))?",
    re.I,
)
_TOTAL = re.compile(
    r"\b(?:total|altogether|in all|how much|what (?:did|does|do|will|would|is)|cost|spend|spent|pay|bill|revenue|amount|sum)\b",
    re.I,
)
_SHARE = {
    "half": "0.5",
    "a third": "0.3333333333",
    "a quarter": "0.25",
    "twice": "2",
    "double": "2",
    "triple": "3",
    "three times": "3",
}
_STEP = re.compile(
    rf"\b(?P<share>{'|'.join(_SHARE)})\b(?= (?:of )?(?:that|this|the|as much|what|of it|it|the previous)\b)"
    r"|\b(?P<rate>\d{1,3}(?:\.\d)?)\s?(?:%|percent) (?P<way>more|less)\b",
    re.I,
)
_AMOUNT = re.compile(rf"(?<![\w.]){_MONEY}(?=[\s,.])")
_PERIOD = re.compile(r"\b(?:year|month|week|day|quarter)\b", re.I)
_NEXT = re.compile(r"\b(?:third|fourth|fifth|next|following) (?:year|month|week|day|quarter)\b", re.I)
_MARKUP = re.compile(
    r"(?P<rate>\d{1,3}(?:\.\d{1,2})?)\s?(?:%|percent) "
    r"(?P<what>mark-?up|profit|discount|tax|vat|tip|off|more|less|higher|lower|cheaper)",
    re.I,
)
_SUM_SAID = re.compile(r"= \*\*(?P<sign>[$€£₹])?(?P<sum>[\d,]+(?:\.\d+)?)\*\*")


@skill("spending")
def offer(talk: Talk) -> Offer | None:
    """Fits purchases with prices, amounts that follow from one another, and what comes after either."""
    text = talk.gist
    if len(text) > _LONGEST:
        return None
    lines = list(_LINE.finditer(text))
    if len(lines) >= 2 and _TOTAL.search(text) and not re.search(r"\b(?:left|change|remain\w*)\b", text, re.I):
        return Offer(0.965, partial(_bought, lines), whole=True)
    if (series := _series(text)) and _TOTAL.search(text):
        return Offer(0.965, partial(_summed, *series), whole=True)
    before = talk.past[-1] if talk.past else None
    if before and _NEXT.search(text) and (series := _series(before.said[:_LONGEST])):
        return Offer(0.965, partial(_further, *series), whole=True)
    if before and (rate := _MARKUP.search(text)) and (sum_said := _SUM_SAID.search(before.told[:2_000])):
        return Offer(0.965, partial(_marked, sum_said, rate), whole=True)
    return None


def _value(price: str) -> Decimal:
    return Decimal(price.replace(",", ""))


def _bought(lines: list[re.Match[str]]) -> Reply:
    sign = next((line["sign"] for line in lines if line["sign"]), "")
    rows = [(number(line["n"]) or 1, line["what"].strip(), _value(line["price"])) for line in lines]
    total = sum((count * price for count, _, price in rows), Decimal())
    told = [f"{count} {what}: {count} × {sign}{shown(price)} = {sign}{shown(count * price)}" for count, what, price in rows]
    steps = " + ".join(f"{sign}{shown(count * price)}" for count, _, price in rows)
    text = "\n".join(f"- {line}" for line in told) + f"\n\n{steps} = **{sign}{shown(total)}**"
    note = Note("Multiplying each amount by its price", "; ".join(told) + ".")
    return Reply(
        text, f"{sign}{shown(total)} in all.", f"{sign}{shown(total)}", tuple(told), notes=(note,), data={"total": float(total)}
    )


def _series(text: str) -> tuple[str, Decimal, list[Decimal]] | None:
    """The sign of the money, the first amount and what each further one is of the one before."""
    first = _AMOUNT.search(text)
    steps = list(_STEP.finditer(text, first.end())) if first else []
    if first is None or not steps or not _PERIOD.search(text) or _value(first["price"]) <= 0:
        return None
    return first["sign"] or "", _value(first["price"]), [_factor(step) for step in steps]


def _factor(step: re.Match[str]) -> Decimal:
    if step["share"]:
        return Decimal(_SHARE[step["share"].lower()])
    rate = Decimal(step["rate"]) / 100
    return 1 + rate if step["way"].lower() == "more" else 1 - rate


def _amounts(first: Decimal, factors: list[Decimal]) -> list[Decimal]:
    amounts = [first]
    for factor in factors:
        amounts.append(round(amounts[-1] * factor, 2))
    return amounts


def _summed(sign: str, first: Decimal, factors: list[Decimal]) -> Reply:
    amounts = _amounts(first, factors)
    total = sum(amounts, Decimal())
    steps = " + ".join(f"{sign}{shown(amount)}" for amount in amounts)
    said = f"{sign}{shown(total)}"
    note = Note("Going from one amount to the next", f"{steps}: each is taken from the one before it.")
    return Reply(f"{steps} = **{said}**", f"{said} in all.", said, notes=(note,), data={"total": float(total)})


def _further(sign: str, first: Decimal, factors: list[Decimal]) -> Reply:
    amounts = _amounts(first, [*factors, factors[-1]])
    said = f"{sign}{shown(amounts[-1])}"
    how = f"{sign}{shown(amounts[-2])} × {shown(factors[-1])}"
    note = Note("Going one step further", f"The same step once more: {how} = {said}.")
    return Reply(f"{how} = **{said}**", f"{said}.", said, notes=(note,), data={"amount": float(amounts[-1])})


def _marked(sum_said: re.Match[str], rate: re.Match[str]) -> Reply:
    sign, total = sum_said["sign"] or "", _value(sum_said["sum"])
    down = re.search(r"discount|off|less|lower|cheaper", rate["what"], re.I) is not None
    factor = 1 - Decimal(rate["rate"]) / 100 if down else 1 + Decimal(rate["rate"]) / 100
    said = f"{sign}{shown(round(total * factor, 2))}"
    how = f"{sign}{shown(total)} × {shown(factor)}"
    note = Note("Taking the percentage", f"{rate['rate']}% {'off' if down else 'on top'} is a factor of {shown(factor)}.")
    return Reply(f"{how} = **{said}**", f"{said}.", said, notes=(note,), data={"total": float(total * factor)})
