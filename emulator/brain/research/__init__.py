"""The offline Deep Research agent: a plan when it is asked for one, else searches over the library and a report with sources.

It knows no brief by heart and finds only what the library holds; what it can't find it says.
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.brain.contract import Ask, Move
from emulator.brain.research import planning, working
from emulator.brain.research.brief import read


def research(ask: Ask) -> Iterator[Move]:
    """Answer a request to the agent: a plan while `collaborative_planning` is on, a report otherwise."""
    brief = read(ask)
    if ask.agent_config.get("collaborative_planning"):
        yield from planning.moves(ask, brief)
    else:
        yield from working.moves(ask, brief)
