"""How well somebody fits what is wanted: the skills of a CV beside those of a job, what both have and what is missing.

Compares two sections of a text by the things that they list; it judges nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emulator.brain.library import fold
from emulator.brain.tools import values, words

_HAS = r"(?:resume|résumé|cv|candidate|applicant|profile|my skills|about me|background|experience)"
_WANTS = r"(?:job(?: description| posting| ad| requirements?)?|position|role|vacancy|requirements?|jd)"
_SECTION = re.compile(
    rf"^[ \t#*=-]{{0,6}}(?:the |candidate['’]?s? |target )?(?:(?P<has>{_HAS})|(?P<wants>{_WANTS}))"
    r"[ \t]*(?:text)?[ \t*=-]{0,6}:",
    re.I | re.M,
)
_LED = re.compile(
    r"\b(?:skills?|technologies|tech stack|tools|stack|requirements?|requires?|required|must"
    r" have|nice to have|experience (?:with|in)"
    r"|proficien(?:t|cy) (?:in|with)|knowledge of|familiar(?:ity)? with|expertise in|worked with"
    r"|using|looking for|we need|know)\b"
    r"[\w ]{0,20}?:?\s+(?P<said>[^.\n;]{2,300})",
    re.I,
)
_TAIL = re.compile(
    r"\s+(?:is|are|would be|as|for|from|on|at|to)\b.*$|^(?:strong|good|solid|some|basic|and|or"
    r"|with|experience (?:with|in)|knowledge of)\s+",
    re.I,
)
_COMMON = frozenset("matching matched match common shared overlapping matches present".split())
_LACKED = frozenset("missing lacking gaps gap absent missed unmatched".split())


def of(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What both sides have, what is missing, and the share of it, by folded name."""
    own = {name: set(words.parts(name)) for name in named}
    wanted = [name for name, said in own.items() if said & (_COMMON | _LACKED) and named[name].get("type") == "array"]
    sides = _sides(text[: values.LONGEST]) if wanted else None
    if sides is None:
        return {}
    has, wants = sides
    asked = listed(wants)
    both = [one for one in asked if re.search(rf"(?<![\w+#]){re.escape(fold(one))}(?![\w+#])", fold(has))]
    lacked = [one for one in asked if one not in both]
    found: dict[str, Any] = {}
    for name, said in own.items():
        if named[name].get("type") == "array":
            found |= {words.key(name): both if said & _COMMON else lacked} if said & (_COMMON | _LACKED) else {}
            if said & {"suggestions", "recommendations", "improvements", "advice", "tips"}:
                found[words.key(name)] = [f"Show experience with {one}, or learn its basics." for one in lacked]
        elif said & {"score", "match", "percentage", "fit"} and named[name].get("type") in ("integer", "number") and asked:
            share = len(both) / len(asked)
            found[words.key(name)] = round(share, 2) if named[name].get("maximum") == 1 else round(100 * share)
    return found


def _sides(text: str) -> tuple[str, str] | None:
    """The section of who is there and that of what is wanted."""
    marks = list(_SECTION.finditer(text))
    wants = next((one for one in marks if one["wants"]), None)
    has = next((one for one in marks if one["has"] and one is not wants), None)
    if wants is None:
        return None
    if has is None or has.start() > wants.start():
        other = text[has.end() :] if has else text[: wants.start()]
        return other, text[wants.end() : has.start() if has else None]
    return text[has.end() : wants.start()], text[wants.end() :]


def listed(section: str) -> list[str]:
    """The skills that a section lists behind the words for them."""
    found: dict[str, str] = {}
    for match in _LED.finditer(section):
        for part in re.split(r"^[\w ]{0,20}:\s*|,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|/", match["said"]):
            said = _TAIL.sub("", _TAIL.sub("", part.strip(" .():")).strip())
            if 0 < len(said.split()) <= 3 and len(said) > 1:
                found.setdefault(fold(said), said)
    return list(found.values())
