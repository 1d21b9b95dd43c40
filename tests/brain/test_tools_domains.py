"""Functions of many trades, as a developer would try them: the right one is called, with what the request says."""

from typing import Any

import pytest

from emulator.brain.tools import comparing, manner
from tests.brain import declarations as d
from tests.brain.declarations import WHOLE, N, S, function
from tests.brain.talking import chat, said, steps

DAY = {"type": "string", "format": "date"}
MAIL = {"type": "string", "format": "email"}
ROOM = {"type": "string", "enum": ["living_room", "bedroom", "kitchen"]}


def rows(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "object", "properties": properties, "required": list(required)}}


TRADES = [
    function(
        "create_contact",
        "Create a contact in the CRM",
        ["name", "email"],
        name=S,
        email=MAIL,
        company=S,
        tags={"type": "array", "items": S},
    ),
    function(
        "update_deal_stage",
        "Move a deal to another stage",
        ["deal_id", "stage"],
        deal_id=S,
        stage={"type": "string", "enum": ["prospect", "proposal_sent", "closed_won", "closed_lost"]},
    ),
    function(
        "create_event",
        "Create a calendar event",
        ["title", "start"],
        title=S,
        start={"type": "string", "format": "date-time"},
        attendees=rows("email", email=MAIL),
        reminder_minutes=WHOLE,
    ),
    function("set_light", "Switch a lamp on or off", ["room"], room=ROOM, on={"type": "boolean"}, brightness=WHOLE),
    function("set_thermostat", "Set the temperature of a room", ["room", "temperature"], room=ROOM, temperature=N),
    function(
        "create_ticket",
        "Create a support ticket",
        ["title", "priority"],
        title=S,
        priority={"type": "string", "enum": ["P0", "P1", "P2"]},
        assignee=S,
    ),
    function(
        "close_ticket",
        "Close a ticket",
        ["ticket_id"],
        ticket_id=WHOLE,
        resolution={"type": "string", "enum": ["fixed", "duplicate"]},
    ),
    function("place_order", "Order products", ["items"], items=rows("sku", "quantity", sku=S, quantity=WHOLE)),
    function(
        "deploy",
        "Deploy a service",
        ["service", "environment"],
        service=S,
        environment={"type": "string", "enum": ["staging", "prod"]},
        version=S,
    ),
    function(
        "log_workout",
        "Log a workout",
        ["activity", "duration_min"],
        activity={"type": "string", "enum": ["running", "swimming"]},
        duration_min=WHOLE,
        distance_km=N,
    ),
    function("move_file", "Move or rename a file", ["source_path", "target_path"], source_path=S, target_path=S),
    function("run_query", "Run an SQL query", ["sql"], sql=S),
]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        (
            "Add Priya Rao (priya@acme.io) from Acme Corp to our CRM, tag her as vip and partner",
            [
                (
                    "create_contact",
                    {"name": "Priya Rao", "email": "priya@acme.io", "company": "Acme Corp", "tags": ["vip", "partner"]},
                )
            ],
        ),
        ("Mark deal D-77 as won", [("update_deal_stage", {"deal_id": "D-77", "stage": "closed_won"})]),
        (
            "Set up a design review next Tuesday at 3pm with lena@x.com and omar@y.org",
            [
                (
                    "create_event",
                    {
                        "title": "design review",
                        "start": "2026-03-17T15:00:00Z",
                        "attendees": [{"email": "lena@x.com"}, {"email": "omar@y.org"}],
                    },
                )
            ],
        ),
        (
            "Set the bedroom to 19 and the kitchen to 21 degrees",
            [
                ("set_thermostat", {"room": "bedroom", "temperature": 19}),
                ("set_thermostat", {"room": "kitchen", "temperature": 21}),
            ],
        ),
        (
            "Turn on all the lights except the kitchen",
            [("set_light", {"room": "living_room", "on": True}), ("set_light", {"room": "bedroom", "on": True})],
        ),
        ("Schalte das Licht in der Küche aus", [("set_light", {"room": "kitchen", "on": False})]),
        ("Enciende la luz del salón", [("set_light", {"room": "living_room", "on": True})]),
        (
            "Open a P1 ticket: Checkout crashes on Safari. Assign it to dana",
            [("create_ticket", {"title": "Checkout crashes on Safari", "priority": "P1", "assignee": "dana"})],
        ),
        (
            "Close tickets 12, 15 and 19 as fixed",
            [("close_ticket", {"ticket_id": number, "resolution": "fixed"}) for number in (12, 15, 19)],
        ),
        (
            "Order 2 of SKU-1001 and 1 of SKU-2044",
            [("place_order", {"items": [{"sku": "SKU-1001", "quantity": 2}, {"sku": "SKU-2044", "quantity": 1}]})],
        ),
        (
            "Deploy billing-api version 2.3.1 to staging",
            [("deploy", {"service": "billing-api", "environment": "staging", "version": "2.3.1"})],
        ),
        (
            "I ran 10 km in 1 hour",
            [("log_workout", {"activity": "running", "duration_min": 60, "distance_km": 10})],
        ),
        (
            "Rename report.docx to final.docx",
            [("move_file", {"source_path": "report.docx", "target_path": "final.docx"})],
        ),
        ("Use SELECT count(*) FROM orders", [("run_query", {"sql": "SELECT count(*) FROM orders"})]),
        ("Don't close ticket 12", []),
    ],
)
def test_a_request_finds_its_function_and_every_value_its_argument(prompt, expected):
    assert d.calls(prompt, TRADES) == expected


