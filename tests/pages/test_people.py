"""With sign-in configured everybody sees only their own: through the pages, and by the addresses of others."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import APP, shown
from workbench.store.schema import LOCAL


def signed_in(person: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.user = {"is_logged_in": True, "iss": "https://id.example.org", "sub": person}
    return app


@pytest.fixture
def secret(store, connection):
    """A chat of Ann's."""
    from workbench.send import send
    from workbench.settings import Prompt, Settings

    ann = store.for_user("https://id.example.org ann")
    run = send(ann, connection, Settings(), Prompt("Remember the word chrysanthemum."), None, None)
    assert run.wait(30)
    return run.snapshot()


def everything(app: AppTest) -> str:
    assert not app.exception
    return f"{shown(app)} {[button.label for button in app.button]} {[str(frame.value) for frame in app.dataframe]}"


@pytest.mark.parametrize("page", ["pages/chat.py", "pages/history.py"])
def test_another_persons_chat_is_on_no_page_and_behind_no_address(secret, page):
    for person, sees in (("ann", True), ("ben", False)):
        app = signed_in(person)
        app.query_params["c"] = secret["conversation_id"]
        app.query_params["t"] = secret["id"]
        app.run()
        app.switch_page(page).run()
        assert ("chrysanthemum" in everything(app)) is sees


def test_the_local_user_does_not_see_what_signed_in_people_wrote(secret, app, store):
    assert store.owner == LOCAL
    app.query_params["c"] = secret["conversation_id"]
    assert "chrysanthemum" not in everything(app.run())


def test_who_has_not_signed_in_is_asked_to_and_sees_nothing(secret):
    app = AppTest.from_file(APP, default_timeout=60)
    app.user = {"is_logged_in": False}
    app.query_params["c"] = secret["conversation_id"]
    app.run()
    assert "chrysanthemum" not in everything(app)
    assert [button.label for button in app.button] == ["Sign in"]
