"""The tools a request may offer the model, as data: one specification per capability, a card for each in the panel. Pure.

Specifications stand in workbench/kinds/, beside the presenters of the same capability. A tool that is on stands in
`Settings.tools`, ready to be sent; one that is off leaves its options in `Settings.tools_off`. Functions have a module of
their own (`workbench.functions`), secrets too (`workbench.mcp_servers`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from workbench import tool_rules
from workbench.inputs import ChoiceField, Field, ListField, NumberField, Option, TextField, ToggleField
from workbench.settings import Settings

Wire = Mapping[str, Any]


def _no_fields(tool: Wire) -> tuple[Field, ...]:
    return ()


def put(tool: Wire, key: str, value: Any) -> dict[str, Any]:
    """The tool with one option set; an empty value or a switch that is off takes it out, and the API's default holds."""
    rest = {name: given for name, given in tool.items() if name != key}
    plain = list(value) if isinstance(value, tuple) else value
    return rest if plain is None or plain is False or plain in ("", []) else {**rest, key: plain}


@dataclass(frozen=True)
class ToolSpec:
    """One capability, as a person switches it on."""

    kind: str
    """The tool's `type` on the wire."""
    label: str
    icon: str
    about: str
    fields: Callable[[Wire], tuple[Field, ...]] = _no_fields
    """Its options, each keyed by its name on the wire, with the values that this tool has."""
    put: Callable[[Wire, str, Any], dict[str, Any]] = put
    """What a changed option makes of the tool. FieldError says in words what is wrong with a value."""
    first: Wire = field(default_factory=dict)
    """Options it is switched on with for the first time."""
    order: int = 100


@dataclass(frozen=True)
class Card:
    """A tool in the panel."""

    spec: ToolSpec
    on: bool
    fields: tuple[Field, ...]
    disabled: str
    """Why it can't be switched on now; empty when it can. One that is on may always be switched off."""


def cards(settings: Settings, specs: tuple[ToolSpec, ...]) -> tuple[Card, ...]:
    """A card for each specification (`registry.tools()`), in order."""
    return tuple(_card(settings, spec) for spec in sorted(specs, key=lambda spec: (spec.order, spec.label)))


def tool_of(settings: Settings, kind: str) -> dict[str, Any] | None:
    """The tool of this kind as it would be sent, on or off; None when it was never touched."""
    return next((dict(tool) for tool in (*settings.tools, *settings.tools_off) if tool.get("type") == kind), None)


def is_on(settings: Settings, kind: str) -> bool:
    """True when the tool is sent."""
    return any(tool.get("type") == kind for tool in settings.tools)


def switch(settings: Settings, spec: ToolSpec, on: bool) -> Settings:
    """Offer the tool to the model, or don't; its options are kept."""
    tool = tool_of(settings, spec.kind) or {"type": spec.kind, **spec.first}
    rest = _without(settings, spec.kind)
    return replace(rest, tools=(*rest.tools, tool)) if on else replace(rest, tools_off=(*rest.tools_off, tool))


def with_option(settings: Settings, spec: ToolSpec, key: str, value: Any) -> Settings:
    """The settings with one option of a tool changed; on or off it stays as it was."""
    tool = spec.put(tool_of(settings, spec.kind) or {"type": spec.kind, **spec.first}, key, value)
    on, rest = is_on(settings, spec.kind), _without(settings, spec.kind)
    return replace(rest, tools=(*rest.tools, tool)) if on else replace(rest, tools_off=(*rest.tools_off, tool))


def text(tool: Wire, key: str, label: str, about: str, placeholder: str = "", multiline: bool = False) -> TextField:
    """A text option."""
    return TextField(key, label, about, "", str(tool.get(key) or ""), "", multiline, placeholder)


def texts(tool: Wire, key: str, label: str, about: str, placeholder: str = "") -> ListField:
    """A list of short texts."""
    given = tool.get(key)
    shown = tuple(str(item) for item in given) if isinstance(given, list | tuple) else ()
    return ListField(key, label, about, "", shown, (), placeholder)


def toggle(tool: Wire, key: str, label: str, about: str) -> ToggleField:
    """A switch that is off unless chosen."""
    return ToggleField(key, label, about, "", bool(tool.get(key)), False)


def number(tool: Wire, key: str, label: str, about: str, low: float, high: float, *, whole: bool = False) -> NumberField:
    """A number between two limits, or none."""
    given = tool.get(key)
    value = given if isinstance(given, int | float) and not isinstance(given, bool) else None
    return NumberField(key, label, about, "", value, None, low, high, 1 if whole else 0.0001, whole, "API default")


def choice(tool: Wire, key: str, label: str, about: str, options: tuple[Option, ...]) -> ChoiceField:
    """One of several."""
    given = tool.get(key)
    return ChoiceField(key, label, about, "", str(given) if given else None, None, options)


def _card(settings: Settings, spec: ToolSpec) -> Card:
    tool, on = tool_of(settings, spec.kind) or {"type": spec.kind, **spec.first}, is_on(settings, spec.kind)
    return Card(spec, on, spec.fields(tool), tool_rules.reason(spec.kind, settings))


def _without(settings: Settings, kind: str) -> Settings:
    tools = tuple(tool for tool in settings.tools if tool.get("type") != kind)
    return replace(settings, tools=tools, tools_off=tuple(tool for tool in settings.tools_off if tool.get("type") != kind))
