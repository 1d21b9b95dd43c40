"""Takes the pictures of the README: a short chat with memory, in light and in dark.

Starts the app on a free port with an empty history of its own, plays the chat as a person would, and writes
docs/screenshot.png and docs/screenshot-dark.png.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tools.chromium import ADVICE, find
from tools.serve import HOST, streamlit_command

ROOT = Path(__file__).resolve().parent.parent
CHAT = (
    ("Hi, my name is Karthik. I like cricket and watching movies.", "Karthik"),
    ("What is my name?", "Karthik"),
)
PICTURES: tuple[tuple[Literal["light", "dark"], str], ...] = (("light", "screenshot.png"), ("dark", "screenshot-dark.png"))
ANSWERS = "[data-testid=stChatMessageContent][aria-label$=assistant]"


@contextmanager
def app(folder: str) -> Iterator[str]:
    """Stepwise on a free port, with its data in `folder`; yields the address."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    address = f"http://{HOST}:{port}"
    keyless = {name: value for name, value in os.environ.items() if not name.endswith("API_KEY")}
    database = f"sqlite:///{folder}/stepwise.db"
    env = {**keyless, "STEPWISE_DATA_DIR": folder, "STEPWISE_DATABASE_URL": database}
    process = subprocess.Popen(streamlit_command(port), cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return when the app answers; raise when it doesn't within a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
            return
        time.sleep(0.1)
    raise SystemExit("stepwise: the app did not start; run `make run` to see why")


def play(page: Page) -> None:
    """The two turns, each waited for to its end."""
    for number, (prompt, expected) in enumerate(CHAT):
        box = page.get_by_test_id("stChatInputTextArea")
        box.fill(prompt)
        box.press("Enter")
        answer = page.locator(ANSWERS).nth(number)
        expect(answer).to_contain_text(expected, timeout=60_000)
        expect(answer).to_contain_text(re.compile(r"tok/s|tokens/s"), timeout=60_000)


def take(browser: Browser, address: str, scheme: Literal["light", "dark"], target: Path) -> None:
    """One picture in one colour scheme."""
    context = browser.new_context(viewport={"width": 1360, "height": 1000}, color_scheme=scheme, device_scale_factor=1)
    page = context.new_page()
    page.goto(address)
    page.get_by_test_id("stChatInputTextArea").wait_for(timeout=60_000)
    play(page)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.mouse.move(0, 0)
    page.screenshot(path=target)
    context.close()
    print(target.relative_to(ROOT))


def main() -> int:
    """Both pictures."""
    path = find()
    if path is None:
        print(ADVICE, file=sys.stderr)
        return 1
    for scheme, name in PICTURES:
        with tempfile.TemporaryDirectory() as folder, app(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
            take(browser, address, scheme, ROOT / "docs" / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
