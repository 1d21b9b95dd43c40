"""The places for values in a function's arguments: each leaf of the schema with its type, its part and the words around it.

Reads declarations; it knows no request.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from emulator.brain.tools import described, quantities, roles, roletables, schemas, words

_DEEPEST, _MOST = 5, 80
_PEOPLE_STEMS = frozenset(words.stem(word) for word in roletables.PEOPLE)
_TYPED = frozenset("email url phone date datetime time currency unit language timezone".split())
_ENDS = frozenset("source destination target base quote from to src dst dest".split())
_COINS = frozenset(words.stem(word) for word in ("currency", "currencies", "money"))
_HANDS_OVER = frozenset(words.stem(word) for word in "transfer send pay wire request".split())
_FILES = frozenset(words.stem(word) for word in "file folder directory path".split())
_EMPTY = frozenset("is has include enable enabled use with number id name new value only".split())
_CODED = frozenset("last4 digits iban isbn vin pin serial number postcode zip zipcode postal vat".split())
_IS_PATH = re.compile(r"^(?:The |A |An )?(?:absolute |relative |full |local |file |folder |directory )*path\b", re.I)
_SHORT_UNIT = re.compile(r"\((?:in )?([a-zA-Z]{1,3})\)|(?<=\bin )([a-z]{2,3})\b")
_LONG_WORD = re.compile(r"[A-Za-z]{4,}")
_PAGING = frozenset("limit offset page top_k max_results per_page page_size k".split())


@dataclass(frozen=True, eq=False)
class Slot:
    """One place for a value."""

    path: tuple[str, ...]
    schema: Mapping[str, Any]
    needed: bool
    at: int
    """Its place in the declaration."""
    item: Mapping[str, Any] | None = None
    """For a list: what its items are."""
    subject: frozenset[str] = frozenset()
    """The stems of the function's own words."""

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path[-1]

    @property
    def kind(self) -> str:
        """Its type; a list has the type of its items."""
        schema = self.item if self.item is not None else self.schema
        return (schemas.kinds(schema) or ["string"])[0]

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The words of its name."""
        return tuple(roletables.ENGLISH.get(word, word) for word in words.parts(self.name))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its name that mean something, in the singular."""
        dull = words.STOP | _EMPTY
        return frozenset(words.stem(word) for word in self.parts if word not in dull)

    @cached_property
    def role(self) -> str:
        """What it holds: a date, a place, a person, an amount, a long or a short text ..."""
        own = set(self.parts)
        single = {word.removesuffix("s") for word in own}
        schema = self.item if self.item is not None else self.schema
        name = self.name if self.parts == words.parts(self.name) else "_".join(self.parts)
        given = roles.of(re.sub(r"ies$", "y", name) if self.item is not None else name, schema)
        if self.item is not None and not given:
            given = roles.of(name.removesuffix("s"), schema)
        if given in _TYPED:
            return self._timed(given)
        if given == "" and "HH:MM" in str(schema.get("description") or ""):
            return "time"
        return self._held(own, single) or given

    def _held(self, own: set[str], single: set[str]) -> str:
        """What a string without a format holds, told by the words of its name."""
        for role, held in (
            ("place", own & roletables.ADDRESS),
            ("text", self.name == "reference"),
            ("person", single & roletables.PEOPLE and not own & {"id", "email", "count", "type"}),
            ("org", single & roletables.ORGS and "id" not in own),
            ("version", "version" in own),
            ("path", own & {"path", "file", "filename", "folder", "directory"} and not self.long),
            ("path", _IS_PATH.search(self.about[:200]) and self.kind == "string" and not self.long),
            ("path", own & _ENDS and self.subject & _FILES and not own & {"name", "type", "format"}),
            ("currency", own <= _ENDS and self.subject & _COINS and not self.subject & _HANDS_OVER),
            ("sql", own & {"sql", "statement"}),
            ("person", self.parts[-1:] == ("name",) and self.subject & _PEOPLE_STEMS and not own & roletables.THINGS),
            ("person", own & {"first", "last", "given", "family", "full"} and "name" in own),
        ):
            if held:
                return role
        return ""

    def _timed(self, given: str) -> str:
        """A string of a time of day although its name speaks of a date, when its description says so."""
        return "time" if given == "datetime" and "HH:MM" in self.about and "YYYY" not in self.about else given

    @cached_property
    def about(self) -> str:
        """What its description says; may be empty."""
        return str(self.schema.get("description") or "")

    @cached_property
    def way(self) -> str:
        """`from` or `to` for an end of something: an origin, a target, a start, an end."""
        own = (*self.parts, "".join(self.parts))
        return next((roletables.DIRECTION[word] for word in own if word in roletables.DIRECTION), "")

    @cached_property
    def bound(self) -> str:
        """`min` or `max` for a limit."""
        own = set(self.parts)
        low = own & {"min", "minimum", "least", "above", "over", "lower", "greater"}
        high = own & {"max", "maximum", "most", "under", "below", "upper", "less", "budget"}
        return "min" if low else "max" if high else ""

    @cached_property
    def unit(self) -> str:
        """The unit that its name or its description asks for."""
        found = quantities.unit_of(self.name)
        if found:
            return found
        said = self.about[:200]
        short = [one[1] or one[2] for one in _SHORT_UNIT.finditer(said)]
        told = [word for word in (*short, *_LONG_WORD.findall(said)) if word not in roletables.SINGULAR]
        return next((unit for word in told if (unit := quantities.unit_of(word))), "")

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The few values that its description allows, where no `enum` lists them."""
        schema = self.item if self.item is not None else self.schema
        if self.kind != "string" or {"enum", "format", "pattern"} & set(schema):
            return ()
        return described.choices(self.about or str(schema.get("description") or ""))

    @cached_property
    def measures(self) -> bool:
        """Whether it says in which unit or currency another value is."""
        if not isinstance(allowed := self.schema.get("enum"), list):
            return self.role in ("unit", "currency")
        known = [one for one in allowed if quantities.is_unit(str(one))]
        return len(known) > 1 and len(known) * 2 >= len(allowed)

    @property
    def money(self) -> bool:
        """Whether it holds an amount of money."""
        return bool(set(self.parts) & roletables.MONEY)

    @property
    def paging(self) -> bool:
        """Whether it only says how many results to show."""
        return not (self.needed or self.unit or "percent" in self.parts) and (
            self.name.lower() in _PAGING or bool({"limit", "page", "offset"} & set(self.parts))
        )

    @property
    def coded(self) -> bool:
        """Whether it holds a code with digits rather than words."""
        return bool(set(self.parts) & _CODED)

    @property
    def long(self) -> bool:
        """Whether it holds what is to be said, word by word."""
        return bool(set(self.parts) & roletables.LONG)

    @property
    def short(self) -> bool:
        """Whether it holds a title or a name."""
        return bool(set(self.parts) & roletables.SHORT)


@dataclass(frozen=True)
class Bid:
    """A value for a slot and how well it suits."""

    score: float
    slot: Slot
    value: Any
    span: tuple[int, int]
    shares: bool = False
    """Whether the words may serve another argument as well."""
    wide: tuple[int, int] | None = None
    """With the words around it that are of no use to anything else."""

    def worth(self, score: float) -> Bid:
        """The same with another score."""
        return replace(self, score=score)


def of(schema: Mapping[str, Any], subject: frozenset[str] = frozenset(), text: str = "") -> list[Slot]:
    """The slots of an object's schema, nested ones included; a list is one slot. A text chooses between alternatives."""
    collector = _Collector(schemas.Root(schema), subject, text)
    collector.collect({"type": "object", **schema} if "properties" in schema else schema, (), True)
    return collector.found


