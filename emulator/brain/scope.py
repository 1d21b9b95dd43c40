"""What a system instruction confines the answers to ("only answer cooking questions"), and whether a request is outside it.

Knows a few subjects by their words; a scope it can't recognise confines nothing.
"""

from __future__ import annotations

import re

from emulator.brain.registry import Note, Reply

_VERBS = r"(?:answer|talk|speak|discuss|help|respond|reply)"
_SCOPE = re.compile(
    rf"\b(?:(?:only|exclusively|just) {_VERBS}|{_VERBS} (?:only|exclusively|just)|(?:nothing|anything) (?:but|except|other than)|"
    r"not (?:related to|about)|stick to|limit yourself to)\b([^.;\n]{3,80})",
    re.I,
)
_SUBJECTS = {
    "cooking": "cook recipe food dish meal bake egg pasta pancake omelette boil fry roast breakfast dinner lunch ingredient "
    "spice sauce soup bread cheese vegetable fruit kitchen eat vegetarian vegan tea coffee pizza rice",
    "travel": "travel trip city visit country hotel flight pack landmark itinerary holiday vacation tourist sight season beach "
    "capital destination airport passport museum",
    "mathematics": "math maths mathematics sum calculate plus minus times divided percent equation solve prime root triangle "
    "number average angle fraction geometry algebra",
    "programming": "program code python javascript function bug software api algorithm loop class compile developer database sql",
    "sport": "sport cricket football soccer tennis basketball match team player score champion olympic run marathon",
    "history": "history war king queen century ancient empire revolution medieval emperor battle treaty",
    "health": "health sleep diet exercise doctor vitamin stress fit weight medicine pain headache",
    "finance": "money save saving budget bank interest invest stock tax price cost loan finance inflation",
    "films": "film movie cinema actor director series watch scene",
    "music": "music song guitar piano concert band album melody",
    "science": "science physics chemistry biology planet star cell atom energy photosynthesis gravity evolution",
}
_SYNONYMS = {
    "recipe": "cooking",
    "food": "cooking",
    "math": "mathematics",
    "coding": "programming",
    "code": "programming",
    "software": "programming",
    "movie": "films",
    "film": "films",
    "tourism": "travel",
    "trip": "travel",
    "sports": "sport",
    "money": "finance",
    "fitness": "health",
}
FREE = frozenset(
    {"small talk", "greeting", "memory", "people", "recall", "carrying on", "rewriting", "follow-ups", "limits", "fallback"}
)
"""Skills that speak of the conversation itself, which is never outside."""


def confined_to(instruction: str) -> str:
    """The subject that answers are confined to, or an empty string."""
    match = _SCOPE.search(instruction[:4_000])
    if match is None:
        return ""
    said = set(re.findall(r"[a-z]+", match[1].lower()))
    direct = next((subject for subject in _SUBJECTS if subject in said), "")
    return direct or next((subject for word, subject in _SYNONYMS.items() if word in said), "")


def outside(subject: str, request: str) -> bool:
    """Whether a request speaks of another subject and not of this one."""
    said = [re.sub(r"(?:ing|s)$", "", word) for word in re.findall(r"[a-z]{3,}", request.lower())]
    return (
        bool(said) and not _speaks_of(subject, said) and any(_speaks_of(other, said) for other in _SUBJECTS if other != subject)
    )


def _speaks_of(subject: str, said: list[str]) -> bool:
    return any(
        word in said or f"{word}e" in said for word in (re.sub(r"(?:ing|s)$", "", one) for one in _SUBJECTS[subject].split())
    )


def refusal(subject: str) -> Reply:
    """What is said to a request outside a subject."""
    return Reply(
        f"That is outside what I'm here for: I answer questions on {subject} only. What would you like to know about it?",
        f"I answer questions on {subject} only.",
        "No",
        notes=(
            Note("Keeping to the system instruction", f"It confines the answers to {subject}, and this is about something else."),
        ),
    )
