"""The search field: what a person types becomes a filter, and what can't be understood is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.history.query import OPERATORS, parse
from workbench.store import LedgerFilter

NOW = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)


def test_words_and_operators_stand_in_any_order():
    parsed = parse('bees model:flash "city life" page:Chat tag:#Work cost>0.01 cost<2', NOW)
    assert parsed.problems == ()
    found = parsed.filters
    assert found.query == 'bees "city life"'
    assert (found.models, found.pages, found.tags) == (("*flash*",), ("chat",), ("work",))
    assert (found.above_cost, found.below_cost) == (0.01, 2.0)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("after:2026-11-01", "2026-11-01T00:00:00.000Z", None),
        ("before:2026-11", None, "2026-11-01T00:00:00.000Z"),
        ("after:2026 before:today", "2026-01-01T00:00:00.000Z", "2026-11-23T00:00:00.000Z"),
        ("after:yesterday", "2026-11-22T00:00:00.000Z", None),
        ("after:7d", "2026-11-16T00:00:00.000Z", None),
        ("after:2026-11-23T10:15", "2026-11-23T10:15:00.000Z", None),
    ],
)
def test_days_are_understood(text, since, until):
    parsed = parse(text, NOW)
    assert (parsed.filters.since, parsed.filters.until, parsed.problems) == (since, until, ())


def test_a_day_begins_where_the_reader_is():
    there = NOW.astimezone(timezone(timedelta(hours=9)))
    assert parse("after:today", there).filters.since == "2026-11-23T15:00:00.000Z"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("status:failed", "states", ("failed",)),
        ("status:running", "states", ("waiting", "streaming", "in_progress", "queued")),
        ("status:incomplete", "states", ("incomplete",)),
        ("status:expired", "held", ("expired",)),
        ("status:deleted status:local", "held", ("gone", "local")),
    ],
)
def test_a_status_is_ours_the_apis_or_where_it_is_kept(text, field, value):
    assert getattr(parse(text, NOW).filters, field) == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("stauts:done", "did you mean status:"),
        ("cost>cheap", "'cheap' is not a number"),
        ("cost>-1", "not a number"),
        ("cost:3", "write cost> or cost<"),
        ("page:home", "none of them"),
        ("status:", "needs a value"),
        ("before:soon", "'soon' is not a day"),
        ("before:2026-13", "is not a day"),
        ("model>x", "write model:"),
    ],
)
def test_what_is_not_understood_is_said_and_filters_nothing(text, words):
    parsed = parse(text, NOW)
    assert words in parsed.problems[0]
    assert parsed.filters == LedgerFilter(now=parsed.filters.now)


@pytest.mark.parametrize("text", ["http://example.org/a?b", "time:12:30", "a: b", "x>3", "C:\\Users"])
def test_colons_that_are_no_operators_are_words(text):
    parsed = parse(text, NOW)
    assert (parsed.filters.query, parsed.problems) == (text, ())


def test_a_filter_of_the_widgets_is_narrowed_and_not_replaced():
    base = LedgerFilter(pages=("research",), sort="cost")
    assert parse("bees", NOW, base).filters.pages == ("research",)
    assert parse("bees", NOW, base).filters.sort == "cost"


@given(st.text(max_size=80) | st.lists(st.sampled_from([*OPERATORS, '"', "7d", "x", " "]), max_size=12).map("".join))
def test_no_text_makes_the_parser_fail(text):
    parse(text, NOW)
