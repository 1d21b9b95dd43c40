"""Answers what the user told of their days: where they are on Monday, when the dentist is, which city comes last.

Knows only what was said in this conversation, and says so of a day that was not spoken of.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import agenda, facts, world
from emulator.brain.agenda import Entry
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import ORDINALS, capitalise, join, words

_ON_A_DAY = re.compile(
    r"^\W*(?:and |so |then )?(?!what(?:'s| is)? (?:the )?(?:day|date|weekday)\b)"
    r"(?:where|what|what's|which (?:city|place|town)|who|"
    r"how about|what about|do i|am i|on|is there|anything)\b",
    re.I,
)
_WHEN = re.compile(r"\b(?:when|what day|which day|on which day|what date)\b.{0,20}\b(?:i|we|my|our|is|are|the)\b", re.I)
_ORDER = re.compile(
    rf"\b(?:which|what)\b.{{0,30}}\b(?P<which>{'|'.join(ORDINALS)}|last|next|final)\b|"
    rf"\b(?:which|what|where)\b.{{0,40}}\b(?P<side>after|before)\b (?P<other>.{{2,40}})",
    re.I,
)
_WHOLE = re.compile(
    r"\b(?:my|our|the|whole) (?:plan|plans|schedule|agenda|itinerary|week|route|trip|calendar|appointments?)\b",
    re.I,
)
_LAST_WHEN = re.compile(r"^\W*(?:so |and |ok )*when is (?:it|that)(?: now| again)?\W*$", re.I)
_WHO = re.compile(
    r"^\W*(?:and |so )?(?:who|whom) (?:am i|are we|do i|will i be|is (?:it|that|the \w+)) (?:meet\w*|see\w*|with)\b"
    r".{0,20}$",
    re.I,
)
_WITH = re.compile(r"\bwith ((?:(?:my|our|the|your) )?[\w' ]+?)(?= (?:at|in|on)\b|$)", re.I)
_LOOSE = frozenset(
    "when what day which date am are is do does will the my our your in at on to have i we go be going for a an of".split()
)


_TOLD_AS_DAYS = frozenset({"plan", "have", "my", "the", "note"})
"""Kinds of facts that such a message states beside its days; with any other kind it is an introduction."""


@skill("agenda")
def offer(talk: Talk) -> Offer | None:
    """Fits statements and questions on the user's own days."""
    text = talk.gist
    if len(text) > 600:
        return None
    if (day := agenda.moved(text)) and (before := agenda.known(talk.said)) and agenda.known(talk.said[:-1]):
        entry = next(one for one in before if one.day == day)
        return Offer(0.93, partial(_noted, [entry]), whole=True)
    if new := agenda.stated(text):
        other = any(fact.kind not in _TOLD_AS_DAYS for fact in facts.stated(text))
        return Offer(0.5 if other else 0.79, partial(_noted, list(new)), whole=len(new) > 1 and not other)
    entries = agenda.known(pair.said for pair in talk.past)
    if not entries or len(text) > 200:
        return None
    if pointed := _of_the_last(entries, text):
        return pointed
    day = agenda.day_in(text)
    if day and _ON_A_DAY.match(text):
        return Offer(0.94, partial(_on, entries, day, talk))
    if not day and _WHEN.search(text) and (found := _meant(entries, text)):
        return Offer(0.94, partial(_when, found))
    if (match := _ORDER.search(text)) and (placed := _placed(entries, match)) is not None:
        return Offer(0.94, partial(_one, placed, entries))
    if _WHOLE.search(text) and re.match(r"^\W*(?:and |so )?(?:what|show|list|give|tell|summari|repeat)", text, re.I):
        return Offer(0.93, partial(_all, entries))
    return None


def _of_the_last(entries: list[Entry], text: str) -> Offer | None:
    """ "When is it now?" and "Who am I meeting?"."""
    if _LAST_WHEN.match(text):
        return Offer(0.93, partial(_when, entries[-1:]))
    met = [found[1] for one in entries if (found := _WITH.search(one.what))] if _WHO.match(text) else []
    if not met:
        return None
    return Offer(
        0.95, lambda: Reply(f"**{met[-1]}**.", f"{met[-1]}.", met[-1], notes=(Note("Finding the entry", "It says whom."),))
    )


