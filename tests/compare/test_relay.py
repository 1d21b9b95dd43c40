"""The relay between a framework and the API: who may use it, what it passes on, and where the key is."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest

from workbench import wire
from workbench.compare import adapter, relay
from workbench.settings import Connection

BODY = {"model": "gemini-3.8-flash", "input": "Hello", "stream": True}


@pytest.fixture
async def listening(emulator):
    async with relay.listening(Connection("custom", emulator.base_url, "real-key-0123456789")) as way:
        yield way


async def post(url, body=BODY, **headers):
    async with httpx2.AsyncClient(trust_env=False) as client:
        return await client.post(url, json=body, headers={"x-goog-api-key": "placeholder", **headers})


async def test_it_passes_an_interaction_on_with_the_key_and_hands_its_events_over(listening, emulator):
    log = wire.Log()
    events: list[dict[str, Any]] = []
    listening.begin(log, events.append)
    answer = await post(f"{listening.base_url}/v1beta/interactions", accept="text/event-stream")
    assert answer.status_code == 200
    assert [event["event_type"] for event in events][-1] == "interaction.completed"
    (record,) = log.records
    (seen,) = emulator.requests
    assert (record["bytes_out"], record["bytes_in"]) == (seen.received, seen.sent) == (len(seen.body), len(answer.content))
    assert seen.path == "/v1beta/interactions"
    assert "real-key" not in json.dumps(log.records) + answer.text


async def test_whoever_does_not_know_its_path_gets_nothing(listening, emulator):
    listening.begin(wire.Log(), None)
    root = listening.base_url.rsplit("/", 1)[0]
    for url in (f"{root}/v1beta/interactions", f"{root}/guess/v1beta/interactions", root):
        assert (await post(url)).status_code == 404
    assert emulator.requests == []


@pytest.mark.parametrize("path", ["v1beta/models/m:generateContent", "v1beta/files", "", "v1beta/interactions/%2e%2e/files"])
async def test_only_requests_for_interactions_pass(listening, emulator, path):
    listening.begin(wire.Log(), None)
    assert (await post(f"{listening.base_url}/{path}")).status_code in (403, 404)
    assert emulator.requests == []


async def test_nothing_passes_while_no_turn_is_under_way(listening, emulator):
    assert (await post(f"{listening.base_url}/v1beta/interactions")).status_code == 403
    listening.begin(wire.Log(), None)
    listening.begin(None, None)
    assert (await post(f"{listening.base_url}/v1beta/interactions")).status_code == 403
    assert emulator.requests == []


async def test_a_server_that_can_not_be_reached_is_told(listening, emulator):
    emulator.stop()
    listening.begin(wire.Log(), None)
    assert (await post(f"{listening.base_url}/v1beta/interactions")).status_code == 502
    refused = listening.refused()
    assert refused is not None
    assert "real-key" not in str(refused)


async def test_a_refusal_that_repeats_the_key_is_told_without_it(listening, emulator):
    emulator.inject({"status": 403, "message": "no: real-key-0123456789", "times": 1})
    listening.begin(wire.Log(), None)
    await post(f"{listening.base_url}/v1beta/interactions")
    refused = listening.refused()
    assert refused is not None
    assert refused.problem["status"] == 403
    assert "real-key" not in refused.problem["message"]


def test_the_environment_of_a_framework_holds_no_key_and_no_proxy(monkeypatch):
    for name in ("GEMINI_API_KEY", "GOOGLE_API_KEY", "HTTPS_PROXY", "STEPWISE_DATABASE_URL"):
        monkeypatch.setenv(name, "secret-value")
    assert "secret-value" not in adapter._environment().values()
