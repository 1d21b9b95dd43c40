"""A job over the real SDK against the real emulator: cut anywhere, cancelled in any phase, killed, shared, many at once."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from emulator.brain.contract import Ask, Move
from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.research.conftest import BRIEF, TEXT, connected, ended, event_ids, small_agent, until
from tools import postgres
from workbench import background, run
from workbench.answer import answer_text
from workbench.client import Client
from workbench.errors import NotSent
from workbench.records import Turn
from workbench.research import jobs, plans, timeline
from workbench.research.brief import Brief
from workbench.store import open_store

STRAIGHT = Brief(BRIEF, plan_first=False)


def server_status(handle: Any, turn: Any) -> str:
    return str(background.call(Client(connected(handle)).get(turn["interaction_id"]), 10)["status"])


def kinds(turn: Any) -> list[str]:
    return [str(record["step"].get("type")) for record in turn["steps"]]


@pytest.mark.parametrize("kind", ["drop", "close"])
def test_a_job_whose_stream_is_cut_after_any_event_ends_the_same(small, store, kind):
    whole = ended(jobs.start(store, connected(small), STRAIGHT), store)
    numbers = [name.split("_")[1] for name in event_ids(store, whole["id"])]
    for after in range(len(numbers)):
        small.inject({"fault": kind, "after": after, "method": "GET", "times": 1})
        turn = ended(jobs.start(store, connected(small), STRAIGHT), store)
        ids = event_ids(store, turn["id"])
        assert (turn["state"], answer_text(turn)) == ("done", TEXT), after
        assert len(ids) == len(set(ids)), after
        assert [name.split("_")[1] for name in ids] == numbers, after
        assert turn["usage"], after
        assert [sent["method"] for sent in turn["sent"]].count("POST") == 1
    assert len(numbers) > 15


def test_a_job_is_created_without_a_stream_and_its_id_is_kept_at_once(small, store):
    turn = ended(jobs.start(store, connected(small), STRAIGHT), store)
    first = small.requests[0].json
    assert first["background"] is True
    assert "stream" not in first
    assert turn["sent"][0]["method"] == "POST"


def test_when_no_stream_can_be_had_plain_gets_bring_the_report(small, store):
    small.inject({"fault": "close", "after": 0, "method": "GET", "times": 6})
    turn = ended(jobs.start(store, connected(small), STRAIGHT), store)
    assert (turn["state"], answer_text(turn)) == ("done", TEXT)
    assert turn["job"]["mode"] == "polling"


def test_the_bill_comes_with_the_final_get(small, store):
    turn = ended(jobs.start(store, connected(small), STRAIGHT), store)
    last = [event for _, event in store.events(turn["id"]) if event.get("event_type") == "interaction.completed"]
    assert "usage" not in last[-1]["interaction"]
    assert turn["usage"]["total_output_tokens"] > 0


def test_a_plan_is_revised_approved_and_carried_out_each_linked_to_the_one_before(connection, store):
    first = ended(jobs.start(store, connection, Brief(BRIEF)), store)
    second = ended(jobs.revise(store, connection, first["id"], "Remove step 2. Add recycling."), store)
    report = ended(jobs.approve(store, connection, second["id"]), store)
    changed = [line.change for line in plans.difference(plans.steps_of(first), plans.steps_of(second))]
    assert changed.count("removed") == changed.count("added") == 1
    assert second["request"]["previous_interaction_id"] == first["interaction_id"]
    assert report["request"]["previous_interaction_id"] == second["interaction_id"]
    assert "collaborative_planning" not in report["request"]["agent_config"]
    assert "## What could not be found" in answer_text(report)


@pytest.mark.parametrize("phase", ["thought", "google_search_call", "url_context_call", "model_output"])
def test_cancelling_in_any_phase_stops_the_run_on_the_server(store, phase):
    with serve(EmulatorConfig(speed=25)) as handle:
        running = jobs.start(store, connected(handle), STRAIGHT)
        until(running, lambda turn: phase in kinds(turn))
        jobs.cancel(store, connected(handle), running.turn_id)
        turn = ended(running, store)
        assert turn["state"] == "stopped"
        assert server_status(handle, turn) == "cancelled"
        assert phase in kinds(turn)


def test_a_detached_job_goes_on_and_is_taken_up_again_without_a_word_twice(store):
    with serve(EmulatorConfig(speed=25)) as handle:
        running = jobs.start(store, connected(handle), STRAIGHT)
        until(running, lambda turn: "google_search_call" in kinds(turn))
        jobs.detach(running.turn_id)
        left = ended(running, store)
        assert (left["state"], left["job"]["mode"]) == ("streaming", "detached")
        assert server_status(handle, left) == "in_progress"
        turn = ended(jobs.resume(store, connected(handle), left["id"]), store)
        ids = event_ids(store, left["id"])
        assert turn["state"] == "done"
        assert len(ids) == len(set(ids))


def test_recovering_is_one_get_and_leaves_a_running_job_alone(store):
    with serve(EmulatorConfig(speed=0)) as handle:
        handle.inject({"fault": "stall", "after": 6, "times": 1})
        running = jobs.start(store, connected(handle), STRAIGHT)
        until(running, lambda turn: len(turn["steps"]) > 0)
        jobs.detach(running.turn_id)
        left = ended(running, store)
        before = len(handle.requests)
        turn = ended(jobs.recover(store, connected(handle), left["id"]), store)
        assert [request.method for request in handle.requests[before:]] == ["GET"]
        assert (turn["state"], turn["job"]["mode"]) == ("streaming", "detached")
        assert "cancelled" in jobs.cancel(store, connected(handle), left["id"])
        assert server_status(handle, left) == "cancelled"


def test_a_run_that_fails_says_so_and_keeps_what_came(store):
    with serve(EmulatorConfig(speed=0)) as handle:
        handle.inject({"fault": "fail", "after": 12, "times": 1})
        turn = ended(jobs.start(store, connected(handle), STRAIGHT), store)
        assert turn["state"] == "failed"
        assert turn["steps"]


def test_twenty_jobs_at_once_all_end_with_their_own_report(connection, store):
    subjects = ["bees", "gravity", "DNA", "volcanoes", "the Roman Empire"] * 4
    running = [jobs.start(store, connection, Brief(f"What are {subject}?", plan_first=False)) for subject in subjects]
    turns = [ended(one, store) for one in running]
    assert {turn["state"] for turn in turns} == {"done"}
    assert len({turn["interaction_id"] for turn in turns}) == 20
    assert len({answer_text(turn) for turn in turns}) == 5
    assert len(jobs.listed(store)) == 20


@pytest.fixture(params=["sqlite", *(["postgresql"] if postgres.find() else [])])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that several processes use."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'shared.db'}"
        return
    with postgres.server() as address:
        yield address.format(database="postgres")


def test_a_killed_process_leaves_its_job_to_exactly_one_of_two_others(shared):
    gate = threading.Event()

    def agent(ask: Ask) -> Iterator[Move]:
        for move in small_agent(ask):
            assert move.step["type"] != "model_output" or gate.wait(120)
            yield move

    with serve(EmulatorConfig(speed=0), agent) as handle:
        command = [sys.executable, "-m", "tests.research.process", shared, handle.base_url]
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with subprocess.Popen([*command, "start"], **pipes) as first:
            turn_id = first.stdout.readline().strip()
            late = [subprocess.Popen([*command, "take"], **pipes) for _ in range(2)]
            assert [other.stdout.readline().strip() for other in late] == ["ready"] * 2
            first.send_signal(signal.SIGKILL)
        gate.set()
        for other in late:
            other.stdin.write("go\n")
            other.stdin.flush()
        assert sorted(other.communicate(timeout=60)[0].strip() for other in late) == ["", turn_id]
        assert [request.method for request in handle.requests].count("POST") == 1
    store = open_store(shared)
    turn = store.turn(turn_id)
    ids = event_ids(store, turn_id)
    store.close()
    assert turn is not None
    assert (turn["state"], answer_text(turn)) == ("done", TEXT)
    assert len(ids) == len(set(ids))


def test_a_job_that_a_living_process_watches_is_not_taken_over(small, store, tmp_path):
    running = ended(jobs.start(store, connected(small), STRAIGHT), store)
    store.save_turn({**running, "state": "streaming"})
    other = open_store(f"sqlite:///{tmp_path / 'stepwise.db'}")
    try:
        with pytest.raises(NotSent, match="Another process"):
            jobs.resume(other, connected(small), running["id"])
        assert jobs.cancel(other, connected(small), running["id"]).startswith("Cancel")
        bare: Turn = {**running, "state": "streaming", "steps": []}
        assert jobs.as_kept(other, bare)["steps"] == running["steps"]
    finally:
        other.close()
    assert run.find(running["id"]) is not None


def test_a_plan_in_the_making_is_skipped_and_its_run_is_cancelled(store):
    with serve(EmulatorConfig(speed=25)) as handle:
        handle.inject({"fault": "stall", "after": 2, "times": 1})
        planning = jobs.start(store, connected(handle), Brief(BRIEF))
        until(planning, lambda turn: bool(turn["interaction_id"]))
        report = ended(jobs.skip_plan(store, connected(handle), planning.turn_id), store)
        plan = ended(planning, store)
        assert (plan["state"], plan["job"]["seen"]) == ("stopped", True)
        assert server_status(handle, plan) == "cancelled"
        assert (report["state"], report["job"]["kind"]) == ("done", "report")
        assert "previous_interaction_id" not in report["request"]
        assert [one.turn["id"] for one in jobs.listed(store)] == [report["id"]]


def test_a_revision_in_the_making_is_skipped_with_its_wishes_and_the_plan_before_it(store):
    with serve(EmulatorConfig(speed=25)) as handle:
        first = ended(jobs.start(store, connected(handle), Brief(BRIEF)), store)
        handle.inject({"fault": "stall", "after": 2, "times": 1})
        revising = jobs.revise(store, connected(handle), first["id"], "Add a step on recycling.")
        until(revising, lambda turn: bool(turn["interaction_id"]))
        report = ended(jobs.skip_plan(store, connected(handle), revising.turn_id), store)
        assert report["request"]["previous_interaction_id"] == first["interaction_id"]
        assert "recycling" in answer_text(report).lower()


def test_a_failed_job_is_sent_again_as_it_was(store):
    with serve(EmulatorConfig(speed=0)) as handle:
        handle.inject({"fault": "fail", "after": 12, "times": 1})
        failed = ended(jobs.start(store, connected(handle), STRAIGHT), store)
        turn = ended(jobs.again(store, connected(handle), failed["id"]), store)
        assert (failed["state"], turn["state"]) == ("failed", "done")
        assert turn["request"] == failed["request"]
        assert [one.turn["id"] for one in jobs.listed(store)] == [turn["id"]]


def test_a_plain_model_does_it_in_the_background_as_a_job_like_any_other(connection, store):
    brief = Brief("What do bees do for plants?", agent="gemini-3.8-flash", form="summary")
    turn = ended(jobs.start(store, connection, brief), store)
    found = timeline.of(turn)
    assert (turn["state"], turn["job"]["kind"], turn["request"]["background"]) == ("done", "report", True)
    assert {"agent", "agent_config"} & set(turn["request"]) == set()
    assert "executive summary" in turn["request"]["system_instruction"]
    assert found.queries
    assert found.writing
    assert [one.turn["id"] for one in jobs.listed(store)] == [turn["id"]]
