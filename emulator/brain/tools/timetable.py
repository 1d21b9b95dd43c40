"""Moments that a text gives event by event: departs Miami at 17:40 on 22 August, arrives at 6:55 the next morning.

A day said once holds for what follows; nothing is made up for what has no time of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from emulator.brain.tools import hours, moments, roles, values, words

_CUES = {
    "departure depart departs leave outbound takeoff": r"depart\w*|leav\w+|takes? off|set(?:s|ting)? off",
    "arrival arrive arrives inbound landing": r"arriv\w*|lands?|landing|reach\w*|gets? in",
    "start starts begin begins from opening open": r"start\w*|begin\w*|from|opens?|kick(?:s|ing)? off",
    "end ends until to closing close finish": r"end\w*|until|till|to|finish\w*|clos\w+|–|-",
    "pickup collection": r"pick(?:ed|ing)?[ -]?up|collect\w*",
    "dropoff return": r"drop(?:ped|ping)?[ -]?off|return\w*",
    "checkin": r"check(?:ing)?[ -]?in",
    "checkout": r"check(?:ing)?[ -]?out",
    "due deadline": r"due|deadline|by|before",
}
_NEXT = re.compile(r"\b(?:the )?(?:next|following) (?:day|morning|afternoon|evening)\b|\b(?:a|one) day later\b|\+1\b", re.I)
_CLAUSE = re.compile(r"[.;\n]\s+|,?\s+and\s+(?=\w+s\b)|,\s+(?=(?:arriv|return|depart|land|leav|check))", re.I)


def of(text: str, named: Mapping[str, Mapping[str, Any]], today: date) -> dict[str, str]:
    """The moments that are sure, for the properties that are one, by folded name."""
    wanted = {name: cue for name, part in named.items() if roles.of(name, part) == "datetime" and (cue := _cue(name))}
    found: dict[str, str] = _window(text, named, today)
    day = ""
    for clause in _CLAUSE.split(text[: values.LONGEST]) if wanted else ():
        days = moments.dates(clause, today)
        times = hours.times(clause, days)
        before, day = day, str(days[0].value)[:10] if days else day
        for name, cue in wanted.items():
            match = re.search(rf"(?<!\w)(?:{cue})(?!\w)", clause, re.I)
            after = [one for one in times if match and one.end > match.start()]
            if match is None or not after or not (day or before) or words.key(name) in found:
                continue
            when = date.fromisoformat(day or before)
            when += timedelta(days=bool(_NEXT.search(clause) and not days))
            found[words.key(name)] = f"{when.isoformat()}T{after[0].value}:00Z"
    return found


_FIRST = frozenset("start begin starts begins from opens opening".split())
_LAST = frozenset("end ends until finish to closes closing".split())


def _window(text: str, named: Mapping[str, Mapping[str, Any]], today: date) -> dict[str, str]:
    """Both ends of the one span of hours, for the properties that are times of day."""
    wanted = {
        name: bool(own & _FIRST)
        for name, part in named.items()
        if (own := set(words.parts(name))) & (_FIRST | _LAST)
        and own <= _FIRST | _LAST | {"time", "at", "hour"}
        and "string" in str(part.get("type"))
        and part.get("format") in (None, "time")
    }
    ends = hours.window(text, moments.dates(text, today)) if wanted else None
    if ends is None:
        return {}
    return {
        words.key(name): ends[0 if first else 1] + (":00Z" if named[name].get("format") == "time" else "")
        for name, first in wanted.items()
    }


def _cue(name: str) -> str:
    own = {*words.parts(name), "".join(words.parts(name)[:2])}
    return next((said for names, said in _CUES.items() if own & set(names.split())), "")
