"""The request log that tests read: what came in and how much went out. Off unless asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Logged:
    """One request; keys never appear in it."""

    method: str
    path: str
    query: str
    headers: list[tuple[str, str]]
    body: bytes = b""
    status: int = 0
    sent: int = 0
    """Bytes of the answer's body."""
    received: int = field(default=0)
    """Bytes of the request's body."""

    @property
    def json(self) -> Any:
        """The request's body as JSON."""
        return json.loads(self.body)

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((value for key, value in self.headers if key == name.lower()), None)
