"""The tool loop, end to end: calls run, results go out together, and the model's answer comes."""

from __future__ import annotations

import json

import pytest

from tests.domain.made import a_turn
from tests.engine import made
from tests.engine.raw_server import RawServer, stream
from tests.engine.watching import PATIENCE_S, ended, until
from tests.tool_loop.conftest import ask, last, with_functions
from workbench import answered, answering, calls, exchange, functions, prices, send
from workbench import turn as turns
from workbench.answering import Given
from workbench.conversation import Tree
from workbench.errors import NotSent
from workbench.records import Turn
from workbench.settings import Connection, Settings

SUM = ("calculate", {"expression": "6*7"})
WAYS = [{}, {"history": "resend"}, {"store": False}, {"stream": False}, {"stream": False, "store": False}, {"background": True}]


def only_call(turn: Turn):
    (call,) = calls.calls_of(turn)
    return call


@pytest.mark.parametrize("how", WAYS, ids=lambda how: json.dumps(how))
def test_parallel_calls_run_and_their_results_go_out_in_one_request(calling, store, how):
    connection, model = calling([SUM, ("calculate", {"expression": "2**10"})])
    answer = last(ask(store, connection, with_functions("calculate", settings=Settings(**how))))
    assert '"result": 42' in turns.answer_text(answer)
    assert '"result": 1024' in turns.answer_text(answer)
    assert len(model.asks) == 2
    assert model.asks[1].tools == model.asks[0].tools
    assert (answer["round"], answer["prompt"]) == (1, [])


@pytest.mark.parametrize("how", WAYS[:3], ids=lambda how: json.dumps(how))
def test_steps_come_back_to_the_server_as_they_were_signatures_included(calling, store, how):
    connection, _ = calling([SUM], [SUM])
    settings = with_functions("calculate", settings=Settings(**how))
    first = ask(store, connection, settings)
    answer = last(first)
    path = send.path_to(store, answer["conversation_id"], answer["id"])
    given = [step for step in path[-1]["request"]["input"] if step["type"] in ("thought", "function_call")]
    came = [record["step"] for turn in path[:-1] for record in turn["steps"] if record["step"]["type"] != "user_input"]
    assert given == ([] if how == {} else came)
    assert all(step["signature"] for step in came)


def test_one_result_feeds_another_round_and_all_of_it_is_one_exchange(calling, store):
    connection, _ = calling([SUM], [("calculate", {"expression": "42/2"})])
    answer = last(ask(store, connection, with_functions("calculate")))
    path = send.path_to(store, answer["conversation_id"], answer["id"])
    assert [turn.get("round", 0) for turn in path] == [0, 1, 2]
    (one,) = exchange.exchanges(path)
    assert one == path
    used = exchange.usage(path)
    assert used is not None
    assert used["total_tokens"] == sum((turn["usage"] or {})["total_tokens"] for turn in path)
    costs = [prices.cost(turn) for turn in path]
    assert exchange.cost(path) == sum(cost.usd for cost in costs if cost)


def test_a_limit_of_rounds_asks_the_person_and_approving_goes_on(calling, store):
    connection, model = calling(*[[SUM]] * 4)
    stopped = last(ask(store, connection, with_functions("calculate", settings=Settings(tool_rounds=2))))
    assert len(model.asks) == 3
    assert stopped["state"] == "needs_action"
    assert only_call(stopped)["state"] == "needs_approval"
    assert "2 rounds" in stopped["notes"][-1]
    again = last(answering.approve(store, connection, stopped["id"], only_call(stopped)["call_id"]))
    assert again["state"] == "done"
    assert "I was told" in turns.answer_text(again)


def test_a_call_that_asks_first_waits_and_goes_on_once_it_is_approved(calling, store):
    connection, model = calling([SUM])
    first = ask(store, connection, with_functions(calculate="ask"))
    waiting = ended(first)
    assert (waiting["state"], only_call(waiting)["state"]) == ("needs_action", "needs_approval")
    assert len(model.asks) == 1
    answer = last(answering.approve(store, connection, first.turn_id, only_call(waiting)["call_id"]))
    assert '"result": 42' in turns.answer_text(answer)


