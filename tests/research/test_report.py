"""A report read from a turn, and the files made of it: numbers, quotes, escapes, nothing fetched."""

from __future__ import annotations

import base64
import csv
import json
from io import BytesIO, StringIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.research.conftest import BRIEF, ended
from workbench import turn as turns
from workbench.answer import answer_text
from workbench.research import costs, files, jobs, plans, report
from workbench.research.brief import Brief, body, of_request, problems, servers, store_names
from workbench.settings import Connection, Prompt, Settings

EVIL = (
    "# <script>alert(1)</script>\n\nÜber *bees* ![x](https://evil.example/x.png) [y](javascript:alert(1)) $5.\n\n"
    "| a |\n|---|\n| b |\n"
)


def picture() -> str:
    written = BytesIO()
    Image.new("RGB", (40, 20), "#0f766e").save(written, "PNG")
    return base64.b64encode(written.getvalue()).decode()


def a_turn(*content: dict[str, Any]) -> Any:
    made = turns.new_turn(
        conversation_id="c", prompt=[], settings=Settings(), connection=Connection(), request={}, page="research"
    )
    step = {"type": "model_output", "content": list(content)}
    closed = {"index": 0, "state": "closed", "step": step, "arguments_text": "", "started_ms": 0.0, "ended_ms": 1.0}
    return {**made, "state": "done", "status": "completed", "steps": [closed]}


def cited(text: str, *spans: tuple[str, str]) -> dict[str, Any]:
    raw = text.encode()
    notes = []
    for words, url in spans:
        start = raw.index(words.encode())
        notes.append(
            {
                "type": "url_citation",
                "url": url,
                "title": f"=T {url}",
                "start_index": start,
                "end_index": start + len(words.encode()),
            }
        )
    return {"type": "text", "text": text, "annotations": notes}


@pytest.fixture
def evil() -> Any:
    second = cited("Später: bees *again*.", ("bees", "https://a.org/1"), ("again", "http://b.invalid/"))
    return a_turn(
        cited(EVIL, ("Über", "https://a.org/1"), ("bees", "ftp://x")),
        {"type": "image", "mime_type": "image/png", "data": picture()},
        second,
    )


def test_a_source_has_one_number_and_all_its_quotes(evil):
    found = report.of(evil)
    assert [(source.number, source.domain, set(source.quotes)) for source in found.sources] == [
        (1, "a.org", {"Über", "bees"}),
        (2, "x", {"bees"}),
        (3, "b.invalid", {"again"}),
    ]
    assert [bool(source.trouble) for source in found.sources] == [False, True, True]


def test_a_source_that_the_agent_could_not_open_is_marked_as_such(evil):
    result = {"type": "url_context_result", "result": [{"url": "https://a.org/1", "status": "paywall"}]}
    step = {**evil["steps"][0], "step": result}
    turn: Any = {**evil, "steps": [step, *evil["steps"]]}
    found = report.of(turn)
    assert found.sources[0].trouble == "the agent could not open it (paywall)"


def test_html_is_escaped_and_fetches_nothing(evil):
    page = files.FORMATS["html"].make(evil, report.of(evil), []).decode()
    assert "<script" not in page
    assert "javascript:" not in page.replace("javascript:alert(1))", "")
    assert page.count("<img") == 1
    assert 'src="data:image/png;base64,' in page
    assert "default-src 'none'" in page
    assert 'href="#source-1"' in page


def test_a_pdf_draws_many_scripts_and_says_which_letters_it_has_no_font_for():
    scripts = [
        "# Περίληψη",
        "Привет, мир. Grüße.",
        "हिन्दी",
        "বাংলা",
        "தமிழ்",
        "తెలుగు",
        "ไทย",
        "ខ្មែរ",
        "العربية",
        "עברית",
        "\U00013000",
    ]
    turn = a_turn({"type": "text", "text": "\n\n".join(scripts) + "\n\n| Имя |\n| --- |\n| Ада |\n"})
    read = PdfReader(BytesIO(files.FORMATS["pdf"].make(turn, report.of(turn), [])))
    shown = read.pages[0].extract_text()
    letters = set("".join(scripts)) - set("# \U00013000")
    assert {letter for letter in letters if letter not in shown} == set()
    assert "Ада" in shown
    assert "Characters without a font on this computer: Egyptian (1). Each is drawn as" in shown
    assert read.metadata.title == "Περίληψη"


