"""Presenting: every step kind has a presenter and a sample, and nothing that a server sends makes one raise."""

from __future__ import annotations

import base64
import io
import json
import wave
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.domain.made import record, records, says, thought
from workbench import catalog, registry, sse
from workbench import turn as turns
from workbench.records import StepRecord
from workbench.registry import present
from workbench.settings import Connection, Settings
from workbench.steps import OPENED_BY
from workbench.views import Activity, Chips, Code, Frame, Json, Links, Media, Notice, Text, Thought, Unknown, View

TESTS = Path(__file__).resolve().parent.parent
SAMPLES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((TESTS / "samples").glob("*.json"))}
STREAMS = sorted((TESTS / "streams").glob("*.sse"))

LIVE_ONLY = {"tool_call"}
"""Kinds that the live API sends and the SDK doesn't know."""
NOT_PRESENTED: dict[str, str] = {}
"""Step kinds of the SDK without a presenter, each with the reason. This list may shrink and never grow."""


def flat(views: tuple[View, ...]) -> list[View]:
    """All views, those inside an Activity included."""
    inner = [detail for view in views if isinstance(view, Activity) for detail in flat(view.details)]
    return [*views, *inner]


def test_every_step_kind_of_the_sdk_is_presented_or_explained():
    missing = set(catalog.step_kinds()) - set(registry.discover())
    assert missing == set(NOT_PRESENTED), f"no presenter in workbench/kinds/ for {sorted(missing - set(NOT_PRESENTED))}"


def test_every_presented_kind_has_a_sample_and_no_sample_is_left_over():
    assert set(SAMPLES) == set(registry.discover())


@pytest.mark.parametrize("kind", SAMPLES)
def test_samples_are_what_the_sdk_takes_for_this_kind(kind):
    from google.genai._gaos.types.interactions.step import Step

    parsed: Any = TypeAdapter(Step).validate_python(SAMPLES[kind])
    if kind in LIVE_ONLY:
        assert parsed.is_unknown
        return
    assert parsed.type == kind
    assert not getattr(parsed, "is_unknown", False)
    contents = getattr(parsed, "content", None) or []
    assert not any(getattr(item, "is_unknown", False) for item in contents)
    annotations = [a for item in contents for a in getattr(item, "annotations", None) or []]
    assert not any(getattr(annotation, "is_unknown", False) for annotation in annotations)


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_sample_is_presented_with_nothing_unknown(kind):
    views = present(record(SAMPLES[kind]))
    assert views
    assert not [view for view in flat(views) if isinstance(view, Unknown)]


CALLS = [kind for kind in SAMPLES if kind.endswith("_call") and kind not in LIVE_ONLY]


@pytest.mark.parametrize("kind", CALLS)
def test_a_call_shows_its_result_and_the_result_is_not_drawn_again(kind):
    call, result = records(SAMPLES[kind], SAMPLES[kind.replace("_call", "_result")])
    pending, done = present(call, [call])[0], present(call, [call, result])[0]
    assert isinstance(pending, Activity)
    assert isinstance(done, Activity)
    assert (pending.state, done.state) == ("pending", "done")
    assert done.seconds == 1.0
    assert done.call_id == SAMPLES[kind]["id"]
    assert present(result, [call, result]) == ()
    assert present(result, [result])


def test_a_failed_result_marks_its_call_as_failed():
    call, result = records(SAMPLES["function_call"], {**SAMPLES["function_result"], "is_error": True})
    (shown,) = present(call, [call, result])
    assert isinstance(shown, Activity)
    assert shown.state == "failed"


def test_parallel_calls_find_their_results_in_any_order():
    other = {**SAMPLES["function_call"], "id": "other", "arguments": {"location": "Paris"}}
    theirs = {**SAMPLES["function_result"], "call_id": "other", "result": "12 degrees"}
    steps = records(SAMPLES["function_call"], other, theirs, SAMPLES["function_result"])
    (shown,) = present(steps[1], steps)
    assert isinstance(shown, Activity)
    assert Code("12 degrees", "text", "Result") in shown.details


