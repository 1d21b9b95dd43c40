"""How tools are used, as fields: which ones the model may or must call, and how far function calls go by themselves. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workbench import rules
from workbench.inputs import ChoiceField, Field, ListField, NumberField, Option
from workbench.settings import Settings

OPTIONS = (
    Option(None, "API default (auto)", "Not sent"),
    Option("auto", "Auto", "The model decides whether to call a tool"),
    Option("any", "Any", "The model must call a tool"),
    Option("none", "None", "The model may not call a tool"),
    Option("validated", "Validated", "The model decides; calls are made to follow their schemas"),
)
MODE, ALLOWED, ROUNDS, LIMIT = "tool_choice", "allowed_tools", "tool_rounds", "tool_timeout_s"
KEYS = (MODE, ALLOWED, ROUNDS, LIMIT)
UNSET = Settings()


def fields(settings: Settings) -> tuple[Field, ...]:
    """All of them."""
    mode, allowed = _parts(settings.tool_choice)
    off = "" if settings.tools or settings.tool_choice else "No tool is on."
    reason = rules.disabled_reason("tool_choice", settings) or off
    names = ", ".join(sorted(str(tool["name"]) for tool in settings.tools if tool.get("name")))
    about = f"Only these may be called; empty means all. On are: {names}." if names else "Only these may be called."
    return (
        ChoiceField(MODE, "Tool choice", "Whether the model may, must or must not call a tool.", reason, mode, None, OPTIONS),
        ListField(ALLOWED, "Allowed tools", about, reason, allowed, (), "Name of a function"),
        _number(settings, ROUNDS, "Rounds", "So many rounds of function results are sent before you are asked.", 50),
        _number(settings, LIMIT, "Time limit", "Seconds that a function may take before it is ended.", 600),
    )


def with_value(settings: Settings, key: str, value: Any) -> Settings:
    """The settings with one of them changed."""
    if key == ROUNDS:
        return replace(settings, tool_rounds=UNSET.tool_rounds if value is None else max(1, int(value)))
    if key == LIMIT:
        return replace(settings, tool_timeout_s=UNSET.tool_timeout_s if value is None else max(1.0, float(value)))
    mode, allowed = _parts(settings.tool_choice)
    if key == MODE:
        mode = value or None
    else:
        allowed = tuple(text for text in (value or ()) if text)
    return replace(settings, tool_choice={ALLOWED: {"mode": mode or "auto", "tools": list(allowed)}} if allowed else mode)


def _number(settings: Settings, key: str, label: str, about: str, most: int) -> NumberField:
    return NumberField(key, label, about, "", getattr(settings, key), getattr(UNSET, key), 1, most, 1, whole=True)


def _parts(asked: Any) -> tuple[str | None, tuple[str, ...]]:
    if not isinstance(asked, Mapping):
        return (asked if isinstance(asked, str) else None), ()
    inner = asked.get(ALLOWED)
    given = inner if isinstance(inner, Mapping) else {}
    names = given.get("tools")
    mode = given.get("mode")
    return (mode if isinstance(mode, str) else None), tuple(str(n) for n in names) if isinstance(names, list | tuple) else ()
