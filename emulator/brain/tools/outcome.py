"""What a built-in tool hands over when it has acted: text for the answer, its citations and true remarks on the way there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from emulator.brain.contract import Move, WireStep
from emulator.brain.registry import Note


@dataclass(frozen=True)
class Piece:
    """A piece of the answer, with what it cites."""

    text: str
    citations: tuple[dict[str, Any], ...] = ()
    """Annotations without their offsets, which follow from where the piece comes to stand."""


@dataclass(frozen=True)
class Outcome:
    """What a tool found."""

    steps: tuple[WireStep, ...]
    """Its calls and results, in order."""
    pieces: tuple[Piece, ...] = ()
    notes: tuple[Note, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text without its citations."""
        return "".join(piece.text for piece in self.pieces)


def content(pieces: Sequence[Piece]) -> dict[str, Any]:
    """A text content with annotations; offsets count UTF-8 bytes."""
    text, annotations = "", []
    for piece in pieces:
        start = len(text.encode("utf-8", "surrogatepass"))
        text += piece.text
        end = start + len(piece.text.rstrip().encode("utf-8", "surrogatepass"))
        annotations += [{"start_index": start, "end_index": end, **citation} for citation in piece.citations]
    return {"text": text, **({"annotations": annotations} if annotations else {}), "type": "text"}


def output(pieces: Sequence[Piece]) -> Move:
    """The pieces as the model's output."""
    return Move({"type": "model_output", "content": [content(pieces)]})
