"""Schemas to begin structured output with, each with a prompt that it fits. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Starter:
    """A schema by name, and a prompt to try it with."""

    name: str
    icon: str
    schema: dict[str, Any]
    prompt: str


def _text(about: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "description": about, **more}


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


REVIEW = _object(
    {
        "title": _text("What is reviewed."),
        "rating": {"type": "integer", "minimum": 1, "maximum": 5, "description": "1 is worst, 5 is best."},
        "sentiment": _text("The tone.", enum=["positive", "mixed", "negative"]),
        "pros": {"type": "array", "items": {"type": "string"}, "description": "What is praised."},
        "cons": {"type": "array", "items": {"type": "string"}, "description": "What is criticised."},
        "summary": _text("One sentence."),
    },
    ["title", "rating", "sentiment", "summary"],
)
_ITEM = _object(
    {
        "description": _text("What was delivered."),
        "quantity": {"type": "number", "exclusiveMinimum": 0},
        "unit_price": {"type": "number", "minimum": 0},
    },
    ["description", "quantity", "unit_price"],
)
INVOICE = _object(
    {
        "number": _text("The invoice number."),
        "date": _text("When it was written.", format="date"),
        "seller": _text("Who asks for the money."),
        "buyer": _text("Who pays."),
        "items": {"type": "array", "items": _ITEM, "minItems": 1},
        "currency": _text("Its three-letter code.", pattern="^[A-Z]{3}$"),
        "total": {"type": "number", "minimum": 0},
    },
    ["number", "items", "currency", "total"],
)
MODERATION = _object(
    {
        "decision": _text("What should happen to the text.", enum=["allow", "review", "block"]),
        "categories": {
            "type": "array",
            "items": {"type": "string", "enum": ["spam", "scam", "insult", "hate", "violence", "sexual", "self-harm"]},
            "description": "What is wrong with it; empty when nothing.",
        },
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "reason": _text("One sentence."),
    },
    ["decision", "categories", "confidence", "reason"],
)
_CONTACT = _object(
    {
        "name": _text("The full name."),
        "email": _text("The mail address.", format="email"),
        "phone": _text("The telephone number as it stands."),
        "company": _text("Where they work."),
        "role": _text("What they do there."),
    },
    ["name"],
)
CONTACTS = _object({"contacts": {"type": "array", "items": _CONTACT}}, ["contacts"])

STARTERS: tuple[Starter, ...] = (
    Starter("Review", ":material/reviews:", REVIEW, "Review the film The Matrix from 1999 in a few words."),
    Starter(
        "Invoice",
        ":material/receipt_long:",
        INVOICE,
        "Invoice 2026-117 of 3 November 2026 from Nordlicht GmbH to Ada Byron: 2 desk lamps at 49.50 EUR, 1 chair at 210.00 EUR."
        " Total 309.00 EUR.",
    ),
    Starter("Moderation", ":material/shield:", MODERATION, "Moderate: 'Free money! Click here now and win a phone!!!'"),
    Starter(
        "Contact list",
        ":material/contacts:",
        CONTACTS,
        "List the contacts: Ada Byron (ada@example.com, +44 20 7946 0018) is an analyst at Engines Ltd."
        " Grace Hopper, grace@example.org, is an admiral.",
    ),
)
