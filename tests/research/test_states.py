"""The states of a job: as a function of turn and clock, and through any order of what can happen to it."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from emulator.brain.contract import Ask, Move
from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.research.conftest import TEXT, connected, small_agent
from workbench import recovery, run, turn
from workbench.answer import answer_text
from workbench.records import ENDED, Turn
from workbench.research import jobs, record, states
from workbench.research.brief import Brief
from workbench.settings import Connection, Settings
from workbench.store import open_store

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def a_job(**changes: Any) -> Any:
    made = turn.new_turn(
        conversation_id="c", prompt=[], settings=Settings(), connection=Connection(), request={}, page="research"
    )
    job = {**record.new("report"), "changed": record.stamp(NOW), "mode": changes.pop("mode", "following")}
    return {**made, "created": record.stamp(NOW), "state": "streaming", "interaction_id": "v1_a", "job": job, **changes}


@pytest.mark.parametrize(
    ("given", "watched", "state"),
    [
        ({"interaction_id": None, "state": "waiting"}, True, "creating"),
        ({}, True, "following"),
        ({"mode": "resuming"}, True, "resuming"),
        ({"mode": "polling"}, True, "polling"),
        ({"mode": "detached"}, False, "detached"),
        ({}, False, "elsewhere"),
        ({"state": "done", "status": "completed"}, False, "completed"),
        ({"state": "done", "status": "incomplete"}, False, "incomplete"),
        ({"state": "done", "status": "budget_exceeded"}, False, "incomplete"),
        ({"state": "stopped"}, False, "cancelled"),
        ({"state": "failed"}, False, "failed"),
    ],
)
def test_the_state_follows_from_the_turn(given, watched, state):
    assert states.status(a_job(**given), NOW, watched).state == state


def test_a_job_without_progress_is_stalled_and_offers_all_four_ways_out():
    late = NOW + timedelta(seconds=states.STALL_S + 1)
    status = states.status(a_job(offline=False), late, True)
    assert (status.state, status.actions) == ("stalled", ("resume", "recover", "detach", "cancel"))
    assert status.quiet_s == pytest.approx(states.STALL_S + 1)


def test_a_job_that_is_over_is_never_stalled():
    assert states.status(a_job(state="done", status="completed"), NOW + timedelta(days=1), True).state == "completed"


class Life(RuleBasedStateMachine):
    """A job whose agent goes one step on at a time, while anything happens to who watches it."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Semaphore(0)
        self.folder = tempfile.TemporaryDirectory(prefix="life-")
        self.store = open_store(f"sqlite:///{self.folder.name}/life.db")
        self.serving = serve(EmulatorConfig(speed=0), self.agent)
        self.handle = self.serving.__enter__()
        self.connection = connected(self.handle)
        self.id = jobs.start(self.store, self.connection, Brief("Bees?", plan_first=False)).turn_id
        self.cancelled = False

    def agent(self, ask: Ask) -> Iterator[Move]:
        for move in small_agent(ask):
            assert self.gate.acquire(timeout=60)
            yield move

    def watched(self) -> bool:
        found = run.find(self.id)
        return found is not None and not found.finished

    def stored(self) -> Turn:
        kept = self.store.turn(self.id)
        assert kept is not None
        return kept

    def over(self) -> bool:
        return self.stored()["state"] in ENDED

    def named(self) -> bool:
        found = run.find(self.id)
        kept = found.snapshot() if found is not None else self.stored()
        return bool(kept["interaction_id"])

    @rule()
    def the_agent_goes_on(self) -> None:
        self.gate.release()

    @rule()
    def the_next_stream_drops(self) -> None:
        self.handle.inject({"fault": "drop", "after": 2, "method": "GET", "times": 1})

    @rule()
    def the_next_stream_closes_early(self) -> None:
        self.handle.inject({"fault": "close", "after": 1, "method": "GET", "times": 1})

    @precondition(lambda self: self.watched() and self.named())
    @rule()
    def a_person_detaches(self) -> None:
        found = run.find(self.id)
        jobs.detach(self.id)
        assert found is not None
        assert found.wait(20)

    @precondition(lambda self: self.named() and not self.over())
    @rule()
    def a_person_resumes(self) -> None:
        jobs.resume(self.store, self.connection, self.id)

    @precondition(lambda self: self.named() and not self.over() and not self.watched())
    @rule()
    def a_person_recovers(self) -> None:
        assert jobs.recover(self.store, self.connection, self.id).wait(20)

    @precondition(lambda self: self.watched() and self.named())
    @rule()
    def the_app_restarts(self) -> None:
        self.a_person_detaches()
        kept = self.stored()
        if kept["state"] not in ENDED:
            self.store.save_turn({**kept, "job": {**kept["job"], "mode": "following"}})
            run._registry()[0].pop(self.id)
            self.store.close()
            self.store = open_store(f"sqlite:///{self.folder.name}/life.db")
            assert len(recovery.recover(self.store, lambda _turn: self.connection)) == 1

    @precondition(lambda self: self.watched() and self.named())
    @rule()
    def a_person_cancels(self) -> None:
        found = run.find(self.id)
        jobs.cancel(self.store, self.connection, self.id)
        assert found is not None
        assert found.wait(20)
        self.cancelled = self.stored()["state"] == "stopped"

    @invariant()
    def nothing_comes_twice(self) -> None:
        ids = [event["event_id"] for _, event in self.store.events(self.id) if event.get("event_id")]
        assert len(ids) == len(set(ids))
        kept = self.stored()
        assert TEXT.startswith(answer_text(kept))
        assert states.status(kept, datetime.now(UTC), self.watched()).state in states._ACTIONS

    def teardown(self) -> None:
        for _ in range(8):
            self.gate.release()
        if not self.over() and not self.watched():
            jobs.resume(self.store, self.connection, self.id)
        found = run.find(self.id)
        assert found is None or found.wait(30)
        kept = self.stored()
        assert kept["state"] == ("stopped" if self.cancelled else "done")
        assert self.cancelled or answer_text(kept) == TEXT
        assert [request.method for request in self.handle.requests if request.path.endswith("/interactions")] == ["POST"]
        self.serving.__exit__(None, None, None)
        self.store.close()
        self.folder.cleanup()


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=10, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
