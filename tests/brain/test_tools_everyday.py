"""What prototypers try first: the arguments that a request gives, answers with a shape, searches. The model knows none of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.brain.declarations import WHOLE, B, N, S, function
from tests.brain.talking import chat, steps, text_of

WHEN = {"type": "string", "format": "date-time"}
NAMES = {"type": "array", "items": S}


def called(prompt: str, name: str, properties: dict[str, Any]) -> list[dict[str, Any]]:
    made = steps(prompt, tools=(function(name, name.replace("_", " ").capitalize(), [*properties], **properties),))
    return [step["arguments"] for step in made if step["type"] == "function_call"]


@pytest.mark.parametrize(
    ("prompt", "name", "properties", "expected"),
    [
        ("Send an email to ana@acme.io with subject Lunch and say that I'll be ten minutes late", "send_email",
         {"to": S, "subject": S, "body": S}, {"to": "ana@acme.io", "subject": "Lunch", "body": "I'll be ten minutes late"}),
        ("Schedule a 45 minute sync called Roadmap review tomorrow at 3pm", "create_event",
         {"title": S, "start": WHEN, "duration_minutes": WHOLE},
         {"title": "Roadmap review", "start": "2026-03-15T15:00:00Z", "duration_minutes": 45}),
        ("make the living room 21 degrees", "set_temperature", {"room": S, "temperature": N},
         {"room": "living room", "temperature": 21}),
        ("Play Bohemian Rhapsody by Queen", "play_music", {"song": S, "artist": S},
         {"song": "Bohemian Rhapsody", "artist": "Queen"}),
        ("create a user named Ada Berg, inactive for now", "create_user", {"name": S, "active": B},
         {"name": "Ada Berg", "active": False}),
        ("Remind me to call mum on Sunday at 10", "set_reminder", {"text": S, "when": WHEN},
         {"text": "call mum", "when": "2026-03-15T10:00:00Z"}),
        ("I'm 1.82 m tall and weigh 80 kilos. Calculate my bmi", "calculate_bmi", {"weight_kg": N, "height_m": N},
         {"weight_kg": 80, "height_m": 1.82}),
        ("move /tmp/report.pdf to /home/me/docs", "move_file", {"source": S, "destination": S},
         {"source": "/tmp/report.pdf", "destination": "/home/me/docs"}),
        ("Post 'Deploy finished' to #releases and mention @tom and @lia", "post_message",
         {"channel": S, "message": S, "mentions": NAMES},
         {"channel": "#releases", "message": "Deploy finished", "mentions": ["@tom", "@lia"]}),
        ("Get directions from the Central Station to the airport", "get_directions", {"from": S, "to": S},
         {"from": "Central Station", "to": "airport"}),
        ("Refund order A-1042, the lamp arrived broken", "refund_order", {"order_id": S, "reason": S},
         {"order_id": "A-1042", "reason": "the lamp arrived broken"}),
        ("Publish the post 'We are hiring' next Monday 9am", "publish_post", {"content": S, "publish_at": S},
         {"content": "We are hiring", "publish_at": "2026-03-16T09:00:00Z"}),
    ],
)  # fmt: skip
def test_arguments_are_taken_from_everyday_requests(prompt, name, properties, expected):
    assert called(prompt, name, properties) == [expected]


def test_each_city_of_a_question_is_asked_about_in_its_own_time_zone():
    found = called("What time is it in Tokyo and London?", "get_time", {"timezone": S})
    assert [arguments["timezone"] for arguments in found] == ["Asia/Tokyo", "Europe/London"]


def rows(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "object", "properties": properties, "required": list(properties)}}


@pytest.mark.parametrize(
    ("prompt", "properties", "expected"),
    [
        ("Extract: Hi, I'm Maria Lopez, CTO at Nimbus GmbH.", {"name": S, "title": S, "company": S},
         {"name": "Maria Lopez", "title": "CTO", "company": "Nimbus GmbH"}),
        ("Parse this receipt: Cafe Roma, 12 Nov 2026. 2x Latte 3.50, 1x Croissant 2.20. Total 9.20 EUR",
         {"merchant": S, "items": rows(name=S, quantity=WHOLE, price=N), "total": N},
         {"merchant": "Cafe Roma", "total": 9.2, "items": [
             {"name": "Latte", "quantity": 2, "price": 3.5}, {"name": "Croissant", "quantity": 1, "price": 2.2}]}),
        ("Invoice INV-204 from Blue Ltd to Green Inc: 3 chairs at 49.90 each and 1 desk at 199",
         {"seller": S, "buyer": S, "lines": rows(description=S, quantity=WHOLE, unit_price=N)},
         {"seller": "Blue Ltd", "buyer": "Green Inc", "lines": [
             {"description": "chairs", "quantity": 3, "unit_price": 49.9},
             {"description": "desk", "quantity": 1, "unit_price": 199}]}),
        ("Convert to JSON: name=Alice; hobbies=chess, hiking; married=no",
         {"name": S, "hobbies": NAMES, "married": B},
         {"name": "Alice", "hobbies": ["chess", "hiking"], "married": False}),
        ("Address: 221B Baker Street, London NW1 6XE, United Kingdom", {"street": S, "city": S, "postcode": S},
         {"street": "221B Baker Street", "city": "London", "postcode": "NW1 6XE"}),
        ("Review: The battery is great, but the screen is terrible.", {"pros": NAMES, "cons": NAMES},
         {"pros": ["The battery is great"], "cons": ["the screen is terrible"]}),
        ("Extract entities: Tim Cook came to Munich on 3 May 2027.",
         {"entities": rows(text=S, type={"type": "string", "enum": ["PERSON", "LOCATION", "DATE"]})},
         {"entities": [{"text": "Tim Cook", "type": "PERSON"}, {"text": "Munich", "type": "LOCATION"},
                       {"text": "2027-05-03", "type": "DATE"}]}),
    ],
)  # fmt: skip
def test_a_shape_is_filled_from_what_stands_in_the_text(prompt, properties, expected):
    schema = {"type": "object", "properties": properties, "required": list(properties)}
    value = json.loads(chat(prompt, response_format={"type": "text", "mime_type": "application/json", "schema": schema}))
    Draft202012Validator(schema).validate(value)
    assert value == expected


def searched(prompt: str) -> str:
    made = steps(prompt, tools=({"type": "google_search"},))
    assert [step["type"] for step in made if step["type"] != "thought"][:1] == ["google_search_call"]
    return text_of(made)


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("What is the population of Japan?", "million people"),
        ("What is the currency of Switzerland?", "Franc"),
        ("What is the capital of Peru and what language do they speak?", "Spanish"),
        ("How many people live in Paris?", "million people live in Paris"),
        ("Why is the sky blue?", "scatter short blue waves"),
        ("Who wrote Pride and Prejudice?", "Jane Austen"),
        ("Who discovered penicillin?", "Alexander Fleming"),
        ("How does a heat pump work?", "compressor"),
        ("Compare the populations of Germany and France", "France has a population"),
        ("What is the weather today in Berlin?", "I found nothing that answers exactly this"),
        ("Who is the CEO of Zorblatt?", "found nothing about it"),
    ],
)
def test_a_search_answers_what_the_library_and_the_gazetteer_know_and_admits_the_rest(prompt, expected):
    assert expected in searched(prompt)
