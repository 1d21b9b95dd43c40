"""Forms out of JSON Schemas, schemas out of tables, tables out of values: any input, no harm, and back again unchanged."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from components.data_view import tables
from workbench import forms, shapes
from workbench.inputs import ChoiceField, FieldError, JsonField, ListField, NumberField, TextField, ToggleField

ORDER = {
    "type": "object",
    "required": ["item", "count", "express"],
    "properties": {
        "item": {"type": "string", "description": "What to buy"},
        "count": {"type": "integer", "minimum": 1, "maximum": 9},
        "express": {"type": "boolean"},
        "gift": {"type": "boolean"},
        "size": {"type": "string", "enum": ["small", "large"]},
        "tags": {"type": "array", "items": {"type": "string"}},
        "address": {"$ref": "#/$defs/address"},
        "extras": {"type": "array", "items": {"type": "object"}},
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
    },
    "$defs": {"address": {"type": "object", "required": ["city"], "properties": {"city": {"type": "string"}}}},
}
JSON_VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(max_size=8),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=6), inner, max_size=3),
    max_leaves=12,
)


def test_each_kind_of_property_gets_the_field_that_fits_it():
    found = {field.key: field for field in forms.form_fields(ORDER, {}, "f")}
    kinds = {
        "item": TextField, "count": NumberField, "express": ToggleField, "gift": ChoiceField, "size": ChoiceField,
        "tags": ListField, "address.city": TextField, "extras": JsonField, "note": TextField,
    }  # fmt: skip
    assert {name: type(found[f"f.{name}"]) for name in kinds} == kinds
    assert found["f.count"].minimum == 1
    assert found["f.item"].label == "item *"


def test_a_filled_in_form_is_a_valid_value():
    value: Any = {}
    filled = {"item": "tea", "count": 3.0, "express": True, "gift": "false", "tags": ("a",), "address.city": "Köln"}
    for name, given_value in filled.items():
        value = forms.with_slot(ORDER, value, name, given_value)
    expected = {"item": "tea", "count": 3, "express": True, "gift": False, "tags": ["a"], "address": {"city": "Köln"}}
    assert value == expected
    Draft202012Validator(ORDER).validate(value)


def test_an_emptied_field_goes_and_takes_its_empty_object_along():
    value = forms.with_slot(ORDER, {"address": {"city": "Köln"}, "item": "tea"}, "address.city", "")
    assert value == {"item": "tea"}


def test_text_that_is_not_json_is_refused_with_the_reason():
    with pytest.raises(FieldError, match="not JSON"):
        forms.with_slot(ORDER, {}, "extras", "[{")


def test_a_schema_that_goes_round_in_a_circle_ends_as_json():
    circle = {"type": "object", "properties": {"next": {"$ref": "#"}}}
    assert [slot.path for slot in forms.slots(circle)] == [("next", "next", "next")]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(JSON_VALUES, JSON_VALUES)
def test_no_schema_and_no_value_breaks_a_form(schema, value):
    for field in forms.form_fields(schema, value, "f"):
        assert field.key.startswith("f.")


def test_a_schema_survives_its_table():
    schema = {
        "title": "Review",
        "type": "object",
        "properties": {
            "name": {"type": "string", "description": "The film"},
            "stars": {"type": "integer"},
            "tone": {"type": "string", "enum": ["warm", "cold"]},
            "people": {"type": "array", "items": {"type": "object", "properties": {}}},
        },
        "required": ["name", "stars"],
    }
    assert shapes.with_rows(schema, shapes.rows_of(schema)) == schema


INVOICE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "buyer": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
        "items": {"type": "array", "minItems": 1, "items": {"type": "object", "properties": {"price": {"type": "number"}}}},
        "grid": {"type": "array", "items": {"type": "array"}},
        "ship": {"anyOf": [{"type": "string"}, {"type": "null"}]},
    },
}


def test_groups_and_lists_of_groups_have_fields_of_their_own():
    rows = {row.name: row for row in shapes.rows_of(INVOICE)}
    assert (rows["buyer"].kind, rows["items"].kind) == ("group", "list of groups")
    assert [row.name for row in shapes.rows_of(shapes.within(INVOICE, ["buyer"]))] == ["city"]
    inner = shapes.within(INVOICE, ["items"])
    made = shapes.with_within(
        INVOICE, ["items"], shapes.with_rows(inner, [*shapes.rows_of(inner), shapes.Row("count", "whole number")])
    )
    items = made["properties"]["items"]
    assert items["minItems"] == 1
    assert items["items"]["properties"] == {"price": {"type": "number"}, "count": {"type": "integer"}}
    assert items["items"]["required"] == ["count"]
    assert {**made["properties"], "items": 0} == {**INVOICE["properties"], "items": 0}


def test_what_a_table_cannot_hold_is_told_by_its_type():
    rows = {row.name: shapes.called(row) for row in shapes.rows_of(INVOICE)}
    assert (rows["grid"], rows["ship"]) == ("other (array of array)", "other (anyOf)")


def test_a_field_becomes_a_group_that_can_be_filled():
    made = shapes.with_rows({}, [shapes.Row("address", "group"), shapes.Row("lines", "list of groups")])
    assert [row.kind for row in shapes.rows_of(made)] == ["group", "list of groups"]
    assert [row.name for row in shapes.rows_of(shapes.within(made, ["lines"]))] == ["name"]


def test_a_table_without_required_fields_names_no_empty_list():
    made = shapes.with_rows({}, [shapes.Row("a", "number", required=False), shapes.Row(" ", "text")])
    assert made == {"type": "object", "properties": {"a": {"type": "number"}}}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(JSON_VALUES)
def test_any_value_becomes_tables_without_markup_of_its_own(value):
    assert isinstance(tables(value), str)


def test_a_table_shows_rows_and_escapes_what_it_is_given():
    text = tables({"title": "a|b <script>", "items": [{"name": "tea", "price": 2}, {"name": "mate"}]})
    assert "a\\|b \\<script>" in text
    assert "**items**" in text
    assert "| tea | 2 |" in text
    assert "| mate | :gray[–] |" in text
