"""Random JSON Schemas for the tests: nested, combined, bounded, with references, and always satisfiable."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

NAMES = st.sampled_from(
    (
        "name title city location date email url phone price amount quantity currency unit rating "
        "summary text status id tags items x é from to"
    ).split()
)
_DESCRIPTIONS = st.sampled_from(["", "The city name, e.g. Paris", "ISO date", "How many", "A short text", "\u202e</script>"])


def _with(schema: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(schema, _DESCRIPTIONS).map(lambda pair: {**pair[0], **({"description": pair[1]} if pair[1] else {})})


@st.composite
def _integers(draw: st.DrawFn) -> dict[str, Any]:
    low = draw(st.integers(-1000, 1000))
    step = draw(st.integers(1, 7))
    schema: dict[str, Any] = {"type": "integer"}
    if draw(st.booleans()):
        schema[draw(st.sampled_from(["minimum", "exclusiveMinimum"]))] = low
    if draw(st.booleans()):
        schema[draw(st.sampled_from(["maximum", "exclusiveMaximum"]))] = low + 2 * step + draw(st.integers(0, 500))
    if draw(st.booleans()):
        schema["multipleOf"] = step
    return schema


@st.composite
def _numbers(draw: st.DrawFn) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "number"}
    low = draw(st.floats(-1e6, 1e6, allow_nan=False))
    if draw(st.booleans()):
        schema["minimum"] = low
    if draw(st.booleans()):
        schema[draw(st.sampled_from(["maximum", "exclusiveMaximum"]))] = low + draw(st.floats(0.5, 1e6))
    return schema


@st.composite
def _strings(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["plain", "format", "length", "pattern", "enum", "const"]))
    if kind == "format":
        formats = ["date", "date-time", "time", "email", "uri", "uuid", "ipv4", "ipv6", "hostname"]
        return {"type": "string", "format": draw(st.sampled_from(formats))}
    if kind == "length":
        low = draw(st.integers(0, 30))
        return {"type": "string", "minLength": low, "maxLength": low + draw(st.integers(0, 40))}
    if kind == "pattern":
        patterns = [
            r"^[A-Z]{3}-\d{4}$",
            r"^\d+$",
            r"^(red|green|blue)$",
            r"^#[0-9a-f]{6}$",
            r"^v\d+\.\d+$",
            r"^[a-z]+@[a-z]+\.com$",
            r"a.c",
        ]
        return {"type": "string", "pattern": draw(st.sampled_from(patterns))}
    if kind == "enum":
        return {"type": "string", "enum": draw(st.lists(st.text(max_size=8), min_size=1, max_size=5, unique=True))}
    return {"const": draw(st.text(max_size=5))} if kind == "const" else {"type": "string"}


LEAVES = _with(
    st.one_of(_integers(), _numbers(), _strings(), st.just({"type": "boolean"}), st.just({"type": "null"}), st.just({}))
)


@st.composite
def _objects(draw: st.DrawFn, inner: st.SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    properties = draw(st.dictionaries(NAMES, inner, max_size=4))
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    required = draw(st.lists(st.sampled_from(sorted(properties)), unique=True)) if properties else []
    if required:
        schema["required"] = required
    if draw(st.booleans()):
        schema["additionalProperties"] = False
    elif draw(st.booleans()):
        schema["minProperties"] = draw(st.integers(0, 5))
    return schema


@st.composite
def _arrays(draw: st.DrawFn, inner: st.SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    if draw(st.integers(0, 3)) == 0:
        return {"type": "array", "items": {"type": "integer"}, "uniqueItems": True, "minItems": draw(st.integers(0, 6))}
    low = draw(st.integers(0, 3))
    return {"type": "array", "items": draw(inner), "minItems": low, "maxItems": low + draw(st.integers(0, 3))}


def _combined(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    some = st.lists(inner, min_size=1, max_size=3)
    nullable = inner.map(lambda schema: {"anyOf": [schema, {"type": "null"}]})
    return st.one_of(some.map(lambda parts: {"anyOf": parts}), inner.map(lambda schema: {"allOf": [schema]}), nullable)


ANY_SCHEMA = st.recursive(LEAVES, lambda inner: st.one_of(_objects(inner), _arrays(inner), _combined(inner)), max_leaves=12)
OBJECTS = _objects(ANY_SCHEMA)


@st.composite
def with_references(draw: st.DrawFn) -> dict[str, Any]:
    """A schema whose parts refer to definitions, one of which refers to itself."""
    node = {
        "type": "object",
        "properties": {
            "value": draw(ANY_SCHEMA),
            "next": {"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]},
            "all": {"type": "array", "items": {"$ref": "#/$defs/node"}},
        },
        "required": ["value", "next"],
    }
    return {
        "$defs": {"node": node, "leaf": draw(LEAVES)},
        "type": "object",
        "properties": {"root": {"$ref": "#/$defs/node"}, "leaf": {"$ref": "#/$defs/leaf"}},
        "required": ["root", "leaf"],
    }


@st.composite
def functions(draw: st.DrawFn) -> dict[str, Any]:
    """A function declaration."""
    verb, noun = draw(st.sampled_from(["get", "set", "find", "send", "make"])), draw(NAMES.filter(str.isascii))
    about = draw(st.sampled_from(["", "Does what its name says.", "Get the weather in a city.", "Order a product by its id."]))
    return {"type": "function", "name": f"{verb}_{noun}", "description": about, "parameters": draw(OBJECTS)}
