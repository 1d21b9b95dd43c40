"""Going on from a chain that the server no longer has: every earlier step is sent again, which begins a new chain there.

The estimate comes first and sends nothing. The new turn stands in the same conversation, under the turn it goes on from.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from workbench import prices, send
from workbench.records import Turn
from workbench.request import build
from workbench.run import Run
from workbench.settings import Connection, Prompt, Settings
from workbench.store import Store

CHARACTERS_PER_TOKEN = 4
DATA_FIELDS = frozenset({"data", "signature"})


@dataclass(frozen=True)
class Estimate:
    """What the replay would send and roughly cost. The answer to the new prompt costs extra."""

    steps: int
    bytes: int
    tokens: int
    """Of input: counted by the server where it told, else guessed from the length."""
    measured: bool
    usd: float | None
    """None when the price isn't known."""
    notes: tuple[str, ...] = ()


def estimate(store: Store, connection: Connection, settings: Settings, turn_id: str, prompt: Prompt) -> Estimate:
    """What going on from this turn by a replay would take."""
    path = _path(store, turn_id)
    built = build(_replaying(settings), prompt, path, datetime.now(UTC), connection)
    body = json.dumps(built.body, ensure_ascii=False)
    told = _told(path)
    extra = len(prompt.text) // CHARACTERS_PER_TOKEN + 1
    tokens = told + extra if told else _guess(built.body)
    model = settings.agent or settings.model
    price = prices.cost_of({"total_input_tokens": tokens}, model, settings.service_tier or "standard")
    lost = _lost(path, connection)
    return Estimate(built.resent, len(body.encode()), tokens, bool(told), price.usd if price else None, (*built.notes, *lost))


def rehydrate(store: Store, connection: Connection, settings: Settings, turn_id: str, prompt: Prompt) -> Run:
    """Send the prompt with every earlier step; from then on the server continues from the new interaction."""
    chat = store.conversation_of(turn_id)
    return send.send(store, connection, replace(settings, store=True), prompt, chat, turn_id, replay=True)


def _replaying(settings: Settings) -> Settings:
    return replace(settings, history="resend", store=True)


def _path(store: Store, turn_id: str) -> list[Turn]:
    chat = store.conversation_of(turn_id)
    return send.path_to(store, chat, turn_id) if chat else []


def _told(path: list[Turn]) -> int:
    """The whole context after the last turn, as the server counted it."""
    usage = path[-1]["usage"] if path else None
    counts = [(usage or {}).get(f"total_{kind}_tokens") for kind in ("input", "output", "thought")]
    known = [count for count in counts if isinstance(count, int)]
    return sum(known) if known and isinstance(counts[0], int) else 0


def _guess(body: object) -> int:
    return len(json.dumps(_without_data(body), ensure_ascii=False)) // CHARACTERS_PER_TOKEN + 1


def _without_data(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_data(item) for key, item in value.items() if key not in DATA_FIELDS}
    return [_without_data(item) for item in value] if isinstance(value, list) else value


def _lost(path: list[Turn], connection: Connection) -> list[str]:
    if any(turn["offline"] != connection.offline for turn in path):
        return ["Thoughts and tool steps made by another server are left out: it alone can read their signatures."]
    return []
