"""What one emulator is told at its start. Plain values only; it reads no environment and no files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tier = Literal["free", "paid"]


@dataclass(frozen=True)
class EmulatorConfig:
    """Settings of one emulator; the command line offers the same names."""

    host: str = "127.0.0.1"
    port: int = 0
    """0 picks a free one."""
    tier: Tier = "free"
    """How long interactions are kept: 1 day (free) or 55 days (paid)."""
    db: str | None = None
    """Path of the SQLite file; None keeps the interactions in a temporary file that ends with the server."""
    speed: float = 1.0
    """1 is a human pace, 2 twice as fast, 0 at once."""
    pace: float | None = None
    """Exact tokens per second, one token per delta and no pauses; overrules speed."""
    faults: str | None = None
    """Path of a JSON file with faults to inject; read again when it changes."""
    event_ids: bool = False
    """Put an event_id on foreground streams too (the hosted service puts it on background ones only)."""
    strict_signatures: bool = False
    """Refuse replayed function calls of Gemini 3 models that lack their signature."""
    mcp_steps: Literal["spec", "live"] = "spec"
    """Calls of MCP servers as the schema has them, or as the hosted service shows them: one opaque `tool_call` step each."""
    mcp_patience_s: float = 8.0
    """How long an MCP server may take to answer before its call counts as failed."""
    private_hosts: tuple[str, ...] = ()
    """Hosts that url_context may fetch although they are not on the public web; for tests."""
    mcp_hosts: tuple[str, ...] = ("*",)
    """Hosts at which MCP servers may be met although they are not on the public web; `*` stands for all."""
    body_limit: int = 100 * 1024 * 1024
    """Bytes of the largest request body."""
    linger_s: float = 0.0
    """How long to go on with answers in flight, without taking new requests, when told to end; 0 ends them at once."""
    keep_log: bool = False
    """Keep each request with its body in memory, for tests."""
