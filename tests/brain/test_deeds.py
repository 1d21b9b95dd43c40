"""Stories about somebody with a deed or a trait turn on just that; small follow-ups on money, names and cost."""

from __future__ import annotations

import pytest

from tests.brain.talking import chat


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Write a short story about a robot who learns to paint.", "Nobody had ever seen a robot paint."),
        ("Tell me a story about a girl who dreams of flying.", "Nobody had ever seen a girl fly."),
        ("A story about a cat named Luna who wants to become a pilot.", "lived Luna, a cat, and Luna wanted to become a pilot."),
        ("A bedtime story about a dragon who is afraid of fire, please.", "a dragon who is afraid of fire. Everybody knew it"),
    ],
)
def test_a_story_is_about_the_deed_that_was_asked_for(asked: str, said: str) -> None:
    assert said in chat(asked)


def test_its_moral_and_another_ending_are_its_own() -> None:
    asked = "Write a short story about a robot who learns to paint."
    assert "Mistakes, looked at closely" in chat(asked, "What's the moral?")
    assert "the first attempt stood in the middle of the table" in chat(asked, "Give it a happy ending.")


def test_a_bill_that_is_split_has_cents_and_what_was_spoken_of_has_a_cost() -> None:
    assert chat("What's 15% tip on 84.50?", "Split it between 3 people.") == "97.18 ÷ 3 = **32.39**"
    assert "Beds" in chat("I'm planning a four-day trip to Japan. Where should I go?", "And what does it cost roughly?")
    assert "The offline demo costs nothing" in chat("What is the capital of Japan?", "What do you cost?")


def test_a_name_at_the_end_of_a_sentence_takes_no_full_stop_along() -> None:
    assert chat("Write an email to my boss about a day off.", "Sign it with Anna.").endswith("Anna")
