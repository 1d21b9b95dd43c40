"""The request body: what the API inherits stays out, everything else is in, and old steps go back word for word."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.made import a_turn, says, thought
from workbench.records import Turn
from workbench.request import Built, build, own_input
from workbench.settings import Connection, Prompt, Settings

NOW = datetime.now(UTC)
TOOLS = ({"type": "google_search"}, {"type": "function", "name": "f", "parameters": {"type": "object", "properties": {}}})
DEMO = Connection(mode="demo", base_url="http://127.0.0.1:1", api_key="demo")
GOOGLE = Connection(mode="google", api_key="k")
CALL = {"type": "function_call", "id": "a1", "name": "f", "arguments": {}, "signature": "c2ln"}
RESULT = {"type": "function_result", "call_id": "a1", "name": "f", "result": "ok"}


def after(*path: Turn, settings: Settings | None = None, prompt: str = "And now?", **more: Any) -> Built:
    return build(settings or Settings(), Prompt(prompt), path, more.pop("now", NOW), **more)


def user(text: str) -> dict[str, Any]:
    return {"type": "user_input", "content": [{"type": "text", "text": text}]}


def test_a_first_prompt_is_a_model_a_plain_text_and_the_options_that_differ():
    assert after(prompt="Hi").body == {
        "model": "gemini-3.8-flash",
        "input": "Hi",
        "generation_config": {"thinking_summaries": "auto"},
        "stream": True,
    }


def test_a_second_turn_sends_the_new_text_and_the_id_and_nothing_else_of_the_past():
    first = a_turn("My name is Karthik")
    built = after(first, prompt="What is my name?")
    assert built.body["previous_interaction_id"] == built.previous_interaction_id == first["interaction_id"]
    assert built.body["input"] == "What is my name?"
    assert "Karthik" not in json.dumps(built.body)
    assert (built.resent, built.notes) == (0, [])


def test_everything_the_api_does_not_inherit_is_sent_each_time():
    settings = Settings(tools=TOOLS, system_instruction="Be brief.", thinking_level="low", temperature=0.5, service_tier="flex")
    body = after(a_turn(), settings=settings).body
    assert body["tools"] == [dict(tool) for tool in TOOLS]
    assert body["system_instruction"] == "Be brief."
    assert body["generation_config"] == {"thinking_level": "low", "thinking_summaries": "auto", "temperature": 0.5}
    assert body["service_tier"] == "flex"


def test_resending_gives_every_step_back_word_for_word():
    steps = [thought("c2lnMQ=="), {**CALL, "unheard_of": [1]}, says("Grüße 東京", annotations=[{"type": "url_citation"}])]
    first, second = a_turn("One", *steps), a_turn("Two")
    second["request"]["input"] = [RESULT, user("Two")]
    built = after(first, second, settings=Settings(history="resend"), prompt="Three")
    expected = [user("One"), *steps, RESULT, user("Two"), *(r["step"] for r in second["steps"]), user("Three")]
    assert built.body["input"] == expected
    assert built.resent == 7
    assert "previous_interaction_id" not in built.body


def test_attachments_are_sent_with_their_turn_and_sent_again_with_it():
    image = {"type": "image", "mime_type": "image/png", "data": "AAAA"}
    first = a_turn(prompt="Look")
    first["prompt"] = Prompt("Look", (image,)).content()
    built = build(Settings(history="resend"), Prompt("And this?", (image,)), [first], NOW)
    assert built.body["input"][0]["content"] == [image, {"type": "text", "text": "Look"}]
    assert built.body["input"][-1]["content"] == [image, {"type": "text", "text": "And this?"}]


@pytest.mark.parametrize(
    ("why", "change"),
    [
        ("did not end", {"status": "in_progress", "state": "stopped"}),
        ("did not end", {"status": "failed", "state": "failed"}),
        ("deleted", {"gone": "2026-11-23T10:00:00Z"}),
        ("expire", {"created": (NOW - timedelta(days=2)).isoformat()}),
        ("Store off", {"interaction_id": None, "request": {"store": False}}),
    ],
)
def test_turns_that_are_not_on_the_server_are_sent_again_behind_the_nearest_that_is(why, change):
    first, lost = a_turn("One"), a_turn("Two", says("Half an ans"), **change)
    built = after(first, lost)
    assert built.previous_interaction_id == first["interaction_id"]
    assert built.body["input"] == [user("Two"), says("Half an ans"), user("And now?")]
    assert built.resent == 2
    assert why in built.notes[0]


def test_a_prompt_that_got_no_answer_is_not_sent_again():
    refused = a_turn("Blocked", state="failed", status=None, interaction_id=None)
    refused["steps"] = []
    built = after(a_turn("One"), refused)
    assert built.body["input"] == "And now?"
    assert (built.resent, built.notes) == (0, [])


def test_a_retention_of_ones_own_decides_what_the_server_still_has():
    old = a_turn("One", created=(NOW - timedelta(days=2)).isoformat())
    assert after(old, retention="3").previous_interaction_id == old["interaction_id"]
    built = after(a_turn("One", created=(NOW - timedelta(hours=13)).isoformat()), retention="0.5")
    assert built.previous_interaction_id is None
    assert built.notes == ["2 earlier steps were sent again, because the server has let them expire."]


def test_paid_tiers_keep_interactions_for_longer():
    old = a_turn("One", created=(NOW - timedelta(days=20)).isoformat(), tier="paid")
    assert after(old).previous_interaction_id == old["interaction_id"]


def test_what_the_demo_made_is_not_chained_to_google_and_its_signatures_stay_here():
    demo = a_turn("One", thought(), CALL, says("Demo answer"))
    built = after(demo, connection=GOOGLE)
    assert built.body["input"] == [user("One"), says("Demo answer"), user("And now?")]
    assert "another server" in built.notes[0]
    assert after(demo, connection=DEMO).previous_interaction_id == demo["interaction_id"]


def test_results_answer_calls_and_unanswered_calls_are_not_sent_again():
    calling = a_turn("One", thought(), CALL, state="needs_action", status="requires_action")
    built = build(Settings(), Prompt(""), [calling], NOW, results=[RESULT])
    assert built.previous_interaction_id == calling["interaction_id"]
    assert built.body["input"] == [RESULT]
    again = Settings(history="resend")
    assert build(again, Prompt(""), [calling], NOW, results=[RESULT]).body["input"][-2:] == [CALL, RESULT]
    assert CALL not in after(calling, settings=again).body["input"]


def test_a_prompt_after_an_unanswered_call_does_not_continue_from_it():
    first = a_turn("One")
    calling = a_turn("Two", thought(), CALL, state="needs_action", status="requires_action")
    built = after(first, calling)
    assert built.previous_interaction_id == first["interaction_id"]
    assert built.body["input"] == [user("Two"), thought(), user("And now?")]
    assert "a function call has no answer" in built.notes[0]
    assert built.because == "a function call has no answer"


def test_own_input_is_what_the_turn_itself_gave():
    turn = a_turn("Two")
    turn["request"]["input"] = [user("One"), says("1"), CALL, RESULT, user("Two")]
    assert own_input(turn) == [RESULT, user("Two")]


def test_deep_research_runs_in_the_background_without_generation_options():
    settings = Settings(agent="deep-research-preview-04-2026", temperature=1.0, thinking_level="high", response_format={"a": 1})
    assert after(prompt="Batteries", settings=settings).body == {
        "agent": "deep-research-preview-04-2026",
        "input": "Batteries",
        "agent_config": {"type": "deep-research", "thinking_summaries": "auto"},
        "background": True,
        "stream": True,
    }


def test_what_cannot_be_had_is_left_out_with_a_note():
    built = after(settings=Settings(thinking_level="minimal", store=False, background=True))
    assert built.body["store"] is False
    assert "background" not in built.body
    assert "thinking_level" not in built.body["generation_config"]
    assert any("minimal" in note for note in built.notes)


# properties

LEVELS = st.sampled_from([None, "minimal", "low", "high", "xhigh"])
SETTINGS = st.builds(
    Settings,
    model=st.sampled_from(["gemini-3.8-flash", "gemini-4-hydrogen", "lyria-3.5"]),
    agent=st.sampled_from(["", "", "deep-research-preview-04-2026", "antigravity-preview-09-2026"]),
    thinking_level=LEVELS,
    thinking_summaries=st.sampled_from([None, "auto", "none"]),
    history=st.sampled_from(["server", "resend"]),
    store=st.booleans(),
    stream=st.booleans(),
    background=st.booleans(),
    system_instruction=st.text(max_size=5),
    temperature=st.one_of(st.none(), st.floats(0, 2)),
    max_output_tokens=st.one_of(st.none(), st.integers(1, 1000)),
    stop_sequences=st.lists(st.text(min_size=1, max_size=3), max_size=2).map(tuple),
    service_tier=st.sampled_from([None, "flex"]),
    tools=st.sampled_from([(), TOOLS]),
    response_format=st.sampled_from([None, {"type": "text", "mime_type": "application/json", "schema": {"type": "object"}}]),
)


@st.composite
def paths(draw: st.DrawFn) -> list[Turn]:
    changes: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
        [{}, {}, {"status": "failed", "state": "failed"}, {"interaction_id": None, "request": {"store": False}}, {"gone": "x"}]
    )
    return [
        a_turn(f"Prompt {n}", thought(f"sig{n}"), says(draw(st.text(max_size=9))), **draw(changes))
        for n in range(draw(st.integers(0, 4)))
    ]


def is_subsequence(needle: Sequence[Any], haystack: Sequence[Any]) -> bool:
    rest = iter(haystack)
    return all(any(item == found for found in rest) for item in needle)


@given(SETTINGS, paths(), st.text(min_size=1))
def test_building_is_pure_and_carries_every_turn_exactly_once(settings, path, text):
    before = copy.deepcopy(path)
    built = build(settings, Prompt(text), path, NOW)
    assert build(settings, Prompt(text), path, NOW) == built
    assert path == before
    known = [turn["interaction_id"] for turn in path]
    cut = known.index(built.previous_interaction_id) + 1 if built.previous_interaction_id else 0
    later = [record["step"] for turn in path[cut:] for record in turn["steps"]]
    sent = built.body["input"] if isinstance(built.body["input"], list) else []
    assert is_subsequence(later, sent)
    assert built.resent == max(0, len(sent) - 1)
    assert not {turn["prompt"][0]["text"] for turn in path[:cut]} & {
        item.get("text") for step in sent for item in step.get("content", ())
    }


@given(SETTINGS, paths())
def test_a_body_shares_nothing_with_the_records_it_came_from(settings, path):
    before, body = copy.deepcopy(path), build(settings, Prompt("x"), path, NOW).body
    for value in body.values():
        (value.clear if isinstance(value, dict | list) else str)()
    for step in body["input"] if isinstance(body["input"], list) else []:
        step.clear()
    assert path == before
    assert TOOLS[0] == {"type": "google_search"}


def sdk_types() -> tuple[Any, Any]:
    from google.genai._gaos.types.interactions.createagentinteraction import CreateAgentInteraction
    from google.genai._gaos.types.interactions.createmodelinteraction import CreateModelInteraction

    return CreateModelInteraction, CreateAgentInteraction


def unknown_parts(value: Any) -> list[Any]:
    """Everything in a parsed body that the SDK did not recognise."""
    if getattr(value, "is_unknown", False):
        return [value]
    if isinstance(value, list):
        return [found for item in value for found in unknown_parts(item)]
    inside = vars(value).values() if hasattr(type(value), "model_fields") else ()
    return [found for item in inside for found in unknown_parts(item)]


@given(SETTINGS, paths())
def test_every_body_is_what_the_types_of_the_sdk_expect(settings, path):
    body = build(settings, Prompt("x"), path, NOW).body
    model, agent = sdk_types()
    kind = agent if "agent" in body else model
    assert set(body) <= set(kind.model_fields)
    assert unknown_parts(kind.model_validate(body)) == []


@pytest.mark.parametrize(
    "settings",
    [
        Settings(stream=False),
        Settings(stream=False, store=False),
        Settings(
            stream=False, tools=TOOLS, system_instruction="Be brief.", thinking_level="low", seed=7, stop_sequences=("END",)
        ),
        Settings(stream=False, background=True, service_tier="flex"),
        Settings(stream=False, model="gemini-3.5-flash-lite", thinking_level="minimal", temperature=0.2, top_p=0.9),
        Settings(stream=False, agent="deep-research-preview-04-2026"),
        Settings(stream=False, response_format={"type": "text", "mime_type": "application/json", "schema": {"type": "object"}}),
    ],
)
def test_the_emulator_accepts_what_is_built_first_and_resent(emulator, settings):
    headers = {"x-goog-api-key": "test-key"}
    past = a_turn("One", thought("c2lnbmVkIGJ5IHRlc3Q="), says("1"))
    for path in ([], [past]):
        body = build(settings, Prompt("What is 2 + 2?"), path, NOW, GOOGLE).body
        answer = httpx2.post(f"{emulator.base_url}/v1/interactions", json=body, headers=headers, timeout=30)
        assert answer.status_code == 200, answer.text
