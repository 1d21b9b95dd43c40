"""The interactions resource through the real SDK: create, get, cancel, delete, and what each answer looks like."""

import re
from typing import Any

import httpx2
import pytest
from google.genai import _interactions as gi

from emulator.config import EmulatorConfig, Tier
from emulator.ids import root_of
from emulator.testing import serve
from tests.emulator.scripted import MODEL, Gate, sdk, text_move, thought_move


def test_two_turns_remember_through_the_previous_id(client):
    first = client.interactions.create(model=MODEL, input="Hi, my name is Karthik. I like cricket and watching movies.")
    second = client.interactions.create(model=MODEL, input="What is my name?", previous_interaction_id=first.id)
    assert "Karthik" in second.output_text
    assert root_of(first.id) == root_of(second.id)
    assert first.id != second.id


def test_unary_answer_has_the_recorded_keys_in_the_recorded_order(http: httpx2.Client):
    answer = http.post("/v1/interactions", json={"model": MODEL, "input": "Hello", "system_instruction": "Be kind."})
    assert answer.headers["content-type"] == "application/json"
    body = answer.json()
    keys = ["id", "status", "usage", "created", "updated", "service_tier", "steps", "object", "model"]
    assert list(body) == keys
    assert re.fullmatch(r"v1_[A-Za-z0-9_-]{60,80}", body["id"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", body["created"])
    assert [list(step) for step in body["steps"]] == [["signature", "type"], ["content", "type"]]
    assert None not in body.values()


def test_get_shows_the_timeline_and_input_on_request(client):
    made = client.interactions.create(model=MODEL, input="Hello")
    found = client.interactions.get(made.id)
    assert [step.type for step in found.steps] == ["user_input", "thought", "model_output"]
    assert found.output_text == made.output_text
    assert client.interactions.get(made.id, include_input=True).input is not None


def test_deleted_interactions_are_gone_for_get_delete_and_chains(client):
    made = client.interactions.create(model=MODEL, input="Hello")
    assert client.interactions.delete(made.id) is None
    attempts = (
        lambda: client.interactions.get(made.id),
        lambda: client.interactions.delete(made.id),
        lambda: client.interactions.create(model=MODEL, input="And?", previous_interaction_id=made.id),
        lambda: client.interactions.get(made.id, stream=True),
    )
    for attempt in attempts:
        with pytest.raises(gi.NotFoundError) as refused:
            attempt()
        body: Any = refused.value.body
        assert body["error"]["code"] == "not_found"


def test_descendants_of_a_deleted_interaction_live_on_without_it(client):
    first = client.interactions.create(model=MODEL, input="My name is Karthik.")
    second = client.interactions.create(model=MODEL, input="I live in Chennai.", previous_interaction_id=first.id)
    client.interactions.delete(first.id)
    third = client.interactions.create(model=MODEL, input="What is my name?", previous_interaction_id=second.id)
    assert "Karthik" not in third.output_text


def test_any_node_can_be_continued_more_than_once(client):
    root = client.interactions.create(model=MODEL, input="My name is Ada.")
    left = client.interactions.create(model=MODEL, input="My name is Bea now.", previous_interaction_id=root.id)
    answers = [
        client.interactions.create(model=MODEL, input="What is my name?", previous_interaction_id=node.id).output_text
        for node in (root, left)
    ]
    assert "Ada" in answers[0]
    assert "Bea" in answers[1]


def test_store_false_has_no_id_and_cannot_be_found(client, http: httpx2.Client):
    body = http.post("/v1/interactions", json={"model": MODEL, "input": "Hello", "store": False}).json()
    assert "id" not in body
    events = list(client.interactions.create(model=MODEL, input="Hello", store=False, stream=True))
    assert events[0].interaction.id == ""
    assert events[-1].interaction.id == ""


def test_background_answers_at_once_with_a_stub(client):
    stub = client.interactions.create(model=MODEL, input="Hello", background=True)
    assert stub.status == "in_progress"
    assert stub.steps is None
    events = list(client.interactions.get(stub.id, stream=True))
    assert events[-1].interaction.status == "completed"
    assert client.interactions.get(stub.id).status == "completed"


def test_cancel_keeps_what_was_said_and_ends_the_stream():
    gate = Gate(text_move("one"), text_move("two"))
    with serve(EmulatorConfig(speed=0), gate) as server:
        client = sdk(server)
        stub = client.interactions.create(model=MODEL, input="Count", background=True)
        events = client.interactions.get(stub.id, stream=True)
        gate.let()
        seen = [next(events) for _ in range(5)]
        assert seen[-1].event_type == "step.stop"
        cancelled = client.interactions.cancel(stub.id)
        gate.let()
        assert cancelled.status == "cancelled"
        assert [step.type for step in cancelled.steps] == ["user_input", "model_output"]
        assert [event.interaction.status for event in events] == ["cancelled"]
        with pytest.raises(gi.BadRequestError, match="failed_precondition"):
            client.interactions.cancel(stub.id)


def test_only_background_runs_can_be_cancelled(client):
    made = client.interactions.create(model=MODEL, input="Hello")
    with pytest.raises(gi.BadRequestError, match="not a background interaction"):
        client.interactions.cancel(made.id)


def test_a_running_interaction_cannot_be_continued_and_can_be_deleted():
    gate = Gate(thought_move(), text_move("done"))
    with serve(EmulatorConfig(speed=0), gate) as server:
        client = sdk(server)
        stub = client.interactions.create(model=MODEL, input="Hello", background=True)
        assert client.interactions.get(stub.id).status == "in_progress"
        with pytest.raises(gi.BadRequestError, match="in progress"):
            client.interactions.create(model=MODEL, input="And?", previous_interaction_id=stub.id)
        client.interactions.delete(stub.id)
        gate.let(2)
        with pytest.raises(gi.NotFoundError):
            client.interactions.get(stub.id)


def test_keys_see_only_their_own(server, client):
    made = client.interactions.create(model=MODEL, input="Hello")
    other = sdk(server, key="another-key")
    for attempt in (
        lambda: other.interactions.get(made.id),
        lambda: other.interactions.delete(made.id),
        lambda: other.interactions.cancel(made.id),
        lambda: other.interactions.create(model=MODEL, input="And?", previous_interaction_id=made.id),
    ):
        with pytest.raises(gi.NotFoundError):
            attempt()
    assert client.interactions.get(made.id).status == "completed"


async def test_the_async_client_does_the_same(server):
    root = sdk(server)
    client = root.aio
    first = await client.interactions.create(model=MODEL, input="My name is Karthik.")
    text = ""
    async for event in await client.interactions.create(
        model=MODEL, input="What is my name?", previous_interaction_id=first.id, stream=True
    ):
        if event.event_type == "step.delta" and event.delta.type == "text":
            text += event.delta.text
    assert "Karthik" in text
    await client.interactions.delete(first.id)
    with pytest.raises(gi.NotFoundError):
        await client.interactions.get(first.id)


def test_retention_is_a_day_on_the_free_tier_and_55_on_the_paid():
    tiers: list[tuple[Tier, int]] = [("free", 1), ("paid", 55)]
    for tier, days in tiers:
        with serve(EmulatorConfig(speed=0, tier=tier)) as server:
            client = sdk(server)
            made = client.interactions.create(model=MODEL, input="Hello")
            server.clock.advance(days=days, seconds=-60)
            assert client.interactions.get(made.id).status == "completed"
            server.clock.advance(seconds=120)
            with pytest.raises(gi.NotFoundError):
                client.interactions.get(made.id)
            with pytest.raises(gi.NotFoundError):
                client.interactions.create(model=MODEL, input="And?", previous_interaction_id=made.id)


def test_a_living_descendant_keeps_the_history_of_expired_ancestors():
    with serve(EmulatorConfig(speed=0, tier="free")) as server:
        client = sdk(server)
        first = client.interactions.create(model=MODEL, input="My name is Karthik.")
        server.clock.advance(seconds=20 * 3600)
        second = client.interactions.create(model=MODEL, input="I like cricket.", previous_interaction_id=first.id)
        server.clock.advance(seconds=20 * 3600)
        third = client.interactions.create(model=MODEL, input="What is my name?", previous_interaction_id=second.id)
        assert "Karthik" in third.output_text


def test_deep_research_runs_in_the_background(client):
    stub = client.interactions.create(
        agent="deep-research-preview-04-2026", input="What is the capital of India?", background=True
    )
    events = list(client.interactions.get(stub.id, stream=True))
    done = client.interactions.get(stub.id)
    assert events[0].interaction.agent == "deep-research-preview-04-2026"
    assert done.status == "completed"
    assert done.output_text
