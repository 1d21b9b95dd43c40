"""The tool loop, end to end: calls run, results go out together, and the model's answer comes."""

from __future__ import annotations

import pytest

from tests.engine.watching import PATIENCE_S, ended
from tests.tool_loop.conftest import with_functions
from workbench import answering, run, send
from workbench import turn as turns
from workbench.answering import Given
from workbench.records import Turn
from workbench.run import Run
from workbench.settings import Prompt, Settings


def last(first: Run) -> Turn:
    """The last turn of an exchange, once nothing goes on by itself."""
    turn = ended(first)
    while first.next_id:
        found = run.find(first.next_id)
        assert found is not None
        first, turn = found, ended(found)
    return turn


def ask(store, connection, settings: Settings) -> Run:
    return send.send(store, connection, settings, Prompt("Please."), None, None)


@pytest.mark.parametrize(
    "how",
    [{}, {"history": "resend"}, {"store": False}, {"stream": False}, {"background": True}],
    ids=lambda how: str(how) or "plain",
)
def test_parallel_calls_run_and_their_results_go_out_in_one_request(calling, store, how):
    connection, model = calling([("calculate", {"expression": "6*7"}), ("calculate", {"expression": "2**10"})])
    answer = last(ask(store, connection, with_functions("calculate", settings=Settings(**how))))
    assert '"value": 42' in turns.answer_text(answer)
    assert '"value": 1024' in turns.answer_text(answer)
    assert len(model.asks) == 2
    assert model.asks[1].tools == model.asks[0].tools
    assert answer["round"] == 1
    assert answer["prompt"] == []


def test_a_call_that_asks_first_waits_and_goes_on_once_it_is_approved(calling, store):
    connection, model = calling([("calculate", {"expression": "6*7"})])
    first = ask(store, connection, with_functions(calculate="ask"))
    waiting = ended(first)
    (call,) = waiting["calls"].values()
    assert (waiting["state"], call["state"]) == ("needs_action", "needs_approval")
    assert len(model.asks) == 1
    answer = last(answering.approve(store, connection, first.turn_id, call["call_id"]))
    assert '"value": 42' in turns.answer_text(answer)


def test_a_call_is_answered_by_hand_or_denied(calling, store):
    connection, _ = calling([("calculate", {"expression": "6*7"}), ("calculate", {"expression": "1"})])
    waiting = ended(ask(store, connection, with_functions(calculate="manual")))
    one, two = waiting["calls"]
    answering.answer(store, connection, waiting["id"], one, Given({"value": 43})).wait(PATIENCE_S)
    answer = last(answering.deny(store, connection, waiting["id"], two, "too easy"))
    assert '{"value": 43}; ERROR The user denied this call.' in turns.answer_text(answer)
    assert "too easy" in turns.answer_text(answer)
