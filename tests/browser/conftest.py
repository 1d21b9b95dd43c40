"""The real app in a real Chromium: `streamlit run app.py` with its embedded emulator, started once, driven as a person would.

A tab costs as much work as two questions, so most journeys share one. Nothing sleeps and nothing is timed: every step waits
for a state of the page.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FAULTS = """[
  {"fault": "slow", "delay": 0.12, "contains": "without hurry"},
  {"fault": "stall", "after": 8, "contains": "all the time that you need"},
  {"fault": "status", "status": 429, "message": "Resource has been exhausted (e.g. check quota).", "retry_after": "7",
   "contains": "too many questions", "times": 1},
  {"fault": "unknown", "contains": "something nobody knows"},
  {"fault": "say", "contains": "against the schema",
   "message": "{\\"title\\": \\"The Matrix\\", \\"rating\\": 11, \\"summary\\": \\"Good.\\", \\"pros\\": [\\"a\\", 2]}"}
]"""
"""Prompts that say "without hurry" are answered slowly; "too many questions" meets a limit once; "something nobody knows"
brings a step of an unknown kind; "against the schema" an answer that breaks the schema of a review."""
SECRETS = re.compile("KEY|TOKEN|SECRET|STEPWISE")
PATIENCE_MS = 60_000
"""A guard against a hang: other tests, and what else a machine does, make every step slow at times."""
expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Server:
    """A running app."""

    process: subprocess.Popen[str]
    url: str
    data: Path

    def children(self) -> list[int]:
        """Its child processes: the embedded emulators."""
        found = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(child) for listing in found for child in listing.read_text().split()]


def _environment(data: Path, speed: str) -> dict[str, str]:
    faults = data / "faults.json"
    faults.write_text(FAULTS)
    kept = {name: value for name, value in os.environ.items() if not SECRETS.search(name)}
    return kept | {
        "STEPWISE_DATA_DIR": str(data),
        "STEPWISE_EMULATOR_SPEED": speed,
        "STEPWISE_EMULATOR_FAULTS": str(faults),
        "PYTHONUNBUFFERED": "1",
    }


def free_port() -> int:
    """A port on which nobody listens at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait_for(output: IO[str], words: str) -> None:
    seen = []
    for line in output:
        seen.append(line)
        if words in line:
            return
    pytest.fail("The app ended before it listened:\n" + "".join(seen))


