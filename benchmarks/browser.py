"""A chat page in Chromium and what the reader sees there, with times of the same clock as the server's.

A MutationObserver keeps, for every change of the newest answer, when it happened and how the text began and ended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from benchmarks.apps import App
from tools.chromium import ADVICE, find

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync",
         "--disable-component-update", "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
         "--disable-backgrounding-occluded-windows")  # fmt: skip

PATIENCE_MS = 8000
"""A click is given so long before it counts as lost; a second one would undo a first that was only slow."""

WATCH = """selector => {
  const now = () => (performance.timeOrigin + performance.now()) / 1000;
  const newest = () => [...document.querySelectorAll(selector)].at(-1)?.textContent ?? '';
  const bench = window.bench = {sent: 0, seen: []};
  const before = newest();
  let last = before;
  // the answer before may begin and end alike, and change a little at its end while the page is drawn anew
  const isNew = text => {
    let same = 0;
    while (same < text.length && text[same] === before[same]) same++;
    return before === '' || same < 0.6 * before.length;
  };
  addEventListener('keydown', e => { if (e.key === 'Enter' && !bench.sent) bench.sent = now(); }, true);
  bench.observer = new MutationObserver(() => {
    const text = newest();
    if (text !== last && isNew(text)) { last = text; bench.seen.push([now(), text.slice(0, 3000), text.slice(-900)]); }
  });
  bench.observer.observe(document.body, {subtree: true, childList: true, characterData: true});
}"""
AT_REST = """([quietMs, limitMs]) => new Promise(resolve => {
  let timer;
  const done = () => { observer.disconnect(); resolve(); };
  const wait = () => { clearTimeout(timer); timer = setTimeout(done, quietMs); };
  const observer = new MutationObserver(wait);
  observer.observe(document.body, {subtree: true, childList: true, characterData: true});
  setTimeout(done, limitMs);
  wait();
})"""
QUIET_MS, RESTLESS_MS = 700, 10_000
"""A page is at rest when it hasn't changed for so long; one that never rests is not waited for any longer."""
CLICK = """([target, value]) => new Promise((resolve, reject) => {
  const read = new Function('return ' + value), before = read(), start = performance.now();
  const check = () => { if (read() !== before) { observer.disconnect(); resolve(performance.now() - start); } };
  const observer = new MutationObserver(check);
  observer.observe(document.body, {subtree: true, childList: true, characterData: true});
  setTimeout(() => { observer.disconnect(); resolve(null); }, 8000);
  target.click();
})"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium that calls nobody."""
    path = find()
    if path is None:
        raise RuntimeError(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


def letters(text: str) -> str:
    """Text without what Markdown and layout change."""
    return re.sub(r"[\W_]+", "", text).lower()


class Chat:
    """One open chat page."""

    def __init__(self, page: Page, app: App) -> None:
        self.page, self.app = page, app

    @classmethod
    def open(cls, browser: Browser, app: App, url: str, base_url: str = "", timeout: float = 90_000) -> Chat:
        """A new tab of its own session, loaded and at rest, ready for a prompt, which will go to `base_url`."""
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(url)
        page.locator(app.ready).first.wait_for(timeout=timeout)
        if app.connects and base_url:
            connect(page, base_url)
        chat = cls(page, app)
        chat.rest()
        return chat

    def rest(self) -> None:
        """Wait until the page has come to rest."""
        self.page.evaluate(AT_REST, [QUIET_MS, RESTLESS_MS])

    def send(self, prompt: str) -> None:
        """Type the prompt and press Enter, watching from before the key."""
        box = self.page.locator(self.app.input).first
        box.fill(prompt)
        self.page.evaluate(WATCH, self.app.answer)
        box.press("Enter")

    def seen(self) -> dict[str, Any]:
        """What was seen so far: when Enter was pressed and each change of the newest answer."""
        record: dict[str, Any] = self.page.evaluate("({sent: bench.sent, seen: bench.seen})")
        return record

    def wait_for_end(self, tail: str, timeout: float) -> bool:
        """Wait until the newest answer ends with this text; False when it took too long."""
        return self._wait("bench.seen.length ? bench.seen.at(-1)[2] : ''", tail, timeout)

    def wait_for_text(self, tail: str, timeout: float) -> bool:
        """Wait until this text stands anywhere on the page; False when it took too long."""
        return self._wait("document.body.innerText", tail, timeout)

    def _wait(self, where: str, tail: str, timeout: float) -> bool:
        script = f"tail => ({where}).replace(/[^\\p{{L}}\\p{{N}}]+/gu, '').toLowerCase().includes(tail)"
        try:
            self.page.wait_for_function(script, arg=tail, timeout=timeout * 1000, polling=50)
        except PlaywrightTimeout:
            return False
        return True

    def ping(self) -> float | None:
        """Click the other widget; milliseconds until the page shows its answer, None when it never came."""
        target = self.page.locator(self.app.ping).first.element_handle()
        answer: float | None = self.page.evaluate(CLICK, [target, self.app.pong])
        return answer

    def close(self) -> None:
        """Close the tab with its session."""
        self.page.context.close()


def connect(page: Page, base_url: str) -> None:
    """Tell Stepwise's connection panel where requests go, as a person would, and close it again."""
    panel = page.locator(".st-key-connection_panel")
    custom = panel.get_by_text("Custom", exact=True)
    url, key = (panel.get_by_label(name, exact=True) for name in ("Base URL", "API key"))
    _until(panel.locator("summary").click, custom)
    _until(lambda: custom.click(timeout=PATIENCE_MS), url)
    for box, value in ((url, base_url), (key, "bench")):
        box.fill(value)
        box.press("Enter")
    panel.get_by_text("Kept in this tab's session only").wait_for()
    panel.locator("summary").click()
    url.wait_for(state="detached")


def _until(act: Callable[[], None], shown: Locator, tries: int = 5) -> None:
    """Act until it shows: a click that falls into a redraw is lost, as it is for a person."""
    for _ in range(tries):
        with suppress(PlaywrightTimeout):
            act()
            shown.wait_for(timeout=PATIENCE_MS)
            return
    shown.wait_for()


def first_and_last(seen: dict[str, Any], first: str, tail: str) -> tuple[float | None, float | None]:
    """When the first token and the end of the answer could be read."""
    begun = ended = None
    for at, head, end in seen["seen"]:
        if begun is None and letters(first) in letters(head):
            begun = at
        if ended is None and tail in letters(end):
            ended = at
    return begun, ended
