"""Which of a few allowed values an answer has: judged, told, spoken of, akin; for what is made up, one after the other.

Takes what is surest first; whether it is allowed is checked where the instance is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from emulator.brain.tools import moderating, options, tickets, topics, urgency, words

if TYPE_CHECKING:
    from emulator.brain.tools.answers import AnswerSource

_UNSURE = frozenset({"unclear", "unknown", "uncertain", "unverified", "unsure", "unproven", "undetermined"})


def of(source: AnswerSource, name: str, allowed: list[Any]) -> Iterator[Any]:
    """Values of a choice."""
    made_up = [allowed[source.number % len(allowed)]] if source.topic and allowed else []
    yield from made_up if source.thin and not source.text else ()
    if source.thin and source.text.rstrip().endswith("?"):
        yield from (one for one in allowed if set(words.parts(str(one))) & _UNSURE)
    felt = source.data.get("sentiment")
    yield from [felt] if words.key(name) == "sentiment" and felt in allowed and not source.row else []
    yield from (moderating.kinds(source.text, allowed) or ()) if not source.row else ()
    yield from moderating.judged(source.text, allowed)
    yield from tickets.of(source.text, allowed) if not source.row else ()
    yield from source.told(name)
    yield from options.told(source.text, name, allowed, source.data.get(words.key(name)), source.choices)
    yield from urgency.of(source.text, name, allowed)
    yield from topics.of(source.text, allowed)
    yield from options.akin(source.text, allowed)
    yield from made_up
