"""Reading JSON that is still being written: the value as far as it can be known. Never raises; linear in the text."""

from __future__ import annotations

import json
from typing import Any

NOTHING = object()
"""No value has begun."""
DEEPEST = 200
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None}


def parse(text: str) -> Any:
    """The value that a beginning of JSON text stands for; None when nothing can be said yet.

    Open strings, lists and objects are taken as they are so far. A number, a word or a key that may go on is left out,
    so what was read once never turns into something else.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = _Reader(text).value(0)
    open_number = isinstance(value, int | float) and text[-1:] not in " \t\r\n" and not isinstance(value, bool)
    return None if value is NOTHING or open_number else value


class _Reader:
    """One pass over the text. `at` is where reading goes on; `ended` that the text ran out or stopped being JSON."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.ended = text, 0, False

    def value(self, depth: int) -> Any:
        self._space()
        if self.ended or depth > DEEPEST:
            self.ended = True
            return NOTHING
        match self.text[self.at]:
            case "{":
                return self._object(depth)
            case "[":
                return self._list(depth)
            case '"':
                return self._string()
            case _:
                return self._plain()

    def _object(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        self.at += 1
        while self._more("}"):
            if self.text[self.at] != '"':
                self.ended = True
                break
            key = self._string()
            self._space()
            if self.ended or self.text[self.at] != ":":
                self.ended = True
                break
            self.at += 1
            value = self.value(depth + 1)
            if value is not NOTHING:
                found[key] = value
            self._comma("}")
        return found

    def _list(self, depth: int) -> list[Any]:
        found: list[Any] = []
        self.at += 1
        while self._more("]"):
            value = self.value(depth + 1)
            if value is not NOTHING:
                found.append(value)
            self._comma("]")
        return found

    def _more(self, end: str) -> bool:
        """True when an item follows; steps over the end."""
        self._space()
        if self.ended:
            return False
        if self.text[self.at] == end:
            self.at += 1
            return False
        return True

    def _comma(self, end: str) -> None:
        self._space()
        if self.ended:
            return
        if self.text[self.at] == ",":
            self.at += 1
        elif self.text[self.at] != end:
            self.ended = True

    def _string(self) -> str:
        pieces: list[str] = []
        self.at += 1
        while self.at < len(self.text):
            stop = self._plain_run()
            pieces.append(self.text[self.at : stop])
            self.at = stop
            if stop >= len(self.text):
                break
            if self.text[stop] == '"':
                self.at = stop + 1
                return _joined(pieces)
            piece = self._escape()
            if piece is None:
                break
            pieces.append(piece)
        self.ended = True
        return _joined(pieces, cut=True)

    def _plain_run(self) -> int:
        stops = [place for mark in '"\\' if (place := self.text.find(mark, self.at)) >= 0]
        return min(stops, default=len(self.text))

    def _escape(self) -> str | None:
        kind = self.text[self.at + 1 : self.at + 2]
        if kind == "u":
            digits = self.text[self.at + 2 : self.at + 6]
            if len(digits) < 4 or not all(digit in "0123456789abcdefABCDEF" for digit in digits):
                return None
            self.at += 6
            return chr(int(digits, 16))
        if kind not in _ESCAPES:
            return None
        self.at += 2
        return _ESCAPES[kind]

    def _plain(self) -> Any:
        """A number or a word, once something stands behind it."""
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in " \t\r\n,]}:":
            self.at += 1
        if self.at >= len(self.text):
            self.ended = True
            return NOTHING
        word = self.text[start : self.at]
        if word in _WORDS:
            return _WORDS[word]
        try:
            return json.loads(word)
        except ValueError:
            self.ended = True
            return NOTHING

    def _space(self) -> None:
        while self.at < len(self.text) and self.text[self.at] in " \t\r\n":
            self.at += 1
        self.ended = self.ended or self.at >= len(self.text)


def _joined(pieces: list[str], cut: bool = False) -> str:
    """Two halves of a character become one; a half at the cut waits for its other."""
    text = "".join(pieces)
    if cut and text and "\ud800" <= text[-1] <= "\udbff":
        text = text[:-1]
    if not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
