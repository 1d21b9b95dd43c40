"""What should perhaps not leave this machine, found in an export, and a copy without it. Pure.

Opaque parts are not looked into: the bytes of attachments, signatures, and the mark by which a turn knows its key. A
redacted copy leaves out the events of the stream, in which what was found may be cut in two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from workbench.errors import KEYS
from workbench.history.package import Package
from workbench.records import Turn

Kind = Literal["key", "e-mail", "phone", "home path", "name"]
OPAQUE = frozenset(
    "data signature id call_id conversation_id parent_id interaction_id previous_interaction_id head "
    "type mime_type state status page tier key_mark".split()
)
"""Fields that are kept as they are when they hold nothing but the letters of an id or of encoded bytes."""
_ENCODED = re.compile(r"[\w+/=.-]*", re.ASCII)
_SECRET = re.compile(
    rf"{KEYS}"
    r"|\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}"
    r"|\bxox[abprs]-[\w-]{10,}|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bya29\.[\w-]{20,}|\bhf_[A-Za-z0-9]{20,}"
    r"|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])")
_PHONE = re.compile(
    r"(?<![\w.:/+#-])(?:\+\d{1,3}|\(?0\d{1,4}\)?|\(\d{2,4}\))(?:[ \u00a0./-]{0,2}\(?\d{2,5}\)?){2,5}(?![\w-]|[.,:]\d)"
)
_PLAIN_PHONE = re.compile(r"(?<![\w.:/+#-])\d{3}[ .-]\d{3}[ .-]\d{4}(?![\w-]|[.,:]\d)")
_HOME = re.compile(r"(?:/home/|/Users/|[A-Za-z]:\\{1,2}Users\\{1,2})[\w-](?:[\w.-]{0,62}[\w-])?")
_AROUND = 30


@dataclass(frozen=True)
class Hit:
    """Something found, however often it occurs."""

    kind: Kind
    text: str
    count: int
    example: str
    """The words around it, once."""

    @property
    def id(self) -> str:
        """Names the hit for a choice on the screen."""
        return f"{self.kind}:{self.text}"


def hits(packages: Iterable[Package], names: Sequence[str] = ()) -> list[Hit]:
    """What would be taken out, the most dangerous kinds first. `names` are words that a person typed in."""
    counts: dict[tuple[Kind, str], int] = {}
    examples: dict[tuple[Kind, str], str] = {}
    patterns = _patterns(names)
    for package in packages:
        for text in _texts(package):
            for kind, start, end in _found(text, patterns):
                key = (kind, text[start:end])
                counts[key] = counts.get(key, 0) + 1
                examples.setdefault(key, " ".join(text[max(0, start - _AROUND) : end + _AROUND].split()))
    order = [kind for kind, _ in patterns]
    listed = [Hit(kind, text, count, examples[kind, text]) for (kind, text), count in counts.items()]
    return sorted(listed, key=lambda hit: (order.index(hit.kind), -hit.count, hit.text))


def redacted(package: Package, chosen: Sequence[Hit]) -> Package:
    """A copy in which each chosen text is replaced by its kind and a number, the same everywhere; events are left out."""
    if not chosen:
        return package
    swap = _swapper(chosen)
    conversation: dict[str, Any] = _mapped(package.conversation, swap)
    turns: list[Turn] = [_mapped(turn, swap) for turn in package.turns]
    return Package(conversation, turns, {}, {turn_id: _mapped(kept, swap) for turn_id, kept in package.timelines.items()})


def _patterns(names: Sequence[str]) -> list[tuple[Kind, re.Pattern[str]]]:
    known: list[tuple[Kind, re.Pattern[str]]] = [
        ("key", _SECRET), ("e-mail", _EMAIL), ("phone", _PHONE), ("phone", _PLAIN_PHONE), ("home path", _HOME),
    ]  # fmt: skip
    typed = sorted({name.strip() for name in names if name.strip()}, key=len, reverse=True)
    if typed:
        words = "|".join(re.escape(name) for name in typed)
        known.append(("name", re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)))
    return known


def _found(text: str, patterns: Sequence[tuple[Kind, re.Pattern[str]]]) -> Iterator[tuple[Kind, int, int]]:
    for kind, pattern in patterns:
        for match in pattern.finditer(text):
            if kind != "phone" or 8 <= sum(letter.isdigit() for letter in match[0]) <= 15:
                yield kind, match.start(), match.end()


def _texts(package: Package) -> Iterator[str]:
    for value in (package.conversation, package.turns, package.timelines):
        yield from _strings(value)
    for found in package.events.values():
        yield from _strings([event for _, event in found])


def _strings(value: Any) -> Iterator[str]:
    """Every string in a JSON value, the opaque ones left out; names of fields too."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, str):
            yield current
        elif isinstance(current, Mapping):
            waiting += [item for key, item in current.items() if not _opaque(key, item)]
            yield from (key for key in current if len(key) > 5)
        elif isinstance(current, list | tuple):
            waiting += current


def _opaque(key: str, value: Any) -> bool:
    return key in OPAQUE and isinstance(value, str) and _ENCODED.fullmatch(value) is not None


def _swapper(chosen: Sequence[Hit]) -> Callable[[str], str]:
    numbers: dict[str, int] = {}
    labels: dict[str, str] = {}
    for hit in chosen:
        if hit.text.lower() not in labels:
            numbers[hit.kind] = numbers.get(hit.kind, 0) + 1
            labels[hit.text.lower()] = f"[{hit.kind} {numbers[hit.kind]}]"
    longest = sorted(chosen, key=lambda hit: len(hit.text), reverse=True)
    said = [rf"(?<!\w){re.escape(hit.text)}(?!\w)" if hit.kind == "name" else re.escape(hit.text) for hit in longest]
    pattern = re.compile("|".join(said), re.IGNORECASE)
    return lambda text: pattern.sub(lambda match: labels.get(match[0].lower(), "[redacted]"), text)


def _mapped(value: Any, swap: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return swap(value)
    if isinstance(value, Mapping):
        return {swap(key): item if _opaque(key, item) else _mapped(item, swap) for key, item in value.items()}
    return [_mapped(item, swap) for item in value] if isinstance(value, list | tuple) else value
