"""Schemas to begin with when an answer is wanted as data, each with a prompt that fits it. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SchemaStarter:
    """A schema under a name, and what to ask to see it at work."""

    name: str
    prompt: str
    schema: dict[str, Any]


def _object(required: list[str], **properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required}


def _text(about: str = "") -> dict[str, Any]:
    return {"type": "string", "description": about} if about else {"type": "string"}


def _one_of(*choices: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(choices)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


STARTERS = (
    SchemaStarter(
        "Review",
        "Review the film The Matrix.",
        _object(
            ["title", "rating", "summary", "pros"],
            title=_text("What is reviewed"),
            rating={"type": "integer", "minimum": 1, "maximum": 5, "description": "Stars"},
            sentiment=_one_of("positive", "neutral", "negative"),
            summary=_text("One or two sentences"),
            pros=_list(_text()),
            cons=_list(_text()),
        ),
    ),
    SchemaStarter(
        "Invoice",
        "Read this invoice: Invoice 2026-118 of 3 November 2026 from Baker & Sons to Ada Lovelace. "
        "2 x sourdough bread at 4.50, 1 x apple cake at 18.00. Total 27.00 EUR.",
        _object(
            ["number", "date", "seller", "items", "total", "currency"],
            number=_text(),
            date={"type": "string", "format": "date"},
            seller=_text(),
            buyer=_text(),
            items=_list(
                _object(["name", "quantity", "price"], name=_text(), quantity={"type": "integer"}, price={"type": "number"})
            ),
            total={"type": "number"},
            currency=_one_of("EUR", "USD", "GBP", "INR"),
        ),
    ),
    SchemaStarter(
        "Moderation",
        "Moderate: 'Free money! Click this link now to claim your prize!'",
        _object(
            ["decision", "category", "reason"],
            decision=_one_of("allow", "review", "block"),
            category=_one_of("spam", "harassment", "violence", "self-harm", "none"),
            confidence={"type": "number", "minimum": 0, "maximum": 1},
            reason=_text("Why, in one sentence"),
        ),
    ),
    SchemaStarter(
        "Contact list",
        "List the contacts: Ada Lovelace, ada@example.com, +44 20 7946 0958; Alan Turing, alan@example.com.",
        _object(
            ["contacts"],
            contacts=_list(
                _object(["name"], name=_text(), email={"type": "string", "format": "email"}, phone=_text(), company=_text())
            ),
        ),
    ),
)
