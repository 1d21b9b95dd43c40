"""Riddles on families and races: who is what to whom, how many brothers, which place after overtaking.

Follows the relations that the message tells, step by step; what they don't decide is said to be open.
"""

from __future__ import annotations

import re
from collections import deque
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import ORDINALS, join, number, number_pattern

_LONGEST = 500
_KIN = {
    "father": ("P", "m"),
    "mother": ("P", "f"),
    "parent": ("P", ""),
    "son": ("C", "m"),
    "daughter": ("C", "f"),
    "child": ("C", ""),
    "brother": ("S", "m"),
    "sister": ("S", "f"),
    "sibling": ("S", ""),
    "husband": ("M", "m"),
    "wife": ("M", "f"),
}
_NAME = r"[A-Z][\w'-]{0,20}?"
_TOLD = re.compile(rf"\b(?P<a>{_NAME}) is (?:the |an? )?(?P<kin>{'|'.join(_KIN)}) of (?P<b>{_NAME})\b")
_OWNED = re.compile(rf"\b(?P<a>{_NAME}) is (?P<b>{_NAME})['’]s (?P<kin>{'|'.join(_KIN)})\b")
_BETWEEN = re.compile(
    rf"\b(?:relation(?:ship)?|related)\b.{{0,40}}?\b(?:between )?(?P<a>{_NAME}) (?:and|to|with) (?P<b>{_NAME})\b"
    rf"|\b(?i:how) is (?P<c>{_NAME}) related to (?P<d>{_NAME})\b|\b[Ww]h(?:o|at) is (?P<e>{_NAME}) to (?P<f>{_NAME})\b",
)
_NAMES = {
    "P": ("parent", "father", "mother"),
    "PP": ("grandparent", "grandfather", "grandmother"),
    "PPP": ("great-grandparent", "great-grandfather", "great-grandmother"),
    "PPPP": ("great-great-grandparent", "great-great-grandfather", "great-great-grandmother"),
    "C": ("child", "son", "daughter"),
    "CC": ("grandchild", "grandson", "granddaughter"),
    "CCC": ("great-grandchild", "great-grandson", "great-granddaughter"),
    "S": ("sibling", "brother", "sister"),
    "CP": ("sibling", "brother", "sister"),
    "SP": ("uncle or aunt", "uncle", "aunt"),
    "CS": ("nephew or niece", "nephew", "niece"),
    "SPP": ("great-uncle or great-aunt", "great-uncle", "great-aunt"),
    "CSP": ("cousin", "cousin", "cousin"),
    "PS": ("parent", "father", "mother"),
    "M": ("spouse", "husband", "wife"),
    "PM": ("parent-in-law", "father-in-law", "mother-in-law"),
    "MC": ("child-in-law", "son-in-law", "daughter-in-law"),
    "MP": ("parent or step-parent", "father or stepfather", "mother or stepmother"),
    "MS": ("sibling-in-law", "brother-in-law", "sister-in-law"),
    "SM": ("sibling-in-law", "brother-in-law", "sister-in-law"),
}
_BACK = {"P": "C", "C": "P", "S": "S", "M": "M"}
_N = number_pattern()
_EACH_HAS = re.compile(
    rf"\b(?P<who>{_NAME})(?: \(an? (?P<sex>girl|boy)\))? has (?P<n>{_N}) (?P<own>brothers?|sisters?)\b"
    rf".{{0,80}}?\b(?i:each|every)\b.{{0,40}}?\bhas (?:only |exactly )?(?P<m>{_N}) (?P<other>brothers?|sisters?)\b",
    re.S,
)
_HOW_MANY_KIN = re.compile(
    rf"\bhow many (?P<kin>brothers|sisters) (?:does|do|did|has|have|would) (?P<who>{_NAME}|he|she)\b", re.I
)
_GIRLS = frozenset(
    "sally mary anna anne alice emma maria lisa sarah julia laura sophia olivia jane susan linda emily grace lucy kate amy eva "
    "nina priya maya zoe ella mia clara rosa helen diana carol betty nancy karen sandra".split()
)
_PASSED = re.compile(
    rf"\b(?:overtak\w+|pass(?:ed|es)?|passing|g[eo]t past)\b(?: \w+){{0,2}}? (?:the )?(?:person|runner|one|car)? ?"
    rf"(?:who is |that is |running )?(?:in )?(?:the )?(?P<place>last|{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\b",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:what|which) (?:place|position)|\bcurrent (?:position|place)|\bwhere are you\b|\bwhat would the answer\b", re.I
)


