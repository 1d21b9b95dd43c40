"""Does the compare page stay quick while it works hard? Four lanes with 20 turns each, and somebody who keeps clicking.

    python -m benchmarks.compare [--turns 20] [--every 0.6] [--write]

Clicks go to the lanes, to the figures and to the sidebar in turn; each is timed until the page shows what it asked for.
Beside that: the longest time in which nothing moved in the lanes, and how every turn ended. Exit code 1 when a goal is
missed. Run it on a quiet machine; --write puts the table into docs/compare.md.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Page, expect

from benchmarks.apps import STEPWISE
from benchmarks.browser import CLICK, chromium
from benchmarks.processes import ROOT, serve, wait_until_listening
from benchmarks.report import machine
from workbench.compare import keeping, stats
from workbench.compare.results import Comparison
from workbench.store import open_store

GOAL_MS = 300.0
STALL_S = 2.0
"""The progress line tells the time that has passed, so lanes that are followed move all the time."""
LIMIT_S = 170.0
DOCS = ROOT / "docs" / "compare.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
TOPICS = (
    "the sea", "bees", "trains", "Kyoto", "volcanoes", "chess", "rice", "clocks", "the Moon", "bridges", "glass", "tea",
    "salt", "owls", "maps", "bread", "rivers", "paper", "whales", "lighthouses",
)  # fmt: skip
BUSY = "!!document.querySelector('.st-key-compare_progress')"
WATCH = """() => {
  const lanes = () => document.querySelector('.st-key-compare_progress') && document.querySelector('.st-key-compare_lanes');
  window.moves = [performance.now()];
  new MutationObserver(changes => {
    const area = lanes();
    if (area && changes.some(change => area.contains(change.target))) window.moves.push(performance.now());
  }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""
STILL = "() => Math.max(...window.moves.slice(1).map((at, place) => at - window.moves[place])) / 1000"


@dataclass(frozen=True)
class Target:
    """Two things to click there and back, and the JavaScript whose value changes once a click was served."""

    where: str
    there: str
    back: str
    shown: str


TARGETS = (
    Target("a lane (expand it, put it back)",
           "[class*=st-key-compare_expand_] button", "[class*=st-key-compare_all_lanes_] button",
           "!!document.querySelector('[class*=_pane_whole_]')"),
    Target("the figures (another view)", "[class*=st-key-compare_views_] button:has-text('Wire view')",
           "[class*=st-key-compare_views_] button:has-text('Whole script')",
           "!!document.querySelector('.st-key-compare_figures .wire')"),
    Target("the sidebar (open a group of settings)", STEPWISE.ping, STEPWISE.ping, STEPWISE.pong),
)  # fmt: skip


@dataclass
class Seen:
    """What the page did."""

    clicks: dict[str, list[float]] = field(default_factory=lambda: {target.where: [] for target in TARGETS})
    lost: int = 0
    """Clicks that were not answered within eight seconds."""
    still_s: float = 0.0
    took_s: float = 0.0

    @property
    def every(self) -> list[float]:
        """All clicks together."""
        return [ms for times in self.clicks.values() for ms in times]


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=20)
    parser.add_argument("--every", type=float, default=0.6, help="seconds between two clicks")
    parser.add_argument("--write", action="store_true", help="put the table into docs/compare.md")
    return parser.parse_args()


def prepare(page: Page, url: str, turns: int) -> None:
    """Put the script and four lanes together, as a person would, and press Run."""
    page.goto(f"{url}/compare")
    page.get_by_role("button", name="Paste many").click()
    prompts = page.get_by_label("Prompts", exact=True)
    prompts.fill("\n".join(f"Write about 100 words about {TOPICS[number % len(TOPICS)]}." for number in range(turns)))
    prompts.press("Control+Enter")
    page.get_by_role("button", name="Replace all").click()
    expect(page.get_by_text(f"{turns} of 60 prompts")).to_be_visible()
    for number, kind in enumerate(("store_off", "generate_content"), 3):
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Add a lane").click()
        page.locator(f".st-key-compare_add_{kind} button").click()
        expect(page.locator(".st-key-compare_run_bar").get_by_text(f"{number} lanes")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".st-key-compare_run button").click()
    page.locator(".st-key-compare_figures").wait_for()


def click_along(page: Page, every_s: float) -> Seen:
    """Click here and there until the run is over."""
    seen, begun = Seen(), time.monotonic()
    page.evaluate(WATCH)
    for target in cycle(TARGETS):
        for what in (target.there, target.back):
            page.wait_for_timeout(every_s * 1000)
            if not page.evaluate(BUSY) or time.monotonic() - begun > LIMIT_S:
                seen.still_s, seen.took_s = page.evaluate(STILL), time.monotonic() - begun
                return seen
            answer: float | None = page.evaluate(CLICK, [page.locator(what).first.element_handle(), target.shown])
            if answer is None:
                seen.lost += 1
            else:
                seen.clicks[target.where].append(answer)
    raise AssertionError("a cycle has no end")


def kept(database: str, url: str) -> Comparison:
    """The comparison that the page's address names, as the app has kept it."""
    named = re.search(r"comparison=(\w+)", url)
    with closing(open_store(database)) as store:
        found = keeping.read(store, named.group(1) if named else "")
    if found is None:
        raise RuntimeError(f"the comparison of {url} was not kept")
    return found


def run(turns: int, every_s: float) -> tuple[Seen, Comparison]:
    """One run in Chromium, on an app with a history of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder, database = Path(name), f"sqlite:///{name}/stepwise.db"
        keyless = {key: "" for key in os.environ if key.endswith("API_KEY")}
        env = {**keyless, "STEPWISE_DATA_DIR": name, "STEPWISE_DATABASE_URL": database}
        with serve(STEPWISE.command, env, ROOT, folder / "app.log") as server, chromium() as browser:
            wait_until_listening(server)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.set_default_timeout(60_000)
            prepare(page, f"http://127.0.0.1:{server.port}", turns)
            seen = click_along(page, every_s)
            page.get_by_text("Verdict", exact=True).wait_for()
            return seen, kept(database, page.url)


def table(seen: Seen, comparison: Comparison) -> str:
    """What came out, as Markdown."""
    ended = Counter(outcome.state for outcome in comparison.outcomes)
    rows = [
        f"| A click on {where} | {statistics.median(times):.0f} ms (slowest {max(times):.0f}, {len(times)} clicks) |"
        for where, times in seen.clicks.items()
        if times
    ]
    turns = ", ".join(f"{number} {state}" for state, number in ended.items())
    return "\n".join(
        [
            f"| {len(comparison.lanes)} lanes with {len(comparison.plan.script.prompts)} turns each | {seen.took_s:.0f} s |",
            "|---|---|",
            f"| Until a click was served, median (goal: {GOAL_MS:.0f} ms) | **{statistics.median(seen.every):.0f} ms** |",
            *rows,
            f"| Clicks that were lost | {seen.lost} |",
            f"| Longest time in which nothing moved in the lanes | {seen.still_s:.1f} s |",
            f"| Turns | {turns} |",
            f"| Requests sent again | {sum(one.measure.retries or 0 for one in comparison.outcomes)} |",
        ]
    )


def missed(seen: Seen, comparison: Comparison) -> list[str]:
    """The goals that were not reached."""
    found = [f"a click took {statistics.median(seen.every):.0f} ms" for _ in range(statistics.median(seen.every) > GOAL_MS)]
    found += [f"clicks on {where} took {statistics.median(times):.0f} ms" for where, times in seen.clicks.items()
              if times and statistics.median(times) > GOAL_MS]  # fmt: skip
    found += [f"{seen.lost} clicks were lost" for _ in range(seen.lost > 0)]
    found += [f"nothing moved for {seen.still_s:.1f} s" for _ in range(seen.still_s > STALL_S)]
    return found + [f"{lane.name} was not answered in every turn" for lane in comparison.lanes
                    if stats.summary(comparison, lane.id).done < len(comparison.of(lane.id))]  # fmt: skip


def main() -> int:
    """Run, tell, and say whether the goals were reached."""
    wanted = options()
    seen, comparison = run(wanted.turns, wanted.every)
    told = table(seen, comparison)
    print(told)
    if wanted.write:
        text = DOCS.read_text()
        head, tail = text.split(BEGIN)[0], text.split(END)[1]
        DOCS.write_text(f"{head}{BEGIN}\nMeasured {time.strftime('%Y-%m-%d')} on {machine()}.\n\n{told}\n{END}{tail}")
    wrong = missed(seen, comparison)
    for one in wrong:
        print(f"missed: {one}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
