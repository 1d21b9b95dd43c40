"""Streams that break, answers that can't be read, servers that refuse: what a turn makes of each."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emulator.testing import serve
from tests.engine import made
from tests.engine.raw_server import answer, stream
from tests.engine.watching import ended, problem_in, until
from workbench import background
from workbench import run as runs
from workbench import turn as turns
from workbench.client import Client
from workbench.settings import Connection

PROMPT = "Tell me a joke."


@pytest.fixture(scope="module")
def whole() -> str:
    """The answer to PROMPT when nothing breaks."""
    with serve() as handle:
        connection = Connection("custom", handle.base_url, "test-key")
        client = Client(connection)
        body = {"model": "gemini-3.8-flash", "input": PROMPT, "generation_config": {"thinking_summaries": "auto"}}
        interaction = background.call(client.create(body), 60)
    return "".join(item["text"] for step in interaction["steps"] if step["type"] == "model_output" for item in step["content"])


@pytest.mark.parametrize("kind", ["drop", "close"])
@pytest.mark.parametrize("in_background", [False, True], ids=["foreground", "background"])
def test_a_stream_that_breaks_after_any_event_ends_with_the_same_text(send, faulty, store, whole, kind, in_background):
    connection, break_after = faulty(), 1
    while True:
        faulty.set({"kind": kind, "after": break_after, "method": "POST"})
        turn = ended(send(connection, PROMPT, background=in_background))
        assert (turn["state"], turns.answer_text(turn)) == ("done", whole), break_after
        assert [record["method"] for record in turn["sent"]].count("POST") == 1
        assert turn["usage"], break_after
        if "completed" in str(store.events(turn["id"])[break_after - 1 :][:1]):
            break
        assert any("broke off" in note for note in turn["notes"]), break_after
        break_after += 1
    assert break_after >= 8


@pytest.mark.parametrize("after", [1, 4, 7])
def test_a_stream_that_breaks_again_and_again_is_resumed_again_and_again(send, faulty, whole, after):
    connection = faulty(
        {"kind": "drop", "after": after, "method": "POST"}, {"kind": "drop", "after": 2, "method": "GET", "times": 3}
    )
    turn = ended(send(connection, PROMPT, background=True))
    assert (turn["state"], turns.answer_text(turn)) == ("done", whole)


def test_a_resume_asks_for_what_follows_the_last_event(send, faulty):
    turn = ended(send(faulty({"kind": "drop", "after": 4, "method": "POST"}), PROMPT, background=True))
    resumed = turn["sent"][1]
    assert resumed["method"] == "GET"
    assert "last_event_id=" in resumed["url"]


def test_every_event_is_stored_once_across_a_resume(send, faulty, store):
    turn = ended(send(faulty({"kind": "drop", "after": 4, "method": "POST"}), PROMPT, background=True))
    ids = [event["event_id"] for _, event in store.events(turn["id"]) if event.get("event_id")]
    assert ids
    assert len(ids) == len(set(ids))
    assert turns.as_of(turn, store.events(turn["id"]))["steps"] == turn["steps"]


@pytest.mark.parametrize("kind", ["drop", "close"])
def test_what_is_not_stored_has_failed_with_its_text_kept(send, faulty, kind):
    turn = ended(send(faulty({"kind": kind, "after": 7}), PROMPT, store=False))
    assert turn["state"] == "failed"
    assert (problem_in(turn)["code"], problem_in(turn)["retryable"]) == ("connection_lost", True)
    assert turn["steps"]
    assert len(turn["sent"]) == 1


@pytest.mark.parametrize("kind", ["drop", "close"])
def test_a_break_before_the_first_event_is_never_sent_again_by_itself(send, faulty, kind):
    turn = ended(send(faulty({"kind": kind, "after": 0}), PROMPT))
    assert turn["state"] == "failed"
    assert problem_in(turn)["retryable"] is True
    assert len(turn["sent"]) == 1


def test_an_error_event_ends_the_turn_with_its_words(send, faulty):
    turn = ended(send(faulty({"kind": "error", "after": 5}), PROMPT))
    assert turn["state"] == "failed"
    assert problem_in(turn)["code"] == "gateway_timeout"
    assert "Deadline expired" in problem_in(turn)["message"]
    assert turn["steps"]


def test_an_error_event_of_a_background_stream_is_followed_past(send, faulty, whole):
    turn = ended(send(faulty({"kind": "error", "after": 5, "method": "POST"}), PROMPT, background=True))
    assert (turn["state"], turn["problem"], turns.answer_text(turn)) == ("done", None, whole)
    assert any("followed on" in note for note in turn["notes"])


def test_a_line_that_is_not_json_costs_a_note_only(send, faulty):
    turn = ended(send(faulty({"kind": "bad-json", "after": 5}), PROMPT))
    assert turn["state"] == "done"
    assert any("isn't JSON" in note for note in turn["notes"])


def test_a_long_answer_is_continued_openly(send, faulty):
    turn = ended(send(faulty({"kind": "continue", "tokens": 20}), "Write about 100 words about the sea."))
    bodies = [json.loads(record["body"]) for record in turn["sent"]]
    assert turn["state"] == "done"
    assert len(bodies) > 2
    assert all("continuation_token" in body and "input" not in body for body in bodies[1:])
    assert len([note for note in turn["notes"] if "continued it" in note]) == len(bodies) - 1
    assert len(turns.answer_text(turn).split()) > 60


def test_429_shows_how_long_to_wait(send, faulty):
    turn = ended(send(faulty({"kind": "status", "status": 429, "retry_after": "17"}), PROMPT))
    problem = problem_in(turn)
    assert (problem["status"], problem["wait_s"], problem["retryable"]) == (429, 17.0, True)
    assert len(turn["sent"]) == 1


def test_429_without_a_time_is_retryable_too(send, faulty):
    problem = problem_in(ended(send(faulty("429"), PROMPT)))
    assert (problem["status"], problem["wait_s"], problem["retryable"]) == (429, None, True)


def test_503_is_tried_again_and_says_so(send, faulty):
    turn = ended(send(faulty("503 x2"), PROMPT))
    assert turn["state"] == "done"
    assert [record["status"] for record in turn["sent"]] == [503, 503, 200]
    assert any("503" in note and "sent again" in note for note in turn["notes"])


def test_503_for_good_is_a_problem_with_retry(send, faulty):
    turn = ended(send(faulty("503"), PROMPT))
    assert (turn["state"], problem_in(turn)["status"], problem_in(turn)["retryable"]) == ("failed", 503, True)


@pytest.mark.parametrize("status", [500, 504])
def test_other_server_errors_are_not_sent_again_by_themselves(send, faulty, status):
    turn = ended(send(faulty(str(status)), PROMPT))
    assert (problem_in(turn)["status"], len(turn["sent"])) == (status, 1)


def test_a_web_page_instead_of_an_answer_is_told_in_words(send, faulty):
    problem = problem_in(ended(send(faulty("html"), PROMPT)))
    assert problem["status"] == 502
    assert "web page" in problem["message"]
    assert "<" not in problem["message"]


def test_a_wrong_key_points_to_the_connection_panel(send, emulator):
    secret = "invalid-key-0123456789"
    turn = ended(send(Connection("custom", emulator.base_url, secret), PROMPT))
    assert problem_in(turn)["status"] == 401
    assert "connection panel" in problem_in(turn)["hint"]
    assert problem_in(turn)["retryable"] is False
    assert secret not in json.dumps(turn)


def test_a_chain_that_expired_says_what_to_do(send, serve_emulator):
    handle = serve_emulator()
    connection = Connection("custom", handle.base_url, "test-key")
    first = send(connection, "Hi, my name is Karthik.")
    ended(first)
    handle.clock.advance(days=2)
    turn = ended(send(connection, "What is my name?", after=first))
    assert problem_in(turn)["status"] == 404
    assert "resend" in problem_in(turn)["hint"]


def test_a_level_the_model_lacks_names_the_ones_it_has(connection, store):
    asked: Any = made.a_turn(generation_config={"thinking_level": "minimal"}) | {"conversation_id": store.new_conversation()}
    store.save_turn(asked)
    problem = problem_in(ended(runs.start(asked, connection, store)))
    assert problem["status"] == 400
    assert "high, low, medium" in problem["hint"] or "low, medium, high" in problem["hint"]


def test_nobody_there_is_told_after_a_few_tries(send, serve_emulator):
    handle = serve_emulator()
    handle.stop()
    turn = ended(send(Connection("custom", handle.base_url, "test-key"), PROMPT))
    assert (turn["state"], problem_in(turn)["code"]) == ("failed", "unreachable")
    assert len(turn["sent"]) == 4


def test_a_server_that_comes_back_in_time_gets_the_request(send, serve_emulator):
    handle = serve_emulator()
    handle.stop()
    run = send(Connection("custom", handle.base_url, "test-key"), PROMPT)
    until(run, lambda turn: bool(turn["notes"]))
    handle.start()
    assert ended(run)["state"] == "done"


def test_a_whole_answer_where_a_stream_was_asked_for_is_taken(send, raw):
    interaction = {
        "id": "v1_x",
        "status": "completed",
        "steps": [{"type": "model_output", "content": [{"type": "text", "text": "Hi."}]}],
    }
    server = raw(answer(json.dumps(interaction | {"usage": made.usage()})))
    turn = ended(send(Connection("custom", server.base_url, "test-key")))
    assert (turn["state"], turns.answer_text(turn)) == ("done", "Hi.")


def test_a_stream_where_an_answer_was_asked_for_is_taken(send, raw):
    server = raw(stream(*made.thinking_answer()))
    turn = ended(send(Connection("custom", server.base_url, "test-key"), stream=False))
    assert (turn["state"], turns.answer_text(turn)) == ("done", "I'm doing great, thank you — and you?")


@pytest.mark.parametrize("body", ["{oops", "", "<html>hello</html>", "[1]"])
def test_an_answer_that_is_no_json_object_is_told(send, raw, body):
    turn = ended(send(Connection("custom", raw(answer(body)).base_url, "test-key")))
    assert (turn["state"], problem_in(turn)["code"]) == ("failed", "invalid_response")


def test_a_redirect_is_not_followed_with_the_key(send, raw):
    elsewhere = raw(answer("{}"))
    server = raw(answer("", status="307 Temporary Redirect", more=f"location: {elsewhere.base_url}/\r\n"))
    turn = ended(send(Connection("custom", server.base_url, "test-key")))
    assert turn["state"] == "failed"
    assert elsewhere.requests == []


def test_a_final_state_that_lacks_usage_is_fetched_once(send, raw):
    bare = {"interaction": {"id": "v1_x", "status": "completed"}, "event_type": "interaction.completed"}
    final = {"id": "v1_x", "status": "completed", "usage": made.usage()}
    server = raw(stream(made.created("v1_x"), *made.thinking_answer()[2:-1], bare), answer(json.dumps(final)))
    turn = ended(send(Connection("custom", server.base_url, "test-key")))
    assert turn["usage"] == made.usage()
    assert turns.answer_text(turn) == "I'm doing great, thank you — and you?"
    assert server.requests[1].startswith(b"GET /v1/interactions/v1_x")


def test_an_interaction_that_is_gone_when_fetched_has_failed_with_its_text_kept(send, raw):
    gone = answer('{"error":{"message":"Interaction not found.","code":"not_found"}}', status="404 Not Found")
    server = raw(stream(*made.thinking_answer()[:10], done=False), gone)
    turn = ended(send(Connection("custom", server.base_url, "test-key")))
    assert (turn["state"], problem_in(turn)["status"]) == ("failed", 404)
    assert turns.answer_text(turn) == "I'm doing great, "


HOP = [made.start(0, type="model_output"), made.text(0, "Once upon "), made.stop(0)]


def unfinished(interaction_id: str) -> dict[str, object]:
    return made.completed(interaction_id, "requires_continuation", continuation_token="TOKEN")


def test_a_break_in_a_continued_answer_keeps_the_earlier_part(send, raw):
    final = {"id": "v1_2", "status": "completed", "usage": made.usage()}
    rest = [{"type": "model_output", "content": [{"type": "text", "text": "a time there was."}]}]
    server = raw(
        stream(made.created("v1_1"), *HOP, unfinished("v1_1")),
        stream(made.created("v1_2"), made.start(0, type="model_output"), made.text(0, "a time"), done=False),
        answer(json.dumps(final | {"steps": rest})),
    )
    turn = ended(send(Connection("custom", server.base_url, "test-key")))
    assert (turn["state"], turns.answer_text(turn)) == ("done", "Once upon a time there was.")
    assert [record["index"] for record in turn["steps"]] == [0, 1]
    assert turn["usage"] == made.usage(14, 52, 230)


def test_a_continuation_that_brings_nothing_is_given_up(send, raw):
    server = raw(stream(made.created("v1_1"), *HOP, unfinished("v1_1")), stream(made.created("v1_2"), unfinished("v1_2")))
    turn = ended(send(Connection("custom", server.base_url, "test-key")))
    assert (turn["state"], problem_in(turn)["code"]) == ("failed", "continuation_ended")
    assert turns.answer_text(turn) == "Once upon "
    assert len(server.requests) == 4


def test_a_continuation_without_a_token_is_not_asked_for(send, raw):
    server = raw(stream(made.created("v1_1"), *HOP, made.completed("v1_1", "requires_continuation")))
    turn = ended(send(Connection("custom", server.base_url, "test-key")))
    assert (turn["state"], len(server.requests)) == ("failed", 1)


def test_polling_waits_as_it_is_told(send, raw):
    running = answer(json.dumps({"id": "v1_x", "status": "in_progress"}))
    slow_down = answer(
        '{"error":{"message":"Slow down.","code":"rate_limit_exceeded"}}', status="429 No", more="retry-after-ms: 50\r\n"
    )
    done = {"id": "v1_x", "status": "completed", "usage": made.usage(), "steps": [{"type": "model_output", "content": []}]}
    server = raw(running, slow_down, running, answer(json.dumps(done)))
    turn = ended(send(Connection("custom", server.base_url, "test-key"), stream=False, background=True))
    assert turn["state"] == "done"
    assert [record["status"] for record in turn["sent"]] == [200, 429, 200, 200]


@pytest.mark.parametrize("key", ["with a space", "new\nline", "ümlaut-key"])
def test_a_key_that_cannot_be_one_is_told_without_showing_it(send, emulator, key):
    turn = ended(send(Connection("custom", emulator.base_url, key)))
    assert problem_in(turn)["code"] == "bad_key"
    assert key not in json.dumps(turn, ensure_ascii=False)
    assert turn["sent"] == []


def numbered(events: list[Any]) -> list[Any]:
    return [event | {"event_id": f"ev_{number}"} for number, event in enumerate(events)]


def test_a_server_that_replays_too_much_adds_nothing_twice(send, raw, store):
    events = numbered(made.thinking_answer())
    server = raw(stream(*events[:10], done=False), stream(*events))
    turn = ended(send(Connection("custom", server.base_url, "test-key"), background=True))
    assert (turn["state"], turns.answer_text(turn)) == ("done", "I'm doing great, thank you — and you?")
    assert len(store.events(turn["id"])) == len(events)


def test_a_background_stream_without_event_ids_is_read_again_from_its_beginning(send, raw, store):
    events = made.thinking_answer()
    server = raw(stream(*events[:10], done=False), stream(*events))
    turn = ended(send(Connection("custom", server.base_url, "test-key"), background=True))
    assert (turn["state"], turns.answer_text(turn)) == ("done", "I'm doing great, thank you — and you?")
    assert turns.as_of(turn, store.events(turn["id"]))["steps"] == turn["steps"]


def test_a_stream_that_cannot_be_resumed_is_polled(send, raw):
    events = numbered(made.thinking_answer())
    unknown = answer('{"error":{"message":"Unknown event id.","code":"invalid_request"}}', status="400 Bad Request")
    final = [{"type": "model_output", "content": [{"type": "text", "text": "All of it."}]}]
    interaction = {"id": made.ID, "status": "completed", "usage": made.usage(), "steps": [{"type": "thought"}, *final]}
    server = raw(stream(*events[:10], done=False), unknown, answer(json.dumps(interaction)))
    turn = ended(send(Connection("custom", server.base_url, "test-key"), background=True))
    assert (turn["state"], turns.answer_text(turn)) == ("done", "All of it.")


def test_a_bare_not_found_in_a_chain_is_taken_for_an_expired_one(raw, store):
    gone = answer('{"error":{"message":"Requested entity was not found.","code":"not_found"}}', status="404 Not Found")
    asked: Any = made.a_turn(previous_interaction_id="v1_old") | {"conversation_id": store.new_conversation()}
    store.save_turn(asked)
    turn = ended(runs.start(asked, Connection("custom", raw(gone).base_url, "test-key"), store))
    assert "no longer has this interaction" in problem_in(turn)["hint"]
