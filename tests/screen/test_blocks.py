"""Growing Markdown is cut only where nothing before the cut can change any more."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.blocks import finished_length, mended, split


@pytest.mark.parametrize(
    ("markdown", "finished"),
    [
        ("", ""),
        ("One", ""),
        ("One\n\n", ""),
        ("One\n\nTwo", "One\n\n"),
        ("# Title\nText\n\n\n\nMore", "# Title\nText\n\n\n\n"),
        ("```py\na\n\nb\n", ""),
        ("```py\na\n\nb\n```\n\nafter", "```py\na\n\nb\n```\n\n"),
        ("~~~\n```\n\n~~~\n\nafter", "~~~\n```\n\n~~~\n\n"),
        ("````\n```\n\nx", ""),
        ("- a\n\n- b", ""),
        ("- a\n\n  more of a\n\nText", "- a\n\n  more of a\n\n"),
        ("1. a\n\n2", ""),
        ("1. a\n\n2 apples", "1. a\n\n"),
        ("> a\n\n> b", ""),
        ("$$\na\n\nb\n$$\n\nText", "$$\na\n\nb\n$$\n\n"),
        ("| a |\n|---|\n| 1 |\n\nText", "| a |\n|---|\n| 1 |\n\n"),
        ("| a |\n|---|\n| 1 |\n", ""),
        ("[1]: https://a.example\n\nText [1]", ""),
    ],
)
def test_the_cut_stands_after_the_last_block_that_is_done(markdown: str, finished: str) -> None:
    assert split(markdown) == (finished, markdown[len(finished) :])


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("plain", "plain"),
        ("a **bol", "a **bol**"),
        ("a **bold** word", "a **bold** word"),
        ("a **", "a "),
        ("a *sla", "a *sla*"),
        ("* item", "* item"),
        ("* item **b", "* item **b**"),
        ("run `pip", "run `pip`"),
        ("run `a*b` and", "run `a*b` and"),
        ("run `", "run "),
        ("```py\na = 2 ** 3", "```py\na = 2 ** 3"),
        ("2 \\* 3", "2 \\* 3"),
        ("2 * 3", "2 * 3"),
        ("first **line\nsecond", "first **line\nsecond"),
    ],
)
def test_emphasis_that_is_being_written_is_drawn_closed(written: str, drawn: str) -> None:
    assert mended(written) == drawn


PARTS = ["text", "- item", "2. item", "  under", "```", "> quote", "$$", "| a |", "# h", ""]
LINES = st.lists(st.sampled_from(PARTS), max_size=14)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES)
def test_text_that_follows_never_takes_a_cut_back(lines: list[str]) -> None:
    whole = "\n".join(lines)
    cuts = [finished_length(whole[:end]) for end in range(len(whole) + 1)]
    assert cuts == sorted(cuts)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES)
def test_every_cut_stands_at_a_line_start_after_a_blank_line(lines: list[str]) -> None:
    finished, _ = split("\n".join(lines))
    assert not finished.strip() or finished.endswith("\n\n")
