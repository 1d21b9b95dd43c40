"""Who has said that they will do what by when: "Ana will book the hall", "Ben, can you call them by Friday?", "I'll write it up".

Reads the talk of a meeting sentence by sentence as rows for a list of tasks; what nobody takes on is a task without an owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from emulator.brain.text import sentences
from emulator.brain.tools import moments, records, tabling, values, words

_NAME = r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?"
_FILL = (
    r"(?:(?i:and|so|okay|ok|then|also|well|great|sure|yes|yeah|alright|perfect|right|good"
    r"|thanks|but|first|next|finally)\b[,.]?\s+)*"
)
_SPEAKER = re.compile(
    rf"(?:^|\n|(?<=[.!?])[ \t])[ \t]*(?:\[?\d{{1,2}}:\d\d(?::\d\d)?\]?\s*)?(?P<who>{_NAME})(?:"
    rf" \([\w ]{{1,30}}\))?\s?:[ \t]+"
)
_LABELS = frozenset(
    "transcript text notes note meeting actions action tasks task agenda subject from to date message decision".split()
)
_WILL = (
    r"(?:['’]ll|\s+(?:will|is going to|are going to|am going to|needs? to|should|has to|have"
    r" to|must|agreed to|promised to|offered to"
    r"|volunteered to|is responsible for|takes care of|to))"
)
_TAKEN = re.compile(
    rf"^{_FILL}(?:(?P<who>{_NAME}|[Ww]e|[Ss]omeone|[Ss]omebody){_WILL}|(?P<me>I)(?:['’]ll|['’]m"
    rf" going to|\s+(?:will|can|am going to|need to|have to|must)))"
    r"\s+(?:also |then |just |please |still )?(?P<task>[a-z].{2,200})$"
)
_ASKED = re.compile(
    rf"^{_FILL}(?:(?P<who>{_NAME}),?\s+)?(?:(?i:remind (?:me|us) to|don['’]t forget to)|(?:[Cc]an"
    rf"|[Cc]ould|[Ww]ould|[Ww]ill) you(?: please| also)?|[Pp]lease)\s+(?P<task>[a-z].{{2,200}}?)"
    rf"(?:,\s*(?P<last>{_NAME}))?$"
)
_NEXT = re.compile(
    rf"(?:;|,?\s+and|,)\s+(?={_NAME}{_WILL}\s+[a-z])|,?\s+and\s+(?=(?:we|I)(?:['’]ll"
    rf"|\s+(?:will|should|need to|must))\s)"
)
_NO_TASK = re.compile(r"^(?:do (?:it|that|so|this)|be\b|see\b|think\b|know\b|say\b|like\b|have been|agree|help you|wait)")
_DECIDED = re.compile(rf"{_FILL}[Ww]e agreed to\s")
"""What all have agreed to is a decision; nobody has taken it on yet."""
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_WHEN = re.compile(
    r",?\s+(?:(?:by|before|until|on|due|for|no later than)\s+)?(?P<when>(?:the )?end of (?:(?:the"
    rf" |this |next )?(?:day|week|month|quarter|year)|{_MONTH}(?: \d{{4}})?)|EOD|EOW"
    r"|(?:next |this |coming )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|noon))?"
    r"|tomorrow(?: (?:morning|afternoon|evening))?|today|tonight|(?:next|this) (?:week|month|quarter)|\d{4}-\d\d-\d\d"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:, \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?{_MONTH}(?: \d{{4}})?)\b",
    re.I,
)
_URGENT = re.compile(
    r"\b(?:urgent\w*|asap|as soon as possible|immediately|critical|high priority"
    r"|top priority|right away)\b",
    re.I,
)
_CALM = re.compile(
    r"\b(?:low priority|no rush|no hurry|when you (?:get a chance|have time)|not"
    r" urgent|whenever|eventually|nice to have)\b",
    re.I,
)
_ROLES = (
    ("when", frozenset("deadline due date when by".split())),
    ("who", frozenset("owner assignee assigned person responsible who".split())),
    ("priority", frozenset("priority urgency".split())),
    ("what", frozenset("task action item title description text todo activity what".split())),
)


@dataclass(frozen=True)
class Commitment:
    """A task, who has it and until when, as it was said."""

    what: str
    who: str
    when: str
    priority: str


def of(text: str, schema: Any, today: date) -> dict[str, Any]:
    """Rows for each list of tasks, and the tasks for lists of words, by folded name."""
    if not isinstance(schema, Mapping):
        return {}
    text = text[: values.LONGEST]
    found: dict[str, Any] = {}
    told: list[Commitment] | None = None
    for name, item, _ in tabling.lists(schema):
        roles = {str(one): _role(str(one)) for one in item["properties"]}
        if "what" in roles.values() and "who" in roles.values():
            told = list(taken(text)) if told is None else told
            if told and len(told) >= len(records.rows(text, item)):
                found[words.key(name)] = [_row(one, roles, item["properties"], today) for one in told]
    found |= _single(text, schema, today)
    for name, part in (schema.get("properties") or {}).items():
        items = part.get("items") if isinstance(part, Mapping) else None
        if isinstance(items, Mapping) and items.get("type") == "string" and _is_list(str(name)):
            told = list(taken(text)) if told is None else told
            found |= {words.key(str(name)): [_said(one) for one in told]} if told else {}
    if schema.get("type") == "array" and (schema.get("items") or {}).get("type") == "string" and (told := list(taken(text))):
        found[""] = [_said(one) for one in told]
    return found


def _single(text: str, schema: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The one task that a note to oneself holds: "remind me to water the plants tomorrow"."""
    properties = {str(name): part for name, part in (schema.get("properties") or {}).items() if isinstance(part, Mapping)}
    roles = {name: _role(name) for name in properties if properties[name].get("type") != "array"}
    if not _NOTED.match(text) or not {"what", "when"} <= set(roles.values()):
        return {}
    told = next(taken(text), None)
    what = next(name for name, role in roles.items() if role == "what")
    row = (
        _row(told, {what: "what", **{name: "when" for name in roles if roles[name] == "when"}}, properties, today) if told else {}
    )
    return {words.key(name): value for name, value in row.items()}


