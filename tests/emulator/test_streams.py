"""Streams: order, framing, resuming after a drop at every event, many at once, and runs that outlive their reader."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
from google.genai import _interactions as gi

from emulator.brain.contract import Move
from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.emulator.scripted import MODEL, Gate, sdk, text_move, thought_move

CALL = Move({"type": "function_call", "name": "get_weather", "arguments": {"location": "San Francisco", "days": [1, 2]}})


def frames(text: str) -> list[tuple[str, str]]:
    """(event, data) pairs of a stream."""
    pairs = []
    for block in text.strip("\n").split("\n\n"):
        event, data = block.split("\n")
        pairs.append((event.removeprefix("event: "), data.removeprefix("data: ")))
    return pairs


def text_of(events: list) -> str:
    return "".join(e.delta.text for e in events if e.event_type == "step.delta" and e.delta.type == "text")


def test_frames_are_as_recorded(http: httpx2.Client):
    answer = http.post("/v1/interactions", json={"model": MODEL, "input": "Hello", "stream": True})
    assert answer.headers["content-type"] == "text/event-stream"
    pairs = frames(answer.text)
    assert pairs[-1] == ("done", "[DONE]")
    assert [name for name, _ in pairs[:3]] == ["interaction.created", "interaction.status_update", "step.start"]
    assert pairs[-2][0] == "interaction.completed"
    for name, data in pairs[:-1]:
        event = json.loads(data)
        assert list(event)[-1] == "event_type"
        assert event["event_type"] == name
        assert "event_id" not in event
    completed = json.loads(pairs[-2][1])["interaction"]
    assert list(completed) == ["id", "status", "usage", "created", "updated", "service_tier", "object", "model"]


def test_indices_are_contiguous_and_every_start_has_a_stop(client):
    events = list(client.interactions.create(model=MODEL, input="Tell me a joke", stream=True))
    started = [e.index for e in events if e.event_type == "step.start"]
    assert started == list(range(len(started)))
    assert [e.index for e in events if e.event_type == "step.stop"] == started
    thought = [e for e in events if getattr(e, "index", None) == 0]
    assert [e.event_type for e in thought] == ["step.start", "step.delta", "step.stop"]
    assert thought[1].delta.type == "thought_signature"


def test_summaries_come_only_when_asked_for(client):
    shown = client.interactions.create(model=MODEL, input="Hello", generation_config={"thinking_summaries": "auto"})
    hidden = client.interactions.create(model=MODEL, input="Hello", generation_config={"thinking_summaries": "none"})
    assert shown.steps[0].summary[0].text
    assert hidden.steps[0].summary is None
    events = list(
        client.interactions.create(model=MODEL, input="Hello", stream=True, generation_config={"thinking_summaries": "auto"})
    )
    deltas = [e.delta.type for e in events if e.event_type == "step.delta" and e.index == 0]
    assert deltas[0] == "thought_summary"
    assert deltas[-1] == "thought_signature"


def test_stream_get_and_unary_agree_on_every_step():
    url = {"type": "url_citation", "url": "https://example.org/a", "title": "example.org", "start_index": 0, "end_index": 5}
    search = {"type": "google_search_call", "arguments": {"queries": ["rivers"]}, "search_type": "web_search"}
    moves = (
        thought_move(),
        Move(search),
        Move({"type": "google_search_result", "result": [{"search_suggestions": "<div></div>"}]}),
        Move({"type": "code_execution_call", "arguments": {"language": "python", "code": "print(1)"}}),
        Move({"type": "code_execution_result", "result": "1\n", "is_error": False}),
        text_move("Größe: 3 Flüsse 🌊, überall.", annotations=[url]),
    )
    gate = Gate(*moves)
    gate.let(100)
    with serve(EmulatorConfig(speed=0), gate) as server:
        client = sdk(server)
        config = {"thinking_summaries": "auto"}
        events = list(client.interactions.create(model=MODEL, input="x", stream=True, generation_config=config))
        got = client.interactions.get(events[0].interaction.id)
        steps = [step.model_dump(exclude_none=True) for step in got.steps[1:]]
        assert [step["type"] for step in steps] == [move.step["type"] for move in moves]
        assert text_of(events) == got.output_text == "Größe: 3 Flüsse 🌊, überall."
        assert steps[2]["call_id"] == steps[1]["id"]
        assert steps[4]["call_id"] == steps[3]["id"]
        assert steps[5]["content"][0]["annotations"] == [url]
        notes = [e for e in events if e.event_type == "step.delta" and e.delta.type == "text_annotation_delta"]
        assert len(notes) == 1
        folded: dict[int, dict] = {e.index: {} for e in events if e.event_type == "step.start"}
        for event in events:
            if event.event_type == "step.start":
                folded[event.index] |= event.step.model_dump(exclude_none=True)
            elif event.event_type == "step.delta" and 1 <= event.index <= 4:
                folded[event.index] |= event.delta.model_dump(exclude_none=True)
        assert [folded[at] for at in (1, 2, 3, 4)] == steps[1:5]
        usage = got.usage
        assert usage.grounding_tool_count[0].count == 1
        assert usage.total_tool_use_tokens > 0


def test_function_calls_stream_their_arguments_and_require_action():
    gate = Gate(thought_move(), CALL, CALL)
    gate.let(100)
    with serve(EmulatorConfig(speed=0), gate) as server:
        events = list(sdk(server).interactions.create(model=MODEL, input="x", stream=True))
    calls = [e for e in events if e.event_type == "step.start" and e.step.type == "function_call"]
    assert len({call.step.id for call in calls}) == 2
    assert calls[0].step.arguments == {}
    assert calls[0].step.signature
    given = "".join(e.delta.arguments for e in events if e.event_type == "step.delta" and e.index == 1)
    assert json.loads(given) == CALL.step["arguments"]
    assert events[-1].interaction.status == "requires_action"


def test_resume_after_any_event_gives_the_rest_with_the_same_ids(client):
    stub = client.interactions.create(model=MODEL, input="Tell me a joke", background=True)
    whole = list(client.interactions.get(stub.id, stream=True))
    names = [event.event_id for event in whole]
    assert len(set(names)) == len(names)
    for at, name in enumerate(names):
        rest = list(client.interactions.get(stub.id, stream=True, last_event_id=name))
        assert [event.event_id for event in rest] == names[at + 1 :]
        assert text_of(whole[: at + 1]) + text_of(rest) == client.interactions.get(stub.id).output_text


def test_a_drop_at_every_event_is_resumed_without_loss():
    with serve(EmulatorConfig(speed=0)) as server:
        client = sdk(server)
        stub = client.interactions.create(model=MODEL, input="My name is Karthik.", background=True)
        whole = list(client.interactions.get(stub.id, stream=True))
        for at in range(1, len(whole)):
            events, fault = [], {"x-emulator-fault": f"drop {at}"}
            stream = client.interactions.create(
                model=MODEL, input="My name is Karthik.", background=True, stream=True, extra_headers=fault
            )
            with pytest.raises(gi.APIConnectionError):
                events.extend(stream)
            assert len(events) == at
            events += client.interactions.get(events[0].interaction.id, stream=True, last_event_id=events[-1].event_id)
            assert text_of(events) == text_of(whole)
            assert [e.event_type for e in events] == [e.event_type for e in whole]


def test_live_tail_and_replay_show_the_same_events():
    gate = Gate(thought_move(), text_move("one two three four five six seven"), text_move("eight"))
    with serve(EmulatorConfig(speed=0), gate) as server:
        client = sdk(server)
        stub = client.interactions.create(model=MODEL, input="Count", background=True)
        early = client.interactions.get(stub.id, stream=True)
        first = next(early)
        gate.let()
        late = client.interactions.get(stub.id, stream=True, last_event_id=first.event_id)
        gate.let(2)
        seen = [first, *early]
        assert [e.event_id for e in late] == [e.event_id for e in seen][1:]
        replayed = list(client.interactions.get(stub.id, stream=True))
        assert [e.model_dump() for e in replayed] == [e.model_dump() for e in seen]


def test_a_foreground_run_outlives_its_reader():
    gate = Gate(text_move("one"), text_move("two"))
    with serve(EmulatorConfig(speed=0), gate) as server:
        client = sdk(server)
        with client.interactions.create(model=MODEL, input="Count", stream=True) as stream:
            made = next(iter(stream)).interaction.id
        gate.let(2)
        assert list(client.interactions.get(made, stream=True))[-1].interaction.status == "completed"
        assert [step.type for step in client.interactions.get(made).steps] == ["user_input", "model_output", "model_output"]


def test_unknown_event_ids_and_events_without_a_stream_are_refused(client, http: httpx2.Client):
    stub = client.interactions.create(model=MODEL, input="Hello", background=True)
    names = [event.event_id for event in client.interactions.get(stub.id, stream=True)]
    stranger = client.interactions.create(model=MODEL, input="Hello", background=True)
    foreign = next(iter(client.interactions.get(stranger.id, stream=True))).event_id
    for name in ("nonsense", foreign, names[0].replace("ev_0", "ev_9999"), "ev_²_x", "ev_" + "9" * 5000 + "_x"):
        with pytest.raises(gi.NotFoundError):
            client.interactions.get(stub.id, stream=True, last_event_id=name)
    assert http.get(f"/v1/interactions/{stub.id}?last_event_id={names[0]}").status_code == 400
    assert http.get(f"/v1/interactions/{stub.id}?stream=maybe").status_code == 400


def test_event_ids_can_be_had_on_foreground_streams_too():
    with serve(EmulatorConfig(speed=0, event_ids=True)) as server:
        events = list(sdk(server).interactions.create(model=MODEL, input="Hello", stream=True))
        assert all(event.event_id for event in events)


def test_thirty_threads_stream_at_once(server):
    client = sdk(server)

    def told(number: int) -> str:
        events = list(client.interactions.create(model=MODEL, input=f"My name is Agent{number}.", stream=True))
        return events[0].interaction.id

    def chat(number: int) -> str:
        made = told(number)
        asked = client.interactions.create(model=MODEL, input="What is my name?", previous_interaction_id=made, stream=True)
        return text_of(list(asked))

    with ThreadPoolExecutor(30) as pool:
        for number, answer in enumerate(pool.map(chat, range(30))):
            assert f"Agent{number}" in answer


async def test_fifty_paced_streams_at_once(server):
    root = sdk(server, headers={"x-emulator-pace": "400"})
    client = root.aio

    async def chat() -> list:
        return [event async for event in await client.interactions.create(model=MODEL, input="Tell me a joke", stream=True)]

    streams = await asyncio.gather(*(chat() for _ in range(50)))
    assert len({text_of(events) for events in streams}) == 1
    assert all(events[-1].interaction.status == "completed" for events in streams)


def test_exact_pace_brings_one_token_per_delta(server):
    client = sdk(server, headers={"x-emulator-pace": "100000"})
    events = list(client.interactions.create(model=MODEL, input="Tell me a joke", stream=True))
    texts = [e for e in events if e.event_type == "step.delta" and e.delta.type == "text"]
    assert len(texts) == events[-1].interaction.usage.total_output_tokens


def test_progress_that_is_saved_beside_the_end_takes_nothing_of_it_away(monkeypatch: pytest.MonkeyPatch):
    with serve(EmulatorConfig(speed=0)) as server:
        runs, store = server._app.state.emulator.runs, server._app.state.emulator.store
        ordinary = store.call

        async def saves_progress_after_the_end(function, *args, **kwargs):
            writing = asyncio.ensure_future(ordinary(function, *args, **kwargs))
            if function == store.finish:
                await asyncio.sleep(0)  # the end is on its way to the store's thread, and comes first there
                await runs.save_progress()
            return await writing

        monkeypatch.setattr(store, "call", saves_progress_after_the_end)
        client = sdk(server)
        made = client.interactions.create(model=MODEL, input="Hello")
        events = [event.event_type for event in client.interactions.get(made.id, stream=True)]
        assert events[-1] == "interaction.completed"
        assert events.count("step.start") == len(made.steps)
