"""Who said what when: the word annotations of a transcription as lines, one per speaker's stretch. Pure; never raises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench import reading

PAUSE_S = 1.5
"""A silence this long begins a new line."""


def lines(annotations: Any) -> str:
    """The words with their times, a line for each stretch of one speaker; empty when there are none."""
    words = [item for item in reading.mappings(annotations) if item.get("type") == "word_info" and _word(item)]
    stretches: list[list[Mapping[str, Any]]] = []
    for word in words:
        if stretches and _goes_on(stretches[-1][-1], word):
            stretches[-1].append(word)
        else:
            stretches.append([word])
    return "\n".join(_line(stretch) for stretch in stretches)


def _line(words: list[Mapping[str, Any]]) -> str:
    start, end = _seconds(words[0].get("start_offset")), _seconds(words[-1].get("end_offset"))
    times = f"{_clock(start)}-{_clock(end)}"
    speaker = _speaker(words[0])
    said = " ".join(_word(word) for word in words)
    return f"{times}  {speaker}: {said}" if speaker else f"{times}  {said}"


def _goes_on(before: Mapping[str, Any], word: Mapping[str, Any]) -> bool:
    ended, begins = _seconds(before.get("end_offset")), _seconds(word.get("start_offset"))
    silent = ended is not None and begins is not None and begins - ended >= PAUSE_S
    return _speaker(before) == _speaker(word) and not silent


def _word(item: Mapping[str, Any]) -> str:
    return " ".join(reading.text(item.get("text")).split())


def _speaker(item: Mapping[str, Any]) -> str:
    given = item.get("speaker")
    return str(given) if isinstance(given, str | int) and not isinstance(given, bool) else ""


def _seconds(value: Any) -> float | None:
    """A duration as the API writes it, such as "1.500s"."""
    try:
        return float(value.removesuffix("s")) if isinstance(value, str) else None
    except ValueError:
        return None


def _clock(seconds: float | None) -> str:
    return "?" if seconds is None or not 0 <= seconds < 1e6 else f"{int(seconds // 60)}:{seconds % 60:04.1f}"
