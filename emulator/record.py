"""One interaction as the server keeps it, and the resource a client is shown of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from emulator.clock import wire_time

TERMINAL = ("completed", "requires_action", "failed", "cancelled", "incomplete", "budget_exceeded", "requires_continuation")


@dataclass
class Record:
    """What is known of one interaction; mutable only in the hands of its run."""

    id: str
    project: str
    """Whose it is: derived from the key, never the key itself."""
    root: str
    parent: str | None
    subject: dict[str, str]
    """{"model": name} or {"agent": name}."""
    created: float
    updated: float
    expires: float
    status: str = "in_progress"
    background: bool = False
    stored: bool = True
    owner: str = ""
    """The server process that plays it."""
    input: list[dict[str, Any]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    usage: dict[str, Any] | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    """What else the resource shows: errors, service_tier, continuation_token, environment_id, webhook_config."""
    context_hash: str = ""
    context_tokens: int = 0
    """The whole context up to and including this interaction's answer."""

    @property
    def running(self) -> bool:
        """True until it has come to an end of any kind."""
        return self.status not in TERMINAL

    def resource(self, steps: list[dict[str, Any]] | None) -> dict[str, Any]:
        """The wire resource, keys in the order of recorded answers; `steps` None leaves them out."""
        shown: dict[str, Any] = {"id": self.id} if self.stored else {}
        shown["status"] = self.status
        if self.usage is not None:
            shown["usage"] = self.usage
        shown |= {"created": wire_time(self.created), "updated": wire_time(self.updated)}
        shown["service_tier"] = self.extra.get("service_tier", "standard")
        if steps is not None:
            shown["steps"] = steps
        others = {key: value for key, value in self.extra.items() if key != "service_tier"}
        return {**shown, **others, "object": "interaction", **self.subject}

    def stub(self) -> dict[str, Any]:
        """What is known at the start: the answer to a background POST and the body of interaction.created."""
        return {"id": self.id if self.stored else "", "status": "in_progress", "object": "interaction", **self.subject}

    def timeline(self, include_input: bool = False) -> dict[str, Any]:
        """The resource as GET shows it: inputs and outputs in order, and what it continues."""
        shown = self.resource([*self.input, *self.steps])
        if self.parent:
            shown["previous_interaction_id"] = self.parent
        return {**shown, "input": self.input} if include_input else shown
