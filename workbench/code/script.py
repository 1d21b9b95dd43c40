"""A script as values that belong to no language: which requests, in which order, and what in them is known only when it runs.

Must not read turns (`gather` does) and must not write code (the language modules do).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Previous:
    """Stands for the id that an earlier exchange of the script ended with."""

    exchange: int


@dataclass(frozen=True)
class Latest:
    """Stands for the id of the answer that came last: a round of function results continues it."""


@dataclass(frozen=True)
class CallId:
    """Stands for the id of a function call in the answer that came last, by its place there."""

    place: int


@dataclass(frozen=True)
class FileData:
    """Stands for the content of a file, in base64."""

    name: str


@dataclass(frozen=True)
class Secret:
    """Stands for the value of an environment variable."""

    variable: str


Marker = Previous | Latest | CallId | FileData | Secret
MARKERS = (Previous, Latest, CallId, FileData, Secret)


@dataclass(frozen=True)
class Recorded:
    """What a function returned when it was called with these arguments."""

    name: str
    arguments: Any
    result: Any
    """The content that was sent; a single text as that text."""
    failed: bool


@dataclass(frozen=True)
class Function:
    """A function that the model may call."""

    name: str
    about: str


@dataclass(frozen=True)
class Exchange:
    """One prompt with the rounds of function results that followed it. Bodies hold markers where a value comes later."""

    number: int
    words: str
    """The first words of the prompt."""
    body: Mapping[str, Any]
    """The first request, whole."""
    rounds: tuple[Mapping[str, Any], ...]
    """The requests with function results, whole, as they were sent then."""
    input: Any
    """What is new in `input`: all of it but the steps of `history`."""
    history: tuple[int, ...]
    """The earlier exchanges whose steps stand before what is new."""
    resends: bool
    """True when its function results go out with all the steps before them, because the server keeps none."""
    remark: str = ""
    """What is to be known of the previous id, when it isn't one of the script's own."""

    @property
    def options(self) -> dict[str, Any]:
        """The request without its input and without what it continues."""
        return {key: value for key, value in self.body.items() if key not in ("input", "previous_interaction_id")}

    @property
    def previous(self) -> Any:
        """What it continues: a marker, an id or None."""
        return self.body.get("previous_interaction_id")


@dataclass(frozen=True)
class Script:
    """Everything that a language module needs."""

    exchanges: tuple[Exchange, ...]
    base_url: str = ""
    """Empty for Google's."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What is read when it runs, by name, beside the script."""
    functions: tuple[Function, ...] = ()
    recorded: tuple[Recorded, ...] = ()

    @property
    def streams(self) -> frozenset[bool]:
        """Whether answers are streamed: all, none, or some."""
        return frozenset(exchange.body.get("stream") is True for exchange in self.exchanges)

    @property
    def background(self) -> bool:
        """True when an answer is made in the background."""
        return any(exchange.body.get("background") for exchange in self.exchanges)

    @property
    def is_plain(self) -> bool:
        """True when each request is one plain call: nothing is waited for, sent again, or answered by a function."""
        several_streams = len(self.exchanges) > 1 and True in self.streams
        return not (self.keeps_steps or self.background or several_streams)

    @property
    def keeps_steps(self) -> bool:
        """True when the steps of an answer are needed again: for function calls, or to be sent along."""
        return bool(self.functions) or any(exchange.history for exchange in self.exchanges)

    @property
    def resends(self) -> bool:
        """True when a round of function results must bring all the steps before it."""
        return bool(self.functions) and any(exchange.resends for exchange in self.exchanges)

    def shared(self) -> dict[str, Any]:
        """The options that all exchanges have alike, when there are several."""
        if len(self.exchanges) < 2:
            return {}
        first, *others = (exchange.options for exchange in self.exchanges)
        return {key: value for key, value in first.items() if all(key in other and other[key] == value for other in others)}

    def own(self, exchange: Exchange) -> Iterator[tuple[str, Any]]:
        """The fields of a request that aren't shared by all, in the order of the body."""
        shared = self.shared()
        return ((key, value) for key, value in exchange.body.items() if key not in shared)

    def variable(self, number: int, turn: str) -> str:
        """The name for what an exchange gives; `turn` is how the language begins a name for one of several."""
        if len(self.exchanges) > 1:
            return f"{turn}{number}"
        return "stream" if True in self.streams and self.is_plain else "interaction"

    def earlier(self, value: Any, turn: str) -> str | None:
        """How the id that an earlier exchange ended with is called, if `value` stands for one: its variable has it, or is it."""
        if not isinstance(value, Previous):
            return None
        name = self.variable(value.exchange, turn)
        return f"{name}.id" if self.is_plain or self.keeps_steps else name

    def secrets(self) -> list[str]:
        """The environment variables that it reads beside the key."""
        found = (marker for exchange in self.exchanges for marker in markers(exchange.body))
        return list(dict.fromkeys(marker.variable for marker in found if isinstance(marker, Secret)))


def markers(value: Any) -> Iterator[Marker]:
    """Every marker in a body."""
    if isinstance(value, MARKERS):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from markers(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from markers(inner)
