"""Which settings a turn changes against its parent. The API inherits none of them, so the reader is told. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench import catalog, reading, rules
from workbench.settings import Settings


@dataclass(frozen=True)
class Change:
    """One setting that differs, both values in words."""

    label: str
    before: str
    after: str


def changes(parent_settings: Settings, settings: Settings) -> list[Change]:
    """The differences as they are sent: what an agent or a model ignores anyway doesn't count."""
    before, after = rules.effective(parent_settings).settings, rules.effective(settings).settings
    found = [Change(label, show(before), show(after)) for label, show in _SHOWN]
    return [change for change in found if change.before != change.after]


def _plain(option: str, unset: str = "default") -> Callable[[Settings], str]:
    def show(settings: Settings) -> str:
        value = getattr(settings, option)
        return unset if value in (None, "", ()) else f"{value:g}" if isinstance(value, float) else str(value)

    return show


def _switch(option: str) -> Callable[[Settings], str]:
    return lambda settings: "on" if getattr(settings, option) else "off"


def _target(settings: Settings) -> str:
    return catalog.entry(settings.agent or settings.model).name


def _history(settings: Settings) -> str:
    return "kept by the server" if settings.history == "server" else "sent again"


def _sequences(settings: Settings) -> str:
    return ", ".join(repr(sequence) for sequence in settings.stop_sequences) or "none"


def _tools(settings: Settings) -> str:
    return "\n".join(_tool(tool) for tool in settings.tools) or "none"


def _tool(tool: Mapping[str, Any]) -> str:
    kind = str(tool.get("type"))
    if kind == "function":
        parameters = reading.mapping(reading.mapping(tool.get("parameters")).get("properties"))
        return f"function {tool.get('name')}({', '.join(parameters)})"
    options = {key: value for key, value in tool.items() if key != "type" and value not in (None, "", [], {})}
    name = options.pop("name", None) or options.pop("server_label", None)
    return " ".join([kind, *([str(name)] if name else []), *([f"{options}"] if options else [])])


_SHOWN: tuple[tuple[str, Callable[[Settings], str]], ...] = (
    ("Model", _target),
    ("Thinking level", _plain("thinking_level")),
    ("Thought summaries", _plain("thinking_summaries", "off")),
    ("System instruction", _plain("system_instruction", "none")),
    ("Tools", _tools),
    ("Tool choice", _plain("tool_choice", "auto")),
    ("Response format", _plain("response_format", "free text")),
    ("History", _history),
    ("Store", _switch("store")),
    ("Streaming", _switch("stream")),
    ("Background", _switch("background")),
    ("Temperature", _plain("temperature")),
    ("Top P", _plain("top_p")),
    ("Max output tokens", _plain("max_output_tokens")),
    ("Seed", _plain("seed")),
    ("Stop sequences", _sequences),
    ("Service tier", _plain("service_tier", "standard")),
)
