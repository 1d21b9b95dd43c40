"""Function declarations that the tests share, and a little loop that plays the client's part."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from emulator.brain import Ask, think
from tests.brain.talking import NOW, said

S, N, WHOLE, B = ({"type": kind} for kind in ("string", "number", "integer", "boolean"))


def function(name: str, about: str, required: Sequence[str] = (), /, **properties: Any) -> dict[str, Any]:
    """A declaration."""
    parameters = {"type": "object", "properties": properties, **({"required": list(required)} if required else {})}
    return {"type": "function", "name": name, "description": about, "parameters": parameters}


CITY = {"type": "string", "description": "The city name, e.g. San Francisco"}
SCALE = {"type": "string", "enum": ["celsius", "fahrenheit"]}
DAY = {"type": "string", "format": "date"}
WEATHER = function("get_weather", "Gets the current weather for a given location.", ["location"], location=CITY, unit=SCALE)
CURRENCY = function(
    "convert_currency",
    "Convert an amount of money from one currency to another",
    ["amount", "from_currency", "to_currency"],
    amount=N,
    from_currency=S,
    to_currency=S,
)
UNITS = function(
    "convert_units",
    "Convert a value between units of measurement",
    ["value", "from_unit", "to_unit"],
    value=N,
    from_unit=S,
    to_unit=S,
)
SUM = function("calculate", "Evaluate an arithmetic expression", ["expression"], expression=S)
FIND = function("find_products", "Search the product database by words of the name", ["query"], query=S, max_price=N)
ORDER = function(
    "order_product", "Order a product", ["product_id", "quantity"], product_id=S, quantity={"type": "integer", "minimum": 1}
)
DAYS = function("add_days", "Add days to a date", ["start", "days"], start=DAY, days=WHOLE)
FLIGHTS = function(
    "search_flights", "Search flights", ["origin", "destination", "date"], origin=S, destination=S, date=DAY, passengers=WHOLE
)
MAIL = function(
    "send_email",
    "Send an email to someone",
    ["to", "subject", "body"],
    to={"type": "string", "format": "email"},
    subject=S,
    body=S,
)
MEETING = function(
    "schedule_meeting",
    "Schedules a meeting with attendees at a given time and date.",
    ["attendees", "date", "time", "topic"],
    attendees={"type": "array", "items": S},
    date=S,
    time=S,
    topic=S,
)
LIGHT = function(
    "set_light_values",
    "Sets the brightness and color temperature of a light.",
    ["brightness", "color_temp"],
    brightness={"type": "integer", "minimum": 0, "maximum": 100},
    color_temp={"type": "string", "enum": ["daylight", "cool", "warm"]},
)
CHART = function(
    "create_bar_chart",
    "Creates a bar chart.",
    ["title", "labels", "values"],
    title=S,
    labels={"type": "array", "items": S},
    values={"type": "array", "items": N},
)
PARTY = [
    function("power_disco_ball", "Powers the spinning disco ball.", ["power"], power=B),
    function("start_music", "Play some music matching the specified parameters.", ["energetic", "loud"], energetic=B, loud=B),
    function("dim_lights", "Dim the lights.", ["brightness"], brightness=N),
]
ADDRESS = {"type": "object", "properties": {"city": S, "country": S}, "required": ["city"]}
CUSTOMER = function("create_customer", "Create a new customer account", ["email"], email=S, address=ADDRESS, newsletter=B)
ALL = [WEATHER, CURRENCY, UNITS, SUM, FIND, ORDER, DAYS, FLIGHTS, MAIL, MEETING, LIGHT, CHART, CUSTOMER]


def answer(
    history: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]], tools: Sequence[dict[str, Any]], **config: Any
) -> list[dict[str, Any]]:
    """The steps of one answer, calls numbered as the server does."""
    ask = Ask("gemini-3.8-flash", tuple(history), tuple(new), NOW, tools=tuple(tools), generation_config=config)
    steps = [dict(move.step) for move in think(ask)]
    for number, step in enumerate(steps):
        if step["type"] == "function_call":
            step["id"] = f"call{len(history)}{number}"
    return steps


def calls(prompt: str, tools: Sequence[dict[str, Any]] = ALL, **config: Any) -> list[tuple[str, dict[str, Any]]]:
    """The calls that a prompt leads to."""
    return [
        (step["name"], step["arguments"])
        for step in answer([], [said(prompt)], tools, **config)
        if step["type"] == "function_call"
    ]


def text(steps: Sequence[dict[str, Any]]) -> str:
    """The text of an answer."""
    return "".join(part["text"] for step in steps if step["type"] == "model_output" for part in step["content"])


def loop(
    prompt: str, tools: Sequence[dict[str, Any]], run: Callable[[str, dict[str, Any]], Any], rounds: int = 12
) -> tuple[list[tuple[str, dict[str, Any]]], str]:
    """Play the client until the model speaks; returns the calls made and what it said."""
    history: list[dict[str, Any]] = []
    new: list[dict[str, Any]] = [said(prompt)]
    made: list[tuple[str, dict[str, Any]]] = []
    for _ in range(rounds):
        steps = answer(history, new, tools)
        history += [*new, *steps]
        new = []
        for step in (step for step in steps if step["type"] == "function_call"):
            made.append((step["name"], step["arguments"]))
            given = run(step["name"], step["arguments"])
            failed = isinstance(given, Exception)
            new.append(
                {
                    "type": "function_result",
                    "call_id": step["id"],
                    "name": step["name"],
                    "result": str(given) if failed else given,
                    **({"is_error": True} if failed else {}),
                }
            )
        if not new:
            return made, text(steps)
    raise AssertionError(f"no end after {rounds} rounds: {json.dumps(made)}")
