"""JSON that follows a requested schema: the values come from the prompt and from what the other skills find.

It always yields valid JSON; what nobody knows is made up within the schema's bounds, and the notes say how much that is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from emulator.brain import facts
from emulator.brain.dialogue import Talk
from emulator.brain.registry import SKILLS, Note, Offer, Reply, skill
from emulator.brain.skills.judging import mood, verdict
from emulator.brain.text import plain

_FORMS = frozenset({"structured output", "prescribed form"})
"""The skills that only give a form."""
_SILENT = frozenset({"fallback", "limits", "greeting", "agenda"})
_EXCUSE = re.compile(r"(?:My offline library doesn't|Noted\b|Got it\b|I'll remember\b)")
_COMBINED = ("$ref", "anyOf", "oneOf", "allOf", "properties", "enum", "const", "items")
_BLANK = re.compile(r"\[(?:Name|profession|your|name)[^\]\n]{0,30}\]", re.I)
"""A place that a draft leaves open."""
_MODERATED = re.compile(r"\b(?:moderat|spam|safe|toxic|harm|allow|block|abus)", re.I)
_TYPES = frozenset({"object", "array", "string", "number", "integer", "boolean", "null"})


def schema_of(wanted: Any) -> Mapping[str, Any] | None:
    """The JSON schema in a response format, whichever accepted shape that has."""
    for item in wanted if isinstance(wanted, (list, tuple)) else [wanted]:
        if not isinstance(item, Mapping):
            continue
        if isinstance(item.get("schema"), Mapping):
            return item["schema"]  # type: ignore[no-any-return]
        if item.get("mime_type") == "application/json":
            return {}
        kind = item.get("type")
        if isinstance(kind, list) or kind in _TYPES or any(key in item for key in _COMBINED):
            return item
    return None


@skill("structured output")
def offer(talk: Talk) -> Offer | None:
    """Fits whenever the request carries a JSON schema."""
    schema = schema_of(talk.ask.response_format)
    return Offer(1.0, lambda: _asked(talk, schema), whole=True) if schema is not None else None


def _asked(talk: Talk, schema: Mapping[str, Any]) -> Reply:
    """The answer; a form that the prompt draws as well is none of the material, and is the form where there is no schema."""
    from emulator.brain.tools import prescribed, typewords

    schema = typewords.suggested(schema)
    drawn = prescribed.form(talk.whole, "" if schema else talk.ask.system_instruction or "")
    return filled(talk.reading(drawn.rest) if drawn else talk, (schema or drawn.schema) if drawn else schema)


def filled(talk: Talk, schema: Mapping[str, Any]) -> Reply:
    """The JSON for a schema, from the request and from what the skill says that answers it best."""
    from emulator.brain.tools import revising

    if (changed := revising.of(talk.whole, talk.ask.history, schema, talk.ask.now.date())) is not None:
        notes = (Note("Reading the last answer", "The request changes the data that I gave before; the rest stays."),)
        return Reply(json.dumps(changed, ensure_ascii=False), fixed=True, data=changed, notes=notes)
    bids = [(name, bid) for name, other in sorted(SKILLS.items()) if name not in _FORMS and (bid := other(talk)) is not None]
    name, best = max(bids, key=lambda pair: pair[1].fit)
    reply = best.answer()
    return fill(talk, schema, name, reply, talk.whole or plain(reply.text))


def fill(talk: Talk, schema: Mapping[str, Any], name: str, reply: Reply, text: str) -> Reply:
    """The JSON for a schema, from a text and from what a skill or a tool of some name replied."""
    from emulator.brain.tools import abstracts, answers, bills, extracting, gathering, instances, inventing, words

    text = gathering.anglicised(text)
    today = gathering.reference(text, talk.ask.now.date())
    named = gathering.properties(schema)
    known = gathering.known(text, named)
    topic = text if inventing.wanted(text) and not known else ""
    assigned, thin = extracting.assigned(text, schema, today, _tells_nothing(name, reply, text))
    assigned = {} if topic and thin else assigned
    reply = Reply("") if thin or known else reply
    data, choices = _found(talk, reply)
    said = extracting.material(text) if thin else text
    compared = bool(topic and inventing.compared(topic))
    told = {path[-1]: len(value) for path, value in assigned.items() if path and isinstance(value, list)}
    data |= gathering.implied(text, reply, schema, today, compared, told)
    data |= gathering.topic(text, named)
    data |= known or ({} if topic else gathering.of(text, named, today))
    data |= abstracts.of(text, named) if thin and not (known or topic) else {}
    billed = {} if topic else bills.assigned(text, schema)
    data |= {words.key(path[-1]): value for path, value in billed.items()}
    data = {name: value for name, value in data.items() if value != ""}
    assigned = {} if known else {path: value for path, value in (assigned | billed).items() if value != ""}
    source = answers.AnswerSource(
        said, reply, data, today, choices, assigned=assigned, thin=thin and not known, topic=topic, strict=bool(known)
    )
    made = instances.make(schema, source.scope("", schema))
    value = made.value if schema else (reply.data or {"answer": reply.brief or plain(reply.text)})
    return Reply(
        json.dumps(value, ensure_ascii=False, default=str),
        fixed=True,
        data=value if isinstance(value, dict) else {},
        notes=_notes(name, value, made.invented if schema else [], made.valid),
    )


_MATERIAL = re.compile(r"\W*[A-Z][\w ]{2,30}:\s+\S[^?]{50,}$")
"""A text under a name of its own, "Feature request: ...", which asks for nothing but to be read."""


def _tells_nothing(name: str, reply: Reply, text: str) -> bool:
    """Whether a reply has nothing that a form could hold, so that the text alone fills it."""
    guessed = name in ("suggestions", "travel", "choosing") and bool(_MATERIAL.match(text[:2_000]))
    return _says_nothing(name, reply) or guessed or bool(_BLANK.search(reply.text))


def _says_nothing(name: str, reply: Reply) -> bool:
    """Whether a skill only greets, notes what it was told, or says that it doesn't know."""
    return name in _SILENT or bool(_EXCUSE.match(plain(reply.text)))


