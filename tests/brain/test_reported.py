"""Follow-up questions on a report: answered from it, with the section named, or told that it is silent."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from emulator.brain import Ask, think
from tests.brain.talking import NOW, said, text_of

POWER = "Compare nuclear power and renewable energy: what do they cost to build, how reliable are they, and who insures them?"
DRONES = """# Kestrel and Merlin

## Overview

The Kestrel and the Merlin are survey drones for farms. Both were tested over one summer near Ghent.

## Side by side

| Drone | Weight | Price |
| --- | --- | --- |
| Kestrel | 1.4 kg | 900 euros |
| Merlin | 2.2 kg | not found |

## Flying

The Kestrel is slow, at eight metres per second. The Merlin is fast and covers a field in ten minutes. It needs a
trained pilot.

## Upkeep

- **Kestrel:** Its rotors must be replaced every 200 hours.
- **Merlin:** A sealed motor makes upkeep rare.

## Limitations

No test was made in rain.
"""


@cache
def research() -> tuple[dict[str, Any], ...]:
    made = think(Ask("deep-research-preview-04-2026", (), (said(POWER),), NOW, is_agent=True))
    return (said(POWER), *(move.step for move in made))


def drones(cited: bool = True) -> tuple[dict[str, Any], ...]:
    note = {"type": "url_citation", "url": "https://drones.example/a", "title": "Trial", "start_index": 30, "end_index": 60}
    text = {"type": "text", "text": DRONES, **({"annotations": [note]} if cited else {})}
    return (said("Compare the two drones."), {"type": "model_output", "content": [text]})


def asked(history: tuple[dict[str, Any], ...], *questions: str) -> str:
    answer: list[dict[str, Any]] = []
    for question in questions:
        answer = [move.step for move in think(Ask("gemini-3.8-flash", history, (said(question),), NOW))]
        history = (*history, said(question), *answer)
    return text_of(answer)


@pytest.mark.parametrize(
    ("questions", "lead", "quoted"),
    [
        (("Which of the two is cheaper to build?",), "**Renewable energy**", "cheap to build, with hardly any fuel costs"),
        (("Which of the two is cheaper to build?",), "**Renewable energy**", "high building costs"),
        (("Which one is more expensive?",), "**Nuclear energy**", "far more expensive than planned"),
        (("What are the drawbacks of the first one?",), "On **Nuclear energy**", "radioactive waste"),
        (("What is the least expensive new electricity?",), "The report says", "ninety per cent cheaper since 2010"),
        (("Summarise the report.",), "The report says", "cheap to build"),
        (("How reliable are they?",), "The report says", "they run day and night"),
        (("Who insures them?",), "The report leaves that open", "No source answers this"),
    ],
)
def test_a_question_is_answered_from_the_agents_report(questions, lead, quoted):
    answer = asked(research(), *questions)
    assert answer.startswith(lead)
    assert quoted in answer
    assert "(under “" in answer


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (("Which of them is faster?",), "**Merlin**, going by the report"),
        (("Which of them is faster?",), "(under “Flying”)"),
        (("Which of the two is slower?",), "**Kestrel**, going by the report"),
        (("What is the price of the first one?",), "Kestrel, Price: 900 euros"),
        (("What is the weight of the Merlin?",), "Merlin, Weight: 2.2 kg"),
        (("What is the weight of the Merlin?", "And the weight of the other?"), "Kestrel, Weight: 1.4 kg"),
        (("How often must the rotors of the Kestrel be replaced?",), "every 200 hours"),
        (("What is the weight of the Merlin?", "Does it need a trained pilot?"), "It needs a trained pilot"),
        (("What does the report say about rain?",), "The report leaves that open"),
        (("Does the report mention insurance?",), "The report has nothing that answers"),
        (("What is the battery life of the second one?",), "nothing that answers"),
        (("What is the capital of France?",), "**Paris**"),
        (("What is 3 + 4?",), "**7**"),
    ],
)
def test_any_other_report_is_searched_in_the_same_way(questions, expected):
    assert expected in asked(drones(), *questions)


def test_a_report_in_one_sentence_is_a_finding_of_it():
    assert asked(research(), "Summarise the report in one sentence.").startswith("Renewable energy is cheap to build")


def test_a_long_answer_without_sources_is_not_taken_for_a_report():
    assert "the report" not in asked(drones(cited=False), "Which of them is faster?").lower()
