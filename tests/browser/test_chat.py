"""Journeys through a chat: memory, stop, reload, closed tab, edit, settings, errors."""

from __future__ import annotations

import ast
import json
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from .conftest import ROOT, Chat, Server

LONG = "Tell me a long story about a lighthouse keeper, without hurry."


def test_the_second_turn_sends_only_its_new_text_and_the_answer_remembers(same_tab: Chat) -> None:
    same_tab.ask("Hi, my name is Karthik. I like cricket and watching movies.")
    expect(same_tab.status).to_contain_text("Stateful, continuing from v1_")

    second = same_tab.ask("What is my name?")
    expect(second).to_contain_text("Karthik")

    same_tab.button("Inspect", second).click()
    sent = json.loads(same_tab.page.get_by_role("dialog").locator("pre code").first.inner_text())
    assert sent["input"] == "What is my name?"
    assert sent["previous_interaction_id"].startswith("v1_")
    assert "Karthik" not in json.dumps(sent)
    same_tab.page.keyboard.press("Escape")

    same_tab.button("Get code", second).click()
    drawer = same_tab.page.get_by_role("dialog")
    expect(drawer.locator("pre code")).to_contain_text(sent["previous_interaction_id"])
    drawer.get_by_role("radio", name="The whole branch").click()
    expect(drawer.locator("pre code")).to_contain_text("previous_interaction_id=turn_1")
    with same_tab.page.expect_download() as download:
        drawer.get_by_role("button", name="Download turn.py").click()
    ast.parse(download.value.path().read_text())
    same_tab.page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)


def test_stop_keeps_what_came_and_the_next_turn_goes_on(same_tab: Chat) -> None:
    same_tab.say(LONG)
    expect(same_tab.turns.last).to_contain_text("lighthouse keeper")
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


def test_a_reload_in_the_middle_of_an_answer_loses_nothing(same_tab: Chat) -> None:
    same_tab.say(LONG)
    expect(same_tab.stop).to_be_visible()
    expect(same_tab.page).to_have_url(re.compile(r"c=\w+&t=\w+"))
    same_tab.page.reload()
    expect(same_tab.stop).to_be_visible()
    expect(same_tab.settled).to_have_count(1)
    expect(same_tab.turns).to_have_count(1)
    expect(same_tab.turns).not_to_contain_text("Stopped")


def test_a_closed_tab_may_come_back(same_tab: Chat, new_page: Callable[[], Page]) -> None:
    closed = Chat(new_page(), same_tab.url).open()
    closed.say(LONG)
    expect(closed.stop).to_be_visible()
    address = closed.page.url
    closed.page.close()
    same_tab.page.goto(address)
    expect(same_tab.settled).to_have_count(1)
    expect(same_tab.turns).to_contain_text("lighthouse keeper")


SAID = "text => document.querySelector('#stMain').innerText.includes(text)"
COUNTING = """turn => {
  window.redrawn = 0;
  const counter = new MutationObserver(found => { window.redrawn += found.length; });
  counter.observe(turn, { subtree: true, childList: true, characterData: true });
}"""


def test_a_turn_that_follows_leaves_what_stands_above_alone_until_it_ends(same_tab: Chat) -> None:
    before = same_tab.ask("My name is Ada.")
    before.evaluate(COUNTING)
    same_tab.say(LONG)
    expect(same_tab.turns).to_have_count(2)
    expect(same_tab.stop).to_be_visible()
    expect(same_tab.status).to_contain_text("Answering, continuing from")
    assert same_tab.page.evaluate("window.redrawn") == 0
    same_tab.button("Regenerate", same_tab.turns.first).click()
    expect(same_tab.page.get_by_text("This chat is still answering")).to_be_visible()
    expect(same_tab.turns).to_have_count(2)
    same_tab.stop.click()
    expect(same_tab.settled).to_have_count(2)


def test_prompts_sent_at_the_very_moment_an_answer_ends_are_drawn(same_tab: Chat) -> None:
    same_tab.composer.click()
    for number in range(1, 7):
        same_tab.page.keyboard.type(f"What is {number} plus 100?")  # not fill(), which would wait until the page rests
        same_tab.page.keyboard.press("Enter")
        same_tab.page.wait_for_function(SAID, arg=f"= {100 + number}", polling=5)
    expect(same_tab.settled).to_have_count(6)


