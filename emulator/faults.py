"""Faults on demand: which request gets which. Playing them out is the business of `emulator.mishaps`.

A fault is written short ("503 x2", "429 retry-after=1", "drop 5") or as an object; docs/emulator.md lists them. They come
from the header x-emulator-fault, from a file that is read again when it changes, or from a test's handle.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emulator.errors import invalid

KINDS = ("status", "drop", "close", "error", "slow", "continue", "html", "bad-json", "stall", "fail", "unknown", "say")
_AFTER = ("drop", "close", "error", "bad-json", "stall", "fail", "unknown")
_AMOUNT = dict.fromkeys(_AFTER, "after") | {"slow": "delay", "continue": "tokens"}
_WORD = re.compile(r"[\s;,]+")


@dataclass(frozen=True)
class Fault:
    """One fault and the requests it is for."""

    kind: str
    status: int = 503
    message: str = ""
    code: str = ""
    retry_after: str | None = None
    retry_after_ms: str | None = None
    after: int = 0
    """Events that come through before it strikes."""
    delay: float = 0.1
    """Seconds before each event (slow), or of silence (stall; without it, for ever)."""
    tokens: int = 20
    """Tokens per hop (continue)."""
    times: int | None = None
    """Requests it strikes before one passes; None strikes always."""
    method: str = ""
    path: str = ""
    contains: str = ""
    """Strikes only requests with this method, this in the path, this in the body."""

    def concerns(self, method: str, path: str, body: str) -> bool:
        """True when a request is meant."""
        return self.method.upper() in ("", method) and self.path in path and self.contains in body


def parse(given: Any) -> Fault:
    """A fault from its short form or its object; raises ValueError with what is wrong."""
    if isinstance(given, str):
        given = json.loads(given) if given.lstrip().startswith("{") else _from_words(given)
    if not isinstance(given, dict):
        raise ValueError("a fault is a short form or an object")
    values = {str(key).replace("-", "_"): value for key, value in given.items()}
    values["kind"] = values.pop("fault", values.get("kind", "status"))
    if values["kind"] not in KINDS:
        raise ValueError(f"unknown fault {values['kind']!r}; known are {', '.join(KINDS)}")
    unknown = sorted(set(values) - set(Fault.__dataclass_fields__))
    if unknown:
        raise ValueError(f"unknown fields {', '.join(unknown)}")
    if values["kind"] == "stall":
        values.setdefault("delay", "inf")
    return Fault(**{name: _typed(name, value) for name, value in values.items()})


def _from_words(text: str) -> dict[str, Any]:
    words = [word for word in _WORD.split(text.strip()) if word]
    if not words:
        raise ValueError("an empty fault")
    first, rest = words[0].lower(), words[1:]
    values: dict[str, Any] = {"kind": "status", "status": first} if first.isdigit() else {"kind": first}
    for word in rest:
        name, equals, value = word.partition("=")
        if equals:
            values[name] = value
        elif re.fullmatch(r"x\d+", word):
            values["times"] = word[1:]
        else:
            values[_AMOUNT.get(first, "after")] = word
    return values


def _typed(name: str, value: Any) -> Any:
    if name in ("status", "after", "tokens", "times"):
        number = int(value)
        low, high = {"status": (400, 599), "tokens": (1, 1_000_000)}.get(name, (0, 1_000_000))
        if not low <= number <= high:
            raise ValueError(f"{name} must be between {low} and {high}")
        return number
    if name == "delay":
        return float(value) if value == "inf" else min(60.0, max(0.0, float(value)))
    return str(value)


class Faults:
    """The faults of one server, and how often each has struck."""

    def __init__(self, path: str | None) -> None:
        self._path = Path(path) if path else None
        self._changed = 0.0
        self._rules: list[Fault] = []
        self._struck: Counter[Any] = Counter()
        self.injected: list[Fault] = []

    def inject(self, given: Any) -> None:
        """Add a fault from a test; with `times` it is gone once used up."""
        self.injected.append(parse(given))

    def strike(self, header: str | None, project: str, method: str, path: str, body: str) -> Fault | None:
        """The fault for this request, if any; counts it."""
        if header:
            try:
                fault = parse(header)
            except (ValueError, TypeError) as problem:
                raise invalid(f"The header x-emulator-fault can't be understood: {problem}.") from problem
            return fault if fault.concerns(method, path, body) and self._due(fault, (project, header)) else None
        return self._from_injected(method, path, body) or self._from_file(method, path, body)

    def _due(self, fault: Fault, key: Any) -> bool:
        """Strikes `times` requests, lets one pass, and begins again."""
        if fault.times is None:
            return True
        if self._struck[key] >= fault.times:
            del self._struck[key]
            return False
        self._struck[key] += 1
        return True

    def _from_injected(self, method: str, path: str, body: str) -> Fault | None:
        for fault in list(self.injected):
            if fault.concerns(method, path, body):
                self._struck[id(fault)] += 1
                if fault.times is not None and self._struck[id(fault)] >= fault.times:
                    self.injected.remove(fault)
                    del self._struck[id(fault)]
                return fault
        return None

    def _from_file(self, method: str, path: str, body: str) -> Fault | None:
        self._read_again()
        for at, fault in enumerate(self._rules):
            used = fault.times is not None and self._struck[(self._changed, at)] >= fault.times
            if not used and fault.concerns(method, path, body):
                self._struck[(self._changed, at)] += 1
                return fault
        return None

    def _read_again(self) -> None:
        if self._path is None:
            return
        changed = self._path.stat().st_mtime if self._path.exists() else 0.0
        if changed == self._changed:
            return
        try:
            rules = json.loads(self._path.read_text("utf-8")) if changed else []
            self._rules = [parse(rule) for rule in rules]
        except (ValueError, TypeError, OSError) as problem:
            raise invalid(f"The faults file can't be used: {problem}.") from problem
        self._changed = changed
