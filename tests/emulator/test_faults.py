"""Faults on demand: by header, by a test's handle and by file; each as the real SDK meets it."""

import json

import httpx2
import pytest
from google import genai
from google.genai import _interactions as gi
from google.genai import types

from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.emulator.scripted import MODEL, sdk


def faulty(text: str) -> dict[str, str]:
    return {"x-emulator-fault": text}


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("429", gi.RateLimitError),
        ('{"status": 429, "retry_after": 2, "message": "limit: 0", "code": "quota_exceeded"}', gi.RateLimitError),
        ("503", gi.InternalServerError),
        ("html", gi.InternalServerError),
        ("401", gi.AuthenticationError),
        ("drop", gi.APIConnectionError),
        ("bad-json", gi.APIError),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_each_fault_reaches_the_sdk_as_its_error(client, fault, error, stream):
    if fault == "bad-json" and stream:
        fault = "drop"  # a stream meets broken JSON as a stray string, shown below
        error = gi.APIConnectionError
    with pytest.raises(error):
        list(client.interactions.create(model=MODEL, input="Hello", stream=stream, extra_headers=faulty(fault)) or ())


def test_retry_after_travels_as_a_header(http: httpx2.Client):
    answer = http.post(
        "/v1/interactions", json={"model": MODEL, "input": "x"}, headers=faulty("429 retry-after=3 retry-after-ms=10")
    )
    assert answer.status_code == 429
    assert (answer.headers["retry-after"], answer.headers["retry-after-ms"]) == ("3", "10")
    assert answer.json()["error"]["code"] == "rate_limit_exceeded"


def test_n_times_503_then_an_answer_is_what_the_sdk_retries_through(server):
    client = sdk(server, retry=types.HttpRetryOptions(attempts=4, initial_delay=0.01, max_delay=0.01))
    before = len(server.requests)
    made = client.interactions.create(model=MODEL, input="Hello", extra_headers=faulty("503 x2"))
    assert made.status == "completed"
    assert [request.status for request in server.requests[before:]] == [503, 503, 200]


def test_a_clean_early_close_ends_the_loop_silently(client):
    events = list(client.interactions.create(model=MODEL, input="Hello", stream=True, extra_headers=faulty("close 4")))
    assert len(events) == 4
    assert events[-1].event_type != "interaction.completed"
    *_, last = client.interactions.get(events[0].interaction.id, stream=True)
    assert last.interaction.status == "completed"


def test_an_error_event_is_yielded(client):
    events = list(client.interactions.create(model=MODEL, input="Hello", stream=True, extra_headers=faulty("error 3")))
    assert len(events) == 4
    assert events[-1].error.code == "gateway_timeout"


def test_a_drop_on_get_leaves_the_interaction_alone(client):
    made = client.interactions.create(model=MODEL, input="Hello")
    with pytest.raises(gi.APIConnectionError):
        list(client.interactions.get(made.id, stream=True, extra_headers=faulty("drop 2")))
    assert client.interactions.get(made.id).status == "completed"


def test_slow_chunks_bring_everything(client):
    events = list(client.interactions.create(model=MODEL, input="Hello", stream=True, extra_headers=faulty("slow 0.001")))
    assert events[-1].interaction.status == "completed"


def test_broken_json_stands_among_the_events(http: httpx2.Client):
    answer = http.post("/v1/interactions", json={"model": MODEL, "input": "x", "stream": True}, headers=faulty("bad-json 2"))
    data = [line.removeprefix("data: ") for line in answer.text.splitlines() if line.startswith("data: ")]
    with pytest.raises(json.JSONDecodeError):
        json.loads(data[2])
    assert data[-1] == "[DONE]"


@pytest.mark.parametrize(
    "text", ["riddle", "200", "drop many", "{", "[]", '{"fault": "drop", "wings": 2}', ";;", "503 x-1", "slow x"]
)
def test_faults_that_make_no_sense_are_refused(http: httpx2.Client, text):
    answer = http.post("/v1/interactions", json={"model": MODEL, "input": "x"}, headers=faulty(text))
    assert answer.status_code == 400
    assert "x-emulator-fault" in answer.json()["error"]["message"]


def test_a_test_can_inject_faults_for_the_requests_it_means():
    with serve(EmulatorConfig(speed=0)) as server:
        client = sdk(server)
        server.inject({"status": 429, "times": 1, "method": "POST", "contains": "unlucky"})
        assert client.interactions.create(model=MODEL, input="lucky").status == "completed"
        with pytest.raises(gi.RateLimitError):
            client.interactions.create(model=MODEL, input="unlucky")
        assert client.interactions.create(model=MODEL, input="unlucky").status == "completed"


def test_a_file_of_faults_is_read_again_when_it_changes(tmp_path):
    file = tmp_path / "faults.json"
    file.write_text(json.dumps(["503 x1", {"fault": "html", "path": "/models"}]))
    with serve(EmulatorConfig(speed=0, faults=str(file))) as server:
        client = sdk(server)
        with pytest.raises(gi.InternalServerError):
            client.interactions.create(model=MODEL, input="x")
        assert client.interactions.create(model=MODEL, input="x").status == "completed"
        with pytest.raises(genai.errors.ServerError):
            client.models.get(model=MODEL)
        file.write_text("[")
        with pytest.raises(gi.BadRequestError, match="faults file"):
            client.interactions.create(model=MODEL, input="x")
        file.unlink()
        assert client.models.get(model=MODEL).name == f"models/{MODEL}"
