"""The form asked for: length, lists, tables, case, JSON, simple words, and system instructions."""

import json

import pytest

from emulator.brain import shape
from emulator.brain.text import sentences
from tests.brain.talking import chat


@pytest.mark.parametrize(
    "wish",
    [
        "Answer in very short sentence.",
        "in one sentence",
        "Briefly.",
        "Keep it short: answer in one short sentence",
        "Reply in a single sentence please.",
    ],
)
def test_one_sentence(wish):
    assert len(sentences(chat(f"What is gravity? {wish}"))) == 1


def test_counts_are_kept():
    assert len(sentences(chat("Explain bees in two sentences"))) == 2
    assert chat("Explain bees in 3 bullet points").count("- ") == 3
    assert chat("tell me about bees as a numbered list with 4 points").startswith("1. ")
    assert len(chat("Describe Paris in at most 30 words").split()) <= 30
    assert chat("capital of Japan in one word") == "Tokyo"
    assert chat("largest cities in Spain as a table").startswith("| City | Population |")
    assert chat("What is gravity? Reply in uppercase").isupper()


def test_json_is_valid():
    assert json.loads(chat("give me the capital of France in json"))["capital"] == "Paris"
    assert json.loads(chat("What is 6*7? Answer as JSON"))["result"] == 42


def test_simple_words_take_the_comparison():
    assert "waiter" in chat("Explain APIs like I'm five")
    assert "waiter" in chat("Explain APIs in simple terms")


@pytest.mark.parametrize(
    ("prompt", "core"),
    [
        ("Write a brief history of Rome", "Write a brief history of Rome"),
        ("explain photosynthesis in 3 bullet points", "explain photosynthesis"),
        ("What is 2+2? Reply in one word", "What is 2+2?"),
        ("Tell me a short joke about programming.", "Tell me a short joke about programming."),
        ("Share a 2 sentence horror story.", "Share a 2 sentence horror story."),
    ],
)
def test_only_the_form_is_taken_out_of_a_request(prompt, core):
    assert shape.strip(prompt) == core


@pytest.mark.parametrize(
    ("instruction", "prompt", "holds"),
    [
        ("You are Captain Jack, a pirate.", "who are you?", lambda text: "Captain Jack" in text),
        ("Always end with 'Arr!'", "What is gravity?", lambda text: text.endswith("Arr!")),
        ("Start every answer with 'Class,'", "What is gravity?", lambda text: text.startswith("Class,")),
        ("Answer in one sentence.", "What is gravity?", lambda text: len(sentences(text)) == 1),
        ("Always respond in Spanish.", "What is gravity?", lambda text: text.startswith("¡Hola!")),
        ("Answer in exactly three bullet points.", "What is gravity?", lambda text: text.count("- ") == 3),
        ("Your name is Nova.", "hello", lambda text: "Nova" in text),
        ("Reply in uppercase.", "What is gravity?", str.isupper),
        ("You are a helpful assistant.", "What is the capital of Peru?", lambda text: text == "The capital of Peru is **Lima**."),
    ],
)
def test_system_instructions_are_respected_where_simple(instruction, prompt, holds):
    assert holds(chat(prompt, system_instruction=instruction))


@pytest.mark.parametrize("count", [100, 400, 1000, 2500, 4000])
def test_long_texts_have_about_the_length_asked_for(count):
    words = len(chat(f"Write about {count} words about quantum computing").split())
    assert abs(words - count) <= max(12, count * 0.03)


def test_long_texts_hardly_repeat_themselves():
    told = sentences(chat("Write a 4000 word essay about the history of computers"))
    assert len(set(told)) / len(told) > 0.93


@pytest.mark.parametrize(
    ("prompts", "paragraphs"),
    [
        (("Explain photosynthesis in three short paragraphs.",), 3),
        (("Explain black holes in two paragraphs.",), 2),
        (("Write three short paragraphs about honey bees.",), 3),
        (("In one paragraph, tell me about Japan.",), 1),
        (("Tell me about the Moon.", "Two paragraphs, please."), 2),
    ],
)
def test_paragraphs_are_counted(prompts, paragraphs):
    text = chat(*prompts)
    assert len(text.split("\n\n")) == paragraphs
    assert "library doesn't speak" not in text


@pytest.mark.parametrize(
    ("prompts", "begins", "holds"),
    [
        (("Describe the water cycle with headings.",), "### ", "The water cycle is"),
        (("Give me a numbered list of 5 facts about the Moon.",), "1. ", "\n5. "),
        (("Tell me 3 things about Albert Einstein.",), "- ", "\n- "),
        (("Explain recursion. Bullet points please.",), "- Recursion", "\n- "),
        (("Who was Marie Curie? Two sentences please.",), "Marie Curie was", "polonium"),
        (("Tell me about Tokyo.", "Bullet points, please."), "- Tokyo", "\n- "),
        (("Give me a list of gibberish blorpt",), "I ", "offline"),
    ],
)
def test_a_form_may_stand_alone_or_count_what_is_told(prompts, begins, holds):
    text = chat(*prompts)
    assert text.startswith(begins)
    assert holds in text


@pytest.mark.parametrize(
    ("prompt", "first", "then"),
    [
        ("Compare Berlin and Rome as a table, then tell me which one is the largest.", "|  | Berlin |", "\n**Berlin**, with"),
        ("Compare Python and Rust as a table, then tell me which one to learn first.", "|  | Python |", "take"),
        ("Give me three bullet points on solar energy, then a one-sentence summary.", "- ", "\n\nSolar power"),
        ("Write a haiku about autumn, then explain it.", "Rain on the window", "It is about **autumn**"),
        ("Write an email to my boss asking for a day off, then make it more formal.", "**Subject:**", "request a day off"),
        ("What is the capital of Norway, how many people live there and what is the currency?", "The capital", "Krone"),
    ],
)
def test_each_request_of_a_message_keeps_its_own_form(prompt, first, then):
    text = chat(prompt)
    assert text.startswith(first)
    assert then in text


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        (("Tell me about Japan: capital, population, currency, as JSON.",), '"currency": "Yen (JPY)"'),
        (("Population and area of France, Italy and Spain as a table",), "| Area | 547,030 km² |"),
        (("List the planets with their size, as a table.",), "| Jupiter | 142,984 km |"),
        (("How many moons does Mars have?", "And Venus?"), "has no moons"),
        (("What is the distance from Earth to Mars?",), "about 78 million km"),
        (("Tell me about Jupiter",), "fifth planet"),
        (("Tell me about Japan.",), "Asia with about 126.5 million people; its capital is Tokyo"),
        (("Tell me the story of Romeo and Juliet.",), "Verona"),
        (("Compare iPhone and Android.", "Which one should I buy?"), "**Android** for"),
        (("Write a limerick about a cat.", "What does it mean?"), "It is a limerick"),
    ],
)
def test_what_is_asked_side_by_side_is_told_side_by_side(prompts, expected):
    assert expected in chat(*prompts)
