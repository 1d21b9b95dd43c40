"""Everyday sums: a bill split between people, with a tip, and what so much a week comes to in a year."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from emulator.brain.bills import cents
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.expression import shown
from emulator.brain.text import number, number_pattern

_NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?"
_CURRENCY = r"dollars?|euros?|eur|usd|pounds|gbp|rupees|inr|bucks"
_SUM = rf"(?P<sign>[$€£₹¥])?\s?(?P<sum>{_NUM})\s?(?P<unit>[$€£₹¥]|{_CURRENCY})?"
_N = rf"(?P<n>{number_pattern()}|\d{{1,4}})"
_PEOPLE = r"people|persons?|friends?|of us|ways|guests?|colleagues|kids|children|roommates|flatmates|participants"
_SPLIT = (
    re.compile(
        rf"\b(?:split|divid\w*|shar\w*)\b\D{{0,40}}?{_SUM}[^\d]{{0,40}}?\b(?:between|among|amongst|by|into|with|"
        rf"for)\s+(?:the )?{_N}\b",
        re.I,
    ),
    re.compile(rf"\b(?:bill|total|cost|check|price|dinner|tab|rent)\D{{0,20}}?{_SUM}.{{0,40}}?\b{_N}\s+(?:{_PEOPLE})\b", re.I),
    re.compile(rf"{_SUM}[^\d]{{0,40}}?\b(?:split|divided|shared)\b[^\d]{{0,20}}?\b{_N}\b", re.I),
)
_TIP = re.compile(
    r"(\d{1,2}(?:\.\d)?)\s?(?:%|percent|per cent)(?:\s+\w+)?\s+(?:tip|service|tax)|\b(?:tip|service)(?: "
    r"of)?\s+(\d{1,2}(?:\.\d)?)\s?(?:%|percent)",
    re.I,
)
_EACH = re.compile(r"\b(?:split|divid\w*|shar\w*|each|per person|everyone|every one)\b", re.I)
_PERIODS = {"day": Decimal(365), "week": Decimal(52), "month": Decimal(12), "year": Decimal(1), "hour": Decimal(365 * 24)}
_PERIOD = r"hour|day|week|month|year"
_RATE = re.compile(rf"{_SUM}(?: \w+){{0,2}}?\s*(?:per|a|an|each|every|/)\s*(?P<per>{_PERIOD})\b", re.I)
_ADVERB = re.compile(rf"{_SUM}(?: \w+){{0,2}}? (?P<per>dai|week|month|year)ly\b", re.I)
_SPAN = re.compile(
    rf"\b(?:after|in|for|over|within|during|per|a|each|every|by the end of)\s+(?P<n>{number_pattern()}|\d{{1,4}}|a|an|one|"
    rf"the)?\s*"
    rf"(?P<span>{_PERIOD})s?\b|\b(?P<adverb>dai|hour|week|month|year|annual)ly\b",
    re.I,
)
_WORKED = re.compile(rf"\b(?P<n>\d{{1,3}}(?:\.\d)?)\s*hours?\s*(?:per|a|each|every)\s*(?P<per>{_PERIOD})\b", re.I)
_ASKS = re.compile(r"\b(?:how much|how many|what|total|add up|comes? to|calculate|have)\b", re.I)


@skill("sharing")
def offer(talk: Talk) -> Offer | None:
    """Fits a sum to split, and a sum per day, week or month over a longer time."""
    text = talk.gist
    if len(text) > 300:
        return None
    plain = _TIP.sub(" ", text)
    split = next((match for pattern in _SPLIT if (match := pattern.search(plain))), None)
    if split and _EACH.search(text) and (count := number(split["n"]) or 0) > 0:
        return Offer(0.95, partial(_split, split, count, _TIP.search(text)), whole=True)
    rate = _RATE.search(text) or _ADVERB.search(text)
    if rate is None or not _ASKS.search(text):
        return None
    rest = text[: rate.start()] + " " * (rate.end() - rate.start()) + text[rate.end() :]
    return _over_time(rate, rest)


def _money(value: Decimal, match: re.Match[str]) -> str:
    unit = match["unit"] or ""
    sign = match["sign"] or (unit if unit in "$€£₹¥" else "")
    return f"{sign}{cents(value).removesuffix('.00')}{' ' + unit if unit and not sign else ''}"


def _split(match: re.Match[str], count: int, tip: re.Match[str] | None) -> Reply:
    amount = Decimal(match["sum"].replace(",", ""))
    rate = Decimal(tip[1] or tip[2]) if tip else Decimal()
    total = amount * (1 + rate / 100)
    each, whole = _money(total / count, match), _money(total, match)
    with_tip = f" with {shown(rate)}% added" if rate else ""
    return Reply(
        f"Each of the {count} pays **{each}**.\n\n- Bill: {_money(amount, match)}\n"
        + (f"- Added ({shown(rate)}%): {_money(total - amount, match)}\n- Together: {whole}\n" if rate else "")
        + f"- {whole} ÷ {count} = {each}",
        f"{each} each.",
        each,
        notes=(Note("Splitting the sum", f"{_money(amount, match)}{with_tip} is {whole}; divided by {count} that is {each}."),),
        data={"total": float(round(total, 2)), "people": count, "each": float(round(total / count, 2))},
    )


def _over_time(rate: re.Match[str], rest: str) -> Offer | None:
    per = rate["per"].lower().replace("dai", "day")
    worked = _WORKED.search(rest)
    span = _SPAN.search(rest.replace(worked[0], " ") if worked else rest)
    if span is None:
        return None
    unit = (span["span"] or span["adverb"]).lower().replace("dai", "day").replace("annual", "year")
    count = Decimal(number(span["n"] or "") or 1) if span["span"] else Decimal(1)
    if worked and per == "hour":
        times = Decimal(worked["n"]) * _PERIODS[worked["per"].lower()] / _PERIODS[unit] * count
    elif per in {"hour", unit} and count == 1:
        return None
    else:
        times = _PERIODS[per] / _PERIODS[unit] * count
    return Offer(0.94, partial(_added_up, rate, per, times, f"{shown(count)} {unit}{'s' * (count != 1)}"), whole=True)


def _added_up(rate: re.Match[str], per: str, times: Decimal, span: str) -> Reply:
    amount = Decimal(rate["sum"].replace(",", ""))
    is_money = bool(rate["sign"] or rate["unit"])
    total = amount * times
    said = _money(total, rate) if is_money else shown(round(total, 2))
    base = _money(amount, rate) if is_money else shown(amount)
    steps = f"{base} × {shown(round(times, 2))}"
    return Reply(
        f"{base} per {per} comes to **{said}** in {span}.\n\n{steps} = {said}",
        f"{said}.",
        said,
        notes=(Note("Counting the times", f"{span} has {shown(round(times, 2))} {per}s; {steps} = {said}."),),
        data={"per": per, "times": float(times), "total": float(round(total, 2))},
    )
