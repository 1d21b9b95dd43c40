"""What a turn cost and how long the server keeps it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.made import a_turn
from workbench import expiry, prices
from workbench.settings import Settings

DAY = datetime(2026, 11, 23, tzinfo=UTC)
USAGE = {
    "total_input_tokens": 1_000_000,
    "total_cached_tokens": 400_000,
    "total_output_tokens": 100_000,
    "total_thought_tokens": 100_000,
    "total_tool_use_tokens": 0,
}


def test_tokens_are_priced_by_kind_and_the_cached_saving_is_told():
    cost = prices.cost_of(USAGE, "gemini-3.8-flash", when=DAY)
    assert cost is not None
    assert {part.label: round(part.usd, 6) for part in cost.parts} == {
        "new input": 0.45,
        "cached input": 0.03,
        "thought": 0.375,
        "output": 0.375,
    }
    assert cost.usd == pytest.approx(1.23)
    assert cost.saved == pytest.approx(0.27)


def test_a_chain_that_reports_more_cached_tokens_than_input_pays_for_both():
    chained = USAGE | {"total_input_tokens": 100_000}
    cost = prices.cost_of(chained, "gemini-3.8-flash", when=DAY)
    assert cost is not None
    counts = {part.label: part.count for part in cost.parts}
    assert (counts["new input"], counts["cached input"]) == (100_000, 400_000)
    assert cost.usd == pytest.approx(0.075 + 0.03 + 0.375 + 0.375)
    assert cost.saved == pytest.approx(0.27)


def test_prices_change_with_the_day_of_the_turn():
    now = prices.cost_of(USAGE, "gemini-4-argon", when=DAY)
    later = prices.cost_of(USAGE, "gemini-3.8-flash", when=DAY + timedelta(days=365))
    assert now is not None
    assert later is not None


@pytest.mark.parametrize("model", ["gemini-4-hydrogen", "unheard-of", "deep-research-preview-04-2026", "gemma-4-31b-it"])
def test_an_unknown_price_is_unknown_and_not_zero(model):
    assert prices.cost_of(USAGE, model, when=DAY) is None


def test_flex_costs_half_and_tiers_without_a_fixed_factor_are_unknown():
    standard, flex = (prices.cost_of(USAGE, "gemini-3.8-flash", tier, DAY) for tier in ("standard", "flex"))
    assert standard is not None
    assert flex is not None
    assert flex.usd == pytest.approx(standard.usd / 2)
    assert prices.cost_of(USAGE, "gemini-3.8-flash", "priority", DAY) is None


def test_searches_are_billed_on_top_and_not_halved():
    searched = USAGE | {"grounding_tool_count": [{"type": "google_search", "count": 2}]}
    plain, more = (
        prices.cost_of(USAGE, "gemini-3.8-flash", "flex", DAY),
        prices.cost_of(searched, "gemini-3.8-flash", "flex", DAY),
    )
    assert plain is not None
    assert more is not None
    assert more.usd - plain.usd == pytest.approx(0.028)
    assert (more.parts[-1].label, more.parts[-1].count, more.parts[-1].unit) == ("Google Search", 2, "queries")


def test_audio_input_has_its_own_price():
    heard = USAGE | {"input_tokens_by_modality": [{"modality": "audio", "tokens": 600_000}]}
    cost, plain = prices.cost_of(heard, "gemini-2.5-flash", when=DAY), prices.cost_of(USAGE, "gemini-2.5-flash", when=DAY)
    assert cost is not None
    assert plain is not None
    assert cost.usd > plain.usd


def test_a_turn_is_priced_at_the_tier_it_really_ran_in():
    asked_flex = a_turn(service_tier="standard")
    asked_flex["request"]["service_tier"] = "flex"
    cost = prices.cost(asked_flex)
    assert cost is not None
    assert cost.tier == "standard"
    assert prices.cost(a_turn(usage=None)) is None


COUNTS = st.fixed_dictionaries({key: st.one_of(st.none(), st.integers(-5, 10**7)) for key in USAGE})


@given(COUNTS)
def test_the_parts_add_up_and_nothing_is_negative(usage):
    cost = prices.cost_of(usage, "gemini-3.1-pro-preview", when=DAY)
    assert cost is not None
    assert cost.usd == pytest.approx(sum(part.usd for part in cost.parts))
    assert cost.saved >= -1e-9
    assert all(part.usd >= -1e-9 for part in cost.parts)


# retention


def test_the_free_tier_keeps_a_day_and_the_paid_one_55_days():
    turn = a_turn(created=DAY.isoformat())
    assert expiry.expires(turn) == DAY + timedelta(days=1)
    assert expiry.expires(turn, "paid") == DAY + timedelta(days=55)


@pytest.mark.parametrize("change", [{"interaction_id": None}, {"request": {"store": False}}])
def test_what_was_never_stored_never_expires(change):
    assert expiry.expires(a_turn(**change)) is None


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=54, hours=1), "expires in 54 days"),
        (timedelta(hours=23, minutes=59), "expires in 23 h"),
        (timedelta(minutes=59), "expires in 59 min"),
        (timedelta(seconds=20), "expires in less than a minute"),
        (timedelta(0), "expired"),
        (timedelta(days=-1), "expired"),
    ],
)
def test_the_time_left_is_told_in_plain_words(left, words):
    assert expiry.countdown(DAY + left, DAY) == words


def test_the_footer_says_what_the_server_has():
    turn = a_turn(created=DAY.isoformat())
    assert expiry.words(turn, DAY + timedelta(minutes=1)) == "stored, expires in 23 h"
    assert expiry.words(turn, DAY + timedelta(days=2)) == "expired"
    assert expiry.words(turn, DAY + timedelta(days=2), "7") == "stored, expires in 5 days"
    assert expiry.words(a_turn(settings=Settings(store=False)), DAY) == "not stored"
    assert expiry.words(a_turn(gone="2026-11-23T10:00:00Z"), DAY) == "deleted on the server"


def test_a_warning_is_due_when_a_fifth_of_the_time_is_left():
    until = DAY + timedelta(hours=24)
    assert not expiry.is_ending(DAY, until, DAY + timedelta(hours=19))
    assert expiry.is_ending(DAY, until, DAY + timedelta(hours=20))
    assert not expiry.is_ending(DAY, until, DAY + timedelta(hours=24))
