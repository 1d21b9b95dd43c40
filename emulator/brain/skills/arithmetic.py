"""Arithmetic: expressions, percentages, prices with tax, tip or discount, averages and roots.

Expressions are parsed here, never evaluated as code, and sizes are bounded so that no sum takes long.
"""

from __future__ import annotations

import re
from decimal import Decimal, DecimalException, localcontext
from functools import partial

from emulator.brain.bills import Bill
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.expression import Unreadable, evaluate, shown
from emulator.brain.text import join, number

_NUM = r"(\d{1,15}(?:,\d{3})*(?:\.\d{1,10})?)"
_MONEY = rf"([$€£₹¥])?\s?{_NUM}\s?([$€£₹¥]|dollars?|euros?|pounds?|rupees?|usd|eur)?"
_WITH = re.compile(
    (
        rf"{_MONEY}\D{{0,60}}?\b(?:with|plus|and|at|including|has|is)?\b[^\d%]{{0,30}}?{_NUM}\s?(?:%|"
        rf"percent|per cent)\s*(?:sales |of )?(tax|vat|gst|tip|discount|off|interest|service|markup|"
        rf"increase|raise|decrease|reduction)?"
    ),
    re.I,
)
_REVERSED = re.compile(
    (
        rf"{_NUM}\s?(?:%|percent|per cent)\s*(?:sales )?(tax|vat|gst|tip|discount|off|increase|markup|"
        rf"raise|decrease|reduction)\b[^\d$€£₹¥]{{0,30}}{_MONEY}"
    ),
    re.I,
)
_OF = re.compile(rf"{_NUM}\s?(?:%|percent|per cent)\s+of\s+(?:the\s+)?([$€£₹¥])?\s?{_NUM}", re.I)
_BESIDE = re.compile(r"\b(?:plus|minus|added to)\b|[+−-] ?\d|\d ?[+−-]", re.I)
"""Says that a percentage is only a part of a sum."""
_SHARE = re.compile(
    (
        rf"{_NUM}\s+(?:is|are)\s+what\s+(?:%|percent|percentage|per cent)\s+of\s+{_NUM}|what\s+(?:%|"
        rf"percent|percentage|per cent)\s+(?:of\s+{_NUM}\s+is\s+{_NUM}|is\s+{_NUM}\s+of\s+{_NUM})"
    ),
    re.I,
)
_AVERAGE = re.compile(
    (
        r"\b(average|mean|median|sum|total|add up|maximum|minimum|largest|smallest|"
        r"product)\b[^\d-]{0,40}((?:-?\d{1,12}(?:\.\d{1,6})?(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+)?){2,60})"
    ),
    re.I,
)
_ASK = re.compile(
    (
        r"\b(?:total|tax|vat|gst|tip|discount|price|cost|pay|bill|off|increase|interest|service|raise|how "
        r"much)\b"
    ),
    re.I,
)
_KINDS = re.compile(r"\b(tax|vat|gst|tip|discount|off|interest|increase|raise)\b", re.I)
_PLAIN = r"\d[\d.]*\s?(?:%|percent)"
_WORDY = re.compile(r"\d|\b(?:plus|minus|times|divided|square root|squared|cubed|half|twice)\b", re.I)


_PARTS = {"half": "1/2", "third": "1/3", "quarter": "1/4", "fifth": "1/5", "tenth": "1/10"}
_PART = re.compile(
    r"(?P<up>\b(?:an?|one|two|three|four|\d{1,4})\b)?[ -]?\b(?P<name>half|third|quarter|fifth|tenth)s? of (?=[$€£]?\d)|"
    r"(?P<fraction>\b\d{1,6} ?/ ?\d{1,6}) of (?=[$€£]?\d)",
    re.I,
)


def _times(match: re.Match[str]) -> str:
    """ "3/4 of" and "two thirds of" as a factor."""
    if match["fraction"]:
        return f"{match['fraction']} * "
    return f" {number(match['up'] or '') or 1} * {_PARTS[match['name'].lower()]} * "


@skill("arithmetic")
def offer(talk: Talk) -> Offer | None:
    """Fits when the request holds a sum to compute."""
    text = talk.gist
    if len(text) > 600 or not _WORDY.search(text):
        return None
    text = _PART.sub(_times, text)
    share = _OF.search(text)
    if share and _BESIDE.search(_OF.sub(" ", text)):
        return _sum_offer(_OF.sub(lambda match: f"({match[1]}*{match[3]}/100)", text))
    if share:
        return Offer(0.93, partial(_percent_of, share))
    if portion := _SHARE.search(text):
        values = [Decimal(group.replace(",", "")) for group in portion.groups() if group]
        return Offer(0.93, partial(_share, values, bool(portion[1] or portion[4])))
    bill = (_WITH.search(text) or _REVERSED.search(text)) if _ASK.search(text) else None
    if bill is not None:
        return Offer(0.92, partial(_with_percent, bill, text))
    if (several := _AVERAGE.search(text)) and len(numbers := re.findall(r"-?\d+(?:\.\d+)?", several[2])) >= 2:
        return Offer(0.88, partial(_statistic, several[1].lower(), numbers))
    return _sum_offer(text)


def _sum_offer(text: str) -> Offer | None:
    try:
        source, value = evaluate(text)
    except Unreadable as problem:
        why = str(problem)
        return Offer(0.85, lambda: _refused(why)) if problem.sure else None
    return Offer(0.93, lambda: _sum(source, value))


