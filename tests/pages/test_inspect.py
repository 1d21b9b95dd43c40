"""The drawer that shows a turn from the inside, and the footer under it."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import shown
from workbench import export
from workbench.settings import Settings
from workbench.turn import as_of


@pytest.fixture
def turn(say):
    """A settled turn with a thought."""
    return say("What is the capital of India?", Settings(thinking_level="high"))


@pytest.fixture
def drawer(app, turn):
    """Opens the drawer at a tab; in AppTest a click is needed again for each run."""

    def at(tab="Request"):
        app.query_params["c"] = turn["conversation_id"]
        app.run()
        app.session_state[f"inspect_tabs_{turn['id']}"] = tab
        app.button(key=f"inspect_{turn['id']}").click()
        return app.run()

    return at


def test_the_request_is_shown_as_it_was_sent(drawer, turn):
    app = drawer()
    body = next(code.value for code in app.code if code.value.startswith("{"))
    assert json.loads(body) == json.loads(turn["sent"][0]["body"])
    assert f"**POST** `{turn['sent'][0]['url']}`" in shown(app)
    assert "HTTP 200" in shown(app)
    assert "test-key" not in shown(app)


def test_the_bytes_can_be_seen_too(drawer, turn):
    app = drawer()
    app.session_state[f"inspect_body_{turn['id']}"] = "As sent"
    app.button(key=f"inspect_{turn['id']}").click()
    app.run()
    assert turn["sent"][0]["body"] in [code.value for code in app.code]


def test_the_scrubber_shows_the_turn_as_of_an_event(drawer, turn, store):
    app = drawer("Events")
    last = len(store.events(turn["id"]))
    assert f"Event {last} of {last}" in shown(app)
    assert not app.dataframe
    app.session_state[f"inspect_event_{turn['id']}"] = 1
    app.button(key=f"inspect_{turn['id']}").click()
    app.run()
    assert f"Event 1 of {last}" in shown(app)
    assert "No step has come." in shown(app)
    assert not app.exception


def test_all_events_can_be_listed_with_their_times(drawer, turn, store):
    app = drawer("Events")
    app.session_state[f"inspect_list_{turn['id']}"] = True
    app.button(key=f"inspect_{turn['id']}").click()
    app.run()
    listed = app.dataframe[0].value
    assert list(listed["at"]) == [at_ms for at_ms, _ in store.events(turn["id"])]
    assert listed["kind"].iloc[0] == "interaction.created"
    assert not app.exception


def test_the_response_is_the_interaction_in_the_shape_of_the_api(drawer, turn):
    app = drawer("Response")
    found = json.loads(next(code.value for code in app.code if code.value.startswith("{")))
    assert found["id"] == turn["interaction_id"]
    assert found["steps"] == [record["step"] for record in turn["steps"]]
    assert "conversation_id" not in found


def test_the_waterfall_has_a_bar_per_step_and_the_bill(drawer):
    app = drawer("Waterfall")
    assert app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")
    assert "Estimated from list prices, not an invoice" in shown(app)
    assert not app.exception


def test_a_turn_that_is_gone_is_told(store):
    def script():
        from components import inspect

        inspect.dialog("nowhere")

    found = AppTest.from_function(script, default_timeout=30).run()
    assert [info.value for info in found.info] == ["This turn is no longer in the history."]
    assert not found.exception


def test_the_export_holds_everything_and_no_key(turn, store):
    found = json.loads(export.turn_json(turn, store.events(turn["id"])))
    assert found["turn"] == turn
    assert [event["event"] for event in found["events"]] == [event for _, event in store.events(turn["id"])]
    assert found["offline_demo"] is True
    assert "test-key" not in json.dumps(found)


def test_a_refold_of_all_events_is_the_turn_itself(turn, store):
    again = as_of(turn, store.events(turn["id"]))
    assert [record["step"] for record in again["steps"]] == [record["step"] for record in turn["steps"]]
    assert again["usage"] == turn["usage"]
    assert turn["state"] == "done"


def test_the_footer_says_what_the_turn_took(app, turn):
    app.query_params["c"] = turn["conversation_id"]
    app.run()
    text = shown(app)
    for words in ("gemini-3.8-flash", "to first token", "new in", "thought", " out", "$", "stored, expires in 23 h"):
        assert words in text
    assert "0 tool use" not in text


def test_an_unknown_price_is_unknown_and_not_zero(app, say):
    turn = say("Hello", Settings(model="gemini-3.8-flash", service_tier="priority"))
    app.query_params["c"] = turn["conversation_id"]
    app.run()
    assert "cost unknown" in shown(app)
    assert "$0" not in shown(app)


def test_the_demos_agent_is_free(app, say, store):
    turn, chat = say("Hello", Settings(model="gemini-3.8-flash", service_tier="priority")), store.new_conversation()
    agent = {**turn["settings"], "agent": "deep-research-preview"}
    store.save_turn({**turn, "id": "of-an-agent", "conversation_id": chat, "offline": True, "settings": agent})
    app.query_params["c"] = chat
    app.run()
    assert "free (demo)" in shown(app)


def test_a_turn_that_is_not_stored_says_so(app, say):
    turn = say("Hello", Settings(store=False))
    app.query_params["c"] = turn["conversation_id"]
    app.run()
    assert "not stored" in shown(app)
    assert "expires in" not in shown(app)


def test_an_answer_that_came_whole_has_no_first_token(app, say):
    turn = say("Hello", Settings(stream=False))
    app.query_params["c"] = turn["conversation_id"]
    app.run()
    assert "gemini-3.8-flash ·" in shown(app)
    assert "to first token" not in shown(app)
    assert "tok/s" not in shown(app)