def _found(talk: Talk, reply: Reply) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What the skills know, by folded name, and words that may answer a choice."""
    from emulator.brain.tools import extracting
    from emulator.brain.tools.words import key

    category, sure, why = verdict(talk.whole)
    label, score, good, bad = mood(talk.whole)
    told = {
        "issafe": category == "safe",
        **dict.fromkeys(("safe", "allowed", "isallowed", "approved", "isapproved"), category == "safe"),
        "isspam": category == "spam",
        **dict.fromkeys(("flagged", "isflagged", "isharmful", "toxic", "istoxic", "blocked", "isabusive"), category != "safe"),
        **({"reason": why, "reasons": [why]} if category != "safe" or _MODERATED.search(talk.whole[:200]) else {}),
        "confidence": sure,
    }
    torn = bool(good and bad) and 2 * min(len(good), len(bad)) >= max(len(good), len(bad))
    told |= {"sentiment": "mixed" if torn else label, "score": score, "category": category}
    told |= {**extracting.counted(talk.whole), **extracting.nation(talk.whole)}
    known = {"name": facts.name_in(facts.known(talk.said))}
    data = {**told, **known, **{key(str(name)): value for name, value in reply.data.items()}}
    return {name: value for name, value in data.items() if value not in ("", None)}, (
        category,
        *(["mixed"] if good and bad else []),
        label,
        reply.word,
        talk.gist,
    )


def _notes(name: str, value: Any, invented: list[str], valid: bool) -> tuple[Note, ...]:
    fields = ", ".join(list(value)[:8]) if isinstance(value, dict) else type(value).__name__
    guessed = len(invented)
    return (
        Note("Reading the schema", f"The answer must be JSON with: {fields}."),
        Note(
            "Finding the values",
            (
                f"The skill “{name}” supplied what it knows; {guessed} "
                f"value{'s were' if guessed != 1 else ' was'} filled by default."
            ),
        ),
        Note("Checking the shape", "The value is valid." if valid else "I found no value that satisfies this schema."),
    )
