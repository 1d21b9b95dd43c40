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
