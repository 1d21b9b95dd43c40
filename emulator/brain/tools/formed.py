"""A value in the form that its argument's description asks for: "Boston, MA" where it says "City, State".

Completes what is said; it never changes which thing is meant.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import Any

from emulator.brain.library import fold
from emulator.brain.tools.slots import Slot

_ASKS = re.compile(r"\bcity and state\b|\bcity, ?state\b|\bcity and (?:the )?state\b", re.I)


def formed(value: Any, slot: Slot) -> Any:
    """A value as an argument wants it."""
    if slot.role != "place" or not isinstance(value, str) or ", " in value:
        return value
    state = _states().get(fold(value)) if _ASKS.search(slot.about[:300]) else None
    return f"{value}, {state}" if state else value


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    """The state of each large city of the United States."""
    lines = resources.files("emulator.brain").joinpath("uscities.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {fold(city): state for state, cities in rows for city in cities.split(", ")}
