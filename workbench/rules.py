"""Combinations that the API refuses, and what Stepwise does about each: disable, set right by itself, warn, or block.

Every reason is a plain sentence for the person who chose. Pure; the API itself remains the judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from workbench import catalog, tool_rules
from workbench.settings import Connection, Settings
from workbench.tool_rules import BUILT_IN

GENERATION = ("thinking_level", "temperature", "top_p", "max_output_tokens", "seed", "stop_sequences", "tool_choice")
FOREGROUND_TOKENS = 65_536
MOST_TOKENS = 1_048_576


@dataclass(frozen=True)
class Rule:
    """Something that is wrong with the settings, at one option."""

    option: str
    """The key of the setting it concerns; "connection" and "tools" included."""
    severity: Literal["block", "hint"]
    """block: sending would surely be refused; hint: it works, but not quite as set."""
    message: str


@dataclass(frozen=True)
class Effective:
    """The settings as they are sent, and a sentence for each change made to them."""

    settings: Settings
    notes: tuple[str, ...] = ()


def problems(settings: Settings, connection: Connection) -> list[Rule]:
    """Everything to say about these settings, what blocks first."""
    found = [rule for check in _CHECKS for rule in check(settings, connection)]
    set_right = [Rule(option, "hint", message) for option, message, _ in _corrections(settings) if message]
    return sorted([*found, *set_right], key=lambda rule: rule.severity != "block")


def blocked(settings: Settings, connection: Connection) -> str | None:
    """Why nothing can be sent, or None."""
    return next((rule.message for rule in problems(settings, connection) if rule.severity == "block"), None)


def disabled_reason(option: str, settings: Settings) -> str | None:
    """Why this option can't be chosen now, or None when it can."""
    reasons = (_agent_reason, _model_reason, _state_reason)
    return next((reason for find in reasons if (reason := find(option, settings))), None)


def effective(settings: Settings) -> Effective:
    """What is really sent: options that can't be had are left out or set right, each with a note."""
    found = _corrections(settings)
    changed = replace(settings, **{option: value for option, _, value in found})
    return Effective(changed, tuple(message for _, message, _ in found if message))


Correction = tuple[str, str, Any]


def _corrections(settings: Settings) -> list[Correction]:
    """Option, reason (empty: not worth a word), value sent instead; only where the chosen value would be refused."""
    unset = Settings(history="resend", background=False)
    found: list[Correction] = []
    for option in (*GENERATION, "thinking_summaries", "response_format", "background", "history"):
        reason = disabled_reason(option, settings)
        wanted = True if option == "background" and _always_background(settings) else _without(option, unset)
        if reason and getattr(settings, option) != wanted:
            found.append((option, "" if _is_default(option, settings) else reason, wanted))
    if not disabled_reason("thinking_level", settings) and settings.thinking_level is not None:
        levels = catalog.thinking_levels(settings.model).levels
        if settings.thinking_level not in levels:
            found.append(("thinking_level", _level_reason(settings), None))
    return found


def _without(option: str, unset: Settings) -> Any:
    return None if option == "thinking_summaries" else getattr(unset, option)


def _is_default(option: str, settings: Settings) -> bool:
    """True for what nobody chose: setting it right is no news. That history can't be kept is, always."""
    return option != "history" and getattr(settings, option) == getattr(Settings(), option)


def _always_background(settings: Settings) -> bool:
    return catalog.is_deep_research(settings.agent)


def _agent_reason(option: str, settings: Settings) -> str | None:
    if not settings.agent:
        return None
    research = catalog.is_deep_research(settings.agent)
    if option in GENERATION:
        return "Agents choose their own generation options, so this isn't sent."
    if option == "thinking_summaries" and not research:
        return "This agent has no option for thought summaries."
    if option == "response_format":
        return "Agents can't be given a response format."
    if research and option == "background":
        return "Deep Research always runs in the background."
    if research and option == "store" and settings.store:
        return "Deep Research runs in the background, so it must be stored."
    return None


def _model_reason(option: str, settings: Settings) -> str | None:
    if settings.agent or option not in ("thinking_level", "thinking_summaries"):
        return None
    thinks = catalog.thinking_levels(settings.model).levels
    return None if thinks else f"{catalog.entry(settings.model).name} doesn't think before it answers."


