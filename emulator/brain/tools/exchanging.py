"""What an amount is worth by a rate that came back: "50 dollars in euros" where a result says 0.91.

Computes with what the question counts and a result holds; it fetches no rate and knows none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from emulator.brain.contract import WireStep
from emulator.brain.skills.results import value_of
from emulator.brain.tools import metrics, quantities, values

_WHOSE = re.compile(r" (?:[A-Z][\w.]+ ){1,2}")
_RATES = ("rates", "conversion_rates", "exchange_rates", "quotes")
_RATE = ("rate", "exchange_rate", "conversion_rate", "exchangeRate")
_DONE = ("converted", "converted_amount", "result", "amount", "value", "total")


def verdict(question: str, results: Sequence[WireStep]) -> str:
    """The amount in the other currency; empty where the question counts none or no rate came back."""
    named = values.currencies(question)
    coins = list(dict.fromkeys(str(one.value) for one in named))
    beside = {one.start: str(one.value) for one in named}
    sums = [
        replace(one, unit=coin)
        for one in quantities.numbers(question)
        if quantities.is_money(coin := next((beside[at] for at in beside if _WHOSE.fullmatch(question[one.end : at])), one.unit))
    ]
    if len(coins) != 2 or len(sums) != 1 or len(results) != 1 or results[0].get("is_error"):
        return ""
    here = sums[0].unit
    there = next(one for one in coins if one != here) if here in coins else ""
    rate = _rate(value_of(results[0]), there) if there else None
    if rate is None:
        return ""
    amount = round(sums[0].value * rate, 2)
    return f"{metrics.bare(sums[0].value)} {here} is **{metrics.bare(amount)} {there}** at a rate of {metrics.bare(rate)}."


def _rate(value: Any, there: str) -> float | None:
    """The rate in a result that doesn't say what the amount comes to."""
    if not isinstance(value, Mapping) or any(name in value for name in _DONE):
        return None
    inner: Mapping[str, Any] = next((value[name] for name in _RATES if isinstance(value.get(name), Mapping)), {})
    found = [inner.get(there), value.get(there), *(value.get(name) for name in _RATE)]
    return next((float(one) for one in found if isinstance(one, (int, float)) and not isinstance(one, bool) and one > 0), None)
