"""JSON that follows a requested schema: fields are filled from the prompt by their names and descriptions.

A basic version: it always yields valid JSON of the right shape and takes real values where other skills found any.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from emulator.brain import facts
from emulator.brain.dialogue import Talk
from emulator.brain.registry import SKILLS, Note, Offer, Reply, skill
from emulator.brain.skills.judging import mood, verdict
from emulator.brain.text import cut, plain, sentences

_DEEPEST = 12
_MOST_FIELDS = 200


def schema_of(wanted: Any) -> Mapping[str, Any] | None:
    """The JSON schema in a response format, whichever accepted shape that has."""
    for item in wanted if isinstance(wanted, (list, tuple)) else [wanted]:
        if isinstance(item, Mapping):
            if isinstance(item.get("schema"), Mapping):
                return item["schema"]  # type: ignore[no-any-return]
            if item.get("mime_type") == "application/json":
                return {}
            if (
                item.get("type") in {"object", "array", "string", "number", "integer", "boolean"}
                or "properties" in item
                or "$ref" in item
                or "anyOf" in item
            ):
                return item
    return None


@skill("structured output")
def offer(talk: Talk) -> Offer | None:
    """Fits whenever the request carries a JSON schema."""
    schema = schema_of(talk.ask.response_format)
    return Offer(1.0, lambda: _filled(talk, schema), whole=True) if schema is not None else None


def _filled(talk: Talk, schema: Mapping[str, Any]) -> Reply:
    bids = [
        (name, bid) for name, other in sorted(SKILLS.items()) if name != "structured output" and (bid := other(talk)) is not None
    ]
    name, best = max(bids, key=lambda pair: pair[1].fit)
    reply = best.answer()
    maker = _Maker(talk, reply, schema)
    value = maker.value(schema, "", 0) if schema else (reply.data or {"answer": reply.brief or plain(reply.text)})
    text = json.dumps(value, ensure_ascii=False)
    fields = ", ".join(list(value)[:8]) if isinstance(value, dict) else type(value).__name__
    return Reply(
        text,
        fixed=True,
        data=value if isinstance(value, dict) else {},
        notes=(
            Note("Reading the schema", f"The answer must be JSON with: {fields}."),
            Note(
                "Finding the values",
                (
                    f"The skill “{name}” supplied what it knows; {maker.guessed} "
                    f"field{'s were' if maker.guessed != 1 else ' was'} filled by default."
                ),
            ),
            Note("Checking the shape", "Types, allowed values and bounds of the schema are kept."),
        ),
    )


class _Maker:
    """Builds one value after a schema."""

    def __init__(self, talk: Talk, reply: Reply, root: Mapping[str, Any]) -> None:
        self.talk, self.reply, self.root = talk, reply, root
        self.data = {re.sub(r"\W|_", "", key.lower()): value for key, value in reply.data.items()}
        self.guessed = 0
        self.fields = 0
        category, sure, why = verdict(talk.whole)
        label, score, _, _ = mood(talk.whole)
        known = facts.known(talk.said)
        self.data |= {
            key: value
            for key, value in {
                "issafe": category == "safe",
                "reason": why,
                "confidence": sure,
                "sentiment": label,
                "score": score,
                "name": facts.name_in(known),
            }.items()
            if key not in self.data and value != ""
        }
        self.choices = [category, label, reply.word.lower(), talk.gist.lower()]

    def value(self, schema: Any, name: str, depth: int) -> Any:
        """A value that is valid for a schema."""
        schema = self._resolved(schema)
        self.fields += 1
        if "const" in schema:
            return schema["const"]
        if isinstance(schema.get("enum"), (list, tuple)) and schema["enum"]:
            return self._choice(list(schema["enum"]))
        kind = schema.get("type")
        kind = next((k for k in kind if k != "null"), "null") if isinstance(kind, list) else kind
        if kind is None:
            kind = "object" if "properties" in schema else "array" if "items" in schema else "string"
        makers: dict[str, Callable[[Mapping[str, Any], str, int], Any]] = {
            "object": self._object,
            "array": self._array,
            "integer": self._number,
            "number": self._number,
            "boolean": self._boolean,
            "null": self._nothing,
        }
        maker: Callable[[Mapping[str, Any], str, int], Any] = makers.get(str(kind), self._string)
        return maker(schema, name, depth)

    def _resolved(self, schema: Any) -> Mapping[str, Any]:
        for _ in range(_DEEPEST):
            if not isinstance(schema, Mapping):
                return {}
            reference = schema.get("$ref")
            options = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
            if isinstance(reference, str) and reference.startswith("#"):
                target: Any = self.root
                for part in reference[1:].strip("/").split("/"):
                    target = target.get(part, {}) if isinstance(target, Mapping) and part else target
                schema = target
            elif isinstance(options, (list, tuple)) and options:
                schema = next(
                    (option for option in options if isinstance(option, Mapping) and option.get("type") != "null"), options[0]
                )
            else:
                return schema
        return {}

    def _nothing(self, schema: Mapping[str, Any], name: str, depth: int) -> None:
        """The value of the type null."""

    def _object(self, schema: Mapping[str, Any], name: str, depth: int) -> dict[str, Any]:
        properties = schema.get("properties")
        if not isinstance(properties, Mapping) or depth >= _DEEPEST or self.fields > _MOST_FIELDS:
            return {}
        required = schema.get("required")
        wanted = (
            properties
            if depth < 4
            else {key: properties[key] for key in (required if isinstance(required, list) else []) if key in properties}
        )
        return {str(key): self.value(part, str(key), depth + 1) for key, part in wanted.items()}

    def _array(self, schema: Mapping[str, Any], name: str, depth: int) -> list[Any]:
        least, most = _bound(schema.get("minItems"), 0), _bound(schema.get("maxItems"), 5)
        items = self._resolved(schema.get("items", {}))
        if depth >= _DEEPEST or self.fields > _MOST_FIELDS:
            return [self.value(items, name, _DEEPEST) for _ in range(min(least, 20))]
        if items.get("type", "string") == "string" and not items.get("enum"):
            found = [plain(point) for point in self.reply.points] or sentences(plain(self.reply.text))
            found = [cut(text, _bound(items.get("maxLength"), 300)) for text in found][: max(most, 0)]
            return found + ["item"] * (least - len(found))
        return [self.value(items, name, depth + 1) for _ in range(min(max(least, 1), most))]

    def _choice(self, options: list[Any]) -> Any:
        for text in self.choices:
            for option in options:
                if (
                    isinstance(option, str)
                    and option
                    and (option.lower() == text or re.search(rf"\b{re.escape(option.lower())}\b", text))
                ):
                    return option
        self.guessed += 1
        return options[0]

    def _known(self, name: str) -> Any:
        return self.data.get(re.sub(r"\W|_", "", name.lower()))

    def _number(self, schema: Mapping[str, Any], name: str, depth: int) -> int | float:
        whole = schema.get("type") == "integer"
        value = self._known(name)
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            found = re.findall(r"(?<![\w.])\d{1,9}(?:\.\d{1,6})?", self.talk.gist) or re.findall(
                r"(?<![\w.])\d{1,9}(?:\.\d{1,6})?", self.reply.text[:2_000]
            )
            self.guessed += not found
            value = float(found[0]) if found else 1.0
        low, high = (
            _limit(schema, "minimum", "exclusiveMinimum", whole, 1),
            _limit(schema, "maximum", "exclusiveMaximum", whole, -1),
        )
        value = max(value, low) if low is not None else value
        value = min(value, high) if high is not None else value
        step = schema.get("multipleOf")
        if isinstance(step, (int, float)) and step > 0:
            value = round(value // step * step, 9)
        return int(value) if whole else value

    def _boolean(self, schema: Mapping[str, Any], name: str, depth: int) -> bool:
        value = self._known(name)
        return value if isinstance(value, bool) else not self.reply.word.lower().startswith("no")

    def _string(self, schema: Mapping[str, Any], name: str, depth: int) -> str:
        form = {
            "date": self.talk.ask.now.date().isoformat(),
            "date-time": self.talk.ask.now.isoformat(),
            "time": "12:00:00",
            "email": "user@example.com",
            "uri": "https://example.com",
            "uuid": "00000000-0000-4000-8000-000000000000",
        }
        if schema.get("format") in form:
            return form[str(schema["format"])]
        known = self._known(name)
        if isinstance(known, (str, int, float)) and not isinstance(known, bool):
            text = str(known)
        elif re.search(r"summary|text|answer|description|content|explanation|body|review", name, re.I):
            text = plain(self.reply.text)
        else:
            text = self.reply.word or self.reply.brief or cut(plain(self.reply.text), 120)
        text = (
            cut(text, min(_bound(schema.get("maxLength"), 4_000), 4_000))
            if isinstance(schema.get("maxLength"), int)
            else text[:4_000]
        )
        return text.ljust(_bound(schema.get("minLength"), 0), ".")


def _bound(value: Any, default: int) -> int:
    return min(value, 5_000) if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else default


def _limit(schema: Mapping[str, Any], inclusive: str, exclusive: str, whole: bool, direction: int) -> float | None:
    if isinstance(value := schema.get(inclusive), (int, float)):
        return value
    if isinstance(value := schema.get(exclusive), (int, float)) and not isinstance(value, bool):
        return value + direction * (1 if whole else 1e-6)
    return None
