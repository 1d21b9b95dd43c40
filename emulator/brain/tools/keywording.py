"""The telling phrases of a text, and what somebody wishes for besides."""

from __future__ import annotations

import re

from emulator.brain.text import sentences
from emulator.brain.tools import extracting, words

_BREAKS = re.compile(r"[^\w\s'’-]|\b\d[\w.,%]*\b|\n")
_PLAIN = words.STOP | frozenset(
    "after before during over under between while because since until against about said says also still just new now today"
    " yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april june july august"
    " september october november december make makes made get gets got give gives take takes took come comes came half point"
    " many much most least first last week weeks month months year years day days time times people thing things way lot please"
    " classify extract article text review email message following".split()
)


def keywords(text: str, most: int = 6) -> list[str]:
    """The telling phrases of a text: its runs of words that aren't small ones, the longest and commonest first."""
    runs: list[str] = []
    for piece in _BREAKS.split(text[:6_000]):
        run: list[str] = []
        for word in [*piece.split(), ""]:
            bare = word.strip("'’-").lower()
            if not bare or bare in _PLAIN or re.search(r"(?:ed|ing|ly)$", bare) or len(bare) < 3:
                runs += [" ".join(run)] if run else []
                run = []
            else:
                run.append(bare)
    counts = {one: runs.count(one) for one in dict.fromkeys(runs) if 1 <= len(one.split()) <= 3}
    rated = sorted(counts, key=lambda one: (-counts[one] * (len(one.split()) > 1) - counts[one], -len(one), one))
    chosen = [one for one in rated if len(one) > 4][:most]
    return sorted(chosen, key=runs.index)


def wish(text: str) -> str:
    """What somebody asks for besides: 'no onions please', 'leave it at the door'."""
    for sentence in sentences(extracting.material(text)[:4_000]):
        match = re.search(
            r"\b(?:please (?:leave|ring|don'?t|no|add|make sure|call|deliver)\b|(?:no|extra|without)"
            r" \w+,? please)[^.!;\n]{0,120}",
            sentence,
            re.I,
        )
        if match:
            return re.sub(r"^please\s+", "", match[0].strip(), flags=re.I)
    return ""
