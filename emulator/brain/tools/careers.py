"""What somebody did, studied or is to do, as rows: "2019-2023 Developer at Nimbus", "BSc Physics, ETH", "Ben will call them".

Reads a text; which of its parts is wanted is said by the names of properties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from emulator.brain.tools import values

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DAY = re.compile(
    rf"\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?{_MONTH}(?: \d{{4}})?\b"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btomorrow\b",
    re.I,
)
"""A day that a text names."""
_FIRMS = frozenset({"company", "employer", "organization", "organisation"})
_ROLES = frozenset({"title", "role", "position", "job"})
_SCHOOLS = frozenset({"school", "university", "institution", "college"})
_DEGREES = frozenset({"degree", "qualification", "diploma"})
_NOW = r"present|today|now|heute"
_WORKED = re.compile(
    rf"(?:\b((?:19|20)\d\d)\s*(?:[-–]|to)\s*((?:19|20)\d\d|{_NOW})|\b[Ss]ince ((?:19|20)\d\d))[:,]?\s+"
    r"(?:as |an? )*([^.;\n]{2,80}?)\s+(?:at|for|with|@)\s+([^.;,\n(]{2,60})"
)
_STUDIED = re.compile(
    r"\b((?:B\.?Sc|M\.?Sc|[BM]\.?Tech|[BM]\.?Eng|B\.?A|M\.?A|B\.?S|M\.?S|LL\.?[BM]|MBA|M\.?D|Ph\.?D|Bachelor|Master|Diploma|Dipl\.-\w+"
    r"|Abitur|Licence)\b\.?[^,.;\n(]{0,60}?)(?:,\s*|\s+(?:at|from)\s+(?:the )?)([^,;\n(]{2,60}?)"
    r"(?:(?:,\s*|\s*\()(?:(?:19|20)\d\d\s*[-–]\s*)?((?:19|20)\d\d)\)?)?(?=[.;\n]|$)"
)

_FIELD = re.compile(
    r"\b(?:studied|read|majored in|(?:a |an )?(?:degree|diploma|doctorate|PhD|master's|bachelor's)(?: degree)? in"
    r"|graduated in)\s+"
    r"(?P<field>[A-Z][\w&-]*(?: (?:and |of )?[A-Za-z][\w&-]*){0,4}?)\s+(?:at|from)\s+(?:the )?"
    r"(?P<school>[A-ZÀ-Þ][\w'’-]*(?:(?: of| and| the)* [A-ZÀ-Þ][\w'’-]*){0,5})(?:[,\s(]+(?:in |until )?(?P<year>(?:19|20)\d\d))?"
)
_WHO = frozenset({"owner", "assignee", "responsible", "who", "person"})
_WHAT = frozenset({"task", "action", "todo", "item", "description", "title"})
_END = rf"(?:end|start|beginning|middle) of (?:the )?(?:{_MONTH}|week|month|quarter|year)\b|next (?:week|month)\b"
_TASK = re.compile(
    r"\b([A-ZÀ-Þ][a-zà-ÿ'’-]+) (?:(?:will|should|must|has to|is to|needs to|is going to)\s+"
    r"|(?=[a-z]{2,12}s (?:the|a|an|our|all)\b))([a-z][^.;\n]{3,200}?)(?=,? and [A-ZÀ-Þ][\w'’-]+ (?:will|should"
    r"|must|has to|is to)\b|[.;\n]|$)"
)


def rows(text: str, names: Set[str]) -> list[str]:
    """The parts of a text that each tell of one post, one degree, or one duty."""
    if names & _WHO and names & _WHAT:
        return [match[0].strip() for match in _TASK.finditer(text[: values.LONGEST])]
    pattern = _WORKED if names & _FIRMS and names & _ROLES else _STUDIED if names & _DEGREES and names & _SCHOOLS else None
    found = [match[0] for match in pattern.finditer(text[: values.LONGEST])] if pattern is not None else []
    return found or ([match[0] for match in _FIELD.finditer(text[: values.LONGEST])] if pattern is _STUDIED else [])


def is_study(names: Set[str]) -> bool:
    """Whether rows are degrees, which nothing but a degree can fill."""
    return bool(names & _DEGREES and names & _SCHOOLS)


def part(row: str, own: Set[str]) -> Iterator[str | int]:
    """What such a part says for a property."""
    if match := _WORKED.fullmatch(row):
        start, end, since, role, firm = match.groups()
        told = {"start": start or since, "from": start or since, "end": end or "", "until": end or "", "to": end or ""}
        for word, year in told.items():
            if word in own and str(year).isdigit():
                yield int(year)
        if own & _ROLES:
            yield role[:1].upper() + role[1:]
        elif own & _FIRMS or own == {"name"}:
            yield firm.strip()
    elif match := _FIELD.fullmatch(row):
        yield from _learnt(own, match["field"], match["school"], match["year"])
    elif match := _STUDIED.fullmatch(row):
        yield from _learnt(own, *match.groups())


def _learnt(own: Set[str], degree: str, school: str, year: str | None) -> Iterator[str | int]:
    if own & (_DEGREES | {"field", "subject"}):
        yield degree
    elif own & _SCHOOLS:
        yield school
    elif own & {"year", "graduated", "end"} and year:
        yield int(year)


def is_open(row: str, own: Set[str]) -> bool:
    """Whether a post goes on, so that it has no end."""
    match = _WORKED.fullmatch(row)
    return match is not None and bool(own & {"end", "until", "to"}) and not str(match[2] or "").isdigit()


def duty(row: str, own: set[str]) -> Iterator[str]:
    """Who is to do it, or what is to be done."""
    match = _TASK.match(row)
    if match is not None and own & (_WHO | _WHAT):
        what = re.sub(rf"\s*\b(?:by|until|till|before|on|due)\s+(?:the )?(?:{DAY.pattern}|{_END}).*$", "", match[2], flags=re.I)
        yield match[1] if own & _WHO else what.strip(" .,")


_TITLE = re.compile(r"\W*(?:cv|r[eé]sum[eé]|curriculum vitae|profile|bio(?:graphy)?|about me)\W*", re.I)
_PERSON = re.compile(r"[A-ZÀ-Þ][\w'’.-]+(?: (?:van|von|de|da|del|la|bin|al|der))*(?: [A-ZÀ-Þ][\w'’.-]*){1,3}")


def head(text: str, own: Set[str]) -> Iterator[str]:
    """What stands at the head of a CV: the name, and the line below it that says what somebody is."""
    lines = [line.strip(" *#\t") for line in text[: values.LONGEST].splitlines() if line.strip()]
    while lines and _TITLE.fullmatch(lines[0]):
        lines.pop(0)
    if len(lines) < 3 or not _PERSON.fullmatch(lines[0]):
        return
    if own == {"name"} or own & {"fullname", "candidate"} or own >= {"full", "name"}:
        yield lines[0]
    elif own & {"headline", "tagline"} or (own & _ROLES and ":" not in lines[1]):
        yield lines[1].rstrip(".")
