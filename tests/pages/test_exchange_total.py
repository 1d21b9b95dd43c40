"""Under an answer that took several requests stands what all of them used together; under others it doesn't."""

from __future__ import annotations

from tests.pages.conftest import shown
from workbench import functions, run
from workbench.settings import Settings


def test_an_answer_of_several_rounds_tells_its_total_once(app, say):
    first = say("What is 17*23+4?", functions.switch(Settings(), "calculate", on=True))
    found = run.find(first["id"])
    assert found is not None
    assert found.next_id
    child = run.find(found.next_id)
    assert child is not None
    assert child.wait(30)
    app.query_params["c"], app.query_params["t"] = first["conversation_id"], found.next_id
    app.run()
    assert not app.exception
    assert shown(app).count("This answer in all: 2 requests") == 1


def test_an_answer_of_one_request_has_no_total(app, say):
    turn = say("Hello")
    app.query_params["c"] = turn["conversation_id"]
    app.run()
    assert "This answer in all" not in shown(app)
