"""Journeys through the history: search and fork, forget and undo, rescue, export and import, retrieve by id."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Chat

INTERACTION = re.compile(r"Copy interaction id (v1_\S+)")


def open_history(chat: Chat) -> Page:
    """Go to the history as it was left."""
    chat.page.get_by_role("link", name="History").first.click()
    expect(chat.page.get_by_role("tab", name="Interactions")).to_be_visible()
    return chat.page


def look_for(page: Page, words: str) -> Locator:
    """Search, and open the first hit; the panel of the open conversation."""
    page.get_by_role("searchbox", name="Search", exact=True).fill(words)
    expect(page.locator(".st-key-history_hits")).to_contain_text(words)
    page.locator(".st-key-history_hits button").first.click()
    panel = page.locator(".st-key-history_open_panel")
    expect(panel).to_contain_text(words)  # the one that was open before may still stand there
    expect(panel.get_by_role("button", name="Open in chat")).to_be_visible()
    return panel


def choose(page: Page, menu: str, item: str) -> Locator:
    """Pick from the menu of this key; the dialog or the page that follows."""
    page.locator(f".st-key-{menu} button").first.click()
    page.get_by_role("menuitem", name=item).first.click()
    return page.get_by_role("dialog")


def test_a_hit_is_found_by_the_keyboard_and_its_conversation_forks(same_tab: Chat) -> None:
    same_tab.ask("My hedgehog is called Quillon.")
    same_tab.ask("What is my hedgehog called?")
    page = open_history(same_tab)
    field = page.get_by_role("searchbox", name="Search", exact=True)
    expect(field).to_have_attribute("aria-keyshortcuts", "/")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("quilon")
    hits = page.locator(".st-key-history_hits")
    expect(hits.locator("strong").filter(has_text="Quillon").first).to_be_visible()
    expect(page.get_by_text("occurs nowhere")).to_be_visible()
    hits.get_by_role("button").last.click()
    nodes = page.locator('[class*="st-key-history_node_"] button')
    expect(nodes).to_have_count(2)
    nodes.first.click()
    expect(page.locator(".st-key-history_preview")).to_contain_text("My hedgehog is called Quillon.")
    page.reload()
    expect(page.get_by_role("searchbox", name="Search", exact=True)).to_have_value("quilon")
    expect(page.locator(".st-key-history_preview")).to_contain_text("My hedgehog is called Quillon.")
    same_tab.button("Fork from here").click()
    expect(same_tab.turns).to_have_count(1)
    same_tab.ask("And how do you spell that?")
    page = open_history(same_tab)
    expect(page.locator(".st-key-history_open_panel")).to_contain_text("3 turns, 1 fork")


def test_what_is_forgotten_is_named_listed_and_comes_back(same_tab: Chat) -> None:
    same_tab.ask("My walrus is called Gustav.")
    same_tab.ask("My other walrus is called Hilda.")
    page = open_history(same_tab)
    panel = look_for(page, "Gustav")
    panel.locator('[class*="st-key-history_node_"] button').first.click()
    question = choose(page, "history_turn_menu", "Forget this turn")
    expect(question).to_contain_text("My walrus is called Gustav.")
    question.get_by_text("Both", exact=True).click()
    expect(question).to_contain_text("1 later turn continues from what is deleted")
    question.get_by_role("button", name="Forget it").click()
    progress = page.locator(".st-key-history_job")
    expect(progress).to_contain_text("1 done")
    progress.get_by_text("Each result").click()
    expect(progress).to_contain_text("Deleted on the server.")
    expect(page.locator(".st-key-history_open_panel")).to_contain_text("1 turn")
    progress.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("1 turn is back.")).to_be_visible()
    expect(page.locator(".st-key-history_open_panel")).to_contain_text("deleted on the server")
    _two_are_tagged_found_by_the_tag_and_forgotten_together(same_tab, page)


def _two_are_tagged_found_by_the_tag_and_forgotten_together(chat: Chat, page: Page) -> None:
    field, bulk = page.get_by_role("searchbox", name="Search", exact=True), page.locator(".st-key-history_bulk")
    field.fill("walrus called")
    expect(page.locator(".st-key-history_hits")).to_contain_text("Hilda")
    page.locator(".st-key-history_shape").get_by_text("Table").click()
    expect(page.get_by_text("2 interactions ·")).to_be_visible()
    tick(chat, 2)
    bulk.get_by_role("button", name="Tags").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").fill("Sea animals")
    dialog.get_by_role("combobox").press("Enter")
    dialog.get_by_text("Tags", exact=True).first.click()  # closes the list of tags
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog).to_have_count(0)
    bulk.get_by_role("button", name="Untick").click()
    field.fill("tag:sea-animals hilda")
    expect(page.get_by_text("1 interaction ·")).to_be_visible()
    field.fill("tag:sea-animals")
    expect(page.get_by_text("2 interactions ·")).to_be_visible()
    tick(chat, 2)
    bulk.get_by_role("button", name="Forget").click()
    dialog.get_by_role("button", name="Forget 2 interactions").click()
    progress = page.locator(".st-key-history_job")
    expect(progress).to_contain_text("2 done")
    expect(page.get_by_text("Nothing matches these filters.")).to_be_visible()
    progress.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("2 turns are back.")).to_be_visible()
    expect(page.get_by_text("2 interactions ·")).to_be_visible()
    field.fill("tag:sea-animals walrus")
    page.locator(".st-key-history_shape").get_by_text("Hits").click()
    expect(page.locator(".st-key-history_hits")).to_contain_text("deleted there")


def tick(chat: Chat, rows: int) -> None:
    """Tick the first rows of the table, which is a canvas: its boxes are where they are drawn."""
    grid = chat.page.locator('[data-testid="stDataFrame"]').first
    expect(grid.locator("canvas").first).to_be_visible()
    for row in range(rows):
        chat.rest()
        grid.click(position={"x": 17, "y": 35 + 17 + 35 * row})
        expect(chat.page.locator(".st-key-history_bulk")).to_contain_text(f"{row + 1} ticked")


def test_a_timeline_is_saved_and_a_replay_tells_its_cost_first(same_tab: Chat) -> None:
    turn = same_tab.ask("My badger is called Monty.")
    expect(turn).to_contain_text("expires in 23 h")
    page = open_history(same_tab)
    look_for(page, "Monty")
    _keep_for(page, "A number of days")
    choose(page, "history_turn_menu", "Save the full timeline")
    expect(page.locator(".st-key-history_job")).to_contain_text("1 done")
    expect(page.locator(".st-key-history_preview")).to_contain_text("as it was seen")
    question = choose(page, "history_turn_menu", "Go on by a replay")
    expect(question).to_contain_text(re.compile(r"\d+ steps? again, \d+ input tokens, .*\$"))
    prompt = question.get_by_role("textbox", name="Prompt")
    prompt.fill("What is my badger called?")
    prompt.press("Control+Enter")
    question.get_by_role("button", name="Send the replay").click()
    expect(same_tab.turns.last).to_contain_text("Monty")
    expect(same_tab.settled).to_have_count(2)
    expect(same_tab.turns.last).to_contain_text("expires in 29 days")
    _keep_for(open_history(same_tab), "As the connection's tier says")
    expect(page.locator(".st-key-history_preview")).to_contain_text("expires in 23 h")


def _keep_for(page: Page, choice: str) -> None:
    """Say under Retention how long the server keeps interactions."""
    page.get_by_role("button", name="Retention").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(choice).click()
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog).to_have_count(0)


def test_a_conversation_leaves_as_html_and_json_and_comes_back(same_tab: Chat, browser: Browser, tmp_path: Path) -> None:
    same_tab.ask("My lynx is called Tessa, write to tessa@example.com.")
    page = open_history(same_tab)
    look_for(page, "Tessa")
    dialog = choose(page, "history_menu", "Export")
    expect(dialog).to_contain_text("E-mail addresses")
    dialog.get_by_text("HTML page", exact=True).click()
    expect(dialog.get_by_role("button", name="Download HTML page")).to_be_visible()
    with page.expect_download() as given:
        dialog.get_by_role("button", name="Download HTML page").click()
    _reads_without_a_network(browser, Path(given.value.path()), tmp_path / "page.html")
    dialog.get_by_text("JSON bundle", exact=True).click()
    dialog.get_by_text("E-mail addresses (1)").click()
    with page.expect_download() as given:
        dialog.get_by_role("button", name="Download JSON bundle").click()
    given.value.save_as(tmp_path / "bundle.json")
    page.keyboard.press("Escape")  # the button that downloads has lost the focus
    expect(dialog).to_have_count(0)
    _forget_for_good(page)
    same_tab.button("Import").click()
    page.locator('[role="dialog"] input[type="file"]').set_input_files(tmp_path / "bundle.json")
    expect(page.get_by_role("dialog")).to_contain_text("The file holds 1 conversation with 1 turn.")
    page.get_by_role("dialog").get_by_role("button", name="Import 1 conversation").click()
    expect(page.get_by_text("1 conversation with 1 turn imported.")).to_be_visible()
    expect(page.locator(".st-key-history_preview")).to_contain_text("tessa@example.com")


def _reads_without_a_network(browser: Browser, downloaded: Path, target: Path) -> None:
    target.write_bytes(downloaded.read_bytes())
    alone = browser.new_context(offline=True)
    asked: list[str] = []
    reader = alone.new_page()
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(target.as_uri())
    expect(reader.locator("body")).to_contain_text("My lynx is called Tessa, write to [e-mail 1].")
    expect(reader.locator("body")).to_contain_text("Offline demo")
    assert asked == [target.as_uri()]
    alone.close()


def _forget_for_good(page: Page) -> None:
    question = choose(page, "history_menu", "Forget")
    question.get_by_text("For good", exact=False).first.click()
    question.get_by_role("button", name="Forget it").click()
    expect(page.locator(".st-key-history_job")).to_contain_text("1 done")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_an_interaction_is_fetched_by_its_id(same_tab: Chat) -> None:
    turn = same_tab.ask("My otter is called Fergus.")
    chip = turn.get_by_role("button", name=INTERACTION).get_attribute("aria-label") or ""
    found = INTERACTION.search(chip)
    assert found is not None
    page = open_history(same_tab)
    look_for(page, "Fergus")
    _forget_for_good(page)
    same_tab.button("Retrieve by id").click()
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_role("textbox", name="Interaction id")
    field.fill(found[1])
    field.press("Enter")
    dialog.get_by_role("button", name="Fetch").click()
    expect(page.get_by_text("1 interaction was fetched.")).to_be_visible()
    expect(page.locator(".st-key-history_preview")).to_contain_text("My otter is called Fergus.")
