"""The offline model's code examples from `snippets.toml`: each in Python and JavaScript, with how it works and a check.

Finds and names them; nothing here runs code.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "snippets.toml"


@dataclass(frozen=True)
class Snippet:
    """One example."""

    asks: str
    """A pattern that a request for it matches."""
    title: str
    how: str
    cost: str
    """What it costs in steps; empty where that says nothing."""
    python: str
    javascript: str
    check: str
    """Python assertions that hold after its Python code; empty where it only prints or talks to others."""

    def code(self, language: str) -> str:
        """The example in a language."""
        return (self.javascript if language == "javascript" else self.python).strip()


@cache
def all_of_them() -> tuple[Snippet, ...]:
    """The examples, special ones before general ones."""
    return tuple(Snippet(**row) for row in tomllib.loads(_FILE.read_text(encoding="utf-8"))["snippet"])


def find(text: str) -> Snippet | None:
    """The example that a request asks for."""
    return next((snippet for snippet in all_of_them() if re.search(snippet.asks, text, re.I)), None)


def shown_in(answer: str) -> tuple[Snippet, str] | None:
    """The example that an answer shows, and in which language."""
    for snippet in all_of_them():
        for language in ("python", "javascript"):
            if f"```{language}" in answer and f"{snippet.title} in " in answer:
                return snippet, language
    return None
