"""JSON that follows a JSON Schema, whatever the schema is: values come from a source, what it lacks is made up in bounds.

Knows JSON Schema and nothing of conversations. It never fetches a reference, never follows a cycle for ever and never runs
a pattern that could take exponential time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Protocol

from emulator.brain.tools import filling, schemas

_DEEPEST = 24
_MOST_VALUES = 3_000
_SHALLOW = 6
"""Below this depth only what is required is made, so that recursive schemas end soon."""


class Source(Protocol):
    """Where values come from."""

    def scalar(self, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        """Values for a property, best first; each is tried until one is valid."""

    def spare(self, number: int) -> Source:
        """For an item of a list beyond what is known."""
        ...

    def rows(self, name: str, schema: Mapping[str, Any]) -> Sequence[Source] | None:
        """For an array: a source for each item it should have; None when it can't tell."""

    def scope(self, name: str, schema: Mapping[str, Any]) -> Source:
        """For a nested object: where its own values come from."""

    def wants(self, name: str, schema: Mapping[str, Any]) -> bool:
        """Whether an optional property should be there."""

    def liking(self, schema: Mapping[str, Any]) -> int:
        """How little an alternative suits; the least first."""

    def extras(self) -> Mapping[str, Any]:
        """Properties for an object whose schema names none."""


@dataclass
class Made:
    """A value made after a schema."""

    value: Any
    invented: list[str] = field(default_factory=list)  # paths of the scalars that no source had
    valid: bool = True


class NoInstance(Exception):
    """No value fits, or none could be found."""


def make(schema: Any, source: Source) -> Made:
    """A value for a schema, its scalars taken from a source."""
    root = schemas.Root(schema)
    for tried in (0, 1):
        maker = _Maker(root, source, lean=bool(tried))
        try:
            value = maker.value(root.schema, source, "", "", 0)
        except (NoInstance, RecursionError, ArithmeticError, TypeError, ValueError, AttributeError, KeyError):
            continue
        if root.accepts(value, root.schema):
            return Made(value, maker.invented)
    return Made(filling.plain(root), ["*"], valid=False)


