"""What is left of a budget after costs that the same message names: "450 for the flight, 95 per night for 6 nights".

Only sums in one currency; what isn't a plain cost isn't guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.expression import shown
from emulator.brain.text import bullets, number, number_pattern, sentences

_NUM = r"(?:[$€£₹]\s?)?(\d[\d,]*(?:\.\d{1,2})?)\s?(?:[€$£]|euros?|dollars?|pounds?|eur|usd|gbp)?"
_BUDGET = re.compile(rf"\bbudget (?:is|of)\s+(?:about |around )?{_NUM}|\b(?:i|we) (?:have|saved|earn(?:ed)?)\s+{_NUM}", re.I)
_LEFT = re.compile(
    r"\bhow much (?:money )?(?:is|will be|do (?:i|we) have|would be)\b.{0,20}?\b(?:left|remaining|over)\b|\bhow much remains\b"
    r"|\bwhat(?:'s| is) left\b|\b(?:is|will) (?:it|that) (?:be )?enough\b|\bcan (?:i|we) afford\b",
    re.I,
)
_EACH = re.compile(
    rf"{_NUM} (?:per|a|an|each|every|for each) (?:night|day|week|month|person|ticket|head|year)s?\b.{{0,30}}?"
    rf"\bfor (?P<n>\d+|{number_pattern()})",
    re.I,
)
_COST = re.compile(
    rf"\b(?P<what>[a-z][a-z ]{{1,24}}?) (?:costs?|is|are|takes?|was|for) {_NUM}"
    rf"|{_NUM} (?:for|on) (?:the |my |our |an? )?(?P<on>[a-z]+)",
    re.I,
)
_SIGNS = re.compile(r"[$€£₹]")
_WORDS = {"euro": "€", "eur": "€", "dollar": "$", "usd": "$", "pound": "£", "gbp": "£"}


@dataclass(frozen=True)
class _Cost:
    what: str
    amount: Decimal
    how: str = ""


@skill("budgeting")
def offer(talk: Talk) -> Offer | None:
    """Fits a message with a budget, its costs, and the question what remains."""
    text = talk.whole
    budget = _BUDGET.search(text[:600])
    if budget is None or len(text) > 600 or not _LEFT.search(text):
        return None
    costs = _costs(text, budget)
    return Offer(0.95, partial(_left, _amount(budget), costs, _currency(text)), whole=True) if costs else None


def _amount(match: re.Match[str]) -> Decimal:
    return Decimal(next(group for group in match.groups() if group).replace(",", ""))


def _currency(text: str) -> str:
    sign = _SIGNS.search(text)
    return sign[0] if sign else next((sign for word, sign in _WORDS.items() if re.search(rf"\b{word}s?\b", text, re.I)), "")


def _costs(text: str, budget: re.Match[str]) -> list[_Cost]:
    rest = text[: budget.start()] + ". " + text[budget.end() :]
    found: list[_Cost] = []
    for sentence in sentences(rest):
        for piece in re.split(r",? and (?=the |my |our |another |an? |\$|€|£|\d)|, ", sentence):
            if each := _EACH.search(piece):
                price, count = Decimal(each[1].replace(",", "")), number(each["n"]) or 1
                found.append(_Cost(_named(piece[: each.start()]), price * count, f"{count} × {shown(price)}"))
            elif plain := _COST.search(piece):
                value = plain[2] or plain[3]
                found.append(_Cost(_named(plain["what"] or plain["on"]), Decimal(value.replace(",", ""))))
    return found


def _named(words: str) -> str:
    return (
        re.sub(r"^(?:the|my|our|an?|and|another) |\b(?:costs?|is|are|for)\W*$", "", words.strip(), flags=re.I).strip() or "that"
    )


def _left(budget: Decimal, costs: list[_Cost], currency: str) -> Reply:
    spent = sum((cost.amount for cost in costs), Decimal(0))
    rest = budget - spent
    lines = [f"{cost.what}: {currency}{shown(cost.amount)}" + (f" ({cost.how})" if cost.how else "") for cost in costs]
    told = (
        f"**{currency}{shown(rest)}** is left of {currency}{shown(budget)}."
        if rest >= 0
        else f"It isn't enough: **{currency}{shown(-rest)}** is missing of {currency}{shown(spent)}."
    )
    return Reply(
        f"{told}\n\n{bullets(lines)}\n- together: {currency}{shown(spent)}",
        told.replace("**", ""),
        f"{currency}{shown(rest)}",
        (*lines, f"left: {currency}{shown(rest)}"),
        notes=(
            Note("Reading the costs", f"I found {len(costs)}: {'; '.join(lines)}."),
            Note("Subtracting", f"{shown(budget)} − {shown(spent)} = {shown(rest)}."),
        ),
        data={"budget": str(budget), "spent": str(spent), "left": str(rest)},
    )
