"""Work on a text that is given, small creations, drafts, code, judgements, schemas, tools' results and attachments."""

import json

import jsonschema
import pytest

from emulator.brain import Ask, think
from tests.brain.talking import NOW, chat, said, text_of

CAT = (
    "The cat sat on the mat. It was a warm day. The mat was red and soft. The cat slept for hours on "
    "the mat because the day was warm."
)


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("How many r's are in strawberry?", "**3**"),
        ("reverse the word hello", "olleh"),
        ("sort these alphabetically: pear, apple, fig", "apple, fig, pear"),
        ("sort: 10, 9, 2", "2, 9, 10"),
        ("make this formal: hey guys, can't make it, thanks", "cannot make it"),
        ("Fix the grammar: he go to school", "He goes to school."),
        ("Translate 'good morning' to Spanish", "**buenos días**"),
        ("Translate 'Good morning, how are you?' into German", "**Guten Morgen, wie geht es Ihnen?**"),
        ("Translate 'Hello! My name is Anna. Thank you!' into Italian", "**Ciao! Mi chiamo Anna. Grazie!**"),
        ("Translate 'good morning, dear harbour' to Spanish", "won't invent Spanish"),
        ("Translate 'the ship has left the harbour' to Spanish", "won't invent Spanish"),
        ("Convert to uppercase: hello there", "HELLO THERE"),
        ("Count the words: one two three four", "**4 words**"),
        ("What is the sentiment of: 'The food was awful and cold'", "negative"),
        ("Is this spam: 'See you at lunch tomorrow'", "safe"),
        ("write a python function to reverse a string", "text[::-1]"),
        ("javascript code to check for a palindrome", "```javascript"),
        ("Write an email to my boss asking for a day off because of a wedding", "wedding"),
        ("write a haiku about the sea", "sea"),
        ("Write a short story about a robot", "robot"),
        ("list three fruits", "Apple, banana and orange."),
        ("flip a coin", "coin"),
        ("What can you do?", "remember"),
        ("How are you?", "doing well"),
        ("thank you", "!"),
        ("help", "I can"),
    ],
)
def test_small_tasks(prompt, expected):
    assert expected in chat(prompt)


def test_summary_uses_the_texts_own_sentences():
    summary = chat(f"Summarise: {CAT}")
    assert 0 < len(summary) < len(CAT)
    assert all(part.strip() in CAT for part in summary.split(". "))
    assert chat(f"Summarise this text in one sentence:\n\n{CAT}").count(".") == 1


@pytest.mark.parametrize(
    ("prompt", "schema"),
    [
        (
            "Moderate: 'Free money! Click here to claim your prize!'",
            {
                "type": "object",
                "properties": {
                    "is_safe": {"type": "boolean"},
                    "category": {"enum": ["safe", "spam", "inappropriate", "harmful"]},
                    "confidence": {"type": "number", "minimum": 0, "maximum": 1},
                    "reason": {"type": "string"},
                },
                "required": ["is_safe", "category", "confidence", "reason"],
            },
        ),
        (
            "Write a review of The Matrix (1999)",
            {
                "type": "object",
                "properties": {
                    "title": {"type": "string"},
                    "year": {"type": "integer"},
                    "genre": {"type": "string"},
                    "rating": {"type": "number", "maximum": 10},
                    "summary": {"type": "string", "maxLength": 200},
                },
                "required": ["title", "year", "genre", "rating", "summary"],
            },
        ),
        ("List three fruits", {"type": "array", "items": {"type": "string"}, "minItems": 3, "maxItems": 3}),
        (
            "x",
            {
                "$defs": {
                    "n": {
                        "type": "object",
                        "properties": {"next": {"$ref": "#/$defs/n"}, "v": {"type": "integer", "multipleOf": 5}},
                    }
                },
                "$ref": "#/$defs/n",
            },
        ),
        ("x", {"type": ["null", "string"], "minLength": 5}),
    ],
)
def test_structured_output_fits_its_schema(prompt, schema):
    value = json.loads(chat(prompt, response_format={"type": "text", "mime_type": "application/json", "schema": schema}))
    jsonschema.validate(value, schema)
    if "is_safe" in str(schema):
        assert value["is_safe"] is False
        assert value["category"] == "spam"
    if "genre" in str(schema):
        assert value["year"] == 1999
        assert value["title"] == "The Matrix"


def test_function_results_are_answered_from():
    history = (
        said("What is the weather in Paris?"),
        {"type": "function_call", "id": "ab12cd34", "name": "get_weather", "arguments": {"location": "Paris"}},
    )
    for result in (
        "sunny, 22 degrees",
        {"condition": "sunny"},
        [{"type": "text", "text": '{"condition":"sunny","temperature":22}'}],
    ):
        new = ({"type": "function_result", "call_id": "ab12cd34", "result": result},)
        assert "sunny" in text_of([move.step for move in think(Ask("m", history, new, NOW))])


def test_attachments_are_named_but_not_guessed_at():
    step = {
        "type": "user_input",
        "content": [
            {"type": "text", "text": "What's in this image?"},
            {"type": "image", "mime_type": "image/png", "data": "A" * 4000},
        ],
    }
    answer = text_of([move.step for move in think(Ask("m", (), (step,), NOW))])
    assert "image/png" in answer
    assert "3.0 kB" in answer
    assert "can't decode" in answer
    assert "won't guess" in answer


def test_plain_content_and_several_inputs_are_read():
    new = ({"type": "text", "text": "My name is Zoe."}, said("I like chess."), said("What is my name?"))
    assert "Zoe" in text_of([move.step for move in think(Ask("m", (), new, NOW))])


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("Thanks! Who invented the telephone?", "Bell"),
        ("who wrote Hamlet?", "William Shakespeare"),
        ("What happened in 1969?", "Apollo 11"),
        ("Plan a 3 day trip to Paris", "Eiffel Tower"),
        ("How do plants make food?", "Photosynthesis"),
        ("Can you speak German?", "English"),
    ],
)
def test_particular_questions(prompt, expected):
    assert expected in chat("Tell me about Venice", prompt)
