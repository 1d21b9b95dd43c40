"""Whatever is sent, the answer is a 2xx or a 4xx in the API's shape: never a 5xx, never a traceback."""

from typing import Any
from urllib.parse import quote

import httpx2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulator.validate.content import STEPS
from emulator.validate.parameters import GENERATION, PARAMETERS
from emulator.validate.tools import TOOLS
from tests.emulator.scripted import MODEL

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20)
NAMES = st.text(max_size=8)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=8
)
FIELDS = ["id", "call_id", "name", "arguments", "result", "content", "text", "data", "uri", "mime_type", "signature", "role"]
TYPES = [*STEPS, "text", "image", "audio", "video", "document", "riddle"]


def typed(types: list[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    fields = st.dictionaries(st.sampled_from(FIELDS), values, max_size=5)
    return st.builds(lambda kind, rest: {"type": kind, **rest}, st.sampled_from(types), fields)


CONTENT = typed(TYPES, ANYTHING)
STEP = typed(TYPES, ANYTHING | st.lists(CONTENT, max_size=3) | CONTENT)
INPUT = ANYTHING | STEP | st.lists(STEP, max_size=4) | st.text(max_size=200)
TOOL = typed([*TOOLS, "riddle"], ANYTHING)
LIKELY = st.integers(0, 9) | st.sampled_from(["low", "auto"])
CONFIG = st.dictionaries(st.sampled_from([*GENERATION, "riddle"]), ANYTHING | LIKELY, max_size=4)
BODY = st.fixed_dictionaries(
    {"input": INPUT},
    optional={
        **{name: ANYTHING for name in PARAMETERS if name != "input"},
        "model": st.just(MODEL),
        "stream": st.booleans(),
        "store": st.booleans(),
        "tools": st.lists(TOOL, max_size=3),
        "generation_config": CONFIG,
        "riddle": ANYTHING,
    },
)
CLASSIC = st.dictionaries(st.sampled_from(["contents", "tools", "generationConfig", "systemInstruction"]), ANYTHING, max_size=4)
KINDS_OF_PART = ("text", "functionCall", "functionResponse", "inlineData", "fileData", "thought")
PARTS = st.fixed_dictionaries({}, optional=dict.fromkeys(KINDS_OF_PART, ANYTHING))
LIMITS = st.dictionaries(st.sampled_from(["maxOutputTokens", "thinkingConfig"]), ANYTHING)
VISIBLE = st.characters(min_codepoint=33, max_codepoint=126, blacklist_characters="/?#")
LAX = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def check(answer: httpx2.Response) -> None:
    assert answer.status_code < 500, answer.text
    assert "Traceback" not in answer.text
    if answer.status_code >= 400:
        assert isinstance(answer.json()["error"]["message"], str)


@LAX
@given(body=BODY)
def test_no_create_body_breaks_the_server(http, body):
    check(http.post("/v1/interactions", json=body))


@LAX
@given(given_input=INPUT)
def test_no_input_breaks_the_server(http, given_input):
    check(http.post("/v1/interactions", json={"model": MODEL, "input": given_input, "store": False}))


@LAX
@given(raw=st.binary(max_size=200))
def test_no_bytes_break_the_server(http, raw):
    check(http.post("/v1/interactions", content=raw))


@LAX
@given(body=CLASSIC)
def test_no_contents_break_the_server(http, body):
    check(http.post(f"/v1/models/{MODEL}:generateContent", json=body))


@LAX
@given(parts=st.lists(PARTS, max_size=3), config=LIMITS)
def test_no_parts_break_the_server(http, parts, config):
    check(http.post(f"/v1/models/{MODEL}:generateContent", json={"contents": [{"parts": parts}], "generationConfig": config}))


@LAX
@given(path=st.text(VISIBLE | st.characters(min_codepoint=160, max_codepoint=0x3000), max_size=30), last=st.text(max_size=20))
def test_no_id_breaks_the_server(http, path, last):
    check(http.get(f"/v1/interactions/{quote(path)}"))
    check(http.get("/v1/interactions/x", params={"stream": "true", "last_event_id": last}))


@LAX
@given(fault=st.text(VISIBLE, max_size=30), pace=st.text(VISIBLE, max_size=8))
def test_no_header_breaks_the_server(http, fault, pace):
    headers = {"x-emulator-fault": f"riddle{fault}", "x-emulator-pace": f"x{pace}"}
    check(http.post("/v1/interactions", json={"model": MODEL, "input": "x"}, headers=headers))
