"""Run as a process by the tests: starts a job and waits to be killed, or takes over what a dead process left."""

from __future__ import annotations

import sys

from tests.research.conftest import BRIEF, until
from workbench import recovery
from workbench.research import jobs
from workbench.research.brief import Brief
from workbench.settings import Connection
from workbench.store import open_store


def main(database: str, base_url: str, task: str) -> None:
    """Do the task; what is printed is read by the test."""
    store, connection = open_store(database), Connection("demo", base_url, "test-key")
    store.worker()
    if task == "start":
        run = jobs.start(store, connection, Brief(BRIEF, plan_first=False))
        until(run, lambda turn: len(turn["steps"]) > 2)
        print(run.turn_id, flush=True)
        sys.stdin.read()
    print("ready", flush=True)
    sys.stdin.readline()
    runs = recovery.recover(store, lambda _turn: connection, jobs_only=True)
    for run in runs:
        run.wait(60)
    print("\n".join(run.turn_id for run in runs), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
