"""The conversation list: new, open, search, rename, delete, pages."""

from __future__ import annotations

import pytest

from tests.pages.conftest import shown
from workbench.send import send
from workbench.settings import Connection, Prompt, Settings


@pytest.fixture
def chat(say):
    """A chat of one turn, already answered."""
    return say("My cat is called Whiskers.")


def titles(app):
    return [button.label for button in app.button if str(button.key).startswith("open_conversation_")]


def menu(app, turn):
    return app.get_by_key(f"conversation_menu_{turn['conversation_id']}")


def test_an_empty_list_says_what_it_is_for(app):
    app.run()
    assert "Your conversations will stand here." in shown(app)
    assert titles(app) == []


def test_a_chat_stands_under_today_and_opens_with_a_click(app, chat):
    app.run()
    assert "Today" in shown(app)
    app.button(key=f"open_conversation_{chat['conversation_id']}").click().run()
    assert app.query_params["c"] == chat["conversation_id"]
    assert "Whiskers" in shown(app)
    assert "Yesterday" not in shown(app)


def test_a_chat_opens_from_another_page_too(app, chat):
    app.run().switch_page("pages/history.py").run()
    app.button(key=f"open_conversation_{chat['conversation_id']}").click().run()
    assert app.query_params["c"] == chat["conversation_id"]
    assert not any(title.value == "History" for title in app.title)


def test_search_finds_words_of_answers_and_hides_the_rest(app, chat, say):
    say("What is the capital of India?")
    app.run()
    app.text_input(key="conversation_search").set_value("whiskers").run()
    assert titles(app) == ["My cat is called Whiskers."]
    app.text_input(key="conversation_search").set_value("no such words").run()
    assert titles(app) == []
    assert "No conversation matches “no such words”." in shown(app)


def test_new_chat_leaves_the_open_one(app, chat):
    app.query_params["c"] = chat["conversation_id"]
    app.run()
    app.button(key="new_chat").click().run()
    assert "c" not in app.query_params
    assert len(titles(app)) == 1


def test_rename_gives_the_new_title(app, chat):
    app.run()
    menu(app, chat).click("Rename").run()
    app.text_input(key=f"rename_title_{chat['conversation_id']}").set_value("About my cat")
    app.button(key=f"rename_save_{chat['conversation_id']}").click().run()
    assert titles(app) == ["About my cat"]
    assert not app.exception


def test_an_empty_title_changes_nothing(app, chat):
    app.run()
    menu(app, chat).click("Rename").run()
    app.text_input(key=f"rename_title_{chat['conversation_id']}").set_value("   ")
    app.button(key=f"rename_save_{chat['conversation_id']}").click().run()
    assert titles(app) == ["My cat is called Whiskers."]


def test_delete_names_the_chat_and_asks_first(app, chat, store):
    app.run()
    menu(app, chat).click("Delete").run()
    assert "Delete **My cat is called Whiskers.** with its 1 turn from this machine?" in shown(app)
    assert store.turn(chat["id"]) is not None
    app.button(key=f"delete_confirm_{chat['conversation_id']}").click().run()
    assert titles(app) == []
    assert store.turn(chat["id"]) is None


def test_keep_deletes_nothing(app, chat, store):
    app.run()
    menu(app, chat).click("Delete").run()
    app.button(key=f"delete_keep_{chat['conversation_id']}").click().run()
    assert titles(app) == ["My cat is called Whiskers."]
    assert "from this machine?" not in shown(app)


def test_deleting_the_open_chat_leads_to_a_new_one(app, chat):
    app.query_params["c"] = chat["conversation_id"]
    app.run()
    menu(app, chat).click("Delete").run()
    app.button(key=f"delete_confirm_{chat['conversation_id']}").click().run()
    assert "c" not in app.query_params
    assert not app.exception


def test_twelve_chats_make_a_page_and_older_leads_on(app, store):
    for number in range(15):
        store.new_conversation(f"Chat {number:02}")
    app.run()
    assert len(titles(app)) == 12
    app.button(key="conversations_older").click().run()
    assert len(titles(app)) == 3
    assert app.button(key="conversations_older").disabled
    app.button(key="conversations_newer").click().run()
    assert len(titles(app)) == 12


def test_a_title_is_text_and_never_markup(app, store):
    store.new_conversation(":red[alert] **bold** [link](http://example.com)")
    app.run()
    assert titles(app)[0].startswith(r"\:red\[alert\] \*\*bold\*\* \[link\]")
    assert "[link](" not in titles(app)[0]


def test_a_chat_that_is_answering_is_marked_until_it_ends(app, store, serve_emulator):
    slow = Connection(mode="custom", base_url=serve_emulator(speed=0.05).base_url, api_key="test-key")
    run = send(store, slow, Settings(), Prompt("Explain how neural networks work."), None, None)
    app.run()
    row = app.button(key=f"open_conversation_{run.snapshot()['conversation_id']}")
    assert row.help == "A turn is running"
    run.stop()
    assert run.wait(30)
    app.run()
    assert not app.button(key=row.key).help
