"""Tool search carried out by the app: called like a function, it gives the declarations of the deferred functions that fit."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from tests.tool_loop.conftest import ask, last, with_functions
from workbench import functions, registry, rules, send, tool_finding, tools
from workbench.settings import Connection, Prompt, Settings

DEMO = Connection(mode="demo", api_key="demo")
SEARCH = next(spec for spec in registry.tools() if spec.kind == "tool_search")
NAMES = ("convert_currency", "get_weather", "shift_date")


def deferred(*names: str, execution: str = "client") -> Settings:
    """These functions deferred, and the search among them by the app."""
    found = with_functions(*names)
    for name in names:
        found = functions.with_deferred(found, name, True)
    return tools.with_option(tools.switch(found, SEARCH, True), SEARCH, "execution", execution)


def declared(*names: str) -> tuple[dict[str, Any], ...]:
    return tuple(dict(tool) for tool in functions.declarations(deferred(*names)))


def test_the_search_is_declared_as_the_sdk_has_it_and_no_name_is_left_when_the_server_searches():
    from google.genai._gaos.types.interactions.tool import Tool

    settings = deferred("get_weather")
    (tool,) = tools.tools_of(settings, "tool_search")
    parsed: Any = TypeAdapter(Tool).validate_python(tool)
    assert (parsed.name, parsed.execution, parsed.parameters) == ("find_functions", "client", tool_finding.PARAMETERS)
    assert rules.blocked(settings, DEMO) is None
    assert tools.tools_of(deferred("get_weather", execution="server"), "tool_search") == (
        {"type": "tool_search", "execution": "server"},
    )


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("what is the weather in Paris", "get_weather"),
        ("currencies: how many dollars is a euro", "convert_currency"),
        ("the date some days after another", "shift_date"),
    ],
)
def test_the_best_fit_comes_first_without_the_mark_of_being_deferred(query, first):
    found = tool_finding.find(declared(*NAMES), query)
    assert found[0]["name"] == first
    assert "defer_loading" not in found[0]
    assert found[0]["parameters"]["type"] == "object"


@pytest.mark.parametrize("query", ["", "?!", '" OR name:*', "NEAR(a b)", "zebra crossing", "x" * 100_000])
def test_a_query_that_fits_nothing_or_is_hostile_finds_nothing(query):
    assert tool_finding.find(declared(*NAMES), query) == []


def test_functions_that_are_not_deferred_are_not_found():
    assert tool_finding.find(functions.declarations(with_functions(*NAMES)), "weather") == []


def test_the_loop_answers_the_search_with_declarations_and_then_the_function_that_was_found(store, calling):
    search = [("find_functions", {"query": "current weather in a city"})]
    connection, model = calling(search, [("get_weather", {"city": "Oslo", "month": "May"})])
    turn = last(ask(store, connection, deferred(*NAMES)))
    (found,) = [step for step in model.asks[1].new if step["type"] == "function_result"]
    assert next((item["type"], item["name"]) for item in found["result"]) == ("function", "get_weather")
    assert "is_error" not in found
    assert "Oslo" in str(turn["steps"][-1]["step"])
    assert turn["status"] == "completed"


def test_a_search_for_nothing_tells_what_there_is(store, calling):
    connection, model = calling([("find_functions", {"query": "zebra"})])
    turn = last(ask(store, connection, deferred(*NAMES)))
    assert "No function fits this. There are: convert_currency, get_weather, shift_date." in str(turn["steps"][-1]["step"])
    assert len(model.asks) == 2


def test_wrong_arguments_of_the_search_go_back_to_the_model(store, calling):
    connection, _ = calling([("find_functions", {"query": 5})])
    turn = last(ask(store, connection, deferred(*NAMES)))
    assert "ERROR Wrong arguments for find_functions." in str(turn["steps"][-1]["step"])


@pytest.mark.parametrize("history", ["server", "resend"])
def test_the_offline_model_asks_for_a_function_is_given_it_and_calls_it(store, connection, history):
    from dataclasses import replace

    settings = replace(deferred(*NAMES), history=history)
    run = send.send(store, connection, settings, Prompt("What is the weather in Paris in May?"), None, None)
    turn = last(run)
    assert turn["status"] == "completed"
    path = store.turns([node.id for node in store.skeleton(turn["conversation_id"])])
    asked = [record["step"]["name"] for one in path for record in one["steps"] if record["step"]["type"] == "function_call"]
    assert sorted(asked) == ["find_functions", "get_weather"]
    assert "Paris" in str(turn["steps"][-1]["step"])


def test_a_function_with_the_name_of_the_search_is_refused():
    settings = functions.define(deferred("get_weather"), {"name": "find_functions", "description": "Mine."})
    assert rules.blocked(settings, DEMO) == "A function is called find_functions as well: give the search another name."
