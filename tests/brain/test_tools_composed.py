"""What a request leaves to be made: SQL from a question, quizzes, lists of known things, recipes, plans, corrections."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from emulator.brain.tools import querying, quizzing
from tests.brain.declarations import WHOLE, B, N, S, calls, function
from tests.brain.talking import chat

SHOP = "orders(id, customer, total, created_at), customers(id, name, city), products(id, name, price, stock)"
SQL = function("run_sql", f"Run a SQL query against the shop database. Tables: {SHOP}.", ["query"], query=S)
ROWS = """
create table orders(id, customer, total, created_at); create table customers(id, name, city);
create table products(id, name, price, stock);
insert into orders values (1, 'Ada Byron', 120, '2025-03-01'), (2, 'Ada Byron', 30, '2024-01-01'), (3, 'Bob', 60, '2025-07-01');
insert into customers values (1, 'Ada Byron', 'Berlin'), (2, 'Bob', 'Oslo'), (3, 'Eve', 'Berlin');
insert into products values (1, 'lamp', 50, 0), (2, 'desk', 300, 4), (3, 'mug', 8, 90);
"""


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many customers are there in Berlin?", [(2,)]),
        ("What are the two most expensive products?", [(2, "desk", 300, 4), (1, "lamp", 50, 0)]),
        ("Show the cheapest product", [(3, "mug", 8, 90)]),
        ("What is the total revenue of 2025?", [(180,)]),
        ("Which products are out of stock?", [(1, "lamp", 50, 0)]),
        ("List all orders of Ada Byron", [(1, "Ada Byron", 120, "2025-03-01"), (2, "Ada Byron", 30, "2024-01-01")]),
        ("What is the average order total per city?", [("Berlin", 75.0), ("Oslo", 60.0)]),
        ("How many orders per customer?", [("Ada Byron", 2), ("Bob", 1)]),
        ("orders over 100 euros in 2025", [(1, "Ada Byron", 120, "2025-03-01")]),
    ],
)
def test_a_question_becomes_sql_that_answers_it(question, rows):
    ((name, arguments),) = calls(question, [SQL])
    assert name == "run_sql"
    database = sqlite3.connect(":memory:")
    database.executescript(ROWS)
    found = database.execute(arguments["query"]).fetchall()
    database.close()
    assert found == rows


@pytest.mark.parametrize("prompt", ["hello there", "Who are you?", "Thank you!"])
def test_what_is_no_question_to_the_tables_is_no_sql(prompt):
    assert calls(prompt, [SQL]) == []


def test_tables_are_read_from_a_declaration_as_well():
    text = "create table users (id INTEGER PRIMARY KEY, name VARCHAR(20), born DATE); call f(x)"
    assert querying.tables(text) == {"users": ("id", "name", "born")}


LIGHT = function("control_light", "Controls a smart light.", ["room", "state"], room=S, state={"enum": ["on", "off"]})
SALE = function("record_sale", "Record a sale of a product.", ["product", "quantity"], product=S, quantity=WHOLE, colour=S)


def test_the_one_of_a_second_clause_is_what_the_first_one_named():
    made = calls("Turn off the kitchen light, then turn on the one in the bedroom", [LIGHT])
    assert [arguments["state"] for _, arguments in made] == ["off", "on"]
    assert [arguments["room"] for _, arguments in made] == ["kitchen", "bedroom"]


def test_a_statement_of_what_was_done_is_recorded():
    assert calls("We sold 4 blue mugs", [SALE]) == [("record_sale", {"product": "mugs", "quantity": 4, "colour": "blue"})]


def filled(prompt: str, schema: dict[str, Any]) -> Any:
    value = json.loads(chat(prompt, response_format={"type": "text", "mime_type": "application/json", "schema": schema}))
    Draft202012Validator(schema).validate(value)
    return value


def of(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties]}


def many(item: Any, **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": item, **more}


@pytest.mark.parametrize("topic", ["bees", "the solar system", "photosynthesis", "Paris"])
def test_a_quiz_has_questions_with_one_right_choice_among_different_ones(topic):
    item = of(question=S, options=many(S, minItems=4, maxItems=4), answer=S, correct_index=WHOLE)
    quiz = filled(f"Make a quiz with four questions about {topic}", of(title=S, questions=many(item)))
    assert len(quiz["questions"]) == 4
    for one in quiz["questions"]:
        assert len(set(one["options"])) == 4
        assert one["options"][one["correct_index"]] == one["answer"]
        assert quizzing.GAP in one["question"]
    assert len({one["question"] for one in quiz["questions"]}) == 4


def test_lists_of_known_things_are_filled_with_what_is_known():
    nations = filled("List the five most populous countries of Africa", many(of(country=S, capital=S, population=WHOLE)))
    assert [one["country"] for one in nations][:2] == ["Nigeria", "Ethiopia"]
    assert nations[2]["capital"] == "Cairo"
    planets = filled("List the planets of the solar system", many(of(name=S, order_from_sun=WHOLE)))
    assert planets[2] == {"name": "Earth", "order_from_sun": 3}


def test_a_recipe_has_its_parts_and_several_have_theirs():
    item = of(item=S, quantity=S)
    cake = filled("Give me a recipe for carrot cake", of(name=S, servings=WHOLE, ingredients=many(item), steps=many(S)))
    assert cake["ingredients"][0] == {"item": "carrots", "quantity": "300 g"}
    assert (cake["servings"], len(cake["steps"])) == (12, 4)
    cookies = filled("List a few popular cookie recipes", many(of(recipe_name=S, ingredients=many(S))))
    assert len(cookies) >= 3
    assert all(len(one["ingredients"]) > 2 for one in cookies)


def test_plans_corrections_translations_lives_and_appointments():
    trip = filled("Plan a 3-day trip to Rome", of(destination=S, days=many(of(day=WHOLE, title=S, activities=many(S)))))
    assert [one["day"] for one in trip["days"]] == [1, 2, 3]
    assert all(one["activities"] for one in trip["days"])
    wrong = filled("Correct the grammar: 'She go to school.'", of(corrected=S, errors=many(of(original=S, correction=S))))
    assert wrong == {"corrected": "She goes to school.", "errors": [{"original": "go", "correction": "goes"}]}
    thanks = filled("Translate 'thank you very much' into French and German", of(french=S, german=S))
    assert thanks == {"french": "merci beaucoup", "german": "vielen Dank"}
    assert filled("Who was Marie Curie?", of(name=S, born=WHOLE))["born"] == 1867
    days = filled("Lunch with Ana on 4 May 2026, and a dentist appointment on 6 May", of(events=many(of(title=S, date=S))))
    assert [one["date"] for one in days["events"]] == ["2026-05-04", "2026-05-06"]


def test_rows_that_a_text_gives_are_taken_from_there():
    text = "Invoice: 2 desk lamps at 49.50 EUR, 1 chair at 210.00 EUR."
    bill = filled(text, of(items=many(of(description=S, quantity=N, unit_price=N, taxed=B))))
    assert [one["quantity"] for one in bill["items"]] == [2, 1]
