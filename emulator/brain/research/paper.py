"""Text in the making: pieces with and without a source, whose citations count UTF-8 bytes, and images between the texts."""

from __future__ import annotations

from typing import Any

from emulator.brain.library import Entry
from emulator.brain.research.charts import Picture
from emulator.brain.research.searching import Found, citation


class Paper:
    """One answer's content items, begun and not yet done."""

    def __init__(self) -> None:
        self.contents: list[dict[str, Any]] = []
        self._text = ""
        self._notes: list[dict[str, Any]] = []

    def say(self, text: str) -> None:
        """Text without a source."""
        self._text += text

    def cite(self, hit: Found) -> None:
        """A source's sentence, with its source."""
        self.name(hit.entry, hit.sentence)

    def name(self, entry: Entry, words: str) -> None:
        """Words that rest on a source."""
        start = _size(self._text)
        self._text += words
        self._notes.append({"start_index": start, "end_index": _size(self._text), **citation(entry)})

    def picture(self, image: Picture) -> None:
        """An image between two texts."""
        self._close()
        self.contents.append({"mime_type": "image/png", "data": image.data, "type": "image"})
        self.say(f"\n\n*{image.caption}*\n\n")

    def done(self) -> list[dict[str, Any]]:
        """Everything as content items."""
        self._text = self._text.rstrip() + "\n"
        self._close()
        return self.contents

    def _close(self) -> None:
        if self._text:
            notes = {"annotations": self._notes} if self._notes else {}
            self.contents.append({"text": self._text, "type": "text", **notes})
        self._text, self._notes = "", []


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def count(number: int, what: str) -> str:
    """'1 query', '2 queries'."""
    many = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{number} {what if number == 1 else many}"