def _state_reason(option: str, settings: Settings) -> str | None:
    if settings.store:
        return None
    if option == "background":
        return "Store is off: the server would have nowhere to keep a background answer."
    if option == "history":
        return "Store is off: the server keeps nothing to continue from, so every step is sent again."
    return None


def _level_reason(settings: Settings) -> str:
    levels = catalog.thinking_levels(settings.model)
    default = f" The model's default, {levels.default}, holds." if levels.default else ""
    offered = ", ".join(levels.levels)
    return f"{catalog.entry(settings.model).name} has no thinking level {settings.thinking_level!r}, only {offered}.{default}"


def _connection(settings: Settings, connection: Connection) -> Iterator[Rule]:
    if connection.mode != "demo" and not connection.api_key:
        yield Rule("connection", "block", "There is no API key. Enter one, or switch to the offline demo.")
    if connection.mode == "custom" and not connection.base_url:
        yield Rule("connection", "block", "There is no base URL to send to.")
    if not settings.agent and not settings.model:
        yield Rule("model", "block", "Choose a model or an agent.")


def _state(settings: Settings, connection: Connection) -> Iterator[Rule]:
    if catalog.is_deep_research(settings.agent) and not settings.store:
        yield Rule("store", "block", "Deep Research must be stored. Switch Store on, or choose a model.")
    if settings.history == "server" and settings.store and connection.tier == "free" and catalog.is_deep_research(settings.agent):
        yield Rule("store", "hint", "On the free tier the server forgets a report after one day.")


def _numbers(settings: Settings, connection: Connection) -> Iterator[Rule]:
    if settings.agent:
        return
    limits = (("temperature", "Temperature", settings.temperature, 0.0, 2.0), ("top_p", "Top P", settings.top_p, 0.0, 1.0))
    for option, name, value, low, high in limits:
        if value is not None and not low <= value <= high:
            yield Rule(option, "block", f"{name} must lie between {low:g} and {high:g}.")
        elif value is not None and settings.model.startswith(("gemini-3", "gemini-4")):
            yield Rule(option, "hint", f"{name} is deprecated for Gemini 3 and later; Google advises to leave it unset.")
    most = settings.max_output_tokens
    if most is not None and not 1 <= most <= MOST_TOKENS:
        yield Rule("max_output_tokens", "block", f"Max output tokens must lie between 1 and {MOST_TOKENS:,}.")
    elif most is not None and most > FOREGROUND_TOKENS and not settings.background:
        yield Rule("max_output_tokens", "hint", f"More than {FOREGROUND_TOKENS:,} output tokens need Background.")


def _tools(settings: Settings, connection: Connection) -> Iterator[Rule]:
    yield from (Rule(*finding) for finding in tool_rules.findings(settings))


def _output(settings: Settings, connection: Connection) -> Iterator[Rule]:
    if settings.response_format is None or settings.agent:
        return
    if not _is_format(settings.response_format):
        yield Rule("response_format", "block", "The response format must be a JSON object, or a list of objects.")
    kinds = {str(tool.get("type")) for tool in settings.tools}
    if settings.model.startswith("gemini-2") and kinds & BUILT_IN:
        yield Rule("response_format", "block", "Gemini 2.5 can't give structured output while built-in tools are on.")
    elif kinds:
        yield Rule("response_format", "hint", "With tools on, the schema holds for the final answer only.")


def _is_format(value: Any) -> bool:
    if isinstance(value, Mapping):
        return bool(value)
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _service(settings: Settings, connection: Connection) -> Iterator[Rule]:
    if settings.service_tier == "flex":
        yield Rule("service_tier", "hint", "Flex costs about half and may take much longer or be refused when it is busy.")
    if settings.service_tier == "priority":
        yield Rule("service_tier", "hint", "Priority costs more and needs a project of spending tier 2 or 3.")
    if not settings.stream and settings.background:
        yield Rule("stream", "hint", "Without streaming, a background answer is fetched once it is complete.")


_CHECKS: tuple[Callable[[Settings, Connection], Iterator[Rule]], ...] = (
    _connection,
    _state,
    _numbers,
    _tools,
    _output,
    _service,
)
