"""What people type at a demo: everyday requests to functions of many trades, and forms filled from everyday texts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.brain.declarations import DAY, WHOLE, B, N, S, calls, function
from tests.brain.talking import chat
from tests.brain.test_tools_followups import held

WHEN = {"type": "string", "format": "date-time"}
WORDS = {"type": "array", "items": S}
EVENTS = [
    function("create_event", "Create an event", ["title", "start"], title=S, start=WHEN, end=WHEN),
    function("move_event", "Move an event", ["title", "new_start"], title=S, new_start=WHEN),
]
SHOP = [
    function("find_products", "Search the catalogue of tea", ["query"], query=S, max_price=N),
    function("order_product", "Order an article", ["sku"], sku=S, quantity=WHOLE),
    function(
        "convert_currency", "Convert money", ["amount", "from_currency", "to_currency"],
        amount=N, from_currency=S, to_currency=S,
    ),
]  # fmt: skip
PARCELS = [
    function("create_shipment", "Create a shipment", ["recipient"], recipient=S, weight_kg=N),
    function("track_shipment", "Track a shipment", ["tracking_number"], tracking_number=S),
]
GARDEN = [
    function("water_zone", "Water a zone", ["zone"], zone={"type": "string", "enum": ["lawn", "beds"]}, minutes=WHOLE),
    function("get_moisture", "Soil moisture of a zone", ["zone"], zone={"type": "string", "enum": ["lawn", "beds"]}),
]
SERVICES = [
    function("restart_service", "Restart a service", ["service"], service=S),
    function("get_logs", "Get the logs of a service", ["service"], service=S, since_minutes=WHOLE),
]


@pytest.mark.parametrize(
    ("tool", "prompt", "expected"),
    [
        (EVENTS[0], "Plan a kickoff tomorrow from 10 to 11:30",
         {"title": "kickoff", "start": "2026-03-15T10:00:00Z", "end": "2026-03-15T11:30:00Z"}),
        (function("sell", "Sell shares", ["symbol", "quantity"], symbol=S, quantity=WHOLE), "Sell half of my 40 Tesla shares",
         {"symbol": "TSLA", "quantity": 20}),
        (function("create_deal", "Create a deal", ["name", "amount"], name=S, amount=N, close_date=DAY),
         "New deal: Globex rollout, 48k euros, should close by the end of January",
         {"name": "Globex rollout", "amount": 48000, "close_date": "2027-01-31"}),
        (function("find_contacts", "Search contacts", ["query"], query=S, city=S), "Who do we know in Hamburg?",
         {"query": "Hamburg", "city": "Hamburg"}),
        (function("set_blinds", "Open or close the blinds", ["room", "position"], room=S, position=WHOLE),
         "Close the blinds in the study halfway", {"room": "study", "position": 50}),
        (function("start_vacuum", "Start the vacuum cleaner", rooms=WORDS), "Vacuum the kitchen and the hallway",
         {"rooms": ["kitchen", "hallway"]}),
        (function("book_hotel", "Book a room", ["city", "nights"], city=S, nights=WHOLE, guests=WHOLE),
         "I need a room in Vienna for three nights, two of us", {"city": "Vienna", "nights": 3, "guests": 2}),
        (function("play_show", "Play a series", ["title"], title=S, season=WHOLE, episode=WHOLE),
         "Put on Dark season 2 episode 5", {"title": "Dark", "season": 2, "episode": 5}),
        (function("list_payments", "List payments", from_date=DAY), "List my payments since the beginning of January",
         {"from_date": "2026-01-01"}),
        (function("days_between", "Count days", ["start", "end"], start=DAY, end=DAY), "How many days from 5 May to 2 February?",
         {"start": "2026-05-05", "end": "2027-02-02"}),
        (function("approve_request", "Approve or reject a request", ["request_id", "approved"], request_id=S, approved=B),
         "Reject request R-204", {"request_id": "R-204", "approved": False}),
        (function("calculate", "Evaluate an expression", ["expression"], expression=S), "What's 17.5% of 1,249.90?",
         {"expression": "17.5 / 100 * 1249.90"}),
    ],
)  # fmt: skip
def test_an_everyday_request_fills_its_function(tool: dict[str, Any], prompt: str, expected: dict[str, Any]) -> None:
    assert [arguments for _, arguments in calls(prompt, [tool])] == [expected]


@pytest.mark.parametrize(
    ("tools", "prompts", "expected"),
    [
        (SHOP[2:], ["I have 250 Swiss francs, how many pounds is that?"],
         [{"amount": 250, "from_currency": "CHF", "to_currency": "GBP"}]),
        (SHOP, ["How much would 3 of the cheapest teas cost in dollars?"],
         [{"query": "teas"}, {"amount": 16.2, "from_currency": "EUR", "to_currency": "USD"}]),
        (EVENTS, ["Put dentist on Thursday at half past two in my calendar", "Move it to Friday at 9"],
         [{"title": "dentist", "new_start": "2026-03-20T09:00:00Z"}]),
        (PARCELS, ["Ship a 2 kg parcel to Hannah Vogt", "where is it now?"], [{"tracking_number": "ST-9"}]),
        (GARDEN, ["Water the beds", "is the lawn dry?"], [{"zone": "lawn"}]),
        (SERVICES, ["payments-api is acting up, restart it and get its logs of the last half hour"],
         [{"service": "payments-api"}, {"service": "payments-api", "since_minutes": 30}]),
    ],
)  # fmt: skip
def test_one_call_goes_on_from_another(tools: list[dict[str, Any]], prompts: list[str], expected: list[dict[str, Any]]) -> None:
    goods = [{"sku": "T-1", "name": "Darjeeling tea", "price_eur": 12.9}, {"sku": "T-2", "name": "Earl Grey", "price_eur": 5.4}]
    results = {
        "find_products": {"products": goods},
        "create_shipment": {"tracking_number": "ST-9"},
        "convert_currency": {"result": 18.79, "currency": "USD"},
    }
    made, told = held(tools, *prompts, results=results)
    assert made == expected
    if len(tools) == 3:
        assert told.startswith("3 × Earl Grey cost **18.79 USD** (16.2 EUR, 5.4 each).")


OR_NULL = {"anyOf": [S, {"type": "null"}]}
MOODS = {"type": "string", "enum": ["positive", "negative", "mixed"]}
DEGREES = {"type": "string", "enum": ["low", "normal", "high"]}


def rows(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "object", "properties": properties, "required": list(properties)}}


@pytest.mark.parametrize(
    ("text", "properties", "expected"),
    [
        ("Ann leads the team. Bob and Carla report to Ann, and Dev reports to Carla.",
         {"people": rows(name=S, reports_to=OR_NULL)},
         {"people": [{"name": "Ann", "reports_to": None}, {"name": "Bob", "reports_to": "Ann"},
                     {"name": "Carla", "reports_to": "Ann"}, {"name": "Dev", "reports_to": "Carla"}]}),
        ("CV\nLena Hofmann\nSenior data engineer\nSkills: Python, Kafka", {"name": S, "headline": S, "skills": WORDS},
         {"name": "Lena Hofmann", "headline": "Senior data engineer", "skills": ["Python", "Kafka"]}),
        ("Please pay 1,280.50 EUR to Nordwind AG, due in 30 days.", {"amount": N, "payee": S, "due_in_days": WHOLE},
         {"amount": 1280.5, "payee": "Nordwind AG", "due_in_days": 30}),
        ("The room was spotless, but breakfast was poor.", {"sentiment": MOODS}, {"sentiment": "mixed"}),
        ("My order still isn't here. I need it before Friday!", {"urgency": DEGREES}, {"urgency": "high"}),
        ("Steps: 1. Open a project 2. Click Export 3. Choose PDF.", {"steps": WORDS},
         {"steps": ["Open a project", "Click Export", "Choose PDF"]}),
        ("From: Mara Lind\nTo: help@boxly.io\nSubject: Wrong charger\nAttached: a.jpg, b.pdf\n\nHello!",
         {"sender": S, "recipient": S, "subject": S, "attachments": WORDS},
         {"sender": "Mara Lind", "recipient": "help@boxly.io", "subject": "Wrong charger", "attachments": ["a.jpg", "b.pdf"]}),
        ("It's 68 degrees Fahrenheit outside", {"celsius": N, "fahrenheit": N}, {"celsius": 20, "fahrenheit": 68}),
        ("Bella is a 4-year-old beagle. Owner: Tim Reuter, 0171 5558822",
         {"name": S, "species": S, "owner": {"type": "object", "properties": {"name": S, "phone": S}}},
         {"name": "Bella", "species": "beagle", "owner": {"name": "Tim Reuter", "phone": "0171 5558822"}}),
        ("Lumio AG, founded in 2009 in Basel, employs 340 people.", {"name": S, "headquarters": S, "employees": WHOLE},
         {"name": "Lumio AG", "headquarters": "Basel", "employees": 340}),
        ("The bank raised interest rates and the team won the final.",
         {"tags": {"type": "array", "items": {"type": "string", "enum": ["sports", "economy", "science"]}}},
         {"tags": ["sports", "economy"]}),
        ("Two classic novels", {"books": rows(title=S, author=S)},
         {"books": [{"title": "Don Quixote", "author": "Miguel de Cervantes"},
                    {"title": "Pride and Prejudice", "author": "Jane Austen"}]}),
    ],
)  # fmt: skip
def test_a_form_holds_what_its_text_says(text: str, properties: dict[str, Any], expected: dict[str, Any]) -> None:
    schema = {"type": "object", "properties": properties, "required": list(properties)}
    value = json.loads(chat(text, response_format={"type": "text", "mime_type": "application/json", "schema": schema}))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(value)
    assert value == expected


PLACE = {"type": "object", "properties": {"street": S, "city": S}, "required": ["city"]}
SHIP = function(
    "create_shipment", "Create a shipment", ["from_address", "to_address"], from_address=PLACE, to_address=PLACE
)  # fmt: skip


@pytest.mark.parametrize(
    ("tool", "prompt", "expected"),
    [
        (SHIP, "Ship it from Lindenstraße 12, 10969 Berlin to Via Roma 8, 20121 Milano",
         {"from_address": {"street": "Lindenstraße 12", "city": "Berlin"},
          "to_address": {"street": "Via Roma 8", "city": "Milano"}}),
        (function("list_transactions", "List transactions", since=DAY, until=DAY, category=S),
         "What did I spend on groceries in February?",
         {"since": "2026-02-01", "until": "2026-02-28", "category": "groceries"}),
        (function("assign_ticket", "Assign a ticket to a person", ["ticket_id", "assignee"], ticket_id=WHOLE, assignee=S),
         "Give 311 to Olaf", {"ticket_id": 311, "assignee": "Olaf"}),
        (function("transfer_money", "Transfer money to a person", ["amount", "to"], amount=N, to=S, reference=S),
         "Send 450 euros to Lena for the concert tickets", {"amount": 450, "to": "Lena", "reference": "concert tickets"}),
        (function("book_stay", "Book a stay", ["check_in", "check_out"], check_in=DAY, check_out=DAY),
         "Book a stay from December 10 to 13", {"check_in": "2026-12-10", "check_out": "2026-12-13"}),
    ],
)  # fmt: skip
def test_arguments_of_everyday_requests(tool: dict[str, Any], prompt: str, expected: dict[str, Any]) -> None:
    assert calls(prompt, [tool]) == [(tool["name"], expected)]
