"""Requests of other clients, as recorded on the wire: agno, ADK, litellm, the Vercel AI SDK, older and JavaScript SDKs."""

import json

import httpx2
import pytest

from emulator.brain.contract import Move
from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.emulator.scripted import MODEL, text_move, thought_move

TEXT = {"type": "text", "text": "hi"}
IMAGE = {"type": "image", "data": "iVBORw0KGgo=", "mime_type": "image/png"}
USER = {"type": "user_input", "content": [TEXT]}
SCHEMA = {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": {"a": {"type": "string"}}}
JSON_FORMAT = {"type": "text", "mime_type": "application/json", "schema": SCHEMA}
IMAGE_FORMAT = {"type": "image", "mime_type": "image/jpeg", "aspect_ratio": "16:9"}
AUTO = {"tool_choice": "auto"}
FILES = {"type": "file_search", "file_search_store_names": ["a"], "top_k": 3}
ADK_FUNCTION = {
    "type": "function",
    "name": "get_weather",
    "description": "d",
    "parameters": {
        "type": "object",
        "properties": {"location": {"title": "Location", "type": "string"}},
        "required": ["location"],
        "title": "get_weatherParams",
    },
}
MCP = {
    "type": "mcp_server",
    "name": "stock",
    "url": "http://127.0.0.1:9/mcp",
    "headers": {"a": "b"},
    "allowed_tools": [{"mode": "auto", "tools": ["lookup_inventory"]}],
}

BODIES = {
    "py string": {"model": MODEL, "input": "hi"},
    "js list of content": {"model": MODEL, "input": [TEXT, IMAGE]},
    "one content": {"model": MODEL, "input": TEXT},
    "agno steps": {"model": MODEL, "input": [USER], "store": True},
    "REST string content": {"model": MODEL, "input": [{"type": "user_input", "content": "hi"}]},
    "adk two user inputs": {"model": MODEL, "input": [USER, {"type": "user_input", "content": [IMAGE]}], "stream": False},
    "adk tools": {"model": MODEL, "input": [USER], "tools": [ADK_FUNCTION], "system_instruction": "You are an agent."},
    "mcp": {"model": MODEL, "input": "hi", "tools": [MCP]},
    "mcp of adk": {"model": MODEL, "input": "hi", "tools": [{**MCP, "allowed_tools": [{"tools": ["a"]}]}]},
    "ai-sdk json": {
        "model": MODEL,
        "input": [USER],
        "response_format": [{"type": "text", "mime_type": "application/json", "schema": SCHEMA}],
    },
    "py json": {
        "model": MODEL,
        "input": "hi",
        "response_format": {"type": "text", "mime_type": "application/json", "schema": SCHEMA},
    },
    "bare schema": {"model": MODEL, "input": "hi", "response_format": SCHEMA},
    "ai-sdk tool choice": {
        "model": MODEL,
        "input": [USER],
        "tools": [ADK_FUNCTION],
        "generation_config": {"tool_choice": "auto"},
    },
    "thinking": {"model": MODEL, "input": "hi", "generation_config": {"thinking_level": "high", "thinking_summaries": "auto"}},
    "modalities": {"model": MODEL, "input": "hi", "response_modalities": ["text"]},
    "image format": {
        "model": MODEL,
        "input": "hi",
        "response_format": {"type": "image", "mime_type": "image/jpeg", "aspect_ratio": "16:9"},
    },
    "speech": {"model": MODEL, "input": "hi", "generation_config": {"speech_config": [{"voice": "Kore"}]}},
    "models prefix": {"model": f"models/{MODEL}", "input": "hi"},
    "all tools": {
        "model": MODEL,
        "input": "hi",
        "tools": [
            {"type": "google_search"},
            {"type": "url_context"},
            {"type": "code_execution"},
            {"type": "google_maps", "latitude": 1.0, "longitude": 2.0, "enable_widget": True},
            {"type": "computer_use", "environment": "browser"},
        ],
    },
    "file search": {
        "model": MODEL,
        "input": "hi",
        "tools": [FILES],
    },
    "ai-sdk replay": {
        "model": MODEL,
        "input": [
            USER,
            {"type": "thought", "signature": "c2ln"},
            {"type": "function_call", "id": "abcd1234", "name": "f", "arguments": {}},
            {"type": "user_input", "content": [{"type": "function_result", "call_id": "abcd1234", "name": "f", "result": "31"}]},
        ],
    },
    "agno replay": {
        "model": MODEL,
        "store": False,
        "input": [USER, {"type": "model_output", "content": [TEXT]}, USER],
    },
    "dynamic agent config": {
        "agent": "deep-research-preview-04-2026",
        "agent_config": {"type": "deep-research", "thinking_summaries": "auto"},
        "background": True,
        "store": True,
        "input": [USER],
    },
}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("version", ["v1", "v1beta"])
def test_recorded_bodies_are_accepted(http, name, version):
    answer = http.post(f"/{version}/interactions", json=BODIES[name])
    assert answer.status_code == 200, answer.text
    assert answer.json()["status"] in ("completed", "in_progress", "requires_action")


def session(server) -> httpx2.Client:
    return httpx2.Client(base_url=server.base_url, headers={"x-goog-api-key": "k"}, timeout=60)


def test_function_results_come_back_as_each_client_sends_them():
    def model(ask):
        if ask.new and ask.new[-1]["type"] == "function_result":
            yield text_move("sunny")
            return
        yield thought_move()
        yield Move({"type": "function_call", "name": "get_weather", "arguments": {"location": "Rome"}})

    with serve(EmulatorConfig(speed=0), model) as server, session(server) as http:
        for result in ("31 degrees and hail", {"report": "x"}, [{"type": "text", "text": "31"}], [IMAGE]):
            first = http.post("/v1beta/interactions", json={"model": MODEL, "input": "hi", "tools": [ADK_FUNCTION]}).json()
            thought, call = first["steps"]
            answer = {
                "type": "function_result",
                "call_id": call["id"],
                "name": "get_weather",
                "is_error": False,
                "result": result,
            }
            adk = [{"type": "thought", "signature": thought["signature"]}, answer]
            for given in ([answer], adk):
                body = {"model": MODEL, "previous_interaction_id": first["id"], "input": given, "tools": [ADK_FUNCTION]}
                second = http.post("/v1beta/interactions", json=body)
                assert second.json()["steps"][-1]["content"][0]["text"] == "sunny", second.text


def test_litellm_streams_with_alt_sse_and_cancels_with_a_colon(http):
    stub = http.post("/v1beta/interactions", json={"model": MODEL, "input": "hi", "background": True}).json()
    http.get(f"/v1beta/interactions/{stub['id']}?stream=true")
    assert http.post(f"/v1beta/interactions/{stub['id']}:cancel", json={}).json()["error"]["code"] == "failed_precondition"
    assert http.post(f"/v1beta/interactions/{stub['id']}/cancel", json={}).status_code == 400
    streamed = http.post("/v1beta/interactions?alt=sse", json={"model": MODEL, "input": "hi", "stream": True})
    assert streamed.text.endswith("event: done\ndata: [DONE]\n\n")
    assert http.request("DELETE", f"/v1beta/interactions/{stub['id']}").json() == {}


def test_accept_does_not_decide_the_form_of_an_answer(http):
    as_stream = {"accept": "text/event-stream"}
    assert (
        "json" in http.post("/v1/interactions", json={"model": MODEL, "input": "hi"}, headers=as_stream).headers["content-type"]
    )
    body = {"model": MODEL, "input": "hi", "stream": True}
    answer = http.post("/v1/interactions", json=body, headers={"accept": "application/json"})
    assert answer.headers["content-type"] == "text/event-stream"


def test_ai_sdk_replays_a_background_run_from_its_beginning(http):
    stub = http.post("/v1beta/interactions", json={"model": MODEL, "input": [USER], "background": True}).json()
    assert list(stub) == ["id", "status", "object", "model"]
    lines = http.get(f"/v1beta/interactions/{stub['id']}?stream=true").text.splitlines()
    first = json.loads(next(line for line in lines if line.startswith("data: ")).removeprefix("data: "))
    assert first["event_type"] == "interaction.created"
    assert first["event_id"]


def test_the_home_page_says_what_this_is(http):
    assert http.get("/").json()["name"] == "stepwise-emulator"
    page = http.get("/", headers={"accept": "text/html"})
    assert "not Google" in page.text
    assert "not Google" in page.headers["x-emulator"]
    assert http.get("/v1/interactions/x").headers["x-emulator"] == page.headers["x-emulator"]


def test_the_log_has_sizes_and_no_keys(server, http):
    http.post("/v1/interactions", json={"model": MODEL, "input": "hi"})
    logged = server.requests[-1]
    assert (logged.method, logged.path, logged.status) == ("POST", "/v1/interactions", 200)
    assert logged.json == {"model": MODEL, "input": "hi"}
    assert logged.received == len(logged.body)
    assert logged.sent > 200
    assert logged.header("x-goog-api-key") is None
