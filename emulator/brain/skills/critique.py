"""Looks critically at the last answer when asked to: its length, sentences, form, and what is missing or could be better.

Measures what stands there; it doesn't check facts again and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import bullets, join, plain, sentences, words

_LONGEST = 200
_ASKED = re.compile(
    r"\b(?:critique|critici[sz]e|evaluate|assess|judge|review|rate|grade|check|double[- ]check|reflect on)\b.{0,30}"
    r"\b(?:your(?:self| own)?|(?:the|that|this) (?:last|previous|above)|previous)\b.{0,20}"
    r"(?:response|answer|reply|work|draft|text|e-?mail|output|story|poem|essay|$)"
    r"|\bhow (?:good|could|would|can) (?:is|was|you (?:improve|make)) (?:your|that|this|it)\b.{0,40}(?:answer|response|better)\b",
    re.I,
)
_GAP = re.compile(r"\[[A-Z][^\]\n]{1,40}\]")
_WEAK = re.compile(r"\b(?:very|really|just|quite|rather|basically|actually|somewhat|a lot|things?|stuff|nice|good)\b", re.I)


@skill("self critique")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish to judge one's own last answer."""
    text = talk.whole
    if len(text) > _LONGEST or not talk.past or not talk.past[-1].told or not _ASKED.search(text):
        return None
    return Offer(0.95, partial(_judged, talk.past[-1].told[:20_000]), whole=True)


def _judged(answer: str) -> Reply:
    text = plain(answer)
    count, said = len(words(text)), sentences(text)
    long = max(said, key=lambda sentence: len(sentence.split()), default="")
    strengths, weaknesses = list(_strengths(answer, count, said)), list(_weaknesses(answer, count, long))
    mark = max(4, min(9, 7 + len(strengths) - len(weaknesses)))
    advice = (
        weaknesses[0].split(":")[0].lower() if weaknesses else "name the reader, so that tone and length can be chosen for them"
    )
    body = (
        f"I'd give it **{mark} out of 10**.\n\n**What works**\n{bullets(strengths)}\n\n**What could be better**\n"
        f"{bullets(weaknesses or ['Nothing stands out; it could still be made more personal.'])}\n\n"
        "Facts I have not checked again. Say *make it shorter*, *more formal* or *simpler*, and I rework it."
    )
    note = Note("Measuring the answer", f"{count} words in {len(said)} sentences; the longest has {len(long.split())} words.")
    return Reply(body, f"{mark} out of 10; mainly: {advice}.", f"{mark}/10", (*strengths, *weaknesses), notes=(note,), fixed=True)


def _strengths(answer: str, count: int, said: list[str]) -> Iterator[str]:
    mean = count / max(1, len(said))
    if mean <= 20:
        yield f"Clear sentences: {mean:.0f} words on average."
    if re.search(r"^(?:[-*]|\d+\.) ", answer, re.M) or "\n|" in answer:
        yield "Its form helps: points or a table can be skimmed."
    if re.search(r"^\*\*Subject:\*\*", answer):
        yield "It has all parts of a mail: subject, greeting, request and close."
    if count <= 120:
        yield f"It is short: {count} words."
    if re.search(r"\d", answer):
        yield "It names figures instead of staying vague."


def _weaknesses(answer: str, count: int, long: str) -> Iterator[str]:
    if gaps := list(dict.fromkeys(_GAP.findall(answer))):
        yield f"Gaps to fill: {join(gaps[:4])} must be replaced before it is used."
    if len(long.split()) > 28:
        yield f"A long sentence: one has {len(long.split())} words and could be cut in two."
    if weak := list(dict.fromkeys(word.lower() for word in _WEAK.findall(answer))):
        yield f"Weak words: {join([f'“{word}”' for word in weak[:4]])} say little."
    if count > 250:
        yield f"Length: at {count} words a summary on top would help."
    if not re.search(r"\bfor (?:example|instance)\b", answer, re.I) and count > 60:
        yield "No example: one concrete case would make it easier to picture."
