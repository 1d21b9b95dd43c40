"""The parts of a text that each describe one thing: rows of an invoice, people of a contact list, items of an enumeration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from emulator.brain.library import fold
from emulator.brain.tools import measures, values, words

_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,3}[.)])\s+")
_LABEL = re.compile(r"(?:^|[\n;]|(?<=[.,])\s)\s*[-*•]?\s*([A-Za-z][\w /#()'-]{0,40}?)\s*[:=]\s*([^\n;]{1,400})")
_MONEY = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:USD|EUR|GBP|dollars|euros)", re.I)
_PERSON = re.compile(r"\b([A-ZÀ-Þ][a-zà-ÿ'’-]+(?:\s+(?:[A-Z]\.|van|von|de|da|la|bin|al)?\s*[A-ZÀ-Þ][a-zà-ÿ'’-]+){1,2})")
_QUANTITY = re.compile(r"(?:^|[^\w.$€£])(\d{1,6})\s*(?:x|×|pcs|pieces|units|@|\*)|(?:x|×|qty:?|quantity:?)\s*(\d{1,6})", re.I)


def labels(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """What stands as 'label: value' in a text, the label in stems."""
    for match in _LABEL.finditer(text[: values.LONGEST]):
        yield tuple(words.stem(word) for word in words.parts(match[1])), match[2].strip().rstrip(".,")


def rows(text: str, schema: Mapping[str, Any]) -> list[str]:
    """The parts of a text that could each fill one object of a list."""
    names = {word for name in schema.get("properties") or {} for word in words.parts(str(name))}
    lines = [_BULLET.sub("", line).strip() for line in text.splitlines() if line.strip()]
    pieces = lines if len(lines) > 1 else re.split(r";|\n|(?<=[.!?])\s+(?=[A-Z])", text)
    if names & {"email", "phone", "mail"}:
        return [piece for piece in _around_addresses(pieces) if piece]
    if names & {"quantity", "qty", "price", "amount", "cost", "unit"}:
        found = [
            piece
            for piece in pieces
            if _MONEY.search(piece) and (_QUANTITY.search(piece) or _BULLET.match(piece) or len(values.numbers(piece)) > 1)
        ]
        found = found or _listed(text) or _counted(text)
        return [
            piece
            for piece in found
            if not re.match(r"\W*(?:sub|grand )?(?:total|tax|vat|amount due|shipping|discount|balance)\b", piece, re.I)
        ]
    bullets = [_BULLET.sub("", line).strip() for line in text.splitlines() if _BULLET.match(line)]
    return bullets or _table(text)


def _listed(text: str) -> list[str]:
    """'2 apples at $1 and 3 pears at $2' within one sentence."""
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+|;", text)
    return [part.strip() for part in parts if re.search(r"\d", part) and _MONEY.search(part) and re.search(r"[A-Za-z]{3}", part)]


def _counted(text: str) -> list[str]:
    """'200 g flour, 2 eggs' after a colon."""
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+|[;\n]", text.split(":", 1)[-1])
    return [part.strip() for part in parts if re.search(r"\d", part) and re.search(r"[A-Za-z]{3}", part)]


def _around_addresses(pieces: list[str]) -> list[str]:
    found: list[str] = []
    for piece in pieces:
        spots = [*values.matches("email", piece), *([] if values.matches("email", piece) else values.matches("phone", piece))]
        if len(spots) <= 1:
            found += [piece] if spots else []
            continue
        ends = [spot.end for spot in spots]
        starts = [0, *(_split(piece, end) for end in ends[:-1])]
        found += [piece[start:end].strip(" ,;") for start, end in zip(starts, [*starts[1:], len(piece)], strict=True)]
    return found


def _split(piece: str, end: int) -> int:
    """Where the next person begins after an address."""
    match = re.compile(r"[,;.]?\s+(?:and\s+)?(?=[A-ZÀ-Þ])|\s+and\s+|[;)]").search(piece, end)
    return match.end() if match else end


def _table(text: str) -> list[str]:
    lines = [line.strip().strip("|") for line in text.splitlines() if line.count("|") >= 2 or line.count(",") >= 1]
    if len(lines) < 2:
        return []
    sign = "|" if "|" in lines[0] else ","
    header = [cell.strip() for cell in lines[0].split(sign)]
    body = [line for line in lines[1:] if set(line) - set("|-: ")]
    return ["; ".join(f"{name}: {cell.strip()}" for name, cell in zip(header, line.split(sign), strict=False)) for line in body]


def part(row: str, name: str) -> Iterator[Any]:
    """What a row says for a property, by the property's everyday name."""
    own = set(words.parts(name))
    money = [one.value for one in values.numbers(row) if one.unit in measures.CURRENCIES]
    quantity = _QUANTITY.search(row)
    count = (
        int(quantity[1] or quantity[2]) if quantity else next((one.value for one in values.numbers(row) if not one.unit), None)
    )
    if own & {"quantity", "qty", "count"}:
        measured = (
            re.search(r"\d[\d.,]*\s?(?:[a-zA-Z]{1,3}|cups?|tablespoons?|teaspoons?|grams?|cloves?)\b(?=\s)", row)
            if not money
            else None
        )
        yield from () if count is None and not measured else (count,) if count is not None else ()
        yield from [measured[0]] if measured else []
    elif own & {"price", "rate", "cost"} or (own & {"unit"} and own & {"amount", "price"}):
        yield from money[:1]
    elif own & {"total", "amount", "subtotal"} and money:
        yield money[1] if len(money) > 1 else round(money[0] * (count if isinstance(count, int) and quantity else 1), 2)
    elif own & {"description", "item", "product", "title", "label"} or own == {"name"}:
        person = (
            _PERSON.search(row) if own == {"name"} and (values.matches("email", row) or values.matches("phone", row)) else None
        )
        yield from filter(None, [person[1] if person else "", described(row)])
    elif own & {"first", "given"} and (person := _PERSON.search(row)):
        yield person[1].split()[0]
    elif own & {"last", "surname", "family"} and (person := _PERSON.search(row)):
        yield person[1].split()[-1]


