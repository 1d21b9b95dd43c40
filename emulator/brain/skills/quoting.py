"""Answers a question from a text that the user pasted, in this message or before, by quoting what answers it.

Adds nothing of its own; what the text doesn't say it says so.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import library, passages, pasted
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import cut, plain, sentences

_LEAST = 25
"""Words of a message that is a text rather than a request."""
_RECENT = 6
_ASKS = re.compile(
    r"^\W*(?:and |so |but )?(?:what|which|who|whom|whose|where|when|how|why|is|are|was|were|do|does|did|has|"
    r"have|can|will)\b",
    re.I,
)
_IN_IT = re.compile(r"\b(?:(?:in|from|according to|of) (?:the|this|that) (?:text|article|passage|paragraph|message|e-?mail|"
    r"report|story)|"
                    r"does (?:it|the text) (?:say|mention)|(?:the|this) (?:text|article|passage))\b", re.I)  # fmt: skip
_POINTING = re.compile(r"\b(?:it|this|that|they|them|he|she|there)\b", re.I)
_OWN = re.compile(r"\b(?:my|me|i|you|your)\b", re.I)
_REASON = re.compile(r"\b(?:because|due to|since|driven by|thanks to|as a result|so that|in order to|owing to)\b", re.I)
_FIGURE = re.compile(
    r"\b(?:how (?:much|many|high|large|long|old|big)|what (?:percentage|share|number|price|amount)|when|"
    r"what (?:year|date|time))\b",
    re.I,
)


@skill("quoting")
def offer(talk: Talk) -> Offer | None:
    """Fits a short question whose words stand in a pasted text."""
    question, text = _in_this(talk.whole) or (talk.gist, _pasted(talk))
    if not text or len(question) > 200 or not (_ASKS.match(question) or question.rstrip().endswith("?")):
        return None
    wanted = [word for word in library.keywords(_IN_IT.sub(" ", question)) if not word.isdigit()]
    if not wanted or (_OWN.search(question) and not _OWN.search(text)):
        return None
    found, share = passages.found_in(text, wanted)
    if found and share >= 0.5:
        return Offer(0.94 if share > 0.7 else 0.74, partial(_quoted, found, question), whole=True)
    if _IN_IT.search(question):
        return Offer(0.9, partial(_silent, " ".join(wanted)), whole=True)
    going_on = bool(talk.past) and talk.past[-1].told.startswith("The text ") and _POINTING.search(question)
    return Offer(0.6, partial(_silent, " ".join(wanted)), whole=True) if going_on else None


def _in_this(whole: str) -> tuple[str, str] | None:
    """The question and the text of a message that has both, the question first or last."""
    if len(whole.split()) < _LEAST or len(whole) > 60_000 or pasted.find(whole):
        return None
    lines = [line.strip() for line in whole.splitlines() if line.strip()]
    if len(lines) > 1:
        for place in (-1, 0):
            if lines[place].endswith("?") and len(lines[place]) < 200:
                return lines[place], "\n".join(lines[:-1] if place else lines[1:])
        return None
    parts = sentences(whole)
    asked = parts[-1] if len(parts) > 2 and parts[-1].endswith("?") else ""
    return (asked, whole[: whole.rindex(asked)]) if asked else None


def _pasted(talk: Talk) -> str:
    """The text that was pasted last."""
    return next(
        (
            pair.said[:60_000]
            for pair in reversed(talk.past[-_RECENT:])
            if len(pair.said.split()) >= _LEAST and pasted.find(pair.said) is None
        ),
        "",
    )


def _quoted(found: list[str], question: str) -> Reply:
    best = next((part for part in found if re.search(r"\d", part)), found[0]) if _FIGURE.search(question) else found[0]
    if re.match(r"\W*why\b", question, re.I):
        best = next((part for part in found if _REASON.search(part)), best)
    head, colon, rest = best.partition(": ")
    best = rest if colon and re.match(r"(?:please )?(?:summar|read|shorten|rewrite|translate|explain)", head, re.I) else best
    note = Note(
        "Searching the text", f"{len(found)} passage{'s share' if len(found) > 1 else ' shares'} most words with the question."
    )
    return Reply(f"The text says: “{cut(best, 500)}”", plain(best), cut(best, 60), (best,), notes=(note,))


def _silent(sought: str) -> Reply:
    asked = cut(sought, 80)
    note = Note("Searching the text", "No passage has the words of the question.")
    return Reply(f"The text doesn't say: I find nothing in it on “{asked}”.", "The text doesn't say.", "Unknown", notes=(note,))
