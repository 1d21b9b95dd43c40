"""What an event is called that a sentence only speaks of: "Mia and I are going to a book fair", "invited to our gala"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emulator.brain.tools import values, words

_GOING = re.compile(
    r"\b(?:going to|go to|went to|attend(?:s|ed|ing)?|invited? (?:\w+ ){0,2}to|join (?:us|me)"
    r" (?:for|at)|host(?:s|ed|ing)?|having|holding"
    r"|organi[sz](?:es|ed|ing)|schedul(?:e|ed|ing)|plan(?:s|ned|ning)?|meet(?:ing)? for|see you at|book(?:ed|ing)?|set up)\s+"
    r"(?:an?|the|our|my|his|her|their|this year's)\s+(?:\w+ing )?(?P<name>[A-Za-z][\w'’&-]*(?: [A-Za-z0-9][\w'’&-]*){0,4}?)"
    r"(?=\s+(?:on|at|in|next|this|tomorrow|tonight|with|from|for|where|every|which)\b|[.,!?;\n]|$)"
)
_CALLED = frozenset("name title event summary".split())
_OCCASION = frozenset("participants attendees guests invitees date day start when starttime time location venue".split())


def of(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The name of the event for a form that has a place for it and for who comes or when it is."""
    own = {name: set(words.parts(name)) for name in named}
    people = any(said & {"participants", "attendees", "guests", "invitees"} for said in own.values())
    if not people or not any(said & _OCCASION for said in own.values()):
        return {}
    match = _GOING.search(text[: values.LONGEST])
    if match is None:
        return {}
    called = [name for name, said in own.items() if said & _CALLED and said <= _CALLED]
    return {words.key(called[0]): match["name"]} if called else {}
