"""A price that a result holds, wanted in another currency: the amount that a function which converts is to be given.

Reads what came back and what the request counts; it makes no call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from emulator.brain.contract import WireStep
from emulator.brain.skills.results import value_of
from emulator.brain.tools import metrics, outcomes, quantities, values, words
from emulator.brain.tools.declared import Function
from emulator.brain.tools.measures import CURRENCIES
from emulator.brain.tools.situation import Situation
from emulator.brain.tools.slots import Slot

_ASKED = re.compile(r"\b(?:in|into|to)\s+(?:us |swiss |british |canadian |australian )?(?:[a-z]{3,12}|[$€£¥₹])", re.I)
_RESULTS = ("result", "converted", "converted_amount", "amount", "value", "total")
_NAMES = ("name", "title", "product", "item", "symbol", "ticker", "sku", "id")


@dataclass(frozen=True)
class Price:
    """What some of a thing cost."""

    label: str
    count: int
    each: float
    currency: str

    @property
    def amount(self) -> float:
        """What all of it costs."""
        return round(self.count * self.each, 2)


def conversions(here: Situation, found: Sequence[Function]) -> Iterator[tuple[Function, dict[str, Any]]]:
    """The call that turns a price found into the currency that was asked for, where no such call was made."""
    function = next((one for one in found if _ends(one) is not None), None)
    wanted = [one.value for one in values.currencies(here.text)] if _ASKED.search(here.text) else []
    made = {str(step.get("name")) for step in here.done}
    if function is None or not here.results or not wanted or function.name in made:
        return
    price = cost(here.results, here.text)
    ends = _ends(function)
    if price is None or ends is None or price.currency == wanted[-1]:
        return
    amount, source, target = ends
    yield function, {amount.name: price.amount, source.name: price.currency, target.name: wanted[-1]}


def verdict(question: str, results: Sequence[WireStep], calls: Sequence[WireStep]) -> tuple[str, list[WireStep]]:
    """What a thing costs in the currency asked for, and the result that says so; nothing where no price was converted."""
    price = cost(results, question)
    spent = {str(call.get("id")) for call in calls if price and price.amount in (call.get("arguments") or {}).values()}
    last = [step for step in results if str(step.get("call_id")) in spent and not step.get("is_error")]
    value = value_of(last[-1]) if last else None
    if price is None or not isinstance(value, Mapping):
        return "", []
    amount = next((one for key, one in value.items() if key in _RESULTS and isinstance(one, (int, float))), None)
    wanted = [one.value for one in values.currencies(question)]
    if amount is None or not wanted:
        return "", []
    what = f"{price.count} × {price.label}" if price.count > 1 else price.label or "It"
    verb = "cost" if price.count > 1 else "costs"
    each = f", {metrics.bare(price.each)} each" if price.count > 1 else ""
    return f"{what} {verb} **{metrics.bare(amount)} {wanted[-1]}** ({metrics.bare(price.amount)} {price.currency}{each}).", last


def cost(results: Sequence[WireStep], text: str) -> Price | None:
    """What the one thing costs that a request speaks of."""
    priced = [(one, price) for one in outcomes.fitting(outcomes.objects(results), text) if (price := _price(one))]
    metric = metrics.asked(text)
    if not priced or (len(priced) > 1 and metric is None):
        return None
    if metric is not None:
        priced.sort(key=lambda pair: -pair[1][0] if metric.high else pair[1][0])
    one, (each, currency) = priced[0]
    count = next((number.value for number in quantities.numbers(text) if not number.unit and not number.bound), 1)
    label = next((str(one[name]) for name in _NAMES if isinstance(one.get(name), str)), "")
    return Price(label, int(count) if 0 < count == int(count) else 1, each, currency)


def _ends(function: Function) -> tuple[Slot, Slot, Slot] | None:
    """The amount and the two currencies of a function that converts."""
    coins = {slot.way: slot for slot in function.slots if slot.role == "currency" and slot.item is None}
    amounts = [slot for slot in function.slots if slot.kind in ("integer", "number") and slot.item is None]
    return (amounts[0], coins["from"], coins["to"]) if amounts and {"from", "to"} <= set(coins) else None


def _price(one: Mapping[str, Any]) -> tuple[float, str] | None:
    """An object's price and its currency: "price_eur", or "price" beside "currency"."""
    for key, value in one.items():
        named = words.parts(str(key))
        if not isinstance(value, (int, float)) or isinstance(value, bool) or not {"price", "cost", "fare"} & set(named):
            continue
        coin = next((word.upper() for word in named if word.upper() in CURRENCIES), str(one.get("currency") or "").upper())
        if coin in CURRENCIES:
            return float(value), coin
    return None
