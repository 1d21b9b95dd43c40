"""Numbers, ids and dates as short text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from components import figures

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (None, "–"),
        (0, "0 ms"),
        (85, "85 ms"),
        (600, "0.6 s"),
        (9_940, "9.9 s"),
        (12_300, "12 s"),
        (59_600, "1:00 min"),
        (192_000, "3:12 min"),
    ],
)
def test_durations_have_the_unit_that_fits(ms, text):
    assert figures.seconds(ms) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (None, "cost unknown"),
        (0, "$0"),
        (0.00002, "under $0.0001"),
        (0.00123, "$0.0012"),
        (0.5, "$0.5000"),
        (1234.5, "$1,234.50"),
    ],
)
def test_an_unknown_cost_is_never_zero(amount, text):
    assert figures.dollars(amount) == text


@pytest.mark.parametrize(("octets", "text"), [(None, "–"), (999, "999 B"), (1_200, "1.2 kB"), (2_500_000, "2.5 MB")])
def test_bytes_have_a_unit(octets, text):
    assert figures.size(octets) == text


def test_a_long_id_keeps_its_start_and_end():
    assert figures.cut("v1_ChdTbXNIabcdefQVk") == "v1_Chd…fQVk"
    assert figures.cut("short") == "short"


def test_plain_text_loses_its_power_over_markdown():
    assert figures.plain("a\n:red[b] *c* $d$") == r"a \:red\[b\] \*c\* \$d\$"


@pytest.mark.parametrize("text", ["bob@example.com", "http://example.com", "HTTPS://example.com", "www.example.com"])
def test_an_address_in_plain_text_is_cut_where_markdown_would_make_a_link_of_it(text):
    found = figures.plain(text)
    assert found.replace(figures.NOTHING, "").replace("\\", "") == text
    assert found.count(figures.NOTHING) == 1
    assert not figures.plain("me @ home, 3 www, http").count(figures.NOTHING)


@pytest.mark.parametrize(("hours", "group"), [(0, "Today"), (11, "Today"), (13, "Yesterday"), (35, "Yesterday"), (37, "Earlier")])
def test_conversations_are_grouped_by_day(hours, group):
    assert figures.day_group(NOON - timedelta(hours=hours), NOON) == group
