"""From Pydantic models pasted as code to a JSON Schema. The code is read as a syntax tree and never run.

Understood: classes derived from BaseModel (or from one another), annotations made of str, int, float, bool, date,
datetime, Any, list, dict, Optional, Union, Literal, Annotated, enums and other models of the same text, defaults, and Field with
description, limits, lengths, pattern and alias. Anything else is refused with its line, not guessed at.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from workbench.inputs import FieldError

LARGEST = 100_000
SIMPLE: dict[str, dict[str, Any]] = {
    "str": {"type": "string"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "Decimal": {"type": "number"},
    "bool": {"type": "boolean"},
    "None": {"type": "null"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "time": {"type": "string", "format": "time"},
    "UUID": {"type": "string", "format": "uuid"},
    "EmailStr": {"type": "string", "format": "email"},
    "HttpUrl": {"type": "string", "format": "uri"},
    "AnyUrl": {"type": "string", "format": "uri"},
    "Any": {},
    "dict": {"type": "object"},
    "Dict": {"type": "object"},
    "list": {"type": "array"},
    "List": {"type": "array"},
    "PositiveInt": {"type": "integer", "exclusiveMinimum": 0},
    "NonNegativeInt": {"type": "integer", "minimum": 0},
    "PositiveFloat": {"type": "number", "exclusiveMinimum": 0},
}
LISTS = frozenset({"list", "List", "Sequence", "set", "Set", "frozenset", "Iterable", "tuple", "Tuple"})
LIMITS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum", "multiple_of": "multipleOf"}
LENGTHS = {"str": ("minLength", "maxLength"), "list": ("minItems", "maxItems")}
ENUMS = frozenset({"Enum", "StrEnum", "IntEnum"})
TOLD = frozenset({"description", "title"})
DEEPEST = 50


def schema_from(code: str) -> dict[str, Any]:
    """The JSON Schema of the last model in the text, the others as $defs. FieldError says which line isn't understood."""
    if len(code) > LARGEST:
        raise FieldError(f"The code is longer than {LARGEST:,} characters.")
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        where = f" (line {error.lineno})" if isinstance(error, SyntaxError) else ""
        raise FieldError(f"This is not Python{where}.") from error
    reader = _Reader([node for node in tree.body if isinstance(node, ast.ClassDef)])
    if not reader.models:
        raise FieldError("There is no class derived from BaseModel in this code.")
    return reader.schema(list(reader.models)[-1])


class _Reader:
    def __init__(self, classes: list[ast.ClassDef]) -> None:
        self.enums = {node.name: node for node in classes if _bases(node) & ENUMS}
        self.models: dict[str, ast.ClassDef] = {}
        for node in classes:
            if _bases(node) & {"BaseModel", *self.models}:
                self.models[node.name] = node
        self._defs: dict[str, Any] = {}

    def schema(self, root: str) -> dict[str, Any]:
        """The schema of one model, with what it refers to."""
        self._reference(root)
        main = self._defs[root]
        others = {name: schema for name, schema in self._defs.items() if name != root or _refers(self._defs, root)}
        return {**main, "$defs": others} if others else dict(main)

    def _reference(self, name: str) -> dict[str, Any]:
        if name not in self._defs:
            self._defs[name] = {}  # a model may refer to itself
            self._defs[name] |= self._model(self.models[name]) if name in self.models else _enum(self.enums[name])
        return {"$ref": f"#/$defs/{name}"}

    def _model(self, node: ast.ClassDef) -> dict[str, Any]:
        properties: dict[str, Any] = {}
        required: list[str] = []
        for field in self._fields(node):
            name, schema, needed = self._field(field)
            properties[name] = schema
            required = [one for one in required if one != name] + ([name] if needed else [])
        made: dict[str, Any] = {"title": node.name, "type": "object"}
        if about := ast.get_docstring(node):
            made["description"] = " ".join(about.split())
        return made | {"properties": properties} | ({"required": required} if required else {})

    def _fields(self, node: ast.ClassDef) -> Iterator[ast.AnnAssign]:
        for base in node.bases:
            if isinstance(base, ast.Name) and base.id in self.models and base.id != node.name:
                yield from self._fields(self.models[base.id])
        yield from (item for item in node.body if isinstance(item, ast.AnnAssign) and _is_field(item))

    def _field(self, item: ast.AnnAssign) -> tuple[str, dict[str, Any], bool]:
        assert isinstance(item.target, ast.Name)
        schema, name = self._type(item.annotation, 0), item.target.id
        needed = item.value is None
        if isinstance(item.value, ast.Call) and _name(item.value.func) == "Field":
            options = _options(item.value)
            schema = _limited(schema, options, item.value)
            needed = "default" not in options and "default_factory" not in options
            name = str(options.get("alias") or name)
            if options.get("default") is not None:
                schema["default"] = options["default"]
        elif item.value is not None and (value := _literal(item.value)) is not None:
            schema = {**schema, "default": value}
        return name, schema, needed

    def _type(self, node: ast.expr, depth: int) -> dict[str, Any]:
        if depth > DEEPEST:
            raise _unknown(node)
        match node:
            case ast.Constant(value=None):
                return {"type": "null"}
            case ast.Constant(value=str() as text):
                return self._type(_quoted(text, node), depth + 1)
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                return _any_of([self._type(left, depth + 1), self._type(right, depth + 1)])
            case ast.Subscript(value=outer, slice=inner):
                return self._generic(_name(outer), inner, node, depth + 1)
            case _:
                return self._named(_name(node), node)

    def _named(self, name: str, node: ast.expr) -> dict[str, Any]:
        if name in self.models or name in self.enums:
            return self._reference(name)
        if name not in SIMPLE:
            raise _unknown(node)
        return dict(SIMPLE[name])

    def _generic(self, name: str, inner: ast.expr, node: ast.expr, depth: int) -> dict[str, Any]:
        parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
        if name == "Literal":
            values = [_literal(part) for part in parts]
            return {"enum": values} | ({"type": "string"} if all(isinstance(value, str) for value in values) else {})
        if name == "Optional":
            return _any_of([self._type(inner, depth), {"type": "null"}])
        if name == "Union":
            return _any_of([self._type(part, depth) for part in parts])
        if name == "Annotated":
            fields = [part for part in parts[1:] if isinstance(part, ast.Call) and _name(part.func) == "Field"]
            schema = self._type(parts[0], depth)
            return _limited(schema, _options(fields[0]), fields[0]) if fields else schema
        if name in LISTS:
            return {"type": "array", "items": self._type(parts[0], depth)}
        if name in ("dict", "Dict", "Mapping") and len(parts) == 2:
            return {"type": "object", "additionalProperties": self._type(parts[1], depth)}
        raise _unknown(node)


