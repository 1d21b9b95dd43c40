"""What kind of matter a message to a support desk or a shop is, out of those that a choice offers.

A table of telling words; it judges no text that speaks of none of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from emulator.brain.tools import words

_MATTERS = {
    "billing payment payments invoice invoices finance refund": (
        r"charged?|refund\w*|invoices?|bill(?:ed|ing)?|paid|pay(?:ments?)?|subscription|plan|fees?|receipt|price|overcharged|cost|vat"
    ),
    "technical bug crash tech issue error software it incident": (
        r"crash\w*|errors?|bugs?|freez\w*|hangs?|broken|not work\w*|doesn['’]?t (?:work|load|open|start|respond)|won['’]?t"
        r" (?:work|load|open|start)|fail\w*|slow|stuck|500|404|blank|screen|loading|timeout|offline|down|server|sync\w*"
    ),
    "account login access authentication profile": (
        r"log ?in|log ?on|sign ?in|password|locked out|reset|two-factor|2fa|verification code|username|profile|change my e-?mail"
        r"|delete my account|my account (?:is|was|has been) (?:locked|blocked|suspended|hacked)"
    ),
    "shipping delivery order orders logistics": (
        r"package|parcel|deliver\w*|shipp\w*|tracking|courier|arriv\w*|dispatch\w*|in transit|never came"
    ),
    "returns return exchange": r"return\w*|exchange|send (?:it|them) back|wrong size|too (?:small|big|large)",
    "feature feedback suggestion request idea enhancement improvement": (
        r"would be (?:nice|great|useful|helpful)|suggest\w*|feature|could you add|please add|wish|idea|dark mode"
        r"|i(?:['’]d| would) love"
        r"|missing (?:a|an|the)|support for"
    ),
    "sales pricing quote lead": r"quote|pricing|how much|discount|licen[cs]es?|demo|interested in|enterprise|offer|trial",
    "complaint": (
        r"annoy\w*|disappoint\w*|terrible|awful|unacceptable|rude|never again|worst|angry|frustrat\w*|waited|late"
        r"|lost|broken|still not"
        r"|dirty|cold|not happy|well done, |thanks for nothing"
    ),
    "praise compliment thanks": r"thank\w*|great job|excellent|amazing|wonderful|love\w*|fantastic|perfect|happy with|kudos|best",
    "question inquiry enquiry information"
    " info": r"\?|how (?:do|can|to)|what (?:is|are)|when (?:do|does|is|will)|is it possible|wonder\w*",
    "cancellation cancel churn": r"cancel\w*|terminate|unsubscribe|close my account",
}  # fmt: skip
_TELLING = {name: re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.I) for names, said in _MATTERS.items() for name in names.split()}
_LIGHT = frozenset({"question", "inquiry", "enquiry", "information", "info", "praise", "thanks", "compliment"})
_SNEER = re.compile(
    r"\b(?:well done|great job|nice job|good job|bravo|just great|oh great|how (?:lovely|nice|wonderful)|thanks"
    r" for nothing|thanks a lot"
    r"|what a (?:surprise|joy|treat)|love it when|exactly what i (?:needed|wanted)|congratulations|slow clap|brilliant)\b",
    re.I,
)
_AMISS = re.compile(
    r"\b(?:lost|late|delay\w*|cancel\w*|broke\w*|again|never|no one|nobody|waited|waiting|hours|still|wrong"
    r"|missing|crash\w*|fail\w*"
    r"|without|stuck|instead|closed|(?:doesn|didn|isn|won|can|wasn)['’]?t|cold|empty|down|luggage|suitcase)\b",
    re.I,
)


def of(text: str, allowed: Sequence[Any]) -> list[str]:
    """The offered matters that a message speaks of, the most spoken of first; nothing where few of them are matters."""
    offered = [one for one in allowed if isinstance(one, str) and _patterns(one)]
    if len(offered) < 2 or len(offered) * 2 < len(allowed):
        return []
    text = text[:6_000]
    points = {one: _points(one, text) for one in offered}
    if sneers(text):
        points = {one: value + (2 if "complaint" in words.parts(one) else 0) for one, value in points.items()}
        points = {
            one: 0 if set(words.parts(one)) & {"praise", "compliment", "thanks"} else value for one, value in points.items()
        }
    return sorted((one for one in offered if points[one]), key=lambda one: -points[one])


def _points(option: str, text: str) -> float:
    light = 0.4 if set(words.parts(option)) & _LIGHT else 1.0
    return max(len({match[0].lower() for match in pattern.finditer(text)}) * light for pattern in _patterns(option))


def _patterns(option: str) -> list[re.Pattern[str]]:
    return [_TELLING[part] for part in words.parts(option) if part in _TELLING]


def sneers(text: str) -> bool:
    """Whether a text praises what went wrong: "Well done, airline"."""
    return bool(_SNEER.search(text[:4_000]) and _AMISS.search(text[:4_000]))
