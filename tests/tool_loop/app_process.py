"""Run as a process by the tests: asks for function calls as the app would, tells how far it is, and waits to be killed."""

from __future__ import annotations

import json
import sys

from tests.engine.watching import until
from tests.tool_loop.conftest import ask
from workbench.settings import Connection, Settings
from workbench.store import open_store


def main(database: str, base_url: str, settings: str, state: str) -> None:
    """Send, print the turn's id once a call is in this state and the store knows it, wait for the end of stdin."""
    store = open_store(database)
    store.worker()
    run = ask(store, Connection("demo", base_url, "test-key"), Settings.from_dict(json.loads(settings)))
    until(run, lambda turn: any(call["state"] == state for call in turn.get("calls", {}).values()))
    kept = None
    while not (kept and kept.get("calls")):
        kept = store.turn(run.turn_id)
    print(run.turn_id, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
