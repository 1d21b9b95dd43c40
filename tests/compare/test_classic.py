"""generateContent as an ordinary turn: what is sent, and how the chunks of its answers fold."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.compare import made
from tests.engine.made import a_turn
from workbench import classic, prices, turn
from workbench.chunks import Reader
from workbench.registry import present
from workbench.settings import Prompt, Settings


def folded(*chunks):
    """A classic turn after these chunks."""
    found, reader = a_turn(contents=[], store=False), Reader()
    for at_ms, chunk in enumerate(chunks):
        for event in reader.read(chunk):
            turn.apply(found, event, float(at_ms))
    return found


def chunk(*parts, **more):
    finish = {"finishReason": more.pop("finish")} if "finish" in more else {}
    content = {"role": "model", "parts": list(parts)}
    return {"candidates": [{"content": content, **finish}], "modelVersion": "gemini-3.8-flash", **more}


SEARCH = ({"type": "google_search"},)
USAGE = {"promptTokenCount": 7, "cachedContentTokenCount": 2, "candidatesTokenCount": 3, "thoughtsTokenCount": 5}
CODE = {"executableCode": {"language": "PYTHON", "code": "print(1)"}}
PRINTED = {"codeExecutionResult": {"outcome": "OUTCOME_OK", "output": "1"}}
ANSWER = (
    chunk({"text": "Hmm.", "thought": True}),
    chunk({"text": "Hel"}, {"text": "lo", "thoughtSignature": "c2ln"}),
    chunk(CODE, PRINTED),
    chunk({"functionCall": {"id": "f1", "name": "f", "args": {"a_b": 1}}, "thoughtSignature": "Y2FsbA=="}),
    chunk({"text": ""}, finish="STOP", usageMetadata=USAGE),
)


def test_chunks_become_steps_usage_and_a_state():
    found = folded(*ANSWER)
    assert [record["step"]["type"] for record in found["steps"]] == [
        "thought", "model_output", "code_execution_call", "code_execution_result", "function_call",
    ]  # fmt: skip
    assert turn.answer_text(found) == "Hello"
    assert (found["state"], found["status"], found["interaction_id"]) == ("needs_action", "requires_action", None)
    assert found["usage"]["total_cached_tokens"] == 2
    assert found["timings"]["first_text"] == 1.0


@pytest.mark.parametrize("count", range(len(ANSWER) + 1))
def test_every_beginning_of_an_answer_folds_and_presents(count):
    found = folded(*ANSWER[:count])
    turn.finish(found, 9.0)
    for record in found["steps"]:
        assert present(record, found["steps"]) is not None


def test_searches_are_counted_as_an_interaction_reports_them():
    one, both = ({"candidates": [{"groundingMetadata": {"webSearchQueries": q}}]} for q in (["a"], ["a", "b", ""]))
    found = folded(one, both, chunk({"text": "A."}, finish="STOP", usageMetadata=USAGE))
    assert found["usage"]["grounding_tool_count"] == [{"type": "google_search", "count": 2}]
    assert "grounding_tool_count" not in folded(*ANSWER)["usage"]


@pytest.mark.parametrize("strange", ["a", ["a"], {}, {"webSearchQueries": "a"}, {"webSearchQueries": [1, None]}])
def test_strange_grounding_counts_nothing(strange):
    last = {"candidates": [{"finishReason": "STOP", "groundingMetadata": strange}], "usageMetadata": USAGE}
    assert "grounding_tool_count" not in folded(last)["usage"]


def test_a_search_costs_the_same_in_both_endpoints(store, connection):
    script = made.texts("Search the web: what is the capital of Japan?", "Thank you!")
    found = made.compared(store, connection, made.plan("stateful", "generate_content", script=script, tools=SEARCH))
    searched = [outcome for outcome in found.outcomes if not outcome.index]
    turns = [store.turn(str(outcome.turn_id)) for outcome in searched]
    assert searched[0].measure.tool_tokens == searched[1].measure.tool_tokens
    assert {outcome.measure.tool_tokens for outcome in found.outcomes if outcome.index} == {0}
    assert turns[0]["usage"]["grounding_tool_count"] == turns[1]["usage"]["grounding_tool_count"]
    fees = [part.usd for one in turns for part in prices.cost(one).parts if part.label == "Google Search"]
    assert len(fees) == 2
    assert fees[0] == fees[1] > 0


def test_what_came_is_sent_back_with_its_signatures():
    found = folded(*ANSWER)
    body = classic.build(Settings(system_instruction="Be brief."), Prompt("Next"), [found])
    user, model, last = body["contents"]
    assert user["parts"] == [{"text": "Hi"}]
    assert model["parts"] == [
        {"text": "Hello", "thoughtSignature": "c2ln"},
        CODE,
        PRINTED,
        {"functionCall": {"name": "f", "args": {"a_b": 1}, "id": "f1"}, "thoughtSignature": "Y2FsbA=="},
    ]
    assert last == {"role": "user", "parts": [{"text": "Next"}]}


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (chunk({"text": "cut"}, finish="MAX_TOKENS"), "done"),
        (chunk(finish="SAFETY"), "failed"),
        ({"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}}, "failed"),
        ({"candidates": 5, "usageMetadata": []}, "streaming"),
        ({}, "streaming"),
    ],
)
def test_every_end_is_told(last, state):
    found = folded(last)
    assert found["state"] == state
    assert (found["problem"] is not None) == (state == "failed")


def test_an_unknown_part_is_kept_and_shown():
    found = folded(chunk({"hologram": {"x": 1}}, finish="STOP"))
    assert found["steps"][0]["step"]["hologram"] == {"x": 1}
    assert present(found["steps"][0], found["steps"])


def test_options_tools_and_the_instruction_go_out_as_the_endpoint_names_them(store, connection, emulator):
    options: Any = {"thinking_level": "low", "temperature": 0.5, "tools": ({"type": "google_search"}, {"type": "file_search"})}
    found = made.compared(store, connection, made.plan("generate_content", script=made.texts("Hello"), **options))
    sent = next(request for request in emulator.requests if request.method == "POST")
    assert sent.path.endswith("models/gemini-3.8-flash:streamGenerateContent")
    assert sent.json["tools"] == [{"googleSearch": {}}]
    thinking = {"thinkingLevel": "low", "includeThoughts": True}
    assert sent.json["generationConfig"] == {"temperature": 0.5, "thinkingConfig": thinking}
    kept = store.turns([str(found.outcomes[0].turn_id)])[0]
    assert json.loads(kept["sent"][0]["body"]) == sent.json
    assert {"model", "store", "stream"}.isdisjoint(sent.json)
    assert any("file_search" in note for note in kept["notes"])
