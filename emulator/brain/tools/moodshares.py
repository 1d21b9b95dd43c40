"""A mood as shares of positive, negative and neutral, for forms that want a number for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulator.brain.skills.judging import mood
from emulator.brain.tools import words

_MOODS = ("positive", "negative", "neutral")


def of(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A share for each mood that has a number of its own, together one (or a hundred); nothing for other forms."""
    wanted = {
        name: kind
        for name, part in named.items()
        if part.get("type") in ("number", "integer") and (kind := next((one for one in _MOODS if one in words.parts(name)), ""))
    }
    if len(set(wanted.values())) < 2:
        return {}
    label, score, good, bad = mood(text)
    shares = _shares(label, score, len(good) + len(bad))
    whole = any(
        part.get("type") == "integer" or (part.get("maximum") or 0) >= 50 for name, part in named.items() if name in wanted
    )
    return {words.key(name): round(100 * shares[kind]) if whole else shares[kind] for name, kind in wanted.items()}


def _shares(label: str, score: float, signs: int) -> dict[str, float]:
    if not signs:
        return {"positive": 0.1, "negative": 0.1, "neutral": 0.8}
    neutral = 0.1 if label in ("positive", "negative") else 0.3
    positive = round((1 - neutral) * (score + 1) / 2, 2)
    return {"positive": positive, "negative": round(1 - neutral - positive, 2), "neutral": neutral}
