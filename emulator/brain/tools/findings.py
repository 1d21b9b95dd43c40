"""What the material of an answer says for one property: by label, by role, by its words, by its amounts.

Reads one source of values; in which order its findings are tried is decided there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from emulator.brain import inventions
from emulator.brain.text import cut, plain, sentences
from emulator.brain.tools import (
    arguments,
    extracting,
    headings,
    listing,
    measures,
    opinions,
    parties,
    persons,
    records,
    roles,
    roletables,
    telltales,
    values,
    words,
)
from emulator.brain.tools.prompting import PromptSource

if TYPE_CHECKING:
    from emulator.brain.tools.answers import AnswerSource

_PROSE = re.compile(
    (
        r"summary|text|answer|description|content|explanation|body|review|reason|comment|details?|"
        r"response|message|analysis|overview|verdict|plot|story|poem|lyrics|synopsis"
    ),
    re.I,
)


def is_prose(name: str) -> bool:
    """Whether a property holds sentences."""
    return bool(_PROSE.search(name))


ANSWERS = frozenset({"answer", "result", "value", "solution", "number", "output"})
_PLAIN_NO = re.compile(r"\b(?:no|not|never|none|false)\b", re.I)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)


def parties_of(source: AnswerSource, name: str) -> Iterator[str]:
    """What somebody does, and who sells to whom."""
    yield from records.job(extracting.material(source.text), name, source.names)
    yield from filter(None, [re.split(r"[,(<:]", parties.party(source.text, name))[0].strip()])


def headed(source: AnswerSource, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
    """What stands behind a label of exactly this name, or of the one that letters and reports use for it."""
    for label, value in headings.labels(source.text):
        if label in headings.usual(name):
            said = value if _PROSE.search(name) else (sentences(value) or [value])[0].rstrip(".")
            yield from extracting.read(said, name, schema, source.today)


def labelled(source: AnswerSource, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
    """What stands behind a label of this name."""
    wanted = [words.stem(word) for word in words.parts(name)]
    meant = [word for word in wanted if word not in ("number", "numb", "nam", "dat", "valu")] or wanted
    for label, value in headings.labels(source.text):
        if set(wanted) <= set(label) or (label and set(meant) <= set(label)):
            yield from extracting.read(value, name, schema, source.today)
    if source.row:
        return
    spaced = r"\W{0,3}".join(re.escape(word) for word in words.parts(name))
    for match in (
        re.finditer(
            rf"\b{spaced}\b\W{{0,3}}(?:is|was|of|no\.?|number|#)?\W{{0,3}}([^\n,;.]{{1,80}})",
            source.text[: values.LONGEST],
            re.I,
        )
        if spaced
        else ()
    ):
        between = match[0][: match.start(1) - match.start()]
        if schema.get("type") in ("integer", "number") or re.search(r"[:#]|\bis\b|\bwas\b", between):
            yield from extracting.read(match[1].strip(), name, schema, source.today)


def by_role(source: AnswerSource, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
    """What the text holds of the kind that a property is for."""
    kind, role = schema.get("type"), roles.of(name, schema)
    if kind in ("string", None):
        if set(words.parts(name)) & {"name", "author", "customer", "client", "person", "recipient"}:
            yield from persons.people(source.text)
        if role not in roletables.LOOSE or role == "id":
            yield from roles.strings(role, source.text, name, _place(source, name, role), source.today)
    prompt = PromptSource(source.text, source.today, names=source.names)
    if kind in ("integer", "number"):
        yield from prompt._number(source.text, name, role)
    if kind == "boolean":
        yield from prompt._flag(source.text, name)


def is_unsaid(text: str, name: str, schema: Mapping[str, Any]) -> bool:
    """Whether a property that may be left empty is for an id or a remark of which a text doesn't speak."""
    own = [word for word in words.parts(name) if word not in ("id", "number", "no", "code")]
    if telltales.is_note(name):
        return not re.search(r"\b(?:notes?|comments?|remarks?)\s?:", text, re.I)
    return (
        roles.of(name, schema) == "id" and bool(own) and not any(re.search(rf"\b{re.escape(word)}", text, re.I) for word in own)
    )


def is_telling(name: str, schema: Mapping[str, Any]) -> bool:
    """Whether what a text holds of a kind can be taken for a property that may be left empty."""
    return roles.of(name, schema) in ("date", "email", "url", "phone", "currency", "language", "place", "time", "datetime")


def _place(source: AnswerSource, name: str, role: str) -> int:
    alike = [other for other in source.names if roles.of(other, {"type": "string"}) == role]
    return alike.index(name) if name in alike else 0


