"""For a choice between letting a message pass and stopping it: what the message deserves, and which offences it holds.

Finds the options that mean so; whether a message is an offence is judged by the skill for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from emulator.brain.skills.judging import verdict
from emulator.brain.tools import words

_FINE = frozenset(
    "allow allowed approve approved accept accepted ok okay safe ham pass clean publish keep legit legitimate benign"
    " harmless".split()
)
_FOUL = frozenset(
    "block blocked deny denied reject rejected remove removed spam flag flagged unsafe delete ban banned refuse hide"
    " harmful toxic scam"
    " phishing malicious dangerous".split()
)
_KINDS = {
    "harmful": "violence violent threat threats harassment harm harmful danger abuse dangerous toxic",
    "inappropriate": "harassment hate insult insults toxicity toxic abuse abusive inappropriate profanity offensive",
    "spam": "spam scam advertising ads promotion phishing fraud",
    "safe": "safe none ok clean",
}


def judged(text: str, allowed: Sequence[Any]) -> list[Any]:
    """For a choice between letting pass and stopping, what the text deserves; nothing for any other choice."""
    said = [one for one in allowed if isinstance(one, str)]
    fine = [one for one in said if _is(one, _FINE)]
    foul = [one for one in said if _is(one, _FOUL)]
    if not foul or not (fine or len(said) <= 4):
        return []
    category, _, _ = verdict(text)
    if category == "safe":
        return fine
    own = [one for one in foul if _is(one, frozenset(_KINDS[category].split()))]
    return [*own, *foul]


def _is(option: str, meant: frozenset[str]) -> bool:
    own = set(words.parts(option))
    return (bool(own & meant) and not own & {"not", "no", "non", "un"}) or (
        bool(own & {"not", "no", "non"}) and meant is _FINE and bool(own & _FOUL)
    )


def kinds(text: str, allowed: Sequence[Any]) -> list[Any] | None:
    """The kinds of offence that a text holds, out of a list of them; None when the list is of something else."""
    said = [one for one in allowed if isinstance(one, str)]
    known = frozenset(" ".join(_KINDS.values()).split())
    if sum(bool(set(words.parts(one)) & known) for one in said) < 2:
        return None
    category, _, _ = verdict(text)
    if category == "safe":
        return []
    return [one for one in said if set(words.parts(one)) & set(_KINDS[category].split()) and "self" not in words.parts(one)]
