"""Short messages that go on from the answer before: another figure, another spirit, a further step, further languages."""

from __future__ import annotations

import pytest

from tests.brain.talking import chat


def test_a_further_figure_of_the_first_of_its_kind_comes_from_another_ranking_or_its_article() -> None:
    ocean = ("What is the largest ocean?", "How deep is it?")
    assert "10,935 metres" in chat(*ocean)
    assert "165 million" in chat(*ocean, "How big is it?")
    tower = "What is the tallest building in the world?"
    assert "2010" in chat(tower, "How old is it?")
    unknown = chat(tower, "How heavy is it?")
    assert "828 metres" in unknown
    assert "won't guess" in unknown


def test_who_borders_the_first_of_its_kind_is_told_and_does_not_end_the_subject() -> None:
    lake = ("What is the largest lake in Africa?", "Which countries border it?")
    assert "Tanzania, Uganda and Kenya" in chat(*lake)
    assert "68,800" in chat(*lake, "How large is it?")


@pytest.mark.parametrize(
    ("asked", "steps"),
    [
        ("What's 20% of 350? Then add 30.", ("**70**", "**100**")),
        ("What is 9 times 12, then divide by 4?", ("**108**", "**27**")),
        ("Calculate 40 + 35, then multiply it by 2.", ("**75**", "**150**")),
    ],
)
def test_a_sum_that_is_to_be_carried_on_is_carried_on(asked: str, steps: tuple[str, ...]) -> None:
    answer = chat(asked)
    assert all(step in answer for step in steps)


def test_a_phrase_is_put_into_several_languages_and_those_it_has_not_are_named() -> None:
    answer = chat('Translate "Where is the toilet?" into German, French and Tamil.')
    assert "- **German**: Wo " in answer
    assert "- **French**: Où " in answer
    assert "hasn't got it in Tamil" in answer
    further = chat('Translate "good morning" to Spanish and Italian', "And in German and Japanese?")
    assert "Guten Morgen" in further or "guten Morgen" in further


@pytest.mark.parametrize("plan", ["Plan a four-day trip to Italy.", "Plan 3 days in Rome."])
def test_a_plan_is_put_into_another_spirit(plan: str) -> None:
    assert "**cheaper**" in chat(plan, "Make it cheaper.")
    assert "**better for children**" in chat(plan, "Make it cheaper.", "We are travelling with two kids.")
    assert "**more relaxed**" in chat(plan, "Can you make it less stressful?")


def test_without_a_plan_no_trip_is_made_cheaper() -> None:
    assert "hostel" not in chat("What is 3 + 4?", "Make it cheaper.")
