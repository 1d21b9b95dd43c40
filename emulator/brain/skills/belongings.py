"""How many of something the user has, and which of their things are of a kind: pets, children, siblings, from what they told.

Counts the user's own words; what wasn't told is said to be unknown.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import facts
from emulator.brain.dialogue import Talk
from emulator.brain.facts import Fact
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join, number, spelled

_HOW_MANY = re.compile(
    r"\bhow many (?P<what>[a-z]+(?: [a-z]+)?) (?:do|did) i (?:have|own|say|tell)|\bwhat (?P<kind>pets?|"
    r"children|kids|siblings|animals) do i have\b|\bdo i have (?:any )?(?P<any>pets|children|kids|"
    r"siblings|animals)\b",
    re.I,
)
_KINDS = {
    "pet": r"dogs?|cats?|hamsters?|rabbits?|parrots?|fish|horses?|pets?|birds?|turtles?|guinea pigs?|pupp(?:y|ies)|kittens?",
    "animal": r"dogs?|cats?|hamsters?|rabbits?|parrots?|fish|horses?|pets?|birds?|cows?|chickens?|goats?|sheep",
    "child": r"sons?|daughters?|child(?:ren)?|kids?|twins|bab(?:y|ies)|boys?|girls?",
    "sibling": r"brothers?|sisters?|siblings?",
}


@skill("belongings")
def offer(talk: Talk) -> Offer | None:
    """Fits a count of what the user said they have."""
    match = _HOW_MANY.search(talk.gist) if len(talk.gist) < 120 else None
    if match is None:
        return None
    what = (match["what"] or match["kind"] or match["any"]).lower()
    kind = {"children": "child", "kids": "child", "kid": "child"}.get(what, what.rstrip("s"))
    pattern = re.compile(rf"\b(?:{_KINDS.get(kind, re.escape(kind) + 's?')})\b", re.I)
    owned = [fact for fact in facts.known(talk.said) if fact.kind in {"have", "my"}]
    found = [fact for fact in owned if pattern.search(f"{fact.about} {fact.value}" if fact.kind == "have" else fact.about)]
    return Offer(0.955, partial(_told, what, found)) if found or kind in _KINDS else None


def _count(fact: Fact) -> int:
    said = fact.about or fact.value
    first = said.split()[0] if said.split() else ""
    if fact.about and fact.kind == "have" and " and " in fact.value:
        return len(re.split(r",| and ", fact.value))
    return number(first) or 1


def _told(what: str, found: list[Fact]) -> Reply:
    note = Note("Counting what was told", f"{len(found)} of the user's statements are on {what}.")
    if not found:
        return Reply(f"You haven't told me about any {what} yet.", "Unknown.", "unknown", notes=(note,))
    total = sum(map(_count, found))
    things = join([fact.told().removeprefix("you have ") for fact in found])
    return Reply(
        f"**{capitalise(spelled(total))}**: you told me about {things}.",
        f"{capitalise(spelled(total))}.",
        str(total),
        notes=(note,),
        data={what: total},
    )
