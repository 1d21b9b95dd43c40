"""Two people, one app, one OpenID Connect provider: each signs in in a browser and finds only what is their own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import ROOT, Chat, Server, free_port, running_app
from tests.browser.identity_provider import CLIENT, PEOPLE, SECRET

SECRETS = """[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "of these tests, and long enough for its use"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def provider_port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, provider_port: int) -> Iterator[Server]:
    """The app with sign-in, and the provider in a process of its own."""
    data, port = tmp_path_factory.mktemp("people"), free_port()
    app, provider = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{provider_port}"
    secrets = data / "secrets.toml"
    secrets.write_text(SECRETS.format(app=app, provider=provider, client=CLIENT, secret=SECRET))
    command = [sys.executable, "-m", "tests.browser.identity_provider", str(provider_port), f"{app}/oauth2callback"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if "Uvicorn running" in line:
            break
    with running_app(data, "--secrets.files", str(secrets), port=port) as running:
        yield running
    process.terminate()
    process.communicate(timeout=20)


@pytest.fixture(scope="module")
def hers(browser: Browser) -> Iterator[BrowserContext]:
    """A profile that fetches the app's files once; its tabs share what is signed in."""
    with browser.new_context() as context:
        yield context


def sign_in(page: Page, server: Server, person: str) -> Chat:
    page.goto(server.url)
    return enter(page, server, person)


def enter(page: Page, server: Server, person: str) -> Chat:
    """Sign in where one is asked to."""
    expect(page.get_by_text("Everybody sees only their own.")).to_be_visible()
    expect(page.get_by_placeholder("Ask something")).to_have_count(0)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=PEOPLE[person]).click()
    chat = Chat(page, server.url)
    expect(chat.composer).to_be_visible()
    expect(page.locator(".st-key-account")).to_contain_text(PEOPLE[person])
    return chat


def test_two_people_sign_in_and_neither_sees_the_others_by_page_address_or_id(
    shared: Server, browser: Browser, hers: BrowserContext
) -> None:
    with browser.new_context() as his:
        ann = sign_in(hers.new_page(), shared, "ann")
        ann.ask("My chinchilla is called Persephone.")
        expect(ann.page).to_have_url(re.compile("[?&]c="))
        address = ann.page.url.removeprefix(shared.url)
        chip = ann.page.get_by_role("button", name="Copy interaction id").first.get_attribute("aria-label") or ""
        ben = sign_in(his.new_page(), shared, "ben")
        expect(ben.page.get_by_text("Your conversations will stand here.")).to_be_visible()
        for path in (address, f"/history{address.removeprefix('/')}&q={chip.rsplit(' ', 1)[-1]}"):
            ben.page.goto(shared.url + path)
            expect(ben.page.locator(".st-key-account")).to_contain_text("Ben Nevis")
            ben.rest()
            expect(ben.page.locator("body")).not_to_contain_text("Persephone")
        ann.page.goto(f"{shared.url}/history{address.removeprefix('/')}")
        expect(ann.page.locator(".st-key-history_open_panel")).to_contain_text("Persephone")
        assert not {"ann", "ben", "subject"} & set(address.replace("=", "&").split("&"))
        ann.button("Sign out").click()
        expect(ann.page.get_by_text("Everybody sees only their own.")).to_be_visible()
        ann.page.goto(shared.url + address)
        expect(ann.page.get_by_role("button", name="Sign in")).to_be_visible()
        expect(ann.page.locator("body")).not_to_contain_text("Persephone")
        again = enter(ann.page, shared, "ann")
        expect(again.page.get_by_role("button", name="My chinchilla is called Persephone.").first).to_be_visible()


def test_a_forged_cookie_is_nobody(shared: Server, hers: BrowserContext) -> None:
    hers.clear_cookies()
    forged = "2|1:0|10:1|15:_streamlit_user|4:e30=|0"
    hers.add_cookies([{"name": "_streamlit_user", "value": forged, "url": shared.url}])
    page = hers.new_page()
    page.goto(shared.url)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
