"""What the material of an answer says for one property: by label, by role, by its words, by its amounts.

Reads one source of values; in which order its findings are tried is decided there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from emulator.brain import inventions
from emulator.brain.text import cut, plain, sentences
from emulator.brain.tools import extracting, headings, measures, opinions, parties, records, roles, roletables, values, words
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
        if schema.get("type") in ("integer", "number") or re.search(r"[:#]|\bis\b|\bwas\b", match[0]):
            yield from extracting.read(match[1].strip(), name, schema, source.today)


def by_role(source: AnswerSource, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
    """What the text holds of the kind that a property is for."""
    kind, role = schema.get("type"), roles.of(name, schema)
    if kind in ("string", None):
        if set(words.parts(name)) & {"name", "author", "customer", "client", "person", "recipient"}:
            yield from records.people(source.text)
        if role not in roletables.LOOSE or role == "id":
            yield from roles.strings(role, source.text, name, _place(source, name, role), source.today)
    prompt = PromptSource(source.text, source.today, names=source.names)
    if kind in ("integer", "number"):
        yield from prompt._number(source.text, name, role)
    if kind == "boolean":
        yield from prompt._flag(source.text, name)


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
    told = prose or (source.text.strip() if source.thin else "")
    if set(words.parts(name)) & {"title", "subject", "headline", "name", "topic"}:
        yield from records.titles(source.text)
        yield from filter(None, [source.word, cut((sentences(prose) or [""])[0], 80)])
    if told and _PROSE.search(name):
        short = source.thin and len(told) > 200 and bool(set(words.parts(name)) & {"summary", "overview", "synopsis"})
        told = (sentences(told) or [told])[0] if short else told
        yield told if not schema.get("maxLength") else cut(told, int(schema["maxLength"]))
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


def points(source: AnswerSource, name: str, known: Any) -> list[str]:
    """For a list of words: what a given text praises or criticises, or what it says sentence by sentence."""
    if isinstance(known, list) or source.topic:
        return []
    given = extracting.material(source.text)
    if side := opinions.side(name):
        return opinions.spoken(given, side)
    return sentences(given) if source.thin and _POINTS & set(words.parts(name)) and len(source.text) > 120 else []
