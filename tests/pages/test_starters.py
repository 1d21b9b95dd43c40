"""Every starter of the empty page, clicked under AppTest: it is sent with what it needs, and the offline model answers it."""

from __future__ import annotations

import pytest

from components.starters import STARTERS
from tests.pages.conftest import shown
from workbench import run as runs


@pytest.mark.parametrize("number", range(len(STARTERS)), ids=[starter.name for starter in STARTERS])
def test_a_starter_is_answered_offline(app, store, connection, number):
    app.session_state["connection"] = connection
    app.run()
    app.button(key=f"starter_{number}").click().run()
    for run in runs.active():
        assert run.wait(30)
    app.run()
    assert not app.exception
    chat = "".join(app.query_params["c"])
    first, *_ = store.turns([node.id for node in store.skeleton(chat)])
    assert [item["text"] for item in first["prompt"]] == [STARTERS[number].prompt]
    assert first["state"] in ("done", "needs_action")
    assert "I can't answer that one" not in shown(app)
    assert "beyond what I know" not in shown(app)
