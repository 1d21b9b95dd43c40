"""Whether a JSON Schema asks for itself without an end, so that nothing of a finite size can follow it. Pure.

A schema may be hostile: the search is bounded, and one that is too large to be searched is given the benefit of the doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

MOST_STEPS = 20_000
_SIMPLE = frozenset({"string", "number", "integer", "boolean", "null"})


def requirement(schema: Mapping[str, Any]) -> str:
    """The reference that comes round to itself through what is required; empty when something finite can follow the schema."""
    search = _Search(schema)
    return search.last if search.is_endless(schema, frozenset()) else ""


class _Search:
    def __init__(self, root: Mapping[str, Any]) -> None:
        self._root = root
        self._finite: set[str] = set()
        self._left = MOST_STEPS
        self.last = ""

    def is_endless(self, schema: Any, opened: frozenset[str]) -> bool:
        """Whether whatever follows the schema must hold something that follows one of the references that are open."""
        self._left -= 1
        if not isinstance(schema, Mapping) or self._left < 0 or "const" in schema or "enum" in schema:
            return False
        return (
            self._refers(schema.get("$ref"), opened)
            or any(self.is_endless(part, opened) for part in _parts(schema.get("allOf")))
            or any(self._none_ends(schema.get(word), opened) for word in ("anyOf", "oneOf"))
            or self._by_type(schema, opened)
        )

    def _refers(self, reference: Any, opened: frozenset[str]) -> bool:
        if not isinstance(reference, str) or not reference.startswith("#") or reference in self._finite:
            return False
        if reference in opened:
            self.last = reference
            return True
        if self.is_endless(target(reference, self._root), opened | {reference}):
            return True
        self._finite.add(reference)
        return False

    def _none_ends(self, alternatives: Any, opened: frozenset[str]) -> bool:
        parts = list(_parts(alternatives))
        return bool(parts) and all(self.is_endless(part, opened) for part in parts)

    def _by_type(self, schema: Mapping[str, Any], opened: frozenset[str]) -> bool:
        kinds = schema.get("type")
        named = {kinds} if isinstance(kinds, str) else {kind for kind in _parts(kinds) if isinstance(kind, str)}
        if not named or named & _SIMPLE:
            return False
        ways = {"object": self._object, "array": self._array}
        return all(kind in ways and ways[kind](schema, opened) for kind in named)

    def _object(self, schema: Mapping[str, Any], opened: frozenset[str]) -> bool:
        properties = schema.get("properties")
        known = properties if isinstance(properties, Mapping) else {}
        required = [name for name in _parts(schema.get("required")) if isinstance(name, str)]
        return any(self.is_endless(known.get(name, schema.get("additionalProperties")), opened) for name in required)

    def _array(self, schema: Mapping[str, Any], opened: frozenset[str]) -> bool:
        least = schema.get("minItems")
        count = int(least) if isinstance(least, int | float) else 0
        first = list(_parts(schema.get("prefixItems")))
        wanted = first[:count] + ([schema.get("items")] if count > len(first) else [])
        held = [schema["contains"]] if "contains" in schema and schema.get("minContains", 1) else []
        return any(self.is_endless(part, opened) for part in wanted + held)


def target(reference: str, root: Mapping[str, Any]) -> Any:
    """What a reference within a schema stands for; None when it stands for nothing."""
    found: Any = root
    for part in reference[1:].strip("/").split("/") if len(reference) > 1 else ():
        found = found.get(part.replace("~1", "/").replace("~0", "~")) if isinstance(found, Mapping) else None
    return found


def _parts(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple) else ()