def start_app(data: Path, *options: str, port: int = 0, speed: str = "0") -> Server:
    """Start the app and return when it listens."""
    port = port or free_port()
    command = ["streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true", *options]
    with (data / "app.log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT, env=_environment(data, speed), stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
    assert process.stdout is not None
    _wait_for(process.stdout, "URL:")
    return Server(process, f"http://127.0.0.1:{port}", data)


def end_app(server: Server) -> None:
    """End it and wait until it is gone."""
    server.process.terminate()
    server.process.communicate(timeout=20)


@contextmanager
def running_app(data: Path, *options: str, port: int = 0) -> Iterator[Server]:
    """The app for as long as the context lasts."""
    running = start_app(data, *options, port=port)
    try:
        yield running
    finally:
        end_app(running)


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app, once for all journeys; each opens chats of its own."""
    with running_app(tmp_path_factory.mktemp("browser")) as running:
        yield running


@pytest.fixture(scope="package")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for all journeys."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield opened
        opened.close()


RESTING = """hasGone => {
  const app = document.querySelector('[data-testid=stApp]');
  if (!app && hasGone) return true;
  // A run that was rung for stays with an answer and leaves for any click; nothing that can be clicked is redrawn by it.
  const bells = [...(window.stepwiseBells?.values() ?? [])];
  const staying = bells.some(bell => bell.waiting && !bell.last), leaving = bells.some(bell => bell.last && !bell.handedBack);
  const still = staying || app?.dataset.testScriptState === "notRunning";
  return app?.dataset.testConnectionState === "CONNECTED" && still && !leaving;
}"""


STILL = """element => {
  const place = JSON.stringify(element.getBoundingClientRect());
  const seen = window.stepwiseStill?.place === place ? window.stepwiseStill.frames + 1 : 0;
  window.stepwiseStill = { place, frames: seen };
  return seen >= 20;
}"""
"""An element that has kept its place and size for so many frames."""
REDRAWING = "[data-testid=stApp]:not([data-test-script-state=notRunning])"


class Chat:
    """The chat page as a person sees it.

    A click into a redraw may be gone before it is handled. So on this page every action waits first until no script runs.
    """

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        page.add_locator_handler(page.locator(REDRAWING), self.rest, no_wait_after=True)

    def open(self, path: str = "/") -> Chat:
        """Open a page of the app and wait for its composer."""
        self.page.goto(self.url + path)
        expect(self.composer).to_be_visible()
        return self

    def begin(self) -> None:
        """Start a new chat in this tab."""
        self.button("New chat").click()
        expect(self.page.get_by_text("What would you like to try?")).to_be_visible()

    @property
    def composer(self) -> Locator:
        """Where one types."""
        return self.page.get_by_placeholder("Ask something")

    @property
    def stop(self) -> Locator:
        """Ours, not the one that Streamlit shows while a script runs long."""
        return self.page.locator(".st-key-stop").get_by_role("button")

    @property
    def status(self) -> Locator:
        """The line under the composer."""
        return self.page.locator(".st-key-composer_status")

    @property
    def turns(self) -> Locator:
        """The turns on screen."""
        return self.page.locator('[class*="st-key-turn_"]')

    @property
    def settled(self) -> Locator:
        """The button rows: a turn has one once it has ended."""
        return self.page.locator('[class*="st-key-actions_"]')

    def say(self, text: str) -> None:
        """Type and press Enter."""
        self.composer.fill(text)
        self.composer.press("Enter")

    def ask(self, text: str) -> Locator:
        """Say something and wait until the answer has settled; its turn."""
        before = self.settled.count()
        self.say(text)
        expect(self.settled).to_have_count(before + 1)
        return self.turns.last

    def rest(self, seen: Locator | None = None) -> None:
        """Wait until the page has no script running, as every action does by itself; for looks and key presses that must too.

        Of what an action saw running (`seen`), nothing may be left: a click may have led away from the app.
        """
        self.page.wait_for_function(RESTING, arg=seen is not None)

    def still(self, moving: Locator) -> None:
        """Wait until it moves no more: a button that moves under the pointer isn't clicked."""
        self.page.wait_for_function(STILL, arg=moving.element_handle())

    def button(self, name: str, within: Locator | None = None) -> Locator:
        """A button by what it says."""
        return (within or self.page).get_by_role("button", name=name)


@pytest.fixture(scope="package")
def person(browser: Browser) -> Iterator[BrowserContext]:
    """One browser profile, so that the app's files are fetched once; each tab is a session of its own.

    It asks for less motion: painting the placeholders that move while a page loads takes a third of the load's work. The phone
    and the readers with a theme of their own have the motion.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def new_page(person: BrowserContext) -> Iterator[Callable[[], Page]]:
    """Opens tabs; they close with the test."""
    pages: list[Page] = []

    def make() -> Page:
        pages.append(person.new_page())
        return pages[-1]

    yield make
    for page in pages:
        page.close()


@dataclass
class SharedTab:
    """The tab that most journeys share, and whether its session is as one finds it."""

    chat: Chat
    untouched: bool = False


@pytest.fixture(scope="package")
def shared_tab(server: Server, person: BrowserContext) -> SharedTab:
    """A tab that stays open through many journeys."""
    return SharedTab(Chat(person.new_page(), server.url))


@pytest.fixture
def chat(shared_tab: SharedTab) -> Chat:
    """A new session: settings, connection and all else as one finds it. What is done to it is of no concern to others."""
    shared_tab.untouched = False
    return shared_tab.chat.open()


@pytest.fixture
def same_tab(shared_tab: SharedTab, request: pytest.FixtureRequest) -> Iterator[Chat]:
    """A new chat in the session of the journey before, which is quicker; for journeys that leave its settings alone."""
    if shared_tab.untouched:
        shared_tab.chat.begin()
    else:
        shared_tab.chat.open()
    failed = request.session.testsfailed
    yield shared_tab.chat
    shared_tab.untouched = request.session.testsfailed == failed
