"""The functions a request declares: those of the toolbox and those typed in. Switches, modes, checks.

A function that is on stands in `Settings.tools`, one that was typed in and is off in `Settings.tools_off`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from workbench import schemas, toolbox
from workbench.inputs import FieldError
from workbench.settings import Settings

Mode = Literal["auto", "ask", "manual"]
MODES: dict[Mode, str] = {"auto": "Run automatically", "ask": "Ask first", "manual": "Answer by hand"}
NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_.-]{0,63}")
KEYS = ("type", "name", "description", "parameters", "short_description", "defer_loading")
EXAMPLE: dict[str, Any] = {
    "name": "book_table",
    "description": "Book a table in a restaurant.",
    "parameters": {
        "type": "object",
        "properties": {
            "restaurant": {"type": "string", "description": "Its name."},
            "people": {"type": "integer", "minimum": 1, "maximum": 12},
            "time": {"type": "string", "format": "date-time"},
        },
        "required": ["restaurant", "people"],
    },
}


@dataclass(frozen=True)
class Choice:
    """A function as a person sees it in the panel."""

    name: str
    label: str
    icon: str
    description: str
    parameters: dict[str, Any]
    returns: dict[str, Any]
    """The schema of its result; empty when unknown."""
    on: bool
    mode: Mode
    typed: bool
    """Typed in: nothing can run it, so it is always answered by hand."""
    delay_s: float = 0.0
    """Waits so long before it answers, for trials."""
    error: str = ""
    """Fails with this instead of running, for trials."""
    deferred: bool = False
    """Not shown to the model until Tool search finds it."""


def choices(settings: Settings) -> tuple[Choice, ...]:
    """Every function there is: the toolbox, then what was typed in."""
    on = {str(tool.get("name")): tool for tool in declarations(settings)}
    ours = toolbox.functions()
    typed = {name: tool for name, tool in {**_parked(settings), **on}.items() if name not in ours}
    shown = [_choice(settings, name, on.get(name, found.declaration()), name in on) for name, found in ours.items()]
    return (*shown, *(_choice(settings, name, tool, name in on) for name, tool in sorted(typed.items())))


def choice(settings: Settings, name: str) -> Choice | None:
    """One function, or None when nobody declared it."""
    return next((found for found in choices(settings) if found.name == name), None)


def declared(settings: Settings, name: str) -> dict[str, Any] | None:
    """A function as it was typed in, on or off; None for one of the toolbox and for one that nobody wrote."""
    return next((tool for tool in typed(settings) if tool["name"] == name), None)


def declarations(settings: Settings) -> tuple[Mapping[str, Any], ...]:
    """The function tools that are sent."""
    return tuple(tool for tool in settings.tools if tool.get("type") == "function")


def switch(settings: Settings, name: str, on: bool) -> Settings:
    """Declare a function to the model, or don't. One that was typed in is kept when it is off."""
    found = choice(settings, name)
    if found is None or found.on == on:
        return settings
    declared = _declaration(settings, name)
    without = _without(settings, name)
    if on:
        return replace(without, tools=(*without.tools, declared))
    return replace(without, tools_off=(*without.tools_off, declared)) if found.typed else without


def with_mode(settings: Settings, name: str, mode: Mode) -> Settings:
    """How calls of this function are answered."""
    return _with_options(settings, name, mode=mode)


def with_fault(settings: Settings, name: str, delay_s: float = 0.0, error: str = "") -> Settings:
    """Let this function be slow or fail, for a trial; zero and nothing end that."""
    return _with_options(settings, name, delay_s=max(0.0, delay_s), error=error)


def with_deferred(settings: Settings, name: str, deferred: bool) -> Settings:
    """Leave a function that is on to Tool search, or show it to the model at once."""
    changed = tuple(_deferred(tool, deferred) if _is(tool, name) else tool for tool in settings.tools)
    return replace(settings, tools=changed)


def define(settings: Settings, declaration: Mapping[str, Any], instead_of: str = "") -> Settings:
    """Add a function that was typed in, switched on, or change the one named `instead_of`. FieldError says what is wrong."""
    problems = check(declaration)
    name = "" if problems else str(declaration["name"])
    if not problems and name != instead_of and choice(settings, name) is not None:
        problems = (f"There is a function {name!r} already.",)
    if problems:
        raise FieldError(" ".join(problems))
    kept = {key: declaration[key] for key in KEYS if declaration.get(key) not in (None, "", False)}
    without = _without(settings, instead_of or name)
    return replace(without, tools=(*without.tools, {"type": "function", **kept}))


