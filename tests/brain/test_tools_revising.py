"""Data that was answered is changed by short requests: a count, a value, a row less or more; sums follow, the rest stays."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.brain.declarations import B, N, S
from tests.brain.talking import chat
from tests.brain.test_tools_shapes import WORDS, choice, rows, shape

BILL = shape(number=S, buyer=S, items=rows(description=S, quantity=N, unit_price=N, line_total=N), total=N)
ORDER = "Invoice A-7 to Kaya Ltd: 4 bags of espresso at 20 EUR and 2 grinders at 240 EUR, 10% VAT."
REVIEW = shape(title=S, rating=N, recommended=B, tags=WORDS, mood=choice("positive", "negative", "mixed"))


def filled(schema: dict[str, Any], *prompts: str) -> Any:
    return json.loads(chat(*prompts, response_format={"type": "text", "mime_type": "application/json", "schema": schema}))


@pytest.mark.parametrize(
    ("asked", "items", "total"),
    [
        ("Actually make the grinders 3.", [("bags of espresso", 4, 20, 80), ("grinders", 3, 240, 720)], 880),
        ("Please make it 6 bags of espresso.", [("bags of espresso", 6, 20, 120), ("grinders", 2, 240, 480)], 660),
        ("Remove the grinders", [("bags of espresso", 4, 20, 80)], 88),
        ("Set the unit price of the grinders to 200", [("bags of espresso", 4, 20, 80), ("grinders", 2, 200, 400)], 528),
        ("Add 5 filters at 2 EUR each.",
         [("bags of espresso", 4, 20, 80), ("grinders", 2, 240, 480), ("filters", 5, 2, 10)], 627),
    ],
)  # fmt: skip
def test_a_row_is_changed_and_the_sums_follow(asked: str, items: list[tuple[str, float, float, float]], total: float) -> None:
    made = filled(BILL, ORDER, asked)
    assert [tuple(item.values()) for item in made["items"]] == items
    assert (made["number"], made["buyer"], made["total"]) == ("A-7", "Kaya Ltd", total)


@pytest.mark.parametrize(
    ("asked", "change"),
    [
        ("Change the rating to 4.5", {"rating": 4.5}),
        ("set the title to The Matrix Reloaded", {"title": "The Matrix Reloaded"}),
        ("The mood should be negative", {"mood": "negative"}),
        ("Set recommended to no and change the rating to two", {"recommended": False, "rating": 2}),
    ],
)
def test_a_value_is_changed_and_the_rest_stays(asked: str, change: dict[str, Any]) -> None:
    first = "Review the film The Matrix."
    assert filled(REVIEW, first, asked) == filled(REVIEW, first) | change


def test_a_word_is_added_to_a_list_and_taken_out_again() -> None:
    first, tags = "Review the film The Matrix.", filled(REVIEW, "Review the film The Matrix.")["tags"]
    assert filled(REVIEW, first, "Add cult classic to the tags")["tags"] == [*tags, "cult classic"]
    assert filled(REVIEW, first, "Add cult classic to the tags", "Remove cult classic.")["tags"] == tags


def test_what_the_schema_forbids_and_a_new_text_are_no_change() -> None:
    first = "Review the film The Matrix."
    assert filled(REVIEW, first, "The mood should be purple")["mood"] in ("positive", "negative", "mixed")
    assert filled(REVIEW, first, "Review the film Inception.")["title"] == "Inception"
