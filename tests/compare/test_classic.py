"""generateContent as an ordinary turn: what is sent, and how the chunks of its answers fold."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.compare import made
from tests.engine.made import a_turn
from workbench import classic, prices, turn
from workbench.answer import output_steps
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


def grounded(*parts, supports, **more):
    """The last chunk of an answer that rests on two pages."""
    pages = [{"web": {"uri": f"https://{name}.example/", "title": name}} for name in ("one", "two")]
    told = {"webSearchQueries": ["bees"], "groundingChunks": pages, "groundingSupports": supports, **more}
    whole = chunk(*parts, finish="STOP", usageMetadata=USAGE)
    whole["candidates"][0]["groundingMetadata"] = told
    return whole


def cited(found):
    """The citations of each text of an answer: the page, and the words that rest on it, if it is told where they are."""
    texts = [record["step"]["content"][0] for record in found["steps"] if record["step"]["type"] == "model_output"]
    return [
        [(note["url"], text["text"].encode()[note["start_index"] : note["end_index"]].decode() if "start_index" in note else None)
         for note in text.get("annotations", ())]
        for text in texts
    ]  # fmt: skip


def test_what_an_answer_rests_on_is_shown_like_that_of_an_interaction():
    chips = {"searchEntryPoint": {"renderedContent": "<b>bees</b>"}}
    words = {"segment": {"startIndex": 0, "endIndex": 11, "text": "Bees fliegé"}, "groundingChunkIndices": [1, 0]}
    words["segment"]["endIndex"] = len("Bees fliegé".encode())
    found = folded(chunk({"text": "Bees "}), grounded({"text": "fliegé. They hum."}, supports=[words], **chips))
    assert [record["step"]["type"] for record in found["steps"]] == ["model_output", "google_search_call", "google_search_result"]
    assert cited(found) == [[("https://two.example/", "Bees fliegé"), ("https://one.example/", "Bees fliegé")]]
    assert found["steps"][1]["step"]["arguments"] == {"queries": ["bees"]}
    assert found["steps"][2]["step"]["result"] == [{"search_suggestions": "<b>bees</b>"}]
    assert found["notes"] == []
    assert [step["type"] for step in output_steps(found)] == ["model_output"]
    assert classic.build(Settings(), Prompt("Next"), [found])["contents"][1]["parts"] == [{"text": "Bees fliegé. They hum."}]


@pytest.mark.parametrize(
    ("segment", "words"),
    [
        ({"startIndex": 3, "endIndex": 9, "text": "They hum."}, "They hum."),
        ({"startIndex": 0, "endIndex": 99, "text": "said before"}, None),
        ({"endIndex": 4}, None),
        ({"startIndex": "x", "text": 5}, None),
        ("nothing", None),
    ],
)
def test_a_citation_stands_where_its_words_are_or_nowhere(segment, words):
    support = {"segment": segment, "groundingChunkIndices": [0, 7, -1, "a"]}
    last = grounded({"text": "Bees. They hum."}, supports=[support, 3, {"groundingChunkIndices": 1}])
    assert cited(folded(chunk({"text": "First"}), chunk(CODE), last)) == [[], [("https://one.example/", words)]]


def test_places_and_pages_that_were_read_are_steps_too():
    last = chunk({"text": "Café Köln."}, finish="STOP", usageMetadata=USAGE)
    place = {"maps": {"uri": "https://maps.example/1", "title": "Café Köln", "placeId": "p1"}}
    support = {"segment": {"endIndex": 11, "text": "Café Köln"}, "groundingChunkIndices": [0]}
    page = {"retrievedUrl": "https://a.example", "urlRetrievalStatus": "URL_RETRIEVAL_STATUS_PAYWALL"}
    last["candidates"][0] |= {
        "groundingMetadata": {"groundingChunks": [place], "groundingSupports": [support]},
        "urlContextMetadata": {"urlMetadata": [page]},
    }
    found = folded(last)
    steps = {record["step"]["type"]: record["step"] for record in found["steps"]}
    assert steps["google_maps_result"]["result"][0]["places"][0]["name"] == "Café Köln"
    assert steps["url_context_result"]["result"] == [{"url": "https://a.example", "status": "paywall"}]
    assert steps["model_output"]["content"][0]["annotations"][0]["type"] == "place_citation"
    assert "grounding_tool_count" not in found["usage"]
    for record in found["steps"]:
        assert present(record, found["steps"]) is not None


def test_the_same_search_is_drawn_alike_in_both_endpoints(store, connection):
    script = made.texts("Search the web: what is the capital of Japan?")
    found = made.compared(store, connection, made.plan("store_off", "generate_content", script=script, tools=SEARCH))
    ours, theirs = (store.turn(str(outcome.turn_id)) for outcome in found.outcomes)
    kinds = [{record["step"]["type"] for record in one["steps"]} for one in (ours, theirs)]
    assert kinds[0] == kinds[1] >= {"model_output", "google_search_call", "google_search_result"}
    assert cited(ours) == cited(theirs)
    assert cited(ours) != [[]]


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
