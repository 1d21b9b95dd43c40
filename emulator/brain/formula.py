"""What a formula is: a figure with its name, the quantities it needs, the words that stand beside them, and its working.

Data types only; the formulas stand in `formulas`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

Values = Mapping[str, Decimal]


@dataclass(frozen=True)
class Quantity:
    """A number that a formula needs, and how one recognises it in a message."""

    key: str
    label: str
    """As it is asked for: "the customers at the start"."""
    near: str
    """A pattern of the words right before or after the number."""
    unit: str = ""
    """A pattern of what must follow the number, such as "%" or "kg"."""
    default: Decimal | None = None


@dataclass(frozen=True)
class Formula:
    """A figure, what it is called, what it needs and how it is worked out."""

    name: str
    asked: re.Pattern[str]
    needs: tuple[Quantity, ...]
    work: Callable[[Values], Decimal]
    spelled: str
    """The formula with the keys in braces."""
    unit: str = ""
    """After the result; "$" takes the currency of the message."""
    meaning: str = ""