def _noted(new: list[Entry]) -> Reply:
    lines = [f"**{entry.day}:** {entry.what}" for entry in new]
    told = f"Noted: {entry_words(new[0])}." if len(new) == 1 else "Noted:\n\n" + "\n".join(f"- {line}" for line in lines)
    return Reply(
        f"{told}{' ' if len(new) == 1 else chr(10) * 2}Ask me where you are on a day, or when something is.",
        f"Noted: {join([entry_words(entry) for entry in new])}.",
        "Noted",
        tuple(lines) if len(new) > 1 else (),
        (("Day", "What"), *((entry.day, entry.what) for entry in new)),
        notes=(Note("Reading the days", f"The message tells of {join([entry.day for entry in new])}."),),
        data={entry.day: entry.what for entry in new},
    )


def entry_words(entry: Entry) -> str:
    """An entry as part of a sentence."""
    return f"{entry.what} {_on_day(entry.day)}"


def _on_day(day: str) -> str:
    return day if day in {"today", "tomorrow", "tonight"} else f"on {day}"


def _on(entries: list[Entry], day: str, talk: Talk) -> Reply:
    found = [entry for entry in entries if entry.day == day]
    looked = Note("Looking back over the days", f"You told me of {join([entry.day for entry in entries])}.")
    if not found:
        told = f"You told me nothing about {day}; I know of {join([entry_words(entry) for entry in entries])}."
        return Reply(told, f"You told me nothing about {day}.", "unknown", notes=(looked,))
    what = join([entry.what for entry in found])
    cities = [city.name for entry in found for city in world.cities_in(entry.what)]
    where = re.match(r"\W*(?:and |so |then )?where\b", talk.gist, re.I) and cities and cities != [what]
    return Reply(
        f"{capitalise(_on_day(day))} you are in **{join(cities)}**: {what}."
        if where
        else f"{capitalise(_on_day(day))}: **{what}**.",
        f"{capitalise(what)}.",
        what,
        notes=(Note("Finding the day", f"{day} is {what}, as you told me."), looked),
        data={day: [entry.what for entry in found] if len(found) > 1 else found[0].what},
    )


def _meant(entries: list[Entry], text: str) -> list[Entry]:
    asked = {word.lower() for word in words(text)} - _LOOSE
    rated = [(len(asked & {word.lower() for word in words(entry.what)}), entry) for entry in entries]
    most = max((count for count, _ in rated), default=0)
    return [entry for count, entry in rated if most and count == most]


def _when(found: list[Entry]) -> Reply:
    days = join([entry.day for entry in found])
    return Reply(
        f"**{capitalise(_on_day(days))}**: {join([entry.what for entry in found])}.",
        f"{capitalise(_on_day(days))}.",
        days,
        notes=(Note("Finding the entry", f"{capitalise(entry_words(found[0]))}, as you told me."),),
        data={entry.what: entry.day for entry in found},
    )


def _placed(entries: list[Entry], match: re.Match[str]) -> Entry | None:
    if match["side"]:
        known = _meant(entries, match["other"])
        if not known:
            return None
        index = entries.index(known[0]) + (1 if match["side"].lower() == "after" else -1)
        return entries[index] if 0 <= index < len(entries) else None
    which = match["which"].lower()
    index = {"last": len(entries) - 1, "final": len(entries) - 1, "next": 0}.get(which, -1)
    index = ORDINALS.index(which) if which in ORDINALS else index
    return entries[index] if 0 <= index < len(entries) else None


def _one(entry: Entry, entries: list[Entry]) -> Reply:
    return Reply(
        f"**{capitalise(entry.what)}**, {_on_day(entry.day)}.",
        f"{capitalise(entry.what)}.",
        entry.what,
        notes=(Note("Putting the days in order", f"{join([f'{one.day}: {one.what}' for one in entries])}."),),
        data={"day": entry.day, "what": entry.what},
    )


def _all(entries: list[Entry]) -> Reply:
    lines = tuple(f"**{entry.day}:** {entry.what}" for entry in entries)
    return Reply(
        "This is what you told me:\n\n" + "\n".join(f"- {line}" for line in lines),
        f"{capitalise(join([entry_words(entry) for entry in entries]))}.",
        points=lines,
        table=(("Day", "What"), *((entry.day, entry.what) for entry in entries)),
        notes=(Note("Looking back over the days", f"You told me of {len(entries)}."),),
        data={entry.day: entry.what for entry in entries},
    )
