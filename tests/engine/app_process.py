"""Run as a process by the tests: sends one prompt as the app would, tells how far it is, and waits to be killed."""

from __future__ import annotations

import json
import sys

from tests.engine.watching import until
from workbench import send as sending
from workbench import turn as turns
from workbench.settings import Connection, Prompt, Settings
from workbench.store import open_store


def main(database: str, base_url: str, prompt: str, options: str) -> None:
    """Send, print the turn's id once some text came, wait for the end of stdin."""
    store = open_store(database)
    store.worker()
    connection = Connection("custom", base_url, "test-key")
    run = sending.send(store, connection, Settings(**json.loads(options)), Prompt(prompt), None, None)
    until(run, lambda turn: len(turns.answer_text(turn)) > 30)
    saved = None
    while saved is None:
        until(run, lambda turn: run.version > 0)
        found = store.turn(run.turn_id)
        saved = found if found and (found["interaction_id"] or not json.loads(options).get("store", True)) else None
    print(json.dumps({"turn": run.turn_id, "seen": turns.answer_text(run.snapshot())}), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
