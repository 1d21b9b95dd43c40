"""Journeys through research: plan, revise, approve, leave and come back; cancel with two clicks; a job that stalls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .conftest import FLAGS, PATIENCE_MS, RESTING, Server, end_app, start_app

BRIEF = "What do bees do for plants, and what threatens them?"


NOTES = """
window.sent = [];
window.Notification = class {
  static permission = "PERMISSION";
  static requestPermission() { window.Notification.permission = "granted"; return Promise.resolve("granted"); }
  constructor(title, options) { window.sent.push(title + " " + options.body); }
};
document.hasFocus = () => false;
"""


def opened(page: Page, server: Server) -> Page:
    page.goto(f"{server.url}/research")
    expect(page.get_by_label("What do you want to know?")).to_be_visible()
    return page


def begin(page: Page, words: str, *, plan: bool) -> None:
    box = page.get_by_label("What do you want to know?")
    expect(box).to_be_visible()
    page.wait_for_function(RESTING)
    box.fill(words)
    box.press("Control+Enter")
    page.wait_for_function(RESTING)
    if not plan:
        page.get_by_text("Show me a plan first").click()
        page.wait_for_function(RESTING)
    page.get_by_role("button", name="Make a plan" if plan else "Start the research").click()


@pytest.fixture(scope="module")
def stalling(server: Server, person: BrowserContext) -> Iterator[Page]:
    """A tab with a job that has stopped moving, begun one journey early so that it has been silent long enough."""
    page = person.new_page()
    page.add_init_script(NOTES.replace("PERMISSION", "default"))
    begin(opened(page, server), "What are bees? Take all the time that you need.", plan=False)
    expect(page.locator('[class*="st-key-research_line_"]')).to_be_visible()
    yield page
    page.close()


@pytest.fixture
def night(tmp_path: Path) -> Iterator[list[Server]]:
    """An app whose agent takes its time, and those that are started after it on the same data; the last one ends here."""
    started = [start_app(tmp_path, speed="8")]
    yield started
    end_app(started[-1])


@pytest.fixture
def tomorrow(browser: Browser, chromium_path: str) -> Iterator[Page]:
    """A tab of another browser, which knows nothing; a narrow one, that may notify."""
    with browser.browser_type.launch(executable_path=chromium_path, args=FLAGS) as another:
        page = another.new_page(viewport={"width": 390, "height": 844}, accept_downloads=True)
        page.set_default_timeout(PATIENCE_MS)
        page.add_init_script(NOTES.replace("PERMISSION", "granted"))
        yield page


def revise(page: Page) -> None:
    page.get_by_role("button", name="Edit 1").click()
    page.get_by_text("Leave it out").click()
    expect(page.get_by_text("to be left out")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_placeholder("What should be added").fill("Add honey.")
    page.get_by_role("button", name="Send back").click()
    expect(page.get_by_text("Plan, revision 2")).to_be_visible()
    expect(page.locator('[class*="st-key-research_plan_"]').last).to_contain_text("removed")


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    return waiting.value.path().read_bytes()


@pytest.mark.usefixtures("stalling")
def test_a_plan_is_revised_and_approved_and_the_report_outlives_tab_and_app_and_waits_for_another_browser(
    night: list[Server], new_page: Callable[[], Page], tomorrow: Page
) -> None:
    page = opened(new_page(), night[0])
    begin(page, BRIEF, plan=True)
    revise(page)
    page.get_by_role("button", name="Start the research").click()
    expect(page).to_have_url(re.compile(r"research=\w+"))
    expect(page.get_by_role("button", name="Start the research")).to_have_count(0)
    expect(page.locator('[class*="st-key-research_line_"]')).to_contain_text("Following")
    expect(page.get_by_text("Searched the web").first).to_be_attached()  # out of sight once the writing has begun
    page.close()
    night[0].process.kill()
    night[0].process.communicate()
    night.append(start_app(night[0].data, port=int(night[0].url.rpartition(":")[2])))
    page = opened(tomorrow, night[-1])
    rows = page.locator('[class*="st-key-research_row_"]')
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Completed")
    expect(page.get_by_text("A research report is ready.")).to_be_visible()
    page.wait_for_function(RESTING)
    rows.get_by_role("button").click()
    expect(page.get_by_role("heading", name="Executive summary")).to_have_count(1)
    expect(page.get_by_role("heading", name="What could not be found")).to_have_count(1)
    expect(page.get_by_text("it was fetched from the server afterwards")).to_be_visible()
    page.wait_for_function("() => window.sent.length === 1 && window.sent[0].startsWith('A research report is ready.')")
    expect(page.get_by_role("link", name="Research", exact=True)).to_be_attached()
    page.get_by_role("button", name="Download", exact=True).click()
    assert download(page, "PDF").startswith(b"%PDF-")
    assert b"<h2" in download(page, "HTML")
    page.keyboard.press("Escape")
    question = page.get_by_placeholder("Ask about this report")
    question.fill("What are bees?")
    question.press("Enter")
    expect(page.locator('[class*="st-key-usage_id_"]')).to_have_count(2)


def test_a_stalled_job_says_so_and_is_cancelled_with_two_clicks(stalling: Page) -> None:
    page = stalling
    line = page.locator('[class*="st-key-research_line_"]')
    expect(line).to_contain_text("No progress")
    names = ("Resume", "Recover", "Detach", "Cancel", "Notify me")
    expect(line.get_by_role("button")).to_have_text([re.compile(name) for name in names])
    page.reload()
    line.get_by_role("button", name="Notify me in this browser").click()
    expect(line.get_by_role("button", name="Notifications are on")).to_be_visible()
    line.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Keep it running").click()
    expect(page.get_by_role("button", name="Keep it running")).to_have_count(0)
    page.wait_for_function(RESTING)
    line.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Yes, cancel it").click()
    expect(line).to_contain_text("Cancelled")
    expect(page.get_by_text("its status is cancelled")).to_be_visible()
    expect(line.get_by_role("button", name="Retry")).to_be_visible()
    page.wait_for_function("() => window.sent.some((words) => words.startsWith('A research report was cancelled.'))")
    page.get_by_role("button", name="All research").click()
    row = page.locator('[class*="st-key-research_row_"]').filter(has_text="Take all the time")
    expect(row).to_contain_text("Cancelled")
    page.wait_for_function(RESTING)
    row.get_by_role("button").click()
    expect(line).to_contain_text("Cancelled")
