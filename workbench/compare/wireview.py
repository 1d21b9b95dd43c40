"""What left this machine for one prompt, lane by lane, sizes to scale: every request, cut into the parts it is made of. Pure.

The bytes of the parts of a body add up to the bytes that were sent; what isn't told apart counts as "the rest".
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.compare.results import Comparison, Outcome

if TYPE_CHECKING:
    from workbench.store import Store

LABELS = {
    "previous_interaction_id": "previous_interaction_id",
    "system_instruction": "System instruction",
    "systemInstruction": "System instruction",
    "tools": "Tools",
    "generation_config": "Generation options",
    "generationConfig": "Generation options",
    "response_format": "Answer format",
}
DIALECTS: tuple[dict[str, Any], ...] = tuple(
    {"ensure_ascii": ascii_only, "separators": marks} for marks in ((",", ":"), (", ", ": ")) for ascii_only in (False, True)
)
"""The ways in which clients write JSON; the one that gives the size that was sent is the one that was used."""
NEW, EARLIER, REST = "New input", "Earlier steps, sent again", "The rest"


@dataclass(frozen=True)
class Piece:
    """A part of a request body."""

    label: str
    bytes: int


@dataclass(frozen=True)
class Request:
    """One HTTP request as it was sent."""

    method: str
    url: str
    status: int | None
    bytes_out: int
    bytes_in: int
    pieces: tuple[Piece, ...]
    """Adds up to `bytes_out`; empty when there was no body, or when the record of it was cut."""
    body: str


@dataclass(frozen=True)
class LaneWire:
    """A lane's requests for one prompt. `share` is its bytes over those of the lane that sent the most."""

    lane_id: str
    requests: tuple[Request, ...]
    bytes_out: int
    bytes_in: int
    share: float


def view(store: Store, comparison: Comparison, repeat: int, index: int) -> tuple[LaneWire, ...]:
    """The wire view of one prompt in one repeat. Reads the turns from the store."""
    found = []
    for lane in comparison.lanes:
        outcome = comparison.at(lane.id, repeat, index)
        turns = store.turns(turn_ids(outcome)) if outcome else []
        found.append((lane.id, tuple(_request(record) for turn in turns for record in turn["sent"])))
    sizes = [sum(request.bytes_out for request in requests) for _, requests in found]
    most = max(sizes, default=0) or 1
    return tuple(
        LaneWire(lane_id, requests, size, sum(request.bytes_in for request in requests), size / most)
        for (lane_id, requests), size in zip(found, sizes, strict=True)
    )


def turn_ids(outcome: Outcome) -> list[str]:
    """The turns of an outcome, in the order they were sent."""
    return [*outcome.earlier, *([outcome.turn_id] if outcome.turn_id else [])]


def pieces(body: str, size: int) -> tuple[Piece, ...]:
    """A request body cut into its parts, with the bytes of each."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(content, dict):
        return ()
    found: dict[str, int] = {}
    written = next((way for way in DIALECTS if len(_dumped(content, way)) == size), DIALECTS[0])
    for key, value in content.items():
        for label, octets in _parts(key, value, written):
            found[label] = found.get(label, 0) + octets
    named = [Piece(label, octets) for label, octets in found.items() if octets]
    rest = size - sum(piece.bytes for piece in named)
    return (*named, Piece(REST, rest)) if rest >= 0 else ()


def _parts(key: str, value: Any, written: dict[str, Any]) -> list[tuple[str, int]]:
    def octets(part: Any) -> int:
        return len(_dumped(part, written))

    if key in LABELS:
        return [(LABELS[key], octets(value))]
    if key not in ("input", "contents"):
        return []
    if not isinstance(value, list):
        return [(NEW, octets(value))]
    fresh = _first_new(value)
    return [(EARLIER, sum(map(octets, value[:fresh]))), (NEW, sum(map(octets, value[fresh:])))]


def _first_new(items: Sequence[Any]) -> int:
    """Where the new input begins: after the last item that an answer brought."""
    made = [place for place, item in enumerate(items) if isinstance(item, Mapping) and not _is_given(item)]
    return made[-1] + 1 if made else 0


def _is_given(item: Mapping[str, Any]) -> bool:
    return item.get("type") in ("user_input", "function_result", "text", "image", "audio", "video", "document") or (
        item.get("role") == "user"
    )


def _request(record: Mapping[str, Any]) -> Request:
    body, size = str(record.get("body") or ""), int(record.get("bytes_out") or 0)
    status = record.get("status")
    return Request(
        method=str(record.get("method", "")), url=str(record.get("url", "")), status=status if isinstance(status, int) else None,
        bytes_out=size, bytes_in=int(record.get("bytes_in") or 0), pieces=pieces(body, size) if size else (), body=body,
    )  # fmt: skip


def _dumped(value: Any, written: dict[str, Any]) -> bytes:
    return json.dumps(value, **written).encode("utf-8", "surrogatepass")
