"""The parts of a text that each describe one thing: rows of an invoice, people of a contact list, items of an enumeration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from emulator.brain.tools import careers, enumerations, measures, persons, rosters, values, words

_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,3}[.)])\s+")
_LED = re.compile(r"(\d{1,5})\s+[^\W\d]")
_MONEY = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:USD|EUR|GBP|dollars|euros)", re.I)
_NEXT = re.compile(r"[;\n]|,\s*(?:and\s+|then\s+)?|(?<=[a-z\d])\s+and\s+(?=an?\s|the\s|then\s|on\s|from\s|back\s)|(?<=[.!?])\s+")
_QUANTITY = re.compile(r"(?:^|[^\w.$€£])(\d{1,6})\s*(?:x|×|pcs|pieces|units|@|\*)|(?:x|×|qty:?|quantity:?)\s*(\d{1,6})", re.I)


def rows(text: str, schema: Mapping[str, Any]) -> list[str]:
    """The parts of a text that could each fill one object of a list."""
    names = {word for name in schema.get("properties") or {} for word in words.parts(str(name))}
    lines = [_BULLET.sub("", line).strip() for line in text.splitlines() if line.strip()]
    pieces = lines if len(lines) > 1 else re.split(r";|\n|(?<=[.!?])\s+(?=[A-Z])", text)
    if names & {"email", "phone", "mail"}:
        return [piece for piece in _around_addresses(pieces) if piece]
    if names & {"quantity", "qty", "price", "amount", "cost", "unit"}:
        return _sold(text, pieces, names, len(lines) > 1)
    if posts := careers.rows(text, names):
        return posts
    if careers.is_study(names):
        return []
    if names & {"day"} and len(days := _DAYS.split(text[: values.LONGEST])[1:]) > 1:
        return [f"Day {number}: {said}".strip() for number, said in zip(days[::2], days[1::2], strict=False)]
    if names & {"task", "todo", "action"} and len(tasks := enumerations.to_do(text)) > 1:
        return tasks
    if names & {"date", "day", "when", "start", "deadline", "due"} and (dated := _dated(text)):
        return dated
    bullets = [_BULLET.sub("", line).strip() for line in text.splitlines() if _BULLET.match(line)]
    return bullets or _table(text)


_DAYS = re.compile(r"\bDay (\d{1,2})\b[:,.]?\s*")


def _sold(text: str, pieces: list[str], names: Set[str], lined: bool) -> list[str]:
    """The parts that name a thing with how many of it there are or what it costs; none of the sums below them."""
    found = [
        piece
        for piece in pieces
        if _MONEY.search(piece) and (_QUANTITY.search(piece) or _BULLET.match(piece) or len(values.numbers(piece)) > 1)
    ]
    several, priced = _listed(text.rpartition(": ")[2]), _priced(text)
    loose = names & {"quantity", "qty", "count"} and not re.search(r"[$€£]|\d[.,]\d\d\b", text)
    counted = enumerations.things(text) if loose else []
    sure = priced if len(priced) > 1 and not lined else found if len(found) > 1 else counted or priced
    found = sure or (several if len(several) > 1 else found) or _counted(text)
    return [piece for piece in found if not _FOOT.match(piece)]


_FOOT = re.compile(r"\W*(?:sub|grand )?(?:total|net|tax|vat|amount due|shipping|discount|balance)\b", re.I)


def _dated(text: str) -> list[str]:
    """'Lunch on 4 May, and a dentist appointment on 6 May': parts with a day of their own."""
    head, colon, tail = text.partition(": ")
    text = tail if colon and len(head) < 60 and not careers.DAY.search(head) else text
    return [
        part.strip(" .,") for part in _NEXT.split(text[: values.LONGEST]) if careers.DAY.search(part) and len(part.split()) > 2
    ]


def _listed(text: str) -> list[str]:
    """'2 apples at $1 and 3 pears at $2' within one sentence."""
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+|;", text)
    return [part.strip() for part in parts if re.search(r"\d", part) and _MONEY.search(part) and re.search(r"[A-Za-z]{3}", part)]


_ITEM = re.compile(
    r"(?<![\w.,])\d{1,5}\s*(?:x|×)?\s*[^\W\d][^,;:\n\d]{1,60}?\s(?:(?:at|@|for)\s+)?[$€£]?\d{1,7}(?:[.,]\d{2})?(?![\w%])(?:\s+each)?"
)


def _priced(text: str) -> list[str]:
    """'2x Latte 3.50', '3 chairs at 49.90 each': a count, a thing and what it costs."""
    found = [match[0].strip() for match in _ITEM.finditer(text[: values.LONGEST])]
    return [row for row in found if re.search(r"\b(?:at|for)\s|@|\d[.,]\d{2}(?!\d)", row)]


def _counted(text: str) -> list[str]:
    """'200 g flour, 2 eggs' after a colon."""
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+|[;\n]", text.split(":", 1)[-1])
    if len(parts) < 2 and ":" not in text:
        return []
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


def _stocked(row: str) -> Iterator[Any]:
    """Whether and how much of a thing is there: 'in stock 60', 'sold out'."""
    if re.search(r"\b(?:sold out|out of stock|unavailable|no longer)\b", row, re.I):
        yield from (False, 0)
    elif match := re.search(r"\b(?:in )?stock\W{0,3}(\d{1,7})|\b(\d{1,7}) in stock", row, re.I):
        yield from (int(match[1] or match[2]), True)
    elif re.search(r"\bin stock\b|\bavailable\b", row, re.I):
        yield True


def _table(text: str) -> list[str]:
    lines = [line.strip().strip("|") for line in text.splitlines() if line.count("|") >= 2 or line.count(",") >= 1]
    if len(lines) < 2:
        return []
    sign = "|" if "|" in lines[0] else ","
    header = [cell.strip() for cell in lines[0].split(sign)]
    body = [line for line in lines[1:] if set(line) - set("|-: ")]
    return ["; ".join(f"{name}: {cell.strip()}" for name, cell in zip(header, line.split(sign), strict=False)) for line in body]


_MEASURED = re.compile(r"\d[\d.,]*\s?(?:[a-zA-Z]{1,3}|cups?|tablespoons?|teaspoons?|grams?|cloves?)\b(?=\s)")


def part(row: str, name: str) -> Iterator[Any]:
    """What a row says for a property, by the property's everyday name."""
    own = set(words.parts(name))
    if own & {"stock", "available", "availability"}:
        yield from _stocked(row)
    money = [one.value for one in values.numbers(row) if one.unit in measures.CURRENCIES]
    if not money and _ITEM.fullmatch(row.strip()):
        money = [float(re.findall(r"\d+(?:[.,]\d{2})?", row)[-1].replace(",", "."))]
    quantity = _QUANTITY.search(row) or (_LED.match(row) if money else None)
    count = (
        int(next(filter(None, quantity.groups())))
        if quantity
        else next((one.value for one in values.numbers(row) if not one.unit), None)
    )
    if own & {"quantity", "qty", "count"}:
        measured = _MEASURED.search(row) if not money else None
        yield from () if count is None and not measured else (count,) if count is not None else ()
        yield from [measured[0]] if measured else []
    elif own & {"unit", "units"} and not own & {"price", "amount", "cost"}:
        said = re.search(
            r"\d\s?(g|kg|ml|cl|l|oz|lbs?|tsp|tbsp|cups?|cloves?|pinch(?:es)?|tablespoons?|teaspoons?|pieces?)\b", row
        )
        yield from [said[1]] if said else []
    elif own & {"price", "rate", "cost"} or (own & {"unit"} and own & {"amount", "price"}):
        yield from money[:1]
    elif own & {"total", "amount", "subtotal"} and money:
        yield money[1] if len(money) > 1 else round(money[0] * (count if isinstance(count, int) and quantity else 1), 2)
    elif own & {"description", "item", "product", "title", "label"} or own == {"name"}:
        person = (
            persons.NAME.search(row)
            if own == {"name"} and (values.matches("email", row) or values.matches("phone", row))
            else None
        )
        yield from filter(None, [person[1] if person else "", described(row)])
    else:
        yield from rosters.part(row, own)


