"""Structured output: whatever the schema, the answer is valid; where the prompt has a value, it is in the answer."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from emulator.brain.tools import instances, patterns
from emulator.brain.tools.filling import Numbered
from tests.brain.schemas import ANY_SCHEMA, with_references
from tests.brain.talking import chat

MANY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
PROMPTS = st.sampled_from(
    [
        "",
        "Write a review of The Matrix.",
        "Anna lives in Berlin, born 1990-05-04, anna@example.org.",
        "Pay 12.50 euros by Friday: 3 x tea @ $2.00",
        "日本 é \x00",
    ]
)


def check(value: Any, schema: Any) -> None:
    Draft202012Validator(schema, format_checker=FormatChecker(["date", "email", "ipv4", "ipv6", "uuid"])).validate(value)


def structured(prompt: str, schema: Any) -> Any:
    value = json.loads(chat(prompt, response_format={"type": "text", "mime_type": "application/json", "schema": schema}))
    check(value, schema)
    return value


@MANY
@given(ANY_SCHEMA, PROMPTS)
def test_any_schema_gets_a_valid_answer(schema, prompt):
    structured(prompt, schema)


@settings(MANY, max_examples=40)
@given(with_references())
def test_references_and_recursion_end(schema):
    check(instances.make(schema, Numbered(0)).value, schema)


@pytest.mark.parametrize(
    "schema",
    [
        {"oneOf": [{"type": "integer", "multipleOf": 2}, {"type": "integer", "multipleOf": 3}]},
        {
            "allOf": [
                {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]},
                {"properties": {"a": {"minimum": 7}}},
            ]
        },
        {
            "if": {"properties": {"kind": {"const": "a"}}},
            "then": {"required": ["x"]},
            "type": "object",
            "properties": {"kind": {"enum": ["a"]}},
            "required": ["kind"],
        },
        {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "items": False, "minItems": 2},
        {"type": "array", "contains": {"const": 5}, "items": {"type": "integer"}, "minItems": 3},
        {
            "type": "object",
            "patternProperties": {"^x_[a-z]+$": {"type": "integer"}},
            "additionalProperties": False,
            "minProperties": 1,
        },
        {"type": "object", "dependentRequired": {"a": ["b"]}, "properties": {"a": {"type": "integer"}}, "required": ["a"]},
        {"type": "array", "items": {"enum": ["x", "y", "z"]}, "uniqueItems": True, "minItems": 3},
        {"type": ["string", "null"], "maxLength": 0},
        {"not": {"type": "string"}, "type": ["string", "integer"]},
        {"type": "number", "exclusiveMinimum": 0.5, "maximum": 0.6},
        {"enum": [None, {"deep": [1]}]},
        True,
    ],
)
def test_the_corners_of_json_schema(schema):
    check(instances.make(schema, Numbered(0)).value, schema)


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"},
        {"$ref": "http://127.0.0.1:9/schema.json"},
        {"$ref": "file:///etc/passwd"},
        {"type": "object", "properties": {"self": {"$ref": "#"}}, "required": ["self"]},
        {"type": "string", "pattern": "^(a+)+$"},
        {"type": "string", "minLength": 10**12},
        {"type": "array", "minItems": 10**9, "items": {"type": "string"}},
        {"type": "odd"},
        {"type": "number", "multipleOf": 5e-324, "minimum": 1e308},
        {"type": "integer", "minimum": 10**400},
        {"type": "array", "items": "x", "minItems": "y"},
        {"anyOf": 3, "allOf": {"a": 1}, "enum": 5, "pattern": 7},
        {"required": "x", "properties": [], "enum": {}, "minimum": "low"},
        False,
    ],
)
def test_schemas_that_nothing_fits_or_that_mean_harm_still_end(schema):
    assert json.dumps(instances.make(schema, Numbered(0)).value, default=str)


STAFF = "The team: Ines leads it. Omar and Petra report to Ines, and Omar manages Quentin."


@pytest.mark.parametrize("prompt", [STAFF, "ten words, ".rjust(400, "a"), "Make something up.", "1, 2, 3; 4 and 5"])
@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "properties": {"name": {"type": "string"}, "number": {"type": "integer"},
                                          "reports": {"type": "array", "items": {"$ref": "#"}}},
         "required": ["name", "number", "reports"]},
        {"$defs": {"part": {"type": "object", "properties": {"label": {"type": "string"},
                                                             "parts": {"type": "array", "items": {"$ref": "#/$defs/part"}}},
                            "required": ["label", "parts"]}},
         "$ref": "#/$defs/part"},
        {"type": "object", "properties": {"value": {"type": "number"}, "next": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}},
         "required": ["value", "next"]},
        {"type": "array", "items": {"type": "object", "properties": {"key": {"type": "string"}, "below": {"$ref": "#"}},
                                    "required": ["key", "below"]}},
    ],
)  # fmt: skip
def test_a_schema_that_contains_itself_is_filled_from_any_text(prompt, schema):
    check(structured(prompt, schema), schema)


def test_patterns_that_could_run_for_ever_are_never_run():
    assert not patterns.is_safe("(a+)+$")
    assert not patterns.is_safe("(a|a*)*b" + "x" * 600)
    assert patterns.is_safe(r"^[A-Z]{2}\d{2,4}$")
    assert patterns.example(r"^[A-Z]{2}\d{2,4}$") == "AA55"


TEXT, NUMBER = {"type": "string"}, {"type": "number"}
INVOICE = """Please extract:
Invoice #INV-2041 from Acme Corp
Date: 2026-03-01
Bill to: Jane Doe, jane@x.com
2 x Widget @ $10.00
1 x Blue Gadget @ $25.50
Total: $45.50
Due date: 31 March 2026"""


def test_an_invoice_is_read():
    line = {
        "type": "object",
        "properties": {"description": TEXT, "quantity": {"type": "integer"}, "unit_price": NUMBER},
        "required": ["description", "quantity"],
    }
    customer = {"type": "object", "properties": {"name": TEXT, "email": {"type": "string", "format": "email"}}}
    day = {"type": "string", "format": "date"}
    properties = {
        "invoice_number": TEXT,
        "vendor": TEXT,
        "date": day,
        "due_date": day,
        "customer": customer,
        "total": NUMBER,
        "currency": TEXT,
    }
    value = structured(INVOICE, {"type": "object", "properties": {**properties, "lines": {"type": "array", "items": line}}})
    assert value["lines"] == [
        {"description": "Widget", "quantity": 2, "unit_price": 10.0},
        {"description": "Blue Gadget", "quantity": 1, "unit_price": 25.5},
    ]
    assert value["customer"] == {"name": "Jane Doe", "email": "jane@x.com"}
    assert {**value, "lines": 0, "customer": 0} == {
        "invoice_number": "INV-2041",
        "vendor": "Acme Corp",
        "date": "2026-03-01",
        "due_date": "2026-03-31",
        "customer": 0,
        "total": 45.5,
        "currency": "USD",
        "lines": 0,
    }


def test_contacts_are_listed():
    person = {
        "type": "object",
        "properties": {"name": TEXT, "email": TEXT, "phone": {"type": ["string", "null"]}},
        "required": ["name", "email"],
    }
    prompt = "Contacts: Alice Smith (alice@example.com, +1 555-123-4567) and Bob Jones <bob@corp.org> phone +44 20 7946 0958"
    assert structured(prompt, {"type": "array", "items": person}) == [
        {"name": "Alice Smith", "email": "alice@example.com", "phone": "+1 555-123-4567"},
        {"name": "Bob Jones", "email": "bob@corp.org", "phone": "+44 20 7946 0958"},
    ]


def test_a_message_is_moderated_and_a_film_reviewed():
    kinds = {"enum": ["safe", "spam", "harmful"]}
    verdict = structured(
        "Moderate: 'Free money! Click here now'",
        {"type": "object", "properties": {"is_safe": {"type": "boolean"}, "category": kinds, "reason": TEXT}},
    )
    assert verdict["is_safe"] is False
    assert verdict["category"] == "spam"
    fine = structured(
        "Moderate: 'See you at lunch'", {"type": "object", "properties": {"is_safe": {"type": "boolean"}, "category": kinds}}
    )
    assert fine == {"is_safe": True, "category": "safe"}
    film = {
        "type": "object",
        "properties": {"title": TEXT, "rating": {"type": "integer", "minimum": 1, "maximum": 5}, "summary": TEXT},
    }
    review = structured("Write a review of the movie The Matrix", film)
    assert review["title"] == "The Matrix"
    assert "Wachowski" in review["summary"]
