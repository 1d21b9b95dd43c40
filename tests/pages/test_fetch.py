"""A turn that ended here before it did on the server: looking there again, by a click or by itself once the key is there."""

from __future__ import annotations

import pytest

from tests.pages.conftest import shown
from tests.pages.test_connection import custom
from workbench import recovery
from workbench import run as runs
from workbench.errors import problem
from workbench.send import send
from workbench.settings import Connection, Prompt, Settings

STORY = "Tell me a long story about the sea."


@pytest.fixture
def server(serve_emulator):
    return serve_emulator()


@pytest.fixture
def broken(store, server):
    """Makes a turn that ended with this code while its interaction is complete on the server."""

    def make(code):
        run = send(store, Connection("custom", server.base_url, "test-key"), Settings(), Prompt(STORY), None, None)
        assert run.wait(60)
        turn = store.turn(run.turn_id)
        told = problem(code, "It broke off.", "Retry sends it again.")
        turn |= {"id": f"{turn['id']}-again", "state": "failed", "steps": [], "problem": told}
        store.save_turn(turn)
        return turn

    return make


def opened(app, turn):
    app.query_params["c"], app.query_params["t"] = turn["conversation_id"], turn["id"]
    return app


def settled(turn, store):
    """The turn once its run has ended."""
    assert runs.find(turn["id"]).wait(30)
    return store.turn(turn["id"])


def test_a_broken_turn_is_fetched_by_a_click_and_never_sent_again(app, server, broken, store):
    turn = broken("connection_lost")
    opened(app, turn).run()
    assert "It broke off." in shown(app)
    assert not any(button.key == f"fetch_{turn['id']}" for button in app.button), "no key of its server is here yet"
    custom(app, server.base_url)
    app.button(key=f"fetch_{turn['id']}").click().run()
    assert settled(turn, store)["state"] == "done"
    assert [logged.path for logged in server.requests if logged.method == "POST"] == ["/v1/interactions"]


def test_what_the_end_of_the_app_cut_off_is_fetched_once_its_key_is_typed(app, server, broken, store):
    turn = broken(recovery.INTERRUPTED)
    opened(app, turn).run()
    assert store.turn(turn["id"])["state"] == "failed"
    custom(app, server.base_url)
    assert settled(turn, store)["state"] == "done"
    assert "It broke off." not in shown(app.run())