def test_what_follows_a_line_in_another_script_keeps_its_letters_and_a_script_from_the_right_its_order():
    table = "| विवरण | Maker |\n| --- | --- |\n| עברית | Panasonic |\n| Samsung | ไทย |\n"
    lines = "हिन्दी first, then Latin words until the line is full and the next one begins. " * 12
    text = f"# T\n\nשפה **עברית** כאן\n\nabc **def**\n\n{table}\n{lines}\n\nThe end."
    turn = a_turn({"type": "text", "text": text})
    shown = "\n".join(
        page.extract_text() for page in PdfReader(BytesIO(files.FORMATS["pdf"].make(turn, report.of(turn), []))).pages
    )
    words = " ".join(shown.split())
    assert "כאן עברית שפה abc def" in words  # as it stands on the page, from left to right
    assert [name for name in ("Maker", "Panasonic", "Samsung", "The end.") if name not in words] == []
    assert words.count("first, then Latin words until the line is full and the next one begins.") == 12


def test_bold_words_are_bold_in_a_script_from_the_right_too():
    def faces(text: str) -> int:
        turn = a_turn({"type": "text", "text": text})
        page = PdfReader(BytesIO(files.FORMATS["pdf"].make(turn, report.of(turn), []))).pages[0]
        return len(page["/Resources"]["/Font"])

    assert faces("# T\n\nשפה **עברית** כאן") == faces("# T\n\nשפה עברית כאן") + 1


@pytest.mark.parametrize("heads", [["Subject", "Recycling"], ["Contemporary", "Panasonic", "Manufacturers", "Recycling", "x"]])
def test_a_table_in_a_pdf_breaks_no_word(heads):
    row = ["Panasonic", *["a long text that needs many lines " * 6] * (len(heads) - 1)]
    text = f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n| {' | '.join(row)} |\n"
    turn = a_turn({"type": "text", "text": text})
    words = PdfReader(BytesIO(files.FORMATS["pdf"].make(turn, report.of(turn), []))).pages[0].extract_text().split()
    assert [head for head in [*heads, "Panasonic"] if head not in words] == []


def test_a_pdf_keeps_bold_and_italic_words_and_shows_no_star():
    text = "# Bees\n\nThey are **vital** and *very old* and ***both***, 2 * 3.\n\n- **Honey:** it is *sweet*\n"
    turn = a_turn({"type": "text", "text": text})
    page = PdfReader(BytesIO(files.FORMATS["pdf"].make(turn, report.of(turn), []))).pages[0]
    styled: dict[str, str] = {}
    page.extract_text(
        visitor_text=lambda part, _c, _t, font, _s: styled.update({part.strip(): str((font or {}).get("/BaseFont"))})
    )
    shown = page.extract_text()
    assert "They are vital and very old and both, 2 * 3." in shown
    assert "• Honey: it is sweet" in shown
    assert shown.count("*") == 1
    assert "Bold" in styled["vital"]
    assert any(slant in styled["very old"] for slant in ("Oblique", "Italic"))
    assert "Bold" not in styled["sweet"]


def test_a_pdf_is_made_offline_and_has_the_title(evil):
    made = files.FORMATS["pdf"].make(evil, report.of(evil), [])
    assert made.startswith(b"%PDF-")
    assert made.rstrip().endswith(b"%%EOF")
    assert b"/Image" in made


