"""Structured output whose lists hold objects: rows read from a text, things compared, things made up on request."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.brain.declarations import DAY, WHOLE, B, N, S
from tests.brain.talking import chat


def shape(*optional: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [name for name in properties if name not in optional]}


def rows(least: int = 0, **properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": shape(**properties), "minItems": least}


def choice(*allowed: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(allowed)}


WORDS = {"type": "array", "items": S}
YEAR = {"type": ["integer", "null"]}


def filled(prompt: str, schema: dict[str, Any]) -> Any:
    value = json.loads(chat(prompt, response_format={"type": "text", "mime_type": "application/json", "schema": schema}))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(value)
    return value


@pytest.mark.parametrize(
    ("prompt", "schema", "expected"),
    [
        ("Products: Blue mug 9.95 EUR in stock 60, French press 32.50 EUR in stock 12, Kettle 64.90 EUR sold out",
         shape(products=rows(name=S, price=N, in_stock=B, stock=WHOLE)),
         {"products": [{"name": "Blue mug", "price": 9.95, "in_stock": True, "stock": 60},
                       {"name": "French press", "price": 32.5, "in_stock": True, "stock": 12},
                       {"name": "Kettle", "price": 64.9, "in_stock": False, "stock": 0}]}),
        ("Weather report: Monday 14 degrees and rain, Tuesday 17 and sunny",
         shape(days=rows(day=S, temperature=N, condition=S)),
         {"days": [{"day": "Monday", "temperature": 14, "condition": "rain"},
                   {"day": "Tuesday", "temperature": 17, "condition": "sunny"}]}),
        ("Ana and Ben met. Ben will write the press release by 20 March 2027. Chloe books the venue by April 2nd.",
         shape(action_items=rows(owner=S, task=S, due=DAY)),
         {"action_items": [{"owner": "Ben", "task": "write the press release", "due": "2027-03-20"},
                           {"owner": "Chloe", "task": "books the venue", "due": "2027-04-02"}]}),
        ("CV: Maria Lopez, engineer in Madrid. 2019-2023 Backend developer at Nimbus GmbH. Since 2023 tech lead at Acme."
         " BSc Computer Science, UPM, 2018. Skills: Python, Go.",
         shape(name=S, experience=rows(company=S, title=S, start_year=WHOLE, end_year=YEAR),
               education=rows(degree=S, school=S, year=WHOLE), skills=WORDS),
         {"name": "Maria Lopez",
          "experience": [{"company": "Nimbus GmbH", "title": "Backend developer", "start_year": 2019, "end_year": 2023},
                         {"company": "Acme", "title": "Tech lead", "start_year": 2023, "end_year": None}],
          "education": [{"degree": "BSc Computer Science", "school": "UPM", "year": 2018}], "skills": ["Python", "Go"]}),
        ("JSON please: temperature sensor T1 at 21.5C, humidity sensor H1 at 48%, both in the kitchen",
         shape(room=S, sensors=rows(id=S, kind=choice("temperature", "humidity"), value=N)),
         {"room": "kitchen", "sensors": [{"id": "T1", "kind": "temperature", "value": 21.5},
                                         {"id": "H1", "kind": "humidity", "value": 48}]}),
        ("Translate 'good morning' into French and Spanish", shape(translations=rows(language=S, text=S)),
         {"translations": [{"language": "Spanish", "text": "buenos días"}, {"language": "French", "text": "bonjour"}]}),
        ("Classify: 'My package never arrived!'", shape(kind=choice("billing", "shipping", "other")), {"kind": "shipping"}),
        ("Is 'The earth is flat' true?", shape(claim=S, verdict=choice("true", "false", "unclear")),
         {"claim": "The earth is flat", "verdict": "unclear"}),
    ],
)  # fmt: skip
def test_each_row_holds_what_the_text_says_of_it(prompt, schema, expected):
    value = filled(prompt, schema)
    for name in ("translations",) if "translations" in expected else ():
        value[name].sort(key=lambda one: one["language"], reverse=True)
    assert value == expected


def test_a_comparison_has_a_row_for_each_thing_with_lists_of_its_own_and_claims_no_verdict():
    schema = shape(comparison=rows(name=S, strengths={**WORDS, "minItems": 2}, score=N), winner=S, verdict=S)
    value = filled("Compare Python and Rust for a web backend", schema)
    assert [row["name"] for row in value["comparison"]] == ["Python", "Rust"]
    assert value["comparison"][0]["strengths"] != value["comparison"][1]["strengths"]
    assert value["winner"] in ("Python", "Rust")
    assert "depends on what matters" in value["verdict"]


def test_a_comparison_by_aspects_rates_each_thing_in_each():
    schema = shape(subjects=WORDS, criteria=rows(criterion=S, ratings=rows(subject=S, stars=WHOLE)))
    value = filled("Compare cats and dogs as pets: cost, noise, care", schema)
    assert value["subjects"] == ["cats", "dogs"]
    assert [row["criterion"] for row in value["criteria"]] == ["cost", "noise", "care"]
    assert all([one["subject"] for one in row["ratings"]] == ["cats", "dogs"] for row in value["criteria"])


def test_characters_on_request_differ_in_name_part_and_story():
    schema = shape(
        characters=rows(3, name=S, role=choice("hero", "villain", "sidekick"), traits={**WORDS, "minItems": 2}, backstory=S)
    )
    made = filled("Create three characters for a fantasy story", schema)["characters"]
    assert [one["role"] for one in made] == ["hero", "villain", "sidekick"]
    assert len({one["name"] for one in made}) == len({one["backstory"] for one in made}) == 3
    assert not any("unknown" in str(one) for one in made)


def test_tasks_of_a_party_have_owners_days_and_are_not_done():
    schema = shape(guests=WHOLE, tasks=rows(3, title=S, owner=S, due=DAY, done=B, subtasks=WORDS))
    value = filled("Plan a birthday party for 12 kids: list tasks with owner and due date", schema)
    assert value["guests"] == 12
    assert all(one["owner"] != one["title"] and one["subtasks"] and not one["done"] for one in value["tasks"])


def test_a_recursive_person_ends_with_the_people_of_the_text():
    person = {"type": "object", "properties": {"name": S, "reports": {"type": "array", "items": {"$ref": "#/$defs/person"}}}}
    schema = {"$defs": {"person": {**person, "required": ["name", "reports"]}}, "$ref": "#/$defs/person"}
    value = filled("John Smith (john@acme.io) manages Ana (ana@acme.io).", schema)
    assert len(json.dumps(value)) < 600


def test_a_report_of_facts_gets_nothing_made_up():
    value = filled("Extract the owner: the car is blue.", shape("owner", owner={"type": ["string", "null"]}, color=S))
    assert "Mira" not in json.dumps(value)
