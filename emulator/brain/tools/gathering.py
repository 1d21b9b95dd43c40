"""What is sure of an answer in a given form before it is made: what the text tells, and what is known of its subject.

Collects from the readers of texts and from the library, by folded names; guesses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from emulator.brain.registry import Reply
from emulator.brain.tools import (
    baits,
    callings,
    commitments,
    dishes,
    features,
    figures,
    fitting,
    forecasts,
    headlines,
    hierarchy,
    knowing,
    layouts,
    letters,
    moments,
    moodshares,
    offers,
    outings,
    parties_named,
    records,
    replies,
    rosters,
    supplies,
    tabling,
    telltales,
    timetable,
    values,
    words,
)
from emulator.brain.tools.values import Found

_DEEPEST = 6
_LONGEST = 4_000
_FULL_DATE = re.compile(
    r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}(?:st|nd|rd|th)?\.? (?:of )?[A-Z][a-z]{2,8} \d{4}\b"
    r"|\b[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b"
)
_CUES = {
    "due": "due by until deadline payable before zahlbar bis fällig", "deadline": "by until deadline due before",
    "issue": "date dated issued issue",
    "invoice": "date dated issued", "start": "from start starts begin begins starting", "begin": "from start begin",
    "end": "to until till end ends ending through", "birth": "born birthday birth", "hire": "since joined hired",
    "delivery": "deliver delivered delivery arrives arrive", "order": "ordered order placed",
    "purchase": "bought purchased purchase",
    "departure": "leave leaves depart departs departing departure", "arrival": "arrive arrives arriving arrival land lands",
    "meeting": "notes meeting met minutes", "check": "check", "return": "return returning back", "publish": "published",
    "payment": "paid payment", "renewal": "renews renew renewal", "expiry": "expires expiry expire valid",
}  # fmt: skip
_NEXT = re.compile(r"\b(?:next|following|nächste\w*) $", re.I)
_NEXT_OWN = frozenset("next following upcoming".split())
_HEAD = 60
"""How far on a text's own date stands at most."""
_OCCASIONS = frozenset("meeting call session event invoice letter report".split())
_GENERAL = frozenset("date day on at time datetime when".split())


def properties(schema: Any, depth: int = 0) -> dict[str, Mapping[str, Any]]:
    """All properties that a schema has anywhere, by name."""
    found: dict[str, Mapping[str, Any]] = {}
    if not isinstance(schema, Mapping) or depth > _DEEPEST:
        return found
    inner = schema.get("properties")
    for name, part in inner.items() if isinstance(inner, Mapping) else ():
        if isinstance(part, Mapping):
            found.setdefault(str(name), part)
            found |= {key: value for key, value in properties(part, depth + 1).items() if key not in found}
    for key in ("items", "anyOf", "oneOf", "allOf", "$defs", "definitions"):
        parts = schema.get(key)
        parts = parts.values() if isinstance(parts, Mapping) and key.endswith(("defs", "definitions")) else parts
        for part in parts if isinstance(parts, (list, tuple)) or not isinstance(parts, (Mapping, type(None), bool)) else [parts]:
            found |= {name: value for name, value in properties(part, depth + 1).items() if name not in found}
    return found


def of(text: str, named: Mapping[str, Mapping[str, Any]], today: date) -> dict[str, Any]:
    """What a text says for sure, by folded name."""
    text = squeezed(text)
    starred = re.search(r"\b([1-5])(?: ?/ ?5| stars?| out of 5)\b", text) if "sentiment" in named else None
    felt = {"sentiment": "negative"} if starred and int(starred[1]) <= 2 else {}
    listed = {words.key(name): [str(one.value)[:10] for one in moments.dates(text, today)] for name in named if name == "dates"}
    return {
        **felt,
        **listed,
        **headlines.of(text, named),
        **offers.of(text, named),
        **telltales.of(text, named),
        **callings.of(text, named),
        **figures.of(text, named),
        **forecasts.of(text, named),
        **parties_named.of(text, named),
        **baits.of(text, named),
        **rosters.of(text, named),
        **letters.of(text, named),
        **_days(text, named, today),
        **timetable.of(text, named, today),
        **layouts.of(text, set(named)),
        **outings.of(text, named),
        **replies.of(text, named),
        **fitting.of(text, named),
        **dishes.of(text, named),
    }


def implied(
    text: str, reply: Reply, schema: Mapping[str, Any], today: date, compared: bool, told: Mapping[str, int]
) -> dict[str, Any]:
    """What an answer implies, and rows that a text doesn't spell out: more of them than it tells, or those of a comparison."""
    data = dict(supplies.of(text, reply, schema))
    data |= {words.key(name): value for name, value in tabling.question(text, schema).items()}
    data |= {words.key(name): rows for name, rows in hierarchy.lines(text, schema).items()}
    data |= {
        words.key(name): None for name, item, _ in tabling.lists(schema) if len(text) > 60 and len(records.rows(text, item)) > 1
    }
    supplied = tabling.supplied(text, reply, schema)
    named = properties(schema)
    data |= features.of(text, schema, named) | hierarchy.tree(text, schema, named)
    data |= moodshares.of(text, named) | commitments.of(text, schema, today)
    return data | {words.key(name): rows for name, rows in supplied.items() if compared or len(rows) > told.get(name, 0)}


