"""Tips, plans and recipes from the guidebook, as many points as asked for.

Offers only what a guide says; a subject without a guide is left to others.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import facts, guidebook
from emulator.brain.dialogue import Talk
from emulator.brain.guidebook import Guide
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import number, number_pattern, numbered

_ASK = re.compile(
    r"\b(?:how (?:do|can|could|should|to)|tips?|advice|ideas?|plan|recipe|suggest|recommend|help me|give me|write|list|"
    r"checklist|ways to|steps|best way|prepare|teach me|show me|make me|what should|"
    r"can you|could you|i (?:want|need|would like))\b",
    re.I,
)
_COUNT = re.compile(rf"\b({number_pattern()})\b(?![ -](?:days?|weeks?|people|persons?|years?|months?|minutes?|hours?))", re.I)


@skill("guides")
def offer(talk: Talk) -> Offer | None:
    """Fits a request for tips, a plan or a recipe on a subject that has a guide."""
    text = talk.gist
    if len(text) > 400 or not _ASK.search(text):
        return None
    guide = guidebook.find(text)
    return Offer(0.83, partial(_told, talk, guide)) if guide else None


def _told(talk: Talk, guide: Guide) -> Reply:
    asked = _COUNT.search(talk.gist)
    count = min(max(number(asked[1]) or 0, 0), len(guide.points)) if asked else 0
    told = "\n".join(pair.told for pair in talk.past[-3:])
    fresh = tuple(line for line in guide.lines() if line not in told)
    points = fresh[: count or None] if fresh and len(fresh) < len(guide.points) else guide.lines(count)
    name = facts.name_in(facts.known(talk.said))
    lead = f"{guide.lead[:-1]}, {name}." if name and not talk.past else guide.lead
    return Reply(
        f"{lead}\n\n{numbered(points)}",
        f"{guide.points[0][0]}: {guide.points[0][1]}",
        guide.points[0][0],
        points,
        (("Step", "Details"), *guide.points[: count or None]),
        (
            Note("Finding the guide", f"The request is about {guide.title.lower()}, on which I have a guide."),
            Note("Choosing the extent", f"It has {len(guide.points)} points; {len(points)} are wanted."),
        ),
        {"subject": guide.title, "points": [{"head": head, "detail": detail} for head, detail in guide.points[: count or None]]},
    )