def test_what_no_function_does_is_said_with_what_they_do():
    told = d.text(d.answer([], [said("Print the shipping labels")], TRADES[:2]))
    assert "`create_contact`" in told
    assert "None of the functions" in told


@pytest.mark.parametrize(
    "given",
    [
        ValueError("The user denied this call. Don't try it again; go on without it, or ask. The user says: too dear"),
        ValueError("User declined to run it. Try again?"),
        {"status": "denied", "reason": "too dear"},
    ],
)
def test_a_call_that_was_denied_is_not_made_again(given):
    made, told = d.loop("Deploy auth to prod", TRADES, lambda name, arguments: given)
    assert len(made) == 1
    assert "didn't allow `deploy`" in told
    assert told.endswith("?")


def test_it_is_made_again_when_the_user_asks_for_it():
    history = [
        said("Deploy auth to prod"),
        {"type": "function_call", "id": "c1", "name": "deploy", "arguments": {"service": "auth", "environment": "prod"}},
        {"type": "function_result", "call_id": "c1", "result": "The user denied this call.", "is_error": True},
        {"type": "model_output", "content": [{"type": "text", "text": "You didn't allow it. What now?"}]},
    ]
    calls = [step for step in d.answer(history, [said("ok, do it again")], TRADES) if step["type"] == "function_call"]
    assert [(step["name"], step["arguments"]) for step in calls] == [("deploy", {"service": "auth", "environment": "prod"})]


WARMTH = {"Oslo": -2, "Rome": 14, "Cairo": 26}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Is it warmer in Oslo or in Rome?", "**Rome** is warmer: 14 °C, against -2 °C for Oslo."),
        ("Which city is the warmest: Oslo, Rome or Cairo?", "**Cairo** is the warmest: 26 °C."),
        ("How much colder is Oslo than Rome?", "The difference is **16 °C**"),
        ("What's the average temperature of Oslo and Cairo?", "On average that is **12 °C**"),
        ("Is it above 20 degrees in Cairo?", "Yes, it is 26 °C."),
    ],
)
def test_what_was_asked_of_several_results_is_answered(question, answer):
    _, told = d.loop(question, [d.WEATHER], lambda name, arguments: {"temperature": WARMTH[arguments["location"]], "unit": "C"})
    assert told.startswith(answer)


def test_two_currencies_are_never_compared():
    results = [
        {"type": "function_result", "call_id": name, "result": {"price": price, "currency": coin}}
        for name, price, coin in (("a", 10, "EUR"), ("b", 12, "USD"))
    ]
    calls = [{"type": "function_call", "id": name, "name": "get_price", "arguments": {"item": name}} for name in "ab"]
    assert comparing.verdict("Which is cheaper?", results, calls) == ""


def test_an_action_is_told_as_done():
    assert manner.done("lock_door", {"door": "front", "locked": True}, {"ok": True}) == ("Done. I've locked the door (front)")
    assert manner.done("lock_door", {"door": "front", "locked": False}, {"ok": True}) == "Done. I've unlocked the door (front)"
    assert manner.done("get_weather", {"city": "Oslo"}, {"ok": True}) == ""


FORM = {"type": "text", "mime_type": "application/json"}


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("Congratulations! You have won a lottery, send your bank details", "block"),
        ("Make $5000 a week from home! Work from home, no experience. DM me", "block"),
        ("you stupid moron, get lost", "block"),
        ("Does anybody know a good bakery near the station?", "allow"),
    ],
)
def test_a_message_is_moderated_whatever_the_schema_calls_its_options(message, verdict):
    schema = {"type": "object", "properties": {"action": {"enum": ["allow", "block"]}}, "required": ["action"]}
    assert chat(message, response_format={**FORM, "schema": schema}) == f'{{"action": "{verdict}"}}'


def test_what_a_text_does_not_say_is_null_or_left_out():
    schema = {
        "type": "object",
        "properties": {
            "name": S,
            "age": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
            "email": {"type": ["string", "null"]},
            "nickname": S,
        },
        "required": ["name", "age", "email"],
    }
    prompt = "Extract: Lena Vogel, 34, lives in Berlin"
    assert chat(prompt, response_format={**FORM, "schema": schema}) == '{"name": "Lena Vogel", "age": 34, "email": null}'


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many ways can I choose 5 cards from 52?", "2598960"),
        ("Multiply the matrices [[1,2],[3,4]] and [[5,6],[7,8]]", "[[19, 22], [43, 50]]"),
        ("Sum of all multiples of 3 or 5 below 1000", "233168"),
        ("Solve x^2 - 5x + 6 = 0", "x = 2 or x = 3"),
        ("Monthly payment for a 250000 loan at 3.2% over 25 years?", "1,211.70"),
    ],
)
def test_a_program_is_written_for_it(question, answer):
    made = steps(question, tools=({"type": "code_execution"},))
    assert [step["type"] for step in made] == ["thought", "code_execution_call", "code_execution_result", "model_output"]
    assert answer in made[-1]["content"][0]["text"]
