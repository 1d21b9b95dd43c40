"""The grammar of statements in the first person: how a clause becomes (kind, about, value), and how it is told back.

Bounded patterns, anchored at the clause's start; a question or a request is never a statement.
"""

from __future__ import annotations

import re

from emulator.brain.grammar import CUT, IS_A, IS_NAME, LEADS, NOT_NAMES, PREFERS, QUESTION, RULES, TAIL
from emulator.brain.text import capitalise, sentences

Statement = tuple[str, str, str]


_CORRECTING = re.compile(r"^\W*(?:no|wait|actually|sorry|correction|oops|hmm)\b", re.I)
_MEANT = re.compile(r"^(?:it(?:'s|’s| is)|i mean|make that|rather)\s+(?!not\b)([\w' -]{2,40})$", re.I)
"""What a correction puts in the place of what was stated last."""


def split(text: str) -> list[str]:
    """The clauses of a text that may be statements."""
    found: list[str] = []
    for sentence in sentences(text[:20_000]):
        found += [clause for piece in CUT.split(sentence[:600]) if (clause := piece.strip())]
    return found


def read(clause: str, previous: str = "") -> list[Statement]:
    """The statements in a clause; `previous` is the kind of the statement before it, which a bare list may continue."""
    body = LEADS.sub("", clause).strip()
    if (meant := _MEANT.match(body)) and _CORRECTING.match(clause):
        return [("meant", "", _clean(meant[1]))]
    if not body or body.endswith("?") or QUESTION.match(body):
        return [] if not body.lower().startswith(("can you remember", "could you remember")) else _by_rules(body.rstrip("?"))
    return _by_rules(body)


def _by_rules(body: str) -> list[Statement]:
    for kind, pattern in RULES:
        if match := pattern.match(body):
            groups = [group for group in match.groups() if group]
            return _statements(kind, groups) if groups else []
    match = IS_NAME.match(body)
    if match and match[1].split()[0].lower() not in NOT_NAMES and _like_a_name(match[1], body):
        return [("name", "", _name(match[1])), *_apposed(body[match.end() :])]
    if match := IS_A.match(body):
        return _statements("job", [match[1]])
    return []


def _apposed(rest: str) -> list[Statement]:
    """The job and the home in ', a teacher from Chennai'."""
    match = re.match(r",? (?:an? ([\w' -]{3,40}?))?(?: (?:from|in) ([A-Z][\w' -]{1,40}))?[.!]*$", rest)
    if match is None:
        return []
    found = [("job", "", _clean(match[1]))] if match[1] else []
    return [*found, ("origin", "", _clean(match[2]))] if match[2] else found


def _like_a_name(name: str, body: str) -> bool:
    first = name.split()[0]
    alone = len(body.split()) <= 3 and not first.lower().endswith(("ing", "ed", "ful", "less", "ous")) and body[:1] in "iI"
    alone = alone and not re.match(r"it\b|it['’]s", body, re.I)
    return first[:1].isupper() or alone


_CHANGES = {"moved": "home", "ended": "ended", "shunned": "dislike"}
"""Statements on what isn't so, or no longer, and the kind under which each is kept."""


def _statements(kind: str, groups: list[str]) -> list[Statement]:
    value = _clean(groups[-1])
    if kind in _CHANGES:
        return [
            (_CHANGES[kind], "", item)
            for item in (items(value) if kind == "shunned" else [_SINCE.sub("", value.rpartition(" to ")[2])])
        ]
    if kind == "name":
        first = value.split()[0].lower() if value.split() else ""
        return [("name", "", _name(value))] if first not in NOT_NAMES | {"is", "what", "and", "i"} else []
    if kind in {"like", "dislike", "allergy", "speak"}:
        wanted, _, spurned = value.partition(" but not ")
        return [(kind, "", item) for item in items(wanted)] + [("dislike", "", item) for item in items(spurned) if item]
    if kind == "quit":
        return [("dislike", "", item) for item in items(value)]
    if kind == "have":
        return [
            statement
            for part in re.split(r",\s+(?![A-Z])|\s+and\s+(?=an?\b|two\b|three\b|my\b|one\b|\d)", value)
            for statement in _having(part)
        ]
    if kind == "field":
        where = value.partition(" at ")
        return [("field", "", where[0]), *([("employer", "", where[2])] if where[2] else [])]
    if kind == "job":
        return _trade(value)
    if kind == "note":
        return [("note", "", value), *[told for told in _by_rules(_first_person(value)) if told[0] != "note"]]
    if kind in {"my", "the"}:
        return _owned(kind, groups[0], value)
    value = _SINCE.sub("", value) if kind in {"home", "origin"} else value
    return [(kind, "", value)] if value else []