def test_an_approved_call_runs_with_the_arguments_a_person_mended(calling, store):
    connection, _ = calling([SUM])
    waiting = ended(ask(store, connection, with_functions(calculate="ask")))
    call_id = only_call(waiting)["call_id"]
    with pytest.raises(NotSent, match="expression"):
        answering.approve(store, connection, waiting["id"], call_id, {"expression": 7})
    answer = last(answering.approve(store, connection, waiting["id"], call_id, {"expression": "1+1"}))
    assert '"result": 2' in turns.answer_text(answer)
    kept = store.turn(waiting["id"])
    assert only_call(kept)["arguments"] == {"expression": "1+1"}
    assert kept["steps"][-1]["step"]["arguments"] == {"expression": "6*7"}


def test_a_call_is_answered_by_hand_or_denied(calling, store):
    connection, _ = calling([SUM, ("calculate", {"expression": "1"})])
    waiting = ended(ask(store, connection, with_functions(calculate="manual")))
    one, two = waiting["calls"]
    answering.answer(store, connection, waiting["id"], one, Given({"value": 43})).wait(PATIENCE_S)
    answer = last(answering.deny(store, connection, waiting["id"], two, "too easy"))
    assert '{"value": 43}; ERROR The user denied this call.' in turns.answer_text(answer)
    assert "too easy" in turns.answer_text(answer)


def test_what_may_run_runs_while_another_call_waits(calling, store):
    connection, model = calling([SUM, ("shift_date", {"start": "2026-01-31", "months": 1})])
    waiting = ended(ask(store, connection, with_functions("calculate", shift_date="ask")))
    done, open_ = calls.calls_of(waiting)
    assert (done["state"], open_["state"]) == ("done", "needs_approval")
    assert len(model.asks) == 1
    answer = last(answering.approve(store, connection, waiting["id"], open_["call_id"]))
    assert "2026-02-28" in turns.answer_text(answer)


def test_a_call_is_answered_once(calling, store):
    connection, _ = calling([SUM])
    waiting = ended(ask(store, connection, with_functions(calculate="manual")))
    call_id = only_call(waiting)["call_id"]
    last(answering.answer(store, connection, waiting["id"], call_id, Given("42")))
    with pytest.raises(NotSent, match="answered already"):
        answering.deny(store, connection, waiting["id"], call_id)
    with pytest.raises(NotSent, match="waits for no function result"):
        answering.go_on(store, connection, store.skeleton(waiting["conversation_id"])[-1].id)


def test_answering_differently_forks_from_the_same_calls(calling, store):
    connection, _ = calling([SUM, ("calculate", {"expression": "1"})])
    first = ended(ask(store, connection, with_functions(calculate="manual")))
    one, two = first["calls"]
    answering.answer(store, connection, first["id"], one, Given("a")).wait(PATIENCE_S)
    old = last(answering.answer(store, connection, first["id"], two, Given("b")))
    fork = last(answering.answer_differently(store, connection, first["id"], {two: Given("c", is_error=True)}))
    assert turns.answer_text(old) == "I was told: a; b"
    assert turns.answer_text(fork) == "I was told: a; ERROR c"
    assert fork["parent_id"] == old["parent_id"] == first["id"]
    assert fork["previous_interaction_id"] == old["previous_interaction_id"] == first["interaction_id"]
    assert set(Tree(store.skeleton(first["conversation_id"])).siblings(fork["id"])) == {old["id"], fork["id"]}
    assert [call["result"] for call in calls.calls_of(store.turn(first["id"]))] == ["a", "b"]


def test_each_branch_shows_the_results_that_it_was_given_and_forks_with_them(calling, store):
    connection, _ = calling([SUM, ("calculate", {"expression": "1"})])
    first = ended(ask(store, connection, with_functions(calculate="manual")))
    one, two = first["calls"]
    answering.answer(store, connection, first["id"], one, Given("a")).wait(PATIENCE_S)
    old = last(answering.answer(store, connection, first["id"], two, Given("b")))
    fork = last(answering.answer_differently(store, connection, first["id"], {two: Given({"c": [1]})}))
    kept = store.turn(first["id"])
    assert [call["result"] for call in calls.calls_of(answered.path([kept, fork])[0])] == ["a", {"c": [1]}]
    assert answered.path([kept, old]) == (kept, old)
    further = last(answering.answer_differently(store, connection, first["id"], {one: Given("d")}, fork))
    assert turns.answer_text(further) == 'I was told: d; {"c": [1]}'
    failed = last(answering.answer_differently(store, connection, first["id"], {one: Given("no", is_error=True)}, old))
    shown = calls.calls_of(answered.by(kept, failed))
    assert [(call["result"], call["state"]) for call in shown] == [("no", "failed"), ("b", "done")]


