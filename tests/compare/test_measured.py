"""What is measured is what crossed the network: held against the emulator's own log, for every kind of lane."""

from __future__ import annotations

import json

import pytest

from tests.compare import made
from workbench import compare
from workbench.compare import files, stats, wireview
from workbench.compare.model import LANE_KINDS
from workbench.compare.results import TOKENS


def requests_of(emulator, kinds):
    """The emulator's log of posts, oldest first."""
    return [request for request in emulator.requests if request.method == "POST"]


@pytest.mark.parametrize("kind", LANE_KINDS)
def test_the_bytes_measured_are_the_bytes_that_the_server_saw(kind, store, connection, emulator):
    found = made.compared(store, connection, made.plan(kind))
    logged = requests_of(emulator, [kind])
    assert made.states(found, found.lanes[0]) == ["done"] * 3
    assert [outcome.measure.bytes_out for outcome in found.outcomes] == [request.received for request in logged]
    assert [outcome.measure.bytes_in for outcome in found.outcomes] == [request.sent for request in logged]
    assert [outcome.measure.requests for outcome in found.outcomes] == [1, 1, 1]
    assert all(outcome.check is not None and outcome.check.passed for outcome in found.outcomes[1:])


def test_lanes_differ_in_what_they_send_and_agree_in_what_they_answer(store, connection):
    found = made.compared(store, connection, made.plan(*made.OWN))
    answers = [[outcome.answer for outcome in found.of(lane.id)] for lane in found.lanes]
    assert answers == [answers[0]] * 4
    stateful, stateless, store_off, classic = (
        [outcome.measure.bytes_out or 0 for outcome in found.of(lane.id)] for lane in found.lanes
    )
    assert stateful[2] < stateful[0] + 100
    for resending in (stateless, store_off, classic):
        assert resending[0] < resending[1] < resending[2]


def test_the_frameworks_answer_like_the_other_lanes_and_hold_no_key(store, connection, emulator):
    found = made.compared(store, connection, made.plan("stateful", "agno", "adk"))
    answers = [[outcome.answer for outcome in found.of(lane.id)] for lane in found.lanes]
    assert answers == [answers[0]] * 3
    agents = {request.header("x-goog-api-client") or "" for request in requests_of(emulator, [])}
    assert any("agno" in agent for agent in agents)
    assert any("google-adk" in agent for agent in agents)
    assert "test-key" not in files.to_json(store, found)


def test_totals_are_the_sums_of_the_turns(store, connection):
    found = made.compared(store, connection, made.plan(*made.OWN, repeats=2))
    for lane in found.lanes:
        for key in ("bytes_out", "bytes_in", "output_tokens", "cost_usd", "total_ms"):
            spread = stats.spread(found, lane.id, stats.BY_KEY[key])
            each = [sum(getattr(o.measure, key) for o in found.of(lane.id, repeat)) for repeat in (0, 1)]
            assert list(spread.values) == pytest.approx(each)
            assert stats.running_totals(found, lane.id, stats.BY_KEY[key])[-1] == pytest.approx(sum(each) / 2)


def test_figures_are_those_of_the_turns_in_the_store(store, connection):
    found = made.compared(store, connection, made.plan(*made.OWN))
    for outcome in found.outcomes:
        turn = store.turn(outcome.turn_id)
        assert (turn["page"], turn["conversation_id"]) == ("compare", found.id)
        assert outcome.measure.output_tokens == turn["usage"]["total_output_tokens"]
        assert outcome.measure.first_text_ms == turn["timings"]["first_text"]
        assert all(getattr(outcome.measure, name) is not None for name in TOKENS if name != "tool_tokens")


def test_a_refused_request_that_was_sent_again_counts_as_a_retry(store, connection, emulator):
    emulator.inject({"status": 503, "contains": "What do I like", "times": 1})
    found = made.compared(store, connection, made.plan("stateful"))
    assert [outcome.measure.retries for outcome in found.outcomes] == [0, 0, 1]
    sent = [request.received for request in requests_of(emulator, []) if b"What do I like" in request.body]
    assert len(sent) == 2
    assert found.outcomes[2].measure.bytes_out == sum(sent)


def test_a_cached_document_shows_in_stateless_and_stateful_lanes_alike(store, connection):
    long = "\n".join(f"Section {n}: lighthouse number {n} stands on cliff {n * 7} and burns {n * 3} lamps." for n in range(330))
    script = made.texts(f"Summarise this text:\n\n{long}", "What did I ask first?")
    found = made.compared(store, connection, made.plan("stateful", "stateless", "generate_content", script=script))
    for lane in found.lanes:
        first, second = found.of(lane.id)
        assert not first.measure.too_short_to_cache
        assert first.measure.cached_tokens == 0
        assert (second.measure.cached_tokens or 0) > 4096
        assert 0.8 < (second.measure.cached_share or 0) <= 1
    stateful, stateless, _ = (found.of(lane.id)[1].measure for lane in found.lanes)
    assert (stateful.input_tokens or 0) < 20 < 4096 < (stateless.input_tokens or 0)
    assert stateful.context_tokens == pytest.approx(stateless.context_tokens, rel=0.02)
    assert stateful.cost_context_usd == pytest.approx(stateless.cost_usd, rel=0.1)
    assert (stateful.cost_usd or 0) <= (stateful.cost_context_usd or 0)


def test_the_wire_view_shows_each_request_with_parts_that_add_up(store, connection, emulator):
    found = made.compared(store, connection, made.plan(*made.OWN))
    wires = {wire.lane_id: wire for wire in wireview.view(store, found, 0, 2)}
    for lane in found.lanes:
        wire = wires[lane.id]
        assert wire.bytes_out == found.of(lane.id)[2].measure.bytes_out
        for request in wire.requests:
            assert sum(piece.bytes for piece in request.pieces) == request.bytes_out
            assert all(piece.bytes >= 0 for piece in request.pieces)
            assert "test-key" not in json.dumps(request.body)
    assert max(wire.share for wire in wires.values()) == 1.0
    labels = {lane.kind: {piece.label for piece in wires[lane.id].requests[0].pieces} for lane in found.lanes}
    assert "previous_interaction_id" in labels["stateful"]
    assert wireview.EARLIER in labels["stateless"] & labels["generate_content"]
    assert wireview.EARLIER not in labels["stateful"]


def test_lanes_begin_apart_for_the_cache_unless_told_otherwise(store, connection, emulator):
    made.compared(store, connection, made.plan("stateful", "stateless"))
    firsts = {request.json["system_instruction"] for request in requests_of(emulator, [])}
    assert len(firsts) == 2
    assert compare.listed(store)[0].lanes == 2
