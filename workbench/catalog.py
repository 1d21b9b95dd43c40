"""What the installed SDK knows: models, agents, levels, tiers, kinds. Read from its source, so nothing is imported.

Must not import google.genai (a second of start-up) and must not keep a second list of what the SDK already lists.
Only facts that the SDK does not state (which levels a model takes) stand here, each with the default.
"""

from __future__ import annotations

import ast
import importlib.util
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from workbench.settings import DEFAULT_MODEL

Group = Literal["text", "image", "speech", "transcription", "music", "video", "robotics", "agent"]


@dataclass(frozen=True)
class Entry:
    """A model or an agent, as a person chooses it."""

    id: str
    name: str
    about: str
    group: Group


@dataclass(frozen=True)
class Levels:
    """The thinking levels of one model. `default` is what the API takes when none is sent; None when unknown."""

    levels: tuple[str, ...]
    default: str | None


GROUPS: dict[Group, str] = {
    "text": "Text and reasoning",
    "image": "Images",
    "speech": "Speech",
    "transcription": "Transcription",
    "music": "Music",
    "video": "Video",
    "robotics": "Robotics",
    "agent": "Agents",
}

_GROUP_MARKS: tuple[tuple[str, Group], ...] = (
    ("transcribe", "transcription"),
    ("tts", "speech"),
    ("lyria", "music"),
    ("omni", "video"),
    ("robotics", "robotics"),
    ("banana", "image"),
    ("-image", "image"),
)

_FULL = ("minimal", "low", "medium", "high")
_NO_MINIMAL = ("low", "medium", "high")
_LEVELS: tuple[tuple[str, Levels], ...] = (
    (r"gemini-3\.[78]-flash|gemini-flash-latest", Levels(_NO_MINIMAL, "medium")),
    (r"gemini-3\.[56]-flash", Levels(_FULL, "medium")),
    (r"gemini-3\.[15]-flash-lite|gemini-flash-lite-latest", Levels(_FULL, "minimal")),
    (r"gemini-3-flash-preview", Levels(_FULL, "high")),
    (r"gemini-3\.1-pro-preview(-customtools)?|gemini-pro-latest", Levels(_NO_MINIMAL, "high")),
    (r"gemini-4-(argon|carbon)", Levels(_NO_MINIMAL, "medium")),
    (r"gemini-4-hydrogen", Levels((*_NO_MINIMAL, "xhigh"), "high")),
    (r"gemma-4-.*", Levels(("minimal", "high"), None)),
    (r"gemini-3-pro-image|nano-banana-pro-preview", Levels(("low", "high"), None)),
    (r"gemini-3\.1-flash(-lite)?-image|gemini-nano-banana-.*", Levels(("minimal", "high"), None)),
    (r"gemini-2\.5-flash-image", Levels((), None)),
    (r"gemini-2\.5-flash(-lite)?|gemini-robotics-.*", Levels(_FULL, None)),
    (r"gemini-2\.5-pro", Levels(_NO_MINIMAL, None)),
)
"""Google states these in its documentation and in its error texts only. Where it says nothing there is no default here."""
_THINKING_GROUPS = frozenset({"text", "image", "robotics"})


def _folder() -> Path:
    spec = importlib.util.find_spec("google.genai")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("The package google-genai is not installed: pip install -r requirements.txt")
    return Path(spec.origin).parent / "_gaos" / "types" / "interactions"


@cache
def _assignment(module: str, name: str) -> tuple[ast.expr, tuple[str, ...]]:
    source = (_folder() / f"{module}.py").read_text(encoding="utf-8")
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            return node.value, tuple(source.splitlines())
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name and node.value:
            return node.value, tuple(source.splitlines())
    raise LookupError(f"The installed google-genai has no {name!r} in {module}.py")


