"""A prompt that shows by examples what is wanted: its task line, the pairs of input and output, and the open input.

Reads labelled lines ("Review: ... / Label: ...") and arrows ("sad -> happy"); solving them is another's business.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 6_000
_LABELLED = re.compile(r"^[ \t>*-]*\**(?P<label>[A-Za-z][\w ./()-]{0,24}?)\**[ \t]*:\**[ \t]*(?P<value>.*)$")
_ARROW = re.compile(r"^[ \t\d.*-]*(?P<left>[^\n]{1,200}?)\s*(?:->|=>|→|//|=)\s*(?P<right>[^\n]{0,200})$")
_COLON = re.compile(r"^[ \t\d.*-]*(?P<left>[^\n:]{1,40}?)\s*:\s*(?P<right>[^\n:]{0,40})$")
_INLINE = re.compile(r"(?<=[.!?\"')}\]\w]) +(?=(?:A|Answer|Output|Label|Class)\s*:)|(?<=[.!?\"')}\]]) +(?=[A-Z][a-z]{2,12}\s*:)")


@dataclass(frozen=True)
class Examples:
    """What a prompt shows: pairs of input and output, and an input without one."""

    task: str
    pairs: tuple[tuple[str, str], ...]
    asked: str
    label: str = ""
    """What stands before the outputs."""


def read(text: str) -> Examples | None:
    """The examples of a prompt; nothing where there are none or none is left open."""
    if len(text) > LONGEST or text.count("\n") > 400:
        return None
    lines = [part for line in text.splitlines() for part in _INLINE.split(line)]
    return _labelled(lines) or _arrows(lines, _ARROW) or _arrows(lines, _COLON)


def _labelled(lines: list[str]) -> Examples | None:
    rows: list[list[str]] = []
    task: list[str] = []
    for line in lines:
        match = _LABELLED.match(line)
        if match and not match["label"].lower().startswith("http"):
            rows.append([match["label"].strip(), match["value"].strip()])
        elif rows and line.strip():
            rows[-1][1] = f"{rows[-1][1]}\n{line.strip()}".strip()
        elif line.strip():
            task.append(line.strip())
    counts = Counter(label.lower() for label, _ in rows)
    if rows and counts[rows[0][0].lower()] == 1 and not task:
        task.append(rows.pop(0)[1])
    if len(rows) < 3:
        return None
    left, right = rows[0][0].lower(), rows[1][0].lower()
    pairs = [(a[1], b[1]) for a, b in pairwise(rows) if (a[0].lower(), b[0].lower()) == (left, right)]
    done = tuple((a, b) for a, b in pairs if b)
    last = rows[-1]
    asked = pairs[-1][0] if pairs and last[0].lower() == right and not last[1] else last[1] if last[0].lower() == left else ""
    if left == right or not done or not asked:
        return None
    return Examples(" ".join(task), done, asked, rows[1][0])


def _arrows(lines: list[str], sign: re.Pattern[str]) -> Examples | None:
    pairs: list[tuple[str, str]] = []
    task: list[str] = []
    for line in lines:
        match = sign.match(line)
        if match:
            pairs.append((match["left"].strip(), match["right"].strip()))
        elif line.strip():
            task.append(line.strip())
    if len(pairs) < 3 - (sign is _ARROW) or pairs[-1][1] or not all(right for _, right in pairs[:-1]):
        return None
    return Examples(" ".join(task), tuple(pairs[:-1]), pairs[-1][0])
