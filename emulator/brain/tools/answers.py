"""The source of values for structured output: the skills' findings, what the text labels, and what its words stand for.

Whether a value is valid is judged where the instance is made; what nobody knows is made up there, in bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from emulator.brain.registry import Reply
from emulator.brain.text import cut, plain, sentences
from emulator.brain.tools import (
    arguments,
    entities,
    extracting,
    listing,
    measures,
    opinions,
    options,
    records,
    roles,
    roletables,
    slots,
    values,
    words,
)
from emulator.brain.tools.prompting import PromptSource

_PROSE = re.compile(
    (
        r"summary|text|answer|description|content|explanation|body|review|reason|comment|details?|"
        r"response|message|analysis|overview|verdict|plot|story|poem|lyrics|synopsis"
    ),
    re.I,
)
_ANSWERS = frozenset({"answer", "result", "value", "solution", "number", "output"})
_PLAIN_NO = re.compile(r"\b(?:no|not|never|none|false)\b", re.I)


@dataclass(frozen=True)
class AnswerSource:
    """Values for an answer in a given form."""

    text: str
    """The material: what the user gave, or a part of it."""
    reply: Reply
    data: Mapping[str, Any]
    """Findings by folded name."""
    today: date
    choices: tuple[str, ...] = ()
    """Words that may be the answer to a choice."""
    names: tuple[str, ...] = ()
    row: bool = False
    """Whether the text is one row of a list."""
    path: frozenset[str] = field(default_factory=frozenset)
    """The words of the objects around this place."""
    assigned: Mapping[tuple[str, ...], Any] = field(default_factory=dict)
    """What the text says for places of the schema, by path."""
    at: tuple[str, ...] = ()
    """The path of this place."""
    thin: bool = False
    """Whether no skill had an answer, so that there is the text alone."""

    def scalar(self, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        """Values for a property, the surest first."""
        if isinstance(schema.get("enum"), list):
            yield from extracting.judged(self.text, schema["enum"])
            yield from self._told(name)
            yield from options.told(self.text, name, schema["enum"], self.data.get(key(name)), self.choices)
            return
        known = self.data.get(key(name))
        if known is not None and not isinstance(known, (Mapping, list)) and not self.row:
            yield from opinions.scaled(known, schema) if key(name) == "score" else [known]
        if name in _ANSWERS and not self.thin and self.reply.word and schema.get("type") in ("integer", "number"):
            yield self.reply.word
        worded = schema.get("type") in ("string", None)
        yield from self._of_parties(name) if worded else ()
        yield from self._told(name)
        yield from records.numbered(self.text, name) if worded and not schema.get("format") else ()
        yield from self._labelled(name, schema)
        if self.row or schema.get("type") in ("integer", "number"):
            yield from records.part(self.text, name)
        yield from self._by_role(name, schema)
        yield from self._by_kind(name, schema)

    def _by_kind(self, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        """What the answer as a whole says, in the type that is wanted."""
        kind = schema.get("type")
        if kind == "boolean":
            yield not self.thin and not _PLAIN_NO.match(self.reply.word or "yes")
        elif kind in ("string", None) and not schema.get("format"):
            yield from self._words(name, schema)
        elif kind in ("integer", "number"):
            yield from self._amounts(name)

    def _of_parties(self, name: str) -> Iterator[str]:
        """What somebody does, and who sells to whom."""
        yield from records.job(extracting.material(self.text), name, self.names)
        yield from filter(None, [re.split(r"[,(<:]", records.party(self.text, name))[0].strip()])

    def _told(self, name: str) -> Iterator[Any]:
        """What the text says for this very place."""
        value = self.assigned.get((*self.at, name) if name else self.at)
        if value is not None and not isinstance(value, list):
            yield value

    def _labelled(self, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        wanted = [words.stem(word) for word in words.parts(name)]
        meant = [word for word in wanted if word not in ("number", "numb", "nam", "dat", "valu")] or wanted
        for label, value in records.labels(self.text):
            if set(wanted) <= set(label) or (label and set(meant) <= set(label)):
                yield from extracting.read(value, name, schema, self.today)
        if self.row:
            return
        spaced = r"\W{0,3}".join(re.escape(word) for word in words.parts(name))
        for match in (
            re.finditer(
                rf"\b{spaced}\b\W{{0,3}}(?:is|was|of|no\.?|number|#)?\W{{0,3}}([^\n,;.]{{1,80}})",
                self.text[: values.LONGEST],
                re.I,
            )
            if spaced
            else ()
        ):
            if schema.get("type") in ("integer", "number") or re.search(r"[:#]|\bis\b|\bwas\b", match[0]):
                yield from extracting.read(match[1].strip(), name, schema, self.today)

    def _by_role(self, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        kind, role = schema.get("type"), roles.of(name, schema)
        if kind in ("string", None):
            if set(words.parts(name)) & {"name", "author", "customer", "client", "person", "recipient"}:
                yield from records.people(self.text)
            if role not in roletables.LOOSE or role == "id":
                yield from roles.strings(role, self.text, name, self._at(name, role), self.today)
        if kind in ("integer", "number"):
            source = PromptSource(self.text, self.today, names=self.names)
            yield from source._number(self.text, name, role)
        if kind == "boolean":
            yield from PromptSource(self.text, self.today, names=self.names)._flag(self.text, name)

    def _at(self, name: str, role: str) -> int:
        alike = [other for other in self.names if roles.of(other, {"type": "string"}) == role]
        return alike.index(name) if name in alike else 0

    def _words(self, name: str, schema: Mapping[str, Any]) -> Iterator[str]:
        if self.row:
            yield from filter(None, [records.described(self.text)])
        prose = plain(self.reply.text)
        told = prose or (self.text.strip() if self.thin else "")
        if set(words.parts(name)) & {"title", "subject", "headline", "name", "topic"}:
            yield from records.titles(self.text)
            yield from filter(None, [self._word, cut((sentences(prose) or [""])[0], 80)])
        if told and _PROSE.search(name):
            yield told if not schema.get("maxLength") else cut(told, int(schema["maxLength"]))
        yield from filter(None, [self._word, self.reply.brief, cut(prose, 120)])

    @property
    def _word(self) -> str:
        return "" if self.reply.word.lower() == "unknown" else self.reply.word

    def _amounts(self, name: str) -> Iterator[int | float]:
        if set(words.parts(name)) & {"total", "sum"}:
            money = [one.value for one in values.numbers(self.text) if one.unit in measures.CURRENCIES]
            yield from money[-1:]
        stars = self.data.get("stars")
        if isinstance(stars, (int, float)) and set(words.parts(name)) & {"rating", "stars", "score"}:
            yield stars
        if _ANSWERS & set(words.parts(name)) or len(self.names) < 2:
            yield from (one.value for one in values.numbers(plain(self.reply.text))[:1])

    def rows(self, name: str, schema: Mapping[str, Any]) -> Sequence[AnswerSource] | None:
        """One source for each item that the text or the findings have."""
        known = self.data.get(key(name))
        told = self.assigned.get((*self.at, name))
        if isinstance(told, list) and told and not isinstance(known, list) and len(records.rows(self.text, schema)) < len(told):
            return [self._item(name, one) for one in told[:50]]
        if isinstance(schema.get("enum"), list):
            found = extracting.kinds(self.text, schema["enum"])
            return [self._item(name, one) for one in found or ()]
        if schema.get("type") == "object" or isinstance(schema.get("properties"), Mapping):
            inner = tuple(schema.get("properties") or ())
            if isinstance(known, list) and all(isinstance(one, Mapping) for one in known):
                return [
                    replace(self, data={key(str(name)): value for name, value in one.items()}, names=inner) for one in known[:50]
                ]
            found = records.rows(self.text, schema)
            if not found and (typed := entities.typed(self.text, schema, self.today)):
                return [self._item(name, one) for one in typed]
            return [replace(self, text=one, row=True, names=inner, data={}) for one in found[:50]]
        if labelled := records.labelled(self.text, name):
            return [self._item(name, one) for one in labelled]
        if self.thin and not isinstance(known, list):
            listed_here = listing.items(self.text, name, schema, self.today) if schema.get("type") != "string" else []
            listed_here = listed_here or extracting.listed(self.text, name, 8)
            return [self._item(name, one) for one in map(arguments.first, listed_here)]
        if schema.get("type") in ("string", None) and (side := opinions.side(name)):
            found = opinions.of(extracting.material(self.text), plain(self.reply.text), side)
            return [self._item(name, one) for one in found]
        asked = len(self.text) < 120 and not re.search(r"[:\n]", self.text) and bool(self.reply.points)
        listed = known if isinstance(known, list) else [] if asked else listing.items(self.text, name, schema, self.today)
        if not listed and schema.get("type") in ("string", None):
            listed = [plain(point) for point in self.reply.points]
            listed = listed if len(listed) > 1 or not asked else sentences(plain(self.reply.text))[:5]
            listed = listed if len(listed) > 1 else sentences(extracting.material(self.text))[:5]
        return [replace(self, data={key(name): arguments.first(one)}, row=False) for one in listed[:50]] or None

    def _item(self, name: str, one: Any) -> AnswerSource:
        if isinstance(one, Mapping):
            return replace(
                self, data={}, assigned=dict(arguments.flat(one)), at=(), row=True, text="", reply=Reply(""), thin=True
            )
        return replace(
            self, data={}, assigned={(name,): getattr(one, "value", one)}, at=(), row=False, text="", reply=Reply(""), thin=True
        )

    def scope(self, name: str, schema: Mapping[str, Any]) -> AnswerSource:
        """For a nested object: its own findings, and the label's line when the text has one."""
        inner, party = self.data.get(key(name)), records.party(self.text, name)
        found = {key(str(one)): value for one, value in inner.items()} if isinstance(inner, Mapping) else self.data
        return replace(
            self,
            text=party or self.text,
            data=found,
            names=tuple(schema.get("properties") or ()),
            path=self.path | set(words.parts(name)),
            at=(*self.at, name) if name else self.at,
        )

    def liking(self, schema: Mapping[str, Any]) -> int:
        """Alternatives that the text speaks of come first."""
        return -slots.affinity(schema, self.text)

    def extras(self) -> Mapping[str, Any]:
        """Names and numbers of the text, for an object of any shape."""
        return extracting.pairs(self.text)

    def wants(self, name: str, schema: Mapping[str, Any]) -> bool:
        """Optional properties are filled as well."""
        return schema.get("type") != "null"


def key(name: str) -> str:
    """A name without case and signs, for comparing."""
    return re.sub(r"\W|_", "", name.lower())
