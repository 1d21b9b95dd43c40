"""Regular expressions of strangers: whether matching one is safe, and a text that it matches.

Reads the parsed pattern; runs nothing that could take exponential time.
"""

from __future__ import annotations

import importlib
import re
from functools import lru_cache
from typing import Any

_PARSER: Any = importlib.import_module("re._parser")
_MOST = 400
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_SETS = {
    "CATEGORY_DIGIT": "5",
    "CATEGORY_WORD": "a",
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_NOT_WORD": "-",
}


@lru_cache(maxsize=1024)
def is_safe(pattern: str) -> bool:
    """Whether a pattern compiles and has no repetition within a repetition."""
    try:
        re.compile(pattern)
        return len(pattern) <= 500 and not _nested(_PARSER.parse(pattern), 0)
    except (re.error, OverflowError, RecursionError, ValueError):
        return False


def _nested(parsed: Any, inside: int) -> bool:
    for code, value in parsed:
        if str(code) in _REPEATS:
            unbounded = int(value[1]) > 16
            if unbounded and inside:
                return True
            if _nested(value[2], inside + unbounded):
                return True
        elif str(code) == "GROUPREF" or any(_nested(part, inside) for part in _parts(str(code), value)):
            return True
    return False


def _parts(code: str, value: Any) -> list[Any]:
    if code == "SUBPATTERN":
        return [value[3]]
    if code == "BRANCH":
        return list(value[1])
    if code in ("ASSERT", "ASSERT_NOT"):
        return [value[1]]
    return [value] if code == "ATOMIC_GROUP" else []


@lru_cache(maxsize=1024)
def example(pattern: str) -> str:
    """A text that a safe pattern matches, or nothing."""
    if not is_safe(pattern):
        return ""
    for extra in (0, 1, 2):
        made = _made(_PARSER.parse(pattern), extra)[:_MOST]
        if re.search(pattern, made):
            return made
    return ""


def _made(parsed: Any, extra: int) -> str:
    return "".join(_one(str(code), value, extra) for code, value in parsed)


def _one(code: str, value: Any, extra: int) -> str:
    if code == "LITERAL":
        return chr(value)
    if code == "NOT_LITERAL":
        return "a" if value != ord("a") else "b"
    if code == "ANY":
        return "a"
    if code == "IN":
        return _member(value)
    if code in _REPEATS:
        low, high, inner = value
        return _made(inner, extra) * min(max(int(low), 1 if int(low) == 0 and extra else int(low)) + extra, int(high), _MOST)
    if code == "BRANCH":
        return _made(value[1][min(extra, len(value[1]) - 1)], extra)
    if code in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _made(value[3] if code == "SUBPATTERN" else value, extra)
    return ""


def _member(options: Any) -> str:
    codes = [(str(code), value) for code, value in options]
    if codes[0][0] == "NEGATE":
        return next((sign for sign in "a5-_Z" if not any(_holds(option, sign) for option in codes[1:])), "a")
    code, value = codes[0]
    if code == "LITERAL":
        return chr(value)
    if code == "RANGE":
        return chr(value[0])
    return _SETS.get(str(value), "a")


def _holds(option: tuple[str, Any], sign: str) -> bool:
    code, value = option
    if code == "LITERAL":
        return bool(chr(value) == sign)
    if code == "RANGE":
        return bool(value[0] <= ord(sign) <= value[1])
    kind = str(value)
    return {
        "CATEGORY_DIGIT": sign.isdigit(),
        "CATEGORY_WORD": sign.isalnum() or sign == "_",
        "CATEGORY_SPACE": sign.isspace(),
    }.get(kind, False)
