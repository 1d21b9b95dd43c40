"""Between a Turn and the columns that lists, filters and the tree need. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from workbench import expiry, prices
from workbench.records import ENDED, Turn
from workbench.store.schema import TOKENS

WORDS = 160
TITLE = 60
LARGEST = 2**31 - 1
"""What every database's integer holds."""


@dataclass(frozen=True)
class ConversationRow:
    """A conversation, as the sidebar lists it."""

    id: str
    title: str
    created: str
    updated: str
    turns: int
    head: str | None
    snippet: str = ""
    """Where a search hit: the words around it; empty when the title did."""
    pinned: bool = False
    archived: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class LedgerRow:
    """A turn, as the history page lists it."""

    id: str
    conversation_id: str
    title: str
    created: str
    page: str
    words: str
    state: str
    status: str | None
    model: str | None
    agent: str | None
    interaction_id: str | None
    previous_interaction_id: str | None
    stored: bool
    offline: bool
    tier: str
    service_tier: str | None
    expires: str | None
    input_tokens: int | None
    cached_tokens: int | None
    output_tokens: int | None
    thought_tokens: int | None
    tool_tokens: int | None
    cost: float | None
    first_text_ms: float | None
    end_ms: float | None
    parent_id: str | None = None
    bytes_out: int | None = None
    bytes_in: int | None = None
    gone: str | None = None
    """When we learned that the server no longer has it."""


def flat(turn: Turn, worker: str | None, retention: str = "") -> dict[str, Any]:
    """The row of `turns`. The worker is named only while the turn is in flight; `retention` overrules the turn's tier."""
    until, ended = expiry.expires(turn, retention), turn["state"] in ENDED
    price = prices.cost(turn) if ended else None
    return {
        "id": turn["id"],
        "conversation_id": turn["conversation_id"],
        "parent_id": turn["parent_id"],
        "created": turn["created"],
        "page": turn["page"],
        "state": turn["state"],
        "status": turn["status"],
        "model": turn["model"],
        "agent": turn["request"].get("agent"),
        "interaction_id": turn["interaction_id"],
        "previous_interaction_id": turn["previous_interaction_id"],
        "stored": turn["request"].get("store") is not False,
        "offline": turn["offline"],
        "tier": turn["tier"],
        "service_tier": turn["service_tier"],
        "expires": until.isoformat() if until else None,
        "words": shorten(prompt_text(turn), WORDS),
        **_tokens(turn["usage"] or {}),
        "cost": price.usd if price else None,
        "first_text_ms": turn["timings"]["first_text"],
        "end_ms": turn["timings"]["end"],
        "worker": None if ended else worker,
        **later(turn),
    }


def later(turn: Turn) -> dict[str, Any]:
    """The columns of `turns` that a database of the first schema lacks."""
    return {
        "bytes_out": _number(sum(_number(sent.get("bytes_out")) for sent in turn["sent"])),
        "bytes_in": _number(sum(_number(sent.get("bytes_in")) for sent in turn["sent"])),
        "gone": turn.get("gone"),
    }


def _number(value: Any) -> int:
    return min(value, LARGEST) if isinstance(value, int) else 0


def body(turn: Turn) -> dict[str, Any]:
    """The row of `bodies`."""
    return {
        "turn_id": turn["id"],
        "body": dumps(turn),
    }


def dumps(value: Any) -> str:
    """JSON in ASCII: every string comes back exactly, lone surrogates and NUL included, from every database."""
    return json.dumps(value, separators=(",", ":"))


def prompt_text(turn: Turn) -> str:
    """The text of what the user said, attachments left out."""
    return "\n".join(str(item.get("text", "")) for item in turn["prompt"] if item.get("type") == "text")


def title_from(turn: Turn) -> str:
    """A conversation's first title: the words of its first prompt, or the name of what was attached to it."""
    named = next((str(item["name"]) for item in turn["prompt"] if item.get("name")), "")
    return shorten(prompt_text(turn) or named, TITLE)


def shorten(text: str, limit: int) -> str:
    """One line of at most `limit` characters, cut between words."""
    line = " ".join(storable(text).split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:") + "…"


def storable(text: str) -> str:
    """The text without what a database column refuses: NUL and half characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def snippet(text: str, query: str, around: int = 40) -> str:
    """The words around the first hit of `query`; empty when there is none."""
    at = text.lower().find(query.lower())
    if at < 0:
        return ""
    start, end = max(0, at - around), at + len(query) + around
    found = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{found}{'…' if end < len(text) else ''}"


def _tokens(usage: dict[str, Any]) -> dict[str, int | None]:
    found = {kind: usage.get(f"total_{'tool_use' if kind == 'tool' else kind}_tokens") for kind in TOKENS}
    return {
        f"{kind}_tokens": value if isinstance(value, int) and abs(value) < LARGEST else None for kind, value in found.items()
    }
