"""What is refused, in Google's words: codes, messages and paths."""

import json

import httpx2
import pytest
from google import genai
from google.genai import _interactions as gi
from google.genai import errors as classic_errors

from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.emulator.scripted import MODEL, sdk

USER = {"type": "user_input", "content": [{"type": "text", "text": "x"}]}
CALL = {"type": "function_call", "id": "abcd1234", "name": "f", "arguments": {}}
RESULT = {"type": "function_result", "call_id": "abcd1234", "name": "f", "result": "ok"}
FUNCTION = {"type": "function", "name": "f", "parameters": {"type": "object", "properties": {}}}
TOOL_TYPES = (
    "'function', 'code_execution', 'mcp_server', 'filesystem', 'google_maps', 'google_search', 'bash', 'computer_use',"
    " 'file_search', 'url_context'"
)
UPGRADE = "The legacy Interactions API schema is no longer supported. Please upgrade your client SDK to Python >= 2.0.0"

# (what is added to {"model": MODEL, "input": "x"}, message)
REFUSED = [
    ({"temperature": 1}, "Unknown parameter 'temperature'."),
    ({"tool_choice": "auto"}, "Unknown parameter 'tool_choice'."),
    ({"cached_content": "c"}, "Unknown parameter 'cached_content'."),
    ({"generation_config": {"presence_penalty": 1}}, "Unknown parameter 'presence_penalty' at 'generation_config'."),
    ({"input": [USER, {**USER, "processing": "static"}]}, "Unknown parameter 'processing' at 'input[1]'."),
    (
        {
            "input": [
                {"type": "user_input", "content": [USER["content"][0], {"type": "video", "uri": "u", "processing": "bogus"}]}
            ]
        },
        "Invalid enum value 'bogus' at 'input[0].content[1].processing'.",
    ),
    (
        {"tools": [{"type": "invalid_tool_type_xyz"}]},
        f"The value 'invalid_tool_type_xyz' is not supported for 'type' at 'tools[0]'. Supported values: {TOOL_TYPES}.",
    ),
    (
        {"generation_config": {"speech_config": {"speakers": []}}},
        "The value is invalid for 'generation_config.speech_config'. Expected an array, got object.",
    ),
    (
        {"generation_config": {"thinking_level": "none"}},
        "The value 'none' is not supported for 'generation_config.thinking_level'.",
    ),
    (
        {"generation_config": {"thinking_level": "minimal"}},
        "'minimal' is not a supported thinking level for this model. Allowed values are: high, low, medium.",
    ),
    ({"generation_config": {"tool_choice": "required"}}, "Invalid enum value 'required' at 'generation_config.tool_choice'."),
    ({"generation_config": {"max_output_tokens": "9"}}, "Expected an integer, got string."),
    ({"generation_config": {"temperature": True}}, "Expected a number, got boolean."),
    ({"generation_config": {"temperature": 3}}, "out of range for 'generation_config.temperature'"),
    ({"generation_config": []}, "The value is invalid for 'generation_config'. Expected an object, got array."),
    ({"input": []}, "Missing input."),
    ({"input": None}, "Missing input."),
    ({"input": ""}, "Request has empty input."),
    ({"input": "  \n"}, "Request has empty input."),
    ({"input": [{"type": "user_input", "content": []}]}, "Request has empty input."),
    ({"input": 5}, "The value is invalid for 'input'."),
    ({"input": [5]}, "The value is invalid for 'input[0]'. Expected an object, got number."),
    ({"input": ["hi"]}, "Expected an object, got string."),
    ({"input": [{"role": "user", "content": "hi"}]}, "Role-based turns are not supported."),
    ({"input": [USER, USER["content"][0]]}, "either a list of content or a list of steps"),
    ({"input": [{"type": "riddle"}]}, "The value 'riddle' is not supported for 'type' at 'input[0]'."),
    ({"input": [{"type": "image", "mime_type": "image/png"}]}, "Missing 'data' or 'uri' in content of type image"),
    ({"input": [{"type": "image", "data": "AA==", "mime_type": "text/plain"}]}, "Invalid enum value 'text/plain'"),
    ({"input": [{"type": "image", "data": "AA==", "mime_type": "image/png", "resolution": "x"}]}, "Invalid enum value 'x'"),
    ({"safety_settings": []}, "The parameter 'safety_settings' is not available on the Gemini API but it is available on the"),
    ({"labels": {}}, "The parameter 'labels' is not available on the Gemini API but it is available on the"),
    ({"tools": [{"type": "retrieval"}]}, "The parameter 'retrieval' is not available on the Gemini API"),
    ({"response_mime_type": "application/json"}, "'response_mime_type' is not supported"),
    ({"response_format": {"type": "image", "delivery": "uri"}}, "Image delivery mode is not supported."),
    ({"response_format": {"type": "audio", "mime_type": "audio/wav"}}, "Audio mime_type is not supported in response_format."),
    ({"response_format": {"type": "poem"}}, "The value 'poem' is not supported for 'type' at 'response_format'."),
    ({"store": False, "background": True}, "'background' requires 'store' to be true."),
    ({"store": "no"}, "The value is invalid for 'store'. Expected a boolean, got string."),
    ({"agent": "deep-research-preview-04-2026"}, "Only one of 'model' and 'agent'"),
    ({"agent_config": {"type": "dynamic"}}, "'agent_config' can only be used with 'agent'."),
    ({"webhook_config": {"uris": ["https://x"]}}, "'webhook_config' requires 'background' to be true."),
    ({"service_tier": "gold"}, "The value 'gold' is not supported for 'service_tier'."),
    (
        {"tools": [{"type": "google_search"}, {"type": "file_search", "file_search_store_names": ["a"]}]},
        "'google_search' and 'file_search' cannot be combined in the same request. Please choose one to continue.",
    ),
    ({"tools": [{"type": "function"}]}, "Missing required parameter 'name' at 'tools[0]'."),
    ({"tools": [{"type": "function", "name": "1 2"}]}, "Invalid function name '1 2' at 'tools[0]'."),
    ({"tools": [FUNCTION, FUNCTION]}, "Duplicate function declaration found: f"),
    (
        {"tools": [{**FUNCTION, "parameters": {"type": "object", "required": []}}]},
        "The value is invalid for 'tools[0].parameters.required'. It should be non-empty.",
    ),
    ({"tools": [{"type": "google_search", "depth": 3}]}, "Unknown parameter 'depth' at 'tools[0]'."),
    ({"tools": [{}]}, "Missing required parameter 'type' at 'tools[0]'."),
    ({"tools": {"type": "google_search"}}, "The value is invalid for 'tools'. Expected an array, got object."),
    ({"generation_config": {"tool_choice": "any"}}, "'tool_choice' is 'any' but no 'tools' are given."),
    ({"input": [{"type": "function_result", "result": "ok"}]}, "Missing call_id in content of type function_result"),
    ({"input": [RESULT]}, "does not match any pending function call"),
    (
        {"input": [USER, CALL, USER]},
        "Every pending function call needs a function_result with its call_id. Missing: 'abcd1234' (f).",
    ),
    ({"input": [USER, CALL, RESULT, RESULT]}, "does not match any pending function call"),
]