_MONTHS = {
    "januar": "January", "februar": "February", "märz": "March", "april": "April", "mai": "May", "juni": "June", "juli": "July",
    "august": "August", "september": "September", "oktober": "October", "november": "November", "dezember": "December",
    "janvier": "January", "février": "February", "mars": "March", "avril": "April", "juin": "June", "juillet": "July",
    "août": "August",
    "septembre": "September", "octobre": "October", "novembre": "November", "décembre": "December",
    "enero": "January", "febrero": "February", "marzo": "March", "abril": "April", "mayo": "May", "junio": "June",
    "julio": "July",
    "agosto": "August", "septiembre": "September", "octubre": "October", "noviembre": "November", "diciembre": "December",
}  # fmt: skip
_FOREIGN_DAY = re.compile(rf"\b(\d{{1,2}})(?:\.|er)? (?:de )?({'|'.join(_MONTHS)})(?: (?:de )?(\d{{4}}))?\b", re.I)
_FOREIGN_SUM = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})*),(\d{2})(?![\d.,]*\d)(?=\s?(?:€|EUR|CHF|kr|zł|%|\b))")


def anglicised(text: str) -> str:
    """A text with its dates and sums written as in English: "3. Februar 2026" and "2.380,00" read as they are meant."""
    if len(text) > values.LONGEST:
        return text
    text = _FOREIGN_DAY.sub(lambda match: f"{match[1]} {_MONTHS[match[2].lower()]} {match[3] or ''}".strip(), text)
    return _FOREIGN_SUM.sub(lambda match: f"{match[1].replace('.', '')}.{match[2]}", text)


def squeezed(text: str) -> str:
    """The head of a text without endless runs, so that every pattern is done with it soon."""
    return re.sub(r"[ \t]{4,}|\n{4,}", "   ", re.sub(r"(\S{150})\S+", r"\1", text[:_LONGEST]))


_ABOUT = re.compile(r"\b(?:about|on|regarding|covering)\s+((?:the\s+)?[^.?!:\n,]{3,60}?)\s*(?:for\b.*)?[.?!]*$", re.I)
_TOPICS = frozenset("topic deck subject theme".split())


def topic(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What a short request is about, for the properties that name it."""
    match = _ABOUT.search(text) if len(text) < 160 else None
    return {words.key(name): match[1] for name in named if match and set(words.parts(name)) & _TOPICS}


def known(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What is known of the one thing that a request wants a profile of."""
    thing = knowing.subject(text)
    return knowing.of(thing, named) if thing else {}


_RELATIVE = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|yesterday|tonight|next|last|ago|this (?:week|month|year))\b",
    re.I,
)


def reference(text: str, today: date) -> date:
    """The day on which a dated text was written: dates without a year are counted from it."""
    match = _FULL_DATE.search(text[:400])
    head = text[: match.start()] if match else ""
    if match is None:
        return today
    if re.search(r"[.!?]\s", head) and not _RELATIVE.search(text[:2_000]) and not re.search(r"\bborn\b", head, re.I):
        days = {str(one.value)[:10] for one in moments.dates(match[0], today)}
        return date.fromisoformat(min(days)) - timedelta(days=240) if days else today
    if re.search(r"[.!?]\s|\b(?:by|until|before|due|from|on|since|born)\W*$", head, re.I):
        return today
    found = moments.dates(match[0], today)
    return date.fromisoformat(str(found[0].value)[:10]) if found else today


def _days(text: str, named: Mapping[str, Mapping[str, Any]], today: date) -> dict[str, str]:
    """For each property that is a date the one beside its own words: what was charged when, and what is due by when."""
    wanted = [
        name for name, part in named.items() if part.get("format") == "date" or set(words.parts(name)) & {"date", "deadline"}
    ]
    found = moments.dates(text, today) if wanted else []
    full = {match[0] for match in _FULL_DATE.finditer(text)}
    told: dict[str, str] = {}
    if len(full) == 1:
        day = str(moments.dates(full.pop(), today)[0].value)[:10]
        told |= {words.key(name): day for name in wanted if set(words.parts(name)) <= _GENERAL | {"event"}}
    if found and found[0].start < _HEAD:
        told |= {words.key(name): str(found[0].value)[:10] for name in wanted if set(words.parts(name)) <= _GENERAL | _OCCASIONS}
    if len(found) < 2:
        return told
    for name in wanted:
        nearest = min(_distances(text, name, found), default=None)
        if nearest is not None and words.key(name) not in told:
            told[words.key(name)] = str(found[nearest[1]].value)
    return told


def _distances(text: str, name: str, found: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """How far each date stands behind a word that speaks of the property."""
    own = [word for word in words.parts(name) if word not in _GENERAL]
    cues = {cue for word in own for cue in (*_CUES.get(word, "").split(), word)} or {"date", "dated", "vom", "datum"}
    for cue in cues:
        for match in re.finditer(rf"\b{re.escape(cue[:-1] if cue.endswith('e') else cue)}\w{{0,3}}\b", text, re.I):
            if _NEXT.search(text[: match.start()]) and not _NEXT_OWN & set(words.parts(name)):
                continue
            for at, one in enumerate(found):
                gap = one.start - match.end()
                if 0 <= gap < 60 and "\n\n" not in text[match.end() : one.start]:
                    yield gap, at
