"""Pointing back: ordinals, pronouns, the conversation itself and the last answer in another form."""

import pytest

from emulator.brain.dialogue import Exchange
from emulator.brain.references import by_ordinal, focus, listing
from tests.brain.talking import chat

SPAIN = "What are the three largest cities in Spain?"


@pytest.mark.parametrize(
    ("question", "city"),
    [
        ("What should I see in the first one?", "Madrid"),
        ("What is the landmark of the 2nd city?", "Barcelona"),
        ("Which dish should I try in the last one?", "Valencia"),
        ("When should I visit the third?", "Valencia"),
        ("What's special about number 2?", "Barcelona"),
        ("best time to visit the latter", "Valencia"),
    ],
)
def test_ordinals_point_into_the_last_list(question, city):
    assert city in chat(SPAIN, question)


def test_pronouns_stay_with_the_city_pointed_to():
    answer = chat(SPAIN, "What is the landmark in the second one?", "And which dish should I try there?")
    assert "Barcelona" in answer
    assert "tomato" in answer
    assert "Rome" in chat("Tell me about Rome", "What is the best time to visit?")
    assert "Paris" in chat("What is the capital of France?", "What is its population?") or "France" in chat(
        "What is the capital of France?", "What is its population?"
    )


def test_lists_of_other_models_can_be_pointed_into():
    foreign = [Exchange("Name three", "Sure!\n\n* **Ada** – first programmer\n* **Alan**: codes\n* **Grace** (compilers)")]
    assert listing(foreign[0].answer) == ("Ada", "Alan", "Grace")
    pointed = by_ordinal("tell me about the third one", foreign, "any")
    assert pointed is not None
    assert pointed.name == "Grace"
    assert focus([], "city") is None
    assert by_ordinal("the second one", [], "any") is None


def test_rows_of_a_table_count_as_a_list():
    assert listing("| Company | Base |\n| --- | --- |\n| CATL | China |\n| BYD | China |") == ("CATL", "BYD")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did I ask before?", "capital of Peru"),
        ("what was my first question?", "bees"),
        ("What did you just say?", "Lima"),
        ("repeat that", "Lima"),
        ("Summarise our conversation", "bees"),
        ("What have we talked about?", "Peru"),
        ("How many questions have I asked?", "3"),
        ("Say that again in uppercase", "LIMA"),
        ("in one word", "Lima"),
    ],
)
def test_speaking_about_the_conversation(question, expected):
    assert expected in chat("Tell me about bees", "What is the capital of Peru?", question)


def test_the_last_answer_in_another_form():
    listed = chat("Explain photosynthesis", "Summarize in 3 bullet points")
    assert listed.count("\n- ") == 2
    assert listed.startswith("- ")
    assert "| " in chat(SPAIN, "as a table please")
    longer, shorter = chat("Explain photosynthesis"), chat("Explain photosynthesis", "Say that again shorter")
    assert len(shorter) < len(longer)


def test_beginning_of_a_conversation_is_said_to_be_one():
    assert "beginning" in chat("What did I ask before?")


def test_jokes_differ_and_go_on():
    first = chat("Tell me a joke")
    assert chat("Tell me a joke", "another one") not in {first, ""}


def test_one_of_the_books_that_were_suggested_is_told_more_about():
    asked = "Recommend three books about leadership"
    assert "no book on leadership" in chat(asked)
    assert chat(asked, "Tell me more about the second one").startswith("Number 2 was: **The Hobbit by J. R. R. Tolkien")
