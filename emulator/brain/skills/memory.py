"""Answers questions about what the user said earlier in the conversation."""

from __future__ import annotations

import re

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill

_NAME = re.compile(r"\b(?:my name is|my name's|i am called|call me) ([^\W\d_][\w'-]{0,40})", re.I)


@skill("memory")
def offer(talk: Talk) -> Offer | None:
    """Fits when a name is stated or asked for."""
    if re.search(r"what(?:'s| is) my name|who am i", talk.prompt, re.I):
        return Offer(0.9, lambda: _recall(talk))
    if _NAME.search(talk.prompt):
        return Offer(0.5, lambda: _greet(talk))
    return None


def _recall(talk: Talk) -> Reply:
    names = [m for said in talk.said for m in _NAME.findall(said)]
    if not names:
        return Reply("You haven't told me your name yet. What should I call you?", notes=(Note("Looking back", "No name was stated."),))
    note = Note("Looking back over the conversation", f"The user gave the name {names[-1]}.")
    return Reply(f"Your name is **{names[-1]}**! How can I help you today?", word=names[-1], notes=(note,))


def _greet(talk: Talk) -> Reply:
    name = _NAME.findall(talk.prompt)[-1]
    return Reply(f"Hi {name}! It's great to meet you.", notes=(Note("Greeting", f"The user introduced themselves as {name}."),))
