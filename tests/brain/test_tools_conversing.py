"""What is said of things that calls have just made or found: asked after, ordered, marked, answered, and set by a number."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brain.declarations import DAY, WHOLE, B, N, S, calls, function, loop
from tests.brain.test_tools_followups import held

TEXTS = {"type": "array", "items": S}
LEVEL = {"type": "string", "enum": ["low", "medium", "high", "critical"]}
TASKS = [
    function("create_task", "Create a task", ["title"], title=S, assignee=S, due_date=DAY),
    function("list_tasks", "List tasks", status={"type": "string", "enum": ["todo", "done"]}),
    function("complete_task", "Mark a task as done", ["task_id"], task_id=S),
]
DESK = [
    function("create_ticket", "Create an IT helpdesk ticket", ["title", "priority"], title=S, priority=LEVEL),
    function("get_ticket", "Get a ticket by id", ["ticket_id"], ticket_id=S),
    function("list_tickets", "List tickets", assignee=S),
]
SERVERS = [
    function("get_service_status", "Health of a service", ["service"], service=S,
             environment={"type": "string", "enum": ["staging", "production"]}),
    function("get_logs", "Fetch log lines of a service", ["service"], service=S, lines=WHOLE,
             environment={"type": "string", "enum": ["staging", "production"]}),
]  # fmt: skip
ORDERS = [
    function("get_user", "Looks up a user", ["key", "value"], key={"type": "string", "enum": ["email", "phone"]}, value=S),
    function("get_order_by_id", "Details of a specific order", ["order_id"], order_id=S),
    function("get_customer_orders", "The orders of a customer", ["customer_id"], customer_id=S),
]
DRUGS = function("check_interaction", "Check whether two drugs interact", ["drug_a", "drug_b"], drug_a=S, drug_b=S)
DOSE = function("add_medication", "Add a medication", ["name", "dose_mg"], name=S, dose_mg=N, times_per_day=WHOLE)
LIGHTS = function("dim_lights", "Dim the lights.", ["brightness"], brightness={**N, "description": "0.0 is off, 1.0 is full."})
RESET = function("reset_password", "Reset a user's password", ["username"], username=S, notify=B)
CONTACT = function(
    "create_contact", "Create a contact in the CRM", ["name"], name=S, email=S, tags=TEXTS,
    address={"type": "object", "properties": {"street": S, "city": S, "postal_code": S, "country": S}},
)  # fmt: skip
VM = function(
    "create_vm", "Create a virtual machine", ["name", "region"], name=S, cpu=WHOLE, memory_gb=WHOLE,
    region={"type": "string", "enum": ["us-east1", "europe-west3"]},
)  # fmt: skip
MAILS = [
    function("search_emails", "Search the mailbox", query=S, unread=B),
    function("send_email", "Send an email", ["to", "subject", "body"], to=S, subject=S, body=S),
]
CALENDAR = [
    function("list_events", "List calendar events", ["date"], date=DAY),
    function("move_event", "Move an event", ["event_id", "start"], event_id=S, start={"type": "string", "format": "date-time"}),
]
ROOMS = [
    function("get_sensor", "Read a sensor", ["room", "kind"], room=S, kind={"type": "string", "enum": ["temperature", "co2"]}),
    function("set_thermostat", "Set the target temperature in a room", ["room", "temperature"], room=S, temperature=N),
]
FILMS = [
    function("search_movies", "Search movies", ["query"], query=S),
    function("add_to_watchlist", "Add a title to the watchlist", ["title"], title=S),
    function("play_title", "Start playing a title on a device", ["title"], title=S, device={"type": "string", "enum": ["tv"]}),
]
CARE = [
    function("lookup_order", "Look up an order by its number", ["order_number"], order_number=S),
    function("issue_refund", "Refund an order", ["order_number", "amount"], order_number=S, amount=N,
             reason={"type": "string", "enum": ["damaged", "late"]}),
    function("escalate", "Hand the conversation to a human agent", ["summary"], summary=S),
]  # fmt: skip
TODOS = [
    function("add_todo", "Add a todo item", ["text"], text=S, due=DAY),
    function("list_todos", "List todo items", done=B),
    function("toggle_todo", "Tick or untick a todo item", ["id"], id=WHOLE),
]
RATE = function("get_rate", "Exchange rate between two currencies", ["base", "quote"], base=S, quote=S)
FORECAST = function("get_forecast", "Weather forecast for a city", ["city"], city=S)
TRAINS = function("find_trains", "Find train connections", ["from_station", "to_station"], from_station=S, to_station=S)
LAMP = function("set_light", "Set a lamp's state", ["room", "on"], room={"type": "string", "enum": ["kitchen", "office"]}, on=B)
TERMIN = function("termin_anlegen", "Legt einen Termin im Kalender an", ["titel", "datum"], titel=S, datum=DAY, uhrzeit=S)
DUES = {"type": "array", "items": {"type": "object", "properties": {"title": S, "due": DAY}}}
PROJECT = function("create_project", "Create a project with milestones", ["name"], name=S, milestones=DUES)
FOOD = [
    function("get_menu", "Menu of a restaurant", ["restaurant"], restaurant=S),
    function("place_order", "Place a delivery order", ["restaurant", "items", "address"], restaurant=S, address=S,
             items={"type": "array", "items": {"type": "object", "properties": {"dish": S, "quantity": WHOLE},
                                               "required": ["dish", "quantity"]}}),
    function("order_status", "Status of a delivery order", ["order_id"], order_id=S),
]  # fmt: skip
CLASSES = [
    function("list_classes", "List fitness classes on a day", ["date"], date=DAY),
    function("book_class", "Book a spot in a class", ["class_id"], class_id=S),
]
NETWORK = [
    function("list_devices", "List devices on the network"),
    function("ping_host", "Ping a host", ["host"], host=S, count=WHOLE),
]
HIRING = [
    function("search_candidates", "Search candidates", ["skills"], skills=TEXTS, min_years=WHOLE),
    function("reject_candidate", "Reject a candidate", ["candidate_id"], candidate_id=S),
]
HEIGHT = function("get_elevation", "Elevation of a place in metres", ["place"], place=S)
FIELDS = [
    function("get_soil", "Soil values of a field", ["field"], field=S),
    function("start_irrigation", "Start irrigating a field", ["field", "minutes"], field=S, minutes=WHOLE),
    function("stop_irrigation", "Stop irrigating a field", ["field"], field=S),
]
PLAYLISTS = [
    function("create_playlist", "Create a playlist", ["name"], name=S, public=B),
    function("add_tracks", "Add tracks to a playlist", ["playlist", "tracks"], playlist=S, tracks=TEXTS),
]
PAPER = function("print_document", "Print a document", ["file"], file=S, copies=WHOLE, color=B, duplex=B)
STORE = [
    function("reorder", "Reorder a product from the supplier", ["product", "quantity"], product=S, quantity=WHOLE),
    function("get_stock_level", "Stock level of a product", ["product"], product=S),
]
PLANS = [
    function("get_subscription", "Subscription of a customer", ["email"], email=S),
    function("change_plan", "Change a customer's plan", ["email", "plan"], email=S, plan={"type": "string", "enum": ["pro"]}),
]
DICE = function("roll_dice", "Roll dice", sides=WHOLE, count=WHOLE)
LEAVE = [
    function("request_leave", "Request time off", ["start_date", "end_date"], start_date=DAY, end_date=DAY),
    function("approve_request", "Approve or reject a leave request", ["request_id", "approved"], request_id=S, approved=B),
]
FOUND: dict[str, Any] = {
    "create_ticket": {"ticket_id": "INC-7"},
    "get_service_status": {"status": "degraded"},
    "get_user": {"id": "C-12", "name": "Jo Doe"},
    "search_emails": {"emails": [{"id": "m1", "from": "petra@acme.com", "subject": "Contract draft"}]},
    "list_events": {"events": [{"event_id": "e1", "title": "Dentist", "start": "2026-03-15T09:00:00Z"},
                               {"event_id": "e2", "title": "Sprint review", "start": "2026-03-15T14:00:00Z"}]},
    "search_movies": {"results": [{"title": "Arrival", "minutes": 116}, {"title": "Moon", "minutes": 97}]},
    "lookup_order": {"order_number": "88213", "status": "delivered", "total": 64.9},
    "list_todos": {"todos": [{"id": 3, "text": "Pay rent"}, {"id": 5, "text": "Call mum"}]},
    "get_forecast": {"days": [{"day": "Monday", "rain_mm": 11}]},
    "find_trains": {"trains": [{"id": "ICE 1", "departure": "10:05", "arrival": "11:59"},
                               {"id": "ICE 2", "departure": "08:05", "arrival": "13:59"}]},
    "place_order": {"order_id": "D-4"},
    "list_classes": {"classes": [{"class_id": "Y1", "name": "Morning Flow", "spots": 0},
                                 {"class_id": "Y2", "name": "Power Yoga", "spots": 4}]},
    "list_devices": {"devices": [{"host": "nas.local"}, {"host": "printer.local"}]},
    "search_candidates": {"candidates": [{"candidate_id": "C1", "name": "Ines Faro", "years": 6},
                                         {"candidate_id": "C2", "name": "Jan Ott", "years": 9}]},
    "La Paz": {"metres": 3640},
    "Quito": {"metres": 2850},
    "Denver": {"metres": 1609},
    "get_sensor": {"value": 17.5, "unit": "C"},
    "request_leave": {"request_id": "LR-4", "status": "pending"},
    "write the press release": {"task_id": "T-1"},
    "book the venue": {"task_id": "T-2"},
    "list_tickets": {"tickets": [{"title": "Printer jam", "priority": "low"}, {"title": "VPN down", "priority": "critical"}]},
}  # fmt: skip


@pytest.mark.parametrize(
    ("tools", "prompt", "expected"),
    [
        (TASKS, "Create tasks: write the press release (Nina, by Friday) and book the venue (Omar, by Monday)",
         [{"title": "write the press release", "assignee": "Nina", "due_date": "2026-03-20"},
          {"title": "book the venue", "assignee": "Omar", "due_date": "2026-03-16"}]),
        (DESK, "My laptop won't connect to the wifi and I have a call in ten minutes, this is urgent!",
         [{"title": "laptop won't connect to the wifi", "priority": "high"}]),
        ([DRUGS], "Can I take ibuprofen together with warfarin?", [{"drug_a": "ibuprofen", "drug_b": "warfarin"}]),
        ([DOSE], "Add amoxicillin 500 mg three times a day", [{"name": "amoxicillin", "dose_mg": 500, "times_per_day": 3}]),
        ([DOSE], "Add amoxicillin 500 mg every 8 hours", [{"name": "amoxicillin", "dose_mg": 500, "times_per_day": 3}]),
        ([LIGHTS], "Dim the lights to half", [{"brightness": 0.5}]),
        ([RESET], "reset the password for jsmith and email him", [{"username": "jsmith", "notify": True}]),
        ([CONTACT], "Add Sara Lind, sara@lind.se, tags vip and sweden. Her address is Storgatan 5, 11122 Stockholm, Sweden",
         [{"name": "Sara Lind", "email": "sara@lind.se", "tags": ["vip", "sweden"],
           "address": {"street": "Storgatan 5", "city": "Stockholm", "postal_code": "11122", "country": "Sweden"}}]),
        ([VM], "Spin up a VM called web-2 in Frankfurt with 4 cores and 16 GB",
         [{"name": "web-2", "region": "europe-west3", "cpu": 4, "memory_gb": 16}]),
        ([LAMP], "Mach das Licht in der Küche aus und im Büro an",
         [{"room": "kitchen", "on": False}, {"room": "office", "on": True}]),
        ([TERMIN], "Lege einen Termin 'Zahnarzt' am 5. Januar um 9 Uhr an",
         [{"titel": "Zahnarzt", "datum": "2027-01-05", "uhrzeit": "09:00"}]),
        ([PROJECT], "New project Apollo", [{"name": "Apollo"}]),
        (PLAYLISTS, "Make a private playlist called Road Trip", [{"name": "Road Trip", "public": False}]),
        ([PAPER], "print thesis.pdf three times, double sided, black and white",
         [{"file": "thesis.pdf", "copies": 3, "color": False, "duplex": True}]),
        (STORE, "We're almost out of mugs, get 100 more", [{"product": "mugs", "quantity": 100}]),
        (PLANS, "Which plan is kim@acme.io on?", [{"email": "kim@acme.io"}]),
        ([DICE], "roll 2d20", [{"sides": 20, "count": 2}]),
        (SERVERS, "Is checkout healthy in prod?", [{"service": "checkout", "environment": "production"}]),
    ],
)  # fmt: skip
def test_a_request_gives_what_its_own_words_say(tools: list[Any], prompt: str, expected: list[dict[str, Any]]) -> None:
    """Lists in brackets, pairs, how often, shares of a whole, attributes in a sentence of their own."""
    assert [arguments for _, arguments in calls(prompt, tools)] == expected


@pytest.mark.parametrize(
    ("tools", "prompts", "expected"),
    [
        (TASKS, ["Create tasks: write the press release (Nina) and book the venue (Omar)", "Mark the press release as done"],
         [{"task_id": "T-1"}]),
        (DESK, ["My laptop won't start, it's urgent", "Who's working on it?"], [{"ticket_id": "INC-7"}]),
        (SERVERS, ["Is checkout healthy in prod?", "Show me the last 50 log lines"],
         [{"service": "checkout", "lines": 50, "environment": "production"}]),
        (ORDERS, ["Can you look up my orders? My email is jo@doe.com"],
         [{"key": "email", "value": "jo@doe.com"}, {"customer_id": "C-12"}]),
        (MAILS, ["Any unread mail?", "Reply to Petra that I'll sign it on Monday"],
         [{"to": "petra@acme.com", "subject": "Re: Contract draft", "body": "I'll sign it on Monday"}]),
        (CALENDAR, ["What do I have tomorrow?", "Push the dentist to Thursday same time"],
         [{"event_id": "e1", "start": "2026-03-19T09:00:00Z"}]),
        (FIELDS, ["How dry is field 7?", "Water it for half an hour"], [{"field": "7", "minutes": 30}]),
        (FIELDS, ["How dry is field 7?", "ok that's enough, stop"], [{"field": "7"}]),
        (FOOD, ["Show me the menu of Thai Garden", "I'll take two pad thai and one spring rolls to 5 Mill Lane"],
         [{"restaurant": "Thai Garden", "address": "5 Mill Lane",
           "items": [{"dish": "pad thai", "quantity": 2}, {"dish": "spring rolls", "quantity": 1}]}]),
        (FOOD, ["Show me the menu of Thai Garden", "I'll take two pad thai to 5 Mill Lane", "How much longer?"],
         [{"order_id": "D-4"}]),
        (CLASSES, ["Which classes are on Thursday?", "Which one still has spots?", "Sign me up for that"], [{"class_id": "Y2"}]),
        (NETWORK, ["What devices are on my network?", "ping the nas 5 times"], [{"host": "nas.local", "count": 5}]),
        (HIRING, ["Find Go and Kubernetes people with at least 5 years"], [{"skills": ["Go", "Kubernetes"], "min_years": 5}]),
        (HIRING, ["Find Go people", "Who is more experienced?", "Turn down the other one"], [{"candidate_id": "C1"}]),
        (FILMS, ["find me a film", "Which is shorter?", "Put it on the living room TV"], [{"title": "Moon", "device": "tv"}]),
        (FILMS, ["find me a film", "Which is shorter?", "add the other one to my watchlist"], [{"title": "Arrival"}]),
        (CARE, ["Where's my order 88213?", "The lamp arrived broken, I want my money back"],
         [{"order_number": "88213", "amount": 64.9, "reason": "damaged"}]),
        (CARE, ["I want to talk to a human, this takes forever!"],
         [{"summary": "I want to talk to a human, this takes forever!"}]),
        (TODOS, ["remind me to water the plants on Sunday"], [{"text": "water the plants", "due": "2026-03-15"}]),
        (TODOS, ["What do I still have to do?", "I called mum"], [{"id": 5}]),
        ([RATE], ["what's the rate for swiss francs to yen", "And the other way round?"], [{"base": "JPY", "quote": "CHF"}]),
        (ROOMS, ["How cold is it in the nursery?", "Make it 21 there"], [{"room": "nursery", "temperature": 21}]),
    ],
)  # fmt: skip
def test_a_follow_up_means_what_was_made_or_found_before(
    tools: list[Any], prompts: list[str], expected: list[dict[str, Any]]
) -> None:
    """The id, the service, the address and the hour come from the conversation."""
    assert held(tools, *prompts, results=FOUND)[0] == expected


@pytest.mark.parametrize(
    ("tools", "prompts", "answer"),
    [
        (LEAVE, ["I'd like to take off from 1 June to 5 June", "Has it been approved yet?"], "status **pending**"),
        (CALENDAR, ["What do I have tomorrow?", "When is the sprint review?"], "15 March 2026, 14:00"),
        (DESK, ["List the tickets for Mara", "which should she do first?"], "**VPN down**: its priority is critical."),
        (
            [HEIGHT],
            ["How high up is La Paz?", "what about Quito and Denver", "Which is the highest of them?"],
            "**La Paz** is the highest",
        ),
        ([TRAINS], ["Trains from Hamburg to Frankfurt", "Which one gets there first?"], "**ICE 1**: 11:59."),
    ],
)
def test_a_question_about_results_calls_nothing(tools: list[Any], prompts: list[str], answer: str) -> None:
    """It is answered from what came back; asking whether something is approved approves nothing."""
    made, spoken = held(tools, *prompts, results=FOUND)
    assert made == []
    assert answer in spoken


def test_an_amount_of_rain_answers_whether_to_take_an_umbrella() -> None:
    """Millimetres are no chance in per cent, and a day is no place."""
    _, spoken = held([FORECAST], "Should I take an umbrella in Bergen?", results=FOUND)
    assert "Yes, take an umbrella on Monday: 11 mm of rain." in spoken


def test_what_is_forbidden_is_not_tried_again() -> None:
    """An error that refuses holds no better argument."""
    tool = function("delete_user", "Delete a user account", ["username"], username=S)
    made, spoken = loop("delete the account of bob77", [tool], lambda *_: PermissionError("403: not allowed to delete users"))
    assert made == [("delete_user", {"username": "bob77"})]
    assert "403" in spoken