_NOTED = re.compile(r"\W*(?i:remind (?:me|us) to|don['’]t forget to|please)\s+[a-z]")


def _is_list(name: str) -> bool:
    own = set(words.parts(name))
    return bool(own & {"actions", "tasks", "todos", "nextsteps"}) or {"action", "items"} <= own or {"next", "steps"} <= own


def _role(name: str) -> str:
    own = set(words.parts(name))
    return next((role for role, said in _ROLES if own & said), "")


def _said(one: Commitment) -> str:
    return f"{one.what} ({', '.join(part for part in (one.who, one.when) if part)})" if one.who or one.when else one.what


def _row(one: Commitment, roles: Mapping[str, str], properties: Mapping[str, Any], today: date) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, role in roles.items():
        part = properties[name] if isinstance(properties[name], Mapping) else {}
        if role == "when":
            row[name] = _day(one.when, name, part, today)
        elif role:
            row[name] = getattr(one, role) or None
    return row


def _day(when: str, name: str, part: Mapping[str, Any], today: date) -> str | None:
    dated = part.get("format") == "date" or "date" in words.parts(name)
    found = moments.dates(when, today) if when and dated else []
    return str(found[0].value)[:10] if found else when or None


def taken(text: str) -> Iterator[Commitment]:
    """What is taken on, in the order in which it is said."""
    for speaker, said in _turns(text):
        for sentence in sentences(said):
            for part in _NEXT.split(sentence.strip(" .!?")):
                if one := _of(part.strip(" ,.!?"), speaker, sentence):
                    yield one


def _turns(text: str) -> Iterator[tuple[str, str]]:
    marks = [one for one in _SPEAKER.finditer(text) if one["who"].lower().split()[-1] not in _LABELS]
    yield "", text[: marks[0].start()] if marks else text
    for one, after in zip(marks, [*marks[1:], None], strict=False):
        yield one["who"], text[one.end() : after.start() if after else None]


def _of(part: str, speaker: str, sentence: str) -> Commitment | None:
    match = _TAKEN.match(part) or _ASKED.match(part)
    if match is None or _NO_TASK.match(match["task"]) or _DECIDED.match(part):
        return None
    named = match.groupdict()
    who = speaker if named.get("me") else named["who"] or named.get("last") or ""
    who = "" if who.lower() in ("we", "someone", "somebody", "everyone", "that", "this", "it", "there", "they") else who
    if named.get("me") and not speaker:
        return None
    when = _WHEN.search(match["task"])
    task = re.split(r",\s+(?:it['’]s|that['’]s|this is|because|since|so that|or)\b", _WHEN.sub("", match["task"], count=1))[
        0
    ].strip(" ,.!?")
    priority = "low" if _CALM.search(sentence) else "high" if _URGENT.search(sentence) else "medium"
    return Commitment(task, who, when["when"] if when else "", priority) if task else None
