"""A price with a percentage added or taken off: tax, tip, discount, interest.

Computes exactly, in decimals; rounds only what is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Bill:
    """An amount and a percentage that is added to it or taken off."""

    amount: Decimal
    rate: Decimal
    what: str
    sign: str
    unit: str

    @property
    def down(self) -> bool:
        """Whether the percentage is taken off."""
        return self.what in {"discount", "decrease", "reduction"}

    @property
    def extra(self) -> Decimal:
        """What the percentage amounts to."""
        return self.amount * self.rate / 100

    @property
    def total(self) -> Decimal:
        """The amount with the percentage."""
        return self.amount - self.extra if self.down else self.amount + self.extra

    def money(self, value: Decimal) -> str:
        """A sum in the bill's currency."""
        return f"{self.sign}{cents(value)}{' ' + self.unit if self.unit and not self.sign else ''}"


def cents(value: Decimal) -> str:
    """A sum with two decimals."""
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"
