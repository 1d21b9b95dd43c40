"""Journeys through a chat: memory, stop, reload, closed tab, edit, settings, errors."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Callable

from playwright.sync_api import Page, expect

from .conftest import Chat, Server

LONG = "Tell me a long story about a lighthouse keeper, without hurry."


def test_the_second_turn_sends_only_its_new_text_and_the_answer_remembers(chat: Chat) -> None:
    chat.ask("Hi, my name is Karthik. I like cricket and watching movies.")
    expect(chat.status).to_contain_text("Stateful, continuing from v1_")

    second = chat.ask("What is my name?")
    expect(second).to_contain_text("Karthik")

    chat.button("Inspect", second).click()
    sent = json.loads(chat.page.get_by_role("dialog").locator("pre code").first.inner_text())
    assert sent["input"] == "What is my name?"
    assert sent["previous_interaction_id"].startswith("v1_")
    assert "Karthik" not in json.dumps(sent)


def test_stop_keeps_what_came_and_the_next_turn_goes_on(same_tab: Chat) -> None:
    same_tab.say(LONG)
    expect(same_tab.turns.last).to_contain_text("lighthouse keeper", timeout=20_000)
    same_tab.stop.click()
    expect(same_tab.turns.last).to_contain_text("Stopped")
    expect(same_tab.stop).to_have_count(0)
    same_tab.ask("My name is Ada.")
    expect(same_tab.turns).to_have_count(2)
    expect(same_tab.turns.first).to_contain_text("Stopped")


def test_escape_stops_too(same_tab: Chat) -> None:
    same_tab.say(LONG)
    expect(same_tab.stop).to_be_visible()
    same_tab.composer.press("Escape")
    expect(same_tab.turns.last).to_contain_text("Stopped")


def test_a_reload_in_the_middle_of_an_answer_loses_nothing(chat: Chat) -> None:
    chat.say(LONG)
    expect(chat.stop).to_be_visible()
    expect(chat.page).to_have_url(re.compile(r"c=\w+&t=\w+"))
    chat.page.reload()
    expect(chat.stop).to_be_visible()
    expect(chat.settled).to_have_count(1)
    expect(chat.turns).to_have_count(1)
    expect(chat.turns).not_to_contain_text("Stopped")


def test_a_closed_tab_may_come_back(chat: Chat, new_page: Callable[[], Page]) -> None:
    chat.say(LONG)
    expect(chat.stop).to_be_visible()
    address = chat.page.url
    chat.page.close()
    again = Chat(new_page(), chat.url)
    again.page.goto(address)
    expect(again.settled).to_have_count(1)
    expect(again.turns).to_contain_text("lighthouse keeper")


def test_clicks_while_an_answer_streams_do_not_end_it(same_tab: Chat) -> None:
    same_tab.say(LONG)
    expect(same_tab.stop).to_be_visible()
    same_tab.page.get_by_role("link", name="History").click()
    expect(same_tab.page).to_have_url(re.compile("/history"))
    same_tab.page.go_back()
    expect(same_tab.settled).to_have_count(1)
    expect(same_tab.turns).not_to_contain_text("Stopped")


def test_an_edit_makes_a_sibling_and_keeps_the_old_turn(same_tab: Chat) -> None:
    turn = same_tab.ask("My name is Ada.")
    same_tab.button("Edit", turn).click()
    same_tab.page.get_by_label("Edit the prompt").fill("My name is Grace.")
    same_tab.button("Send as new version").click()
    expect(same_tab.turns).to_contain_text("2/2")
    expect(same_tab.turns).to_contain_text("My name is Grace.")
    expect(same_tab.settled).to_have_count(1)
    same_tab.button("Earlier version").click()
    expect(same_tab.turns).to_contain_text("1/2")
    expect(same_tab.turns).to_contain_text("My name is Ada.")


def test_continue_from_here_opens_a_branch(same_tab: Chat) -> None:
    same_tab.ask("My name is Ada.")
    same_tab.ask("What is my name?")
    same_tab.button("Continue from here", same_tab.turns.first).click()
    expect(same_tab.turns).to_have_count(1)
    expect(same_tab.button("Back to the newest turn")).to_be_visible()
    same_tab.ask("Which name did I give?")
    expect(same_tab.turns.last).to_contain_text("2/2")


def test_a_changed_setting_shows_as_a_chip(chat: Chat) -> None:
    chat.ask("My name is Ada.")
    chat.page.locator("summary").filter(has_text="Thinking").first.click()
    chat.page.locator("[class*=st-key-field_]").get_by_role("combobox", name="Thinking level").click()
    chat.page.get_by_role("option", name=re.compile("high", re.I)).click()
    expect(chat.status).to_contain_text("Settings changed")
    second = chat.ask("What is my name?")
    expect(second).to_contain_text("Settings changed")


def test_a_rate_limit_is_shown_with_its_wait_and_retry_sends_the_same_again(same_tab: Chat) -> None:
    failed = same_tab.ask("I have too many questions.")
    expect(failed).to_contain_text("HTTP 429")
    expect(failed).to_contain_text("7 s")
    expect(failed).to_contain_text("I have too many questions.")
    same_tab.button("Retry", failed).click()
    expect(same_tab.turns).to_contain_text("2/2")
    expect(same_tab.button("Retry")).to_have_count(0)
    expect(same_tab.settled).to_have_count(1)


def test_what_is_typed_while_an_answer_streams_is_kept(same_tab: Chat) -> None:
    same_tab.say(LONG)
    expect(same_tab.stop).to_be_visible()
    same_tab.say("And another one")
    expect(same_tab.page.get_by_text("still answering")).to_be_visible()
    expect(same_tab.composer).to_have_value("And another one")
    expect(same_tab.turns).to_have_count(1)


def test_every_starter_is_answered_offline(same_tab: Chat) -> None:
    number = same_tab.page.locator('[class*="st-key-starter_"] button').count()
    assert number >= 6
    for place in range(number):
        same_tab.begin()
        same_tab.page.locator(f".st-key-starter_{place} button").click()
        expect(same_tab.settled.first).to_be_visible()
        expect(same_tab.stop).to_have_count(0)
        expect(same_tab.turns.last).not_to_contain_text(re.compile("I can't answer that one|beyond what I know"))


def test_a_killed_emulator_comes_back_and_the_chat_goes_on(same_tab: Chat, server: Server) -> None:
    same_tab.ask("My name is Ada.")
    for child in server.children():
        os.kill(child, signal.SIGKILL)
    answer = same_tab.ask("What is my name?")
    expect(answer).to_contain_text("Ada")
