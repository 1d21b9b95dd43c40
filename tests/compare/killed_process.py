"""Run as a process by a test: begins a comparison, tells when its first turn is kept, and waits to be killed."""

from __future__ import annotations

import json
import sys

from tests.compare import made
from workbench import compare
from workbench.compare import keeping
from workbench.settings import Connection
from workbench.store import open_store


def main(database: str, base_url: str) -> None:
    """Print the comparison's id and its first answer; the second one takes long."""
    store = open_store(database)
    wanted = made.plan("stateful", script=made.texts("Tell me a joke.", "Write about 2000 words about the sea."))
    comparing = compare.start(store, Connection("custom", base_url, "test-key"), wanted)
    now = made.until(comparing, lambda found: found.outcomes[1].state == "running")
    keeping.save(store, now)
    first = now.outcomes[0]
    sys.stdout.write(json.dumps({"id": now.id, "answer": first.answer, "bytes_out": first.measure.bytes_out}) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
