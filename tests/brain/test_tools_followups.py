"""What a person says after a call was made: more of the like, a change of it, a question about its results."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brain.declarations import DAY, WHOLE, B, N, S, answer, function, text
from tests.brain.talking import said

WEATHER = function(
    "get_weather",
    "Get the weather in a city",
    ["city"],
    city=S,
    month=S,
    unit={"type": "string", "enum": ["celsius", "fahrenheit"]},
)
STOCK = function("get_stock_price", "Latest price of a stock", ["symbol"], symbol=S)
EXPENSE = function(
    "add_expense", "Record an expense", ["amount", "category"],
    amount=N, category={"type": "string", "enum": ["food", "transport", "other"]}, date=DAY,
)  # fmt: skip
RATING = function("rate_product", "Rate a product", ["rating"], rating={"type": "integer", "minimum": 1, "maximum": 5})
ROOM = {"type": "string", "enum": ["living_room", "bedroom", "kitchen"]}
THERMOSTAT = function("set_thermostat", "Set the temperature of a room", ["room", "temperature"], room=ROOM, temperature=N)
TABLE = function("book_table", "Reserve a table", ["party_size", "date", "time"], party_size=WHOLE, date=DAY, time=S)
REMINDER = function(
    "create_reminder", "Create a reminder", ["text", "due"], text=S, due={"type": "string", "format": "date-time"}
)
MAIL = function("send_email", "Send an email", ["to", "body"], to=S, body=S, cc={"type": "array", "items": S})
MONEY = function("convert_currency", "Convert money", ["amount", "from", "to"], **{"amount": N, "from": S, "to": S})
MUSIC = function("play_music", "Play music", ["query"], query=S, volume={"type": "integer", "maximum": 100})
ROUTE = function(
    "get_directions", "Get directions", ["from", "to"],
    **{"from": S, "to": S, "mode": {"type": "string", "enum": ["driving", "walking", "transit"]}},
)  # fmt: skip
EVENTS = function("list_events", "List the events of a day", ["date"], date=DAY)
SHOP = [
    function("find_products", "Search the shop of tea and mugs", ["query"], query=S, max_price=N),
    function("order_product", "Order an article by its number", ["sku"], sku=S, quantity=WHOLE),
]
GOODS = [{"sku": "T-1", "name": "Darjeeling tea", "price_eur": 12.9}, {"sku": "T-2", "name": "Earl Grey tea", "price_eur": 5.4}]
LIST = [
    function("add_to_list", "Add items to the shopping list", ["items"], items={"type": "array", "items": S}),
    function("remove_from_list", "Remove items from the shopping list", ["items"], items={"type": "array", "items": S}),
]


def held(tools: list[dict[str, Any]], *prompts: str, results: dict[str, Any] | None = None) -> tuple[list[dict[str, Any]], str]:
    """The arguments of the calls that the last prompt led to, after all were said and answered, and the last answer."""
    history: list[dict[str, Any]] = []
    for prompt in prompts:
        new, made, spoken = [said(prompt)], [], ""
        while new:
            steps = answer(history, new, tools)
            history += [*new, *steps]
            calls = [step for step in steps if step["type"] == "function_call"]
            made += [step["arguments"] for step in calls]
            spoken = text(steps) or spoken
            new = [
                {"type": "function_result", "call_id": call["id"], "name": call["name"], "result": _result(call, results or {})}
                for call in calls
            ]
    return made, spoken


def _result(call: dict[str, Any], results: dict[str, Any]) -> Any:
    given = [str(one) for one in call["arguments"].values()]
    return next(
        (result for key, result in results.items() if key == call["name"] or key in given), {"status": "ok", **call["arguments"]}
    )


@pytest.mark.parametrize(
    ("tool", "prompts", "expected"),
    [
        (WEATHER, ["How warm is it in Rome in July?", "what about Athens"], {"city": "Athens", "month": "July"}),
        (WEATHER, ["What's the weather in Paris?", "in Fahrenheit please"], {"city": "Paris", "unit": "fahrenheit"}),
        (STOCK, ["What's Apple trading at?", "compared with Microsoft"], {"symbol": "MSFT"}),
        (EXPENSE, ["I spent 12.50 on lunch"], {"amount": 12.5, "category": "food"}),
        (EXPENSE, ["I spent 12.50 on lunch", "and 30 on a taxi yesterday"],
         {"amount": 30, "category": "transport", "date": "2026-03-13"}),
        (RATING, ["I just finished the lamp I bought, give it five stars"], {"rating": 5}),
        (RATING, ["Give the lamp five stars", "Actually make it three"], {"rating": 3}),
        (THERMOSTAT, ["22 degrees in the bedroom"], {"room": "bedroom", "temperature": 22}),
        (THERMOSTAT, ["22 degrees in the bedroom", "It's too cold in the living room, make it 23"],
         {"room": "living_room", "temperature": 23}),
        (THERMOSTAT, ["22 degrees in the bedroom", "two degrees warmer"], {"room": "bedroom", "temperature": 24}),
        (TABLE, ["book a table for two at eight tomorrow"], {"party_size": 2, "date": "2026-03-15", "time": "20:00"}),
        (TABLE, ["book a table for two at eight tomorrow", "make it three people instead"],
         {"party_size": 3, "date": "2026-03-15", "time": "20:00"}),
        (TABLE, ["book a table for two at eight tomorrow", "Da Luigi, Friday 7:30pm for 6"],
         {"party_size": 6, "date": "2026-03-20", "time": "19:30"}),
        (REMINDER, ["remind me to call mum on Friday at 5"], {"text": "call mum", "due": "2026-03-20T17:00:00Z"}),
        (REMINDER, ["remind me to call mum on Friday at 5", "and to buy flowers in the morning"],
         {"text": "buy flowers", "due": "2026-03-20T09:00:00Z"}),
        (REMINDER, ["remind me to call mum on Friday", "urgent: pay the rent by the first of next month"],
         {"text": "pay the rent", "due": "2026-04-01T00:00:00Z"}),
        (MAIL, ["send an email to anna@example.com saying I'm late", "copy bob@example.com on it"],
         {"to": "anna@example.com", "body": "I'm late", "cc": ["bob@example.com"]}),
        (MUSIC, ["play some jazz at volume 30", "a bit louder please"], {"query": "jazz", "volume": 40}),
        (ROUTE, ["Directions from Alexanderplatz to the zoo", "and by train?"],
         {"from": "Alexanderplatz", "to": "zoo", "mode": "transit"}),
        (EVENTS, ["List the events of tomorrow", "and the day after?"], {"date": "2026-03-16"}),
    ],
)  # fmt: skip
def test_a_short_request_is_read_with_the_call_before(tool, prompts, expected):
    made, _ = held([tool], *prompts)
    assert made == [expected]


def test_a_follow_up_to_several_calls_repeats_each_of_them():
    made, _ = held([MONEY], "what's 3 USD in EUR and in JPY", "and 50 GBP?")
    assert made == [{"amount": 50, "from": "GBP", "to": coin} for coin in ("EUR", "JPY")]


def test_again_repeats_the_call_instead_of_claiming_it_was_made():
    assert held([RATING], "Give the lamp five stars", "again")[0] == [{"rating": 5}]


@pytest.mark.parametrize("prompt", ["thanks!", "hello there", "My name is Tom", "who are you?"])
def test_talk_after_a_call_calls_nothing(prompt):
    assert held([MAIL], "send an email to anna@example.com saying I'm late", prompt)[0] == []


@pytest.mark.parametrize(
    ("tool", "prompts", "results", "expected"),
    [
        (WEATHER, ["Weather in Paris?", "and for Berlin?", "which is warmer?"],
         {"Paris": {"temperature": 14, "unit": "celsius"}, "Berlin": {"temperature": 9, "unit": "celsius"}},
         "**Paris** is warmer: 14 °C, against 9 °C for Berlin."),
        (STOCK, ["Price of AAPL stock", "and MSFT?", "and the difference?"],
         {"AAPL": {"price": 200, "currency": "USD"}, "MSFT": {"price": 512.5, "currency": "USD"}},
         "The difference is **312.5 USD**"),
        (EXPENSE, ["I spent 12.50 on lunch", "and 30 on a taxi", "what did I spend in total?"], {}, "Together that is **42.5**"),
    ],
)  # fmt: skip
def test_a_question_about_earlier_results_is_answered_from_them_without_a_call(tool, prompts, results, expected):
    made, spoken = held([tool], *prompts, results=results)
    assert made == []
    assert expected in spoken


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        (["Which teas do you have?"], [{"query": "teas"}]),
        (["Which teas do you have?", "order two of the cheapest"], [{"sku": "T-2", "quantity": 2}]),
        (["Which teas do you have?", "order two of the cheapest", "and one Darjeeling please"], [{"sku": "T-1", "quantity": 1}]),
        (["Order 3 of the cheapest teas"], [{"query": "teas"}, {"sku": "T-2", "quantity": 3}]),
    ],
)
def test_what_is_ordered_is_the_article_that_the_words_mean(prompts, expected):
    results = {"find_products": {"products": GOODS}, "order_product": {"order": 7}}
    assert held(SHOP, *prompts, results=results)[0] == expected


def test_what_is_enumerated_goes_onto_a_list_and_off_it():
    assert held(LIST, "We need milk, eggs and bread")[0] == [{"items": ["milk", "eggs", "bread"]}]
    assert held(LIST, "We need milk, eggs and bread", "oh and tea")[0] == [{"items": ["tea"]}]
    assert held(LIST, "We need milk, eggs and bread", "take the milk off again")[0] == [{"items": ["milk"]}]


@pytest.mark.parametrize(
    ("name", "arguments", "result", "expected"),
    [
        ("get_weather", {"city": "Rome"}, {"city": "Rome", "temperature": 25, "unit": "celsius", "about": "Only an average."},
         "Weather for Rome: temperature **25 °C**. Only an average."),
        ("convert_units", {"value": 5, "unit": "mi"}, {"given": "5 mi", "result": 8.05, "unit": "km"}, "5 mi = **8.05 km**."),
        ("calculate", {"expression": "2 + 3"}, {"result": 5}, "2 + 3 = **5**."),
        ("order_product", {"sku": "T-2"}, {"order": 1007, "sku": "T-2", "total_eur": 5.4, "left": 0},
         "Done. I've ordered the product (T-2): order **1007**, total **5.4 EUR** and left **0**."),
        ("create_event", {"start": "2026-12-03T12:00:00Z"}, {"status": "confirmed", "start": "2026-12-03T12:00:00Z"},
         "Done. I've created the event (3 December 2026, 12:00)."),
        ("create_event", {"title": "lunch"}, {"error": "no calendar"}, "Create event for lunch: error **no calendar**."),
    ],
)  # fmt: skip
def test_a_result_is_told_without_giving_the_arguments_back(name, arguments, result, expected):
    call = {"type": "function_call", "name": name, "id": "c1", "arguments": arguments}
    back = {"type": "function_result", "call_id": "c1", "name": name, "result": result}
    tools = [function(name, name, flag=B)]
    assert text(answer([said("Do it"), call], [back], tools)) == expected


SLOTS = [
    function("find_free_slots", "Find free slots on a day", ["date"], date=DAY, duration_minutes=WHOLE),
    function(
        "create_event", "Create a calendar event", ["title", "start"],
        title=S, start={"type": "string", "format": "date-time"}, attendees={"type": "array", "items": S},
    ),
]  # fmt: skip
RIDES = [
    function("estimate_ride", "Estimate the price of a ride", ["pickup", "dropoff"], pickup=S, dropoff=S),
    function("request_ride", "Request a ride", ["pickup", "dropoff"], pickup=S, dropoff=S, passengers=WHOLE),
    function("rate_driver", "Rate a driver", ["ride_id", "stars"], ride_id=S, stars=WHOLE),
]
TICKETS = [
    function("search_tickets", "Search tickets", status={"type": "string", "enum": ["open", "closed"]}),
    function("close_ticket", "Close a ticket", ["ticket_id"], ticket_id=WHOLE, resolution=S),
]
STOCKS = [
    function("check_stock", "Check the stock of an article", ["sku"], sku=S),
    function("reorder", "Reorder an article", ["sku", "quantity"], sku=S, quantity=WHOLE),
]
SOUND = [
    function("play_media", "Play music on a speaker", ["query"], query=S, speaker=S),
    function("set_volume", "Set the volume of a speaker", ["level"], speaker=S, level={"type": "integer", "maximum": 100}),
]


@pytest.mark.parametrize(
    ("tools", "prompts", "results", "expected"),
    [
        (SLOTS, ["When am I free on Friday?", "Book the second one for a call with Priya"],
         {"find_free_slots": {"date": "2026-03-20", "slots": ["09:30", "13:00"]}},
         [{"title": "call", "start": "2026-03-20T13:00:00Z", "attendees": ["Priya"]}]),
        (TICKETS, ["Which tickets are open?", "Close both"],
         {"search_tickets": {"tickets": [{"ticket_id": 77, "title": "Login"}, {"ticket_id": 78, "title": "Search"}]}},
         [{"ticket_id": 77}, {"ticket_id": 78}]),
        (STOCKS, ["How many A-100 and B-200 do we have?", "Order 50 more of the one that's running low"],
         {"A-100": {"sku": "A-100", "available": 3}, "B-200": {"sku": "B-200", "available": 140}},
         [{"sku": "A-100", "quantity": 50}]),
        (RIDES, ["How much is a ride from Alexanderplatz to the airport?", "OK, get me one, we're four people"], {},
         [{"pickup": "Alexanderplatz", "dropoff": "airport", "passengers": 4}]),
        (RIDES, ["Request a ride from the zoo to the airport", "Five stars for the driver, please"],
         {"request_ride": {"ride_id": "RD-7", "driver": "Ayse"}}, [{"ride_id": "RD-7", "stars": 5}]),
        (SOUND, ["Play some jazz in the kitchen", "a bit louder"], {"play_media": {"speaker": "kitchen", "volume": 35}},
         [{"speaker": "kitchen", "level": 45}]),
    ],
)  # fmt: skip
def test_a_request_takes_what_it_points_at_from_the_results_before(tools, prompts, results, expected):
    assert held(tools, *prompts, results=results)[0] == expected
