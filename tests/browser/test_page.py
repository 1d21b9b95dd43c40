"""The page around the chat: connection, themes, deep links, two tabs, hostile text, what the browser asks the network for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from .conftest import Chat, Server, running_app

ENDLESS = "Tell me a story about a lighthouse keeper. Take all the time that you need."
"""Its answer stalls after a few events, so that however slow the machine is, Stop comes in time."""
DARK, LIGHT = "rgb(18, 22, 22)", "rgb(255, 255, 255)"
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script> **not bold** ![x](http://evil.invalid/x.png) $x$ :red[x]"


def connect(chat: Chat, base_url: str, key: str) -> None:
    """Enter a base URL and a key in the connection panel."""
    panel = chat.page.locator(".st-key-connection_panel")
    panel.locator("summary").click()
    panel.get_by_role("radio", name="Custom").click()
    panel.get_by_role("textbox", name="Base URL").fill(base_url)
    panel.get_by_role("textbox", name="Base URL").press("Enter")
    panel.get_by_role("textbox", name="API key").fill(key)
    panel.get_by_role("textbox", name="API key").press("Enter")
    expect(panel).to_contain_text("Kept in this tab's session only")


def test_a_wrong_key_is_explained_and_keeps_the_prompt(chat: Chat, emulator: Any) -> None:
    connect(chat, emulator.base_url, "invalid-key")
    expect(chat.page.locator(".st-key-chat_header")).not_to_contain_text("Offline demo")
    failed = chat.ask("My name is Ada.")
    expect(failed).to_contain_text("HTTP 401")
    expect(failed).to_contain_text("My name is Ada.")
    expect(chat.button("Retry", failed)).to_be_enabled()

    panel = chat.page.locator(".st-key-connection_panel")
    panel.get_by_role("textbox", name="API key").fill("test-key")
    panel.get_by_role("textbox", name="API key").press("Enter")
    chat.button("Retry", failed).click()
    expect(chat.turns).to_contain_text("2/2")
    expect(chat.turns).to_contain_text("Ada!")
    expect(chat.settled).to_have_count(1)
    expect(chat.button("Retry")).to_have_count(0)
    assert [logged.path for logged in emulator.requests if logged.method == "POST"] == ["/v1/interactions"] * 2


def test_hostile_text_is_shown_letter_for_letter(same_tab: Chat) -> None:
    alerts: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    same_tab.page.on("dialog", dismiss)
    turn = same_tab.ask(HOSTILE)
    expect(turn.get_by_text(HOSTILE, exact=True)).to_be_visible()
    expect(same_tab.page.locator("#stMain img[src*=evil]")).to_have_count(0)
    same_tab.ask("word " * 20_000)
    expect(same_tab.turns).to_have_count(2)
    same_tab.page.remove_listener("dialog", dismiss)
    assert not alerts


def test_two_tabs_on_one_chat_see_the_same_answer(same_tab: Chat, new_page: Callable[[], Page]) -> None:
    same_tab.say(ENDLESS)
    expect(same_tab.stop).to_be_visible()
    other = Chat(new_page(), same_tab.url)
    other.page.goto(same_tab.page.url)
    expect(other.stop).to_be_visible()
    other.stop.click()
    expect(same_tab.turns).to_contain_text("Stopped")
    expect(other.turns).to_contain_text("Stopped")


@pytest.fixture(scope="module")
def stranger(browser: Browser) -> Iterator[Page]:
    """A tab of a profile that has fetched nothing yet."""
    with browser.new_context() as context:
        yield context.new_page()


def test_the_browser_asks_nobody_but_this_app(stranger: Page, server: Server) -> None:
    hosts: set[str] = set()
    complaints: list[str] = []
    stranger.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    stranger.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    chat = Chat(stranger, server.url).open()
    chat.ask("Compare Tokyo, Kyoto and Osaka as a table.")
    assert hosts - {""} == {urlsplit(server.url).netloc}
    assert not complaints


@pytest.mark.parametrize(("scheme", "background"), [("dark", DARK), ("light", LIGHT)])
def test_the_theme_follows_the_reader(stranger: Page, server: Server, scheme: Any, background: str) -> None:
    stranger.emulate_media(color_scheme=scheme)
    stranger.goto(server.url)
    expect(stranger.get_by_test_id("stApp")).to_have_css("background-color", background)
    expect(stranger.get_by_text("Offline demo").first).to_be_visible()


def test_answers_carry_security_headers_and_bells_cannot_be_guessed(person: BrowserContext, server: Server) -> None:
    answer = person.request.get(server.url)
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert person.request.get(f"{server.url}/bell/guess").status == 404


def test_an_unknown_chat_says_so(same_tab: Chat) -> None:
    same_tab.open("/?c=nothing&t=nowhere")
    expect(same_tab.page.get_by_text("This chat isn't on this machine")).to_be_visible()


@pytest.fixture
def cold(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An app that nobody has visited yet."""
    with running_app(tmp_path_factory.mktemp("cold")) as running:
        yield running


def test_a_deep_link_works_as_the_very_first_request(cold: Server, new_page: Callable[[], Page]) -> None:
    page = new_page()
    page.goto(f"{cold.url}/history")
    expect(page.get_by_role("link", name="Compare")).to_be_visible()
    expect(page.get_by_role("button", name="New chat")).to_be_visible()
    expect(page.get_by_text("app", exact=True)).to_have_count(0)
