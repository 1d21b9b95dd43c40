"""Says that a rule for all further answers is taken, or lifted. The rules themselves are kept by `brain.standing`."""

from __future__ import annotations

import re

from emulator.brain import persona, standing
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import join, spelled


@skill("standing wishes")
def offer(talk: Talk) -> Offer | None:
    """Fits a message that is nothing but a rule for the answers to come, or its end."""
    text = talk.whole
    if talk.past and standing.ends(text):
        return Offer(0.97, _lifted, whole=True)
    if not standing.wish(text) or standing.wish(standing.rest(text)) == "":
        return None
    return Offer(0.97, lambda: _taken(text), whole=True)


def _taken(text: str) -> Reply:
    kept = persona.Persona()
    described = join([part for part in _words(standing.over(kept, [text])) if part])
    told = f"All right, from now on: {described}. What would you like to know?"
    return Reply(told, told, "Yes", fixed=True, notes=(Note("Taking a rule", f"It asks for {described} in each answer."),))


def _words(manner: persona.Persona) -> list[str]:
    return [_spoken(one) for one in manner.words().split(", ")]


def _spoken(one: str) -> str:
    """A trait as it is said: "1 sentence" is "answers in one sentence"."""
    said = re.sub(r"^some (?=bullet)|^(\d+)(?= sentences?)", lambda match: spelled(int(match[1])) if match[1] else "", one)
    form = re.match(r"a single|at most|bullet|a table|simple words|[\w-]+ (?:sentence|bullet)", said)
    return f"answers in {said}" if form else said


def _lifted() -> Reply:
    told = "All right, I answer as usual again."
    return Reply(told, told, "Yes", fixed=True, notes=(Note("Lifting a rule", "Answers have no set form from here on."),))
