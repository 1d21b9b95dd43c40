"""Journeys through the panels: settings and their reset, the drawer, the history, the conversation list."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Chat


def group(chat: Chat, name: str) -> Locator:
    """Opens a group of the settings."""
    chat.page.locator(".st-key-settings_panel summary").filter(has_text=name).click()
    return chat.page.locator(".st-key-settings_panel")


def row(chat: Chat, title: str) -> Locator:
    """A line of the conversation list."""
    return chat.page.locator('[class*="st-key-conversation_row_"]').filter(has_text=title).first


def choose(chat: Chat, title: str, action: str) -> None:
    """Pick from a conversation's menu."""
    row(chat, title).hover()
    row(chat, title).get_by_role("button", name="More about").last.click()
    chat.page.get_by_role("menuitem", name=action).click()


def test_a_reset_shows_in_the_widget_at_once(chat: Chat) -> None:
    panel = group(chat, "Advanced")
    temperature = panel.get_by_role("spinbutton", name="Temperature")
    temperature.fill("1.5")
    temperature.press("Enter")
    expect(panel).to_contain_text("1 changed")
    panel.get_by_role("button", name="Reset").last.click()
    chat.page.get_by_role("menuitem", name="Temperature").click()
    expect(temperature).to_have_value("")
    expect(panel).not_to_contain_text("changed")


def test_a_model_that_is_not_listed_may_be_typed(chat: Chat) -> None:
    panel = group(chat, "Model")
    choice = panel.get_by_role("combobox", name="Model or agent")
    choice.fill("gemini-9-preview")
    choice.press("Enter")
    expect(panel).to_contain_text("Gemini 9 Preview")
    failed = chat.ask("Hello")
    expect(failed).to_contain_text("gemini-9-preview")
    expect(failed).not_to_contain_text("Traceback")


def test_a_group_stays_open_while_its_settings_change(chat: Chat) -> None:
    panel = group(chat, "State")
    panel.get_by_text("Store", exact=True).click()
    expect(panel).to_contain_text("Store is off: the server would have nowhere to keep a background answer.")
    expect(panel.get_by_role("combobox", name="History")).to_be_disabled()
    expect(panel.get_by_text("Stream", exact=True)).to_be_visible()


def test_the_drawer_goes_back_in_time_and_keeps_the_look_of_the_page(same_tab: Chat) -> None:
    turn = same_tab.ask("What is the capital of India?")
    expect(turn).to_contain_text("New Delhi")
    turn.get_by_role("button", name="Inspect").first.click()
    drawer = same_tab.page.get_by_role("dialog")
    expect(drawer).to_contain_text("/v1/interactions")
    drawer.get_by_role("tab", name="Events").click()
    expect(drawer).to_contain_text("New Delhi")
    slider = drawer.get_by_role("slider")
    slider.press("Home")
    expect(drawer).to_contain_text("No step has come.")
    expect(drawer).not_to_contain_text("New Delhi")
    expect(same_tab.page.locator(".st-key-conversation_list")).to_have_css("overflow-y", "auto")
    drawer.get_by_role("tab", name="Waterfall").click()
    expect(drawer.locator("canvas, svg[class*=marks]").first).to_be_visible()
    same_tab.page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)


def test_a_picked_interaction_opens_in_the_chat(same_tab: Chat) -> None:
    same_tab.ask("My parrot is called Polly.")
    same_tab.page.get_by_role("link", name="History").first.click()
    table = same_tab.page.get_by_test_id("stDataFrame")
    expect(table).to_be_visible()
    same_tab.page.get_by_role("searchbox", name="Search", exact=True).fill("parrot")
    expect(same_tab.page.get_by_text("1 interaction ")).to_be_visible()
    same_tab.page.locator(".st-key-history_hits button").first.click()
    same_tab.button("Open in chat").click()
    expect(same_tab.composer).to_be_visible()
    expect(same_tab.turns.last).to_contain_text("Polly")
    assert re.search(r"[?&]c=\w+", same_tab.page.url)


def test_a_conversation_is_renamed_then_deleted_after_a_question(same_tab: Chat) -> None:
    same_tab.ask("My turtle is called Sheldon.")
    choose(same_tab, "My turtle is called Sheldon.", "Rename")
    title = same_tab.page.get_by_role("textbox", name="Title")
    title.fill("About a turtle")
    title.press("Enter")
    expect(row(same_tab, "About a turtle")).to_be_visible()
    choose(same_tab, "About a turtle", "Delete")
    question = same_tab.page.get_by_role("dialog")
    expect(question).to_contain_text("Delete About a turtle with its 1 turn")
    same_tab.button("Delete", question).click()
    expect(question).to_have_count(0)
    expect(same_tab.page.get_by_text("About a turtle")).to_have_count(0)
    expect(same_tab.page.get_by_text("What would you like to try?")).to_be_visible()
