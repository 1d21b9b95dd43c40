"""The tools a request may offer the model, as data: one specification per capability, a card for each in the panel. Pure.

Specifications stand in workbench/kinds/, beside the presenters of the same capability. A tool that is on stands in
`Settings.tools`, ready to be sent; one that is off leaves its options in `Settings.tools_off`. Functions have a module of
their own (`workbench.functions`), secrets too (`workbench.mcp_servers`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    one: str = ""
    """What one of several is called, such as "server"; empty when a request takes one tool of this kind only."""
    order: int = 100


@dataclass(frozen=True)
class Card:
    """A tool in the panel."""

    spec: ToolSpec
    on: bool
    entries: tuple[tuple[Field, ...], ...]
    """The options of each tool of this kind: of one, or of several where the API takes several."""
    disabled: str
    """Why it can't be switched on now; empty when it can. One that is on may always be switched off."""


def cards(settings: Settings, specs: tuple[ToolSpec, ...]) -> tuple[Card, ...]:
    """A card for each specification (`registry.tools()`), in order."""
    return tuple(_card(settings, spec) for spec in sorted(specs, key=lambda spec: (spec.order, spec.label)))


def tools_of(settings: Settings, kind: str) -> tuple[dict[str, Any], ...]:
    """The tools of this kind as they would be sent, on or off; none when it was never touched."""
    return tuple(dict(tool) for tool in (*settings.tools, *settings.tools_off) if tool.get("type") == kind)


def is_on(settings: Settings, kind: str) -> bool:
    """True when the tool is sent."""
    return any(tool.get("type") == kind for tool in settings.tools)


def switch(settings: Settings, spec: ToolSpec, on: bool) -> Settings:
    """Offer the tool to the model, or don't; its options are kept."""
    return _with(settings, spec.kind, _entries(settings, spec), on)


def with_option(settings: Settings, spec: ToolSpec, key: str, value: Any, place: int = 0) -> Settings:
    """The settings with one option of a tool changed, of several the one at this place; on or off it stays as it was."""
    found = list(_entries(settings, spec))
    found[place] = spec.put(found[place], key, value)
    return _with(settings, spec.kind, found, is_on(settings, spec.kind))


def with_another(settings: Settings, spec: ToolSpec) -> Settings:
    """One more tool of this kind, beside those that are there."""
    found = (*_entries(settings, spec), {"type": spec.kind, **spec.first})
    return _with(settings, spec.kind, found, is_on(settings, spec.kind))


def without_one(settings: Settings, spec: ToolSpec, place: int) -> Settings:
    """One tool less of several."""
    found = [tool for number, tool in enumerate(_entries(settings, spec)) if number != place]
    return _with(settings, spec.kind, found, is_on(settings, spec.kind))


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
    entries = tuple(spec.fields(tool) for tool in _entries(settings, spec))
    return Card(spec, is_on(settings, spec.kind), entries, tool_rules.reason(spec.kind, settings))


def _entries(settings: Settings, spec: ToolSpec) -> tuple[dict[str, Any], ...]:
    """The tools of this kind; at first one with the options it begins with."""
    return tools_of(settings, spec.kind) or ({"type": spec.kind, **spec.first},)


def _with(settings: Settings, kind: str, found: Sequence[Wire], on: bool) -> Settings:
    """The settings with these tools of a kind and no others, where the first of them stood."""
    sent, parked = (found, ()) if on else ((), found)
    return replace(settings, tools=_spliced(settings.tools, kind, sent), tools_off=_spliced(settings.tools_off, kind, parked))


def _spliced(before: Sequence[Wire], kind: str, mine: Sequence[Wire]) -> tuple[Wire, ...]:
    """These tools with all of a kind replaced by `mine`."""
    place = next((number for number, tool in enumerate(before) if tool.get("type") == kind), len(before))
    kept = [tool for tool in before if tool.get("type") != kind]
    return (*kept[:place], *mine, *kept[place:])