def test_arguments_are_shown_as_text_while_they_stream_and_as_data_when_whole():
    step = {"type": "function_call", "id": "a", "name": "f", "arguments": {}}
    (growing,) = present(record(step, state="open", arguments_text='{"city": "Par'))
    assert isinstance(growing, Activity)
    assert growing.state == "running"
    assert growing.details == (Code('{"city": "Par', "json", "Arguments"),)
    (whole,) = present(record({**step, "arguments": {"city": "Paris"}}, arguments_text='{"city": "Paris"}'))
    assert isinstance(whole, Activity)
    assert whole.details == (Json({"city": "Paris"}, "Arguments"),)


def test_a_thought_tells_summaries_signature_and_time():
    assert present(record(thought(text="**Plan**\n\nDo it.\n\n"))) == (Thought(("**Plan**\n\nDo it.",), True, False, 1.0),)
    unsigned = {"type": "thought"}
    assert present(record(unsigned, state="open", ended_ms=None)) == (Thought((), False, True, None),)


def test_summaries_that_run_into_each_other_are_told_apart_by_their_titles():
    together = thought(text="**Looking**\n\nI look at **both** names.**Deciding**\n\nThe first.\n\n\n**Writing**\n\nNow.")
    (shown,) = present(record(together))
    assert isinstance(shown, Thought)
    assert shown.summaries == ("**Looking**\n\nI look at **both** names.", "**Deciding**\n\nThe first.", "**Writing**\n\nNow.")


def test_answers_carry_numbered_sources_through_all_their_texts():
    views = present(record(SAMPLES["model_output"]))
    text = views[0]
    assert isinstance(text, Text)
    assert text.markdown == "Die Brücke in Köln heißt Hohenzollernbrücke. [1][3] It was opened in 1911. [2]"
    assert [citation.number for citation in text.citations] == [1, 2, 3]


def test_chips_wait_until_the_step_is_closed_so_that_drawn_text_stays():
    (open_text, *_) = present(record(SAMPLES["model_output"], state="open"))
    assert open_text == Text(SAMPLES["model_output"]["content"][0]["text"])


def test_media_are_decoded_and_raw_samples_get_the_header_of_a_wav_file():
    image, audio, video, document = (view for view in present(record(SAMPLES["model_output"])) if isinstance(view, Media))
    assert image.data is not None
    assert image.data.startswith(b"\x89PNG")
    assert audio.data is not None
    assert (audio.mime_type, audio.data[:4], audio.data[8:12]) == ("audio/wav", b"RIFF", b"WAVE")
    assert (video.data, video.uri) == (None, "https://example.org/files/abc")
    assert document.mime_type == "application/pdf"