@pytest.mark.parametrize(("extra", "message"), REFUSED, ids=lambda value: value[:40] if isinstance(value, str) else None)
def test_wrong_requests_are_refused_in_words(http: httpx2.Client, extra, message):
    answer = http.post("/v1/interactions", json={"model": MODEL, "input": "x", **extra})
    assert answer.status_code == 400, answer.text
    error = answer.json()["error"]
    assert list(error) == ["message", "code"]
    assert message in error["message"]
    assert error["code"] == "invalid_request"


AGENT = {"agent": "deep-research-preview-04-2026", "input": "x"}


@pytest.mark.parametrize(
    ("body", "status", "code", "message"),
    [
        ({"input": "x"}, 400, "invalid_request", "either 'model' or 'agent'"),
        ({"model": "veo-3", "input": "x"}, 404, "model_not_found", "Model 'veo-3' not found."),
        ({"agent": "nobody", "input": "x"}, 404, "not_found", "Agent 'nobody' not found."),
        (AGENT, 400, "invalid_request", "requires 'background' to be true"),
        ({**AGENT, "background": True, "store": False}, 400, "invalid_request", "requires 'store' to be true"),
        ({**AGENT, "background": True, "generation_config": {"seed": 1}}, 400, "invalid_request", "cannot be used with 'agent'"),
        (
            {
                **AGENT,
                "background": True,
                "agent_config": {"type": "deep-research", "thinking_summaries": "THINKING_SUMMARIES_AUTO"},
            },
            400,
            "invalid_request",
            "The value 'THINKING_SUMMARIES_AUTO' is not supported for 'agent_config.thinking_summaries'."
            " Supported values: 'auto', 'none'.",
        ),
        ({**AGENT, "background": True, "tools": [FUNCTION]}, 400, "invalid_request", "Function tools are not supported"),
        ({"agent": "antigravity-preview-09-2026", "input": "x"}, 400, "invalid_request", "'environment'"),
        (
            {"agent": "antigravity-preview-09-2026", "input": "x", "environment": "remote"},
            400,
            "failed_precondition",
            "not available in the Stepwise emulator",
        ),
        (
            {"model": "gemini-3.8-flash-tts", "input": "x", "generation_config": {"thinking_level": "low"}},
            400,
            "invalid_request",
            "",
        ),
        ({"model": MODEL, "input": "x", "previous_interaction_id": "v1_none"}, 404, "not_found", "'v1_none' not found"),
    ],
)
def test_models_agents_and_chains_are_refused_with_their_codes(http: httpx2.Client, body, status, code, message):
    answer = http.post("/v1/interactions", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert message in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"model":NaN}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"input":"\\ud800"}',
    ],
)
def test_bodies_that_are_no_json_object_are_refused(http: httpx2.Client, body):
    answer = http.post("/v1/interactions", content=body)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid_request"