def _is_field(item: ast.AnnAssign) -> bool:
    outer = item.annotation.value if isinstance(item.annotation, ast.Subscript) else item.annotation
    private = isinstance(item.target, ast.Name) and item.target.id.startswith("_")
    return isinstance(item.target, ast.Name) and not private and _name(outer) != "ClassVar"


def _enum(node: ast.ClassDef) -> dict[str, Any]:
    values = [_literal(item.value) for item in node.body if isinstance(item, ast.Assign)]
    return {"title": node.name, "enum": values} | ({"type": "string"} if all(isinstance(v, str) for v in values) else {})


def _limited(schema: dict[str, Any], options: dict[str, Any], node: ast.AST) -> dict[str, Any]:
    low, high = LENGTHS["list"] if schema.get("type") == "array" else LENGTHS["str"]
    renamed = {**LIMITS, "min_length": low, "max_length": high, "min_items": low, "max_items": high}
    renamed |= {"description": "description", "title": "title", "pattern": "pattern", "regex": "pattern", "examples": "examples"}
    added = {renamed[name]: value for name, value in options.items() if name in renamed and value is not None}
    target = next((part for part in schema.get("anyOf", []) if part.get("type") != "null"), None)
    if target is None:
        return {**schema, **added}
    target |= {name: value for name, value in added.items() if name not in TOLD}
    return schema | {name: value for name, value in added.items() if name in TOLD}


def _options(call: ast.Call) -> dict[str, Any]:
    given = {word.arg: _literal(word.value) for word in call.keywords if word.arg}
    if call.args and not (isinstance(call.args[0], ast.Constant) and call.args[0].value is ...):
        given["default"] = _literal(call.args[0])
    if given.get("default") is ...:
        del given["default"]
    return given


def _any_of(schemas: list[dict[str, Any]]) -> dict[str, Any]:
    flat = [part for schema in schemas for part in (schema["anyOf"] if set(schema) == {"anyOf"} else [schema])]
    return {"anyOf": flat}


def _literal(node: ast.expr) -> Any:
    """The plain value of an expression; None where it is none, which is what an unknown default comes to."""
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, RecursionError, MemoryError):
        return None


def _quoted(text: str, node: ast.expr) -> ast.expr:
    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise _unknown(node) from error


def _bases(node: ast.ClassDef) -> set[str]:
    return {_name(base) for base in node.bases}


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _refers(defs: dict[str, Any], name: str) -> bool:
    return f"#/$defs/{name}'" in repr(defs)


def _unknown(node: ast.AST) -> FieldError:
    line = getattr(node, "lineno", 0)
    return FieldError(f"Line {line}: the type {ast.unparse(node)[:60]!r} can't be turned into a schema.")
