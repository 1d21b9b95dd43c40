"""What wire events make of a turn."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.engine import made
from workbench import turn as turns
from workbench.records import ENDED, WireEvent
from workbench.steps import copy_record


def wire_steps(turn: Any) -> list[Any]:
    return [record["step"] for record in turn["steps"]]


def test_a_streamed_answer_becomes_the_steps_a_unary_one_would_carry():
    turn = made.folded(*made.thinking_answer())
    assert wire_steps(turn) == [
        {
            "type": "thought",
            "summary": [
                {"text": "**Weighing options**\n\nI'm looking at it.\n\n\n", "type": "text"},
                {"text": "**Deciding**\n\nNow.", "type": "text"},
            ],
            "signature": "CiQBDDnW",
        },
        {
            "type": "model_output",
            "content": [
                {
                    "text": "I'm doing great, thank you — and you?",
                    "type": "text",
                    "annotations": [{"start_index": 0, "end_index": 3, "url": "https://x", "type": "url_citation"}],
                }
            ],
        },
    ]
    assert turn["state"] == "done"
    assert turns.answer_text(turn) == "I'm doing great, thank you — and you?"


def test_the_head_of_the_interaction_is_taken_over():
    turn = made.folded(*made.thinking_answer())
    assert (turn["interaction_id"], turn["status"], turn["service_tier"]) == (made.ID, "completed", "standard")
    assert turn["usage"] == made.usage()


def test_times_tell_the_first_byte_the_first_thought_the_first_text_and_the_end():
    turn = made.folded(*made.thinking_answer())
    assert turn["timings"] == {"first_byte": 0.0, "first_thought": 2.0, "first_text": 9.0, "end": 13.0}
    assert [(record["started_ms"], record["ended_ms"]) for record in turn["steps"]] == [(2.0, 7.0), (8.0, 12.0)]


def test_arguments_stay_text_until_their_step_stops():
    events = made.tool_answer()
    before = made.folded(*events[:9])
    assert before["steps"][2]["arguments_text"] == '{"location":"San '
    assert before["steps"][2]["step"]["arguments"] == {}
    after = made.folded(*events)
    assert after["steps"][2]["step"]["arguments"] == {"location": "San Francisco"}
    assert after["state"] == "needs_action"


def test_arguments_that_are_not_json_stay_text_and_say_so():
    turn = made.folded(
        made.start(0, type="function_call", name="f", arguments={}),
        made.delta(0, arguments="{oops", type="arguments_delta"),
        made.stop(0),
    )
    assert turn["steps"][0]["arguments_text"] == "{oops"
    assert turn["steps"][0]["step"]["arguments"] == {}
    assert any("'f' are not JSON" in note for note in turn["notes"])


@pytest.mark.parametrize("kind", ["image", "audio", "video", "document"])
def test_media_deltas_append_whole_content(kind: str):
    item = {"type": kind, "mime_type": "x/y", "data": "AAAA"}
    turn = made.folded(made.start(0, type="model_output"), made.text(0, "see"), made.delta(0, **item), made.text(0, "and"))
    assert wire_steps(turn)[0]["content"] == [{"text": "see", "type": "text"}, item, {"text": "and", "type": "text"}]


def test_a_delta_kind_nobody_knows_carries_whole_fields():
    turn = made.folded(made.start(0, type="quantum_call", id="q"), made.delta(0, type="quantum_call", spin=[1, 2]), made.stop(0))
    assert wire_steps(turn) == [{"type": "quantum_call", "id": "q", "spin": [1, 2]}]


def test_steps_may_grow_side_by_side():
    turn = made.folded(
        made.start(0, type="model_output"),
        made.start(1, type="model_output"),
        made.text(0, "a"),
        made.text(1, "b"),
        made.text(0, "c"),
    )
    assert [turns.answer_text(turn), len(turn["steps"])] == ["acb", 2]


def test_a_delta_without_a_start_opens_its_step():
    turn = made.folded(made.text(0, "hello"))
    assert wire_steps(turn) == [{"type": "model_output", "content": [{"text": "hello", "type": "text"}]}]
    assert "Step 0 came without a start." in turn["notes"]


def test_a_closed_step_is_never_changed_again():
    turn = made.folded(made.start(0, type="model_output"), made.text(0, "done"), made.stop(0))
    frozen = copy.deepcopy(turn["steps"][0])
    for late in (made.text(0, " more"), made.stop(0), made.start(0, type="thought")):
        turns.apply(turn, late, 9.0)
    assert turn["steps"] == [frozen]
    assert turn["notes"]


def test_a_copy_of_an_open_step_does_not_grow_with_it():
    turn = made.folded(made.start(0, type="model_output"), made.text(0, "one"))
    copied = copy_record(turn["steps"][0])
    turns.apply(turn, made.text(0, " two"), 5.0)
    assert copied["step"]["content"][0]["text"] == "one"
    turns.apply(turn, made.stop(0), 6.0)
    assert copy_record(turn["steps"][0]) is turn["steps"][0]


def test_events_given_are_not_changed():
    events = made.thinking_answer() + made.tool_answer()
    before = copy.deepcopy(events)
    made.folded(*events)
    assert events == before


def test_unknown_events_and_lines_that_are_not_json_are_noted():
    turn = made.folded(made.created(), {"event_type": "interaction.sneezed"}, {"event_type": turns.NOT_JSON, "data": "oops"})
    assert ["sneezed" in turn["notes"][0], "oops" in turn["notes"][1]] == [True, True]
    assert turn["state"] == "streaming"


def test_an_error_event_is_a_problem_and_what_came_is_kept():
    turn = made.folded(
        made.created(),
        made.text(0, "half"),
        {"error": {"message": "Deadline expired.", "code": "gateway_timeout"}, "event_type": "error"},
    )
    turns.finish(turn, 9.0)
    assert turn["state"] == "failed"
    assert turn["problem"] is not None
    assert (turn["problem"]["code"], turn["problem"]["message"]) == ("gateway_timeout", "Deadline expired.")
    assert turns.answer_text(turn) == "half"


def test_an_error_object_without_an_event_type_is_an_error_too():
    turn = made.folded({"error": {"message": "No.", "code": "api_error"}})
    assert turn["problem"] is not None
    assert turn["problem"]["message"] == "No."


def test_a_completion_after_an_error_event_wins():
    turn = made.folded(made.created(), {"event_type": "error", "error": {"code": "x", "message": "hiccup"}}, made.completed())
    assert turn["problem"] is None
    assert turn["state"] == "done"
    assert any("hiccup" in note for note in turn["notes"])


@pytest.mark.parametrize(
    ("final", "state"),
    [
        ("completed", "done"),
        ("incomplete", "done"),
        ("budget_exceeded", "done"),
        ("requires_action", "needs_action"),
        ("failed", "failed"),
        ("cancelled", "stopped"),
        ("queued", "streaming"),
        ("brand_new", "streaming"),
    ],
)
def test_every_status_has_its_state(final: str, state: str):
    assert made.folded(made.created(), made.completed(status=final))["state"] == state


def test_a_failed_interaction_says_why():
    turn = made.folded(made.created(), made.completed(status="failed", errors=[{"code": "safety", "message": "Blocked output."}]))
    assert turn["problem"] is not None
    assert (turn["problem"]["message"], turn["problem"]["retryable"]) == ("Blocked output.", False)


def test_the_same_event_id_twice_in_a_row_counts_once():
    event = made.text(0, "x") | {"event_id": "ev_2"}
    turn = made.folded(made.start(0, type="model_output") | {"event_id": "ev_1"}, event, event)
    assert turns.answer_text(turn) == "x"
    assert turn["last_event_id"] == "ev_2"


def test_store_false_streams_carry_an_empty_id_that_is_no_id():
    turn = made.folded(made.created(""), made.completed(""))
    assert turn["interaction_id"] is None


def test_hops_of_a_long_answer_follow_one_another():
    hop = [made.start(0, type="model_output"), made.text(0, "part "), made.stop(0)]
    turn = made.folded(
        made.created("v1_1"),
        *hop,
        made.completed("v1_1", status="requires_continuation"),
        made.created("v1_2"),
        *hop,
        made.completed("v1_2"),
    )
    assert turns.answer_text(turn) == "part part "
    assert [record["index"] for record in turn["steps"]] == [0, 1]
    assert turn["interaction_id"] == "v1_2"
    assert turn["usage"] == made.usage(14, 52, 230)


def test_a_fetched_interaction_replaces_the_steps_but_keeps_what_only_the_stream_knew():
    turn = made.folded(*made.thinking_answer()[:10])
    final = [
        {"type": "user_input", "content": [{"type": "text", "text": "Hi"}]},
        {"type": "thought", "summary": []},
        {"type": "model_output", "content": [{"type": "text", "text": "All of it."}]},
    ]
    turns.apply(
        turn, {"event_type": turns.RESPONSE, "interaction": {"status": "completed", "steps": final, "usage": made.usage()}}, 50.0
    )
    assert turn["steps"][0]["step"]["signature"] == "CiQBDDnW"
    assert turn["steps"][0]["started_ms"] == 2.0
    assert turns.answer_text(turn) == "All of it."
    assert (turn["state"], turn["interaction_id"]) == ("done", made.ID)


def test_a_fetched_interaction_without_steps_takes_nothing_away():
    turn = made.folded(*made.thinking_answer()[:12])
    turns.apply(turn, {"event_type": turns.RESPONSE, "interaction": {"id": made.ID, "status": "completed"}}, 50.0)
    assert turns.answer_text(turn) == "I'm doing great, thank you — and you?"


def test_a_cancelled_interaction_that_is_fetched_keeps_the_longer_text():
    turn = made.folded(made.created(), made.start(0, type="model_output"), made.text(0, "A long text."))
    steps = [{"type": "model_output", "content": [{"type": "text", "text": "A"}]}]
    turns.apply(turn, {"event_type": turns.RESPONSE, "interaction": {"status": "cancelled", "steps": steps}}, 9.0)
    turns.finish(turn, 9.0)
    assert (turns.answer_text(turn), turn["state"]) == ("A long text.", "stopped")


def test_what_may_be_sent_back_of_a_stopped_turn():
    turn = made.folded(
        made.start(0, type="thought"),
        made.delta(0, type="thought_signature", signature="s"),
        made.stop(0),
        made.start(1, type="thought"),
        made.delta(1, type="thought_summary", content={"type": "text", "text": "hm"}),
        made.stop(1),
        made.start(2, type="model_output"),
        made.stop(2),
        made.start(3, type="model_output"),
        made.text(3, "partial"),
        made.start(4, type="function_call", name="f", id="1", arguments={}),
        made.delta(4, type="arguments_delta", arguments='{"a'),
    )
    turn["state"] = "stopped"
    turns.finish(turn, 99.0)
    assert turns.output_steps(turn) == [
        {"type": "thought", "signature": "s"},
        {"type": "model_output", "content": [{"type": "text", "text": "partial"}]},
    ]
    assert [record["state"] for record in turn["steps"]] == ["closed"] * 5
    assert turn["notes"] == []


def test_a_whole_answer_may_be_sent_back_as_it_came():
    turn = made.folded(*made.tool_answer())
    assert turns.output_steps(turn) == wire_steps(turn)


def test_a_turn_is_plain_json_all_the_way():
    turn = made.folded(*made.thinking_answer())
    assert json.loads(json.dumps(turn)) == turn


def test_a_turn_as_of_an_event_is_the_fold_of_what_came_until_then():
    events = list(enumerate(made.thinking_answer()))
    turn = made.folded(*[event for _, event in events])
    assert turns.as_of(turn, [(float(at), event) for at, event in events])["steps"] == turn["steps"]
    early = turns.as_of(turn, [(float(at), event) for at, event in events[:10]])
    assert (turns.answer_text(early), early["state"], early["usage"]) == ("I'm doing great, ", "streaming", None)
    assert turn["state"] == "done"


@pytest.mark.parametrize("stream", [made.thinking_answer(), made.tool_answer()], ids=["thinking", "tools"])
def test_every_prefix_of_a_stream_folds_and_finishes(stream: list[WireEvent]):
    for length in range(len(stream) + 1):
        turn = made.folded(*stream[:length])
        turns.finish(turn, 99.0)
        assert turn["state"] in ENDED
        assert all(record["state"] == "closed" for record in turn["steps"])
        json.dumps(turn)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 5) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "text", "content", "id", "a"]), inner, max_size=3)
    ),
    max_leaves=6,
)
KINDS = [
    "step.start",
    "step.delta",
    "step.stop",
    "interaction.created",
    "interaction.completed",
    "interaction.status_update",
    "error",
    turns.RESPONSE,
    turns.RESTART,
    turns.NOT_JSON,
    "new.kind",
]
DELTAS = [
    "text",
    "thought_summary",
    "thought_signature",
    "arguments_delta",
    "text_annotation_delta",
    "image",
    "google_search_call",
    "odd",
]
STRANGE = st.fixed_dictionaries(
    {"event_type": st.sampled_from(KINDS)},
    optional={
        "index": st.integers(-1, 3) | JSON,
        "delta": st.fixed_dictionaries(
            {"type": st.sampled_from(DELTAS)},
            optional={"text": JSON, "content": JSON, "arguments": JSON, "annotations": JSON, "signature": JSON, "result": JSON},
        )
        | JSON,
        "step": st.fixed_dictionaries(
            {"type": st.sampled_from(["thought", "model_output", "function_call"])}, optional={"content": JSON, "summary": JSON}
        )
        | JSON,
        "interaction": st.fixed_dictionaries(
            {},
            optional={
                "id": JSON,
                "status": st.sampled_from(["completed", "failed", "in_progress"]) | JSON,
                "usage": JSON,
                "steps": JSON,
                "errors": JSON,
            },
        )
        | JSON,
        "error": JSON,
        "status": JSON,
        "usage": JSON,
        "event_id": st.sampled_from(["e1", "e2"]) | JSON,
        "data": JSON,
    },
)


@given(st.lists(STRANGE, max_size=12))
@example([{"event_type": "step.start", "index": 0, "step": {"type": []}}])
@settings(max_examples=150, deadline=None)
def test_no_stream_however_strange_breaks_the_fold(events: list[WireEvent]):
    turn = made.folded(*events)
    turns.answer_text(turn)
    turns.finish(turn, 99.0)
    turns.output_steps(turn)
    assert turn["state"] in ENDED
    json.dumps(turn)
