"""Which helpers a script brings along, whatever its language; the language modules have their texts.

Each helper is whole: what a script doesn't need is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbench.code.script import Script


@dataclass(frozen=True)
class Parts:
    """The helpers of one language, as text or as what writes them for a script."""

    create: str
    """The SDK's own call, which a plain script is content with."""
    base64: str
    """A file in base64."""
    function_calls: tuple[str, ...]
    """What finds a recorded result, and makes a step of what a function returned."""
    fold: str
    """Steps from the events of a stream."""
    events: str
    """A stream that is taken up again."""
    either: str
    """Chooses between a streamed and a whole answer."""
    whole: Callable[[Script, str], str]
    """Sends a request that is answered at once; takes the helper's name."""
    streamed: Callable[[Script, str], str]
    """Sends a request whose answer is streamed; takes the helper's name."""
    ask: Callable[[Script], Iterator[str]]
    """Sends a request and keeps the steps of its answer."""

    def caller(self, script: Script) -> str:
        """What an exchange is sent with."""
        if script.is_plain:
            return self.create
        return "ask" if script.keeps_steps else "send"

    def helpers(self, script: Script) -> Iterator[str]:
        """Every helper that this script needs, each before its use."""
        if script.files:
            yield self.base64
        if script.functions:
            yield from self.function_calls
        if not script.is_plain:
            yield from self._senders(script)

    def _senders(self, script: Script) -> Iterator[str]:
        streamed, both = True in script.streams, len(script.streams) > 1
        if script.keeps_steps and streamed:
            yield self.fold
        if script.background and streamed:
            yield self.events
        if False in script.streams:
            yield self.whole(script, "whole" if both else "send")
        if streamed:
            yield self.streamed(script, "streamed" if both else "send")
        if both:
            yield self.either
        if script.keeps_steps:
            yield from self.ask(script)
