"""Which part of a result a question word asks for: "when" a day or an hour, "where" a place, "who" a person, "how long" a time.

Reads one row; which row is meant is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emulator.brain.tools import words

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?|\d{1,2}:\d\d(?::\d\d)?")
_WORDS = (
    (
        r"when|what (?:time|day|date)",
        "date time start starts due departure arrival when deadline day scheduled delivery begins end",
    ),
    (r"where", "location address venue place city room aisle shelf branch gate building"),
    (r"who|whose", "assignee owner driver author manager contact organizer organiser attendees doctor agent host teacher"),
    (r"how (?:much|expensive)|what (?:does|do|did|will|would) .{1,60} cost", "price cost total amount fee fare"),
    (r"how long", "duration minutes hours length days eta"),
    (r"how (?:far|near|close)", "distance km miles"),
    (r"how (?:old)", "age"),
    (r"why", "error reason message cause note comment"),
    (r"(?:what(?:['’]s| is) )?(?:his|her|their|its) (?:phone )?number", "phone telephone mobile"),
)
_KINDS = tuple((re.compile(rf"^\W*(?:and |so |ok(?:ay)?,? |but )*(?:{asked})\b", re.I), names.split()) for asked, names in _WORDS)


def asked(text: str, row: Mapping[str, Any]) -> str:
    """The name of the one part of a row that a text asks for; empty where none or several could be meant."""
    names = next((names for pattern, names in _KINDS if pattern.match(text)), [])
    keys = {
        str(key): set(words.parts(str(key)))
        for key, value in row.items()
        if isinstance(value, (str, int, float)) and not isinstance(value, bool) and value != ""
    }
    said = {word for word in words.content(text) if len(word) > 3}
    akin = [key for key, own in keys.items() if any(_akin(word, other) for word in own for other in said)]
    fits = [key for key, own in keys.items() if own & set(names)]
    both = [key for key in fits if key in akin]
    if len(both) == 1:
        return both[0]
    if "when" in names and (moments := [key for key in keys if _MOMENT.fullmatch(str(row[key]))]):
        return moments[0] if len(moments) == 1 else next((key for key in moments if key in akin), moments[0] if fits else "")
    if len(akin) == 1 and names and not fits:
        return akin[0]
    ranked = sorted(fits, key=lambda key: min(names.index(word) for word in keys[key] & set(names)))
    return ranked[0] if ranked else ""


def _akin(word: str, other: str) -> bool:
    """Whether two words share their beginning: driver and driving."""
    return min(len(word), len(other)) >= 4 and word[:4] == other[:4] and word[:5].rstrip("ei") == other[:5].rstrip("ei")