@pytest.mark.parametrize(
    ("more", "rate", "channels"),
    [
        ({}, 24_000, 1),
        ({"mime_type": "audio/L16;rate=16000; channels=2"}, 16_000, 2),
        ({"mime_type": "audio/l16;rate=16000", "sample_rate": 48_000, "channels": 2}, 48_000, 2),
        ({"mime_type": "audio/pcm;rate=0", "sample_rate": -1, "channels": 10**9}, 24_000, 1),
    ],
)
def test_raw_samples_are_played_at_the_rate_they_name(more, rate, channels):
    item = {"type": "audio", "mime_type": "audio/l16", "data": "AAAQACAAEAA=", **more}
    (shown,) = present(record({"type": "model_output", "content": [item]}))
    assert isinstance(shown, Media)
    assert shown.data is not None
    with wave.open(io.BytesIO(shown.data)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (rate, channels, 2)
        assert sound.readframes(9)[:8] == base64.b64decode("AAAQACAAEAA=")


def test_words_of_a_transcription_are_lines_by_speaker_and_pause():
    said = [("Guten", 0.0, 0.4, "A"), ("Tag", 0.4, 0.8, "A"), ("Hallo", 1.0, 1.5, "B"), ("Spät", 61.0, 61.5, "B")]
    words = [
        {"type": "word_info", "text": text, "start_offset": f"{start:.3f}s", "end_offset": f"{end:.3f}s", "speaker": speaker}
        for text, start, end, speaker in said
    ]
    text, lines = present(record(says("Guten Tag Hallo Spät", annotations=words)))
    assert text == Text("Guten Tag Hallo Spät")
    assert lines == Code("0:00.0-0:00.8  A: Guten Tag\n0:01.0-0:01.5  B: Hallo\n1:01.0-1:01.5  B: Spät", "text", "Word timings")


def test_a_remote_call_that_the_service_hides_is_told_and_one_that_says_more_is_shown_whole():
    (hidden,) = present(record(SAMPLES["tool_call"]))
    assert isinstance(hidden, Activity)
    assert hidden.state == "done"
    assert isinstance(hidden.details[0], Notice)
    more = {**SAMPLES["tool_call"], "arguments": {"a": 1}}
    assert present(record(more)) == (Unknown("tool_call", more),)


def test_an_error_inside_a_step_is_a_notice():
    step = {**says("As far as"), "error": {"code": 3, "message": "The tool call was malformed."}}
    assert present(record(step))[-1] == Notice(
        "error", "The model could not finish this answer (code 3)", "The tool call was malformed."
    )


def test_search_shows_queries_as_chips_and_suggestions_in_a_frame():
    call, result = records(SAMPLES["google_search_call"], SAMPLES["google_search_result"])
    (shown,) = present(call, [call, result])
    assert isinstance(shown, Activity)
    chips, frame = shown.details
    assert isinstance(chips, Chips)
    assert isinstance(frame, Frame)
    assert chips.items == ("tallest bridge Cologne", "Hohenzollernbrücke opened")
    assert "search?q=bridge" in frame.html


def test_each_page_that_was_read_tells_how_that_went():
    call, result = records(SAMPLES["url_context_call"], SAMPLES["url_context_result"])
    (shown,) = present(call, [call, result])
    assert isinstance(shown, Activity)
    (links,) = shown.details
    assert isinstance(links, Links)
    assert [link.note for link in links.items] == ["read", "behind a paywall"]


@pytest.mark.parametrize("tag", ["hologram", None, 7])
def test_what_nobody_presents_is_shown_whole(tag):
    step = {"type": tag, "id": "a", "secret": [1, 2]}
    assert present(record(step)) == (Unknown(str(tag), step),)


def test_two_presenters_for_one_kind_are_refused():
    registry.discover()
    with pytest.raises(ValueError, match="Two presenters for 'thought'"):
        registry.presents("thought")(lambda step, steps: ())


# JSON of any shape, in the places where presenters look


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.sampled_from(["text", "image", "data:", "AAAA"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["type", "text", "data", "url"]), inner)
    ),
    max_leaves=6,
)
FIELDS = ["content", "summary", "signature", "arguments", "result", "call_id", "id", "name", "is_error", "error", "search_type"]


@st.composite
def strange_records(draw: st.DrawFn) -> StepRecord:
    step = draw(st.dictionaries(st.sampled_from(FIELDS), JSON))
    kind = draw(st.sampled_from(registry.discover()))
    states = st.sampled_from(["open", "closed"])
    return record({**step, "type": kind}, state=draw(states), arguments_text=draw(st.sampled_from(["", "{", '{"a": 1}'])))


@settings(max_examples=200)
@given(st.lists(strange_records(), min_size=1, max_size=3))
def test_no_step_of_any_shape_makes_a_presenter_raise(steps):
    for one in steps:
        assert isinstance(present(one, steps), tuple)


def wire_events(path: Path) -> list[dict[str, Any]]:
    decoder = sse.Decoder()
    found = decoder.feed(path.read_bytes()) + decoder.flush()
    return [json.loads(data) for data in found if data != sse.DONE]