def _trade(value: str) -> list[Statement]:
    """A trade, with where it is from or with whom: "nurse from Lisbon", "engineer at Acme"."""
    if placed := re.fullmatch(r"(.+?) (from|in|based in) ((?-i:[A-Z])[\w' -]+)", value, re.I):
        return [("job", "", placed[1]), ("origin" if placed[2].lower() == "from" else "home", "", placed[3])]
    trade, _, employer = value.partition(" at ")
    return [("job", "", trade), *([("employer", "", employer)] if employer else [])] if value else []


def _having(value: str) -> list[Statement]:
    match = re.match(
        r"(?:an? |my )?(.{1,40}?) (?:named|called|whose name(?:s)? (?:is|are)|by the name of) (.{1,60})$", value, re.I
    )
    match = match or re.match(
        r"(?:an? |my )?([a-z][a-z ]{1,30}?)(?:, |: | \()((?-i:[A-Z])[\w'-]+(?:(?:, | and |, and "
        r")(?-i:[A-Z])[\w'-]+)*)\)?$",
        value,
        re.I,
    )
    if match:
        return [("have", match[1].strip(), match[2].strip())]
    return [("have", "", value)]


def _owned(kind: str, about: str, value: str) -> list[Statement]:
    about = re.sub(r"(?:'s|’s)? name$", "", about.strip(), flags=re.I) if kind == "my" else about.strip()
    if not about or about.lower() in {"question", "problem", "request", "point", "task", "goal here"}:
        return []
    if re.fullmatch(r"(?:first |full )?name", about, re.I):
        return [("name", "", _name(value))]
    return [(kind, about.lower() if about.islower() or about[:1].isupper() else about, value)]


def _first_person(value: str) -> str:
    return value if re.match(r"(?:i|my|the)\b|i'", value, re.I) else f"my {value}"


def items(value: str) -> list[str]:
    """The members of 'cricket, chess and watching movies', each as a noun or a gerund."""
    parts = re.split(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&|as well as)\s+", value)
    return [
        _gerund(part)
        for part in (_clean(raw) for raw in parts)
        if part and part.lower() not in {"to", "it", "that", "this", "you", "them", "also"}
    ]


def _gerund(item: str) -> str:
    item = PREFERS.sub(
        lambda match: "" if match.group().lower() in {"like", "love", "enjoy", "i like", "i love", "i enjoy"} else match.group(),
        item,
    ).strip()
    match = re.match(r"to ([a-z]+)\b(.*)", item, re.I)
    if not match:
        return item
    verb = match[1].lower()
    if verb.endswith("ie"):
        verb = verb[:-2] + "y"
    elif verb.endswith("e") and not verb.endswith("ee"):
        verb = verb[:-1]
    elif verb in {"run", "swim", "jog", "get", "sit", "shop", "knit", "win", "plan", "chat", "hug"}:
        verb += verb[-1]
    return f"{verb}ing{match[2]}"


_SINCE = re.compile(
    r",? (?:(?:last|this|next) (?:week|month|year|summer|winter|spring|autumn|fall|weekend|\w+day)|yesterday|today|recently|"
    r"(?:\w+ )?(?:days?|weeks?|months?|years?) ago|in (?:19|20)\d\d|since .{3,20}|for (?:a|two|three|\d+) \w+)$",
    re.I,
)
"""When somebody moved, which is no part of where they live."""


def _clean(value: str) -> str:
    value = re.sub(r"^(?:now|currently|actually) |(?<=\w) (?:now|currently|these days)$", "", value.strip())
    return TAIL.sub("", value.strip(' \t.,;:!"“”*')).strip(" .,;:!")


def _name(value: str) -> str:
    kept = list(value.split()[:3])
    while len(kept) > 1 and not kept[-1][:1].isupper():
        kept.pop()
    return " ".join(word if word[:1].isupper() else capitalise(word) for word in kept).strip(".,!'")