_JOB = re.compile(
    r"(?:^|,\s*|\bas (?:an? |the )?|\bis (?:an? |the |our )?)([A-Z][\w&/+-]*(?: (?:of |and |& )?[A-Z][\w&/+-]*){0,4})"
    r"\s+(?:at|of|with|for|@)\s+(?=[A-Z])"
)


def job(text: str, name: str, beside: Sequence[str]) -> Iterator[str]:
    """What somebody does, or is wanted for, where a title stands beside a name or a company."""
    around = {word for other in beside for word in words.parts(other)}
    if set(words.parts(name)) & {"title", "role", "position", "job"} and around & {"name", "company", "employer", "organization"}:
        yield from (match[1] for match in _JOB.finditer(text[: values.LONGEST]))


def titles(text: str) -> Iterator[str]:
    """What a text is titled, or is about by name."""
    yield from (str(one.value) for one in values.matches("quoted", text)[:1])
    named = re.search(
        r"\b(?:review(?: of| for)?|about|of|on|titled|called)\s+(?:the (?:movie|film|book|song|game) )?"
        r"((?:[A-Z][\w'’.-]*)(?: (?:of|the|and|to|in|a|for|[A-Z0-9][\w'’.-]*))*)",
        text,
    )
    yield from [named[1].strip()] if named else []
    formed = re.fullmatch(
        r"\W*(?:the )?((?:[A-Z][\w'’.-]*)(?: (?:of|the|and|to|in|a|[A-Z0-9][\w'’.-]*))*) as (?:an? |the )?[\w ]{3,30}",
        text.strip(),
    )
    yield from [formed[1]] if formed else []
    titled = re.search(r"\b(?:recipe|review|report|summary|instructions?) (?:for|of|about|on) ([^:.\n]{2,60})", text, re.I)
    yield from [titled[1].strip()] if titled else []