def affinity(schema: Mapping[str, Any], text: str) -> int:
    """How many of an alternative's fixed values and names a text holds."""
    said = set(words.content(text))
    points = 0
    for name, part in schemas.mapping(schema.get("properties")).items():
        points += bool({words.stem(word) for word in words.parts(str(name)) if word not in words.STOP} & said)
        fixed = schemas.mapping(part).get("const")
        own = {words.stem(word) for word in words.parts(fixed)} if isinstance(fixed, str) else set()
        points += 3 * any(words.near(one, other) == 1 or _akin(one, other) for one in own for other in said)
    return points


def _akin(one: str, other: str) -> bool:
    """Whether one stem begins with the other: reminder and remind."""
    return min(len(one), len(other)) >= 5 and (one.startswith(other) or other.startswith(one))


class _Collector:
    """Walks a schema once and collects its slots."""

    def __init__(self, root: schemas.Root, subject: frozenset[str], text: str) -> None:
        self._root, self._subject, self._text = root, subject, text
        self.found: list[Slot] = []

    def collect(self, schema: Any, path: tuple[str, ...], needed: bool) -> None:
        """The slots at a place and below it."""
        flat = self._flat(schema)
        if flat is None or len(path) > _DEEPEST or len(self.found) >= _MOST:
            return
        properties = schemas.mapping(flat.get("properties"))
        required = set(schemas.strings(flat.get("required")))
        for name, part in properties.items():
            self.collect(part, (*path, str(name)), needed and name in required)
        if properties or not path or "const" in flat:
            return
        item = self._flat(flat.get("items", True)) or {} if schemas.kinds(flat)[:1] == ["array"] else None
        about = frozenset(words.stem(word) for name in path[:-1] for word in words.parts(name))
        own = frozenset(words.stem(word) for word in words.parts(path[-1])) if item is not None else frozenset()
        self.found.append(Slot(path, flat, needed, len(self.found), item, self._subject | about | own))

    def _flat(self, schema: Any) -> Mapping[str, Any] | None:
        found = self._root.alternatives(schema, shortest=False)
        if self._text and len(found) > 1:
            found = sorted(found, key=lambda flat: -affinity(flat, self._text))
        return next(iter(found), None)