def test_a_body_over_the_limit_is_refused():
    with serve(EmulatorConfig(speed=0, body_limit=1000)) as server:
        client = sdk(server)
        with pytest.raises(gi.BadRequestError, match="payload size exceeds the limit: 1000 bytes"):
            client.interactions.create(model=MODEL, input="x" * 2000)
        assert client.interactions.create(model=MODEL, input="Hello").status == "completed"


def test_wrong_and_missing_keys_are_401_for_interactions_and_400_for_models(server, http: httpx2.Client):
    wrong = sdk(server, key="invalid-key")
    with pytest.raises(gi.AuthenticationError, match="API key not valid"):
        wrong.interactions.create(model=MODEL, input="x")
    with pytest.raises(classic_errors.ClientError) as refused:
        wrong.models.get(model=MODEL)
    assert (refused.value.code, refused.value.status) == (400, "INVALID_ARGUMENT")
    missing = httpx2.post(f"{server.base_url}/v1/interactions", json={"model": MODEL, "input": "x"})
    assert missing.status_code == 401
    assert httpx2.get(f"{server.base_url}/v1/interactions/x?key=query-key").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "status", "says"),
    [
        ("PUT", "/v1/interactions", 405, "Allowed: POST"),
        ("GET", "/v1/interactions", 405, "not allowed"),
        ("PATCH", "/v1/interactions/x", 405, "not allowed"),
        ("GET", "/v1/interactions/x/cancel", 405, "not allowed"),
        ("GET", "/v1/interactions/", 404, "slash too many"),
        ("GET", "//v1/interactions/x", 404, "double slash"),
        ("GET", "/v1//interactions/x", 404, "double slash"),
        ("POST", "/v1beta/v1/interactions", 404, "version stands twice"),
        ("POST", "/v1beta/v1beta/interactions", 404, "version stands twice"),
        ("POST", "/interactions", 404, "version is missing"),
        ("POST", "/v1beta1/projects/p/locations/l/interactions", 404, "Enterprise"),
        ("GET", "/v1/agents", 404, "serves interactions, models, files and file search stores"),
        ("GET", "/v2/interactions/x", 404, "Not found"),
    ],
)
def test_wrong_paths_and_methods_are_explained(server, http: httpx2.Client, method, path, status, says):
    answer = http.request(method, server.base_url + path)
    assert answer.status_code == status
    assert says in answer.json()["error"]["message"]
    assert "x-emulator" in answer.headers


