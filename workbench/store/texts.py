"""What a search can find of a turn, as plain text by place; and how a text becomes words. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.answer import answer_text
from workbench.records import Turn

LIMIT = 100_000
"""Characters of each place that are searched; the record itself is kept whole."""
NOT_TEXT = frozenset(
    ("type", "id", "call_id", "signature", "data", "mime_type", "status", "encrypted_content", "search_suggestions")
)
"""Fields of a tool step in which nobody looks for words."""
DEEPEST = 40
_WORD = re.compile(r"[^\W_]+")


def of(turn: Turn) -> dict[str, str]:
    """Prompt, answer, thoughts, and the arguments and results of tools."""
    steps = [record["step"] for record in turn["steps"]]
    thoughts = (strings(step.get("summary")) for step in steps if step.get("type") == "thought")
    return {
        "prompt": _joined(strings([item for item in turn["prompt"] if item.get("type") == "text"])),
        "answer": _joined([answer_text(turn)]),
        "thought": _joined(text for found in thoughts for text in found),
        "tools": _joined(text for step in [*_given(turn), *steps] if is_tool(step) for text in strings(step)),
    }


def is_tool(step: Mapping[str, Any]) -> bool:
    """True for calls and results of any kind."""
    return step.get("type") not in ("user_input", "thought", "model_output", None)


def strings(value: Any, depth: int = 0) -> Iterator[str]:
    """Every string inside a JSON value that a person may have read, names of fields left out."""
    if isinstance(value, str):
        yield value
    elif depth > DEEPEST:
        return
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key not in NOT_TEXT:
                yield from strings(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item, depth + 1)


def words(text: str) -> list[str]:
    """The words of a text as the index knows them: folded, without accents, in order."""
    return _WORD.findall(folded(text))


def folded(text: str) -> str:
    """Lower case and without accents; every letter stays one letter, so that places in the text stay the same."""
    return text.lower() if text.isascii() else "".join(map(_letter, text))


def _letter(letter: str) -> str:
    lowered = letter.lower()
    bare = unicodedata.normalize("NFD", lowered)[:1] if unicodedata.category(letter)[0] == "L" else lowered
    return bare if len(bare) == 1 else letter


def _given(turn: Turn) -> list[Mapping[str, Any]]:
    """The function results that this turn sent."""
    given = turn["request"].get("input")
    steps = given if isinstance(given, list) else []
    return [step for step in steps if isinstance(step, Mapping) and step.get("type") == "function_result"]


def _joined(parts: Iterable[str]) -> str:
    text = "\n".join(part for part in parts if part)[:LIMIT]
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
