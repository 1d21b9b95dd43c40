"""A planned stay in another spirit: cheaper, calmer, for children, for two, with more food or more exercise.

Gives advice that holds anywhere; prices and opening hours aren't known offline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import uncapitalised

_FILE = Path(__file__).parents[1] / "triptempers.tsv"
_LONGEST = 90
_CHANGE = re.compile(
    r"^\W*(?:(?:please|ok|okay|and|now|but|can you|could you|what if|thanks)\b\W*)*"
    r"(?:(?:make|plan|do|keep|adapt|adjust|change) (?:it|that|this|the (?:trip|plan|stay|itinerary))\b"
    r"|how (?:can|could|do) (?:i|we|you) (?:make|do) (?:it|that|this|the trip)\b"
    r"|(?:a |something |what about |how about )?(?:more|less|cheaper)\b"
    r"|(?:we|i)(?:'re|'m| are| am) (?:coming |travel(?:l?ing) )?(?:with|on)\b|(?:it is |it's )?for\b|with\b)",
    re.I,
)
_PLAN = re.compile(r"(?:\w+ days?|A trip) (?:in )?\*\*(?P<place>[^*\n]{2,40})\*\*")


@dataclass(frozen=True)
class Temper:
    """A spirit in which one may travel."""

    name: str
    asked: re.Pattern[str]
    tips: tuple[str, ...]


@cache
def _tempers() -> tuple[Temper, ...]:
    rows = [line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines()]
    return tuple(Temper(name, re.compile(rf"\b(?:{asked})\b", re.I), tuple(tips)) for name, asked, *tips in rows)


@skill("trip tempers")
def offer(talk: Talk) -> Offer | None:
    """Fits a short wish for another spirit of the stay that was planned last."""
    text = talk.gist
    if len(text) > _LONGEST or not talk.past or not _CHANGE.match(text) or not (plan := _planned(talk)):
        return None
    found = next((temper for temper in _tempers() if temper.asked.search(text)), None)
    return Offer(0.955, partial(_tempered, plan, found)) if found else None


def _planned(talk: Talk) -> str:
    """What was planned in the last turns, as its first words call it."""
    for pair in reversed(talk.past[-3:]):
        if match := _PLAN.match(pair.told):
            return match[0] if " in " in match[0] else f"a trip in **{match['place']}**"
    return ""


def _tempered(plan: str, temper: Temper) -> Reply:
    lines = "\n".join(f"- {tip}" for tip in temper.tips)
    return Reply(
        f"{plan[:1].upper()}{plan[1:]} can stay as planned and become **{temper.name}**:\n\n{lines}",
        f"To make {uncapitalised(plan)} {temper.name}: {uncapitalised(temper.tips[0])}",
        points=temper.tips,
        notes=(
            Note("Going on from the plan", f"It was {uncapitalised(plan)}; now it is to be {temper.name}."),
            Note("Keeping it realistic", "I know no prices or opening hours offline, so these are habits that hold anywhere."),
        ),
    )
