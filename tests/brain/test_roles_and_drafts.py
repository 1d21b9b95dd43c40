"""A part to play that comes with a request, descriptions for the senses, and a critical look at one's own answer."""

from __future__ import annotations

from emulator.brain import roleplay
from tests.brain.talking import chat


def test_a_request_inside_a_part_is_answered():
    plain = chat("Explain gravity")
    assert chat('Act as a physics teacher. You will be kind. My first request is "Explain gravity"') == plain
    assert chat("Pretend to be a teacher. Your task is to be brief and clear. Explain gravity.") == plain
    assert chat("I need help understanding gravity") == plain


def test_a_part_without_a_request_asks_for_one_and_praise_is_no_part():
    assert chat("Act as a travel agent.").startswith("A travel agent it is. What is your first question?")
    assert roleplay.split("You are the best!")[0] == ""
    assert roleplay.split("Imagine you are taking part in a race. Who wins?")[0] == ""


def test_a_text_below_a_part_keeps_its_lines():
    assert roleplay.split("You are a clerk.\nSort these:\nb\na")[1] == "Sort these:\nb\na"


def test_places_are_described_with_all_senses():
    told = chat("Write a vivid paragraph describing a quiet beach at noon.")
    assert "gulls" in told
    assert told.count(".") >= 5
    assert "\n" not in told


def test_the_last_answer_is_judged():
    told = chat("Write an email to my landlord about the broken heating.", "Now critique your own answer.")
    assert "out of 10" in told
    assert "[Your name]" in told


def test_the_search_answers_from_tables_with_their_source():
    assert "Argentina" in chat("Who won the 2022 World Cup?", tools=({"type": "google_search"},))


def test_the_map_asks_where_here_is():
    assert "don't know where you are" in chat("Which cafes are a 10-minute walk from here?", tools=({"type": "google_maps"},))


def test_an_animal_speaks_as_one_and_goes_by_its_name():
    told = chat("How are you?", system_instruction="You are a dog. Your name is Bello.")
    assert told.startswith("Bark!")
    assert "Bello is always rested" in told


def test_an_interest_and_a_text_to_translate_are_read_as_requests():
    assert chat("Hi! I am interested in learning about gravity.") == chat("Explain gravity")
    assert "guten Morgen" in chat('Translate the following text to German: "Good morning"')
