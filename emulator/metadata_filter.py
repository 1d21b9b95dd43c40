"""The `metadata_filter` of file search, as AIP-160 writes filters: comparisons, AND, OR, NOT and parentheses.

What can't be read is refused with a word about the place; nothing is ignored. As there, OR binds tighter than AND.
"""

from __future__ import annotations

import fnmatch
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

Metadata = Mapping[str, Any]
Filter = Callable[[Metadata], bool]
MOST_CHARACTERS, DEEPEST = 8_192, 50
_TOKEN = re.compile(
    r"""\s*(?:(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?P<sign><=|>=|!=|[<>=:])|(?P<bracket>[()])|(?P<word>[^\s()<>=!:"',]+))""",
    re.S,
)
_ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


class FilterError(ValueError):
    """The filter can't be read; the message says where and why."""


class Token(NamedTuple):
    """A piece of the filter."""

    kind: str
    text: str
    at: int


def parse(text: str) -> Filter:
    """What a filter asks of a file's metadata; an empty one asks nothing. FilterError names what can't be read."""
    if len(text) > MOST_CHARACTERS:
        raise FilterError(f"it is longer than {MOST_CHARACTERS} characters")
    return _Reader(_tokens(text)).whole()


def _tokens(text: str) -> list[Token]:
    found, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            rest = text[at:].lstrip()
            raise FilterError(f"{rest[:20]!r} at position {len(text) - len(rest)} can't be read")
        kind = str(match.lastgroup)
        found.append(Token(kind, match[kind], match.start(kind)))
        at = match.end()
    return found


class _Reader:
    """Reads tokens from left to right, one rule of the grammar for each method."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def whole(self) -> Filter:
        """The filter, and nothing after it."""
        if not self._tokens:
            return lambda metadata: True
        read = self._all_of()
        if (rest := self._peek()) is not None:
            raise _unexpected(rest)
        return read

    def _all_of(self) -> Filter:
        parts = [self._one_of()]
        while (token := self._peek()) is not None and token.text != ")":
            if token.text == "AND":
                self._take()
            parts.append(self._one_of())
        return lambda metadata: all(part(metadata) for part in parts)

    def _one_of(self) -> Filter:
        parts = [self._term()]
        while (token := self._peek()) is not None and token == ("word", "OR", token.at):
            self._take()
            parts.append(self._term())
        return lambda metadata: any(part(metadata) for part in parts)

    def _term(self) -> Filter:
        token = self._take()
        if token.kind == "word" and token.text == "NOT":
            return _negated(self._simple(self._take()))
        if token.kind == "word" and token.text.startswith("-"):
            if token.text == "-":
                return _negated(self._simple(self._take()))
            return _negated(self._simple(token._replace(text=token.text[1:])))
        return self._simple(token)

    def _simple(self, token: Token) -> Filter:
        if token.text == "(" and token.kind == "bracket":
            return self._group(token)
        if token.kind not in ("word", "string") or token.text in ("AND", "OR", "NOT"):
            raise _unexpected(token)
        if token.text in ("and", "or", "not"):
            raise FilterError(f"{token.text!r} at position {token.at} must be in capitals")
        sign = self._peek()
        if sign is None or sign.kind != "sign":
            raise FilterError(f"{token.text!r} at position {token.at} is compared with nothing; write for instance year > 2020")
        self._take()
        value = self._take()
        if value.kind not in ("word", "string") or value.text in ("AND", "OR", "NOT"):
            raise _unexpected(value)
        return _comparison(_plain(token), sign.text, value)

    def _group(self, opened: Token) -> Filter:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FilterError(f"its parentheses are nested more than {DEEPEST} deep")
        inner = self._all_of()
        closed = self._peek()
        if closed is None:
            raise FilterError(f"the parenthesis at position {opened.at} is never closed")
        self._take()
        self._depth -= 1
        return inner

    def _peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self) -> Token:
        token = self._peek()
        if token is None:
            raise FilterError("it ends where a comparison should follow")
        self._next += 1
        return token


def _unexpected(token: Token) -> FilterError:
    return FilterError(f"{token.text!r} at position {token.at} is not expected there")


def _negated(inner: Filter) -> Filter:
    return lambda metadata: not inner(metadata)


def _plain(token: Token) -> str:
    return re.sub(r"\\(.)", r"\1", token.text[1:-1], flags=re.S) if token.kind == "string" else token.text


def _comparison(key: str, sign: str, value: Token) -> Filter:
    wanted, bare = _plain(value), value.kind == "word"

    def holds(metadata: Metadata) -> bool:
        have = metadata.get(key)
        if have is None:
            return sign == "!="
        several = have if isinstance(have, list) else [have]
        if sign == ":":
            return (bare and wanted == "*") or any(_has(one, wanted) for one in several)
        if sign in _ORDER:
            return any(_compared(one, wanted, _ORDER[sign]) for one in several)
        return any(_equal(one, wanted) for one in several) == (sign == "=")

    return holds


def _has(have: Any, wanted: str) -> bool:
    return _equal(have, wanted) or (isinstance(have, str) and wanted.lower() in have.lower())


def _equal(have: Any, wanted: str) -> bool:
    if "*" in wanted and isinstance(have, str):
        return fnmatch.fnmatchcase(have, re.sub(r"([?\[])", r"[\1]", wanted))
    return str(have) == wanted or _compared(have, wanted, operator.eq)


def _compared(have: Any, wanted: str, sign: Callable[[Any, Any], bool]) -> bool:
    """As numbers where both are, else as texts in the order of their letters."""
    try:
        return sign(float(have), float(wanted))
    except (TypeError, ValueError):
        return isinstance(have, str) and sign(have, wanted)