def _refused(why: str) -> Reply:
    return Reply(
        f"I can't compute that: {why}.",
        word="Undefined",
        notes=(Note("Trying to compute", f"The expression is readable, but {why}."),),
    )


def _sum(source: str, value: Decimal) -> Reply:
    result = shown(value)
    notes = (
        Note("Reading the expression", f"I read it as {source}."),
        Note("Computing", f"Following the usual order of operations, {source} = {result}."),
        Note(
            "Checking the size",
            (
                f"The result is {'negative' if value < 0 else 'zero' if value == 0 else 'positive'} and "
                f"{'a whole number' if value == value.to_integral_value() else 'has decimals, shown to at most ten places'}."
            ),
        ),
    )
    return Reply(
        f"{source} = **{result}**", f"{result}.", result, notes=notes, data={"expression": source, "result": _json(value)}
    )


def _json(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() and abs(value) < 10**15 else float(value)


def _percent_of(match: re.Match[str]) -> Reply:
    rate, sign, amount = Decimal(match[1].replace(",", "")), match[2] or "", Decimal(match[3].replace(",", ""))
    result = f"{sign}{shown(rate * amount / 100)}"
    return Reply(
        f"{shown(rate)}% of {sign}{shown(amount)} is **{result}**.",
        f"{result}.",
        result,
        notes=(
            Note("Reading the percentage", f"{shown(rate)} per cent are {shown(rate / 100)} as a factor."),
            Note("Computing", f"{shown(rate / 100)} × {shown(amount)} = {result}."),
        ),
        data={"result": _json(rate * amount / 100)},
    )


def _share(values: list[Decimal], part_first: bool) -> Reply:
    part, whole = (values[0], values[1]) if part_first else (values[1], values[0])
    if whole == 0:
        return _refused("nothing can be a share of zero")
    result = f"{shown(part * 100 / whole)}%"
    return Reply(
        f"{shown(part)} is **{result}** of {shown(whole)}.",
        f"{result}.",
        result,
        notes=(Note("Computing the share", f"{shown(part)} ÷ {shown(whole)} × 100 = {result}."),),
    )


def _bill(match: re.Match[str], text: str) -> Bill:
    if match.re is _REVERSED:
        rate, what, sign, amount, unit = match.groups()
    else:
        sign, amount, unit, rate, what = match.groups()
    what = (what or next(iter(_KINDS.findall(text)), "tax")).lower()
    what = {"off": "discount", "vat": "VAT", "gst": "GST"}.get(what, what)
    return Bill(Decimal(amount.replace(",", "")), Decimal(rate.replace(",", "")), what, sign or "", unit or "")


def _with_percent(match: re.Match[str], text: str) -> Reply:
    bill = _bill(match, text)
    base, extra, total, rate = bill.money(bill.amount), bill.money(bill.extra), bill.money(bill.total), f"{shown(bill.rate)}%"
    name, sign = f"{bill.what[:1].upper()}{bill.what[1:]} ({rate})", "−" if bill.down else "+"
    notes = (
        Note(
            "Reading the amounts",
            f"The base is {base}, the rate {rate}, and a {bill.what} is {'taken off' if bill.down else 'added'}.",
        ),
        Note("Computing", f"{rate} of {base} is {extra}; {base} {sign} {extra} = {total}."),
        Note("Rounding", "Money is shown with two decimals, rounded half up."),
    )
    part = re.search(rf"\b(?:how much|what)(?: is|'s) (?:the |an? )?(?:{_PLAIN}\W+)?{bill.what}", text, re.I)
    lead = (
        f"A {rate} {bill.what} on {base} is **{extra}**, which makes **{total}** in total."
        if part
        else f"The total is **{total}**."
    )
    return Reply(
        f"{lead}\n\n- Base: {base}\n- {name}: {sign}{extra}\n- **Total: {total}**",
        f"The total is {total}.",
        total,
        (f"Base: {base}", f"{name}: {sign}{extra}", f"Total: {total}"),
        (("Item", "Amount"), ("Base", base), (name, f"{sign}{extra}"), ("Total", total)),
        notes,
        {"base": _json(bill.amount), "rate_percent": _json(bill.rate), bill.what: _json(bill.extra), "total": _json(bill.total)},
    )


def _statistic(what: str, raw: list[str]) -> Reply:
    values = [Decimal(item) for item in raw]
    with localcontext() as context:
        context.prec = 40
        try:
            result = _measured(what, values)
        except DecimalException:
            return _refused("the numbers are too large")
    label = {"add up": "sum", "total": "sum"}.get(what, what)
    return Reply(
        f"The {label} of {join([shown(value) for value in values[:20]])} is **{shown(result)}**.",
        f"{shown(result)}.",
        shown(result),
        notes=(
            Note("Reading the numbers", f"There are {len(values)}: {join([shown(value) for value in values[:12]])}."),
            Note("Computing", f"Their {label} is {shown(result)}."),
        ),
        data={label: _json(result)},
    )


def _product(values: list[Decimal]) -> Decimal:
    result = Decimal(1)
    for value in values:
        result *= value
    return result


def _measured(what: str, values: list[Decimal]) -> Decimal:
    ordered = sorted(values)
    middle = len(ordered) // 2
    if what in {"average", "mean"}:
        return sum(values, Decimal()) / len(values)
    if what == "median":
        return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    if what in {"maximum", "largest", "minimum", "smallest"}:
        return ordered[-1] if what in {"maximum", "largest"} else ordered[0]
    return _product(values) if what == "product" else sum(values, Decimal())
