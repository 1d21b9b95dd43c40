"""What the library's tables answer to a search: who won when, who made what, how fast a thing is.

Says it as the almanac does; without a table for the question it says nothing.
"""

from __future__ import annotations

from emulator.brain.dialogue import Talk
from emulator.brain.registry import best

DOMAIN = "library.stepwise.example"
"""A name within the bundled library, not a host of the web."""
SOURCE = {"url": f"https://{DOMAIN}/Almanac", "title": DOMAIN, "type": "url_citation"}
"""Where the cells of tables come from."""
_SURE = 0.92
"""How well a question must fit a table for its answer to be taken from there."""


def told(talk: Talk) -> str:
    """The answer of a table, or an empty string."""
    choice = best(talk)
    return choice.offer.answer().text if choice.name == "almanac" and choice.offer.fit >= _SURE else ""
