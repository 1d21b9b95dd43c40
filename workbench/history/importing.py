"""Reading a bundle that somebody gives us: everything is checked before anything is written, and nothing is overwritten.

A file may be cut off, huge, or made to harm; what is whole in it is taken in, and what is not is reported with the reason.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast
from uuid import uuid4

from workbench.errors import NotSent, problem
from workbench.history import bundle
from workbench.history.package import Package, package
from workbench.history.shape import LONGEST_RECORD, complaint, parsed
from workbench.records import ENDED, Problem, Turn
from workbench.store import Store, StoreError

MOST_SKIPPED = 200
_HEAD = re.compile(rb'\s*\{\s*"format"\s*:\s*"stepwise\.bundle"\s*,\s*"version"\s*:\s*(\d{1,9})\s*,\s*"records"\s*:\s*\[\s*$')
_INTERRUPTED = Problem(
    status=None, code="interrupted", message="This turn was still running when it was exported.",
    hint="Retry sends the same request again.", retryable=True, wait_s=None,
)  # fmt: skip


@dataclass(frozen=True)
class Skipped:
    """Something that was not taken in."""

    place: str
    """Where in the file: "record 12", or the title of a conversation."""
    reason: str


@dataclass
class Report:
    """What a file holds, or what was taken in from it."""

    conversations: int = 0
    turns: int = 0
    copies: int = 0
    """Conversations that got new ids, because theirs are in use for something else."""
    skipped: list[Skipped] = field(default_factory=list)
    more_skipped: int = 0
    titles: list[str] = field(default_factory=list)
    """Of the first conversations."""
    conversation_ids: list[str] = field(default_factory=list)
    """As they are called here; empty after a mere check."""
    cut_off: bool = False
    """True when the file ends too early."""

    def skip(self, place: str, reason: str) -> None:
        """Note what is left out; of very many only the first are told one by one."""
        if len(self.skipped) < MOST_SKIPPED:
            self.skipped.append(Skipped(place, reason))
        else:
            self.more_skipped += 1


def check(source: BinaryIO | bytes) -> Report:
    """What a file holds and what is wrong with it; writes nothing. StepwiseError when it is no bundle at all."""
    report = Report()
    for found in _packages(source, report):
        _count(report, found)
    return report


def bring_in(store: Store, source: BinaryIO | bytes) -> Report:
    """Take in what is valid. A conversation that is here already is left alone; one whose ids are taken gets new ones."""
    report = Report()
    for found in _packages(source, report):
        here = package(store, str(found.conversation["id"]))
        if here is not None and _same(here, found):
            report.skip(found.title, "It is here already, unchanged.")
            continue
        fresh = found
        if store.taken([found.conversation["id"]], [turn["id"] for turn in found.turns]):
            fresh = renamed(found)
            report.copies += 1
        try:
            store.take_in(fresh.conversation, fresh.turns, fresh.events, fresh.timelines)
        except StoreError:
            raise
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            report.skip(found.title, f"It could not be understood ({type(error).__name__}: {str(error)[:120]}).")
            continue
        _count(report, fresh)
        report.conversation_ids.append(fresh.conversation["id"])
    return report


def renamed(found: Package) -> Package:
    """The same conversation under new ids."""
    ids = {turn["id"]: uuid4().hex for turn in found.turns}
    chat = uuid4().hex
    turns = [cast(Turn, {**turn, **_moved(turn, chat, ids)}) for turn in found.turns]
    conversation = {**found.conversation, "id": chat, "head": ids.get(str(found.conversation.get("head")))}
    events = {ids[turn_id]: kept for turn_id, kept in found.events.items()}
    return Package(conversation, turns, events, {ids[turn_id]: kept for turn_id, kept in found.timelines.items()})


def _moved(turn: Turn, chat: str, ids: Mapping[str, str]) -> dict[str, Any]:
    parent = turn["parent_id"]
    return {"id": ids[turn["id"]], "conversation_id": chat, "parent_id": ids.get(parent, parent) if parent else None}


def _settled(turn: Turn) -> Turn:
    """A turn that was exported in flight has nobody to finish it here."""
    return turn if turn["state"] in ENDED else {**turn, "state": "failed", "problem": _INTERRUPTED}


def _same(here: Package, found: Package) -> bool:
    return list(bundle.records(here)) == list(bundle.records(found))


def _count(report: Report, found: Package) -> None:
    report.conversations += 1
    report.turns += len(found.turns)
    if len(report.titles) < 50:
        report.titles.append(found.title)


def _packages(source: BinaryIO | bytes, report: Report) -> Iterator[Package]:
    """The conversations of a file with their valid turns; what isn't valid goes into the report."""
    current: Package | None = None
    seen: set[str] = set()
    for number, record in enumerate(_records(source, report), 1):
        wrong = record if isinstance(record, str) else complaint(record)
        place = f"record {number}"
        if wrong:
            report.skip(place, f"{wrong[0].upper()}{wrong[1:]}.")
        elif record["kind"] == "conversation":
            if current is not None:
                yield current
            current = Package({"head": None, "pinned": False, "archived": False, "tags": [], **record["conversation"]}, [])
        elif current is None or record["turn"]["conversation_id"] != current.conversation["id"]:
            report.skip(place, "Its conversation does not stand before it.")
        elif record["turn"]["id"] in seen:
            report.skip(place, "The same turn stands in the file twice.")
        else:
            seen.add(record["turn"]["id"])
            _add(current, record)
    if current is not None:
        yield current