@cache
def _literals(module: str, name: str) -> dict[str, str]:
    """The strings of `Literal[...]` in order, each with the comment that stands above it."""
    value, lines = _assignment(module, name)
    literal = next(n for n in ast.walk(value) if isinstance(n, ast.Subscript) and _is_name(n.value, "Literal"))
    found = [n for n in ast.walk(literal.slice) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return {str(n.value): _comment_above(lines, n.lineno) for n in found}


@cache
def _variants(module: str, name: str) -> tuple[str, ...]:
    value, _ = _assignment(module, name)
    keys = value.keys if isinstance(value, ast.Dict) else []
    return tuple(str(key.value) for key in keys if isinstance(key, ast.Constant))


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _comment_above(lines: tuple[str, ...], lineno: int) -> str:
    comment: list[str] = []
    for line in reversed(lines[: lineno - 1]):
        text = line.strip()
        if not text.startswith("#"):
            break
        comment.insert(0, text.lstrip("# "))
    return " ".join(comment)


def _group_of(model: str) -> Group:
    return next((group for mark, group in _GROUP_MARKS if mark in model), "text")


_SHORT = {"it": "IT", "tts": "TTS", "er": "ER"}


def _name_of(model: str) -> str:
    words = [_SHORT.get(word, word if word[:1].isdigit() else word.capitalize()) for word in model.split("-")]
    name = " ".join(words).replace("Flash Lite", "Flash-Lite")
    return re.sub(r"\b(\d+)b\b", r"\1B", re.sub(r"\bA(\d+)b\b", r"A\1B", name))


def _about_of(model: str, comment: str) -> str:
    head, dash, tail = comment.partition(" - ")
    about = tail if dash and len(head) < 40 else comment
    same = about.rstrip(".").lower().replace("-", " ") == _name_of(model).lower().replace("-", " ")
    return "" if same else about


@cache
def models() -> tuple[Entry, ...]:
    """Every model the SDK names, the default first, then text models, then the rest by group."""
    found = [
        Entry(model, _name_of(model), _about_of(model, comment), _group_of(model))
        for model, comment in _literals("model", "Model").items()
    ]
    order = list(GROUPS)
    newest_first = list(reversed(found))
    return tuple(sorted(newest_first, key=lambda e: (e.id != DEFAULT_MODEL, order.index(e.group))))


@cache
def agents() -> tuple[Entry, ...]:
    """Every agent the SDK names, newest first."""
    found = _literals("agentoption", "AgentOption").items()
    return tuple(Entry(agent, _name_of(agent), comment, "agent") for agent, comment in reversed(list(found)))


def chat_models() -> tuple[Entry, ...]:
    """The models that answer with text: what the chat page offers first."""
    return tuple(entry for entry in models() if entry.group == "text")


def entry(model_or_agent: str) -> Entry:
    """The catalog entry, or a plain one made from the id when the SDK does not know it (previews appear first elsewhere)."""
    known = {e.id: e for e in (*models(), *agents())}
    return known.get(model_or_agent) or Entry(model_or_agent, _name_of(model_or_agent), "", _group_of(model_or_agent))


def thinking_levels(model: str) -> Levels:
    """The levels this model takes, none when it doesn't think; for an unheard-of model all that the SDK knows."""
    for pattern, levels in _LEVELS:
        if re.fullmatch(pattern, model):
            return levels
    if _group_of(model) not in _THINKING_GROUPS:
        return Levels((), None)
    return Levels(tuple(_literals("thinkinglevel", "ThinkingLevel")), None)


def is_known_model(model: str) -> bool:
    """True when the SDK names this model."""
    return model in _literals("model", "Model")


def is_known_agent(agent: str) -> bool:
    """True when the SDK names this agent."""
    return agent in _literals("agentoption", "AgentOption")


def is_deep_research(agent: str) -> bool:
    """True for the agents that only run in the background."""
    return agent.startswith("deep-research")


def service_tiers() -> tuple[str, ...]:
    """The service tiers a request may ask for."""
    return tuple(_literals("servicetier", "ServiceTier"))


def thinking_summaries() -> tuple[str, ...]:
    """The values of thinking_summaries."""
    return tuple(_literals("thinkingsummaries", "ThinkingSummaries"))


def statuses() -> tuple[str, ...]:
    """Every status an interaction can have."""
    return tuple(_literals("interaction", "InteractionStatus"))


def step_kinds() -> tuple[str, ...]:
    """Every step `type`."""
    return _variants("step", "_STEP_VARIANTS")


def event_kinds() -> tuple[str, ...]:
    """Every `event_type` of a stream."""
    return _variants("interactionsseevent", "_INTERACTION_SSE_EVENT_VARIANTS")


def delta_kinds() -> tuple[str, ...]:
    """Every `type` of a step.delta."""
    return _variants("stepdeltadata", "_STEP_DELTA_DATA_VARIANTS")


def tool_kinds() -> tuple[str, ...]:
    """Every `type` of a tool."""
    return _variants("tool", "_TOOL_VARIANTS")


def content_kinds() -> tuple[str, ...]:
    """Every `type` of a content item."""
    return _variants("content", "_CONTENT_VARIANTS")


@cache
def mime_types(kind: str) -> frozenset[str]:
    """The types that content of this kind (image, audio, video, document) may have."""
    return frozenset(_literals(f"{kind}content", f"{kind.capitalize()}ContentMimeType"))
