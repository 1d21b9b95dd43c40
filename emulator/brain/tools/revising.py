"""A change of the data that was answered last: "make the grinders 3", "set the rating to 4", "remove the teapot".

Takes the JSON of the last answer when it has the shape that is asked for again, and changes what a short request names.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from jsonschema import Draft202012Validator

from emulator.brain.dialogue import texts
from emulator.brain.tools import bill_lines, extracting, words

_LONGEST = 240
_NUMBER = rf"(?:[$€£]?\d+(?:[.,]\d+)?|{'|'.join(bill_lines.SMALL)})"
_POLITE = re.compile(
    r"^\W*(?:(?:please|actually|sorry|no|oh|wait|hm+|ok(?:ay)?|now|and|also|then|thanks|thank you|great|can you|could you)\b"
    r"[\s,.!]*)+",
    re.I,
)
_SET = re.compile(
    r"^(?:set|change|update|correct|fix|put|make|rename)\s+(?:the\s+)?(?P<where>[\w' -]{2,60}?)\s+(?:to|as|=|into)\s+"
    r"(?P<value>.+)$"
    r"|^(?:the\s+)?(?P<where2>[\w' -]{2,60}?)\s+(?:should be|must be|is actually|is really|was)\s+(?P<value2>.+)$",
    re.I | re.S,
)
_COUNT = re.compile(
    rf"^(?:make|set|change|take|i need|i want|we need|it'?s|that'?s)\s+(?:it\s+)?(?:(?:the|those|them)\s+)?"
    rf"(?:(?P<n>{_NUMBER})\s+(?P<what>[a-z][\w' -]{{1,50}}?)|(?P<what2>[a-z][\w' -]{{1,50}}?)\s+(?P<n2>{_NUMBER}))"
    r"(?:\s+instead)?$",
    re.I,
)
_REMOVE = re.compile(
    r"^(?:remove|delete|drop|leave out|take out|take away|cancel|without)\s+(?:the\s+|all\s+)?(?P<what>[\w' .&-]{2,60})$", re.I
)
_ADD = re.compile(
    r"^(?:add|include|append)\s+(?P<what>.+?)(?:\s+(?:to|as)\s+(?:an?\s+|the\s+)?(?P<where>[\w' -]{2,40}))?$", re.I | re.S
)
_LAST = {"last": -1, "first": 0, "second": 1, "third": 2}
_SUMS = frozenset("total sum subtotal net gross due amount payable tax vat".split())


def of(text: str, history: Sequence[Mapping[str, Any]], schema: Any, today: date) -> dict[str, Any] | None:
    """The data of the last answer with what a request changes; None when it changes nothing of it."""
    text = _POLITE.sub("", text.strip()).rstrip(" .!")
    if len(text) > _LONGEST or (before := _last(history, schema)) is None:
        return None
    after = copy.deepcopy(before)
    done = [
        _changed(part, after, schema, today)
        for part in re.split(r"\s*(?:;|,?\s+and\s+(?=(?:make|set|change|remove|add|delete)\b))\s*", text)
    ]
    if not all(done) or not Draft202012Validator(dict(schema)).is_valid(after):
        return None
    _reckon(before, after)
    return after


def _last(history: Sequence[Mapping[str, Any]], schema: Any) -> dict[str, Any] | None:
    """The object that the model answered last, if it has the properties of this schema."""
    inner = schema.get("properties") if isinstance(schema, Mapping) else None
    said: Mapping[str, Any] = next((step for step in reversed(history) if step.get("type") == "model_output"), {})
    try:
        found = json.loads("".join(texts(said.get("content"))))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(inner, Mapping) and isinstance(found, dict) and found and set(found) <= set(inner) else None


def _changed(text: str, data: dict[str, Any], schema: Any, today: date) -> bool:
    if (match := _ADD.match(text)) and _added(match["what"], match["where"] or "", data):
        return True
    if (match := _REMOVE.match(text)) and _removed(match["what"], data):
        return True
    if (match := _COUNT.match(text)) and _counted(match["what"] or match["what2"], _number(match["n"] or match["n2"]), data):
        return True
    if (match := _SET.match(text)) is None:
        return False
    return _put(match["where"] or match["where2"], match["value"] or match["value2"], data, schema, today)


def _number(said: str) -> float:
    return bill_lines.short(float(bill_lines.SMALL.get(said.lower()) or bill_lines.amount(said)))


def _rows(data: Any) -> Iterator[tuple[list[Any], int, dict[str, Any]]]:
    """Each object in a list, with the list and its place in it."""
    for value in data.values() if isinstance(data, Mapping) else ():
        for at, row in enumerate(value if isinstance(value, list) else ()):
            if isinstance(row, dict):
                yield value, at, row


def _row(what: str, data: Mapping[str, Any]) -> tuple[list[Any], int, dict[str, Any]] | None:
    """The row that words name by its own texts, or by its place."""
    meant = {words.stem(word) for word in words.content(what)}
    for found in _rows(data):
        own = {words.stem(word) for value in found[2].values() if isinstance(value, str) for word in words.content(value)}
        if meant and meant <= own:
            return found
    place = next((_LAST[word] for word in what.lower().split() if word in _LAST), None)
    rows = list(_rows(data))
    return rows[place] if place is not None and -len(rows) <= place < len(rows) else None


def _counted(what: str, number: float, data: dict[str, Any]) -> bool:
    found = _row(what, data)
    names = (
        [name for name, value in found[2].items() if isinstance(value, int | float) and bill_lines.role(name) == "count"]
        if found
        else []
    )
    if found and names:
        found[2][names[0]] = number
        return True
    return _put_here(what, number, data)


def _removed(what: str, data: dict[str, Any]) -> bool:
    if found := _row(what, data):
        del found[0][found[1]]
        return True
    for value in data.values():
        for one in value if isinstance(value, list) else ():
            if isinstance(one, str) and words.key(one) == words.key(what):
                value.remove(one)
                return True
    name = _named(what, data)
    return name != "" and data.pop(name, None) is not None


def _added(what: str, where: str, data: dict[str, Any]) -> bool:
    lists = {name: value for name, value in data.items() if isinstance(value, list) and value}
    name = _named(where, lists) or (next(iter(lists)) if len(lists) == 1 else "")
    if not name:
        return False
    model = lists[name][0]
    if isinstance(model, str):
        lists[name] += [part.strip(" '\"“”") for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", what) if part.strip()]
        return True
    lines = bill_lines.read(what) or bill_lines.ordered(f"order {what}")
    lists[name] += [bill_lines.row(line, list(model)) for line in lines] if isinstance(model, dict) else []
    return bool(lines) and isinstance(model, dict)


def _put(where: str, value: str, data: dict[str, Any], schema: Any, today: date) -> bool:
    """Put a value to the property that words name: of the whole, or of a row that they name as well."""
    name = _named(where, data) or _named(where, schema.get("properties") or {})
    if name:
        return _given(data, name, value, (schema.get("properties") or {}).get(name) or {}, today)
    for split in re.finditer(r"\s+(?:of|for)\s+(?:the\s+)?|'s\s+", where):
        one, other = where[: split.start()], where[split.end() :]
        inner, row = (other, one) if split[0].startswith("'") else (one, other)
        found = _row(row, data)
        own = _named(inner, found[2]) if found else ""
        if found and own:
            return _given(found[2], own, value, {}, today)
    return False


def _put_here(where: str, number: float, data: dict[str, Any]) -> bool:
    name = _named(where, data)
    if name and isinstance(data[name], int | float) and not isinstance(data[name], bool):
        data[name] = number
        return True
    return False


def _named(where: str, data: Mapping[str, Any]) -> str:
    """The property whose name is what words say; the one with the fewest other words."""
    meant = {words.stem(word) for word in where.lower().replace("-", " ").split()} - {"the", "field", "value"}
    fits = [name for name in data if meant and meant <= {words.stem(part) for part in words.parts(str(name))}]
    return min(fits, key=len, default="")


def _given(data: dict[str, Any], name: str, said: str, schema: Mapping[str, Any], today: date) -> bool:
    said = said.strip(" '\"“”")
    old = data.get(name)
    if isinstance(old, bool):
        data[name] = not re.match(r"(?:no|false|off|not)\b", said, re.I)
    elif isinstance(old, int | float):
        if not (match := re.search(_NUMBER, said, re.I)):
            return False
        data[name] = _number(match[0])
    elif isinstance(old, list | dict):
        return False
    else:
        data[name] = (
            next(extracting.read(said, name, schema, today), said) if schema.get("format") or schema.get("enum") else said
        )
    return True


def _reckon(before: Mapping[str, Any], after: dict[str, Any]) -> None:
    """Sums that followed from the rows follow from them again."""
    for _, _, row in _rows(after):
        count, price, total = (
            next((name for name in row if bill_lines.role(name) == role), "") for role in ("count", "price", "sum")
        )
        if count and price and total:
            row[total] = round(row[count] * row[price], 2)
    old, new = bill_lines.worth(row for _, _, row in _rows(before)), bill_lines.worth(row for _, _, row in _rows(after))
    for name, value in before.items():
        is_sum = (
            isinstance(value, int | float) and set(words.parts(name)) & _SUMS and not set(words.parts(name)) & {"rate", "percent"}
        )
        if is_sum and old and after.get(name) == value and 0 < value <= 2 * old:
            after[name] = bill_lines.short(round(value * new / old, 2))
