"""What speaks for and against a decision: buy or rent, cat or dog, working from home; and which side a careful person would take.

Arguments stand in `debates.tsv`; the model has no interest of its own and says on what the answer depends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from emulator.brain.dialogue import Talk
from emulator.brain.library import tokens
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import bullets, capitalise, join

_FILE = Path(__file__).parents[1] / "debates.tsv"
_LONGEST = 220
_WEIGH = re.compile(
    r"\b(?:arguments?|pros|cons|advantages?|disadvantages?|benefits?|drawbacks?|upsides?|downsides?|"
    r"for and against|both sides|debate|"
    r"good (?:or|and) bad|weigh|compare|comparison)\b",
    re.I,
)
_DECIDE = re.compile(
    r"\b(?:should (?:i|we|people|one|schools?|children|kids|it|the|they|companies|homework)|is it "
    r"(?:better|worth|a good idea|good|bad|right|ok|healthy)|"
    r"what(?:'s| is) better|which is (?:better|healthier|cheaper|easier|safer|greener|nicer)|"
    r"better to|would you (?:rather|recommend|choose)|shall "
    r"(?:i|we)|i can(?:'t|not) decide|thinking (?:of|about)|"
    r"help me decide|your (?:opinion|view|take|thoughts) on|what do you think (?:about|of)|are .{3,30} "
    r"(?:good|bad)|do you prefer)\b",
    re.I,
)
_WHICH = re.compile(
    r"\b(?:which (?:side|one|is|would|should|do you|suits)|what would you (?:do|choose|pick|say|recommend|advise)|"
    r"your (?:verdict|"
    r"conclusion|opinion|advice)|who is right|"
    r"stronger|so what|what do you (?:think|recommend|suggest)|conclusion|recommendation|decide)\b",
    re.I,
)
_AGAIN = re.compile(
    r"^\W*(?:(?:now|and|please|ok|list|give me|show|put|can you|what about|what are)\b[\s,]*)*(?:the |its |them |it )?"
    r"(?:pros|cons|advantages|disadvantages|downsides|drawbacks|benefits|risks|arguments|both|as a "
    r"table|in a table|what speaks)\b",
    re.I,
)
_BARE = re.compile(r"\W*[\w' -]{2,24} or [\w' -]{2,24}\W*")
_ABOUT = re.compile(r"^\W*(?:and |but |ok )*(?:what|how) about (?:the |its |their )?(?P<what>[\w -]{3,30}?)\W*$", re.I)
_FOR_AND_AGAINST = re.compile(r"\bfor and against\b|\bboth\b|\btable\b", re.I)
_ONE_SIDE = re.compile(
    r"\b(?P<pro>pros|advantages?|benefits?|upsides?|arguments? for|speaks for|in favou?r)\b|\b(?P<con>cons|disadvantages?|"
    r"drawbacks?|downsides?|arguments? against|speaks against|risks?)\b",
    re.I,
)


@dataclass(frozen=True)
class Debate:
    """A topic with what speaks for and against it."""

    topic: str
    names: tuple[str, ...]
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    verdict: str

    @property
    def sides(self) -> tuple[str, str]:
        """What the two columns are called: two things, or for and against one."""
        first, _, second = self.topic.partition(" or ")
        return (f"For {first}", f"For {second}") if second else ("For", "Against")


@cache
def _debates() -> tuple[Debate, ...]:
    rows = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines()[1:])
    return tuple(
        Debate(topic, (topic, *filter(None, aliases.split(";"))), tuple(pros.split(";")), tuple(cons.split(";")), verdict)
        for topic, aliases, pros, cons, verdict in rows
    )


@cache
def _names() -> dict[str, Debate]:
    return {" ".join(tokens(name)): debate for debate in _debates() for name in debate.names}


@skill("debating")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish for both sides of a topic on file, and the next question on it."""
    text = talk.gist
    if len(text) > _LONGEST:
        return None
    weigh, decide = _WEIGH.search(text), _DECIDE.search(text)
    bare = _BARE.fullmatch(text)
    if (weigh or decide or bare) and (found := _named(text)):
        return Offer(0.955, partial(_told, found, text))
    last = _before(talk)
    if last is None:
        return None
    if (about := _ABOUT.match(text)) and not _AGAIN.match(text):
        return Offer(0.95, partial(_on_one, last, about["what"].strip()))
    if _WHICH.search(text) and len(text.split()) <= 12:
        return Offer(0.95, partial(_verdict, last))
    return Offer(0.95, partial(_told, last, text)) if _AGAIN.match(text) and len(text.split()) <= 10 else None


