"""Names in a text: the longest one counts, and a name inside it is none."""

from __future__ import annotations

import pytest

from emulator.brain import library
from tests.brain.talking import chat


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("What is the EU AI Act?", ["EU AI Act"]),
        ("Is Norway in the EU?", ["European Union"]),
        ("Who made The Matrix, and who the Beatles?", ["The Matrix", "The Beatles"]),
    ],
)
def test_the_longest_name_is_the_one_that_is_meant(text: str, titles: list[str]) -> None:
    assert [entry.title for entry in library.named(text)] == titles


def test_a_follow_up_is_about_the_longer_name() -> None:
    assert "in force since August 2024" in chat("What is the EU AI Act?", "When did it enter into force?")
