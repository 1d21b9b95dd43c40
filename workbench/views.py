"""The closed union of what can be drawn. Presenters make these; `components.paint` draws them.

Frozen, plain values. A new member is a type error in `components.paint` until it is drawn there.
All text here is untrusted model or user text; painting escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

ActivityState = Literal["pending", "running", "done", "failed", "needs_approval", "denied", "stopped"]


@dataclass(frozen=True)
class Citation:
    """A source quoted by a text: `number` as shown in the chip, `quote` the cited span of the answer."""

    number: int
    title: str
    url: str
    quote: str
    kind: str = "url"


@dataclass(frozen=True)
class Text:
    """Markdown. Citation chips are already placed in `markdown` as `[n]`; the cards come from `citations`."""

    markdown: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Thought:
    """A thought step: its summaries (title and body each in Markdown), whether it is signed and still open."""

    summaries: tuple[str, ...]
    signed: bool
    open: bool
    seconds: float | None = None


@dataclass(frozen=True)
class Code:
    """Source or raw output, never interpreted."""

    source: str
    language: str = "text"
    label: str = ""


@dataclass(frozen=True)
class Json:
    """A JSON-able value shown as an expandable tree."""

    value: Any
    label: str = ""


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Links:
    items: tuple[Link, ...]
    label: str = ""


@dataclass(frozen=True)
class Chips:
    """Short inert labels, such as search queries."""

    items: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True)
class Media:
    """An image, audio, video or document: `data` is decoded bytes, or `uri` says where the API keeps it."""

    kind: Literal["image", "audio", "video", "document"]
    mime_type: str
    data: bytes | None = None
    uri: str = ""
    name: str = ""


@dataclass(frozen=True)
class Frame:
    """Foreign HTML, drawn only inside a sandboxed frame without access to the page."""

    html: str
    height: int = 60
    label: str = ""


@dataclass(frozen=True)
class Notice:
    """Something the reader must know: an error inside a step, a refusal, an unknown kind."""

    level: Literal["info", "warning", "error"]
    title: str
    body: str = ""


@dataclass(frozen=True)
class Activity:
    """A tool at work: a label, a state pill, and what it was given or returned."""

    title: str
    state: ActivityState
    icon: str
    seconds: float | None = None
    call_id: str = ""
    details: tuple[View, ...] = ()


@dataclass(frozen=True)
class Data:
    """Structured output: what was read of it, and whether it follows its schema."""

    value: Any
    """The JSON value; while it is written, as far as it goes."""
    state: Literal["writing", "valid", "invalid", "not_json"]
    source: str
    """The text as it came."""
    errors: tuple[tuple[str, str], ...] = ()
    """JSON path and message of everything that is wrong."""


@dataclass(frozen=True)
class Unknown:
    """A step or content whose tag we don't present: the tag and the raw JSON, loudly."""

    tag: str
    raw: Any


View = Text | Thought | Code | Json | Links | Chips | Media | Frame | Notice | Activity | Data | Unknown