def remove(settings: Settings, name: str) -> Settings:
    """Forget a function that was typed in; one of the toolbox is only switched off."""
    options = {key: value for key, value in settings.function_options.items() if key != name}
    return replace(_without(settings, name), function_options=options)


def check(declaration: Any) -> tuple[str, ...]:
    """What is wrong with a declaration, one sentence each; empty when it can be sent."""
    if not isinstance(declaration, Mapping):
        return ("A function is a JSON object with name, description and parameters.",)
    found = [f"Unknown key {key!r}: only {', '.join(KEYS[1:])} may stand here." for key in declaration if key not in KEYS]
    name = declaration.get("name")
    if not isinstance(name, str) or not NAME.fullmatch(name):
        found.append("The name must begin with a letter or _ and have at most 64 letters, digits, _ . or -.")
    elif name in toolbox.functions():
        found.append(f"{name!r} is a function of the toolbox: choose another name.")
    texts = [key for key in ("description", "short_description") if not isinstance(declaration.get(key, ""), str)]
    found += [f"The {key.replace('_', ' ')} must be a text." for key in texts]
    if not isinstance(declaration.get("defer_loading", False), bool):
        found.append("defer_loading must be true or false.")
    return (*found, *_parameter_problems(declaration.get("parameters")))


def typed(settings: Settings) -> tuple[dict[str, Any], ...]:
    """The declarations that were typed in, on or off."""
    return tuple(_declaration(settings, found.name) for found in choices(settings) if found.typed)


def _parameter_problems(parameters: Any) -> tuple[str, ...]:
    if parameters is None:
        return ()
    if not isinstance(parameters, Mapping) or parameters.get("type", "object") != "object":
        return ("The parameters must be a JSON Schema of type object.",)
    empty = ("parameters.required may not be an empty list: leave it out.",) if parameters.get("required") == [] else ()
    wrong = schemas.problems_of_schema(parameters)
    return (*empty, *(f"parameters{error.path[1:]}: {error.message}" for error in wrong))


def _choice(settings: Settings, name: str, tool: Mapping[str, Any], on: bool) -> Choice:
    ours, options = toolbox.functions().get(name), settings.function_options.get(name, {})
    mode: Mode = options.get("mode") or (ours.mode if ours else "manual")
    return Choice(
        name, ours.label if ours else name, ours.icon if ours else ":material/function:", str(tool.get("description", "")),
        dict(tool.get("parameters") or {}), ours.returns if ours else {}, on, mode if ours else "manual", ours is None,
        float(options.get("delay_s", 0.0)), str(options.get("error", "")), tool.get("defer_loading") is True,
    )  # fmt: skip


def _parked(settings: Settings) -> dict[str, Mapping[str, Any]]:
    return {str(tool.get("name")): tool for tool in settings.tools_off if tool.get("type") == "function"}


def _declaration(settings: Settings, name: str) -> dict[str, Any]:
    ours = toolbox.functions().get(name)
    if ours:
        return ours.declaration()
    return dict(next(tool for tool in (*settings.tools, *settings.tools_off) if _is(tool, name)))


def _without(settings: Settings, name: str) -> Settings:
    tools = tuple(tool for tool in settings.tools if not _is(tool, name))
    return replace(settings, tools=tools, tools_off=tuple(tool for tool in settings.tools_off if not _is(tool, name)))


def _is(tool: Mapping[str, Any], name: str) -> bool:
    return tool.get("type") == "function" and tool.get("name") == name


def _deferred(tool: Mapping[str, Any], deferred: bool) -> dict[str, Any]:
    plain = {key: value for key, value in tool.items() if key != "defer_loading"}
    return {**plain, "defer_loading": True} if deferred else plain


def _with_options(settings: Settings, name: str, **options: Any) -> Settings:
    mine = {**settings.function_options.get(name, {}), **options}
    return replace(settings, function_options={**settings.function_options, name: mine})
