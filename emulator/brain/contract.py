"""What passes between the emulator's server and its offline model.

The server resolves a request into an `Ask` (history included, validation done); the model answers with
`Move`s, each one a complete wire step. How a step is cut into stream events, signed, counted and paced is
the server's business (`emulator.play`), never a skill's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

WireStep = dict[str, Any]


@dataclass(frozen=True)
class Document:
    """A file in a store, as text."""

    name: str
    title: str
    pages: tuple[str, ...]
    """Its text by page; one for what has no pages."""
    metadata: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.pages)


def _no_documents(stores: Sequence[str]) -> Sequence[Document]:
    return ()


@dataclass(frozen=True)
class Surroundings:
    """What the server lets tools reach beyond the request."""

    private_hosts: tuple[str, ...] = ()
    """Hosts that may be fetched although they are not on the public web."""
    mcp_steps: str = "spec"
    """How calls of MCP servers are shown: "spec" with their names and results, or "live" as the hosted service does."""
    mcp_patience_s: float = 8.0
    """How long an MCP server may take to answer."""
    documents: Callable[[Sequence[str]], Sequence[Document]] = _no_documents
    """The files of some file search stores."""
    mcp_hosts: tuple[str, ...] = ()
    """Hosts at which MCP servers may be met although they are not on the public web; `*` stands for all."""


@dataclass(frozen=True)
class Ask:
    """One request to the model, as the model sees it."""

    model: str
    """Model or agent id, as requested."""
    history: tuple[WireStep, ...]
    """Steps before this request, oldest first: user_input, thought, model_output, calls and results."""
    new: tuple[WireStep, ...]
    """Steps of this request's own input: user_input and function_result steps."""
    now: datetime
    """The server's clock (timezone-aware, UTC); skills must not read any other."""
    system_instruction: str = ""
    thinking_level: str = "medium"
    """Effective level: requested, or the model's default."""
    tools: tuple[Mapping[str, Any], ...] = ()
    generation_config: Mapping[str, Any] = field(default_factory=dict)
    response_format: Any = None
    is_agent: bool = False
    agent_config: Mapping[str, Any] = field(default_factory=dict)
    surroundings: Surroundings = field(default_factory=Surroundings)


@dataclass(frozen=True)
class Move:
    """One step of the answer.

    `step` is the whole wire step as a unary answer would carry it, without ids, signatures or call ids made by the
    server. A thought always carries its full `summary` (the server drops it unless thinking_summaries is "auto").
    """

    step: WireStep
    pause_s: float = 0.0
    """Model seconds that pass before this step starts, at speed 1."""
