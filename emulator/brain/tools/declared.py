"""The functions a request declares, read for what the choice needs: their words, arguments and limits.

Reads declarations as they came and trusts none of them; it calls nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from emulator.brain.text import sentences
from emulator.brain.tools import foreign, slots, words


@dataclass(frozen=True, eq=False)
class Function:
    """One declared function."""

    name: str
    description: str
    parameters: Mapping[str, Any]
    deferred: bool = False
    """Shown to the model only after a tool search has found it."""
    short: str = ""
    server: str = ""
    """For a tool of an MCP server: the server's name."""

    @cached_property
    def title(self) -> tuple[str, ...]:
        """The telling stems of its name."""
        own = words.parts(foreign.gloss(" ".join(words.parts(self.name))))
        return tuple(words.stem(word) for word in own if word not in words.GENERIC | words.STOP)

    @cached_property
    def about(self) -> tuple[str, ...]:
        """The telling stems of its description's head."""
        head = " ".join(sentences(f"{self.description[:2_000]} {self.short[:300]}")[:3])
        dull = {words.stem(word) for word in words.GENERIC | words.SLOTS}
        return tuple(dict.fromkeys(word for word in words.content(foreign.gloss(head)) if word not in dull))

    @cached_property
    def properties(self) -> Mapping[str, Any]:
        """Its arguments by name."""
        found = self.parameters.get("properties")
        return found if isinstance(found, Mapping) else {}

    @cached_property
    def slots(self) -> list[slots.Slot]:
        """The places for values in its arguments."""
        return slots.of({"type": "object", **self.parameters}, frozenset((*self.title, *self.about[:6])))

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The names of the arguments it can't do without."""
        found = self.parameters.get("required")
        return tuple(str(name) for name in found) if isinstance(found, (list, tuple)) else ()


def functions(tools: Iterable[Mapping[str, Any]]) -> list[Function]:
    """The functions among the tools of a request."""
    return [read(tool) for tool in tools if tool.get("type") == "function" and tool.get("name")]


def read(tool: Mapping[str, Any]) -> Function:
    """One declaration."""
    parameters = tool.get("parameters")
    return Function(
        str(tool["name"]),
        str(tool.get("description") or ""),
        parameters if isinstance(parameters, Mapping) else {},
        bool(tool.get("defer_loading")),
        str(tool.get("short_description") or ""),
    )


def allowed(found: list[Function], choice: Any) -> tuple[list[Function], str]:
    """The functions that may be called and the mode (auto, any, none or validated), after a request's tool_choice."""
    if isinstance(choice, Mapping):
        inner = choice.get("allowed_tools")
        rule = inner if isinstance(inner, Mapping) else {}
        names = rule.get("tools")
        kept = [function for function in found if not isinstance(names, (list, tuple)) or function.name in names]
        return kept, str(rule.get("mode") or "auto")
    return found, choice if isinstance(choice, str) else "auto"