def test_markdown_json_bibtex_and_csv(evil):
    found = report.of(evil)
    made = {name: form.make(evil, found, [(1.0, {"event_type": "x"})]) for name, form in files.FORMATS.items()}
    assert b"data:image/png" in made["markdown"]
    assert json.loads(made["json"])["events"]
    assert made["bibtex"].count(b"@misc{source") == 3
    rows = list(csv.reader(StringIO(made["csv"].decode("utf-8-sig"))))
    assert len(rows) == 4
    assert all(not cell.startswith("=") for row in rows for cell in row)


def test_a_real_report_has_contents_that_its_headings_carry(connection, store):
    turn = ended(jobs.start(store, connection, Brief(BRIEF, plan_first=False)), store)
    found = report.of(turn)
    assert found.title in answer_text(turn)
    assert len(found.contents) >= 5
    assert len({heading.anchor for heading in found.contents}) == len(found.contents)
    assert sum(block.media is not None for block in found.blocks) == 2
    page = files.FORMATS["html"].make(turn, found, []).decode()
    assert all(f'id="{heading.anchor}"' in page for heading in found.contents)


def test_what_the_api_refuses_is_never_in_a_request():
    sent = body(Brief(BRIEF, tools=("google_search",)), Prompt(BRIEF), None, True)
    assert set(sent) == {"agent", "input", "agent_config", "tools", "background"}
    again = of_request(sent)
    assert (again.tools, again.thinking_summaries, again.visualization) == (("google_search",), True, True)


def test_a_brief_that_lacks_something_says_what():
    assert problems(Brief(BRIEF)) == []
    assert "Write" in problems(Brief())[0]
    assert "store" in problems(Brief(BRIEF, tools=("file_search",)))[0]


def test_only_the_max_agent_asks_for_consent_and_the_demo_never():
    most = Brief(BRIEF, agent="deep-research-max-preview-04-2026")
    assert costs.needs_consent(most, offline=False)
    assert not costs.needs_consent(most, offline=True)
    assert not costs.needs_consent(Brief(BRIEF), offline=False)


def test_a_text_is_cut_at_its_headings_and_never_inside_code():
    text = "# A\n\na [1]\n\n## B\n\n```\n# no heading\n```\n\n### C\n\n## D\n"
    made = report.sections(text)
    assert "".join(made) == text
    assert [part.split()[1] for part in made] == ["A", "B", "D"]


def test_file_stores_and_mcp_servers_are_read_as_they_are_typed():
    assert store_names(["a, b", "fileSearchStores/a"]) == ("fileSearchStores/a", "fileSearchStores/b")
    made = servers("https://a.org/mcp, https://a.org/two no-address")
    assert [(one["name"], one["url"]) for one in made] == [("a_org", "https://a.org/mcp"), ("a_org_2", "https://a.org/two")]


def test_a_file_that_can_not_be_attached_holds_a_brief_back_and_names_are_not_sent():
    assert problems(Brief(BRIEF, refused="'x.pdf' is empty."))[0] == "'x.pdf' is empty."
    attached = Prompt(BRIEF, ({"type": "image", "mime_type": "image/png", "data": picture(), "name": "mine.png"},))
    assert "mine.png" not in json.dumps(body(Brief(BRIEF), attached, None, True))


def test_single_steps_of_a_plan_are_edited_commented_on_and_left_out():
    before = ("a", "b", "c")
    assert plans.wished(before, [plans.Wish(step) for step in before]) == ((), "")
    wishes = [plans.Wish("a", left_out=True), plans.Wish("b", "only Europe"), plans.Wish("C")]
    assert plans.wished(before, wishes, ["d"]) == (("b", "C", "d"), "On step 1: only Europe")


@pytest.mark.parametrize("text", ["1. a\n2. b", "(1) a\n(2) b", "**1.** a\n**2.** b", "- a\n- b"])
def test_plans_are_read_in_the_forms_that_agents_use(text):
    assert plans.steps_of(a_turn({"type": "text", "text": text})) == ("a", "b")