@skill("family riddles")
def offer(talk: Talk) -> Offer | None:
    """Fits a chain of relatives with a question, a riddle on siblings, and one on a race."""
    text = talk.gist
    if len(text) > _LONGEST:
        return None
    if (asked := _BETWEEN.search(text)) and (relations := _relations(text)):
        pair = (asked["a"] or asked["c"] or asked["e"], asked["b"] or asked["d"] or asked["f"])
        found = _path(relations, pair[0], pair[1])
        return Offer(0.96, partial(_related, pair[0], pair[1], found), whole=True) if found else None
    if (told := _EACH_HAS.search(text)) and (asked := _HOW_MANY_KIN.search(text, told.end("n"))):
        return Offer(0.965, partial(_siblings, told, asked["kin"].lower()), whole=True)
    if (passed := _PASSED.search(text)) and _PLACE.search(text):
        return Offer(0.955, partial(_overtaken, passed["place"].lower()), whole=True)
    return None


def _relations(text: str) -> list[tuple[str, str, str, str]]:
    found = [*_TOLD.finditer(text), *_OWNED.finditer(text)]
    return [(match["a"], *_KIN[match["kin"].lower()], match["b"]) for match in found]


def _path(relations: list[tuple[str, str, str, str]], start: str, end: str) -> tuple[str, str, list[str]] | None:
    """The steps from one person to another, the first one's sex where it is told, and the people on the way."""
    sexes = {a: sex for a, _, sex, _ in relations if sex}
    steps: dict[str, list[tuple[str, str]]] = {}
    for a, kin, _, b in relations:
        steps.setdefault(a, []).append((kin, b))
        steps.setdefault(b, []).append((_BACK[kin], a))
    queue, seen = deque([(start, "", [start])]), {start}
    while queue:
        person, path, way = queue.popleft()
        if person == end:
            return (path, sexes.get(start, ""), way) if path else None
        for kin, other in steps.get(person, []):
            if other not in seen:
                seen.add(other)
                queue.append((other, path + kin, [*way, other]))
    return None


def _called(path: str, sex: str) -> str:
    names = _NAMES.get(path)
    return names[{"m": 1, "f": 2}.get(sex, 0)] if names else ""


def _related(a: str, b: str, found: tuple[str, str, list[str]]) -> Reply:
    path, sex, way = found
    name = _called(path, sex)
    steps = [f"{one} is a {_called(kin, '')} of {other}" for one, kin, other in zip(way, path, way[1:], strict=False)]
    said = f"{a} is the **{name}** of {b}." if name else f"{a} and {b} are related through {join(way[1:-1])}."
    net = path.count("P") - path.count("C")
    if not name and net:
        said += f" {a} stands {abs(net)} generation{'s' * (abs(net) > 1)} {'above' if net > 0 else 'below'} {b}."
    notes = (Note("Following the relations", "; ".join(steps) + "."),)
    text = f"{said}\n\n" + "\n".join(f"- {step}" for step in steps) if len(steps) > 1 else said
    return Reply(text, said.replace("**", ""), name or "related", notes=notes, data={"relationship": name, "path": way})


def _siblings(told: re.Match[str], asked: str) -> Reply:
    who, other = told["who"], told["other"].rstrip("s") + "s"
    sex = {"girl": "sisters", "boy": "brothers"}.get(told["sex"] or "", "sisters" if who.lower() in _GIRLS else "brothers")
    own, count = number(told["n"]) or 0, number(told["m"]) or 0
    if asked != other:
        total, why = own, f"that is told: {who} has {own} {asked}"
    elif sex == other:
        total, why = count - 1, f"the {told['own'].rstrip('s')}s' {other} are {who} and {who}'s own {other}"
    else:
        total, why = count, f"{who} and the {told['own'].rstrip('s')}s have the same {other}"
    amount = str(total) if total > 0 else "no"
    one = asked.rstrip("s") if total == 1 else asked
    tail = f" {who} is the one {other.rstrip('s')} they all have." if total == 0 else ""
    note = Note("Thinking it through", f"All are siblings of one another, so {why}.")
    return Reply(
        f"{who} has **{amount} {one}**: {why}.{tail}",
        f"{who} has {amount} {one}.",
        str(max(0, total)),
        notes=(note,),
        data={asked: max(0, total)},
    )


def _overtaken(place: str) -> Reply:
    note = Note("Picturing the race", "Whoever overtakes a runner takes that runner's place; the other falls back by one.")
    if place == "last":
        said = "That can't happen: nobody is behind the last runner, so there is no one who could overtake."
        return Reply(
            f"{said} Only somebody who laps the field could pass the last one, and their place stays open.", said, notes=(note,)
        )
    at = ORDINALS.index(place) + 1 if place in ORDINALS else int(re.sub(r"\D", "", place))
    names = [*ORDINALS, *(f"{n}th" for n in range(len(ORDINALS) + 1, 101))]
    said = f"You are now **{names[at - 1]}**: you took the place of the runner you passed."
    return Reply(
        f"{said} That runner is now {names[at]}, right behind you.", said.replace("**", ""), names[at - 1], notes=(note,)
    )