@pytest.mark.parametrize("text", ['{"a":1}', "21.50", '"quoted"', '{"a": 1}', "[1, 2]", "plain", '{"ä": "ö"}'])
def test_a_result_of_another_branch_is_sent_again_letter_for_letter(text):
    call = calls.settled_by_hand(calls.new_call("c", "f", {}), "kept")
    sent = {"type": "function_result", "name": "f", "call_id": "c", "result": [{"type": "text", "text": text}]}
    parent = a_turn("Hi") | {"calls": {"c": call}}
    child = a_turn("") | {"prompt": [], "request": {"input": [sent]}}
    assert calls.result_step(answered.by(parent, child)["calls"]["c"]) == sent


def test_regenerating_an_answer_sends_the_same_results_again(calling, store):
    connection, model = calling([SUM])
    old = last(ask(store, connection, with_functions("calculate")))
    new = last(send.regenerate(store, connection, old["id"]))
    assert turns.answer_text(new) == turns.answer_text(old)
    assert (new["parent_id"], len(model.asks)) == (old["parent_id"], 3)
    again = last(send.retry(store, connection, old["id"]))
    assert turns.answer_text(again) == turns.answer_text(old)
    assert all(exchange.continues(turn) for turn in (old, new, again))


def test_a_prompt_instead_of_an_answer_leaves_the_call_out(calling, store):
    connection, model = calling([SUM])
    waiting = ended(ask(store, connection, with_functions(calculate="manual")))
    settings = Settings.from_dict(waiting["settings"])
    from workbench.settings import Prompt

    model.rounds = ()
    turn = ended(send.send(store, connection, settings, Prompt("Never mind."), waiting["conversation_id"], waiting["id"]))
    assert turn["state"] == "done"
    with pytest.raises(NotSent, match="answered already"):
        answering.deny(store, connection, waiting["id"], only_call(waiting)["call_id"])


def test_calls_of_another_server_are_not_answered_here(calling, store):
    connection, _ = calling([SUM])
    waiting = ended(ask(store, connection, with_functions(calculate="manual")))
    elsewhere = type(connection)("custom", connection.base_url, "test-key")
    run = answering.answer(store, elsewhere, waiting["id"], only_call(waiting)["call_id"], Given("x"))
    turn = ended(run)
    assert run.next_id is None
    assert "made by the offline demo" in turn["notes"][-1]
    answer = last(answering.go_on(store, connection, waiting["id"]))
    assert turns.answer_text(answer) == "I was told: x"


def test_progress_is_told_while_a_slow_function_runs_and_stop_ends_it(calling, store):
    connection, model = calling([("write_report", {"topic": "bees", "seconds": 100})])
    run = ask(store, connection, with_functions("write_report"))
    seen = until(run, lambda turn: any(call["progress"] for call in turn.get("calls", {}).values()))
    assert only_call(seen)["state"] == "running"
    assert only_call(seen)["doing"]
    run.stop()
    turn = ended(run)
    assert (turn["state"], only_call(turn)["state"]) == ("needs_action", "stopped")
    assert len(model.asks) == 1
    assert only_call(store.turn(turn["id"]))["state"] == "stopped"
    answer = last(answering.answer(store, connection, turn["id"], only_call(turn)["call_id"], Given("by hand")))
    assert turns.answer_text(answer) == "I was told: by hand"


def test_a_slow_or_failing_function_can_be_tried(calling, store):
    connection, _ = calling([SUM, ("shift_date", {"start": "2026-01-31"})])
    settings = functions.with_fault(with_functions("calculate", "shift_date"), "calculate", 0.0, "Out of paper.")
    settings = functions.with_fault(settings, "shift_date", delay_s=0.2)
    first = ask(store, connection, settings)
    answer = last(first)
    assert "ERROR Out of paper.; {" in turns.answer_text(answer)
    broken, slow = calls.calls_of(store.turn(first.turn_id))
    assert broken["source"] == "injected"
    assert (slow["seconds"] or 0) >= 0.2