def _add(current: Package, record: dict[str, Any]) -> None:
    turn: Turn = record["turn"]
    current.turns.append(_settled(turn))
    if record.get("events"):
        current.events[turn["id"]] = [(float(one["at_ms"]), one["event"]) for one in record["events"]]
    if "timeline" in record:
        current.timelines[turn["id"]] = record["timeline"]


def _records(source: BinaryIO | bytes, report: Report) -> Iterator[Any]:
    """The records of a file, each read on its own; a sentence in the place of one that can't be."""
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    file.seek(0)
    head = _HEAD.match(file.readline(1_000))
    if head is None:
        yield from _whole(file)
        return
    if int(head[1]) > bundle.VERSION:
        raise _refused("The file was written by a newer Stepwise.", "Update Stepwise, then import it again.")
    report.cut_off = True
    while raw := file.readline(LONGEST_RECORD + 2):
        text = raw.strip().removesuffix(b",")
        if text == bundle.TAIL.encode():
            report.cut_off = False
            return
        if text:
            yield _read(text)
        while raw and not raw.endswith(b"\n") and len(raw) > LONGEST_RECORD:
            raw = file.readline(LONGEST_RECORD + 2)


def _read(text: bytes) -> Any:
    try:
        return parsed(text.decode())
    except ValueError as error:
        return "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else str(error)


def _whole(file: BinaryIO) -> Iterator[Any]:
    """The records of a bundle that some other program has laid out anew."""
    file.seek(0)
    raw = file.read(LONGEST_RECORD + 1)
    if len(raw) > LONGEST_RECORD or b'"stepwise.bundle"' not in raw[:2_000]:
        raise _refused("The file is not a bundle of Stepwise.", "Choose a .json file that was exported here or elsewhere.")
    value = _read(raw)
    records = value.get("records") if isinstance(value, dict) else None
    if not isinstance(value, dict) or value.get("format") != bundle.FORMAT or not isinstance(records, list):
        reason = value if isinstance(value, str) else "it holds no records"
        raise _refused(f"The file can't be read: {reason}.", "It may be cut off.")
    if not isinstance(value.get("version"), int) or value["version"] > bundle.VERSION:
        raise _refused("The file was written by a newer Stepwise.", "Update Stepwise, then import it again.")
    yield from records


def _refused(message: str, hint: str) -> NotSent:
    return NotSent(problem("bad_file", message, hint))
