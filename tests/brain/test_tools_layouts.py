"""Structured output from texts with a layout: letters, logs, orders, notes; what isn't said stays empty."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brain.declarations import DAY, WHOLE, B, N, S
from tests.brain.test_tools_shapes import choice, filled, rows, shape

MAYBE = {"type": ["string", "null"]}
WORDS = {"type": "array", "items": S}
WHEN = {"type": "string", "format": "date-time"}


@pytest.mark.parametrize(
    ("prompt", "schema", "expected"),
    [
        ("From: Ida Holm <ida@fjord.no>\nTo: help@shop.com\nSubject: Order 7712 paid twice\n\nI paid twice for order 7712"
         " (49.50 EUR each) on 3 March 2026. Please refund one payment by Friday.",
         shape(sender_name=S, sender_email=S, subject=S, order_number=S, amount=N, paid_date=DAY),
         {"sender_name": "Ida Holm", "sender_email": "ida@fjord.no", "subject": "Order 7712 paid twice", "order_number": "7712",
          "amount": 49.5, "paid_date": "2026-03-03"}),
        ("2026-01-09T07:30:00Z WARN [mailer] Retry after 1500 ms for smtp.example.com, job_id=j77",
         shape(timestamp=WHEN, level=S, service=S, duration_ms=WHOLE, host=S, job_id=S, user_id=MAYBE),
         {"timestamp": "2026-01-09T07:30:00Z", "level": "WARN", "service": "mailer", "duration_ms": 1500,
          "host": "smtp.example.com", "job_id": "j77", "user_id": None}),
        ("Order: two margherita pizzas, one green salad and three colas, deliver to 22 Elm Street at 7:30 pm",
         shape(items=rows(product=S, quantity=WHOLE), address=S, notes=MAYBE),
         {"items": [{"product": "margherita pizzas", "quantity": 2}, {"product": "green salad", "quantity": 1},
                    {"product": "colas", "quantity": 3}], "address": "22 Elm Street", "notes": None}),
        ("Meeting notes 4 May 2026: We decided to move the launch. Tom will update the website by 20 May.",
         shape(date=DAY, decisions=WORDS, actions=rows(owner=S, task=S, due_date=DAY)),
         {"date": "2026-05-04", "decisions": ["move the launch"],
          "actions": [{"owner": "Tom", "task": "update the website", "due_date": "2026-05-20"}]}),
        ("The soup contains nuts and eggs, no gluten.", shape(allergens=WORDS, is_vegan=B, is_gluten_free=B),
         {"allergens": ["nuts", "eggs"], "is_vegan": False, "is_gluten_free": True}),
        ("Rechnung Nr. RE-45 der Firma Holzbau Meier GmbH vom 3. Februar 2026 über 2.380,00 EUR, zahlbar bis 17. Februar 2026.",
         shape(vendor=S, date=DAY, due_date=DAY, total=N),
         {"vendor": "Holzbau Meier GmbH", "date": "2026-02-03", "due_date": "2026-02-17", "total": 2380.0}),
        ("What's the weather like?", shape(condition=choice("sunny", "rainy", "unknown"), wind=MAYBE),
         {"condition": "unknown", "wind": None}),
        ("Profile of Marie Curie", shape(name=S, birth_year=WHOLE, death_year=WHOLE, fields=WORDS, is_alive=B),
         {"name": "Marie Curie", "birth_year": 1867, "death_year": 1934, "fields": ["physics", "chemistry"], "is_alive": False}),
    ],
)  # fmt: skip
def test_a_form_is_filled_with_what_the_text_says_and_no_more(prompt: str, schema: dict[str, Any], expected: Any) -> None:
    assert filled(prompt, schema) == expected


def test_cities_are_compared_by_what_is_known_of_them() -> None:
    made = filled("Compare Paris and Rome", shape(cities=rows(name=S, country=S, population=WHOLE, highlights=WORDS)))["cities"]
    assert [(row["name"], row["country"]) for row in made] == [("Paris", "France"), ("Rome", "Italy")]
    assert all(row["population"] > 1_000_000 for row in made)
    assert "the Colosseum" in made[1]["highlights"]
