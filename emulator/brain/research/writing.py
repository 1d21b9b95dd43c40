"""The report: sections out of what was found, each statement cited where it stands, and what stayed open.

Every sentence about the world is an article's own; the rest speaks of the research itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from emulator.brain.library import Entry
from emulator.brain.research import charts
from emulator.brain.research.brief import Brief
from emulator.brain.research.planning import inside
from emulator.brain.research.searching import Found, Round, address, topic
from emulator.brain.text import join


class Paper:
    """Text in the making, with citations by UTF-8 byte offsets."""

    def __init__(self) -> None:
        self.contents: list[dict[str, Any]] = []
        self._text = ""
        self._notes: list[dict[str, Any]] = []

    def say(self, text: str) -> None:
        """Text without a source."""
        self._text += text

    def cite(self, hit: Found) -> None:
        """An article's sentence, with its source."""
        start = _size(self._text)
        self._text += hit.sentence
        self._note(hit.entry, start)

    def name(self, entry: Entry, words: str) -> None:
        """Words that rest on an article."""
        start = _size(self._text)
        self._text += words
        self._note(entry, start)

    def picture(self, image: charts.Picture) -> None:
        """An image between two texts."""
        self._close()
        self.contents.append({"mime_type": "image/png", "data": image.data, "type": "image"})
        self.say(f"\n\n*{image.caption}*\n\n")

    def done(self) -> list[dict[str, Any]]:
        """Everything as content items."""
        self._close()
        return self.contents

    def _note(self, entry: Entry, start: int) -> None:
        span = {"start_index": start, "end_index": _size(self._text)}
        self._notes.append({**span, "url": address(entry), "title": entry.title, "type": "url_citation"})

    def _close(self) -> None:
        if self._text:
            notes = {"annotations": self._notes} if self._notes else {}
            self.contents.append({"text": self._text, "type": "text", **notes})
        self._text, self._notes = "", []


class Report:
    """One report, from the rounds of one research."""

    def __init__(
        self, brief: Brief, made: Sequence[Round], steps: Sequence[str], now: datetime, visuals: bool, missing: Sequence[str]
    ) -> None:
        self.brief, self.made, self.steps, self.now = brief, made, steps, now
        self.visuals, self.missing = visuals, missing
        self.found = [hit for one in made for hit in one.found]
        self.paper = Paper()

    def content(self) -> list[dict[str, Any]]:
        """The report's content items."""
        self.paper.say(f"# {self.brief.subject}\n\n")
        self._summary()
        if self.brief.table:
            self._table()
        if self.visuals:
            self._pictures()
        if not self.brief.short:
            for one in self.made:
                self._section(one)
        self._gaps()
        self._method()
        return self.paper.done()

    def _summary(self) -> None:
        self.paper.say("## Executive summary\n\n")
        if not self.found:
            self.paper.say(
                f"The research found nothing that answers the brief on {inside(self.brief.subject)}. The offline library is "
                "small: what it lacks is listed below, and nothing is invented in its place.\n\n"
            )
            return
        leads = [one.found[0] for one in self.made if one.found]
        counted = f"{_count(len(self.found), 'statement')} from {_count(len(self._entries()), 'article')}"
        verb = "bears" if len(self.found) == 1 else "bear"
        self.paper.say(f"{counted} {verb} on {inside(self.brief.subject)}. The main ones:\n\n")
        for hit in leads[:6]:
            self.paper.say("- ")
            self.paper.cite(hit)
            self.paper.say("\n")
        self.paper.say("\n")

    def _section(self, one: Round) -> None:
        if not one.found:
            return
        heading = topic(one.step)
        self.paper.say(f"## {heading[:1].upper()}{heading[1:]}\n\n")
        last: Entry | None = None
        for hit in one.found:
            if last is not None:
                self.paper.say(" " if hit.entry is last else "\n\n")
            self.paper.cite(hit)
            last = hit.entry
        self.paper.say("\n\n")

    def _table(self) -> None:
        """The articles side by side: their known properties, or what each is in a sentence."""
        entries = [entry for entry in self._entries() if entry.fields and not entry.is_city][:8]
        self.paper.say("## Comparison\n\n")
        columns = [key for key, _ in Counter(key for entry in entries for key in entry.fields).most_common(4)]
        if len(entries) < 2:
            entries, columns = self._entries()[:8], []
        if not entries:
            self.paper.say("There is nothing to compare: no article was found.\n\n")
            return
        heads = ["Subject", *(column.capitalize() for column in columns), "In a sentence"]
        self.paper.say(f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n")
        for entry in entries:
            self.paper.say("| ")
            self.paper.name(entry, entry.title)
            cells = [entry.head(column) or "not found" for column in columns]
            self.paper.say("".join(f" | {cell}" for cell in [*cells, entry.lead.replace("|", "/")]) + " |\n")
        self.paper.say("\n")

    def _pictures(self) -> None:
        self.paper.say("## In pictures\n\n")
        dated = charts.dated(self.found)
        counted = Counter(hit.entry.title for hit in self.found).most_common(8)
        if len(dated) >= 2:
            self.paper.picture(charts.timeline(dated))
        if counted:
            self.paper.picture(charts.bars("Statements used, by article", counted))
        if not (counted or len(dated) >= 2):
            self.paper.say("Too little was found to draw anything.\n\n")

    def _gaps(self) -> None:
        gaps = [f"**{topic(one.step)}**: no article answers this." for one in self.made if not one.found]
        gaps += [f"{words[:1].upper()}{words[1:]} can't be reached from the offline demo." for words in self.missing]
        gaps += [f"The attached {name} could not be read offline." for name in self.brief.unread]
        if not any(character.isdigit() for hit in self.found for character in hit.sentence):
            gaps.append("Figures: the articles give none for this subject.")
        gaps.append("Recent events: the offline library has no news, prices or market data, so nothing here is newer than it is.")
        self.paper.say("## What could not be found\n\n" + "".join(f"- {gap}\n" for gap in gaps) + "\n")

    def _method(self) -> None:
        queries = sum(len(one.queries) for one in self.made)
        titles = [entry.title for entry in self._entries()]
        read = f" It rests on the articles {join(titles[:12])}." if titles else ""
        counted = f"{_count(len(self.steps), 'step')}, {_count(queries, 'query')}, {_count(len(titles), 'article')}"
        self.paper.say(
            f"## How this was made\n\n{counted}, on "
            f"{self.now.day} {self.now:%B %Y}.{read} This is a demonstration by Stepwise's offline agent: it quotes its own "
            "small library word for word and has seen no web page.\n"
        )

    def _entries(self) -> list[Entry]:
        return list(dict.fromkeys(hit.entry for hit in self.found))


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _count(number: int, what: str) -> str:
    many = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{number} {what if number == 1 else many}"
