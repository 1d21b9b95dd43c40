"""One accepted request: all that a run needs, resolved and validated before it starts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from emulator.brain.contract import Ask
from emulator.caching import Prefix
from emulator.faults import Fault
from emulator.play import Style
from emulator.record import Record


@dataclass
class Job:
    """A record to fill, the question to the model, and how to play the answer."""

    record: Record
    ask: Ask
    style: Style
    seed: str
    """What signatures are made from; the same for all hops of one answer."""
    read: Counter[str] = field(default_factory=Counter)
    """Input tokens to bill, by modality."""
    cached: int = 0
    context: Prefix = field(default_factory=Prefix)
    """The context before the answer, for the answer's own prefix."""
    scope: str = ""
    """Whose implicit cache this reads and fills."""
    mishap: Fault | None = None
    """A stall or a failure of the run itself, whoever watches it."""
