"""Conversations as a presenter would hold them: follow-ups, people, plans, other languages, instructions."""

from __future__ import annotations

import pytest

from tests.brain.talking import chat

FAMILY = "I'm Priya, and I have two kids, Arjun (8) and Meera (5)."
TIPS = "Give me three tips for saving money."
MAIL = "Write an email declining a meeting on Friday."


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        ((FAMILY, "How old is Meera?"), "**Meera** is 5 years old."),
        ((FAMILY, "How old is Meera?", "And her brother?"), "**Arjun** is 8 years old."),
        ((FAMILY, "Who is older?"), "**Arjun**"),
        (("My wife Anna is 34.", "Who is Anna?"), "your wife, 34 years old"),
        (("What is 15% of 240?", "Add 20 to that", "Divide it by 4"), "**14**"),
        (("My budget is 3000 euros.", "Split it evenly over the three of us"), "**1,000 euros**"),
        (("Solve 2x + 5 = 17",), "**x = 6**"),
        (("x^2 - 5x + 6 = 0",), "**x = 2** or **x = 3**"),
        (("3x - 4 = 3x + 1",), "never true"),
        ((TIPS, "Tell me more about the second one"), "Number 2, **Pay yourself first**"),
        ((TIPS, "Combine 1 and 3"), "go together"),
        ((TIPS, "Make it shorter"), "1. **Know where it goes**: write down every expense for one month\n"),
        ((TIPS, "as a table"), "| Pay yourself first |"),
        ((TIPS, "Write a packing list"), "**Papers**"),
        (("What is the population of Brazil?", "How does it compare to Argentina?"), "| Brazil | Argentina |"),
        (("Compare Brazil and Argentina", "Which of the two is larger?"), "**Brazil**"),
        (("I'm planning a trip to Italy.", "Tell me more about the second one", "How many days do we need there?"), "Florence"),
        (("What is the meaning of qwertyuiop?",), "qwertyuiop"),
        (("asdfghjkl",), "slip of the keyboard"),
        (("Tell me a joke", "Tell me one about cats"), "Purr-ple"),
        (("Tell me a joke about chess",), "I know none about chess"),
        (("Tell me a joke", "I don't get it"), "certainly not funny any more"),
        ((MAIL,), "Unfortunately I can't make it"),
        ((MAIL, "Add that I am free on Monday"), "I am free on Monday.\n\nKind regards"),
        ((MAIL, "Shorter"), "Dear [Name],"),
        (("What do you think about pizza?",), "no opinions on pizza"),
        (("Who will win the next world cup?",), "can't see the future"),
        (("How do you say thank you in Japanese?", "And in German?"), "**danke**"),
        (("Translate 'My name is Priya' into Italian",), "**mi chiamo Priya**"),
        (("What does danke mean?",), "German and means “thank you”"),
        (("Hola, me llamo Carlos.", "¿Cuál es mi nombre?"), "Te llamas **Carlos**."),
        (("Wie heißt die Hauptstadt von Italien?",), "Die Hauptstadt ist **Rom**."),
        (("Quelle est la capitale de l'Allemagne ?",), "La capitale est **Berlin**."),
        (("नमस्ते, आप कैसे हैं?",), "मैं ठीक हूँ"),
    ],
)
def test_a_follow_up_is_understood(prompts, expected):
    assert expected in chat(*prompts)


@pytest.mark.parametrize("wish", ["Make it shorter.", "As a table please.", "Continue", "Translate that to French"])
def test_an_answer_that_was_none_is_never_worked_on(wish):
    answer = chat("Who was the third mayor of Springfield Gardens in 1911?", wish)
    assert "only rules" not in answer.partition("\n")[0] or wish.startswith("Translate")
    assert "haiku about the sea" not in answer


def test_the_regret_for_answering_in_english_is_said_once():
    first, second = "¿Qué tiempo hace en Madrid?", "¿Qué tiempo hace en Sevilla?"
    assert "responde en inglés" in chat(first)
    assert "responde en inglés" not in chat(first, second)


def test_a_persona_has_its_name_and_its_role():
    said = chat("Who are you?", system_instruction="You are Captain Redbeard, a pirate. Always end with 'Arrr!'")
    assert "I'm Captain Redbeard, a pirate." in said
    assert said.endswith("Arrr!")


@pytest.mark.parametrize(
    ("prompt", "declined"),
    [
        ("What is the capital of Spain?", True),
        ("Give me a recipe for pancakes", False),
        ("Hello", False),
        ("What is my name?", False),
    ],
)
def test_an_instruction_may_confine_the_answers_to_a_subject(prompt, declined):
    said = chat(prompt, system_instruction="You are a cook. Only answer cooking questions.")
    assert ("questions on cooking only" in said) is declined
