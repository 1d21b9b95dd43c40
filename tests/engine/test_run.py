"""A turn in flight against a real emulator: sent, watched, stopped, saved."""

from __future__ import annotations

import asyncio
import importlib
import json
import threading
from typing import Any

import pytest

from tests.engine import made
from tests.engine.raw_server import stream
from tests.engine.watching import ended, in_time, problem_in, until
from workbench import journal
from workbench import run as runs
from workbench import send as sending
from workbench import turn as turns
from workbench.errors import NotSent
from workbench.settings import Connection, Prompt, Settings

STORY = "Write about 300 words about the sea."


def test_the_second_turn_sends_only_the_new_text_and_the_answer_knows_the_first(send, connection):
    first = send(connection, "Hi, my name is Karthik. I like cricket and watching movies.")
    before = ended(first)
    second = ended(send(connection, "What is my name?", after=first))
    body = json.loads(second["sent"][0]["body"])
    assert body["previous_interaction_id"] == before["interaction_id"]
    assert "cricket" not in second["sent"][0]["body"]
    assert "Karthik" in turns.answer_text(second)
    assert second["state"] == "done"


def test_the_stored_turn_is_the_one_that_was_seen(send, connection, store):
    seen = ended(send(connection))
    assert store.turn(seen["id"]) == seen


def test_the_stored_events_fold_to_the_same_turn(send, connection, store):
    seen = ended(send(connection))
    again = turns.as_of(seen, store.events(seen["id"]))
    for part in ("steps", "usage", "status", "interaction_id", "timings"):
        assert again[part] == seen[part]


def test_the_turn_is_stored_before_the_first_byte_is_answered(send, raw, store):
    server = raw(stream(made.created(), made.completed()))
    server.hold.clear()
    run = send(Connection("custom", server.base_url, "test-key"))
    assert server.on_request.wait(30)
    assert store.turn(run.turn_id)["state"] == "waiting"
    server.hold.set()
    assert ended(run)["state"] == "done"


def test_a_screen_may_wait_until_the_whole_request_has_left(send, raw):
    server = raw(stream(made.created(), made.completed()))
    server.hold.clear()
    run = send(Connection("custom", server.base_url, "test-key"))
    assert run.wait_until_sent(30)
    assert server.on_request.wait(30)
    assert not run.finished, "the request has left; nothing answered it yet"
    server.hold.set()
    assert ended(run)["state"] == "done"


def test_the_interaction_id_is_stored_while_the_answer_still_comes(send, serve_emulator, store):
    connection = Connection("custom", serve_emulator(pace=20).base_url, "test-key")
    run = send(connection, STORY)
    turn = until(run, lambda turn: len(turns.answer_text(turn)) > 60)
    saved = store.turn(run.turn_id)
    run.stop()
    ended(run)
    assert saved["interaction_id"] == turn["interaction_id"]
    assert saved["state"] == "streaming"


def test_requests_are_recorded_as_sent_but_never_the_key(send, connection):
    turn = ended(send(connection))
    sent = turn["sent"][0]
    assert (sent["method"], sent["status"]) == ("POST", 200)
    assert sent["url"] == connection.base_url + "/v1/interactions"
    assert json.loads(sent["body"]) == turn["request"]
    assert sent["bytes_out"] == len(sent["body"].encode())
    assert sent["bytes_in"] > len(turns.answer_text(turn))
    assert connection.api_key not in json.dumps(turn)


def test_stop_keeps_the_text_that_came(send, serve_emulator, store):
    connection = Connection("custom", serve_emulator(pace=50).base_url, "test-key")
    run = send(connection, STORY)
    until(run, lambda turn: len(turns.answer_text(turn)) > 40)
    run.stop()
    turn = ended(run)
    assert (turn["state"], turn["problem"]) == ("stopped", None)
    assert 40 < len(turns.answer_text(turn)) < 1000
    assert turn["steps"][-1]["cut"] is True
    assert store.turn(run.turn_id) == turn


def test_a_turn_after_a_stopped_one_resends_what_the_server_may_lack(send, serve_emulator):
    connection = Connection("custom", serve_emulator(pace=200).base_url, "test-key")
    run = send(connection, STORY)
    until(run, lambda turn: len(turns.answer_text(turn)) > 40)
    run.stop()
    partial = turns.answer_text(ended(run))
    following = ended(send(connection, "What is 2 + 2?", after=run))
    assert following["previous_interaction_id"] is None
    assert partial in json.loads(following["sent"][0]["body"])["input"][-2]["content"][0]["text"]
    assert following["state"] == "done"


