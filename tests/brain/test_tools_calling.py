"""Function calling: which functions, with what, how often, and what is said of their results."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.brain import declarations as d
from tests.brain.schemas import functions
from tests.brain.talking import said


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        (
            "What's the weather in Paris and in London?",
            [("get_weather", {"location": "Paris"}), ("get_weather", {"location": "London"})],
        ),
        ("Is it raining in tokyo?", [("get_weather", {"location": "Tokyo"})]),
        ("How hot is it in Cairo in Fahrenheit?", [("get_weather", {"location": "Cairo", "unit": "fahrenheit"})]),
        ("Do I need an umbrella in Bergen?", [("get_weather", {"location": "Bergen"})]),
        ("weather in São Paulo", [("get_weather", {"location": "São Paulo"})]),
        ("Convert 100 USD to EUR", [("convert_currency", {"amount": 100, "from_currency": "USD", "to_currency": "EUR"})]),
        ("How much is 250 euros in yen?", [("convert_currency", {"amount": 250, "from_currency": "EUR", "to_currency": "JPY"})]),
        ("Convert 5 miles to km", [("convert_units", {"value": 5, "from_unit": "miles", "to_unit": "kilometers"})]),
        ("What is 12*(3+4)?", [("calculate", {"expression": "12*(3+4)"})]),
        ("What is 15 times 23 plus 4?", [("calculate", {"expression": "15 * 23 + 4"})]),
        (
            "Find products: wireless headphones under $100",
            [("find_products", {"query": "wireless headphones", "max_price": 100})],
        ),
        ("What date is 45 days after 2026-03-01?", [("add_days", {"start": "2026-03-01", "days": 45})]),
        (
            "Find flights from Berlin to New York on 3 May for 2 passengers",
            [("search_flights", {"origin": "Berlin", "destination": "New York", "date": "2026-05-03", "passengers": 2})],
        ),
        (
            'Send an email to bob@example.com about lunch saying "Noon at Joe\'s?"',
            [("send_email", {"to": "bob@example.com", "subject": "lunch", "body": "Noon at Joe's?"})],
        ),
        (
            "Schedule a meeting with Bob and Alice for 03/14/2025 at 10:00 AM about the Q3 planning.",
            [
                (
                    "schedule_meeting",
                    {"attendees": ["Bob", "Alice"], "date": "2025-03-14", "time": "10:00", "topic": "Q3 planning"},
                )
            ],
        ),
        ("Turn the lights down to a romantic level", [("set_light_values", {"brightness": 20, "color_temp": "warm"})]),
        (
            "Create a bar chart titled 'Quarterly Sales' with Q1: 50, Q2: 75, Q3: 60",
            [("create_bar_chart", {"title": "Quarterly Sales", "labels": ["Q1", "Q2", "Q3"], "values": [50, 75, 60]})],
        ),
        (
            "Create a customer account for eva@example.com in Vienna, Austria, without the newsletter",
            [
                (
                    "create_customer",
                    {"email": "eva@example.com", "address": {"city": "Vienna", "country": "Austria"}, "newsletter": False},
                )
            ],
        ),
        (
            "weather in Rome and convert 10 km to miles",
            [
                ("get_weather", {"location": "Rome"}),
                ("convert_units", {"value": 10, "from_unit": "kilometers", "to_unit": "miles"}),
            ],
        ),
    ],
)
def test_what_a_prompt_asks_for_is_called(prompt, expected):
    assert d.calls(prompt) == expected


def test_a_scene_needs_several_functions():
    assert [name for name, _ in d.calls("Turn this place into a party!", d.PARTY)] == [
        "power_disco_ball",
        "start_music",
        "dim_lights",
    ]


@pytest.mark.parametrize(
    "prompt",
    [
        "Hello!",
        "Tell me a joke",
        "What is the capital of France?",
        "Thanks!",
        "My name is Karthik",
        "Who wrote Hamlet?",
        "Write a poem about the weather in Paris",
        "Find me a joke",
    ],
)
def test_nothing_is_called_when_nothing_asks_for_it(prompt):
    assert d.calls(prompt) == []


def test_a_missing_argument_is_asked_for_and_the_reply_completes_the_call():
    first = d.answer([], [said("What's the weather?")], [d.WEATHER])
    assert "location" in d.text(first)
    assert d.text(first).endswith("?")
    then = d.answer([said("What's the weather?"), *first], [said("Lisbon")], [d.WEATHER])
    assert [step["arguments"] for step in then if step["type"] == "function_call"] == [{"location": "Lisbon"}]


def test_a_follow_up_goes_on_with_the_same_function():
    history = [said("What's the weather in Oslo?"), {"type": "model_output", "content": [{"type": "text", "text": "It snows."}]}]
    steps = d.answer(history, [said("And in Madrid?")], d.ALL)
    assert [(step["name"], step["arguments"]) for step in steps if step["type"] == "function_call"] == [
        ("get_weather", {"location": "Madrid"})
    ]


def test_tool_choice_is_honoured():
    assert d.calls("weather in Oslo", tool_choice="none") == []
    assert [name for name, _ in d.calls("hello", [d.WEATHER], tool_choice="any")] == ["get_weather"]
    only = {"allowed_tools": {"mode": "any", "tools": ["calculate"]}}
    assert [name for name, _ in d.calls("weather in Oslo", tool_choice=only)] == ["calculate"]
    either = {"allowed_tools": {"mode": "auto", "tools": ["calculate"]}}
    assert d.calls("weather in Oslo", tool_choice=either) == []
    assert [name for name, _ in d.calls("weather in Oslo", tool_choice="validated")] == ["get_weather"]


MANY = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
PROMPTS = st.sampled_from(
    ["", "Set the title to Hamlet", "Order 3 of P-77 for eva@example.com on Friday", "weather in Rome", "é 日本 \x00 {}"]
) | st.text(max_size=80)


@MANY
@given(
    st.lists(functions(), min_size=1, max_size=3, unique_by=lambda one: one["name"]),
    PROMPTS,
    st.sampled_from(["any", "auto", "validated"]),
)
def test_arguments_of_random_functions_fit_their_schemas(declared, prompt, mode):
    made = d.calls(prompt, declared, tool_choice=mode)
    assert made or mode != "any"
    for name, arguments in made:
        schema = next(one["parameters"] for one in declared if one["name"] == name)
        Draft202012Validator(schema).validate(arguments)


def test_one_result_feeds_the_next_call():
    def run(name: str, arguments: dict[str, Any]) -> Any:
        return (
            {"products": [{"id": "P-9", "name": "Espresso machine", "price": 89}]}
            if name == "find_products"
            else {"order": "O-1", "product_id": arguments["product_id"]}
        )

    made, told = d.loop("Look up the espresso machine and order two of them", [d.FIND, d.ORDER], run)
    assert made == [("find_products", {"query": "espresso machine"}), ("order_product", {"product_id": "P-9", "quantity": 2})]
    assert "P-9" in told


def test_a_result_is_converted_when_that_was_asked():
    def run(name: str, arguments: dict[str, Any]) -> Any:
        return {"temperature": 18, "unit": "celsius"} if name == "get_weather" else {"value": 64.4, "unit": "fahrenheit"}

    plain = d.function("get_weather", "Gets the current weather for a location.", ["location"], location=d.CITY)
    made, told = d.loop("What is the weather in Paris, and convert the temperature to Fahrenheit", [plain, d.UNITS], run)
    assert made == [
        ("get_weather", {"location": "Paris"}),
        ("convert_units", {"value": 18, "from_unit": "celsius", "to_unit": "fahrenheit"}),
    ]
    assert "64.4" in told


def test_an_error_is_corrected_once_and_then_told():
    def run(name: str, arguments: dict[str, Any]) -> Any:
        return (
            {"temperature": 9}
            if arguments["location"] == "Zürich"
            else ValueError(f"Unknown city {arguments['location']}. Did you mean Zürich?")
        )

    made, told = d.loop("weather in Zuerich", [d.WEATHER], run)
    assert [arguments["location"] for _, arguments in made] == ["Zuerich", "Zürich"]
    assert "9" in told
    assert "failed" not in told
    made, told = d.loop(
        "weather in Oslo", [d.WEATHER], lambda name, arguments: ValueError("Service temporarily unavailable, try again")
    )
    assert len(made) == 2
    assert "temporarily unavailable" in told
    made, told = d.loop("weather in Oslo", [d.WEATHER], lambda name, arguments: ValueError("No permission"))
    assert len(made) == 1
    assert "No permission" in told


RESULTS = st.one_of(
    st.text(max_size=200),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
        max_leaves=12,
    ).map(lambda value: {"result": value}),
    st.lists(st.text(max_size=50).map(lambda one: {"type": "text", "text": one}), max_size=3),
    st.just([{"type": "image", "mime_type": "image/png", "data": "AAAA"}]),
    st.just("x" * 500_000),
    st.just("<script>alert(1)</script> [click](javascript:alert(1))"),
)


@settings(MANY, max_examples=40)
@given(
    st.sampled_from(["weather in Rome and in Oslo", "Look up the lamp and order two", "Convert 3 USD to EUR"]),
    RESULTS,
    st.booleans(),
)
def test_any_result_is_answered_and_no_loop_goes_on_for_ever(prompt, result, fails):
    made, told = d.loop(prompt, d.ALL, lambda name, arguments: ValueError(str(result)[:300]) if fails else result)
    assert told
    assert 1 <= len(made) <= 16
    assert len(told) < 60_000


def test_results_are_told_with_what_they_are_for():
    _, told = d.loop(
        "What's the weather in Paris and in London?",
        [d.WEATHER],
        lambda name, arguments: {"temperature": len(arguments["location"]), "unit": "C"},
    )
    assert "Paris" in told
    assert "5 °C" in told
    assert "London" in told
    assert "6 °C" in told
    rows = [{"name": f"Lamp {number}", "price": number} for number in range(30)]
    _, told = d.loop("Find products: lamp", [d.FIND], lambda name, arguments: rows)
    assert "| Lamp 3 | 3 |" in told
    assert "18 more" in told


TOOLS = st.lists(
    st.sampled_from(
        [
            {"type": "google_search"},
            {"type": "google_search", "search_types": []},
            {"type": "google_maps", "latitude": 90, "longitude": -180, "enable_widget": True},
            {
                "type": "file_search",
                "file_search_store_names": ["fileSearchStores/x"],
                "metadata_filter": 'a = 1 AND (b:* OR NOT c < "x")',
                "top_k": 3,
            },
            {"type": "tool_search"},
            {**d.WEATHER, "defer_loading": True},
            {"type": "computer_use", "environment": "mobile", "excluded_predefined_functions": ["open_app"]},
            {"type": "function", "name": "f"},
            {
                "type": "function",
                "name": "g",
                "parameters": {"type": "object", "properties": {"x": True, "y": None, "z": {"$ref": "#"}}},
            },
            {"type": "bash"},
            {"type": "retrieval"},
        ]
    ),
    min_size=1,
    max_size=5,
)
WORDS = "search for|near Paris|```python|weather|in|and|order two|12*(3|\x00|日本|é|open|find|%|$5|2026-99-99|{}|'|\"|#|?|km"
PIECES = st.sampled_from([*WORDS.split("|"), "\u202e", "http://[::1]/"])


@settings(MANY, max_examples=40)
@given(
    TOOLS,
    st.lists(PIECES, max_size=10).map(" ".join) | st.text(max_size=200),
    st.sampled_from(["auto", "any", "none", {"allowed_tools": {}}]),
)
def test_no_prompt_and_no_tools_make_it_fail(tools, prompt, choice):
    steps = d.answer([], [said(prompt)], tools, tool_choice=choice)
    assert steps[-1]["type"] in ("model_output", "function_call")
