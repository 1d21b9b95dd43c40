"""The research page as its widgets: what can be chosen, what is said, what a report offers."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.pages.conftest import shown
from workbench import send
from workbench.research import jobs
from workbench.research.brief import Brief
from workbench.settings import Connection, Prompt, Settings
from workbench.store import Store

BRIEF = "What are bees, and what threatens them?"


@pytest.fixture
def page(app: AppTest) -> AppTest:
    app.run()
    return app.switch_page("pages/research.py").run()


def button(page: AppTest, label: str) -> Any:
    return next(one for one in page.button if one.label == label)


def done(store: Store, connection: Any, **choices: Any) -> Any:
    run = jobs.start(store, connection, Brief(BRIEF, **choices))
    assert run.wait(30)
    return store.turn(run.turn_id)


def opened(page: AppTest, turn: Any) -> AppTest:
    page.query_params["research"] = turn["conversation_id"]
    return page.run()


def test_an_empty_brief_can_not_be_started_and_a_filled_one_can(page: AppTest) -> None:
    assert button(page, "Make a plan").disabled
    page.text_area(key="research_form_text").set_value(BRIEF).run()
    assert not button(page, "Make a plan").disabled
    page.toggle(key="research_form_plan").set_value(False).run()
    assert "Start the research" in [one.label for one in page.button]
    assert "about a minute in the offline demo" in shown(page)


def test_a_starter_fills_in_the_brief(page: AppTest) -> None:
    page.button(key="research_form_starter_0").click().run()
    assert "EV batteries" in str(page.text_area(key="research_form_text").value)


def test_what_a_person_does_at_the_moment_a_job_ends_is_done(page: AppTest, store: Store, connection: Any) -> None:
    with serve(EmulatorConfig(speed=1)) as slow:
        going_on = jobs.start(store, Connection("demo", slow.base_url, "test-key"), Brief(BRIEF))
        page.text_area(key="research_form_text").set_value(BRIEF).run()
        done(store, connection, plan_first=False)
        page.toggle(key="research_form_plan").set_value(False).run()
        assert page.text_area(key="research_form_text").value == BRIEF
        done(store, connection, plan_first=False)
        button(page, "Start the research").click().run()
        assert len(jobs.listed(store)) == 4
        assert not page.exception
        going_on.stop()
        assert going_on.wait(10)


def test_a_plan_can_be_edited_and_approved_and_a_bad_comment_is_refused_in_words(
    page: AppTest, store: Store, connection: Any
) -> None:
    opened(page, done(store, connection))
    assert "Plan" in shown(page)
    button(page, "Send back").click().run()
    assert "Say what should change" in shown(page)
    assert not page.exception


def test_a_report_has_contents_sources_and_downloads(page: AppTest, store: Store, connection: Any) -> None:
    opened(page, done(store, connection, plan_first=False))
    text = shown(page)
    assert "Contents" in text
    assert "Sources" in text
    assert "addresses can't be opened" in text
    assert not page.exception


def test_a_background_turn_of_a_chat_has_its_timeline(app: AppTest, store: Store, connection: Any) -> None:
    settings = Settings(background=True, tools=({"type": "google_search"},))
    run = send.send(store, connection, settings, Prompt("Search the web: what are bees?"), None, None, "chat")
    assert run.wait(30)
    app.query_params["c"] = run.snapshot()["conversation_id"]
    app.run()
    assert [box.label for box in app.expander if box.label.startswith("Timeline · ")] == ["Timeline · 1 query"]
    assert not app.exception


def test_the_list_shows_what_there_is_and_a_research_that_is_gone_is_said_to_be(
    page: AppTest, store: Store, connection: Any
) -> None:
    turn = done(store, connection, plan_first=False)
    page.run()
    assert "Completed" in shown(page)
    opened(page, {**turn, "conversation_id": "gone"})
    assert "isn't on this machine" in shown(page)
