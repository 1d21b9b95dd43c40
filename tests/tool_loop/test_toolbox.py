"""The functions of the toolbox, called as the model calls them: by name, with JSON, in a process of their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.emulator.scripted import MODEL, sdk
from workbench import background, calling, functions, schemas, toolbox
from workbench.settings import Settings
from workbench.signatures import schema_of
from workbench.toolbox import Context
from workbench.toolbox.calculate import calculate
from workbench.toolbox.convert_units import QUANTITIES, convert_units
from workbench.toolbox.days_between import days_between
from workbench.toolbox.shift_date import shift_date


def call(name: str, folder: Path, **arguments: Any) -> calling.Outcome:
    return background.call(calling.call(name, arguments, folder, 20, lambda progress, doing: None), 30)


def test_every_function_is_declared_as_the_api_takes_it(emulator):
    everything = Settings()
    for name, found in toolbox.functions().items():
        everything = functions.switch(everything, name, True)
        assert found.description
        assert schemas.problems_of_schema(found.parameters) == ()
        assert schemas.problems_of_schema(found.returns) == ()
        assert all(inner.get("description") for inner in found.parameters["properties"].values()), name
        assert "context" not in found.parameters["properties"]
    answer = sdk(emulator).interactions.create(model=MODEL, input="Hello", tools=[dict(tool) for tool in everything.tools])
    assert answer.status in ("completed", "requires_action")


EXAMPLES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("get_weather", {"city": "Paris", "month": "May"}, {"temperature": 15, "month": "May", "country": "France"}),
    ("get_weather", {"city": "são paulo", "month": "January", "unit": "fahrenheit"}, {"city": "Sao Paulo", "temperature": 73.4}),
    ("convert_units", {"value": 26.2, "from_unit": "miles", "to_unit": "km"}, {"result": 42.1648128, "given": "26.2 mi"}),
    ("convert_units", {"value": 100, "from_unit": "celsius", "to_unit": "fahrenheit"}, {"result": 212}),
    ("convert_currency", {"amount": 10, "from_currency": "EUR", "to_currency": "yen"}, {"result": 1765.0, "date": "2026-11-02"}),
    ("calculate", {"expression": "sqrt(2)^2 + max(1, 2)"}, {"result": pytest.approx(4)}),
    ("shift_date", {"start": "2024-02-29", "years": 1}, {"date": "2025-02-28", "weekday": "Friday"}),
    ("days_between", {"start": "2026-11-23", "end": "2026-12-24"}, {"days": 31, "working_days": 23}),
]


@pytest.mark.parametrize(("name", "arguments", "expected"), EXAMPLES)
def test_functions_do_what_they_say_and_return_what_they_declare(tmp_path, name, arguments, expected):
    found = toolbox.functions()[name]
    assert schemas.errors_in(arguments, found.parameters) == ()
    outcome = call(name, tmp_path, **arguments)
    assert not outcome.is_error, outcome
    assert schemas.errors_in(outcome.result, found.returns) == ()
    assert {key: outcome.result[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("get_weather", {"city": "Pariss"}, "Did you mean Paris"),
        ("convert_units", {"value": 1, "from_unit": "kg", "to_unit": "m"}, "can't be converted"),
        ("convert_units", {"value": -300, "from_unit": "c", "to_unit": "k"}, "absolute zero"),
        ("convert_currency", {"amount": 1, "from_currency": "XXX", "to_currency": "EUR"}, "not a currency"),
        ("shift_date", {"start": "yesterday"}, "Invalid isoformat"),
        ("shift_date", {"start": "2026-01-01", "years": 9000}, "years 1 to 9999"),
        ("order_product", {"sku": "TEA-03"}, "Only 0"),
        ("order_product", {"sku": "TEA-01", "quantity": -1}, "at least one"),
        ("order_product", {"sku": "' or 1=1 --"}, "no article"),
    ],
)
def test_mistakes_are_told_in_words(tmp_path, name, arguments, words):
    outcome = call(name, tmp_path, **arguments)
    assert outcome.is_error
    assert words in outcome.result


def test_each_conversation_has_a_shop_of_its_own(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    assert call("order_product", one, sku="tea-01", quantity=4).result["left_in_stock"] == 30
    (there,) = call("find_products", one, query="darjeeling").result["products"]
    (elsewhere,) = call("find_products", other, query="darjeeling").result["products"]
    assert (there["stock"], elsewhere["stock"]) == (30, 34)


def test_a_conversations_folder_cannot_be_left():
    assert calling.folder_of("../../etc").name == "etc"
    assert calling.folder_of("../..").name == "none"


@settings(deadline=None)
@given(st.floats(-1e6, 1e6), st.sampled_from(sorted(QUANTITIES)), st.data())
def test_units_convert_there_and_back(value, quantity, data):
    one, other = (data.draw(st.sampled_from(sorted(QUANTITIES[quantity]))) for _ in range(2))
    there = convert_units(value, one, other)
    assert convert_units(there["result"], other, one)["result"] == pytest.approx(value, rel=1e-8, abs=1e-8)


@settings(deadline=None)
@given(st.dates(), st.integers(-9999, 9999))
def test_dates_go_there_and_back(day, days):
    try:
        moved = shift_date(day.isoformat(), days=days)["date"]
    except (OverflowError, ValueError):
        return
    assert days_between(day.isoformat(), moved)["days"] == days
    assert days_between(day.isoformat(), moved)["working_days"] == -days_between(moved, day.isoformat())["working_days"]


@settings(deadline=None)
@given(st.text(alphabet="0123456789+-*/%() .eE^pisqrtlogmax,", max_size=24))
def test_the_calculator_gives_a_number_or_says_why_not(expression):
    try:
        value = calculate(expression)["result"]
    except (ValueError, SyntaxError, ArithmeticError, TypeError):
        return
    assert json.dumps(value)


def test_a_hint_that_has_no_schema_is_refused():
    with pytest.raises(TypeError, match="can't take or return"):
        schema_of(Context)