def test_the_sdk_with_the_version_in_its_base_url_learns_what_is_wrong(server):
    client = genai.Client(api_key="k", http_options={"base_url": server.base_url + "/v1beta"})
    with pytest.raises(gi.NotFoundError, match="give the SDK a base URL without it"):
        client.interactions.create(model=MODEL, input="x")


def test_every_version_and_any_prefix_reach_one_store(server):
    made = sdk(server, api_version="v1beta")
    interaction = made.interactions.create(model=MODEL, input="Hello")
    for version in ("v1", "v1alpha", "v1beta2"):
        client = sdk(server, api_version=version)
        assert client.interactions.get(interaction.id).id == interaction.id
    prefixed = genai.Client(api_key="test-key", http_options={"base_url": server.base_url + "/some/prefix/"})
    assert prefixed.interactions.get(interaction.id).id == interaction.id


@pytest.mark.parametrize(
    "headers",
    [
        {"x-goog-api-client": "google-genai-sdk/1.56.0 gl-python/3.11.7"},
        [("user-agent", "GeminiNextGenAPIClient/Python 1.56.0"), ("user-agent", "google-genai-sdk/1.56.0 gl-python/3.11.7")],
    ],
)
def test_legacy_sdks_are_told_to_upgrade(http: httpx2.Client, headers):
    answer = http.post("/v1beta/interactions", json={"model": MODEL, "input": "x"}, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith(UPGRADE)


def test_a_duplicate_user_agent_is_accepted(http: httpx2.Client):
    headers = [("user-agent", "GeminiNextGenAPIClient/Python 2.0.0"), ("user-agent", "google-genai-sdk/2.0.0 gl-python/3.11.7")]
    assert http.post("/v1beta/interactions", json={"model": MODEL, "input": "Hello"}, headers=headers).status_code == 200


def test_results_must_answer_the_calls_of_the_previous_interaction(server):
    from emulator.brain.contract import Move
    from tests.emulator.scripted import text_move

    def model(ask):
        if ask.new[-1]["type"] == "function_result":
            yield text_move(json.dumps(ask.new[-1]["result"]))
            return
        yield Move({"type": "function_call", "name": "f", "arguments": {}})
        yield Move({"type": "function_call", "name": "g", "arguments": {}})

    with serve(EmulatorConfig(speed=0), model) as other:
        client = sdk(other)
        asked = client.interactions.create(model=MODEL, input="x", tools=[FUNCTION, {**FUNCTION, "name": "g"}])
        assert asked.status == "requires_action"
        calls = [step.id for step in asked.steps]
        one = {"type": "function_result", "call_id": calls[0], "name": "f", "result": {"x": 1}}
        two = {"type": "function_result", "call_id": calls[1], "name": "g", "result": [{"type": "text", "text": "ok"}]}

        def follow(given):
            return client.interactions.create(model=MODEL, input=given, previous_interaction_id=asked.id)

        for wrong in ([one], [one, {**two, "call_id": "zzzz9999"}], "never mind"):
            with pytest.raises(gi.BadRequestError):
                follow(wrong)
        assert follow([two, one]).output_text == '{"x": 1}'
        assert follow([one, two]).status == "completed"
        replayed = [USER, *[step.model_dump() for step in asked.steps], one, two]
        assert client.interactions.create(model=MODEL, input=replayed, store=False).status == "completed"


def test_strict_signatures_refuse_unsigned_calls():
    with serve(EmulatorConfig(speed=0, strict_signatures=True)) as server:
        client = sdk(server)
        with pytest.raises(gi.BadRequestError, match="missing_thought_signature"):
            client.interactions.create(model=MODEL, input=[USER, CALL, RESULT])
        signed = {**CALL, "signature": "c2lnbmVk"}
        assert client.interactions.create(model=MODEL, input=[USER, signed, RESULT]).status == "completed"