class _Maker:
    """Makes one value; the root resolves references and judges."""

    def __init__(self, root: schemas.Root, source: Source, lean: bool) -> None:
        self._root, self._source, self._lean = root, source, lean
        self.invented: list[str] = []
        self.known = 0
        """How many values came from the source."""
        self._count = 0

    def value(self, schema: Any, source: Source, name: str, path: str, depth: int) -> Any:
        """A value for a schema at a place in the whole."""
        self._count += 1
        if depth > _DEEPEST or self._count > _MOST_VALUES:
            raise NoInstance(path)
        options = self._root.alternatives(schema, shortest=depth > _SHALLOW)
        if len(options) > 1:
            options = sorted(options, key=source.liking)
        nothing = len(options) > 1 and any(flat.get("type") == "null" for flat in options)
        for flat in [{**flat, "nullable": True} for flat in options] if nothing else options:
            before, known = len(self.invented), self.known
            try:
                made = self._flat(flat, schema, source, name, path, depth)
            except NoInstance:
                del self.invented[before:]
                continue
            if nothing and self.known == known and self._root.accepts(None, schema):
                del self.invented[before:]
                return None
            if self._root.accepts(made, schema):
                return made
            del self.invented[before:]
        raise NoInstance(path)

    def _flat(self, schema: Mapping[str, Any], whole: Any, source: Source, name: str, path: str, depth: int) -> Any:
        if "const" in schema:
            return schema["const"]
        kinds = schemas.kinds(schema)
        if isinstance(schema.get("enum"), list):
            return self._scalar(schema, whole, source, name, path, filling.options(schema))
        for kind in kinds:
            before, known = len(self.invented), self.known
            try:
                if kind == "object":
                    inner = path and not path.rpartition("/")[2].isdigit()
                    return self._object(schema, source.scope(name, schema) if inner else source, path, depth)
                if kind == "array":
                    return self._array(schema, source, name, path, depth)
                flat = {**schema, "type": kind, "nullable": schema.get("nullable") or "null" in kinds}
                value = self._scalar(flat, whole, source, name, path, filling.scalars(schema, kind, name))
                if "null" in kinds and self.known == known and self._root.accepts(None, schema):
                    del self.invented[before:]
                    return None
                return value
            except NoInstance:
                continue
        raise NoInstance(path)

    def _scalar(
        self, schema: Mapping[str, Any], whole: Any, source: Source, name: str, path: str, fallback: Iterator[Any]
    ) -> Any:
        """A value for a flat schema that also satisfies the schema it was flattened from."""
        for told in source.scalar(name, schema):
            for value in filling.fitted(told, schema):
                if self._fits(value, schema, whole):
                    self.known += 1
                    return value
        if "default" in schema and self._fits(schema["default"], schema, whole):
            return schema["default"]
        self.invented.append(path)
        for value in fallback:
            if self._fits(value, schema, whole):
                return value
        raise NoInstance(path)

    def _fits(self, value: Any, schema: Mapping[str, Any], whole: Any) -> bool:
        return self._root.accepts(value, schema) and (schema is whole or self._root.accepts(value, whole))

    def _object(self, schema: Mapping[str, Any], source: Source, path: str, depth: int) -> dict[str, Any]:
        properties = schemas.mapping(schema.get("properties"))
        required = schemas.strings(schema.get("required"))
        made: dict[str, Any] = {}
        for name in [*properties, *(name for name in required if name not in properties)]:
            part = properties.get(name, schemas.beyond(schema, name))
            needed = name in required
            if not needed and (self._lean or depth > _SHALLOW or not self._wants(source, name, part)):
                continue
            before, known = len(self.invented), self.known
            try:
                value = self.value(part, source, name, f"{path}/{name}", depth + 1)
            except NoInstance:
                if needed:
                    raise
                del self.invented[before:]
                continue
            if needed or self.known > known or value is None or not self.invented[before:]:
                made[name] = value
            else:
                del self.invented[before:]
        more = schema.get("additionalProperties", True)
        if not properties and more is not False:
            made |= {name: value for name, value in source.extras().items() if self._root.accepts(value, more)}
        return self._filled_up(made, schema, source, path, depth)

    def _wants(self, source: Source, name: str, schema: Any) -> bool:
        flat = next(iter(self._root.alternatives(schema, shortest=False)), None)
        return flat is not None and source.wants(name, flat)

    def _filled_up(
        self, made: dict[str, Any], schema: Mapping[str, Any], source: Source, path: str, depth: int
    ) -> dict[str, Any]:
        """More properties until there are enough, and those that present ones require."""
        properties = schemas.mapping(schema.get("properties"))
        for name in schemas.demanded(schema, made):
            if name not in made:
                made[name] = self.value(
                    properties.get(name, schemas.beyond(schema, name)), source, name, f"{path}/{name}", depth + 1
                )
        for name in schemas.spare_names(schema, made):
            if len(made) >= schemas.least(schema, "minProperties"):
                break
            try:
                made[name] = self.value(
                    properties.get(name, schemas.beyond(schema, name)), source, name, f"{path}/{name}", depth + 1
                )
            except NoInstance:
                continue
        most = schema.get("maxProperties")
        if isinstance(most, int) and len(made) > most:
            required = schemas.strings(schema.get("required"))
            kept = [*(name for name in made if name in required), *(name for name in made if name not in required)][:most]
            made = {name: made[name] for name in kept}
        return made

    def _array(self, schema: Mapping[str, Any], source: Source, name: str, path: str, depth: int) -> list[Any]:
        least, most = schemas.least(schema, "minItems"), schemas.most(schema, "maxItems")
        items = schema.get("items", True)
        if isinstance(schema.get("contains"), (Mapping, bool)):
            least = max(least, schemas.least(schema, "minContains", 1))
        rows = source.rows(name, self._item(items)) if items is not False else []
        found: list[Any] = []
        for sub in list(rows or ())[: min(most, 200)]:
            found = self._added(found, filling.item_at(schema, len(found)), sub, schema, f"{path}/{len(found)}", name, depth)
        if rows is None and depth <= _SHALLOW and not self._lean:
            least = max(least, min(1, most))
        tries = 0
        while len(found) < least and tries < least + 40:
            tries += 1
            held = schema.get("contains") if tries <= schemas.least(schema, "minContains", 1) else None
            part = filling.item_at(schema, len(found)) if held is None else held
            spare = source.spare(len(found) + (tries - 1 if schema.get("uniqueItems") else 0))
            found = self._added(found, part, spare, schema, f"{path}/{len(found)}", name, depth)
        if len(found) < least:
            raise NoInstance(path)
        return found

    def _item(self, items: Any) -> Mapping[str, Any]:
        return next(iter(self._root.alternatives(items, shortest=False)), {})

    def _added(
        self, found: list[Any], part: Any, source: Source, schema: Mapping[str, Any], path: str, name: str, depth: int
    ) -> list[Any]:
        before = len(self.invented)
        try:
            made = self.value(part, source, name, path, depth + 1)
            return [*found, self._unlike(found, made, part) if schema.get("uniqueItems") else made]
        except NoInstance:
            del self.invented[before:]
            return found

    def _unlike(self, found: list[Any], value: Any, part: Any) -> Any:
        """The value, or one like it, that isn't there yet."""
        for other in chain([value], filling.varied(value)):
            if self._root.accepts(other, part) and not any(schemas.same(other, one) for one in found):
                return other
        raise NoInstance
