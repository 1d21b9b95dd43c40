"""The offline agent: plans that follow comments, reports that answer from the library and name what they lack."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from components import research_brief
from emulator.brain import Ask, think
from emulator.brain.contract import Document, Surroundings
from emulator.brain.research import planning
from emulator.brain.research.brief import read
from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.emulator import mcp_servers
from tests.research.conftest import BRIEF, connected
from workbench import background
from workbench.client import Client
from workbench.research import plans
from workbench.research.brief import Brief

NOW = datetime(2026, 1, 5, tzinfo=UTC)
AGENT = "deep-research-preview-04-2026"


def said(text: str) -> dict[str, Any]:
    return {"type": "user_input", "content": [{"type": "text", "text": text}]}


def moves(text: str, *history: dict[str, Any], agent: str = AGENT, tools: tuple[Any, ...] = (), **config: Any) -> list[Any]:
    return list(think(Ask(agent, history, (said(text),), NOW, is_agent=True, agent_config=config, tools=tools)))


def output(made: list[Any]) -> list[dict[str, Any]]:
    return made[-1].step["content"]


def text_of(made: list[Any]) -> str:
    return "".join(item.get("text", "") for item in output(made))


def plan(text: str, *history: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
    made = moves(text, *history, collaborative_planning=True)
    return [match[2] for match in plans._STEP.finditer(text_of(made))], made[-1].step


def test_a_plan_names_each_question_of_the_brief():
    steps, _ = plan(BRIEF)
    assert [word for word in ("chemistry", "market share", "supply risks") if not any(word in step for step in steps)] == []


@pytest.mark.parametrize(
    ("comment", "gone", "there"),
    [
        ("Remove step 2.", "chemistry", ""),
        ("Drop the supply risks.", "supply risks", ""),
        ("Please add a step on recycling.", "", "recycling"),
        ("Focus on Europe.", "", "Europe"),
    ],
)
def test_a_comment_changes_the_plan_and_nothing_else(comment, gone, there):
    first, step = plan(BRIEF)
    second, _ = plan(comment, said(BRIEF), step)
    assert not gone or not any(gone in one for one in second[:-1])
    assert any(there in one for one in second)
    assert abs(len(first) - len(second)) == 1


@pytest.mark.parametrize(
    ("brief", "subject", "asked"),
    [
        ("I am a teacher of ten-year-olds. We have no computers. What do bees do, and what threatens them?", "Bees", 2),
        (
            "Hello, I hope you are well. Research quantum computing: 1. what limits it 2. what it is used for",
            "Quantum computing",
            2,
        ),
        ("Our company sells honey. Our customers ask what bees do for plants. Find out.", "Bees", 1),
        ("You are a senior analyst. Compare the main makers of EV batteries: cost, risks.", "The main makers of EV batteries", 2),
        ("I am a beekeeper.", "I am a beekeeper", 0),
        (
            "You are an analyst. I need a briefing for the board. Topic: renewable energy versus nuclear energy. Structure: "
            "1) a two-sentence answer first; 2) cost; 3) risks; 4) a comparison table. Keep it short. Do not discuss fusion.",
            "Renewable energy versus nuclear energy",
            2,
        ),
        ("What are the symptoms of malaria, and how many die of it?", "The symptoms of malaria", 2),
        ("Should a bakery in Berlin with 12 staff buy electric ovens? Cost, risks, what to do first.", "Should a bakery", 4),
        ("What did the Zorblax Corporation say of its engine, and how did its shares react?", "Zorblax Corporation", 2),
        ("蜂は何をしますか。なぜ重要ですか。", "蜂は何をしますか", 2),
        ("Find out about the history of coffee: origin; add a chart of the biggest producers.", "The history of coffee", 2),
    ],
)
def test_who_asks_and_why_is_neither_the_subject_nor_a_heading(brief, subject, asked):
    found = read(Ask(AGENT, (), (said(brief),), NOW, is_agent=True))
    assert (found.subject.startswith(subject), len(found.aspects)) == (True, asked)
    assert not any(word in aspect for aspect in found.aspects for word in ("teacher", "hope", "company", "analyst"))


@pytest.mark.parametrize(
    ("comment", "wanted"),
    [
        ("On step 1: only Europe", ["A: only Europe.", "B.", "C."]),
        ("On step 2: leave it out", ["A.", "C."]),
        ("Swap steps 1 and 2.", ["B.", "A.", "C."]),
        (
            "Use this plan instead:\n\n1. X.\n2. Y.\n\nOn step 2: with figures. Since when?",
            ["X.", "Y: with figures. Since when?"],
        ),
    ],
)
def test_what_is_said_of_single_steps_changes_those(comment, wanted):
    brief = read(Ask(AGENT, (), (said(BRIEF),), NOW, is_agent=True))
    assert planning.refined(replace(brief, plan=("A.", "B.", "C."), comment=comment)) == wanted


def test_an_edited_list_takes_the_place_of_the_plan():
    _, step = plan(BRIEF)
    second, _ = plan("Use this plan instead:\n\n1. Look into CATL.\n2. Write it up.", said(BRIEF), step)
    assert second == ["Look into CATL.", "Write it up."]


def test_go_ahead_alone_does_not_start_the_research():
    _, step = plan(BRIEF)
    assert plan("Go ahead.", said(BRIEF), step)[0] == plan(BRIEF)[0]


@pytest.mark.parametrize("brief", [BRIEF, "Compare Kraków, Xi'an and Zurich.", "What are black holes? Draw a chart."])
def test_every_citation_is_a_sentence_of_the_report_by_its_bytes(brief):
    spans = [
        item["text"].encode()[note["start_index"] : note["end_index"]].decode()
        for item in output(moves(brief)) if item["type"] == "text" for note in item.get("annotations", ())
    ]  # fmt: skip
    assert spans
    assert all(span and span == span.strip() for span in spans)


def test_what_the_library_lacks_is_said_and_not_invented():
    text = text_of(moves("What does the zorblax engine cost?\nHow is a zorblax engine mended?"))
    assert "What could not be found" in text
    assert "nothing is invented" in text


@pytest.mark.parametrize(
    ("brief", "answered", "open_"),
    [
        ("How do vaccines work?", ["trains the immune system"], []),
        ("How do bees live, and what does the Zorblax Corporation pay for its shares?", [], ["No source answers this"]),
        ("What is the capital of Australia and why isn't it Sydney?", [], ["What is the capital of Australia?** No source"]),
        ("How many people die of malaria every year?", [], ["every year?** No source answers this"]),
        ("History of coffee: origin, the biggest producers", ["comes from Ethiopia", "Brazil is the largest"], []),
        ("Compare Python and the language Zorblang: speed, history.", ["Python"], []),
        ("Was sind die Ursachen des Klimawandels, und was kann man tun?", [], ["The brief is in German"]),
    ],
)
def test_a_question_is_answered_by_what_speaks_of_it_and_by_nothing_else(brief, answered, open_):
    told = sections(text_of(moves(brief)))
    gaps, rest = told["What could not be found"], "".join(text for head, text in told.items() if head != "Background")
    assert [words for words in answered if words not in rest] == []
    assert [words for words in open_ if words not in gaps] == []


def test_what_no_article_treats_has_its_row_in_a_comparison():
    table = sections(text_of(moves("Compare Python, Rust and Zorblang for a web server: speed, safety.")))["Comparison"]
    assert [row.split("**")[1] for row in table.splitlines() if "**" in row] == ["Python", "Rust", "Zorblang"]


def test_charts_come_only_when_the_brief_asks_for_them_and_they_are_not_switched_off():
    def pictures(made: list[Any]) -> list[bytes]:
        return [base64.b64decode(item["data"]) for item in output(made) if item["type"] == "image"]

    assert all(data.startswith(b"\x89PNG") for data in pictures(moves(BRIEF)))
    assert len(pictures(moves(BRIEF))) == 2
    assert pictures(moves(BRIEF, visualization="off")) == []
    assert pictures(moves("What are bees?")) == []


def test_a_tool_list_restricts_what_the_agent_does():
    kinds = {move.step["type"] for move in moves(BRIEF, tools=({"type": "google_search"},))}
    assert "google_search_call" in kinds
    assert "url_context_call" not in kinds


def test_the_max_agent_asks_more():
    def queries(agent: str) -> int:
        return sum(
            len(move.step["arguments"]["queries"])
            for move in moves(BRIEF, agent=agent)
            if move.step["type"] == "google_search_call"
        )

    assert queries("deep-research-max-preview-04-2026") > queries(AGENT)


@pytest.mark.parametrize("brief", ["", "?", "1.", "Format:", "a" * 5_000, "🙂🙂", "compare", "- \n- \n", "What is : , ; ?"])
def test_no_brief_is_too_odd(brief):
    assert text_of(moves(brief))
    assert text_of(moves(brief, collaborative_planning=True))


def test_a_run_takes_about_a_minute_at_speed_one():
    made = moves(BRIEF)
    pauses, words = sum(move.pause_s for move in made), len(text_of(made)) / 4 / 70
    assert 30 < pauses + words < 90


def test_a_long_stream_is_cut_in_silence_and_can_be_taken_up():
    with serve(EmulatorConfig(speed=60)) as handle:
        client = Client(connected(handle))

        async def streamed(after: str | None, identifier: str) -> list[dict[str, Any]]:
            return [event async for event in client.follow(identifier, after)]

        body = {"agent": AGENT, "input": BRIEF, "background": True, "agent_config": {"type": "deep-research"}}
        identifier = background.call(client.create(body), 60)["id"]
        first = background.call(streamed(None, identifier), 60)
        assert first[-1]["event_type"] != "interaction.completed"
        events = first
        while events[-1]["event_type"] != "interaction.completed":
            events = events + background.call(streamed(events[-1]["event_id"], identifier), 60)
        ids = [event["event_id"] for event in events]
        assert len(ids) == len(set(ids))


STARTERS = [words for _, words in research_brief.STARTERS]


def sections(text: str) -> dict[str, str]:
    parts = re.split(r"^#+ (.+)$", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("brief", STARTERS)
def test_every_starter_has_all_its_questions_answered(brief):
    text = text_of(moves(brief))
    assert "questions of the brief are answered" in text
    assert "No source answers this" not in text


@pytest.mark.parametrize(
    ("brief", "wanted"),
    [
        (STARTERS[1], ["used for?", "come about?", "limits quantum computing?"]),
        ("Compare Python and JavaScript in a table: speed, history and uses.", ["the speed", "the history", "the uses"]),
        ("Write a report on the Roman Empire:\n- How did it rise?\n- Why did it fall?", ["Roman Empire rise?", "Empire fall?"]),
    ],
)
def test_compound_questions_and_lists_are_taken_apart_and_name_their_subject(brief, wanted):
    steps, _ = plan(brief)
    assert [words for words in wanted if not any(words in step for step in steps)] == []


def test_a_comparison_has_a_row_per_maker_and_a_column_per_question():
    text = sections(text_of(moves(BRIEF)))["Comparison"]
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert [cell.strip() for cell in rows[0].strip("|").split("|")][:4] == [
        "Subject",
        "Chemistry",
        "Market share",
        "Supply risks",
    ]
    assert {"CATL", "BYD", "Panasonic"} <= {row.split("**")[1] for row in rows[2:]}
    assert all(row.count("|") == rows[0].count("|") for row in rows)


@pytest.mark.parametrize(
    ("form", "first", "absent"),
    [
        ("report", "1. Summary", "Executive summary"),
        ("summary", "Executive summary", "Background"),
        ("table", "Comparison", "1. Summary"),
    ],
)
def test_the_form_that_is_asked_for_shapes_the_report(form, first, absent):
    found = sections(text_of(moves(Brief(STARTERS[0], form=form).prompt().text)))
    assert first in found
    assert absent not in found


def test_an_attached_pdf_is_read_and_cited_as_a_file_and_a_picture_is_said_to_be_unread():
    from fpdf import FPDF

    page = FPDF()
    page.set_title("Hive survey")
    page.add_page()
    page.set_font("Helvetica", "", 12)
    page.multi_cell(0, 6, "The survey of 2031 found that bees are threatened by the violet weevil in seven of nine valleys.")
    content = [
        {"type": "text", "text": "What threatens bees?"},
        {"type": "document", "mime_type": "application/pdf", "data": base64.b64encode(bytes(page.output())).decode()},
        {"type": "document", "mime_type": "application/pdf", "data": base64.b64encode(b"%PDF-1.7 broken").decode()},
        {"type": "image", "mime_type": "image/png", "data": base64.b64encode(b"no picture").decode()},
    ]
    made = list(think(Ask(AGENT, (), ({"type": "user_input", "content": content},), NOW, is_agent=True)))
    notes = [note for item in output(made) for note in item.get("annotations", ()) if note["type"] == "file_citation"]
    assert "violet weevil" in text_of(made)
    assert {note["file_name"] for note in notes} == {"Hive survey"}
    assert "Attachment 2" in sections(text_of(made))["What could not be found"]
    assert "Attachment 3 (picture" in sections(text_of(made))["What could not be found"]


def test_the_files_of_a_store_are_searched_and_an_empty_one_is_named():
    document = Document(
        "fileSearchStores/a/documents/1", "hives.txt", ("Bees are threatened by the violet weevil in most valleys.",)
    )
    held = {"fileSearchStores/a": [document]}
    around = Surroundings(documents=lambda stores: [one for store in stores for one in held.get(store, ())])

    def made(store: str) -> list[Any]:
        tools = ({"type": "file_search", "file_search_store_names": [store]},)
        return list(think(Ask(AGENT, (), (said("What threatens bees?"),), NOW, is_agent=True, tools=tools, surroundings=around)))

    full, empty = made("fileSearchStores/a"), made("fileSearchStores/b")
    assert [move.step["type"] for move in full if "file_search" in move.step["type"]] == [
        "file_search_call",
        "file_search_result",
    ]
    assert "google_search_call" not in {move.step["type"] for move in full}
    assert {note["document_uri"] for item in output(full) for note in item.get("annotations", ())} == {document.name}
    assert "fileSearchStores/b holds no files" in text_of(empty)


def test_a_question_on_nothing_in_the_library_is_answered_from_a_file_of_ones_own():
    rules = "# Returns\n\nGoods may be sent back within 30 days. Refunds take five days."
    around = Surroundings(documents=lambda stores: [Document("fileSearchStores/a/documents/1", "returns.md", (rules,))])
    tools = ({"type": "google_search"}, {"type": "file_search", "file_search_store_names": ["fileSearchStores/a"]})
    brief = "What does our shop promise about returns? See the file store."
    made = list(think(Ask(AGENT, (), (said(brief),), NOW, is_agent=True, tools=tools, surroundings=around)))
    assert "Goods may be sent back within 30 days." in sections(text_of(made))["What does our shop promise about returns?"]
    assert "See the file store" not in text_of(made)


def test_an_mcp_server_is_asked_and_one_that_is_away_is_named():
    brief = "Find the product “blue lamp” in the catalogue."
    around = Surroundings(mcp_hosts=("127.0.0.1",))

    def asked(tool: dict[str, Any]) -> list[Any]:
        return list(think(Ask(AGENT, (), (said(brief),), NOW, is_agent=True, tools=(tool,), surroundings=around)))

    with mcp_servers.listening(mcp_servers.shop().streamable_http_app()) as address:
        tool = {"type": "mcp_server", "name": "shop", "url": f"{address}/mcp"}
        found = asked(tool)
    away = asked({**tool, "url": "http://127.0.0.1:9/mcp"})
    assert "mcp_server_tool_call" in {move.step["type"] for move in found}
    assert "P-77" in sections(text_of(found))["What the MCP server said"]
    assert "could not be used" in sections(text_of(away))["What could not be found"]


def test_charts_rest_on_a_program_that_is_really_run():
    (result,) = [move.step for move in moves(BRIEF) if move.step["type"] == "code_execution_result"]
    assert result["is_error"] is False
    assert "By question:" in result["result"]


@pytest.mark.parametrize(
    ("brief", "finding"),
    [
        ("What is the role of forests against climate change?", "Forests store carbon"),
        ("How do bees find their way, and why do they matter?", "Bees find their way by the position of the Sun"),
    ],
)
def test_the_executive_summary_tells_the_finding_rather_than_a_definition(brief, finding):
    (told,) = [line for line in sections(text_of(moves(brief)))["Executive summary"].splitlines() if finding in line]
    assert told.startswith("- **")