def test_stop_before_any_answer_ends_the_wait(send, raw):
    server = raw(b"")
    server.hold.clear()
    run = send(Connection("custom", server.base_url, "test-key"))
    assert server.on_request.wait(30)
    run.stop()
    run.stop()
    assert ended(run)["state"] == "stopped"


def test_stop_after_the_end_changes_nothing(send, connection):
    run = send(connection)
    before = ended(run)
    run.stop()
    assert run.snapshot() == before


def test_stop_cancels_a_background_run_on_the_server(send, serve_emulator):
    connection = Connection("custom", serve_emulator(pace=50).base_url, "test-key")
    run = send(connection, STORY, background=True)
    until(run, lambda turn: len(turns.answer_text(turn)) > 40)
    run.stop()
    turn = ended(run)
    assert (turn["state"], turn["status"]) == ("stopped", "cancelled")
    assert turn["sent"][-1]["url"].endswith("/cancel")
    assert any("Cancelled on the server" in note for note in turn["notes"])


def test_a_listener_that_raises_harms_nobody(send, connection):
    run = send(connection)
    heard = threading.Event()

    def broken() -> None:
        raise RuntimeError("a listener's own mistake")

    run.listen(broken)
    run.listen(heard.set)
    assert ended(run)["state"] == "done"
    assert heard.wait(30)


def test_versions_grow_and_news_reach_another_event_loop(send, serve_emulator):
    run = send(Connection("custom", serve_emulator(pace=100).base_url, "test-key"), STORY)

    async def follow() -> list[int]:
        versions = [0]
        while not run.finished:
            versions.append(await runs.wait_newer(run, versions[-1], 20))
        return versions

    versions = asyncio.run(follow())
    assert versions == sorted(versions)
    assert len(set(versions)) > 20


def test_no_news_is_the_same_version(send, raw):
    server = raw(b"")
    server.hold.clear()
    run = send(Connection("custom", server.base_url, "test-key"))
    version = asyncio.run(runs.wait_newer(run, run.version, 0.01))
    assert version == run.version
    run.stop()
    ended(run)


def test_a_run_is_found_by_its_turn_and_by_its_bell_only(send, connection):
    run: runs.Run = send(connection)
    assert runs.find(run.turn_id) is run
    assert runs.by_bell(run.bell) is run
    assert runs.by_bell(run.turn_id) is None
    ended(run)
    assert run not in runs.active()


def test_runs_survive_a_hot_reload(send, connection):
    run: runs.Run = send(connection)
    importlib.reload(runs)
    assert runs.find(run.turn_id) is run
    ended(run)


def test_finished_runs_are_forgotten_over_a_cap_but_the_store_has_them(send, connection, store, monkeypatch):
    monkeypatch.setattr(runs, "KEPT", 2)
    made_runs = [send(connection) for _ in range(5)]
    for run in made_runs:
        ended(run)
    until_forgotten = ended(send(connection))
    known = [run for run in made_runs if runs.find(run.turn_id) is not None]
    assert len(known) <= 2
    assert store.turn(until_forgotten["id"]) is not None
    assert all(store.turn(run.turn_id)["state"] == "done" for run in made_runs)


def test_twenty_runs_at_once_all_arrive(send, connection):
    many = [send(connection, f"What is {number} + {number}?") for number in range(20)]
    for number, run in enumerate(many):
        turn = ended(run)
        assert turn["state"] == "done"
        assert str(2 * number) in turns.answer_text(turn)


def test_an_answer_that_cannot_be_saved_is_still_shown_and_saved_when_it_can_be(send, connection, store, tmp_path, monkeypatch):
    import sqlite3

    monkeypatch.setattr(journal, "PAUSES_S", (0.05,) * 200)
    run = send(connection, "Hello")
    ended(run)
    with sqlite3.connect(tmp_path / "stepwise.db") as database:
        database.execute("ALTER TABLE events RENAME TO gone")
    turn = ended(send(connection, "What is 2 + 2?", after=run))
    assert turn["state"] == "done"
    assert "4" in turns.answer_text(turn)
    assert any("could not be saved" in note for note in turn["notes"])
    assert store.turn(turn["id"])["state"] != "done"
    with sqlite3.connect(tmp_path / "stepwise.db") as database:
        database.execute("ALTER TABLE gone RENAME TO events")
    saved = in_time(lambda: store.turn(turn["id"]), lambda kept: kept["state"] == "done")
    assert saved == {**turn, "notes": []}
    assert turns.as_of(saved, store.events(turn["id"]))["steps"] == turn["steps"]