def worded(source: AnswerSource, name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    """The answer's own words, the longer for what holds prose."""
    if set(words.parts(name)) & {"reply", "response"} and (mood := str(source.data.get("sentiment") or "")):
        yield inventions.APOLOGY if mood == "negative" else inventions.THANKS
    if source.row:
        yield from filter(None, [records.described(source.text)])
    prose = plain(source.reply.text)
    if re.fullmatch(r"\W*-?[\d.,]+\W*", source.word) and not ANSWERS & set(words.parts(name)) and len(source.names) > 1:
        prose = ""
    told = prose or (source.text.strip() if source.thin else "")
    if set(words.parts(name)) & {"event", "incident", "headline"} and source.text and not source.row:
        yield re.sub(r"^[A-Z][\w ]{2,30}:\s+", "", (sentences(extracting.material(source.text)) or [source.text])[0]).rstrip(".")
    if set(words.parts(name)) & {"title", "headline"} and _given(source):
        yield cut(re.split(r",\s|;\s| - ", sentences(extracting.material(source.text))[0])[0].rstrip("."), 90)
    if set(words.parts(name)) & {"title", "subject", "headline", "name", "topic"}:
        yield from records.titles(source.text)
        yield from filter(None, [source.word, cut((sentences(prose) or [""])[0], 80)])
    if told and _PROSE.search(name):
        short = source.thin and len(told) > 200 and bool(set(words.parts(name)) & {"summary", "overview", "synopsis"})
        told = (sentences(told) or [told])[0] if short else told
        yield told if not schema.get("maxLength") else cut(told, int(schema["maxLength"]))
    if prose or not source.reply.text:
        yield from filter(None, [source.word, source.reply.brief, cut(prose, 120)])


def amounts(source: AnswerSource, name: str) -> Iterator[int | float]:
    """Numbers of the text or of the answer that suit a name."""
    if set(words.parts(name)) & {"total", "sum"}:
        money = [one.value for one in values.numbers(source.text) if one.unit in measures.CURRENCIES]
        yield from money[-1:]
    if set(words.parts(name)) & {"urgency", "severity", "priority"} and source.data.get("sentiment") == "negative":
        yield from (4, 3)
    stars = source.data.get("stars")
    if isinstance(stars, (int, float)) and set(words.parts(name)) & {"rating", "stars", "score"}:
        yield stars
    if ANSWERS & set(words.parts(name)) or len(source.names) < 2:
        yield from (one.value for one in values.numbers(plain(source.reply.text))[:1])


def stated(source: AnswerSource, name: str) -> Iterator[str]:
    """A claim as it is quoted, a day of the week as it is said."""
    own = set(words.parts(name))
    if own & {"claim", "statement", "quote"}:
        yield from (str(one.value) for one in values.matches("quoted", source.text)[:1])
    if own <= {"day", "weekday"}:
        yield from (match[0].capitalize() for match in _WEEKDAY.finditer(source.text))


def by_kind(source: AnswerSource, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
    """What the answer as a whole says, in the type that is wanted."""
    kind = schema.get("type")
    if kind == "boolean":
        yield not source.thin and not _PLAIN_NO.match(source.reply.word or "yes")
    elif kind in ("string", None) and not schema.get("format"):
        yield from worded(source, name, schema)
    elif kind in ("integer", "number"):
        yield from amounts(source, name)


_POINTS = frozenset("points highlights takeaways bullets facts keypoints".split())


def _given(source: AnswerSource) -> bool:
    """Whether the text is a task followed by the material for it."""
    own = extracting.material(source.text)
    return len(own) > 80 and own != source.text and len(sentences(own)) > 1


def points(source: AnswerSource, name: str, known: Any) -> list[str]:
    """For a list of words: what a given text praises or criticises, or what it says sentence by sentence."""
    if isinstance(known, list) or source.topic:
        return []
    given = extracting.material(source.text)
    if side := opinions.side(name):
        return opinions.spoken(given, side)
    return (
        sentences(given)
        if (source.thin or _given(source)) and _POINTS & set(words.parts(name)) and len(source.text) > 120
        else []
    )


def listed(source: AnswerSource, name: str, schema: Mapping[str, Any], known: Any) -> Sequence[Any] | None:
    """The values of a list."""
    if (
        source.row
        and (day := re.match(r"Day \d+: (.+)", source.text, re.S))
        and {"activities", "activity", "events", "plan"} & set(words.parts(name))
    ):
        parts = re.split(r",\s*(?:then\s+)?(?:and\s+)?|;\s|\.\s|\s+and\s+(?=an?\s)|\bthen\s", day[1].strip(" ."))
        return [source.item(name, one.strip()) for one in parts if one.strip()]
    if source.thin and not isinstance(known, list):
        listed_here = listing.items(source.text, name, schema, source.today) if schema.get("type") != "string" else []
        listed_here = listed_here or extracting.listed(source.text, name, 8)
        return [source.item(name, one) for one in map(arguments.first, listed_here)]
    worded = schema.get("type") in ("string", None)
    if worded and not isinstance(known, list) and (side := opinions.side(name)):
        found = opinions.of(extracting.material(source.text), plain(source.reply.text), side)
        return [source.item(name, one) for one in found]
    asked = len(source.text) < 120 and not re.search(r"[:\n]", source.text) and bool(source.reply.points)
    if asked and not isinstance(known, list) and (sights := extracting.sights(name, plain(source.reply.text))):
        return [source.item(name, one) for one in sights]
    told = known if isinstance(known, list) else [] if asked else listing.items(source.text, name, schema, source.today)
    if not told and worded:
        told = [plain(point) for point in source.reply.points]
        told = told if len(told) > 1 or not asked else sentences(plain(source.reply.text))[:5]
        told = told if len(told) > 1 else sentences(extracting.material(source.text))[:5]
    return [replace(source, data={words.key(name): arguments.first(one)}, row=False) for one in told[:50]] or None
