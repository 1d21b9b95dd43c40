"""Figures, judgements and the verdict: from numbers only, and never more than they bear. And the difference of two answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare import made
from workbench.compare import diff, lanes, shown, stats, verdict, wireview
from workbench.compare.lead import lead
from workbench.compare.results import OFFLINE_SENTENCE, Measure
from workbench.compare.stats import BY_KEY, Spread, judge
from workbench.settings import Settings

BYTES, FIRST, CACHED = BY_KEY["bytes_out"], BY_KEY["first_text_ms"], BY_KEY["cached_tokens"]


@pytest.mark.parametrize(
    ("metric", "own", "base", "judgement"),
    [
        (BYTES, (100,), (200,), "better"),
        (BYTES, (300,), (200,), "worse"),
        (BYTES, (201,), (200,), "unclear"),
        (BYTES, (200,), (200,), "same"),
        (BYTES, (), (200,), "unknown"),
        (CACHED, (5000,), (100,), "better"),
        (FIRST, (100,), (900,), "unclear"),
        (FIRST, (100, 110, 120), (900, 950, 960), "unclear"),
        (FIRST, (100, 110, 120, 130), (900, 950, 960, 970), "better"),
        (FIRST, (900, 950, 960, 970), (100, 110, 120, 130), "worse"),
        (FIRST, (100, 110, 120, 950), (900, 950, 960, 970), "unclear"),
        (BYTES, (100, 300), (200, 250), "unclear"),
        (BY_KEY["output_tokens"], (100,), (900,), "unknown"),
        (BY_KEY["output_tokens"], (100,), (100,), "same"),
    ],
)
def test_a_difference_counts_only_where_the_measurements_bear_it(metric, own, base, judgement):
    assert judge(metric, Spread(own), Spread(base))[0] == judgement


@pytest.mark.parametrize(
    ("value", "said"),
    [(1.04, "+4 %"), (0.96, "−4 %"), (1.49, "+49 %"), (0.7, "−30 %"), (1.5, "1.5×"), (0.16, "0.16×"), (17.4, "17×")],
)
def test_a_small_difference_is_told_in_per_cent_and_a_large_one_in_times(value, said):
    assert shown.ratio(value) == said


def test_a_verdict_tells_a_small_difference_in_bytes_in_per_cent():
    found = made.invented([[{"bytes_out": 1000}], [{"bytes_out": 1040}]])
    assert "Turn 1: Stateless sent 4 % more bytes than Stateful (1.0 kB against 1.0 kB)." in verdict.sentences(found)


def test_the_table_holds_each_lane_against_the_baseline():
    found = made.invented([[{"bytes_out": 200}, {"bytes_out": 210}], [{"bytes_out": 2000}, {"bytes_out": 2100}]])
    row = next(row for row in stats.table(found) if row.metric is BYTES)
    assert [cell.judgement for cell in row.cells] == ["baseline", "worse"]
    assert row.cells[1].spread == Spread((2000.0, 2100.0))
    assert row.cells[1].ratio == 10.0
    assert [row.metric.key for row in stats.table(found)] == ["bytes_out"]


def test_what_was_not_measured_is_not_added_up():
    found = made.invented([[{"bytes_out": 200}], [{"bytes_out": None}]])
    assert stats.spread(found, found.lanes[1].id, BYTES).values == ()
    assert stats.running_totals(found, found.lanes[1].id, BYTES) == (None,)


def test_the_verdict_says_what_was_counted():
    figures = {"bytes_out": 100, "input_tokens": 50, "context_tokens": 50, "cached_tokens": 0, "first_text_ms": 100.0}
    found = made.invented([[figures], [figures | {"bytes_out": 4800}]], offline=True)
    said = verdict.sentences(found)
    assert said[0] == "Turn 1: Stateless sent 48 times the bytes of Stateful (4.8 kB against 100 B)."
    shares = "0 % in Stateful, 0 % in Stateless"
    assert said[1] == f"Cached share of the context: {shares}: no saving in input tokens by caching was seen."
    assert any("fewer than 4,096 tokens of context" in sentence for sentence in said)
    assert said[-1] == OFFLINE_SENTENCE


def test_the_verdict_claims_no_lower_bill_where_a_chain_reports_its_new_input_only():
    chained = {"input_tokens": 5, "context_tokens": 5000, "cost_usd": 0.001}
    resent = {"input_tokens": 5000, "context_tokens": 5000, "cost_usd": 0.002}
    assert verdict.CHAINED in verdict.sentences(made.invented([[chained], [resent]]))
    assert verdict.CHAINED not in verdict.sentences(made.invented([[resent], [resent]]))


STATE = {"bytes_out": 100, "cost_usd": 0.001, "cost_context_usd": 0.004, "first_text_ms": 100.0, "total_ms": 900.0}
RESENT = {"bytes_out": 400, "cost_usd": 0.004, "cost_context_usd": 0.004, "first_text_ms": 110.0, "total_ms": 950.0}


def test_the_lead_says_what_state_saved_and_leaves_open_what_was_not_reported():
    said = lead(made.invented([[STATE], [RESENT]]))
    assert said.headline == "State saved 75 % of the bytes sent: Stateful sent 100 B, Stateless 400 B."
    cost = next(sentence for sentence in said.rest if "Cost" in sentence)
    assert "75 % less ($0.001000 against $0.004000) as reported" in cost
    assert "no clear difference ($0.004000 and $0.004000) if that is billed" in cost
    assert "Time to first text: no clear difference (100 ms and 110 ms); total time: no clear difference" in said.rest[-1]


def test_the_lead_claims_no_saving_that_was_not_measured():
    assert "State saved no bytes" in lead(made.invented([[STATE], [STATE]])).headline
    assert "State did not save bytes" in lead(made.invented([[RESENT], [STATE]])).headline
    assert "can't be told: Stateless has no repeat" in lead(made.invented([[STATE], [{}]])).headline


def test_the_lead_names_the_lane_that_failed():
    found = made.invented([[STATE], [RESENT]])
    failed = tuple(replace(one, state="failed") if one.lane_id == found.lanes[1].id else one for one in found.outcomes)
    assert "Missing turns: Stateless 1 failed of 1." in lead(replace(found, outcomes=failed)).rest[-1]


def test_the_lead_of_a_sweep_says_nothing_about_state():
    found = made.invented([[STATE], [RESENT]])
    one, two = (replace(lane, kind="stateful") for lane in found.lanes)
    swept = replace(found, plan=replace(found.plan, lanes=(one, two)))
    assert "says nothing about state" in lead(swept).headline
    assert "from $0.001000 in Stateful to $0.004000 in Stateless" in lead(swept).headline


def test_lanes_that_are_not_equally_far_are_held_by_the_turns_that_all_have_answered():
    found = made.invented([[STATE], [RESENT]])
    waits = tuple(replace(one, state="waiting") if one.lane_id == found.lanes[1].id else one for one in found.outcomes)
    assert (found.answered, found.whole_repeats) == (1, 1)
    assert (replace(found, outcomes=waits).answered, replace(found, outcomes=waits).whole_repeats) == (0, 0)
    assert found.up_to(0).outcomes == found.first_repeats(0).outcomes == ()


def test_the_verdict_of_nothing_says_nothing_wrong():
    found = made.invented([[{}], [{}]])
    said = (*verdict.sentences(found), lead(found).headline, *lead(found).rest)
    assert not any("None" in sentence or "nan" in sentence for sentence in said)


counts = st.none() | st.integers(0, 10**7)
names = ("bytes_out", "input_tokens", "context_tokens", "cached_tokens", "first_text_ms")
shapes = st.fixed_dictionaries(dict.fromkeys(names, counts))


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 3).flatmap(lambda n: st.lists(st.lists(shapes, min_size=n, max_size=n), min_size=2, max_size=2)))
def test_any_numbers_make_a_table_and_a_verdict(figures):
    found = made.invented(figures)
    for row in stats.table(found):
        assert len(row.cells) == 2
        assert row.cells[0].judgement == "baseline"
    assert all((*verdict.sentences(found), lead(found).headline, *lead(found).rest))


def test_a_short_context_is_marked_and_an_unknown_one_is_not():
    assert Measure(context_tokens=4095).too_short_to_cache
    assert not Measure(context_tokens=4096).too_short_to_cache
    assert not Measure().too_short_to_cache
    assert Measure(cached_tokens=50, context_tokens=200).cached_share == 0.25


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_a_difference_holds_both_texts_whole(first, second):
    parts = diff.parts(first, second)
    assert "".join(part.text for part in parts if part.kind != "added") == first
    assert "".join(part.text for part in parts if part.kind != "removed") == second
    assert 0 <= diff.likeness(first, second) <= 1


def test_long_answers_are_compared_by_lines_and_enormous_ones_not_at_all():
    long = "\n".join(f"line {number}" for number in range(3000))
    assert [part.kind for part in diff.parts(long, long.replace("line 7\n", "line seven\n"))].count("removed") == 1
    huge = "a b\n" * 9000
    assert [part.kind for part in diff.parts(huge, huge + "c")] == ["removed", "added"]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_a_body_of_any_kind_is_cut_into_parts_that_add_up_or_into_none(body):
    size = len(body.encode("utf-8", "replace"))
    parts = wireview.pieces(body, size)
    assert sum(piece.bytes for piece in parts) == (size if parts else 0)


def test_a_sweep_makes_one_lane_per_value():
    lane = lanes.new_lane("stateful", Settings(model="gemini-4-hydrogen"))
    swept = lanes.sweep(lane, "thinking_level")
    assert [found.settings.thinking_level for found in swept] == ["low", "medium", "high", "xhigh"]
    for what in ("id", "name", "colour"):
        assert len({getattr(found, what) for found in swept}) == 4
    assert len(lanes.sweep(lane, "model")) <= 8
    assert lanes.sweep(lane, "service_tier")


def test_only_what_makes_lanes_of_a_kind_differ_can_be_varied():
    can = {kind: [key for key in ("thinking_level", "model", "store") if lanes.sweepable(lanes.new_lane(kind), key)]
           for kind in ("stateful", "stateless", "agno", "adk")}  # fmt: skip
    assert can == {
        "stateful": ["thinking_level", "model"], "stateless": ["thinking_level", "model", "store"],
        "agno": ["thinking_level", "model"], "adk": ["model"],
    }  # fmt: skip


def test_a_copy_of_a_lane_has_its_own_name_and_colour():
    first = lanes.new_lane("stateful")
    second = lanes.duplicate(first, [first])
    third = lanes.duplicate(first, [first, second])
    assert [lane.name for lane in (first, second, third)] == ["Stateful", "Stateful 2", "Stateful 3"]
    assert len({lane.colour for lane in (first, second, third)}) == len({lane.id for lane in (first, second, third)}) == 3
    assert second.settings == first.settings
