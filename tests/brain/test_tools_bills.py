"""Bills and orders as structured output: who sells, who pays, the lines, and a sum that is reckoned where none is said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emulator.brain.tools import bill_lines, bills
from tests.brain.declarations import WHOLE, N, S
from tests.brain.talking import chat
from tests.brain.test_tools_shapes import rows, shape

ITEMS = rows(description=S, quantity=N, unit_price=N)
BILL = shape(number=S, seller=S, buyer=S, items=ITEMS, total=N)


def filled(prompt: str, schema: dict[str, Any]) -> Any:
    return json.loads(chat(prompt, response_format={"type": "text", "mime_type": "application/json", "schema": schema}))


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("Invoice 2026-118 from Blue Lake Roasters to Kaya Ltd, 3 November 2026: 4 bags of espresso at 18.50 EUR and "
         "2 grinders at 240 EUR, 19% VAT.",
         {"number": "2026-118", "seller": "Blue Lake Roasters", "buyer": "Kaya Ltd", "total": 659.26,
          "items": [{"description": "bags of espresso", "quantity": 4, "unit_price": 18.5},
                    {"description": "grinders", "quantity": 2, "unit_price": 240}]}),
        ("Moss & Fern invoiced Tidal Cafe for six ferns at $9 each, shipping $12. Invoice no. A-77.",
         {"number": "A-77", "seller": "Moss & Fern", "buyer": "Tidal Cafe", "total": 66,
          "items": [{"description": "ferns", "quantity": 6, "unit_price": 9}]}),
        ("Rechnung 12/2026, Meyer GmbH an Stadt Linz: 10 Stühle à 49,90 €, 2 Tische à 199,00 €, inkl. 20 % MwSt.",
         {"number": "12/2026", "seller": "Meyer GmbH", "buyer": "Stadt Linz", "total": 897,
          "items": [{"description": "Stühle", "quantity": 10, "unit_price": 49.9},
                    {"description": "Tische", "quantity": 2, "unit_price": 199}]}),
    ],
)  # fmt: skip
def test_a_bill_is_read_as_one_thing(prompt: str, expected: Any) -> None:
    assert filled(prompt, BILL) == expected


def test_what_costs_so_much_together_is_divided_and_the_parts_of_a_sum_are_told() -> None:
    schema = shape(items=rows(name=S, qty=WHOLE, price=N, line_total=N), subtotal=N, tax_rate=N, tax=N, grand_total=N)
    assert filled("Bill to Ada Byron: 4 tyres for $500 and one wash for $30, 10% tax.", schema) == {
        "items": [
            {"name": "tyres", "qty": 4, "price": 125, "line_total": 500},
            {"name": "wash", "qty": 1, "price": 30, "line_total": 30},
        ],
        "subtotal": 530, "tax_rate": 10, "tax": 53, "grand_total": 583,
    }  # fmt: skip


def test_an_order_without_prices_has_its_things_its_customer_and_the_address_of_mail() -> None:
    schema = shape(order_id=S, customer_name=S, customer_email=S, items=rows(product=S, quantity=WHOLE))
    order = "Order #A1023: Maria Silva (maria@silva.pt) ordered 2 blue mugs and 1 teapot, ship to Rua das Flores 12, Porto."
    assert filled(order, schema) == {
        "order_id": "A1023", "customer_name": "Maria Silva", "customer_email": "maria@silva.pt",
        "items": [{"product": "blue mugs", "quantity": 2}, {"product": "teapot", "quantity": 1}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "value"), [("$1,250", 1250), ("1.250,00 €", 1250), ("18.50 EUR", 18.5), ("€ 7", 7), ("1,234,567.8", 1234567.8)]
)
def test_money_is_read_however_it_is_written(said: str, value: float) -> None:
    assert bill_lines.amount(said) == value


def test_a_text_that_is_no_bill_is_left_to_others() -> None:
    assert bills.assigned("The seller moved from Oslo to Bergen with 4 boxes.", BILL) == {}