def described(row: str) -> str:
    """A row without its numbers and addresses."""
    for kind in ("email", "url", "phone"):
        for one in values.matches(kind, row):
            row = row.replace(str(one.value), " ")
    row = re.sub(r"^\W*(?:i|we)(?:['’]ve| have)? (?:just )?(?:spent|paid|bought|ordered|got|had|sold)\b", " ", row, flags=re.I)
    row = re.sub(r"^\W*(?:mon|tues|wednes|thurs|fri|satur|sun)day\b\W*|\bdegrees?\b", " ", row, flags=re.I)
    row = re.sub(r"\b(?:in|out of) stock\b|\bsold out\b|\b(?:un)?available\b", " ", row, flags=re.I)
    row = re.sub(rf"\b(?:on|by|at)? (?:{careers.DAY.pattern})", " ", row, flags=re.I)
    row = re.sub(r"[$€£¥₹]\s?[\d.,]+|\b\d+(?:[.,]\d+)*\s*(?:x|×|@|pcs|pieces|units|USD|EUR|GBP)?(?=\W|$)", " ", row, flags=re.I)
    row = re.sub(
        r"^\W*(?:g|kg|ml|l|oz|lbs?|cups?|tbsp|tsp|tablespoons?|teaspoons?|grams?|cloves?)\b", " ", row.strip(), flags=re.I
    )
    row = re.sub(
        r"\b(?:at|each|for|x|per|of|and|qty|quantity|total|items?)\b(?=\W*(?:each|per)?\W*$)|^\W*(?:and|of|x|with)\b|[@×=]",
        " ",
        " ".join(row.split()),
        flags=re.I,
    )
    row = re.sub(r"^\W*(?:hours?|days?|hrs?)\s+(?:of\s+)?(?=\w)", "", row, flags=re.I)
    row = re.sub(r"^\W*(?:on|for)\s+(?:an?\s+|the\s+)?", "", row, flags=re.I)
    return " ".join(row.split()).strip(" -–—,;:.()|=@")


def numbered(text: str, name: str) -> Iterator[str]:
    """What stands as a number or an id beside a property's first word: 'Invoice #INV-2041'."""
    first = words.parts(name)[:1]
    if len(words.parts(name)) > 1 and words.parts(name)[-1] in ("number", "id", "no", "code", "reference"):
        pattern = (
            rf"\b{re.escape(first[0])}\b\W{{0,3}}(?:(?:no|number|nr|id|code|"
            rf"reference)\b\.?)?\W{{0,3}}(?:is\s)?\W{{0,2}}([\w/-]*\d[\w/-]*)"
        )
        yield from (match[1] for match in re.finditer(pattern, text[: values.LONGEST], re.I))
