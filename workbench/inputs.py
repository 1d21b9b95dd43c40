"""The closed union of what a person can set: fields with label, help, value, default and the reason why one is disabled.

Frozen, plain values. `components.fields` draws them in one match; nothing in here knows a widget.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class _Common:
    key: str
    """The setting's name; `with_value` takes it."""
    label: str
    help: str
    disabled: str
    """Why it can't be changed now; empty when it can."""


@dataclass(frozen=True)
class Option:
    """One choice. `value` None means: not sent, the API decides."""

    value: str | None
    label: str
    about: str = ""
    group: str = ""


@dataclass(frozen=True)
class TextField(_Common):
    """Free text, on one line or several."""

    value: str
    default: str
    multiline: bool = False
    placeholder: str = ""


@dataclass(frozen=True)
class NumberField(_Common):
    """A number, or None for: not sent."""

    value: float | int | None
    default: float | int | None
    minimum: float
    maximum: float
    step: float
    whole: bool = False
    placeholder: str = ""


@dataclass(frozen=True)
class ChoiceField(_Common):
    """One of several. `open` means that a value not on the list may be typed."""

    value: str | None
    default: str | None
    options: tuple[Option, ...]
    open: bool = False


@dataclass(frozen=True)
class ToggleField(_Common):
    """On or off."""

    value: bool
    default: bool


@dataclass(frozen=True)
class JsonField(_Common):
    """JSON, edited as text; empty text means: not sent."""

    value: str
    default: str
    placeholder: str = ""


@dataclass(frozen=True)
class ListField(_Common):
    """Short texts."""

    value: tuple[str, ...]
    default: tuple[str, ...]
    placeholder: str = ""
    prefix: str = ""
    """What each of them begins with: kept, but not worth showing."""


Field = TextField | NumberField | ChoiceField | ToggleField | JsonField | ListField
Value = str | float | int | bool | tuple[str, ...] | None


@dataclass(frozen=True)
class Group:
    """Fields that belong together."""

    key: str
    label: str
    icon: str
    fields: tuple[Field, ...]

    @property
    def changed(self) -> int:
        """How many of them differ from their default."""
        return sum(differs(field) for field in self.fields)


class FieldError(ValueError):
    """A value that a field can't take, in words for the person who typed it."""


def differs(field: Field) -> bool:
    """True when the field isn't at its default: what the dot in the panel shows."""
    value: Any = field.value
    return bool(value != field.default)
