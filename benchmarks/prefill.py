"""Fills a history with real turns of one conversation, through Stepwise's own engine, and writes them down for the peers.

    python -m benchmarks.prefill BASE_URL TURNS OUT.json

The history is the database that STEPWISE_DATABASE_URL names. Must not draw or measure anything.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from workbench.answer import answer_text
from workbench.records import Turn
from workbench.send import send
from workbench.settings import Connection, Prompt, Settings
from workbench.store import Store, open_store

SETTINGS = Settings(thinking_summaries=None)


def one_turn(store: Store, connection: Connection, number: int, last: Turn | None) -> Turn:
    """One finished turn after `last`."""
    prompt = Prompt(f"Write 60 words about the number {number}.")
    conversation, parent = (last["conversation_id"], last["id"]) if last else (None, None)
    run = send(store, connection, SETTINGS, prompt, conversation, parent)
    while not run.finished:
        run.wait(10)
    turn = run.snapshot()
    if turn["state"] != "done":
        raise RuntimeError(f"turn {number} ended as {turn['state']!r}: {turn['problem']!r}")
    return turn


def fill(base_url: str, count: int) -> dict[str, Any]:
    """The past as the peers read it, and the query that opens it in Stepwise."""
    store, connection = open_store(), Connection(mode="custom", base_url=base_url, api_key="bench")
    turns: list[Turn] = []
    for number in range(1, count + 1):
        turns.append(one_turn(store, connection, number, turns[-1] if turns else None))
    last = turns[-1]
    pairs = [[turn["prompt"][-1]["text"], answer_text(turn)] for turn in turns]
    query = f"?c={last['conversation_id']}&t={last['id']}"
    return {"turns": pairs, "last": last["interaction_id"], "query": query}


def main() -> None:
    """Command line."""
    base_url, count, out = sys.argv[1:]
    Path(out).write_text(json.dumps(fill(base_url, int(count))))


if __name__ == "__main__":
    main()
