"""Arithmetic: expressions, percentages, prices with tax, tip or discount, averages and roots.

Expressions are parsed here, never evaluated as code, and sizes are bounded so that no sum takes long.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, DecimalException, localcontext

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.expression import Unreadable, evaluate, shown
from emulator.brain.text import join

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
_PLAIN = r"\d[\d.]*\s?(?:%|percent)"
_WORDY = re.compile(r"\d|\b(?:plus|minus|times|divided|square root|squared|cubed|half|twice)\b", re.I)


@skill("arithmetic")
def offer(talk: Talk) -> Offer | None:
    """Fits when the request holds a sum to compute."""
    text = talk.gist
    if len(text) > 600 or not _WORDY.search(text):
        return None
    if match := _OF.search(text):
        return Offer(0.93, lambda: _percent_of(match))
    if match := _SHARE.search(text):
        return Offer(
            0.93, lambda: _share([Decimal(g.replace(",", "")) for g in match.groups() if g], bool(match[1]) or bool(match[4]))
        )
    if _ASK.search(text) and (match := _WITH.search(text) or _REVERSED.search(text)):
        return Offer(0.92, lambda: _with_percent(match, text))
    if (match := _AVERAGE.search(text)) and len(re.findall(r"\d+(?:\.\d+)?", match[2])) >= 2:
        return Offer(0.88, lambda: _statistic(match[1].lower(), re.findall(r"-?\d+(?:\.\d+)?", match[2])))
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


def _with_percent(match: re.Match[str], text: str) -> Reply:
    groups = list(match.groups())
    if match.re is _REVERSED:
        rate_text, what, sign, amount_text, unit = groups
    else:
        sign, amount_text, unit, rate_text, what = groups
    amount, rate = Decimal(amount_text.replace(",", "")), Decimal(rate_text.replace(",", ""))
    what = (
        what or next(iter(re.findall(r"\b(tax|vat|gst|tip|discount|off|interest|increase|raise)\b", text, re.I)), "tax")
    ).lower()
    down = what in {"discount", "off", "decrease", "reduction"}
    what = {"off": "discount", "vat": "VAT", "gst": "GST"}.get(what, what)
    money = (lambda value: f"{sign}{_cents(value)}") if sign else (lambda value: f"{_cents(value)}{' ' + unit if unit else ''}")
    extra = amount * rate / 100
    total = amount - extra if down else amount + extra
    notes = (
        Note(
            "Reading the amounts",
            (f"The base is {money(amount)}, the rate {shown(rate)}%, and a {what} is {'taken off' if down else 'added'}."),
        ),
        Note(
            "Computing",
            (
                f"{shown(rate)}% of {money(amount)} is {money(extra)}; {money(amount)} {'−' if down else '+'} "
                f"{money(extra)} = {money(total)}."
            ),
        ),
        Note("Rounding", "Money is shown with two decimals, rounded half up."),
    )
    name = what
    lead = (
        (f"A {shown(rate)}% {name} on {money(amount)} is **{money(extra)}**, which makes **{money(total)}** in total.")
        if re.search(rf"\b(?:how much|what)(?: is|'s) (?:the |an? )?(?:{_PLAIN}\W+)?{what}", text, re.I)
        else f"The total is **{money(total)}**."
    )
    text_ = (
        f"{lead}\n\n- Base: {money(amount)}\n- {name[:1].upper() + name[1:]} ({shown(rate)}%): "
        f"{'−' if down else '+'}{money(extra)}\n- **Total: {money(total)}**"
    )
    rows = (("Item", "Amount"), ("Base", money(amount)), (f"{name} ({shown(rate)}%)", money(extra)), ("Total", money(total)))
    return Reply(
        text_,
        f"The total is {money(total)}.",
        money(total),
        (f"Base: {money(amount)}", f"{name}: {money(extra)}", f"Total: {money(total)}"),
        rows,
        notes,
        {"base": _json(amount), "rate_percent": _json(rate), name: _json(extra), "total": _json(total)},
    )


def _cents(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def _statistic(what: str, raw: list[str]) -> Reply:
    values = [Decimal(item) for item in raw]
    with localcontext() as context:
        context.prec = 40
        ordered = sorted(values)
        middle = len(ordered) // 2
        try:
            result = {
                "average": lambda: sum(values, Decimal()) / len(values),
                "mean": lambda: sum(values, Decimal()) / len(values),
                "maximum": lambda: ordered[-1],
                "largest": lambda: ordered[-1],
                "minimum": lambda: ordered[0],
                "smallest": lambda: ordered[0],
                "median": lambda: ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2,
                "product": lambda: _product(values),
            }.get(what, lambda: sum(values, Decimal()))()
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
