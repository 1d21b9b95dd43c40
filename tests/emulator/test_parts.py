"""The small parts by themselves: tokens, ids, cuts, pace, faults' short forms."""

import contextlib
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulator import ids, tokens
from emulator.cut import Cut
from emulator.errors import ApiError
from emulator.faults import Fault, parse
from emulator.listen import listen
from emulator.models import LEVELS
from emulator.pace import Pace
from emulator.validate import check

LAX = settings(deadline=None)


@LAX
@given(st.text(max_size=300))
def test_tokens_joined_are_the_text(text):
    assert "".join(tokens.pieces(text)) == text


def test_english_has_about_four_characters_a_token():
    text = "The quick brown fox jumps over the lazy dog, and nobody in the village was surprised to see it happen. " * 5
    assert 3.3 < len(text) / tokens.count(text) < 5


def test_ids_carry_their_root():
    root, own = ids.new_root(), ids.new_root()
    assert ids.root_of(ids.interaction_id(root, own)) == root
    assert ids.root_of("v1_!!") is None
    assert ids.root_of("") is None


def test_event_ids_belong_to_one_interaction():
    assert ids.event_number("a", ids.event_id("a", 7)) == 7
    assert ids.event_number("b", ids.event_id("a", 7)) is None


@LAX
@given(st.text(max_size=200), st.integers(1, 30), st.integers(1, 30))
def test_hops_put_together_are_the_whole_and_no_hop_is_too_long(text, hop, limit):
    size = tokens.count(text)
    parts, skip = [], 0
    while True:
        cut = Cut(None, hop, skip)
        kept = cut.shorten([{"type": "text", "text": text}], ())
        parts += [part["text"] for part in kept]
        assert sum(tokens.count(part["text"]) for part in kept) <= max(hop, size and 1)
        if not cut.reached:
            break
        skip += hop
    assert "".join(parts) == text
    cut = Cut(limit, None, 0)
    kept = cut.shorten([{"type": "text", "text": text}], ())
    assert sum(tokens.count(part["text"]) for part in kept) == min(limit, size)
    assert cut.reached == (size > limit)


def test_annotations_beyond_a_cut_are_dropped():
    notes = [{"start_index": 0, "end_index": 3}, {"start_index": 0, "end_index": 300}]
    content = {"type": "text", "text": "one two three four", "annotations": notes}
    assert Cut(2, None, 0).shorten([content], ())[0]["annotations"] == notes[:1]
    assert Cut(9, None, 0).shorten([content], ()) == [content]


def test_an_exact_pace_has_no_pauses_and_a_human_one_scales():
    exact, human, fast, none = Pace(1, 50.0), Pace(1.0), Pace(2.0), Pace(0)
    assert exact.before_thought(3, True) == 0
    assert {delay for delay, _ in exact.chunks("a b c d")} == {1 / 50}
    assert human.before_thought(0, True) == pytest.approx(0.4)
    assert fast.before_thought(0, True) == pytest.approx(0.2)
    spoken = list(human.chunks("word " * 140))
    assert sum(delay for delay, _ in spoken) == pytest.approx(2, rel=0.1)
    assert {delay for delay, _ in none.chunks("word " * 40)} == {0}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("429", Fault("status", status=429)),
        ("503 x2", Fault("status", status=503, times=2)),
        ("429; retry-after=1", Fault("status", status=429, retry_after="1")),
        ("drop 5", Fault("drop", after=5)),
        ("slow 0.5", Fault("slow", delay=0.5)),
        ("continue 30", Fault("continue", tokens=30)),
        ('{"fault": "error", "after": 2, "code": "x", "message": "y"}', Fault("error", after=2, code="x", message="y")),
        ("html path=/models method=GET", Fault("html", path="/models", method="GET")),
    ],
)
def test_short_forms_mean_what_they_say(text, fault):
    assert parse(text) == fault


@pytest.mark.parametrize("model", LEVELS)
def test_each_model_takes_its_levels_and_refuses_the_others_with_the_list(model):
    for level in ("minimal", "low", "medium", "high", "xhigh"):
        body = {"model": model, "input": "x", "generation_config": {"thinking_level": level}}
        if level in LEVELS[model][0]:
            check(body)
        else:
            with pytest.raises(
                ApiError, match=f"'{level}' is not a supported thinking level for this model. Allowed values are: "
            ):
                check(body)
    assert LEVELS[model][1] in LEVELS[model][0]


def test_small_pieces_are_sent_without_waiting_for_each_other():
    with contextlib.closing(listen("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()) as client:
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert client.recv(1) == b""
