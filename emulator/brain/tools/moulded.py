"""A form of JSON that a prompt draws: `{"score": 0, "tags": ["..."]}`, `{'name': str}`, read as a JSON Schema.

Forgiving, since such drawings are seldom JSON: bare words for types, comments, alternatives, keys alone. It fills nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from emulator.brain.tools import typewords

_SPACE = re.compile(r"(?:\s+|//[^\n]{0,500}|#[^\n]{0,500}|/\*.{0,500}?\*/)*", re.S)
_REMARK = re.compile(r"[ \t]*,?[ \t]*(?://|#)[ \t]*([^\n]{1,300})")
_STRING = re.compile(r"\"((?:[^\"\\\n]|\\.){0,2000})\"|'((?:[^'\\\n]|\\.){0,2000})'|“([^”\n]{0,2000})”")
_BARE_KEY = re.compile(r"[A-Za-z_$][\w$-]{0,80}\??(?=\s{0,5}[:,}\]])")
_SIMPLE = re.compile(r"[^,{}\[\]\n]{1,300}")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?(?=\s{0,5}(?:[,}\]\n]|//|#|$))")
_ANGLED = re.compile(r"<[^<>\n]{1,300}>|\([^()\n]{1,300}\)")
_DEEPEST = 12


class NoForm(Exception):
    """It isn't the drawing of a form."""


@dataclass
class Drawing:
    """Reads one drawing; knows the named types that it may refer to."""

    text: str
    at: int = 0
    types: Mapping[str, Any] = field(default_factory=dict)

    def value(self, depth: int = 0) -> dict[str, Any]:
        """The schema of the value that is drawn here."""
        if depth > _DEEPEST:
            raise NoForm
        self._skip()
        head = self.text[self.at : self.at + 1]
        if head == "{":
            return self._object(depth)
        if head == "[":
            return self._array(depth)
        return self._simple()

    def _skip(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _eat(self, sign: str) -> bool:
        self._skip()
        if self.text.startswith(sign, self.at):
            self.at += len(sign)
            return True
        return False

    def _dots(self) -> bool:
        """Whether "and so on" is drawn here."""
        return self._eat("...") or self._eat("…")

    def _object(self, depth: int) -> dict[str, Any]:
        doubled = self.text.startswith("{{", self.at)
        self.at += 2 if doubled else 1
        properties: dict[str, Any] = {}
        while not self._eat("}"):
            if self._eat(",") or self._dots():
                continue
            key, optional = self._key()
            part = self.value(depth + 1) if self._eat(":") or self._eat("=") else {"type": "string"}
            properties[key] = typewords.nullable(part) if optional else self._remarked(part)
        if doubled:
            self._eat("}")
        return _shaped(properties)

    def _key(self) -> tuple[str, bool]:
        self._skip()
        match = _STRING.match(self.text, self.at)
        if match is None and (match := _BARE_KEY.match(self.text, self.at)) is None:
            raise NoForm
        self.at = match.end()
        said = next(filter(None, match.groups()), "") if match.lastindex else match[0]
        if not said:
            raise NoForm
        return said.rstrip("?"), said.endswith("?")

    def _remarked(self, part: dict[str, Any]) -> dict[str, Any]:
        """A part with what a comment behind it says."""
        match = _REMARK.match(self.text, self.at)
        return typewords.described(part, match[1].strip()) if match else part

    def _array(self, depth: int) -> dict[str, Any]:
        self.at += 1
        items: dict[str, Any] | None = None
        while not self._eat("]"):
            if self._eat(",") or self._dots():
                continue
            one = self.value(depth + 1)
            items = one if items is None or not items.get("properties") else items
        return {"type": "array", "items": items or {"type": "string"}}

    def _simple(self) -> dict[str, Any]:
        if match := _NUMBER.match(self.text, self.at):
            self.at = match.end()
            return {"type": "number" if match[1] else "integer"}
        if match := _STRING.match(self.text, self.at):
            self.at = match.end()
            return self._alternatives(typewords.worded(next(filter(None, match.groups()), "")))
        if match := _ANGLED.match(self.text, self.at):
            self.at = match.end()
            return typewords.worded(match[0][1:-1])
        return self._typed()

    def _alternatives(self, first: dict[str, Any]) -> dict[str, Any]:
        """`"low" | "medium" | "high"` as a choice, `"..." or null` as what may be missing."""
        said = [first.get("description") or "string"]
        nothing = False
        while self._eat("|") or self._eat("or "):
            self._skip()
            if match := _STRING.match(self.text, self.at):
                said.append(next(filter(None, match.groups()), ""))
            elif match := re.compile(r"(?:null|None|undefined)\b").match(self.text, self.at):
                nothing = True
            else:
                raise NoForm
            self.at = match.end()
        made = {"type": "string", "enum": said} if len(said) > 1 else first
        return typewords.nullable(made) if nothing else made

    def _typed(self) -> dict[str, Any]:
        """A type or a description in bare words: `list[str]`, `Array<Recipe>`, `confidence score (0 to 1)`."""
        match = re.compile(r"[A-Za-z][\w.]{0,40}\s?[\[<][^\]>\n{}]{0,120}[\]>](?:\[\])?").match(self.text, self.at)
        match = match or re.compile(r"[A-Za-z]\w{0,40}\[\]").match(self.text, self.at) or _SIMPLE.match(self.text, self.at)
        if match is None:
            raise NoForm
        self.at = match.end()
        said = re.split(r"\s//|\s#", match[0])[0].strip()
        self.at -= len(match[0]) - match[0].find(said) - len(said)
        return typewords.typed(said, self.types)


_ANY = frozenset({"key", "key1", "key2", "key_1", "key_2", "field", "name_of_key", "string"})


def _shaped(properties: dict[str, Any]) -> dict[str, Any]:
    """An object; one of keys that only stand for keys is of any."""
    if properties and {name.lower() for name in properties} <= _ANY:
        return {"type": "object"}
    return {"type": "object", "properties": properties, "required": list(properties)}