@pytest.mark.parametrize("background", [False, True])
def test_an_answer_that_is_not_streamed(send, connection, background: bool):
    turn = ended(send(connection, "What is 2 + 2?", stream=False, background=background))
    assert turn["state"] == "done"
    assert "4" in turns.answer_text(turn)
    assert turn["usage"]
    assert turn["sent"][0]["method"] == "POST"


def test_retry_sends_exactly_the_same_request_as_a_sibling(send, connection, store):
    first = ended(send(connection, "Hi, my name is Karthik."))
    again = ended(sending.retry(store, connection, first["id"]))
    assert again["sent"][0]["body"] == first["sent"][0]["body"]
    assert again["parent_id"] == first["parent_id"]
    assert again["id"] != first["id"]
    assert store.turn(first["id"]) == first


def test_edit_makes_a_sibling_and_keeps_the_old(send, connection, store):
    root = send(connection, "Hi, my name is Karthik.")
    ended(root)
    old = ended(send(connection, "What is 2 + 2?", after=root))
    new = ended(sending.edit(store, connection, old["id"], Prompt("What is my name?"), Settings()))
    assert new["parent_id"] == root.turn_id
    assert new["previous_interaction_id"] == root.snapshot()["interaction_id"]
    assert store.turn(old["id"]) == old


def test_regenerate_asks_the_same_with_other_settings(send, connection, store):
    old = ended(send(connection, "What is 2 + 2?"))
    new = ended(sending.regenerate(store, connection, old["id"], Settings(thinking_level="high")))
    assert new["prompt"] == old["prompt"]
    assert new["request"]["generation_config"]["thinking_level"] == "high"


def test_without_a_key_nothing_is_sent(send, emulator):
    turn = ended(send(Connection("google", emulator.base_url, "")))
    assert (turn["state"], problem_in(turn)["code"], turn["sent"]) == ("failed", "no_key", [])


def test_what_the_sdk_refuses_is_told_and_not_sent(connection, store):
    made_turn: Any = made.a_turn(model="m", agent="a")
    made_turn["conversation_id"] = store.new_conversation()
    store.save_turn(made_turn)
    turn = ended(runs.start(made_turn, connection, store))
    assert turn["state"] == "failed"
    assert (problem_in(turn)["code"], problem_in(turn)["retryable"], turn["sent"]) == ("invalid_request", False, [])


def test_a_conversation_can_be_deleted_while_it_answers(send, serve_emulator, store, caplog):
    connection = Connection("custom", serve_emulator(pace=50).base_url, "test-key")
    run, other = send(connection, STORY), send(connection, STORY)
    chat = until(run, lambda turn: len(turns.answer_text(turn)) > 40)["conversation_id"]
    assert runs.stop_conversation(chat, 30)
    store.delete_conversation(chat)
    assert store.turn(run.turn_id) is None
    assert not other.stopping
    other.stop()
    ended(other)
    assert caplog.records == []


def test_an_agent_is_asked_without_the_options_of_models(send, connection):
    turn = ended(send(connection, "What is known about bees?", agent="deep-research-preview-04-2026", background=True))
    body = json.loads(turn["sent"][0]["body"])
    assert "generation_config" not in body
    assert (turn["state"], turn["model"]) == ("done", "deep-research-preview-04-2026")
    assert turns.answer_text(turn)


def test_a_turn_that_was_deleted_elsewhere_cannot_be_gone_on_from(send, connection, store):
    run = send(connection)
    turn = ended(run)
    store.delete_conversation(turn["conversation_id"])
    for action in (
        lambda: sending.retry(store, connection, run.turn_id),
        lambda: sending.regenerate(store, connection, run.turn_id),
        lambda: sending.send(store, connection, Settings(), Prompt("x"), store.new_conversation(), run.turn_id),
    ):
        with pytest.raises(NotSent, match="no longer there"):
            action()


def test_what_would_surely_be_refused_is_not_sent_and_leaves_no_turn(connection, store):
    agent = Settings(agent="deep-research-preview-04-2026", store=False)
    with pytest.raises(NotSent, match=r"(?i)stor"):
        sending.send(store, connection, agent, Prompt("Research bees."), None, None)
    assert store.conversations() == []
