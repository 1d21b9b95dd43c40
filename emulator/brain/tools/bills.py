"""A bill read as one thing: who sells, who pays, its lines, its sum. "4 bags of espresso at 18.50 EUR each, 19% VAT".

Where a text names no sum it is reckoned from the lines, with the tax that the text names; what isn't said is left out.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from typing import Any

from emulator.brain.tools import bill_lines, values, words
from emulator.brain.tools.bill_lines import Line

Path = tuple[str, ...]

_BILL = re.compile(
    r"\b(?:invoices?|invoiced|bills?|billed|receipts?|quotes?|quotation|orders?|ordered|owes?|charge[sd]|purchase|rechnung)\b",
    re.I,
)
_NAME = r"[A-ZÀ-Þ][\w'’&.-]*(?:[ \t]+(?:(?:&|and|of|de|la|von|the)[ \t]+)?[A-ZÀ-Þ&][\w'’&.-]*){0,5}"
_VERB = r"(?:bills?|billed|invoices?|invoiced|charges?|charged|sells?|sold|delivers?|delivered|supplied|shipped)"
_SELLERS = (
    rf"(?i:\b(?:from|seller|vendor|supplier|merchant|issued by|sold by|by|(?:we|i) (?:owe|paid|pay)))\b[ \t]*:?[ \t]+({_NAME})",
    rf"({_NAME})[ \t]+(?:has |have )?{_VERB}\b",
    rf"\b(?:owes?|paid|pays)[ \t]+({_NAME})",
    rf"(?i:\binvoice|\brechnung)[^\n,]{{0,30}},[ \t]+({_NAME})[ \t]+(?:to|an)\b",
)
_BUYERS = (
    rf"({_NAME})[ \t]+(?:\([^)\n]{{3,60}}\)[ \t]+)?(?:owes|ordered|orders|bought|paid|pays)\b",
    rf"(?i:\b(?:(?:my )?name(?: is|'s|:)|i am|i'm))[ \t]+({_NAME})",
    rf"(?i:\b(?:billed to|bill to|sold to|customer|client|buyer|invoice to|dear|an|to|for))[ \t]*:?[ \t]+({_NAME})",
    rf"{_VERB}[ \t]+({_NAME})",
)
_TOTAL = re.compile(
    r"(?<!sub)(?<!sub-)(?<!sub )\b(?:(?:grand |invoice )?total(?: amount| due)?|(?:amount|balance) (?:due|payable)|gesamtbetrag"
    rf"|owes? {_NAME})[^\n\d$€£]{{0,24}}(?P<money>{bill_lines.MONEY}|{bill_lines.AMOUNT})(?!\s?%)",
    re.I,
)
_TAX = re.compile(
    r"(\d{1,2}(?:[.,]\d{1,2})?)\s?%\s?(?:VAT|tax|sales tax|GST|MwSt|USt)\b"
    r"|\b(?:VAT|tax|GST|MwSt)\b[^\n\d]{0,12}(\d{1,2}(?:[.,]\d)?)\s?%",
    re.I,
)
_INCLUDED = re.compile(
    r"\b(?:incl(?:uding|usive|uded|\.)?|inkl\.?)\s+(?:of )?(?:\d[\d.,]*\s?%\s?)?(?:VAT|tax|GST|MwSt)"
    r"|(?:VAT|tax) (?:is )?included",
    re.I,
)
_EXTRA = re.compile(rf"\b(?:shipping|delivery|freight|postage|handling)\b[^\n\d$€£]{{0,24}}(?P<money>{bill_lines.MONEY})", re.I)
_NUMBER = re.compile(
    r"\b(?:invoice|bill|receipt|order|quote|quotation|rechnung|inv|po)\b\.?[ \t]*(?:no\b\.?|number|nr\b\.?|id|#)?[ \t:#]*"
    r"(?=[\w/-]*\d)([A-Za-z0-9][\w/-]{0,30})(?![\w.,]*\s?(?:EUR|USD|€|%))",
    re.I,
)
_MONTHS = frozenset(calendar.month_name[1:])
_ROLES = {
    "seller": "seller vendor supplier issuer merchant store",
    "buyer": "buyer customer client recipient payer",
}
_NO_NAMES = frozenset("email mail address phone id number country city type".split())
_NUMBERED = frozenset("number invoice bill receipt order no id".split())


def assigned(text: str, schema: Any) -> dict[Path, Any]:
    """The values that a bill has for the places of a schema, by path; nothing when the text is no bill.

    An empty text stands for what the bill doesn't say, though other words of it might be taken for that.
    """
    inner = schema.get("properties") if isinstance(schema, Mapping) else None
    text = text[: values.LONGEST]
    if not isinstance(inner, Mapping) or not _BILL.search(text) or not re.search(rf"{bill_lines.MONEY}|\border", text):
        return {}
    lines = bill_lines.read(text)
    found: dict[Path, Any] = {}
    for name, part in inner.items():
        value = _value(text, lines, set(words.parts(str(name))), part)
        if value is not None and value != []:
            found[(str(name),)] = bill_lines.short(value) if isinstance(value, float) else value
    return found


def _value(text: str, lines: list[Line], own: set[str], part: Any) -> Any:
    kind = part.get("type") if isinstance(part, Mapping) else ""
    if kind == "array":
        return _items(text, lines, part.get("items"))
    if kind == "string":
        return _said(text, own)
    return _sum(text, lines, own) if kind in ("number", "integer") else None


def _said(text: str, own: set[str]) -> str | None:
    """A party's name or address, or the bill's number."""
    role = next((role for role, said in _ROLES.items() if own & set(said.split())), "")
    if role and own & {"email", "mail"}:
        return next((str(one.value) for one in values.matches("email", text)), "")
    if role and not own & _NO_NAMES:
        return _party(text, role) or None
    number = _NUMBER.search(text)
    return (number[1] if number else "") if own <= _NUMBERED and own & {"number", "no", "id"} else None


def _party(text: str, role: str) -> str:
    for pattern in _SELLERS if role == "seller" else _BUYERS:
        for match in re.finditer(pattern, text):
            is_address = not match[1].endswith(".") and re.match(r"[ \t]+\d", text[match.end(1) : match.end(1) + 9])
            if match[1].split()[0] not in _MONTHS and not is_address and not _BILL.fullmatch(match[1]):
                return match[1].rstrip(".")
    return ""


def _items(text: str, lines: list[Line], schema: Any) -> list[dict[str, Any]]:
    inner = schema.get("properties") if isinstance(schema, Mapping) else None
    if not isinstance(inner, Mapping):
        return []
    places = {str(name): bill_lines.role(str(name)) for name in inner}
    if not {"what", "count"} <= set(places.values()) and not {"what", "price"} <= set(places.values()):
        return []
    lines = lines if lines or set(places.values()) & {"price", "sum"} else bill_lines.ordered(text)
    return [bill_lines.row(line, list(places)) for line in lines]


def _sum(text: str, lines: list[Line], own: set[str]) -> float | None:
    """A sum, a tax or a rate that the text names or that follows from its lines."""
    rate = _TAX.search(text)
    percent = float((rate[1] or rate[2]).replace(",", ".")) if rate else 0.0
    net = round(sum(line.price * line.count for line in lines), 2)
    if own & {"tax", "vat", "gst"}:
        wants_rate = own & {"rate", "percent", "percentage"}
        return (percent or None) if wants_rate else (round(net * percent / 100, 2) or None)
    if own & {"sub", "subtotal", "net"}:
        return net or None
    if not own & {"total", "sum", "due", "payable"} and own != {"amount"}:
        return None
    if said := _TOTAL.search(text):
        return bill_lines.amount(said["money"])
    extra = sum(bill_lines.amount(match["money"]) for match in _EXTRA.finditer(text))
    gross = net * (1 if _INCLUDED.search(text) else 1 + percent / 100) + extra
    return round(gross, 2) if lines else None
