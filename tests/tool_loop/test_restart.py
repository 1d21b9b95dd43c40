"""The app is killed while calls wait or run; the next one finds them and goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.tool_loop.conftest import last, with_functions
from workbench import answering, calls
from workbench import turn as turns
from workbench.answering import Given
from workbench.records import Turn
from workbench.recovery import recover
from workbench.settings import Settings
from workbench.store import open_store

ROOT = Path(__file__).resolve().parents[2]


def killed(tmp_path: Path, base_url: str, settings: Settings, state: str) -> str:
    """Run an app until a call is in this state, kill it, and give the turn's id."""
    command = [sys.executable, "-m", "tests.tool_loop.app_process", f"sqlite:///{tmp_path / 'app.db'}", base_url]
    command += [json.dumps(settings.to_dict()), state]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        turn_id = process.stdout.readline().strip()
        process.kill()
    assert turn_id
    return turn_id


def test_a_call_that_waits_is_answered_after_a_restart(calling, tmp_path):
    connection, _ = calling([("calculate", {"expression": "6*7"}), ("shift_date", {"start": "2026-01-31"})])
    turn_id = killed(tmp_path, connection.base_url, with_functions(calculate="ask", shift_date="manual"), "needs_approval")
    store = open_store(f"sqlite:///{tmp_path / 'app.db'}")
    assert recover(store, lambda turn: connection) == []
    first, second = calls.calls_of(found(store, turn_id))
    assert (first["state"], second["state"]) == ("needs_approval", "needs_answer")
    assert answering.approve(store, connection, turn_id, first["call_id"]).wait(30)
    answer = last(answering.answer(store, connection, turn_id, second["call_id"], Given("tomorrow")))
    assert '"result": 42}; tomorrow' in turns.answer_text(answer)
    store.close()


def test_a_call_that_ran_is_told_as_interrupted_and_never_run_again_by_itself(calling, tmp_path):
    connection, model = calling([("write_report", {"topic": "bees", "seconds": 90})])
    turn_id = killed(tmp_path, connection.base_url, with_functions("write_report"), "running")
    store = open_store(f"sqlite:///{tmp_path / 'app.db'}")
    recover(store, lambda turn: connection)
    (call,) = calls.calls_of(found(store, turn_id))
    assert (call["state"], call["reason"]) == ("interrupted", "The app ended while this function ran.")
    assert len(model.asks) == 1
    answer = last(answering.approve(store, connection, turn_id, call["call_id"], {"topic": "bees", "seconds": 0}))
    assert '"topic": "bees"' in turns.answer_text(answer)
    store.close()


def found(store, turn_id: str) -> Turn:
    turn: Turn = store.turn(turn_id)
    assert turn["state"] == "needs_action"
    return turn