def test_earlier_results_are_kept_for_the_bench_each_once(calling, store):
    connection, _ = calling([SUM, SUM], [("calculate", {"expression": "1"})])
    answer = last(ask(store, connection, with_functions("calculate")))
    path = send.path_to(store, answer["conversation_id"], answer["id"])
    assert [call["result"]["result"] for call in calls.recorded(path, "calculate")] == [1, 42]
    assert calls.recorded(path, "other") == []


def test_trying_a_function_out_sends_nothing(calling, store):
    connection, model = calling([SUM])
    settings = with_functions(calculate="manual")
    waiting = ended(ask(store, connection, settings))
    good = answering.try_out(settings, waiting["conversation_id"], "calculate", {"expression": "2*3"})
    bad = answering.try_out(settings, waiting["conversation_id"], "calculate", {})
    assert (good.result["result"], good.is_error) == (6, False)
    assert bad.is_error
    assert "'expression' is a required property" in bad.result
    assert len(model.asks) == 1


@pytest.mark.usefixtures("hostile")
def test_a_decision_that_comes_while_another_function_runs_joins_in(calling, store, tmp_path):
    gate = tmp_path / "gate"
    connection, model = calling([("waits_for", {"path": str(gate)}), SUM])
    run_ = ask(store, connection, with_functions("waits_for", calculate="ask"))
    seen = until(run_, lambda turn: any(call["progress"] for call in turn.get("calls", {}).values()))
    slow, asks = calls.calls_of(seen)
    assert (slow["doing"], asks["state"]) == ("Half way", "needs_approval")
    assert answering.approve(store, connection, run_.turn_id, asks["call_id"]) is run_
    until(run_, lambda turn: calls.calls_of(turn)[1]["state"] == "done")
    gate.touch()
    assert turns.answer_text(last(run_)) == 'I was told: There it is.; {"result": 42}'
    assert len(model.asks) == 2


def test_a_completed_answer_that_still_calls_a_function_is_answered_too(store):
    call = {"type": "function_call", "id": "c1", "name": "calculate", "arguments": {"expression": "6*7"}, "signature": "s"}
    first = stream(made.created(), made.start(0, **call), made.stop(0), made.completed())
    second = stream(
        made.created("v1_b"), made.start(0, type="model_output"), made.text(0, "42."), made.stop(0), made.completed("v1_b")
    )
    server = RawServer((first, second))
    connection = Connection("custom", server.base_url, "test-key")
    answer = last(ask(store, connection, with_functions("calculate")))
    server.close()
    assert turns.answer_text(answer) == "42."
    assert b'"previous_interaction_id":"v1_abc"' in server.requests[1]


IMAGE = {"type": "image", "mime_type": "image/png", "data": "AAAA"}


@pytest.mark.parametrize(
    ("result", "sent"),
    [
        ("plain", [{"type": "text", "text": "plain"}]),
        ({"grad": "9 °C"}, [{"type": "text", "text": '{"grad": "9 °C"}'}]),
        (None, [{"type": "text", "text": "null"}]),
        ([1, 2], [{"type": "text", "text": "[1, 2]"}]),
        ([IMAGE, {"type": "text", "text": "a screen"}], [IMAGE, {"type": "text", "text": "a screen"}]),
        ([{"type": "image", "size": 3}], [{"type": "text", "text": '[{"type": "image", "size": 3}]'}]),
    ],
)
def test_a_result_goes_out_as_text_unless_it_is_content_already(calling, store, result, sent):
    connection, model = calling([SUM])
    waiting = ended(ask(store, connection, with_functions(calculate="manual")))
    answer = last(answering.answer(store, connection, waiting["id"], only_call(waiting)["call_id"], Given(result)))
    assert answer["state"] == "done"
    assert model.asks[-1].new[0]["result"] == sent


def test_two_calls_under_one_id_get_one_result(store):
    call = {"type": "function_call", "id": "c1", "name": "calculate", "arguments": {"expression": "6*7"}, "signature": "s"}
    calls_ = (made.start(0, **call), made.stop(0), made.start(1, **call), made.stop(1))
    server = RawServer((stream(made.created(), *calls_, made.completed()), stream(made.created("v1_b"), made.completed("v1_b"))))
    last(ask(store, Connection("custom", server.base_url, "test-key"), with_functions("calculate")))
    server.close()
    assert server.requests[1].count(b'"function_result"') == 1


def test_a_list_whose_kinds_are_no_texts_is_data_and_no_content():
    assert not calls.is_content([{"type": [], "data": "aGk=", "mime_type": "image/png"}])
