"""What a user likes, sorted: outdoors, sports, in a team."""

from __future__ import annotations

from tests.brain.talking import chat

TOLD = ("Hi, my name is Karthik. I like cricket and watching movies.", "I also like hiking.")


def test_what_is_done_outdoors_is_named_and_what_is_not():
    answer = chat(*TOLD, "Which of my hobbies is done outdoors? Name them all.")
    assert answer == "**Cricket** and **hiking** are done outdoors. Watching movies is not."
    assert chat(*TOLD, "And which of my hobbies are sports?").startswith("**Cricket** and **hiking** are sports.")


def test_nothing_of_the_sort_and_what_nobody_can_sort_are_said():
    answer = chat("I love painting and numismatics.", "Which of my hobbies are done in a team?")
    assert "nothing is done in a team" in answer
    assert "can't place numismatics" in answer