def _named(text: str) -> Debate | None:
    said = f" {' '.join(tokens(text))} "
    hits = [(len(name), debate) for name, debate in _names().items() if f" {name} " in said]
    return max(hits, key=lambda hit: hit[0])[1] if hits else None


def _before(talk: Talk) -> Debate | None:
    for pair in reversed(talk.past[-3:]):
        said = pair.said[:_LONGEST]
        if (
            (_WEIGH.search(said) or _DECIDE.search(said) or _BARE.fullmatch(said))
            and (found := _named(said))
            and _was_told(found, pair.told)
        ):
            return found
    return None


def _on_one(debate: Debate, what: str) -> Reply:
    """The points that speak of one thing."""
    stems = [word[:5] for word in tokens(what) if len(word) > 3] or [what.lower()]
    first, second = debate.sides
    found = [(first, point) for point in debate.pros if any(stem in point.lower() for stem in stems)]
    found += [(second, point) for point in debate.cons if any(stem in point.lower() for stem in stems)]
    note = Note("Looking through the points", f"{len(found)} of {len(debate.pros) + len(debate.cons)} speak of {what}.")
    if not found:
        told = f"My points on {debate.topic} don't speak of {what}, and I won't invent one. On balance I'd say: {debate.verdict}."
        return Reply(told, f"Nothing on {what}.", "Unknown", notes=(note,))
    points = tuple(f"**{side}:** {capitalise(point)}" for side, point in found)
    return Reply(f"On {what}, this is what I have:\n\n{bullets(points)}", found[0][1], found[0][0], points, notes=(note,))


def _was_told(debate: Debate, answer: str) -> bool:
    """Whether an answer came from here, not from a report or a comparison of articles."""
    lowered = answer.lower()
    return any(point in lowered for point in (debate.verdict.lower(), *(p.lower() for p in debate.pros + debate.cons)))


def _told(debate: Debate, text: str) -> Reply:
    first, second = debate.sides
    match = _ONE_SIDE.search(text)
    both = len({name for hit in _ONE_SIDE.finditer(text) for name in hit.groupdict() if hit[name]}) != 1 or bool(
        _FOR_AND_AGAINST.search(text)
    )
    note = Note(
        "Weighing both sides", f"On {debate.topic} I have {len(debate.pros)} points for it and {len(debate.cons)} against."
    )
    if match and not both and first == "For":
        chosen = debate.pros if match["pro"] else debate.cons
        points = tuple(capitalise(point) for point in chosen)
        return Reply(bullets(points), f"{join(chosen)}.", points=points, notes=(note,))
    parts = [f"**{head}**\n\n{bullets(map(capitalise, side))}" for head, side in ((first, debate.pros), (second, debate.cons))]
    text = "\n\n".join([*parts, f"**On balance:** {debate.verdict}."])
    longest = max(len(debate.pros), len(debate.cons))
    cells = [[capitalise(side[at]) if at < len(side) else "" for side in (debate.pros, debate.cons)] for at in range(longest)]
    points = tuple(f"**{head}:** {join(side[:2])}." for head, side in ((first, debate.pros), (second, debate.cons)))
    brief = f"{capitalise(debate.verdict)}."
    table = ((first, second), *(tuple(row) for row in cells))
    data = {"topic": debate.topic, first.lower(): list(debate.pros), second.lower(): list(debate.cons)}
    return Reply(text, brief, "Depends", (*points, f"**On balance:** {debate.verdict}."), table, (note,), data)


def _verdict(debate: Debate) -> Reply:
    text = (
        f"I have no stake in it, but on balance: {debate.verdict}. The weightiest point on the one side "
        f"is “{debate.pros[0]}”; on the other, “{debate.cons[0]}”."
    )
    note = Note("Coming to a conclusion", f"It follows from both sides of {debate.topic}.")
    return Reply(text, f"On balance: {debate.verdict}.", "Depends", notes=(note,))
