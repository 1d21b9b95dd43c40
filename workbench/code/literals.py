"""JSON values as literals of a language, laid out for reading. Whatever a text holds, it stays a text. Pure.

A language is a Syntax; markers (values known only when the script runs) are written by the language itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.code.script import MARKERS, Marker

WIDTH = 100
SHORT = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True)
class Syntax:
    """How a language writes values."""

    indent: str
    escape: Callable[[str], str]
    """An escape for a character that can't be printed."""
    key: Callable[[str], str]
    marker: Callable[[Marker], str]
    constants: Mapping[Any, str]
    joint: str | None
    """What stands between the lines of a long text; None when it can't be split."""
    trailing_comma: bool
    padding: str = ""
    """Inside the braces of an object on one line."""
    single_quotes: bool = True
    """Whether a text full of double quotes may stand in single ones."""
    after: Callable[[str], str] = lambda quoted: quoted
    """A last word on every quoted text."""


def quoted(text: str, syntax: Syntax) -> str:
    """A text in quotes, on one line."""
    mark = "'" if syntax.single_quotes and '"' in text and "'" not in text else '"'
    short = {**SHORT, mark: f"\\{mark}"}
    letters = (short.get(letter) or (letter if letter.isprintable() else syntax.escape(letter)) for letter in text)
    return syntax.after(f"{mark}{''.join(letters)}{mark}")


def literal(value: Any, syntax: Syntax, level: int = 0, before: int = 0) -> str:
    """A value as it stands in code at this depth, `before` characters into its line."""
    flat = _flat(value, syntax)
    fits = flat is not None and len(flat) + before + level * len(syntax.indent) <= WIDTH
    if flat is not None and (fits or not value):
        return flat
    inner = syntax.indent * (level + 1)
    if isinstance(value, str):
        return _long_text(value, syntax, level)
    if isinstance(value, Mapping):
        rows = [_row(key, item, syntax, level + 1) for key, item in value.items()]
        return _block("{", rows, "}", syntax, level)
    if isinstance(value, list | tuple):
        return _block("[", [inner + literal(item, syntax, level + 1) for item in value], "]", syntax, level)
    return flat or ""


def _row(key: str, item: Any, syntax: Syntax, level: int) -> str:
    head = f"{syntax.key(key)}: "
    return syntax.indent * level + head + literal(item, syntax, level, len(head))


def _block(opening: str, rows: list[str], closing: str, syntax: Syntax, level: int) -> str:
    last = "," if syntax.trailing_comma else ""
    return "\n".join([opening, ",\n".join(rows) + last, syntax.indent * level + closing])


def _flat(value: Any, syntax: Syntax) -> str | None:
    """The value on one line; None for what reads better on several."""
    if isinstance(value, MARKERS):
        return syntax.marker(value)
    if isinstance(value, str):
        return None if syntax.joint is not None and "\n" in value.rstrip("\n") else quoted(value, syntax)
    if value is None or isinstance(value, bool):
        return syntax.constants[value]
    if isinstance(value, Mapping):
        rows = [_joined(f"{syntax.key(key)}: ", _flat(item, syntax)) for key, item in value.items()]
        if None in rows or not rows:
            return None if rows else "{}"
        return f"{{{syntax.padding}{', '.join(row for row in rows if row is not None)}{syntax.padding}}}"
    if isinstance(value, list | tuple):
        items = [_flat(item, syntax) for item in value]
        return None if None in items else f"[{', '.join(item for item in items if item is not None)}]"
    return repr(value)


def _joined(head: str, tail: str | None) -> str | None:
    return None if tail is None else head + tail


def _long_text(text: str, syntax: Syntax, level: int) -> str:
    """A text of several lines as one piece for each of them; one that is only long stays in one piece."""
    lines = [quoted(line, syntax) for line in _lines(text)]
    if syntax.joint is None or len(lines) < 2:
        return quoted(text, syntax)
    inner = "\n" + syntax.indent * (level + 1)
    return f"({inner}{(syntax.joint + inner).join(lines)}\n{syntax.indent * level})"


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, each with its own end; only the line feed counts."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    if start < len(text):
        yield text[start:]


def one_line(text: str, limit: int = 96) -> str:
    """A text for a comment: no line break of any kind, nothing that can't be seen, not too long."""
    line = "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"
