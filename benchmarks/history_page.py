"""How soon is the history page of a very long history there? In Chromium, over a database that benchmarks.history has filled.

    python -m benchmarks.history_page DATABASE_URL [--repeats 5] [--write]

Usable means: the search field takes text and the table is drawn with its rows. What Streamlit itself takes is measured beside
it: an empty page, and a page with one table. Prints a table, and writes it into docs/history.md with --write.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.browser import chromium
from benchmarks.history import DOCS, Writer, put
from benchmarks.processes import ROOT, serve, wait_until_listening

RUN = (sys.executable, "-m", "streamlit", "run")
OPTIONS = ("--server.port", "{port}", "--server.headless", "true")
TABLE = "[data-testid=stDataFrame] canvas"
SEARCH = ".st-key-history_filters input[type=search]"
FLOORS = {
    "an empty Streamlit page": "import streamlit as st\nst.text_input('Search', type='search')\n",
    "a Streamlit page with a table of 50 rows": (
        "import streamlit as st\nst.text_input('Search', type='search')\n"
        "st.dataframe([{'number': n, 'words': f'row {n}'} for n in range(50)])\n"
    ),
}
"""What Streamlit takes by itself, whatever the app."""
FIELD = "input[type=search]:enabled"
SETTLED_S = 8.0
"""After the start, so that what is loaded beside the first visit doesn't fall into the next ones."""
READ_MS = 5000
"""Somebody looks at a page before going on."""
POINT_MS = 200
"""A hand that has reached a link takes so long to click; the scripts of the history are read meanwhile."""
GOAL_MS = 1000
TAB = "a new tab"
MARKS = ("<!-- page: begin -->", "<!-- page: end -->")


def ready(page: Page, table: bool = True) -> None:
    """The search field takes text and the table is drawn."""
    page.locator(FIELD).last.wait_for()
    if table:
        page.locator(TABLE).first.wait_for()


def other_rows(page: Page) -> Callable[[], None]:
    """Waits until a table of other rows than now is drawn: its key follows from its rows."""
    names = str(page.locator('[class*="st-key-history_table_"]').get_attribute("class")).split()
    now = next(name for name in names if name.startswith("st-key-history_table_"))
    return page.locator(f'[class*="st-key-history_table_"]:not(.{now}) canvas').first.wait_for


def timed(act: Callable[[], object], done: Callable[[], object]) -> float:
    """Milliseconds from an act to its result."""
    began = time.perf_counter()
    act()
    done()
    return (time.perf_counter() - began) * 1000


def cold(browser: Browser, url: str, table: bool = True) -> tuple[float, float]:
    """Milliseconds to a page that can be used in a browser that knows nothing of the app, and in one that has its files."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        found = []
        for _ in range(3):  # Chromium keeps compiled scripts from the second visit on
            page = context.new_page()
            found.append(timed(partial(page.goto, url, wait_until="commit"), partial(ready, page, table)))
            page.close()
    return found[0], found[2]


def floors(browser: Browser, folder: Path, repeats: int) -> Iterator[tuple[str, float]]:
    """What Streamlit itself takes for a page in a new tab."""
    for name, script in FLOORS.items():
        file = folder / "floor.py"
        file.write_text(script)
        with serve((*RUN, str(file), *OPTIONS), {}, ROOT, folder / "floor.log") as server:
            wait_until_listening(server)
            times = [cold(browser, f"http://127.0.0.1:{server.port}", "table" in name)[1] for _ in range(repeats + 1)]
        yield f"{TAB}: {name}", statistics.median(times[1:])


def steps(browser: Browser, url: str) -> Iterator[tuple[str, float]]:
    """What a person does, one after the other in one tab."""
    words = Writer().words
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto(url)
        for name in ("from the chat to the history, the first time in a browser", "from the chat to the history, again"):
            page.locator("[data-testid=stChatInputTextArea]:enabled").wait_for()
            page.wait_for_timeout(READ_MS)
            way = page.get_by_role("link", name="History").first
            way.hover()
            page.wait_for_timeout(POINT_MS)
            yield name, timed(way.click, lambda: ready(page))
            page.get_by_role("link", name="Chat").first.click()
        page.locator("[data-testid=stChatInputTextArea]:enabled").wait_for()
        page.get_by_role("link", name="History").first.click()
        ready(page)
        page.wait_for_timeout(READ_MS)
        yield "turn the page", timed(page.get_by_role("button", name="Next page").click, other_rows(page))
        page.get_by_role("button", name="Filters").click()
        page.get_by_role("combobox", name="Status").click()
        yield "filter", timed(page.get_by_role("option", name="Failed").click, other_rows(page))
        page.get_by_role("button", name="Reset filters").click()
        page.keyboard.press("Escape")
        page.wait_for_timeout(READ_MS)
        for name, word in (("search: a rare word", words[-40]), ("search: a very common word", words[3])):
            hits = page.locator(".st-key-history_hits strong").get_by_text(word, exact=True).first
            yield name, timed(partial(page.locator(SEARCH).fill, word), hits.wait_for)
        opened = page.locator(".st-key-history_open_panel").get_by_role("button", name="Open in chat")
        yield "open a hit", timed(page.locator(".st-key-history_hits button").first.click, opened.wait_for)
        page.locator(SEARCH).fill("")
        page.locator(TABLE).first.wait_for()
        yield "the last page, by its address", timed(lambda: page.goto(f"{url}/history?n=2000"), lambda: ready(page))


def measure(url: str, repeats: int) -> tuple[list[tuple[str, float]], tuple[float, float]]:
    """Medians by name, and the app's memory after the first visit and at the end, in MB."""
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="stepwise-page-") as folder, chromium() as browser:
        rows = list(floors(browser, Path(folder), repeats))
        env = {"STEPWISE_DATABASE_URL": url, "STEPWISE_DATA_DIR": folder}
        with serve((*RUN, "app.py", *OPTIONS), env, ROOT, Path(folder) / "app.log") as server:
            wait_until_listening(server)
            base = f"http://127.0.0.1:{server.port}"
            rows.append(("the very first visit after the app's start", cold(browser, f"{base}/history")[0]))
            time.sleep(SETTLED_S)
            memory = server.memory()
            for _ in range(repeats):
                new, known = cold(browser, f"{base}/history")
                found.setdefault("a browser that never saw the app", []).append(new)
                found.setdefault(TAB, []).append(known)
                for name, ms in steps(browser, base):
                    found.setdefault(name, []).append(ms)
                    print(f"{name:60} {ms:8.0f} ms", flush=True)
            return rows + [(name, statistics.median(times)) for name, times in found.items()], (memory, server.memory())


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("url", help="a database of the benchmark of the history, kept with --url there")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="put the table into docs/history.md")
    wanted = parser.parse_args()
    rows, (before, after) = measure(wanted.url, wanted.repeats)
    lines = ["| in Chromium, until the page can be used | median |", "|---|---|"]
    lines += [f"| {name} | {ms:,.0f} ms{'' if ms <= GOAL_MS else ' (over a second)'} |" for name, ms in rows]
    took = dict(rows)
    ratios = (f"{took[TAB] / took[f'{TAB}: {name}']:.1f} times {name}" for name in FLOORS)
    lines.append(f"\nA new tab takes {' and '.join(ratios)}, of the same run.")
    lines.append(f"\nMemory of the app: {before:,.0f} MB after the first visit, {after:,.0f} MB after {wanted.repeats * 5} more.")
    print("\n".join(lines))
    if wanted.write:
        put(DOCS, MARKS, "\n".join(lines))


if __name__ == "__main__":
    main()
