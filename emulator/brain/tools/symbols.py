"""Numbers with a unit's sign beside them, as engineers write them: "100 µF", "300K", "5 J/K", "2.5 kΩ".

Reads a sign only for an argument whose name or description names its unit: elsewhere K is a thousand and C a temperature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.brain.tools import values, words
from emulator.brain.tools.slots import Bid, Slot

_SIGNS = {
    words.stem(name): sign
    for name, sign in (
        pair.split(":")
        for pair in (
            "coulomb:C coulombs:C farad:F farads:F henry:H henries:H kelvin:K volt:V volts:V voltage:V ampere:A amperes:A amps:A"
            " ohm:Ω ohms:Ω newton:N newtons:N joule:J joules:J watt:W watts:W pascal:Pa pascals:Pa hertz:Hz"
            " tesla:T teslas:T mole:mol moles:mol"
        ).split()
    )
}
_PREFIXES = {"p": 1e-12, "n": 1e-9, "µ": 1e-6, "μ": 1e-6, "u": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9}
_COMPOUND = re.compile(r"(?<![\w/])[A-Za-z]{1,4}(?:/[A-Za-z]{1,4}){1,2}[²³]?(?![\w/])")
_NUMBER = r"(?<![\w.])(-?\d{1,15}(?:\.\d{1,15})?(?:e[+-]?\d{1,3})?)\s?"
_SCORE = 4.9


def bids(slot: Slot, text: str) -> Iterator[Bid]:
    """The numbers that carry the sign of an argument's own unit."""
    about = f"{' '.join(slot.parts)} {slot.about[:200]}"
    signs = [sign for word in words.content(about) if (sign := _SIGNS.get(word))]
    text = text[: values.LONGEST]
    for sign in dict.fromkeys(signs):
        for match in re.finditer(rf"{_NUMBER}([pnµμumkMG]?){sign}(?![\w/])", text):
            yield Bid(_SCORE, slot, _scaled(match[1], _PREFIXES.get(match[2], 1)), match.span())
    for unit in _COMPOUND.findall(about):
        yield from (
            Bid(_SCORE, slot, _scaled(match[1], 1), match.span())
            for match in re.finditer(rf"{_NUMBER}{re.escape(unit)}(?![\w/])", text)
        )


def _scaled(digits: str, by: float) -> float | int:
    value = float(f"{float(digits) * by:.12g}")
    return int(value) if value == int(value) else value