def described(row: str) -> str:
    """A row without its numbers and addresses."""
    for kind in ("email", "url", "phone"):
        for one in values.matches(kind, row):
            row = row.replace(str(one.value), " ")
    row = re.sub(r"[$€£¥₹]\s?[\d.,]+|\b\d+(?:[.,]\d+)*\s*(?:x|×|@|pcs|pieces|units|USD|EUR|GBP)?(?=\W|$)", " ", row, flags=re.I)
    row = re.sub(
        r"^\W*(?:g|kg|ml|l|oz|lbs?|cups?|tbsp|tsp|tablespoons?|teaspoons?|grams?|cloves?)\b", " ", row.strip(), flags=re.I
    )
    row = re.sub(
        r"\b(?:at|each|for|x|per|of|and|qty|quantity|total|items?)\b(?=\W*$)|^\W*(?:and|of|x)\b|[@×=]",
        " ",
        " ".join(row.split()),
        flags=re.I,
    )
    return " ".join(row.split()).strip(" -–—,;:.()|=@")


_ALONE = re.compile(r"\b([A-ZÀ-Þ][a-zà-ÿ'’-]{1,20}) (?:is|was|lives|works|earns|has|likes|says|called|wrote)\b")
_COMPANY = re.compile(r"\b(?:Inc|Corp|Ltd|GmbH|LLC|Co|Company|SA|AG|plc)\b\.?")


def people(text: str) -> list[str]:
    """The people a text names, those with a last name first."""
    dull = {"invoice", "bill", "dear", "united", "new", "the", "total", "due", "phone", "email"}
    text = text[: values.LONGEST]
    full = [
        match[1] for match in _PERSON.finditer(text) if fold(match[1].split()[0]) not in dull and not _COMPANY.search(match[1])
    ]
    return full or [match[1] for match in _ALONE.finditer(text) if fold(match[1]) not in dull | words.STOP]


def numbered(text: str, name: str) -> Iterator[str]:
    """What stands as a number or an id beside a property's first word: 'Invoice #INV-2041'."""
    first = words.parts(name)[:1]
    if len(words.parts(name)) > 1 and words.parts(name)[-1] in ("number", "id", "no", "code", "reference"):
        pattern = (
            rf"\b{re.escape(first[0])}\b\W{{0,3}}(?:(?:no|number|nr|id|code|"
            rf"reference)\b\.?)?\W{{0,3}}(?:is\s)?\W{{0,2}}([\w/-]*\d[\w/-]*)"
        )
        yield from (match[1] for match in re.finditer(pattern, text[: values.LONGEST], re.I))


_PARTIES = {
    "customer": "bill to|billed to|customer|client|buyer|ship to|sold to|for",
    "vendor": "from|seller|vendor|supplier|issued by|by",
}
_PARTY = {"customer": "customer", "client": "customer", "buyer": "customer", "recipient": "customer"} | dict.fromkeys(
    ("vendor", "seller", "supplier", "issuer", "company", "merchant", "store"), "vendor"
)


def party(text: str, name: str) -> str:
    """What a text says of the one who pays or the one who is paid."""
    role = next((_PARTY[word] for word in words.parts(name) if word in _PARTY), "")
    if not role:
        return ""
    match = re.search(rf"\b(?:{_PARTIES[role]})\b\s*:?\s+([A-ZÀ-Þ][^\n]{{1,120}})", text[: values.LONGEST])
    match = match or re.search(rf"(?i:\b(?:{_PARTIES[role]})\b\s*:\s*)([^\n]{{2,120}})", text[: values.LONGEST])
    return re.split(r"\s+(?:on|dated|for)\s", match[1])[0].strip() if match else ""
