"""Frozen values that a person chooses: where to send (Connection), how (Settings), what (Prompt).

No defaults are read from the environment here; `workbench.connections` does that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

Tier = Literal["free", "paid"]
Mode = Literal["demo", "google", "custom"]
HistoryMode = Literal["server", "resend"]

DEFAULT_MODEL = "gemini-3.8-flash"


@dataclass(frozen=True)
class Connection:
    """Where requests go. The key lives here and nowhere else; `repr` hides it."""

    mode: Mode = "demo"
    """demo: the embedded emulator; google: the hosted API; custom: any other base URL."""
    base_url: str = ""
    """Scheme, host, port and optional path prefix, without a version segment. Empty means Google's."""
    api_key: str = field(default="", repr=False)
    tier: Tier = "free"
    """Decides how long the server keeps interactions (free 1 day, paid 55 days)."""
    mcp_headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False, hash=False)
    """Secret headers for MCP servers, by the server's exact URL. Put into a request when it is sent, and kept nowhere."""

    @property
    def offline(self) -> bool:
        """True when the embedded emulator answers, so numbers and texts are demonstrations."""
        return self.mode == "demo"


@dataclass(frozen=True)
class Settings:
    """One request's options. `None` or empty means: not sent, the API's default holds."""

    model: str = DEFAULT_MODEL
    agent: str = ""
    """When set, the request goes to this agent and `model` and the generation options are not sent."""
    thinking_level: str | None = None
    thinking_summaries: str | None = "auto"
    history: HistoryMode = "server"
    """server: send previous_interaction_id and the new input only; resend: send every earlier step again."""
    store: bool = True
    stream: bool = True
    background: bool = False
    system_instruction: str = ""
    temperature: float | None = None
    top_p: float | None = None
    max_output_tokens: int | None = None
    seed: int | None = None
    stop_sequences: tuple[str, ...] = ()
    service_tier: str | None = None
    tools: tuple[Mapping[str, Any], ...] = ()
    tool_choice: Any = None
    response_format: Any = None
    tools_off: tuple[Mapping[str, Any], ...] = ()
    """Tools that are switched off and not sent: their options wait here. Functions typed in by hand as well."""
    function_options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By function: `mode` (auto, ask, manual), and for trials `delay_s` and `error`. Never sent."""
    tool_rounds: int = 8
    """So many rounds of function results are sent without a person in between."""
    tool_timeout_s: float = 30.0
    """A function that takes longer is ended."""

    def to_dict(self) -> dict[str, Any]:
        """A JSON-able copy, for the turn record and for comparing two turns' settings."""
        plain = asdict(self)
        plain["stop_sequences"] = list(self.stop_sequences)
        plain["tools"] = [dict(tool) for tool in self.tools]
        plain["tools_off"] = [dict(tool) for tool in self.tools_off]
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Settings:
        """The inverse of `to_dict`; unknown keys are ignored, so older and newer records open."""
        known = {f.name for f in fields(cls)}
        values = {key: value for key, value in plain.items() if key in known}
        values["stop_sequences"] = tuple(values.get("stop_sequences", ()))
        values["tools"] = tuple(values.get("tools", ()))
        values["tools_off"] = tuple(values.get("tools_off", ()))
        return cls(**values)


@dataclass(frozen=True)
class Prompt:
    """What the user says in one turn: text, plus wire content items for attachments."""

    text: str
    attachments: tuple[Mapping[str, Any], ...] = ()

    def content(self) -> list[dict[str, Any]]:
        """The wire `content` list of the user_input step: attachments first, then the text."""
        items = [dict(item) for item in self.attachments]
        return [*items, {"type": "text", "text": self.text}] if self.text else items