@pytest.mark.parametrize("path", STREAMS, ids=lambda path: path.stem)
def test_every_prefix_of_every_stream_folds_and_presents(path):
    events = wire_events(path)
    for length in range(len(events) + 1):
        turn = turns.new_turn(conversation_id="c", prompt=[], settings=Settings(), connection=Connection(), request={})
        for at_ms, event in enumerate(events[:length]):
            turns.apply(turn, event, float(at_ms))
        drawn = [present(one, turn["steps"]) for one in turn["steps"]]
        turns.finish(turn)
        assert len([present(one, turn["steps"]) for one in turn["steps"]]) == len(drawn)


@pytest.mark.parametrize("path", [path for path in STREAMS if path.stem != "unknown_kinds"], ids=lambda path: path.stem)
def test_streams_with_known_kinds_end_with_nothing_unknown(path):
    turn = turns.new_turn(conversation_id="c", prompt=[], settings=Settings(), connection=Connection(), request={})
    for at_ms, event in enumerate(wire_events(path)):
        turns.apply(turn, event, float(at_ms))
    turns.finish(turn)
    shown = [view for one in turn["steps"] for view in flat(present(one, turn["steps"]))]
    assert shown
    assert not [view for view in shown if isinstance(view, Unknown)]


MEDIA_DATA = {"data": "AAAA", "mime_type": "image/png"}
DELTAS: dict[str, dict[str, Any]] = {
    "text": {"text": "Hello"},
    "text_annotation_delta": {"annotations": [{"type": "url_citation", "url": "https://x", "start_index": 0, "end_index": 1}]},
    "thought_summary": {"content": {"type": "text", "text": "I think."}},
    "thought_signature": {"signature": "c2ln"},
    "arguments_delta": {"arguments": '{"city": "Köln"}'},
    "image": MEDIA_DATA,
    "audio": {**MEDIA_DATA, "mime_type": "audio/l16"},
    "video": {"uri": "https://example.org/files/abc"},
    "document": {**MEDIA_DATA, "mime_type": "application/pdf"},
    "file_search_result": {"call_id": "a", "result": [{}]},
}
"""What a delta carries, for the kinds that no step is named after or whose step carries less."""


@pytest.mark.parametrize("kind", catalog.delta_kinds())
@pytest.mark.parametrize("started", [True, False], ids=["started", "bare"])
def test_every_delta_kind_of_the_sdk_is_folded_and_presented(kind, started):
    from google.genai._gaos.types.interactions.stepdeltadata import StepDeltaData

    content = DELTAS.get(kind) or {key: value for key, value in SAMPLES[kind].items() if key != "type"}
    delta = {**content, "type": kind}
    parsed: Any = TypeAdapter(StepDeltaData).validate_python(delta)
    assert (parsed.type, getattr(parsed, "is_unknown", False)) == (kind, False)
    step = {"type": OPENED_BY.get(kind, kind), "call_id" if kind.endswith("_result") else "id": "a"}
    events = [{"index": 0, "step": step, "event_type": "step.start"}] if started else []
    if kind == "text_annotation_delta":
        events += [{"index": 0, "delta": {"type": "text", "text": "Hello"}, "event_type": "step.delta"}]
    events += [{"index": 0, "delta": delta, "event_type": "step.delta"}, {"index": 0, "event_type": "step.stop"}]
    turn = turns.new_turn(conversation_id="c", prompt=[], settings=Settings(), connection=Connection(), request={})
    for at_ms, event in enumerate(events):
        turns.apply(turn, event, float(at_ms))
    (folded,) = turn["steps"]
    assert folded["state"] == "closed"
    views = present(folded, turn["steps"])
    assert views
    assert not [view for view in flat(views) if isinstance(view, Unknown)]


def is_known(event: dict[str, Any]) -> bool:
    step, delta = event.get("step", {}), event.get("delta", {})
    return (
        event["event_type"] in catalog.event_kinds()
        and step.get("type", "thought") in catalog.step_kinds()
        and delta.get("type", "text") in catalog.delta_kinds()
    )


@pytest.mark.parametrize("path", STREAMS, ids=lambda path: path.stem)
def test_every_stream_speaks_as_the_sdk_knows_it_except_the_one_that_is_not_meant_to(path):
    assert all(is_known(event) for event in wire_events(path)) == (path.stem != "unknown_kinds")
