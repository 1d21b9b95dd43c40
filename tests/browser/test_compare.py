"""Journeys through a comparison: run, follow, stop, expand, wire view, reload in mid-run, export and import, a narrow screen."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Server

SLOW = "Write about 900 words on a lighthouse keeper, without hurry."


class Compare:
    """The compare page as a person sees it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def open(self, path: str = "/compare") -> Compare:
        """Open the page, with what the address names."""
        self.page.goto(self.url + path)
        expect(self.page.locator(".st-key-compare_head")).to_be_visible()
        return self

    def button(self, name: str, within: Locator | None = None) -> Locator:
        """A button by what it says."""
        return (within or self.page).get_by_role("button", name=name)

    def starter(self, name: str) -> None:
        """Begin with a starter."""
        self.button(name).click()
        expect(self.page.get_by_text(re.compile(r"\d of 60 prompts"))).to_be_visible()

    def type(self, *prompts: str) -> None:
        """Write a script."""
        for number, prompt in enumerate(prompts, 1):
            box = self.page.get_by_placeholder("type it and press Enter")
            box.fill(prompt)
            box.press("Enter")
            expect(self.page.get_by_text(f"{number} of 60 prompts")).to_be_visible()

    def run(self) -> None:
        """Press Run; the address then names the comparison."""
        self.page.locator(".st-key-compare_run").get_by_role("button").click()
        expect(self.page).to_have_url(re.compile(r"comparison=\w+"))

    def ended(self) -> None:
        """Wait for the end."""
        expect(self.page.get_by_text("Verdict", exact=True)).to_be_visible()

    def lane(self, name: str) -> Locator:
        """A lane among others, or over the whole width."""
        named = self.page.locator(".lane-name", has_text=re.compile(f"^{name}$"))
        return self.page.locator('[class*="_pane_"]').filter(has=named)

    def look_at(self, view: str) -> Locator:
        """Choose among the figures."""
        self.page.get_by_role("radio", name=view).click()
        return self.page.locator(".st-key-compare_figures")


@pytest.fixture
def compare(server: Server, new_page: Callable[[], Page]) -> Compare:
    """The compare page in a new tab."""
    return Compare(new_page(), server.url).open()


@pytest.fixture(scope="module")
def memory(server: Server, person: object) -> Iterator[Compare]:
    """A comparison of the memory starter that has ended; journeys that only look share it."""
    page = person.new_page()  # type: ignore[attr-defined]
    compare = Compare(page, server.url).open()
    compare.starter("Memory chat")
    compare.run()
    compare.ended()
    yield compare
    page.close()


def test_two_lanes_answer_side_by_side_and_the_numbers_say_what_it_took(memory: Compare) -> None:
    for name in ("Stateful", "Stateless"):
        expect(memory.lane(name)).to_contain_text("As expected")
        expect(memory.lane(name)).to_contain_text("New input")
    verdict = memory.page.locator(".st-key-compare_verdict")
    expect(verdict.get_by_role("heading")).to_contain_text(re.compile(r"State saved \d\d % of the bytes sent"))
    verdict.get_by_text(re.compile("All .* findings")).click()
    expect(verdict).to_contain_text(re.compile(r"Turn 5: Stateless sent [\d.]+ times the bytes of Stateful"))
    expect(memory.page.locator(".st-key-compare_charts canvas, .st-key-compare_charts svg.marks")).to_have_count(4)
    expect(memory.page.locator(".st-key-compare_head")).to_contain_text("Offline demo")
    expect(memory.look_at("Whole script")).to_contain_text("worse")


def test_the_wire_view_shows_the_body_that_was_sent(memory: Compare) -> None:
    figures = memory.look_at("Wire view")
    expect(figures.locator(".wire .row")).to_have_count(2)
    expect(figures.locator(".wire")).to_contain_text("The model had before it")
    figures.locator("summary", has_text="Stateful").click()
    expect(figures.locator("pre code")).to_contain_text("previous_interaction_id")
    figures.get_by_role("radio", name="1", exact=True).click()
    expect(figures.locator("pre code")).not_to_contain_text("previous_interaction_id")


def test_a_lane_is_expanded_and_put_back(memory: Compare) -> None:
    memory.button("Expand", memory.lane("Stateless")).click()
    expect(memory.lane("Stateful")).to_have_count(0)
    expect(memory.lane("Stateless")).to_contain_text("Turn 1 Hi, my name is Karthik.")
    memory.button("All lanes").click()
    expect(memory.lane("Stateful")).to_be_visible()


def test_an_export_opens_the_same_view_elsewhere(memory: Compare, compare: Compare, tmp_path: Path) -> None:
    memory.button("Export").click()
    with memory.page.expect_download() as waiting:
        memory.button("Everything (JSON)").click()
    exported = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(exported)
    with memory.page.expect_download() as waiting:
        memory.button("All measurements (CSV)").click()
    rows = list(csv.DictReader(waiting.value.path().read_text().splitlines()))
    assert [row["turn"] for row in rows if row["lane"] == "Stateless"] == list("12345")
    assert all(int(row["bytes_out"]) > 0 for row in rows)
    memory.page.keyboard.press("Escape")
    assert "demo" in exported.name
    assert json.loads(exported.read_text())["comparison"]["title"] == "Memory chat"
    compare.button("Import").click()
    compare.page.locator(".st-key-compare_import_file input[type=file]").set_input_files(exported)
    compare.ended()
    assert compare.page.url != memory.page.url
    expect(compare.lane("Stateless")).to_contain_text("As expected")


def test_one_lane_is_stopped_a_reload_loses_nothing_and_all_are_stopped(compare: Compare) -> None:
    compare.type(SLOW, SLOW)
    compare.run()
    expect(compare.lane("Stateless")).to_contain_text("lighthouse keeper")
    compare.button("Stop", compare.lane("Stateful")).click()
    expect(compare.lane("Stateful")).to_contain_text("Stopped")
    compare.page.reload()
    expect(compare.lane("Stateful")).to_contain_text("Stopped")
    expect(compare.button("Stop", compare.lane("Stateless"))).to_be_visible()
    expect(compare.button("Stop", compare.lane("Stateful"))).to_have_count(0)
    compare.button("Stop all").click()
    expect(compare.page.get_by_text("Stop all")).to_have_count(0)
    expect(compare.lane("Stateless")).to_contain_text("Stopped")


def test_lanes_are_tabs_on_a_narrow_screen(memory: Compare) -> None:
    size = memory.page.viewport_size
    assert size is not None
    memory.page.set_viewport_size({"width": 390, "height": 844})
    expect(memory.lane("Stateful")).to_be_visible()
    expect(memory.lane("Stateless")).to_be_hidden()
    memory.page.get_by_role("radio", name="Stateless", exact=True).click()
    expect(memory.lane("Stateless")).to_be_visible()
    expect(memory.lane("Stateful")).to_be_hidden()
    memory.page.set_viewport_size(size)
    expect(memory.lane("Stateful")).to_be_visible()
