"""models.list and get, generateContent, its stream and countTokens, through the classic half of the SDK."""

from typing import Any

import pytest
from google.genai import errors

from emulator.brain.contract import Move
from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.emulator.scripted import MODEL, sdk, text_move, thought_move

DECLARED = {"function_declarations": [{"name": "f", "parameters": {"type": "OBJECT", "properties": {"a": {"type": "STRING"}}}}]}


def test_models_come_in_pages_and_one_by_one(client):
    listed = [model.name for model in client.models.list(config={"page_size": 7})]
    assert len(listed) == len(set(listed)) > 30
    assert f"models/{MODEL}" in listed
    assert client.models.get(model=MODEL).input_token_limit == 1_048_576
    with pytest.raises(errors.ClientError) as refused:
        client.models.get(model="nobody")
    assert (refused.value.code, refused.value.status) == (404, "NOT_FOUND")


def test_generate_content_uses_the_same_model_with_history_and_system_instruction(client):
    contents = [
        {"role": "user", "parts": [{"text": "My name is Karthik."}]},
        {"role": "model", "parts": [{"text": "Hi Karthik!"}]},
        {"role": "user", "parts": [{"text": "What is my name?"}]},
    ]
    answer = client.models.generate_content(model=MODEL, contents=contents, config={"system_instruction": "Be kind."})
    assert "Karthik" in answer.text
    assert answer.candidates[0].finish_reason.name == "STOP"
    usage = answer.usage_metadata
    spent = usage.prompt_token_count + usage.candidates_token_count + usage.thoughts_token_count
    assert usage.total_token_count == spent
    streamed = list(client.models.generate_content_stream(model=MODEL, contents=contents))
    assert "".join(part.text or "" for part in streamed) == answer.text
    assert streamed[-1].usage_metadata.total_token_count


def test_searches_are_reported_with_their_queries_their_sources_and_what_they_read(client):
    prompt = "Search the web: what is the capital of Japan?"
    config: Any = {"tools": [{"google_search": {}}]}
    streamed = list(client.models.generate_content_stream(model=MODEL, contents=prompt, config=config))
    whole = client.models.generate_content(model=MODEL, contents=prompt, config=config)
    same = client.interactions.create(model=MODEL, input=prompt, tools=[{"type": "google_search"}], store=False)
    for answer in (streamed[-1], whole):
        found = answer.candidates[0].grounding_metadata
        assert len(found.web_search_queries) == same.usage.grounding_tool_count[0].count
        assert found.search_entry_point.rendered_content
        for support in found.grounding_supports:
            assert support.segment.text in whole.text
            assert found.grounding_chunks[support.grounding_chunk_indices[0]].web.uri
        usage = answer.usage_metadata
        assert usage.tool_use_prompt_token_count == same.usage.total_tool_use_tokens
    without = client.models.generate_content(model=MODEL, contents=prompt)
    assert without.candidates[0].grounding_metadata is None


def test_places_and_pages_are_reported_beside_the_answer(client):
    def told(prompt, tool):
        config: Any = {"tools": [{tool: {}}]}
        return client.models.generate_content(model=MODEL, contents=prompt, config=config)

    found = told("Where is Cologne on the map?", "google_maps")
    place = found.candidates[0].grounding_metadata.grounding_chunks[0].maps
    assert place.title
    assert place.uri
    assert found.candidates[0].grounding_metadata.web_search_queries is None
    read = told("Summarize http://127.0.0.1:9/page", "url_context").candidates[0].url_context_metadata.url_metadata
    assert read[0].retrieved_url == "http://127.0.0.1:9/page"
    assert read[0].url_retrieval_status.name.removeprefix("URL_RETRIEVAL_STATUS_") in ("UNSAFE", "ERROR")


async def test_the_async_client_streams_too(server):
    root = sdk(server)
    stream = await root.aio.models.generate_content_stream(model=MODEL, contents="Tell me a joke")
    assert "".join([part.text or "" async for part in stream])


def test_tokens_are_counted_by_modality(client):
    inline = {"inline_data": {"mime_type": "image/png", "data": b"abc"}}
    counted = client.models.count_tokens(model=MODEL, contents=[{"role": "user", "parts": [{"text": "Hello there"}, inline]}])
    assert counted.total_tokens == 1120 + 2


def test_functions_thoughts_and_limits_travel_both_ways():
    def model(ask):
        if ask.new[-1]["type"] == "function_result":
            yield thought_move("**Reading**\n\nThe result.")
            yield text_move("one two three four five six seven eight nine ten")
            return
        assert ask.tools[0]["parameters"]["properties"]["a"]["type"] == "string"
        yield Move({"type": "function_call", "name": "f", "arguments": {"a": "x"}})

    with serve(EmulatorConfig(speed=0), model) as server:
        client = sdk(server)
        config = {"tools": [DECLARED], "automatic_function_calling": {"disable": True}}
        first = client.models.generate_content(model=MODEL, contents="go", config=config)
        call = first.candidates[0].content.parts[0].function_call
        assert (call.name, call.args) == ("f", {"a": "x"})
        streamed = list(client.models.generate_content_stream(model=MODEL, contents="go", config=config))
        assert any(part.function_call for chunk in streamed for part in chunk.candidates[0].content.parts)
        answer = {"function_response": {"id": call.id, "name": "f", "response": {"r": 1}}}
        contents = [
            {"role": "user", "parts": [{"text": "go"}]},
            first.candidates[0].content,
            {"role": "user", "parts": [answer]},
        ]
        limits = {
            "max_output_tokens": 3,
            "thinking_config": {"include_thoughts": True, "thinking_level": "LOW"},
            "tools": [DECLARED],
        }
        last = client.models.generate_content(model=MODEL, contents=contents, config=limits)
        assert last.candidates[0].finish_reason.name == "MAX_TOKENS"
        assert last.candidates[0].content.parts[0].thought
        assert last.text == "one two three"


def test_json_answers_can_be_asked_for(client):
    config = {"response_mime_type": "application/json", "response_json_schema": {"type": "object"}}
    assert client.models.generate_content(model=MODEL, contents="Hello", config=config).candidates


@pytest.mark.parametrize(
    "body", [{}, {"contents": []}, {"contents": 5}, {"contents": [{"parts": [5]}]}, {"contents": [{"parts": [{"x": 1}]}]}]
)
@pytest.mark.parametrize("method", ["generateContent", "streamGenerateContent", "countTokens"])
def test_wrong_contents_are_refused_in_the_numeric_form(http, body, method):
    answer = http.post(f"/v1beta/models/{MODEL}:{method}", json=body)
    assert answer.status_code == 400
    assert list(answer.json()["error"]) == ["code", "message", "status"]
    assert answer.json()["error"]["status"] == "INVALID_ARGUMENT"


def test_wrong_pages_models_and_methods_are_refused(http):
    assert http.get("/v1/models?pageSize=x").status_code == 400
    assert http.get("/v1/models?pageToken=²").status_code == 400
    assert http.post("/v1/models/nobody:generateContent", json={"contents": "x"}).status_code == 404
    assert http.delete(f"/v1/models/{MODEL}").status_code == 405
