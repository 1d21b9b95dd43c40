"""Conversations as one JSON file that loses nothing: turns, events with their times, saved timelines, attachments.

The file is a single JSON document, and also one record a line, so that it can be written and read without being held in
memory, and what is whole in a file that was cut off can still be read. The same history gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.history.package import Package
from workbench.records import Turn

FORMAT, VERSION = "stepwise.bundle", 1
HEAD = f'{{"format":"{FORMAT}","version":{VERSION},"records":['
TAIL = "]}"


def lines(packages: Iterable[Package]) -> Iterator[str]:
    """The file, line by line: each conversation, followed by its turns, in the order in which they were made."""
    yield HEAD + "\n"
    before = ""
    for package in packages:
        for record in records(package):
            yield f"{before}{json.dumps(record, separators=(',', ':'), allow_nan=False)}"
            before = ",\n"
    yield f"\n{TAIL}\n"


def dump(packages: Iterable[Package]) -> bytes:
    """The whole file."""
    return "".join(lines(packages)).encode()


def file_name(packages: Iterable[Package], suffix: str, day: str) -> str:
    """A name for the download that says what it holds, and when the emulator had a hand in it."""
    held = list(packages)
    title = held[0].title if len(held) == 1 else ""
    words = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in title)
    name = "-".join(filter(None, words.split("-"))).lower()[:40].strip("-") or f"{len(held)}-conversations"
    return f"stepwise-{'demo-' if any(package.offline for package in held) else ''}{name}-{day}.{suffix}"


def records(package: Package) -> Iterator[Mapping[str, Any]]:
    """The records of one conversation."""
    yield {"kind": "conversation", "conversation": package.conversation}
    for turn in package.turns:
        yield _turn_record(package, turn)


def _turn_record(package: Package, turn: Turn) -> dict[str, Any]:
    record: dict[str, Any] = {"kind": "turn", "turn": turn}
    if turn["id"] in package.events:
        record["events"] = [{"at_ms": at_ms, "event": event} for at_ms, event in package.events[turn["id"]]]
    if turn["id"] in package.timelines:
        record["timeline"] = package.timelines[turn["id"]]
    return record
