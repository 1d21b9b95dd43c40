"""People that a text lists with what they are: "Present: Ruth Adler (chair), Ben Osei", "Tom Baker, plumber", "Lea and Jonas"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any

from emulator.brain.tools import persons, values, words

_LEAD = re.compile(
    r"\b(?:[Pp]resent|[Aa]ttendees|[Pp]articipants|[Aa]ttending|[Ii]n attendance|[Tt]eam|[Mm]embers|[Ss]peakers"
    r"|[Gg]uests|[Pp]anel|[Cc]ast"
    r"|[Pp]assengers|[Pp]layers|[Ss]taff|[Ww]ith us)\s*(?::|are|were)\s*(?P<said>[^.;\n]{3,400})"
)
_ONE = re.compile(
    r"^(?P<name>(?:Dr\.? |Prof\.? |Mr\.? |Ms\.? |Mrs\.? )?[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’.-]*){0,3})"
    r"(?:\s*\((?P<role>[^()]{2,40})\)|\s+[-–]\s+(?P<dashed>[^,;]{2,40}))?$"
)
_PAIR = re.compile(
    r"\b(?P<one>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?) (?:and|&) (?P<other>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?)\b"
)
_GROUPS = frozenset(
    "participants attendees present members team speakers guests people panel cast passengers players staff".split()
)
_ROLES = frozenset("role title position profession job occupation function trade".split())
_NAMED_ROLE = re.compile(
    r"[A-ZÀ-Þ][\w'’.-]+(?: [A-ZÀ-Þ][\w'’.-]+){0,3}\s*(?:,\s*|\()(?P<role>[a-z][a-z /&-]{2,40}?)\s*(?=[,);.\d]|$)"
)


def of(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The people for the lists that are for them, by folded name."""
    found: dict[str, Any] = {}
    for name, schema in named.items():
        own, items = set(words.parts(name)), schema.get("items")
        if schema.get("type") != "array" or not isinstance(items, Mapping):
            continue
        if own & {"couple", "spouses", "newlyweds"} and (pair := _PAIR.search(text[: values.LONGEST])):
            found[words.key(name)] = [pair["one"], pair["other"]]
        elif own & _GROUPS and isinstance(items.get("properties"), Mapping) and (people := list(_people(text))):
            inner = {str(key): set(words.parts(str(key))) for key in items["properties"]}
            found[words.key(name)] = [_row(one, inner) for one in people]
    return found


def _people(text: str) -> Iterator[tuple[str, str]]:
    match = _LEAD.search(text[: values.LONGEST])
    for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", match["said"]) if match else ():
        if one := _ONE.match(part.strip()):
            yield one["name"], (one["role"] or one["dashed"] or "").strip()


def _row(one: tuple[str, str], inner: Mapping[str, Set[str]]) -> dict[str, Any]:
    """A person as an object: the name under the one property for it, the role under its own if there is one."""
    row: dict[str, Any] = {}
    for key, own in inner.items():
        if own & _ROLES and one[1]:
            row[key] = one[1]
        elif own & {"name", "person"}:
            row[key] = one[0]
    return row


def part(row: str, own: Set[str]) -> Iterator[str]:
    """What somebody is, and their names, in a row that begins with them: "Tom Baker (plumber) 0171 2223344"."""
    if own & {"first", "given"} and (person := persons.NAME.search(row)):
        yield person[1].split()[0]
    elif own & {"last", "surname", "family"} and (person := persons.NAME.search(row)):
        yield person[1].split()[-1]
    elif own & _ROLES and (match := _NAMED_ROLE.search(row[:400])):
        yield match["role"].strip()
