"""Growth: by how much a figure went up or down, and what becomes of it when it goes on by so many percent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill

_SCALES = {
    "thousand": 10**3, "k": 10**3, "million": 10**6, "mio": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12,
}  # fmt: skip
_SIZE = rf"(?:\s?({'|'.join(sorted(_SCALES, key=len, reverse=True))})\b)?"
_FIGURE = rf"([$€£₹¥])?\s?(\d{{1,15}}(?:,\d{{3}})*(?:\.\d{{1,6}})?)(?![\d,.]*\d|\s?%|\s?percent){_SIZE}"
_GAP = r"[^\d$€£₹¥]{0,40}?"
_FROM_TO = re.compile(rf"\bfrom\b{_GAP}{_FIGURE}{_GAP}\bto\b{_GAP}{_FIGURE}", re.I)
_NOW_BEFORE = re.compile(rf"{_FIGURE}{_GAP}\b(?:up|down|compared (?:with|to)|against|versus|vs|after)\b{_GAP}{_FIGURE}", re.I)
_THEN_NOW = re.compile(rf"{_FIGURE}{_GAP}\b(?:and now|now|and then|then)\b{_GAP}{_FIGURE}", re.I)
_LAST_THIS = re.compile(rf"{_FIGURE}{_GAP}\b(?:last|previous) \w+{_GAP}{_FIGURE}{_GAP}\b(?:this|now|today)\b", re.I)
_ASKED = re.compile(
    r"\b(?:growth|grow|grew|grown|increased?|decreased?|changed?|rise|rose|drop(?:ped)?|fell|fall|decline|percent\w*)\b|%", re.I
)
_QUESTION = re.compile(r"\b(?:what|how|calculate|compute|work out|by)\b|\?", re.I)
_FURTHER = re.compile(
    r"\b(?P<way>grows?|rises?|increases?|goes up|falls?|drops?|decreases?|shrinks?|goes down)\b\D{0,20}"
    r"(?P<rate>\d{1,4}(?:\.\d{1,3})?)\s?(?:%|percent|per cent)",
    re.I,
)
_DOWN = re.compile(r"fall|drop|decrease|shrink|down", re.I)
LONGEST = 300
"""Characters of a question on growth."""


@dataclass(frozen=True)
class Figure:
    """A number as it was written: with its currency and its scale."""

    value: Decimal
    currency: str = ""
    scale: str = ""

    def changed_by(self, rate: Decimal) -> Figure:
        """What becomes of it by so many per cent, in the same words."""
        return replace(self, value=self.value * (1 + rate / 100))

    @property
    def whole(self) -> Decimal:
        """The value without its scale word."""
        return self.value * _SCALES.get(self.scale.lower(), 1)

    def __str__(self) -> str:
        places = Decimal("0.0001" if self.scale else "0.01")
        shown = f"{self.value.quantize(places):,f}".rstrip("0").rstrip(".")
        return f"{self.currency}{shown}{' ' if len(self.scale) > 2 else ''}{self.scale}"


@skill("growth")
def offer(talk: Talk) -> Offer | None:
    """Fits two figures of which the change is asked for, and a rate by which the last figure goes on."""
    text = talk.gist
    if len(text) > LONGEST:
        return None
    pair = _pair(text)
    if pair and pair[0].value and _ASKED.search(text) and _QUESTION.search(text):
        return Offer(0.94, lambda: _change(*pair))
    further = _FURTHER.search(text)
    last = _last_figure(talk) if further and not pair else None
    if further and last:
        return Offer(0.94, lambda: _goes_on(last, _rate(further)))
    return None


def _pair(text: str) -> tuple[Figure, Figure] | None:
    """The figure before and the one after."""
    for pattern, is_reversed in ((_FROM_TO, False), (_NOW_BEFORE, True), (_THEN_NOW, False), (_LAST_THIS, False)):
        if match := pattern.search(text):
            first, second = _figures(match)
            return (second, first) if is_reversed else (first, second)
    return None


def _figures(match: re.Match[str]) -> tuple[Figure, Figure]:
    """Both figures; where only one names its currency or scale, it holds for both."""
    currency, scale = match[1] or match[4] or "", match[3] or match[6] or ""
    first, second = (Decimal(match[group].replace(",", "")) for group in (2, 5))
    return Figure(first, match[1] or currency, match[3] or scale), Figure(second, match[4] or currency, match[6] or scale)


def _last_figure(talk: Talk) -> Figure | None:
    """The figure that the last question on growth ended with, after the rates that were asked for since."""
    figure: Figure | None = None
    for said in talk.past[-6:]:
        pair, further = _pair(said.said), _FURTHER.search(said.said)
        if pair:
            figure = pair[1]
        elif further and figure:
            figure = figure.changed_by(_rate(further))
    return figure


def _rate(further: re.Match[str]) -> Decimal:
    """Per cent; less than nothing where it goes down."""
    return Decimal(further["rate"]) * (-1 if _DOWN.search(further["way"]) else 1)


def _change(before: Figure, after: Figure) -> Reply:
    rate = (after.whole - before.whole) / before.whole * 100
    shown = f"{abs(rate):.2f}".rstrip("0").rstrip(".") + " %"
    kind = "an increase" if rate > 0 else "a decrease" if rate < 0 else "no change"
    text = f"From {before} to {after} is {kind} of **{shown}**." if rate else f"From {before} to {after} is no change."
    sum_ = f"({after.whole:,f} - {before.whole:,f}) / {before.whole:,f} × 100 = {rate:.2f}"
    notes = (Note("Comparing the two figures", f"The change is measured against the first one: {sum_}."),)
    return Reply(text, f"{shown}.", shown, notes=notes, data={"change_percent": float(round(rate, 4))})


def _goes_on(last: Figure, rate: Decimal) -> Reply:
    value = last.changed_by(rate)
    way = "more" if rate >= 0 else "less"
    text = f"{abs(rate)} % {way} than {last} is **{value}**."
    notes = (Note("Going on from the last figure", f"{last} × {1 + rate / 100} = {value}."),)
    return Reply(text, f"{value}.", str(value), notes=notes, data={"value": float(value.whole)})
