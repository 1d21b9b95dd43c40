"""The history page: every interaction in a table; search, filters, sums, the open conversation, the way back into the chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zlib import crc32

import pytest
import streamlit as st

from tests.compare import made
from tests.pages.conftest import shown
from workbench import compare
from workbench.expiry import parse_time
from workbench.history import forget, reach, rescue, retention
from workbench.settings import Settings


@pytest.fixture
def page(app):
    """Opens the history page."""
    return lambda: app.run().switch_page("pages/history.py").run()


def prompts(app):
    return list(app.dataframe[0].value["prompt"])


def look(app, turn):
    """Open a turn beside the table, as a click on its row does."""
    app.query_params["c"], app.query_params["t"] = turn["conversation_id"], turn["id"]
    return app.run()


def tick(app, turn_ids, rows):
    """Tick rows of the table that shows these turns."""
    key = f"history_table_{crc32(''.join(turn_ids).encode())}_0"
    app.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    return app.run()


def search(app, text):
    return app.text_input(key="q").set_value(text).run()


def hits(app):
    return [button.label for button in app.button if (button.key or "").startswith("history_hit_")]


def as_table(app):
    return app.segmented_control(key="history_shape").set_value("Table").run()


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
    assert (app.dataframe[0].value["sent"] > 0).all()
    assert "2 interactions" in shown(app)
    assert "1 interaction " not in shown(app)


def test_search_looks_into_answers_and_marks_the_hit(app, page, say):
    say("What is the capital of India?")
    say("Tell me a joke.")
    search(page(), "delhi")
    assert "1 interaction " in shown(app)
    assert ":primary-background[**Delhi**]" in hits(app)[0]
    assert prompts(as_table(app)) == ["What is the capital of India?"]


def test_a_slip_is_forgiven_and_told(app, page, say):
    say("Explain what an interaction is.")
    search(page(), "interacton")
    assert "“interacton” occurs nowhere; shown is **interaction" in shown(app)
    assert "1 interaction " in shown(app)


def test_marks_in_what_was_said_stay_letters_in_the_snippet(app, page, say):
    say("Is [this](https://example.com) a *zebra* or <b>not</b>?")
    search(page(), "zebra")
    assert r"\[this\](http:small[]s\://example.com)" in hits(app)[0]
    assert r"\<b>" in hits(app)[0]


def test_operators_narrow_and_what_is_not_understood_is_told(app, page, say):
    say("Hello")
    say("Hello again", Settings(model="gemini-3.6-flash"))
    search(page(), "model:3.6 status:nonsense")
    assert prompts(app) == ["Hello again"]
    assert "'nonsense' is none of them" in shown(app)


def test_filters_that_match_nothing_say_so_and_are_cleared(app, page, say):
    say("Hello")
    page()
    app.multiselect(key="status").select("failed").run()
    assert [info.value for info in app.info] == ["Nothing matches these filters."]
    assert not app.dataframe
    app.button(key="history_clear").click().run()
    assert prompts(app) == ["Hello"]


def test_models_are_filtered(app, page, say):
    say("Hello")
    say("Hello again", Settings(model="gemini-3.6-flash"))
    page()
    app.multiselect(key="model").select("gemini-3.6-flash").run()
    assert prompts(app) == ["Hello again"]


def test_sorting_happens_over_all_rows(app, page, say):
    say("Hello")
    say("Tell me a joke.")
    page()
    app.selectbox(key="sort").select("Oldest first").run()
    assert prompts(app) == ["Hello", "Tell me a joke."]


def test_the_open_conversation_shows_its_tree_and_the_turn_and_leads_to_the_chat(app, page, say):
    first = say("What is the capital of India?")
    say("And of France?", conversation_id=first["conversation_id"], parent_id=first["id"])
    say("And of Peru?", conversation_id=first["conversation_id"], parent_id=first["id"])
    look(page(), first)
    assert "3 turns, 1 fork" in shown(app)
    assert "New Delhi" in shown(app)
    labels = [button.label for button in app.button if (button.key or "").startswith("history_node_")]
    assert len(labels) == 3
    assert all("stored, 23 h" in label or "stored, 24 h" in label for label in labels)
    app.button(key="history_fork").click().run()
    assert app.query_params["c"] == first["conversation_id"]
    assert app.query_params["t"] == first["id"]
    assert not app.exception


def test_long_straight_runs_are_folded_and_open_on_a_click(app, page, say, store):
    turn = say("Hello")
    for number in range(30):
        follower = {**turn, "id": f"turn{number:02}", "parent_id": f"turn{number - 1:02}" if number else turn["id"]}
        store.save_turn({**follower, "created": f"2026-11-23T12:00:{number:02}.000Z"})
    look(page(), turn)
    nodes = [button for button in app.button if (button.key or "").startswith("history_node_")]
    fold = next(button for button in app.button if (button.key or "").startswith("history_unfold_"))
    assert len(nodes) < 8
    assert "turns in a row" in fold.label
    fold.click().run()
    assert any((button.key or "") == "history_node_turn05" for button in app.button)
    assert not app.exception


def test_an_unknown_conversation_in_the_address_is_told(app, page, say):
    say("Hello")
    page()
    app.query_params["c"] = "nobody-knows"
    app.run()
    assert "This conversation is not in your history" in shown(app)
    assert not app.exception


def test_someone_elses_conversation_cannot_be_opened_by_its_address(app, page, say, store):
    mine = say("My own words.")
    other = store.for_user("oidc somebody")
    chat = other.new_conversation("Secret plans")
    hidden = {**mine, "id": "hidden", "conversation_id": chat, "prompt": [{"type": "text", "text": "Secret words"}]}
    other.save_turn(hidden)
    look(page(), hidden)
    assert "Secret" not in shown(app)
    assert prompts(app) == ["My own words."]
    search(app, "Secret")
    assert "Secret plans" not in shown(app)


def test_filters_survive_a_page_switch(app, page, say):
    say("Hello")
    say("Tell me a joke.")
    search(page(), "model:flash joke")
    app.switch_page("pages/chat.py").run()
    app.switch_page("pages/history.py").run()
    assert app.text_input(key="q").value == "model:flash joke"
    assert "1 interaction " in shown(app)


def aged(turn, hours):
    moved = parse_time(turn["created"]) - timedelta(hours=hours)
    return {**turn, "created": moved.isoformat(timespec="milliseconds").replace("+00:00", "Z")}


def test_a_warning_comes_when_a_fifth_of_the_time_is_left_and_a_longer_retention_ends_it(app, page, say, store):
    turn = say("Hello")
    page()
    assert "less than 20 % of the time left" not in shown(app)
    store.save_turn(aged(turn, 20))
    app.run()
    assert "1 interaction has less than 20 % of the time left" in shown(app)
    assert "expires in 3 h" in shown(app)
    retention.choose(store, "paid")
    app.run()
    assert "less than 20 % of the time left" not in shown(app)
    assert list(app.dataframe[0].value["kept"]) == ["expires in 54 days"]


@pytest.mark.parametrize("news", [(), ("a research that has ended",)])
def test_a_history_that_cannot_be_read_is_told_with_what_to_do(app, page, monkeypatch, tmp_path, news):
    waiting = dict.fromkeys(news, ("c", "report", "done"))
    monkeypatch.setattr("workbench.research.news._kept", lambda: waiting)
    (tmp_path / "broken.db").write_bytes(b"this is not a database at all" * 40)
    monkeypatch.setenv("STEPWISE_DATABASE_URL", f"sqlite:///{tmp_path / 'broken.db'}")
    st.cache_resource.clear()
    page()
    assert any("The history file is not a database." in error.value for error in app.error)
    assert any("STEPWISE_DATABASE_URL" in error.value for error in app.error)
    assert not app.exception


def test_ticked_rows_can_be_pinned_and_archived_together(app, page, say, store):
    turns = [say("Hello"), say("Tell me a joke.")]
    ids = [turn["id"] for turn in reversed(turns)]
    tick(page(), ids, [0, 1])
    assert "2 ticked" in shown(app)
    app.button(key="history_bulk_pin").click().run()
    assert "2 conversations are pinned." in shown(app)
    assert all(row.pinned for row in store.conversations())
    tick(app, ids, [0])
    app.button(key="history_bulk_archive").click().run()
    assert prompts(app) == ["Hello"]
    assert [row.title for row in store.conversations(archived=True)] == ["Tell me a joke."]
    assert not app.exception


def test_the_progress_of_a_job_is_restored_by_the_address_and_its_deletion_undone(app, page, say, store, connection):
    turn = say("Forget me.")
    plan = forget.plan(store, "both", turn_ids=[turn["id"]])
    job = forget.start(store, reach.by(connection), plan)
    assert job.wait(30)
    page()
    app.query_params["job"] = job.id
    app.run()
    assert "**Forget:** 1 done" in shown(app)
    assert "Deleted on the server." in shown(app)
    app.button(key="history_job_undo").click().run()
    assert "1 turn is back." in shown(app)
    assert prompts(app) == ["Forget me."]
    assert list(app.dataframe[0].value["kept"]) == ["deleted there"]


def test_someone_elses_job_is_not_shown(app, page, store, connection):
    other = store.for_user("oidc somebody")
    job = forget.start(other, reach.by(connection), forget.plan(other, "local"))
    assert job.wait(30)
    page()
    app.query_params["job"] = job.id
    app.run()
    assert "**Forget" not in shown(app)


def test_what_could_not_be_deleted_stays_listed_with_the_reason(app, page, say, store, connection, emulator):
    turn = say("Hard to forget.")
    emulator.stop()
    job = forget.start(store, reach.by(connection), forget.plan(store, "both", turn_ids=[turn["id"]]))
    assert job.wait(60)
    page()
    assert "1 interaction is perhaps still on the server" in "".join(box.label for box in app.expander)
    assert turn["interaction_id"] in shown(app)
    app.button(key="leftovers_drop").click().run()
    assert turn["interaction_id"] not in shown(app)


def test_a_saved_timeline_is_shown_with_its_differences(app, page, say, store, connection):
    turn = say("What is the capital of India?")
    job = rescue.save(store, reach.by(connection), [turn["id"]])
    assert job.wait(30)
    look(page(), turn)
    assert any("as it was seen" in box.label for box in app.expander)
    kept = store.timeline(turn["id"])
    store.save_timeline(turn["id"], {**kept.interaction, "status": "failed"})
    app.run()
    assert any("1 difference" in box.label for box in app.expander)
    assert "The server tells another status than was seen." in shown(app)


def open_tab(app, name):
    app.session_state["view"] = name
    return app.run()


def test_conversations_are_listed_with_tags_and_the_archive_apart(app, page, say, store):
    kept, away = say("Hello"), say("Tell me a joke.")
    store.tag([kept["conversation_id"]], ["Work"])
    store.archive([away["conversation_id"]])
    open_tab(page(), "Conversations")
    assert list(app.dataframe[0].value["title"]) == ["Hello"]
    assert [list(tags) for tags in app.dataframe[0].value["tags"]] == [["work"]]
    app.toggle(key="history_chats_archived").set_value(True).run()
    assert list(app.dataframe[0].value["title"]) == ["Tell me a joke."]
    assert not app.exception


def test_totals_add_up_what_the_search_finds(app, page, say):
    say("Hello")
    say("Hello again", Settings(model="gemini-3.6-flash"))
    open_tab(page(), "Totals")
    assert {metric.label: metric.value for metric in app.metric}["Interactions"] == "2"
    search(app, "model:3.6")
    assert {metric.label: metric.value for metric in app.metric}["Interactions"] == "1"
    assert not app.exception


def test_comparisons_are_listed_and_open_on_their_page(app, page, store):
    chat = store.new_conversation("Compare: Two lanes")
    row = {"id": chat, "title": "Two lanes", "created": "2026-11-23T12:00:00.000Z", "state": "done", "lanes": 2, "prompts": 3,
           "repeats": 1, "offline": True}  # fmt: skip
    store.save_comparison(row, {})
    open_tab(page(), "Comparisons")
    assert "2 lanes · 3 prompts" in shown(app)
    assert app.button(key=f"history_comparison_{chat}").label == "Two lanes"
    open_tab(app, "Interactions")
    assert not app.exception


def test_someone_elses_running_comparison_cannot_be_seen_by_its_address(app, store, connection, serve_emulator):
    slow = replace(connection, base_url=serve_emulator(speed=1).base_url)
    other = store.for_user("oidc somebody")
    running = compare.start(other, slow, made.plan("stateful", "store_off", script=made.texts("Secret words")))
    app.run()
    app.query_params["comparison"] = running.id
    app.switch_page("pages/compare.py").run()
    assert compare.load(other, running.id) is not None
    assert compare.load(store, running.id) is None
    assert "Secret words" not in shown(app)
    running.stop()
    assert running.wait(30)
