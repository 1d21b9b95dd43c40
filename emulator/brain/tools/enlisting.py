"""Lists of a call before that a follow-up adds to or takes from: "Also invite Dan", "Add Carol as well", "without Bob".

Says which lists are meant and what they hold then; it chooses no function.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emulator.brain.tools.declared import Function

Path = tuple[str, ...]

GROWS = re.compile(r"^\W*(?:(?i:please|also|and) )*(?i:add|include|invite|remove|uninvite|without) (?=[A-Z])")
"""Somebody is to be added to a list or taken from it."""
_ADDS = re.compile(r"\b(?:add|include|invite|also|too|as well|plus)\b", re.I)
_DROPS = re.compile(r"\b(?:remove|drop|without|leave out|uninvite|take out|except)\b", re.I)


def lists(base: Mapping[Path, Any], given: Mapping[Path, Any], function: Function, text: str) -> list[Path]:
    """The lists of the call before that are to grow or shrink. What a function itself adds is given to it alone."""
    if "add" in function.title or not (_ADDS.search(text) or _DROPS.search(text)):
        return []
    return [path for path, value in given.items() if isinstance(value, list) and isinstance(base.get(path), list)]


def listed(earlier: list[Any], named: list[Any], text: str) -> list[Any]:
    """A list with what is to be added, or without what is to go; never an empty one."""
    if _DROPS.search(text):
        return [one for one in earlier if one not in named] or earlier
    return [*earlier, *(one for one in named if one not in earlier)]
