"""The app dies in mid-answer; the next one takes the turns up where they were."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engine.watching import ended, problem_in
from workbench import recovery
from workbench import turn as turns
from workbench.settings import Connection

ROOT = Path(__file__).resolve().parents[2]
STORY = "Tell me a long story about the sea."


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Callable[..., tuple[subprocess.Popen[str], dict[str, Any]]]]:
    """Starts processes that have sent a prompt and received some of the answer."""
    started: list[subprocess.Popen[str]] = []

    def start(base_url: str, **options: Any) -> tuple[subprocess.Popen[str], dict[str, Any]]:
        command = [sys.executable, "-m", "tests.engine.app_process", f"sqlite:///{tmp_path / 'stepwise.db'}", base_url, STORY]
        process = subprocess.Popen(
            [*command, json.dumps(options)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        started.append(process)
        assert process.stdout is not None
        return process, json.loads(process.stdout.readline())

    yield start
    for process in started:
        process.kill()
        process.communicate()


def no_connection(_turn: Any) -> None:
    return None


@pytest.mark.parametrize("background", [False, True], ids=["foreground", "background"])
def test_a_killed_app_finds_its_answer_complete_afterwards(app, serve_emulator, store, background):
    base_url = serve_emulator(pace=100).base_url
    process, told = app(base_url, background=background)
    process.kill()
    process.wait()
    connection = Connection("custom", base_url, "test-key")
    (run,) = recovery.recover(store, lambda _turn: connection)
    turn = ended(run)
    assert (turn["id"], turn["state"]) == (told["turn"], "done")
    assert turns.answer_text(turn).startswith(told["seen"])
    assert turn["usage"]
    assert any("app had ended" in note for note in turn["notes"])
    assert store.turn(told["turn"]) == turn
    assert turns.as_of(turn, store.events(turn["id"]))["steps"] == turn["steps"]
    assert recovery.recover(store, no_connection) == []


def test_what_the_server_did_not_store_is_closed_with_what_had_come(app, serve_emulator, store):
    process, told = app(serve_emulator(pace=100).base_url, store=False)
    process.kill()
    process.wait()
    assert recovery.recover(store, no_connection) == []
    turn = store.turn(told["turn"])
    assert turn["state"] == "failed"
    assert problem_in(turn)["code"] == "interrupted"
    assert problem_in(turn)["retryable"] is True


def test_without_a_connection_the_turn_is_closed_with_what_had_come(app, serve_emulator, store):
    process, told = app(serve_emulator(pace=100).base_url)
    process.kill()
    process.wait()
    assert recovery.recover(store, no_connection) == []
    turn = store.turn(told["turn"])
    assert (turn["state"], problem_in(turn)["code"]) == ("failed", "interrupted")
    assert turn["interaction_id"]


def test_turns_of_a_living_app_are_left_alone(app, serve_emulator, store):
    _process, told = app(serve_emulator(pace=15).base_url)
    assert recovery.recover(store, no_connection) == []
    assert store.turn(told["turn"])["state"] in ("waiting", "streaming")


def test_an_interaction_can_be_fetched_again_later(send, serve_emulator, store):
    connection = Connection("custom", serve_emulator(pace=200).base_url, "test-key")
    run = send(connection, STORY)
    from tests.engine.watching import until

    until(run, lambda turn: len(turns.answer_text(turn)) > 30)
    run.stop()
    stopped = ended(run)
    fetched = ended(recovery.fetch(store, connection, stopped["id"]))
    assert fetched["state"] == "done"
    assert turns.answer_text(fetched).startswith(turns.answer_text(stopped))


def test_only_the_server_that_keeps_an_interaction_is_asked_for_it(send, serve_emulator, store):
    base_url = serve_emulator().base_url
    turn = ended(send(Connection("custom", base_url, "test-key"), "My name is Ada."))
    assert recovery.fetchable(turn, Connection("custom", base_url + "/", "another-key"))
    assert not recovery.fetchable(turn, Connection("custom", base_url, ""))
    assert not recovery.fetchable(turn, Connection("custom", "http://127.0.0.1:9", "test-key"))
    assert not recovery.fetchable(turn, Connection("google", "", "test-key"))
    assert not recovery.fetchable(turn, Connection("demo", base_url, "demo"))
    assert not recovery.fetchable({**turn, "gone": "2026-03-14T09:30:00.000Z"}, Connection("custom", base_url, "test-key"))
