"""The settings panel as data: which fields there are, in which groups, and what a changed value does to the settings.

Pure. How a field looks is for `components.fields`; what may not be combined is for `workbench.rules`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workbench import catalog, rules, tool_choice
from workbench.inputs import (
    ChoiceField,
    Field,
    FieldError,
    Group,
    JsonField,
    ListField,
    NumberField,
    Option,
    TextField,
    ToggleField,
    Value,
    differs,
)
from workbench.settings import Connection, Settings

__all__ = [
    "ChoiceField",
    "Field",
    "FieldError",
    "Group",
    "JsonField",
    "ListField",
    "NumberField",
    "Option",
    "TextField",
    "ToggleField",
    "Value",
    "differs",
    "settings_fields",
    "with_value",
]

DEFAULTS = Settings()
WHOLE = frozenset({"max_output_tokens", "seed"})
FRACTIONS = frozenset({"temperature", "top_p"})
TOGGLES = frozenset({"store", "stream", "background"})
OPTIONAL = frozenset({"thinking_level", "thinking_summaries", "service_tier"})
JSON = frozenset({"response_format"})
SCHEMA_EXAMPLE = '{"type": "text", "mime_type": "application/json", "schema": {"type": "object", "properties": {}}}'


def settings_fields(settings: Settings, connection: Connection) -> tuple[Group, ...]:
    """All groups of the panel, for these settings. `connection` is there for options that depend on the server."""
    sent = rules.effective(settings).settings
    return (
        Group("model", "Model", ":material/neurology:", (_model(settings), _instruction(settings))),
        Group("thinking", "Thinking", ":material/psychology:", (_level(settings, sent), _summaries(settings, sent))),
        Group("state", "State", ":material/database:", (_history(sent), *_switches(settings, sent))),
        Group("output", "Output", ":material/output:", (_most_tokens(settings), _format(settings), _stops(settings))),
        Group("tool_use", "Tool use", ":material/rule_settings:", tool_choice.fields(settings)),
        Group("advanced", "Advanced", ":material/tune:", (*_sampling(settings), _tier(settings))),
    )


def with_value(settings: Settings, key: str, value: Any) -> Settings:
    """The settings with one field changed. FieldError says in plain words what is wrong with a value."""
    if key == "model":
        return _with_target(settings, str(value or DEFAULTS.model))
    if key in tool_choice.KEYS:
        return tool_choice.with_value(settings, key, value)
    if key not in {*WHOLE, *FRACTIONS, *TOGGLES, *OPTIONAL, *JSON, "system_instruction", "history", "stop_sequences"}:
        raise KeyError(f"There is no field {key!r}.")
    changed: dict[str, Any] = {key: _taken(key, value)}
    return replace(settings, **changed)


def _with_target(settings: Settings, target: str) -> Settings:
    is_agent = catalog.is_known_agent(target)
    return replace(settings, agent=target) if is_agent else replace(settings, model=target, agent="")


def _taken(key: str, value: Any) -> Any:
    if key in JSON:
        return _parsed(value)
    if key in WHOLE:
        return None if value is None else int(value)
    if key in FRACTIONS:
        return None if value is None else float(value)
    if key in TOGGLES:
        return bool(value)
    if key == "stop_sequences":
        return tuple(text for text in (value or ()) if text)
    if key == "history":
        return "resend" if value == "resend" else "server"
    return (value or None) if key in OPTIONAL else str(value or "")


def _parsed(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not value.strip():
        return None
    try:
        return json.loads(value)
    except ValueError as error:
        raise FieldError(f"This is not JSON: {error}.") from error


def _reason(key: str, settings: Settings) -> str:
    return rules.disabled_reason(key, settings) or ""


def _model(settings: Settings) -> ChoiceField:
    known = [
        Option(entry.id, entry.name, entry.about, catalog.GROUPS[entry.group]) for entry in (*catalog.models(), *catalog.agents())
    ]
    chosen = settings.agent or settings.model
    other = [] if chosen in {option.value for option in known} else [Option(chosen, chosen, "", "Typed in")]
    text = "What answers. Agents work on their own for longer and choose their generation options themselves."
    return ChoiceField("model", "Model or agent", text, "", chosen, DEFAULTS.model, (*other, *known), open=True)


def _instruction(settings: Settings) -> TextField:
    text = "Sent with every turn: the API doesn't inherit it from the turn before."
    hint = "You are a patient teacher. Answer in three sentences."
    reason = _reason("system_instruction", settings)
    return TextField("system_instruction", "System instruction", text, reason, settings.system_instruction, "", True, hint)


def _level(settings: Settings, sent: Settings) -> ChoiceField:
    levels = catalog.thinking_levels(settings.model)
    unset = Option(None, f"Model's default ({levels.default})" if levels.default else "Model's default")
    options = (unset, *(Option(level, level.capitalize()) for level in levels.levels))
    text = "How much the model thinks before it answers. Thoughts are billed as output. They can't be switched off."
    reason = _reason("thinking_level", settings)
    return ChoiceField("thinking_level", "Thinking level", text, reason, sent.thinking_level, None, options)


def _summaries(settings: Settings, sent: Settings) -> ChoiceField:
    words = {"auto": "Shown", "none": "Not shown"}
    named = tuple(Option(value, words.get(value, value)) for value in catalog.thinking_summaries())
    value = sent.thinking_summaries
    options = named if value is not None else (*named, Option(None, "Not sent"))
    reason = _reason("thinking_summaries", settings)
    text = "Whether the model's thoughts come with summaries. Without them a thought is a signature only."
    return ChoiceField("thinking_summaries", "Thought summaries", text, reason, value, DEFAULTS.thinking_summaries, options)


def _history(sent: Settings) -> ChoiceField:
    options = (
        Option("server", "Kept by the server", "Only the new prompt is sent, with the id of the interaction before."),
        Option("resend", "Sent again", "Every earlier step is sent again, word for word, signatures included."),
    )
    text = "How the model learns what was said before."
    return ChoiceField("history", "History", text, _reason("history", sent), sent.history, DEFAULTS.history, options)


def _switches(settings: Settings, sent: Settings) -> tuple[ToggleField, ...]:
    texts = {
        "store": ("Store", "The server keeps the interaction: one day on the free tier, 55 days on the paid one."),
        "stream": ("Stream", "The answer comes while it is written."),
        "background": ("Background", "The server works on even when nobody listens; for long tasks."),
    }
    return tuple(
        ToggleField(key, label, text, _reason(key, settings), getattr(sent, key), getattr(DEFAULTS, key))
        for key, (label, text) in texts.items()
    )


def _number(settings: Settings, key: str, label: str, text: str, low: float, high: float, step: float) -> NumberField:
    whole, value, default = key in WHOLE, getattr(settings, key), getattr(DEFAULTS, key)
    return NumberField(key, label, text, _reason(key, settings), value, default, low, high, step, whole, "API default")


def _most_tokens(settings: Settings) -> NumberField:
    text = "The answer ends as incomplete when it would get longer; thoughts count too."
    return _number(settings, "max_output_tokens", "Max output tokens", text, 1, rules.MOST_TOKENS, 1)


def _sampling(settings: Settings) -> tuple[NumberField, ...]:
    warmth = "Higher is more varied. Deprecated for Gemini 3 and later: better left unset."
    top_p = "Only the likeliest tokens up to this total probability. Deprecated for Gemini 3 and later."
    seed = "The same seed makes answers more alike from one time to the next."
    return (
        _number(settings, "temperature", "Temperature", warmth, 0.0, 2.0, 0.1),
        _number(settings, "top_p", "Top P", top_p, 0.0, 1.0, 0.05),
        _number(settings, "seed", "Seed", seed, -(2**31), 2**31 - 1, 1),
    )


def _stops(settings: Settings) -> ListField:
    text, reason = "The answer ends before any of these texts.", _reason("stop_sequences", settings)
    return ListField("stop_sequences", "Stop sequences", text, reason, settings.stop_sequences, (), "Add a text")


def _format(settings: Settings) -> JsonField:
    text = "A response format or a JSON Schema: the answer is then JSON of that shape."
    value, reason = _json_text(settings.response_format), _reason("response_format", settings)
    return JsonField("response_format", "Response format", text, reason, value, "", SCHEMA_EXAMPLE)


def _tier(settings: Settings) -> ChoiceField:
    abouts = {"flex": "About half the price, slower, may be refused when busy", "priority": "Faster at a higher price"}
    unset = Option(None, "Standard", "What the API does when none is asked for")
    named = tuple(Option(t, t.capitalize(), abouts.get(t, "")) for t in catalog.service_tiers() if t != "standard")
    text, reason = "What the answer costs and how soon it comes.", _reason("service_tier", settings)
    return ChoiceField("service_tier", "Service tier", text, reason, settings.service_tier, None, (unset, *named))


def _json_text(value: Any) -> str:
    return "" if value is None else json.dumps(_thawed(value), indent=2, ensure_ascii=False)


def _thawed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _thawed(item) for key, item in value.items()}
    return [_thawed(item) for item in value] if isinstance(value, list | tuple) else value
