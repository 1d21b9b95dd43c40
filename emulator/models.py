"""The models and agents the emulator knows, and what each allows. Its own list, on purpose not the SDK's."""

from __future__ import annotations

import re
from typing import Any

_LMH = ("low", "medium", "high")
_MINIMAL = ("minimal", "low", "medium", "high")
LEVELS: dict[str, tuple[tuple[str, ...], str]] = {
    "gemini-3.8-flash": (_LMH, "medium"),
    "gemini-3.7-flash": (_LMH, "medium"),
    "gemini-3.6-flash": (_MINIMAL, "medium"),
    "gemini-3.5-flash": (_MINIMAL, "medium"),
    "gemini-3.5-flash-lite": (_MINIMAL, "minimal"),
    "gemini-3.1-flash-lite": (_MINIMAL, "minimal"),
    "gemini-3-flash-preview": (_MINIMAL, "high"),
    "gemini-3.1-pro-preview": (_LMH, "high"),
    "gemini-3.1-pro-preview-customtools": (_LMH, "high"),
    "gemini-4-argon": (_LMH, "medium"),
    "gemini-4-carbon": (_LMH, "medium"),
    "gemini-4-hydrogen": ((*_LMH, "xhigh"), "high"),
    "gemini-flash-latest": (_LMH, "medium"),
    "gemini-flash-lite-latest": (_MINIMAL, "minimal"),
    "gemini-pro-latest": (_LMH, "high"),
    "gemini-2.5-flash": (_MINIMAL, "medium"),
    "gemini-2.5-flash-lite": (_MINIMAL, "minimal"),
    "gemini-2.5-pro": (_LMH, "medium"),
    "gemma-4-26b-a4b-it": (("minimal", "high"), "high"),
    "gemma-4-31b-it": (("minimal", "high"), "high"),
    "gemini-robotics-er-1.6-preview": (_MINIMAL, "medium"),
    "gemini-robotics-er-2-preview": (_MINIMAL, "medium"),
    "gemini-3-pro-image": (("low", "high"), "high"),
    "nano-banana-pro-preview": (("low", "high"), "high"),
    "gemini-3.1-flash-image": (("minimal", "high"), "minimal"),
    "gemini-3.1-flash-lite-image": (("minimal", "high"), "minimal"),
    "gemini-nano-banana-2.1": (("minimal", "high"), "minimal"),
}
"""Thinking levels and the default, per model that has any."""
_OTHERS = (
    "gemini-2.5-flash-image",
    "gemini-3.1-flash-tts-preview",
    "gemini-3.8-flash-tts",
    "gemini-3.8-flash-lite-tts",
    "gemini-3.5-transcribe",
    "lyria-3-clip-preview",
    "lyria-3-pro-preview",
    "lyria-3.5",
    "gemini-omni-1.2-flash",
    "gemini-omni-1.1-flash",
    "gemini-omni-flash-preview",
)
MODELS = (*LEVELS, *_OTHERS)
EVERY_LEVEL = ("minimal", "low", "medium", "high", "xhigh")
_NEWER = re.compile(r"gemini-[34](\.\d+)?-[a-z][a-z0-9.-]*")
"""Models of known generations appear faster than this list grows; an SDK that names one finds it answered, at every level."""
DEEP_RESEARCH = (
    "deep-research-pro-preview-12-2025",
    "deep-research-preview-04-2026",
    "deep-research-max-preview-04-2026",
)
ANTIGRAVITY = ("antigravity-preview-05-2026", "antigravity-preview-09-2026")
AGENTS = (*DEEP_RESEARCH, *ANTIGRAVITY)


def is_model(model: str) -> bool:
    """Whether a request may name it: a model of the list, or a newer one of a known generation."""
    return model in MODELS or _NEWER.fullmatch(model) is not None


def levels(model: str) -> tuple[str, ...]:
    """The thinking levels a model takes; none when it doesn't think."""
    if model in LEVELS:
        return LEVELS[model][0]
    return EVERY_LEVEL if model not in MODELS and is_model(model) else ()


def default_level(model: str) -> str:
    """The thinking level a model takes when none is asked for."""
    return LEVELS[model][1] if model in LEVELS else "medium"


def described(model: str) -> dict[str, Any]:
    """A model as models.list and models.get show it."""
    words = [word.upper() if len(word) <= 3 and not word[0].isdigit() else word.capitalize() for word in model.split("-")]
    return {
        "name": f"models/{model}",
        "version": "001",
        "displayName": " ".join(words),
        "description": "Answered by the local emulator's offline model.",
        "inputTokenLimit": 1_048_576,
        "outputTokenLimit": 65_536,
        "supportedGenerationMethods": ["generateContent", "countTokens"],
        "temperature": 1,
        "topP": 0.95,
        "topK": 64,
        "maxTemperature": 2,
        "thinking": bool(levels(model)),
    }
