"""Comparisons as files: JSON that opens the same view elsewhere, CSV of every measurement, and reading JSON back.

No key is in a file, because none is in a turn. What is read is checked whole before anything is kept.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from math import isfinite
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from workbench.compare import keeping, schema
from workbench.compare.plain import from_plain, to_plain
from workbench.compare.report import html
from workbench.compare.results import MEASURES, SETTLED, Comparison, Outcome
from workbench.compare.shown import storable
from workbench.compare.wireview import turn_ids
from workbench.errors import StepwiseError, problem
from workbench.records import ENDED, Turn
from workbench.records import SETTLED as CALLS_SETTLED

if TYPE_CHECKING:
    from workbench.store import Store

__all__ = ["ImportProblem", "begin_import", "file_name", "html", "to_csv", "to_json"]

SIZE_LIMIT = 100_000_000
"""Bytes of a file that is read."""
DEPTH_LIMIT = 200
FIRST_COLUMNS = (
    "schema_version", "comparison", "offline", "lane", "kind", "model", "thinking_level", "repeat", "turn", "prompt", "state",
)  # fmt: skip
LAST_COLUMNS = ("too_short_to_cache", "expected", "check_passed", "problem", "answer")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ImportProblem(StepwiseError):
    """A file that can't be read as a comparison, with the place and the reason in plain words."""

    def __init__(self, message: str, hint: str = "Export it again, and import the file as it is.") -> None:
        super().__init__(problem("bad_file", message, hint))


def to_json(store: Store, comparison: Comparison) -> str:
    """The comparison with its turns, for `begin_import`. A comparison that still runs is written as far as it is."""
    settled = comparison if comparison.state != "running" else keeping.interrupted(comparison)
    turns = store.turns([turn_id for outcome in settled.outcomes for turn_id in turn_ids(outcome)])
    document = {
        "format": schema.FORMAT,
        "schema_version": schema.VERSION,
        "comparison": to_plain(settled),
        "turns": [_portable(turn) for turn in turns if turn["state"] in ENDED],
    }
    return json.dumps(document, indent=1)


def to_csv(comparison: Comparison) -> str:
    """One row per lane, repeat and prompt, with every measure; numbers as numbers, empty where nothing was measured."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*FIRST_COLUMNS, *MEASURES, *LAST_COLUMNS])
    for outcome in comparison.outcomes:
        writer.writerow([_safe(value) for value in _row(comparison, outcome)])
    return out.getvalue()


def begin_import(store: Store, content: bytes | str) -> Comparison:
    """Read an exported JSON file and keep it under a new id, with its turns; the comparison as it is shown then."""
    document = _document(content)
    if wrong := schema.complaint(document):
        raise ImportProblem(wrong)
    for lane in document["comparison"]["plan"]["lanes"]:
        lane["settings"] = schema.known_settings(lane["settings"])
    read = from_plain(document["comparison"])
    fresh_id = store.new_conversation(f"Compare: {read.title}")
    names = {turn["id"]: uuid4().hex for turn in document["turns"]}
    outcomes = tuple(_renamed(outcome, names) for outcome in read.outcomes)
    found = replace(read, id=fresh_id, outcomes=outcomes, imported=True)
    for turn in document["turns"]:
        store.save_turn(_adopted(turn, fresh_id, names))
    keeping.save(store, found)
    return found


def file_name(comparison: Comparison, ending: str) -> str:
    """A name for a download that sorts by time and says when the emulator answered."""
    stamp = comparison.created[:19].replace(":", "").replace("-", "")
    return f"stepwise-compare-{'demo-' if comparison.offline else ''}{stamp}.{ending}"


def _portable(turn: Turn) -> dict[str, Any]:
    """What a file holds of a turn; function calls only when all are settled."""
    settled = all(call["state"] in CALLS_SETTLED for call in turn.get("calls", {}).values())
    return {key: value for key, value in turn.items() if key in schema.TURN_KEYS and (settled or key != "calls")}


def _row(comparison: Comparison, outcome: Outcome) -> list[Any]:
    lane = comparison.plan.lane(outcome.lane_id)
    prompt = comparison.plan.script.prompts[outcome.index]
    head = [schema.VERSION, comparison.title, comparison.offline, lane.name if lane else outcome.lane_id]
    what = [lane.kind, lane.settings.model, lane.settings.thinking_level or ""] if lane else ["", "", ""]
    place = [outcome.repeat + 1, outcome.index + 1, prompt.text[:500], outcome.state]
    measures = asdict(outcome.measure)
    expected = prompt.check.words if prompt.check else ""
    passed = outcome.check.passed if outcome.check else None
    tail = [outcome.measure.too_short_to_cache, expected, passed, outcome.problem, outcome.answer]
    return [*head, *what, *place, *(measures[name] for name in MEASURES), *tail]


def _safe(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if isinstance(value, str):
        clean = storable(value)
        return f"'{clean}" if clean.startswith(_FORMULA) else clean
    return "" if value is None else value


def _document(content: bytes | str) -> Any:
    if len(content) > SIZE_LIMIT:
        raise ImportProblem(f"The file is larger than {SIZE_LIMIT // 1_000_000} MB.", "")
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        document = json.loads(text, parse_constant=_refused, parse_float=_finite, parse_int=_bounded)
    except UnicodeDecodeError as error:
        raise ImportProblem("The file isn't text in UTF-8.") from error
    except RecursionError as error:
        raise ImportProblem("The file is nested too deeply.") from error
    except ValueError as error:
        raise ImportProblem(f"The file isn't complete, valid JSON: {error}.") from error
    if _depth_over(document, DEPTH_LIMIT):
        raise ImportProblem("The file is nested too deeply.")
    return document


def _refused(name: str) -> Any:
    raise ValueError(f"{name} is not a number that can be read")


def _finite(text: str) -> float:
    value = float(text)
    return value if isfinite(value) else _refused(text[:40])


def _bounded(text: str) -> int:
    value = int(text)
    return value if abs(value) < 2**63 else _refused(text[:40])


def _depth_over(document: Any, limit: int) -> bool:
    level: list[Any] = [document]
    for _ in range(limit):
        level = [child for value in level for child in _children(value)]
        if not level:
            return False
    return True


def _children(value: Any) -> Sequence[Any]:
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [child for child in inner if isinstance(child, dict | list)]


def _renamed(outcome: Outcome, names: dict[str, str]) -> Outcome:
    earlier = tuple(names[name] for name in outcome.earlier if name in names)
    assert outcome.state in SETTLED
    return replace(outcome, turn_id=names.get(outcome.turn_id or ""), earlier=earlier)


def _adopted(turn: Turn, conversation_id: str, names: dict[str, str]) -> Turn:
    """The turn under its new names. It is not on a server that this machine could go on from."""
    fresh: Any = {key: value for key, value in turn.items() if key in schema.TURN_KEYS}
    fresh |= {"id": names[turn["id"]], "conversation_id": conversation_id, "page": "compare"}
    fresh |= {"parent_id": names.get(turn["parent_id"] or ""), "settings": schema.known_settings(turn["settings"])}
    adopted: Turn = fresh
    return adopted
