"""Journeys through tools: functions approved, denied, answered by hand and differently; data against its schema; searches."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Chat, running_app

WEATHER = "What is the weather in Paris?"


def panel(chat: Chat, name: str) -> None:
    """Opens a box of the settings; a run of the app fills it, and what is in it finds its height."""
    named = chat.page.locator("summary", has_text=re.compile(f"{name}$"))
    box = chat.page.locator(".st-key-settings_panel details").filter(has=named)
    box.locator("summary").first.click()
    expect(box.locator('[class*="st-key-"]').first).to_be_visible()
    chat.rest()
    chat.still(box.first)


def switch_on(chat: Chat, function: str) -> None:
    """Declares a function to the model."""
    panel(chat, "Functions")
    expect(chat.page.locator(f".st-key-function_on_{function} label")).to_be_visible()
    chat.rest()
    chat.page.locator(f".st-key-function_on_{function} label").click()
    expect(chat.page.locator(".st-key-settings_panel")).to_contain_text("1 function")


def ask_first(chat: Chat, function: str) -> None:
    """Lets its calls wait for an approval."""
    switch_on(chat, function)
    chat.page.locator(f".st-key-function_mode_{function} button").first.click()
    chat.page.get_by_role("menuitem", name="Ask first").click()
    expect(chat.page.locator(f".st-key-function_row_{function}")).to_contain_text("Ask first")


def card(chat: Chat) -> Locator:
    """The call that waits."""
    return chat.page.locator('[class*="st-key-call_"]').filter(has=chat.page.get_by_role("button", name="Deny")).first


@pytest.fixture
def waiting(chat: Chat) -> Chat:
    """A chat in which a call of the weather function waits for approval."""
    ask_first(chat, "get_weather")
    chat.ask(WEATHER)
    expect(card(chat)).to_contain_text("Needs approval")
    expect(card(chat)).to_contain_text("Paris")
    return chat


def test_a_call_survives_a_reload_and_a_restart_of_the_app_and_is_approved(tmp_path: Path, new_page: Callable[[], Page]) -> None:
    with running_app(tmp_path) as first:
        chat = Chat(new_page(), first.url).open()
        ask_first(chat, "get_weather")
        chat.ask(WEATHER)
        expect(card(chat)).to_contain_text("Needs approval")
        chat.page.reload()
        expect(card(chat)).to_contain_text("Needs approval")
    with running_app(tmp_path, port=urlsplit(first.url).port or 0):
        chat.page.reload()
        approve(chat)


def approve(chat: Chat) -> None:
    """Approves the call that waits, and sees it carried out."""
    expect(card(chat)).to_contain_text("Needs approval")
    chat.rest()
    chat.button("Approve", card(chat)).click()
    expect(chat.turns).to_have_count(2)
    expect(chat.turns.last).to_contain_text("Round 1 of at most 8")
    expect(chat.turns.last).to_contain_text("Paris")
    expect(chat.turns.first).to_contain_text("Used 2 steps")
    chat.rest()
    chat.page.locator("summary").filter(has_text="Used 2 steps").click()
    expect(chat.turns.first).to_contain_text("Done")


def test_a_call_is_denied_with_a_reason_that_the_model_is_told(waiting: Chat) -> None:
    waiting.button("Deny", card(waiting)).click()
    reason = waiting.page.get_by_label("Why (the model is told)")
    reason.fill("Paris is secret")
    reason.press("Enter")
    waiting.button("Deny this call").click()
    expect(waiting.turns).to_have_count(2)
    waiting.rest()
    expect(waiting.button("Deny")).to_have_count(0)
    waiting.button("Inspect", waiting.turns.nth(1)).click()
    expect(waiting.page.get_by_role("dialog")).to_contain_text("Paris is secret")
    waiting.page.keyboard.press("Escape")
    waiting.page.locator("summary").filter(has_text="Used 2 steps").first.click()
    expect(waiting.turns.first).to_contain_text("Denied")


def test_a_result_given_by_hand_reaches_the_model_and_another_one_makes_a_branch(chat: Chat) -> None:
    switch_on(chat, "read_sensor")
    chat.page.locator(".st-key-function_mode_read_sensor button").first.click()
    chat.page.get_by_role("menuitem", name="Answer by hand").click()
    expect(chat.page.locator(".st-key-function_row_read_sensor")).to_contain_text("By hand")
    chat.ask("Read the temperature of sensor A7.")
    expect(card(chat)).to_contain_text("Needs your answer")
    give(chat, card(chat), '{"temperature": 21.5}')
    chat.button("Send this result", card(chat)).click()
    expect(chat.turns.last).to_contain_text("21.5")
    chat.page.locator("summary").filter(has_text="Used 2 steps").first.click()
    chat.page.locator("summary").filter(has_text="read_sensor").last.click()
    chat.button("Answer differently").first.click()
    bench = chat.page.get_by_role("dialog")
    expect(bench).to_contain_text("Function bench")
    give(chat, bench, '{"temperature": 35}')
    chat.button("Answer differently", bench).click()
    expect(chat.turns.last).to_contain_text("35")
    expect(chat.turns.last).to_contain_text("2/2")
    expect(chat.turns.first).to_contain_text(re.compile("Result \\(by hand\\): .*35"))


def give(chat: Chat, where: Locator, result: str) -> None:
    """Types a result as JSON, whatever form is offered."""
    expect(where.get_by_role("textbox").first).to_be_visible()
    chat.rest()
    shape = where.get_by_role("radio", name="JSON")
    field = where.get_by_role("textbox", name=re.compile("^(JSON|Result)$")).last
    expect(field.or_(shape.first).first).to_be_visible()
    if not field.count():
        shape.first.click()
    field.fill(result)
    field.press("Control+Enter")


def test_data_that_follows_its_schema_is_a_table_and_data_that_does_not_names_each_place(chat: Chat) -> None:
    panel(chat, "Output")
    chat.button("Ask for data").click()
    chat.page.get_by_text("Review", exact=True).click()
    expect(chat.page.get_by_role("dialog")).to_contain_text("Required")
    expect(chat.page.get_by_role("textbox", name="Name").first).to_have_value("title")
    chat.button("Use this schema").click()
    valid = chat.ask("Review the film The Matrix.")
    expect(valid).to_contain_text("follows its schema")
    expect(valid.get_by_role("cell", name="The Matrix", exact=True)).to_be_visible()
    valid.get_by_role("tab", name="Raw").click()
    expect(valid.locator("pre")).to_contain_text('"title"')
    wrong = chat.ask("Review it against the schema.")
    expect(wrong).to_contain_text("Invalid")
    expect(wrong).to_contain_text("$.rating")
    expect(wrong).to_contain_text("$.pros[1]")


def test_a_step_of_an_unknown_kind_is_drawn_loudly_and_as_text(same_tab: Chat) -> None:
    turn = same_tab.ask("Tell me something nobody knows.")
    expect(turn).to_contain_text("Stepwise doesn't know hologram yet")
    expect(turn).to_contain_text("<script>alert('a step that nobody knows')</script>")
    expect(turn.locator("script")).to_have_count(0)


def test_a_search_shows_its_steps_its_sources_and_the_suggestions_in_a_sealed_frame(chat: Chat) -> None:
    panel(chat, "Tools")
    chat.page.locator(".st-key-tool_on_google_search label").first.click()
    expect(chat.page.locator(".st-key-settings_panel")).to_contain_text("Google Search")
    turn = chat.ask("Search the web: how high is the Eiffel Tower?")
    expect(turn).to_contain_text("Used 2 steps")
    chip = turn.get_by_role("button", name=re.compile("^1 ·|1 · "))
    chip.first.click()
    expect(chat.page.get_by_role("link", name="Open source")).to_be_visible()
    frame = turn.locator("iframe")
    expect(frame).to_have_attribute("src", re.compile("^data:text/html;base64,"))
    inside = frame.element_handle().content_frame()
    reached = inside.evaluate("() => { try { return String(parent.document) } catch (error) { return error.name } }")
    assert reached == "SecurityError"


def test_a_file_is_uploaded_to_a_store_searched_and_cited_and_the_store_deleted(chat: Chat) -> None:
    panel(chat, "Tools")
    chat.page.locator(".st-key-tool_on_file_search label").first.click()
    chat.button("Manage stores").click()
    stores = chat.page.get_by_role("dialog", name="File search stores")
    expect(stores).to_contain_text("There is no store yet.")
    chat.rest()
    chat.button("New store", stores).click()
    chat.page.get_by_role("textbox", name="Name").fill("Shop rules")
    chat.page.get_by_role("textbox", name="Name").press("Enter")
    chat.rest()
    chat.button("Create").click()
    expect(stores).to_contain_text("Nothing in it yet.")
    lamp = b"A lamp has a warranty of five years. Returns are free within 30 days."
    stores.locator("input[type=file]").set_input_files({"name": "rules.md", "mimeType": "text/markdown", "buffer": lamp})
    chat.button("Upload 1 file", stores).click()
    expect(stores.locator(".st-key-store_list")).to_contain_text("rules.md")
    expect(stores).to_contain_text("Ready")
    chat.rest()
    stores.get_by_text("Search in this store").click()
    expect(stores.locator(".st-key-stores_line input")).to_be_checked()
    chat.rest()
    chat.page.keyboard.press("Escape")
    expect(chat.page.locator(".st-key-tool_card_on_file_search")).to_contain_text("shop-rules-")
    chat.rest()
    turn = chat.ask("How long is the warranty of a lamp, by the files?")
    expect(turn).to_contain_text("five years")
    expect(turn.get_by_role("button", name=re.compile("1 · rules.md"))).to_be_visible()
    chat.rest()
    chat.button("Manage stores").click()
    expect(stores).to_contain_text("1 ready")
    chat.rest()
    chat.button("Delete store", stores).click()
    chat.button("Delete it").click()
    expect(stores).to_contain_text("There is no store yet.")


def test_a_function_typed_in_by_hand_is_declared_and_waits_for_its_answer(chat: Chat) -> None:
    panel(chat, "Functions")
    chat.button("Add a function").click()
    chat.button("Fill in an example").click()
    expect(chat.page.get_by_role("textbox", name="Name", exact=True).first).to_have_value("book_table")
    chat.button("Save").click()
    expect(chat.page.locator(".st-key-settings_panel")).to_contain_text("1 function")
    chat.ask('Book a table at the restaurant "Olive" for 4 people.')
    expect(card(chat)).to_contain_text("Needs your answer")
    give(chat, card(chat), "Booked, number 77")
    chat.button("Send this result", card(chat)).click()
    expect(chat.turns.last).to_contain_text("77")
