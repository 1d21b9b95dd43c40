"""The history page: every interaction in a table; filters, sums, a preview, and the way back into the chat."""

from __future__ import annotations

import pytest
import streamlit as st

from tests.pages.conftest import shown
from workbench.settings import Settings


@pytest.fixture
def page(app):
    """Opens the history page."""
    return lambda: app.run().switch_page("pages/history.py").run()


def prompts(app):
    return list(app.dataframe[0].value["prompt"])


def pick(app, row):
    app.session_state["history_table"] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    return app.run()


def test_an_empty_history_teaches_what_it_is_for(app, page):
    page()
    assert "Every interaction is logged here before its stream begins" in shown(app)
    assert not app.dataframe
    assert not app.exception


def test_the_table_lists_newest_first_with_figures_and_their_sums(app, page, say):
    say("What is the capital of India?")
    say("Tell me a joke.")
    page()
    assert prompts(app) == ["Tell me a joke.", "What is the capital of India?"]
    assert (app.dataframe[0].value["output"] > 0).all()
    assert "2 interactions" in shown(app)
    assert "1 interaction " not in shown(app)


def test_search_looks_into_answers_and_keeps_only_hits(app, page, say):
    say("What is the capital of India?")
    say("Tell me a joke.")
    page()
    app.text_input(key="history_query").set_value("delhi").run()
    assert prompts(app) == ["What is the capital of India?"]
    assert "1 interaction " in shown(app)


def test_filters_that_match_nothing_say_so(app, page, say):
    say("Hello")
    page()
    app.multiselect(key="history_states").select("failed").run()
    assert [info.value for info in app.info] == ["Nothing matches these filters."]
    assert not app.dataframe


def test_models_are_filtered(app, page, say):
    say("Hello")
    say("Hello again", Settings(model="gemini-3.6-flash"))
    page()
    app.multiselect(key="history_models").select("gemini-3.6-flash").run()
    assert prompts(app) == ["Hello again"]


def test_sorting_happens_over_all_rows(app, page, say):
    say("Hello")
    say("Tell me a joke.")
    page()
    app.selectbox(key="history_sort").select("Oldest first").run()
    assert prompts(app) == ["Hello", "Tell me a joke."]


def test_a_picked_row_is_shown_and_opens_in_the_chat(app, page, say):
    turn = say("What is the capital of India?")
    page()
    assert "Select a row to look at it here." in shown(app)
    pick(app, 0)
    assert "New Delhi" in shown(app)
    app.button(key="history_open").click().run()
    assert app.query_params["c"] == turn["conversation_id"]
    assert app.query_params["t"] == turn["id"]
    assert not app.exception


def test_filters_survive_a_page_switch(app, page, say):
    say("Hello")
    say("Tell me a joke.")
    page()
    app.text_input(key="history_query").set_value("joke").run()
    app.switch_page("pages/chat.py").run()
    app.switch_page("pages/history.py").run()
    assert app.text_input(key="history_query").value == "joke"
    assert prompts(app) == ["Tell me a joke."]


@pytest.mark.parametrize(("path", "title"), [("pages/research.py", "Research"), ("pages/compare.py", "Compare")])
def test_pages_to_come_say_what_they_will_be(app, path, title):
    app.run().switch_page(path).run()
    assert [found.value for found in app.title] == [title]
    assert "Not here yet." in shown(app)
    assert not app.exception


def test_a_history_that_cannot_be_read_is_told_with_what_to_do(app, page, monkeypatch, tmp_path):
    (tmp_path / "broken.db").write_bytes(b"this is not a database at all" * 40)
    monkeypatch.setenv("STEPWISE_DATABASE_URL", f"sqlite:///{tmp_path / 'broken.db'}")
    st.cache_resource.clear()
    page()
    assert any("The history file is not a database." in error.value for error in app.error)
    assert any("STEPWISE_DATABASE_URL" in error.value for error in app.error)
    assert not app.exception
