"""The last resort: say kindly what the offline model cannot do and what it can.

Fits everything a little, so that there is always an answer; never pretends to know.
"""

from __future__ import annotations

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill


@skill("fallback")
def offer(talk: Talk) -> Offer:
    """Always there, never preferred."""
    return Offer(0.01, lambda: _reply(talk))


def _reply(talk: Talk) -> Reply:
    text = (
        "I'm the offline model of this emulator, so I can't answer that one. I remember what you tell me, and I can help with "
        "arithmetic, dates, units, countries and cities, short explanations, summaries and small stories."
    )
    return Reply(text, brief="I can't answer that offline.", notes=(Note("Looking for a skill that fits", "No skill fits this request."),))
