"""A comparison in flight: failures are kept, stops reach what they should, nothing harms another lane, nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.compare import made
from tests.tool_loop.model import Caller
from workbench import compare, functions
from workbench import run as runs
from workbench.compare import files, lanes
from workbench.compare.model import Plan
from workbench.compare.running import ordered
from workbench.errors import NotSent
from workbench.settings import Connection, Settings

ROOT = Path(__file__).resolve().parent.parent.parent


def test_a_failed_turn_is_kept_and_its_lane_goes_on_from_the_last_good_one(store, connection, emulator):
    emulator.inject({"status": 400, "contains": "What is my name", "path": "/interactions", "times": 1})
    found = made.compared(store, connection, made.plan("stateful"))
    first, second, third = found.outcomes
    assert made.states(found, found.lanes[0]) == ["done", "failed", "done"]
    assert second.problem
    assert store.turn(second.turn_id)["state"] == "failed"
    assert store.turn(third.turn_id)["parent_id"] == first.turn_id
    assert third.check is not None
    assert third.check.passed
    assert found.state == "done"


def test_a_lane_that_always_fails_leaves_the_others_whole(store, connection, emulator):
    emulator.inject({"status": 403, "path": "enerateContent", "times": 99})
    found = made.compared(store, connection, made.plan("stateful", "generate_content", "stateless"))
    stateful, classic, stateless = found.lanes
    assert made.states(found, classic) == ["failed"] * 3
    assert made.states(found, stateful) == made.states(found, stateless) == ["done"] * 3


def test_stopping_one_lane_in_mid_run_leaves_the_others_whole(store, serve_emulator):
    connection = Connection("custom", serve_emulator(pace=400).base_url, "test-key")
    wanted = made.plan("stateful", "stateless", "generate_content", script=made.texts(made.STORY, "Hello", "Thanks"))
    comparing = compare.start(store, connection, wanted)
    classic = wanted.lanes[2]
    made.until(comparing, lambda now: "running" in made.states(now, classic))
    comparing.stop(classic.id)
    found = made.ended(comparing)
    assert made.states(found, classic)[1:] == ["skipped", "skipped"]
    assert made.states(found, classic)[0] in ("stopped", "skipped")
    assert made.states(found, wanted.lanes[0]) == made.states(found, wanted.lanes[1]) == ["done"] * 3
    assert found.state == "done"


def test_stopping_all_ends_it_and_keeps_what_came(store, serve_emulator):
    connection = Connection("custom", serve_emulator(pace=10).base_url, "test-key")
    comparing = compare.start(store, connection, made.plan("stateful", "agno", script=made.texts(made.STORY, "Hello")))
    made.until(comparing, lambda now: all(made.states(now, lane)[0] == "running" for lane in now.lanes))
    comparing.stop()
    found = made.ended(comparing)
    assert found.state == "stopped"
    assert all(state in ("stopped", "skipped") for outcome in found.outcomes for state in [outcome.state])
    assert compare.load(store, found.id) == found


def test_a_framework_whose_process_is_killed_fails_alone(store, serve_emulator, monkeypatch):
    from workbench.compare import adapter

    connection = Connection("custom", serve_emulator(pace=300).base_url, "test-key")
    processes = []
    original = adapter._started

    async def started():
        processes.append(await original())
        return processes[-1]

    monkeypatch.setattr(adapter, "_started", started)
    wanted = made.plan("adk", "stateful", script=made.texts(made.STORY, "Hello"))
    comparing = compare.start(store, connection, wanted)
    made.until(comparing, lambda now: made.states(now, wanted.lanes[0])[0] == "running")
    processes[0].kill()
    found = made.ended(comparing)
    assert made.states(found, wanted.lanes[0]) == ["failed", "failed"]
    assert "process has ended" in found.of(wanted.lanes[0].id)[1].problem
    assert made.states(found, wanted.lanes[1]) == ["done", "done"]


def test_a_framework_that_is_not_installed_fails_its_lane_with_advice(store, connection, monkeypatch, tmp_path):
    monkeypatch.setenv("STEPWISE_ADAPTERS", str(tmp_path))
    found = made.compared(store, connection, made.plan("agno", "stateful"))
    assert "make adapters" in found.of(found.lanes[0].id)[0].problem
    assert made.states(found, found.lanes[0]) == ["failed"] * 3
    assert made.states(found, found.lanes[1]) == ["done"] * 3


def test_what_the_api_refuses_a_framework_is_told_in_its_words(store, connection, emulator):
    emulator.inject({"status": 403, "message": "This project may not.", "times": 99})
    found = made.compared(store, connection, made.plan("adk", script=made.texts("Hello")))
    assert "This project may not." in found.outcomes[0].problem


def test_repeats_alternate_the_order_of_lanes(store, connection, emulator):
    lanes = made.lanes_of("stateful", "stateless", "generate_content")
    assert ordered(lanes, 0) == list(lanes)
    assert ordered(lanes, 1) == list(reversed(lanes))
    made.compared(store, connection, made.plan("stateful", "generate_content", repeats=2, order="in_turn"))
    kinds = ["classic" if "enerateContent" in r.path else "stateful" for r in emulator.requests if r.method == "POST"]
    assert kinds == ["stateful"] * 3 + ["classic"] * 6 + ["stateful"] * 3


def test_progress_counts_turns_and_tells_the_time_left(store, connection):
    comparing = compare.start(store, connection, made.plan("stateful", "stateless"))
    made.until(comparing, lambda now: any(outcome.state == "done" for outcome in now.outcomes))
    seen = comparing.progress()
    assert 1 <= seen.done <= seen.total == 6
    assert seen.left_s is not None
    made.ended(comparing)
    assert (comparing.progress().done, comparing.progress().left_s) == (6, 0.0)


def test_each_turn_in_flight_is_a_run_that_can_be_watched(store, connection):
    comparing = compare.start(store, connection, made.plan("stateful"))
    made.until(comparing, lambda now: now.outcomes[0].turn_id is not None)
    run = comparing.run_of(comparing.snapshot().lanes[0].id)
    assert run is not None
    assert runs.find(run.turn_id) is run
    assert compare.find(comparing.id) is comparing
    made.ended(comparing)


def test_a_finished_comparison_is_read_back_as_it_was(store, connection):
    found = made.compared(store, connection, made.plan(*made.OWN))
    assert compare.load(store, found.id) == found
    assert [(row.id, row.state, row.lanes, row.prompts) for row in compare.listed(store)] == [(found.id, "done", 4, 3)]
    assert compare.load(store, "nothing") is None


def test_functions_run_by_themselves_and_their_rounds_count_as_one_turn(store, serve_emulator):
    with serve(EmulatorConfig(speed=0), Caller([("calculate", {"expression": "6*7"})])) as emulator:
        connection = Connection("demo", emulator.base_url, "test-key")
        tools = functions.switch(Settings(), "calculate", True).tools
        wanted = made.plan("stateful", "stateless", script=made.texts("Please.", "Thanks."), tools=tools)
        found = made.compared(store, connection, replace(wanted, order="in_turn"))
        sizes = [request.received for request in emulator.requests if request.method == "POST"]
    for lane, sent in zip(found.lanes, (sizes[:4], sizes[4:]), strict=True):
        first, second = found.of(lane.id)
        assert (first.state, len(first.earlier), second.state, len(second.earlier)) == ("done", 1, "done", 1)
        assert '"result": 42' in first.answer
        assert (first.measure.requests, first.measure.bytes_out) == (2, sum(sent[:2]))
        assert (second.measure.requests, second.measure.bytes_out) == (2, sum(sent[2:]))
    back = files.begin_import(store, files.to_json(store, found))
    assert [len(outcome.earlier) for outcome in back.outcomes] == [1, 1, 1, 1]


def test_a_function_that_waits_for_a_person_fails_its_turn_in_words(store, connection):
    with serve(EmulatorConfig(speed=0), Caller([("calculate", {"expression": "6*7"})])) as emulator:
        connection = Connection("demo", emulator.base_url, "test-key")
        asking = functions.with_mode(functions.switch(Settings(), "calculate", True), "calculate", "ask")
        plan = Plan(made.texts("Please."), (lanes.new_lane("stateful", asking),))
        found = made.compared(store, connection, plan)
    assert found.outcomes[0].state == "failed"
    assert "waits for a person" in found.outcomes[0].problem
    files.begin_import(store, files.to_json(store, found))


def test_a_deleted_conversation_takes_its_comparison_along(store, connection):
    found = made.compared(store, connection, made.plan("stateful"))
    store.delete_conversation(found.id)
    assert compare.load(store, found.id) is None
    assert compare.listed(store) == []


def test_the_baseline_can_be_changed_while_it_runs(store, connection):
    comparing = compare.start(store, connection, made.plan("stateful", "stateless"))
    other = comparing.snapshot().lanes[1]
    compare.set_baseline(store, comparing.snapshot(), other.id)
    found = made.ended(comparing)
    assert found.plan.baseline_lane == other
    assert compare.load(store, found.id) == found


def test_another_baseline_is_kept(store, connection):
    found = made.compared(store, connection, made.plan("stateful", "stateless"))
    changed = compare.set_baseline(store, found, found.lanes[1].id)
    assert compare.load(store, found.id) == changed
    assert changed.plan.baseline_lane == found.lanes[1]


@pytest.mark.parametrize("repeats", [0, 11])
def test_a_plan_that_can_not_be_run_is_refused_before_anything_is_kept(store, connection, repeats):
    with pytest.raises(NotSent):
        compare.start(store, connection, made.plan("stateful", repeats=repeats))
    with pytest.raises(NotSent):
        compare.start(store, connection, Plan(made.texts(" "), made.lanes_of("stateful")))
    assert store.conversations() == []


def test_what_a_killed_process_had_measured_is_there_afterwards(tmp_path, serve_emulator, data_dir):
    database = f"sqlite:///{tmp_path / 'stepwise.db'}"
    command = [sys.executable, "-m", "tests.compare.killed_process", database, serve_emulator(pace=150).base_url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        process.kill()
    from workbench.store import open_store

    store = open_store(database)
    try:
        found = compare.load(store, told["id"])
        assert found is not None
        assert found.state == "interrupted"
        first, second = found.outcomes
        assert (first.state, first.answer) == ("done", told["answer"])
        assert first.measure.bytes_out == told["bytes_out"]
        assert second.state in ("failed", "skipped")
        assert compare.listed(store)[0].state == "interrupted"
    finally:
        store.close()
