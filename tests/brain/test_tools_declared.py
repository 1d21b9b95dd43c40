"""Functions as strangers declare them: units and choices told in descriptions, lists, coordinates, conditions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brain.declarations import WHOLE, N, S, calls, function
from tests.brain.test_tools_followups import held


def about(text: str, schema: dict[str, Any] = S) -> dict[str, Any]:
    return {**schema, "description": text}


def several(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


FILTER = function(
    "filter_cutoff", "Compute the cutoff frequency of an RC filter", ["resistance", "capacitance"],
    resistance=about("Resistance in ohms", N), capacitance=about("Capacitance in farads", N),
)  # fmt: skip
TIDE = function("get_tides", "Get the tides at a point on the coast", ["lat", "lon"], lat=N, lon=N)
SHADE = function("paint_wall", "Paint a wall of the house", ["finish"], finish=about("Can be 'matt', 'satin' or 'gloss'."))
MEDIAN = function("median", "Median of two series", ["first", "second"], first=several(N), second=several(N))
PIZZERIA = function(
    "send_for_food", "Order dishes from a restaurant", ["dishes", "quantities"], dishes=several(S), quantities=several(WHOLE)
)
LOAN = function(
    "loan_rate", "Compute the monthly rate of a loan", ["amount", "years"], amount=N, years=about("The term in years.", WHOLE)
)
SALON = function("find_salons", "Find hair salons in a place", ["location"], location=about("The city and state, e.g. Reno, NV"))
BIOGRAPHY = function("get_biography", "Get the biography of a person", ["person_name"], person_name=S)
STRIP = function("set_strip_color", "Set the color of the LED strip", ["rgb_hex"], rgb_hex=S)
CAFE = function("add_drink", "Adds a drink to the order", ["drink"], drink=S, modifiers=several(S))
RATE = function("get_exchange_rate", "Get the exchange rate between two currencies", ["source", "target"], source=S, target=S)
BUILDS = function(
    "list_builds", "List the builds of a project", ["projectId"], projectId=S, sort={"type": "string", "enum": ["ASC", "DESC"]}
)


@pytest.mark.parametrize(
    ("tool", "prompt", "expected"),
    [
        (FILTER, "What is the cutoff frequency for 22kΩ and 47nF?", [{"resistance": 22000, "capacitance": 4.7e-8}]),
        (TIDE, "Show me the tides at 36.8485 S, 174.7633 E", [{"lat": -36.8485, "lon": 174.7633}]),
        (SHADE, "Paint the hall in satin please", [{"finish": "satin"}]),
        (MEDIAN, "Median of [4, 8, 1] and of [2, 2, 9]", [{"first": [4, 8, 1], "second": [2, 2, 9]}]),
        (PIZZERIA, "Order two 'calzone' and a 'tiramisu'", [{"dishes": ["calzone", "tiramisu"], "quantities": [2, 1]}]),
        (LOAN, "Compute the monthly rate of a loan of $90,000 over 5, 10 and 12 years",
         [{"amount": 90000, "years": years} for years in (5, 10, 12)]),
        (SALON, "Find hair salons in Denver", [{"location": "Denver, CO"}]),
        (BIOGRAPHY, "Get the biography of Ada Lovelace and Alan Turing",
         [{"person_name": "Ada Lovelace"}, {"person_name": "Alan Turing"}]),
        (STRIP, "Set the LED strip to teal", [{"rgb_hex": "#008080"}]),
        (CAFE, "I'd like a flat white with oat milk and cinnamon",
         [{"drink": "flat white", "modifiers": ["oat milk", "cinnamon"]}]),
        (BUILDS, "List the builds of the project with ID 'web-shop' in descending order",
         [{"projectId": "web-shop", "sort": "DESC"}]),
    ],
)  # fmt: skip
def test_arguments_are_read_as_their_declaration_asks(tool: dict[str, Any], prompt: str, expected: list[dict[str, Any]]) -> None:
    """What a description says of unit, form or choices holds as if a schema said it."""
    assert [arguments for _, arguments in calls(prompt, [tool])] == expected


HUMIDITY = function("get_humidity", "Gets the humidity in a room", ["room"], room=S)
FAN = function("set_fan_speed", "Sets the speed of the fan", ["percent"], percent=WHOLE)


@pytest.mark.parametrize(("measured", "speed"), [(71, 80), (40, 10)])
def test_a_condition_is_looked_up_before_anything_is_done(measured: int, speed: int) -> None:
    """The look-up comes first; its result says which of two settings is meant."""
    prompt = "If the humidity in the cellar is higher than 60, set the fan speed to 80%, otherwise set it to 10%."
    made, _ = held([HUMIDITY, FAN], prompt, results={"get_humidity": {"humidity": measured}})
    assert made == [{"room": "cellar"}, {"percent": speed}]


def test_an_amount_is_reckoned_by_the_rate_that_came_back() -> None:
    """A result that holds no more than the rate still answers what the amount comes to."""
    made, spoken = held([RATE], "How much are 40 Canadian dollars in euros?", results={"get_exchange_rate": {"rate": 0.65}})
    assert made == [{"source": "CAD", "target": "EUR"}]
    assert "26 EUR" in spoken


def test_a_look_up_of_another_trade_is_left_alone() -> None:
    """That a prompt looks for something is no reason to look for something else."""
    notary = function("search_notary", "Find notaries in an area", ["area", "specialization"], area=S, specialization=S)
    assert calls("Where can I find a plumber in Austin?", [notary]) == []


PEOPLE = {"type": "array", "items": S}
MEETING = function(
    "schedule_meeting", "Schedules a meeting", ["attendees", "date", "time", "topic"],
    attendees=PEOPLE, date={"type": "string", "format": "date"}, time=about("Time, e.g. 15:00"), topic=S,
)  # fmt: skip
CART = function("add_to_cart", "Adds items to the cart", ["items"], items=PEOPLE)


def test_somebody_more_is_added_to_the_list_of_the_call_before_and_somebody_less_is_taken_from_it() -> None:
    """All else of the call stays as it was."""
    talk = ["Schedule a meeting with Ines and Tom on 14 March 2027 at 10:00 about the launch.", "Also invite Dan"]
    (grown,), _ = held([MEETING], *talk)
    assert grown == {"attendees": ["Ines", "Tom", "Dan"], "date": "2027-03-14", "time": "10:00", "topic": "launch"}
    (moved,), _ = held([MEETING], *talk, "Add Carol as well and move it to 11:30")
    assert moved == {**grown, "attendees": ["Ines", "Tom", "Dan", "Carol"], "time": "11:30"}


def test_what_a_function_adds_by_itself_is_given_to_it_alone() -> None:
    """A cart has what was put there before."""
    (made,), _ = held([CART], "Add Apples and Pears to the cart", "Also add Bread")
    assert made == {"items": ["Bread"]}
