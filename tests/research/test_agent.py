"""The offline agent: plans that follow comments, reports that answer from the library and name what they lack."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any

import pytest

from emulator.brain import Ask, think
from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.research.conftest import BRIEF, connected
from workbench import background
from workbench.client import Client
from workbench.research import plans

AGENT = "deep-research-preview-04-2026"


def said(text: str) -> dict[str, Any]:
    return {"type": "user_input", "content": [{"type": "text", "text": text}]}


def moves(text: str, *history: dict[str, Any], agent: str = AGENT, tools: tuple[Any, ...] = (), **config: Any) -> list[Any]:
    return list(
        think(
            Ask(agent, history, (said(text),), datetime(2026, 1, 5, tzinfo=UTC), is_agent=True, agent_config=config, tools=tools)
        )
    )


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
        identifier = background.call(client.create(body), 10)["id"]
        first = background.call(streamed(None, identifier), 20)
        assert first[-1]["event_type"] != "interaction.completed"
        events = first
        while events[-1]["event_type"] != "interaction.completed":
            events = events + background.call(streamed(events[-1]["event_id"], identifier), 20)
        ids = [event["event_id"] for event in events]
        assert len(ids) == len(set(ids))
