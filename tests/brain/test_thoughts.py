"""Thought summaries: their length follows the level, and what they say is about this very answer."""

from tests.brain.talking import chat, steps, thoughts

QUESTION = ("What are the three largest cities in Spain?", "What is the landmark of the second one? Answer in one sentence.")


def test_length_follows_the_level():
    counts = [len(thoughts(*QUESTION, thinking_level=level)) for level in ("minimal", "low", "medium", "high", "xhigh")]
    assert counts[:4] == [0, 1, 2, 4]
    assert counts[4] > 4
    assert thoughts(*QUESTION, thinking_level="unheard-of")


def test_parts_have_a_title_and_differ():
    parts = thoughts(*QUESTION, thinking_level="xhigh")
    assert all(part.startswith("**") and "**\n\n" in part for part in parts)
    assert len(set(parts)) == len(parts)


def test_they_tell_what_was_found():
    told = " ".join(thoughts(*QUESTION, thinking_level="high"))
    assert "Barcelona" in told
    assert "item 2 of 3" in told
    assert "Karthik" in " ".join(thoughts("I'm Karthik", "What is my name?", thinking_level="low"))
    assert "108" in " ".join(thoughts("What's the total for $100 with 8% tax?", thinking_level="high"))


def test_the_thought_comes_first_and_the_level_does_not_change_the_answer():
    assert [step["type"] for step in steps("hello")] == ["thought", "model_output"]
    assert chat(*QUESTION, thinking_level="low") == chat(*QUESTION, thinking_level="xhigh")