def test_clicks_while_an_answer_streams_do_not_end_it(same_tab: Chat) -> None:
    same_tab.say(LONG)
    expect(same_tab.stop).to_be_visible()
    same_tab.page.get_by_role("link", name="History").click()
    expect(same_tab.page).to_have_url(re.compile("/history"))
    same_tab.page.go_back()
    expect(same_tab.settled).to_have_count(1)
    expect(same_tab.turns).not_to_contain_text("Stopped")


def test_a_closer_look_while_an_answer_begins_does_not_end_its_drawing(same_tab: Chat) -> None:
    same_tab.ask("What is the capital of India?")
    same_tab.say(LONG)
    expect(same_tab.stop).to_be_visible()
    same_tab.button("Inspect", same_tab.turns.first).evaluate("button => button.click()")  # click() would wait for the page
    dialog = same_tab.page.get_by_role("dialog")
    expect(dialog).to_contain_text("capital of India")
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    expect(same_tab.settled).to_have_count(2)
    expect(same_tab.turns.last).not_to_contain_text("Stopped")


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


def test_attachments_go_along_are_seen_and_stay(same_tab: Chat, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("The launch is on Friday.\nOwner: Priya.\n")
    (tmp_path / "rubbish.bin").write_bytes(bytes(range(256)))
    chooser = same_tab.page.locator("[data-testid=stChatInput] input[type=file]").first
    chooser.set_input_files([ROOT / "components" / "favicon.png", tmp_path / "notes.md"])
    expect(same_tab.page.get_by_test_id("stChatInput")).to_contain_text("notes.md")
    expect(same_tab.button("Send message")).to_be_enabled()  # nothing is sent while a file is on its way
    turn = same_tab.ask("Who is the owner?")
    expect(turn).to_contain_text("Owner: Priya.")
    expect(turn.get_by_role("img", name="favicon.png")).to_be_visible()
    same_tab.button("notes.md", turn).click()
    expect(same_tab.page.get_by_text("The launch is on Friday.")).to_be_visible()
    same_tab.page.keyboard.press("Escape")

    chooser.set_input_files([tmp_path / "rubbish.bin"])
    expect(same_tab.page.get_by_test_id("stChatInput")).to_contain_text("rubbish.bin")
    expect(same_tab.button("Send message")).to_be_enabled()
    same_tab.say("And this?")
    expect(same_tab.page.get_by_text("can't be attached")).to_be_visible()
    expect(same_tab.composer).to_have_value("And this?")
    expect(same_tab.turns).to_have_count(1)


def test_a_phone_closes_the_sidebar_when_a_chat_is_opened(browser: Browser, server: Server, same_tab: Chat) -> None:
    same_tab.ask("My canary is called Tweety.")
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone = Chat(context.new_page(), server.url).open()
    phone.page.get_by_test_id("stExpandSidebarButton").click()
    phone.button("My canary is called Tweety.").first.click()
    expect(phone.turns).to_contain_text("Tweety")
    expect(phone.page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    context.close()


def test_a_stopped_answer_can_be_fetched_from_the_server(same_tab: Chat) -> None:
    same_tab.say(LONG)
    expect(same_tab.turns.last).to_contain_text("lighthouse keeper")
    same_tab.stop.click()
    expect(same_tab.turns.last).to_contain_text("Stopped")
    same_tab.button("Fetch from the server").click()
    expect(same_tab.turns).not_to_contain_text("Stopped")
    expect(same_tab.status).to_contain_text("Stateful, continuing from v1_")


def test_starters_are_answered_offline_one_after_the_other(same_tab: Chat) -> None:
    expect(same_tab.page.locator('[class*="st-key-starter_"] button')).to_have_count(12)
    for name in ("Arithmetic", "Approval", "Structured output"):  # tests/pages/test_starters.py clicks every one
        same_tab.begin()
        same_tab.page.locator('[class*="st-key-starter_"] button').filter(has_text=name).click()
        expect(same_tab.settled.first).to_be_visible()
        expect(same_tab.stop).to_have_count(0)
        expect(same_tab.turns.last).not_to_contain_text(re.compile("I can't answer that one|beyond what I know"))


def test_a_killed_emulator_comes_back_and_the_chat_goes_on(same_tab: Chat, server: Server) -> None:
    same_tab.ask("My name is Ada.")
    for child in server.children():
        os.kill(child, signal.SIGKILL)
    answer = same_tab.ask("What is my name?")
    expect(answer).to_contain_text("Ada")
