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
from emulator.brain.tools import (
    arguments,
    assigning,
    careers,
    choices,
    entities,
    extracting,
    filling,
    findings,
    headings,
    inventing,
    moderating,
    opinions,
    parties,
    records,
    slots,
    topics,
    words,
)

_MADE_UP = frozenset("owner assignee responsible winner recommendation conclusion verdict".split())
"""What no answer says of itself."""
_THINGS = frozenset("name product item article".split())


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
    """The words around this place."""
    assigned: Mapping[tuple[str, ...], Any] = field(default_factory=dict)
    """What the text says for places of the schema, by path."""
    at: tuple[str, ...] = ()
    """The path of this place."""
    thin: bool = False
    """Whether no skill had an answer, so that there is the text alone."""
    topic: str = ""
    """The request, where it wants something made up."""
    number: int = 0
    """Of made-up things the how manieth this is."""
    strict: bool = False
    """Whether what isn't known stays unknown."""

    def scalar(self, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        """Values for a property, the surest first."""
        if isinstance(schema.get("enum"), list):
            yield from choices.of(self, name, [one for one in schema["enum"] if one is not None])
            return
        if schema.get("nullable") and self._is_unknown(name):
            return
        if "middle" in words.parts(name):
            yield from self.told(name)
            return
        made_up = self._made(name, schema)
        yield from self._known(name, schema)
        yield from made_up if self.thin and not self.text else ()
        own = set(words.parts(name))
        if self.strict or (self.row and careers.is_open(self.text, own)):
            return
        if schema.get("nullable") and findings.is_unsaid(self.text, name, schema):
            return
        yield from self._said(name, schema, own)
        if schema.get("nullable"):
            yield from findings.by_role(self, name, schema) if findings.is_telling(name, schema) else ()
            return
        yield from findings.by_role(self, name, schema)
        yield from made_up if own & _MADE_UP or schema.get("type") == "boolean" else ()
        yield from made_up if self.topic and not findings.is_prose(name) else ()
        if not (self.thin and self.topic):
            yield from findings.by_kind(self, name, schema)
        yield from made_up

    def _known(self, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        """What the skills have found under this name."""
        known = self.data.get(words.key(name))
        if known is not None and not isinstance(known, (Mapping, list)) and not self.row:
            yield from opinions.scaled(known, schema) if words.key(name) == "score" else [known]
        if name in findings.ANSWERS and not self.thin and self.reply.word and schema.get("type") in ("integer", "number"):
            yield self.reply.word

    def _said(self, name: str, schema: Mapping[str, Any], own: set[str]) -> Iterator[Any]:
        """What the text says outright."""
        worded = schema.get("type") in ("string", None)
        plain_words = worded and not schema.get("format")
        yield from findings.headed(self, name, schema) if worded and not self.row else ()
        yield from careers.part(self.text, own) if self.row else careers.head(self.text, own)
        yield from findings.stated(self, name) if plain_words else ()
        yield from findings.parties_of(self, name) if worded else ()
        yield from self.told(name)
        yield from careers.duty(self.text, own) if worded and self.row else ()
        yield from records.numbered(self.text, name) if plain_words else ()
        yield from findings.labelled(self, name, schema)
        if self.row or schema.get("type") in ("integer", "number"):
            yield from records.part(self.text, name)

    def _made(self, name: str, schema: Mapping[str, Any]) -> list[Any]:
        """What can be made up, where that is wanted."""
        around = (*self.at, *self.path)
        return list(inventing.of(name, schema, self.number, around, self.today, self.topic)) if self.topic else []

    def told(self, name: str) -> Iterator[Any]:
        """What the text says for this very place."""
        value = self.assigned.get((*self.at, name) if name else self.at)
        if _THINGS & set(words.parts(name)) and isinstance(value, str):
            value = re.split(r", (?=[a-z])", value)[0]
        if value is not None and not isinstance(value, list):
            yield value

    @property
    def word(self) -> str:
        return "" if self.reply.word.lower() == "unknown" else self.reply.word

    def rows(self, name: str, schema: Mapping[str, Any]) -> Sequence[Any] | None:
        """One source for each item that the text or the findings have."""
        known = self.data.get(words.key(name))
        told = self.assigned.get((*self.at, name))
        if known == []:
            return []
        if self.topic and not isinstance(known, list) and {"names", "titles", "ideas"} & set(words.parts(name)):
            return self._made_up(name, schema)
        if self.topic and not isinstance(known, list) and (things := inventing.told(name, self.topic)):
            return [self.item(name, one) for one in things]
        plain_list = not (isinstance(schema.get("properties"), Mapping) or "enum" in schema or isinstance(known, list))
        if plain_list and (steps := extracting.numbered(self.text, name) or findings.points(self, name, known)):
            return [self.item(name, one) for one in steps]
        if plain_list and (labelled := headings.labelled(self.text, name)):
            return [self.item(name, one) for one in labelled]
        if isinstance(told, list) and told and not isinstance(known, list) and len(records.rows(self.text, schema)) < len(told):
            return [self.item(name, one) for one in told[:50]]
        if isinstance(schema.get("enum"), list):
            told_kinds = moderating.kinds(self.text, schema["enum"]) or topics.of(self.text, schema["enum"])
            return [self.item(name, one) for one in told_kinds]
        if schema.get("type") == "object" or isinstance(schema.get("properties"), Mapping):
            return self._objects(name, schema, known, told)
        if self.topic and self.thin and not isinstance(known, list):
            return self._made_up(name, schema)
        return findings.listed(self, name, schema, known)

    def _objects(self, name: str, schema: Mapping[str, Any], known: Any, told: Any) -> Sequence[Any]:
        """The objects of a list."""
        inner = tuple(schema.get("properties") or ())
        if isinstance(known, list) and all(isinstance(one, Mapping) for one in known):
            return [
                replace(self, data={words.key(str(name)): value for name, value in one.items()}, names=inner, number=at)
                for at, one in enumerate(known[:50])
            ]
        found = [one for one in records.rows(self.text, schema) if not self.row or one != self.text]
        if not found and (typed := entities.typed(self.text, schema, self.today)):
            return [self.item(name, one) for one in typed]
        if not found and self.topic:
            return self._made_up(name, schema)
        rows = told if isinstance(told, list) and len(told) == len(found) else []
        own = slots.of(schema)
        return [
            replace(
                self, text=one, row=True, names=inner, data={}, at=(), assigned=arguments.of_row(rows, at) or self._read(one, own)
            )
            for at, one in enumerate(found[:50])
        ]

    def _read(self, row: str, own: Sequence[slots.Slot]) -> Mapping[tuple[str, ...], Any]:
        """The numbers and choices of a row by their places."""
        made = assigning.assign(row, own, self.today)
        kinds = {slot.path: slot.kind for slot in own}
        return {path: value for path, value in made.values.items() if kinds[path] != "string" and made.scores[path] >= 1.2}

    def _made_up(self, name: str, schema: Mapping[str, Any]) -> list[Any]:
        """As many blank items as a request wants made up."""
        several = (
            schema.get("type") == "object"
            or "properties" in schema
            or bool({"names", "titles", "ideas"} & set(words.parts(name)))
        )
        count = inventing.count(self.topic) if several else 2
        inner = replace(self, path=self.path | set(words.parts(name)))
        return [inner.spare(self.number * count + at) for at in range(count)]

    def spare(self, number: int) -> AnswerSource | filling.Numbered:
        """For an item beyond what is known."""
        if not self.topic:
            return filling.Numbered(number)
        return replace(self, text="", data={}, assigned={}, reply=Reply(""), thin=True, row=True, number=number)

    def item(self, name: str, one: Any) -> AnswerSource:
        if isinstance(one, Mapping):
            return replace(
                self, data={}, assigned=dict(arguments.flat(one)), at=(), row=True, text="", reply=Reply(""), thin=True
            )
        return replace(
            self, data={}, assigned={(name,): getattr(one, "value", one)}, at=(), row=False, text="", reply=Reply(""), thin=True
        )

    def scope(self, name: str, schema: Mapping[str, Any]) -> AnswerSource:
        """For a nested object: its own findings, and the label's line when the text has one."""
        inner, party = self.data.get(words.key(name)), parties.party(self.text, name) or headings.line(self.text, name)
        found = {words.key(str(one)): value for one, value in inner.items()} if isinstance(inner, Mapping) else self.data
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
        """Optional properties are filled as well, but for those of which it is sure that the text doesn't speak."""
        return schema.get("type") != "null" and not self._is_unknown(name)

    def _is_unknown(self, name: str) -> bool:
        """Whether the text has been read for this and doesn't say it."""
        return not self.row and self.data.get(words.key(name), "") is None
