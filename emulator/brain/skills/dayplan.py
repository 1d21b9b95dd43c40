"""A day with its times, as the user tells it: noted, put in order, asked about, changed, shown as a table.

Knows only what was said in this conversation; `agenda` does the same for days.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from emulator.brain import daytimes
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join, words

_PLANNING = re.compile(
    r"^\W*(?:(?:please|can you|help me|hi|hello|ok)\b\W*)*(?:plan|organi[sz]e|schedule|note|remember|"
    r"structure)\b.{0,20}\b(?:day|today|tomorrow|morning|"
    r"afternoon|schedule|agenda)\b|^\W*(?:my|today's|tomorrow's|the) (?:day|schedule|agenda|plan)\b|^\W*(?:today|"
    r"tomorrow)\b\W*(?:i have|:)",
    re.I,
)
_LEAD = re.compile(r"^.{0,60}?(?::|\b(?:today|tomorrow|day|have|with)\b:?)\s+(?=\S)", re.I)
_PIECE = re.compile(r"\s*(?:[,;\n]|\band then\b|\bthen\b|\band\b(?=[^,;]*\bat\b))\s*", re.I)
_TRIM = re.compile(r"^(?:and|then|i have|i've got|there is|a|an|the|my|go to|-|–|•|to)\s+|[\s,.:–-]+$", re.I)
_MOVE = re.compile(
    r"\b(?:move|shift|change|reschedule|push|put)\b\s+(?:the |my )?(?P<what>[\w' ]{2,40}?)\s+(?P<time>(?:to|"
    r"at|for|until)\s+.{1,20})$",
    re.I,
)
_DROP = re.compile(r"\b(?:cancel|remove|delete|drop|skip|forget|take out)\b\s+(?:the |my )?(?P<what>[\w' ]{2,40}?)\W*$", re.I)
_ADD = re.compile(
    r"^\W*(?:(?:please|also|and|now)\b\W*)*(?:add|include|insert|put in|plus)\b\s+(?:an? |the |my "
    r")?(?P<what>.{2,60})$",
    re.I,
)
_WHEN = re.compile(r"\b(?:when|what time|at what time)\b", re.I)
_WHAT_AT = re.compile(
    r"\bwhat(?:'s|’s| is| do i have| am i doing| happens)?\b.{0,20}\b(?P<time>(?:at|from)\s+[\w:. ]{1,8})", re.I
)
_BESIDE = re.compile(r"\b(?P<side>after|before)\b\s+(?:the |my )?(?P<what>[\w' ]{2,30})\W*$", re.I)
_FREE = re.compile(r"\b(?:free|gap|gaps|time left|available)\b", re.I)
_SHOW = re.compile(
    r"\b(?:show|list|what(?:'s|’s| is)|give me|repeat|see)\b.{0,20}\b(?:plan|schedule|day|agenda)\b|\bas an? "
    r"(?:table|list)\b|\b(?:first|last|next)\b",
    re.I,
)
_LEAST = 2


@dataclass(frozen=True)
class Item:
    """What happens at a time, in minutes since midnight."""

    minute: int
    what: str

    def words(self) -> str:
        """The item in words."""
        return f"{daytimes.shown(self.minute)} {self.what}"


@skill("day plan")
def offer(talk: Talk) -> Offer | None:
    """Fits a day told with at least two times, and what is asked or changed of it later."""
    text = talk.whole
    if len(text) > 600:
        return None
    new = _stated(text)
    if len(new) >= _LEAST and (_PLANNING.match(text) or len(new) > _LEAST) and not text.rstrip().endswith("?"):
        return Offer(0.935, partial(_shown, sorted(new, key=lambda item: item.minute), "Here is your day"), whole=True)
    plan = known(pair.said for pair in talk.past)
    if not plan or len(text) > 160:
        return None
    changed = _changed(plan, text)
    if changed != plan:
        return Offer(0.94, partial(_shown, changed, "Done. The day now"), whole=True)
    return _asked(plan, text)


def known(said: Iterable[str]) -> list[Item]:
    """The day after all that was said."""
    plan: list[Item] = []
    for text in said:
        new = _stated(text)
        plan = (
            sorted(new, key=lambda item: item.minute)
            if len(new) >= _LEAST and not text.rstrip().endswith("?")
            else _changed(plan, text)
        )
    return plan


def _stated(text: str) -> list[Item]:
    if len(text) > 600:
        return []
    body = _LEAD.sub("", text, count=1) if _PLANNING.match(text) else text
    return [item for piece in _PIECE.split(body) if (item := _item(piece))]


def _item(piece: str) -> Item | None:
    match = daytimes.AT.search(piece)
    start = daytimes.at(match) if match else next(daytimes.times(piece), None)
    found = match or daytimes.STATED.search(piece)
    if start is None or found is None:
        return None
    what = f"{piece[: found.start()]} {piece[found.end() :]}".strip()
    for _ in range(3):
        what = _TRIM.sub("", what).strip()
    return Item(start, re.sub(r"\s+", " ", what)) if re.search(r"[^\W\d]{3}", what) and len(what) < 60 else None


def _meant(plan: list[Item], what: str) -> Item | None:
    asked = {word.lower().rstrip("s") for word in words(what)} - {"the", "my", "with", "and"}
    rated = [(len(asked & {word.lower().rstrip("s") for word in words(item.what)}), item) for item in plan]
    most = max((count for count, _ in rated), default=0)
    return next((item for count, item in rated if most and count == most), None)


def _changed(plan: list[Item], text: str) -> list[Item]:
    """The day after a change; the same list when the text changes nothing."""
    if not plan:
        return plan
    if (match := _MOVE.search(text)) and (item := _meant(plan, match["what"])) and (time := daytimes.AT.search(match["time"])):
        start = daytimes.at(time)
        moved = [one for one in plan if one is not item] + [Item(start, item.what)] if start is not None else plan
        return sorted(moved, key=lambda one: one.minute)
    if (match := _DROP.search(text)) and (item := _meant(plan, match["what"])):
        return [one for one in plan if one is not item]
    if (match := _ADD.match(text)) and (item := _item(match["what"])):
        return sorted([*plan, item], key=lambda one: one.minute)
    return plan


def _asked(plan: list[Item], text: str) -> Offer | None:
    if _WHEN.search(text) and (item := _meant(plan, text)):
        return Offer(0.96, partial(_one, f"**{daytimes.shown(item.minute)}**: {item.what}.", item))
    if (match := _BESIDE.search(text)) and (item := _meant(plan, match["what"])):
        place = plan.index(item) + (1 if match["side"].lower() == "after" else -1)
        if 0 <= place < len(plan):
            return Offer(
                0.96, partial(_one, f"**{capitalise(plan[place].what)}**, at {daytimes.shown(plan[place].minute)}.", plan[place])
            )
        return Offer(0.96, partial(_one, f"Nothing: {item.what} is the {'last' if place else 'first'} thing of the day.", item))
    if (
        (match := _WHAT_AT.search(text))
        and (time := daytimes.AT.search(match["time"]))
        and (start := daytimes.at(time)) is not None
    ):
        found = [item for item in plan if item.minute == start]
        said = (
            f"**{capitalise(join([item.what for item in found]))}**."
            if found
            else f"Nothing at {daytimes.shown(start)}, as far as you told me."
        )
        return Offer(0.96, partial(_one, said, found[0] if found else plan[0]))
    if _FREE.search(text):
        gaps = [
            f"{daytimes.shown(one.minute)} ({one.what}) and {daytimes.shown(other.minute)} ({other.what})"
            for one, other in itertools.pairwise(plan)
        ]
        return Offer(0.9, partial(_one, f"You didn't tell me how long things take; there is time between {join(gaps)}.", plan[0]))
    return (
        Offer(0.95, partial(_shown, plan, "Your day"), whole=not re.search(r"\btable\b", text, re.I))
        if _SHOW.search(text)
        else None
    )


def _one(said: str, item: Item) -> Reply:
    return Reply(
        said,
        said.replace("**", ""),
        daytimes.shown(item.minute),
        notes=(Note("Looking at the day", f"{item.words()}, as you told me."),),
    )


def _shown(plan: list[Item], lead: str) -> Reply:
    lines = tuple(f"**{daytimes.shown(item.minute)}** {item.what}" for item in plan)
    told = "\n".join(f"- {line}" for line in lines) or "- nothing yet"
    return Reply(
        f"{lead}:\n\n{told}\n\nAsk me when something is, or tell me what to move, add or cancel.",
        f"{join([item.words() for item in plan])}.",
        points=lines,
        table=(("Time", "What"), *((daytimes.shown(item.minute), item.what) for item in plan)),
        notes=(Note("Putting the day in order", f"It has {len(plan)} things with a time."),),
        data={daytimes.shown(item.minute): item.what for item in plan},
    )
