"""Says which of several things to use for a purpose, by what the articles on them say that they suit.

Where no article speaks of the purpose it says so and gives each one's usual purpose; it has no preferences of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from emulator.brain import asking, library, sides, subjects
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import bullets, join, uncapitalised

_CHOICE = re.compile(
    r"\b(?:which|what)\b(?: \w+){0,5}? (?:should|would|do|shall|can|could) (?:i|you|we|one)\b.{0,30}?"
    r"\b(?:use|choose|pick|take|prefer|recommend|go with|need|suggest|go for|learn|buy|get|"
    r"start with)\b|"
    r"\bwhen (?:should|would) (?:i|we|one) (?:use|choose|pick|take) which\b|"
    r"\bwhich\b.{0,20}\b(?:fast|quick|easi|simpl|cheap|saf)e?(?:st|r)\b|"
    r"\bshould (?:i|we|one) (?:use|choose|pick|take|go with|learn|buy)\b|"
    r"\bwhich (?:one |of (?:them|these|those|the two|both) |(?:\w+ ){1,3})?"
    r"(?:is|are|fits|suits|works|would be|matters|do you)\b.{0,40}?"
    r"(?:\b(?:better|best|right|for|most|suited|suitable|recommend)\b|$)|\b(?:is|are) .{2,60} or .{2,60} (?:better|best|right)\b|"
    r"\b(?:is|are) .{2,40} better than .{2,60}\bfor\b|"
    r"\bwhat(?:'s|’s| is| are) the best\b|\b(?:better|best) (?:choice|fit|option)\b|"
    r"^\W*(?!(?:is|are|was|were|do|does|did|can|will|has|have)\b)[\w+#/. -]{1,40} or [\w+#/. -]{1,80}\W*$",
    re.I,
)
_PURPOSE = re.compile(r"\b(?:for|to (?:build|make|write|store|send|run|do|handle|get|create|train|keep))\b (.{3,80}?)\W*$", re.I)
_ANOTHER_PURPOSE = re.compile(r"^\W*(?:and|but|what about|how about|or)\b.{0,20}\b(?:for|to)\b", re.I)
_AMONG = re.compile(r"\bwhich\b(?! matters| is (?:the )?most)|\bof (?:them|the two|both)\b", re.I)
_AMONG_THEM = re.compile(
    r"\bwhich(?: one)?(?= (?:would|should|do|is|are|to|works|fits|suits)\b)|\bof (?:them|these|those|the two|both)\b",
    re.I,
)
_EVERYWHERE = "I looked at what every article says that its subject suits."
_CRITERIA = {
    "fast": "fast quick speed at once",
    "quick": "fast quick speed at once",
    "eas": "easy easily simple quickly learned",
    "simpl": "easy easily simple quickly learned",
    "cheap": "cheap no licence fees paid by use less",
    "safe": "safe safety isolation consistent protect",
    "popular": "known people libraries developer",
}
"""What the points of an article say where it is best in something, by how the question begins to say it."""
_CRITERION = re.compile(r"\b(?:the )?((?:fast|quick|easi|simpl|cheap|saf)(?:e?st|e?r)|most (popular|secure))\b", re.I)
_WEIGHS = re.compile(r"\bmatters?\b|\bmost important\b|\bweighs?\b", re.I)
_LONGEST = 200


@dataclass(frozen=True)
class _Choice:
    """What is to be chosen from, for what, and how the options were found."""

    options: list[Entry]
    purpose: str
    criterion: str
    how: str


@skill("choosing")
def offer(talk: Talk) -> Offer | None:
    """Fits when one of several subjects is to be chosen, for a purpose or in general."""
    text = talk.gist
    if len(text) > _LONGEST or not (_CHOICE.search(text) or _goes_on(talk)):
        return None
    choice = _read(talk)
    options = choice.options
    if len(options) == 1 and _WEIGHS.search(text) and "pros" in options[0].fields:
        return Offer(0.87, partial(_weighed, options[0], choice.how))
    if choice.criterion and len(options) >= 2:
        return Offer(0.892, partial(_by_criterion, options, choice.criterion, choice.how))
    if options and all(sides.suits(entry) for entry in options) and (len(options) >= 2 or choice.how == _EVERYWHERE):
        firm = 0.895 if choice.purpose and re.search(r"\bbetter than\b", text, re.I) else 0.892
        return Offer(0.8 if choice.how == _EVERYWHERE else firm, partial(_chosen, options, choice.purpose, choice.how))
    return None


def _read(talk: Talk) -> _Choice:
    text = talk.gist
    match = _PURPOSE.search(text)
    purpose = re.sub(r"^(?:my|our) ", "your ", match[1].strip()) if match else ""
    asked = text[: match.start()] if match else text
    criterion = found[1].lower() if (found := _CRITERION.search(asked)) else ""
    asked = asked.replace(found[0], " ") if found else asked
    named = [entry for entry in library.named(asked) if not entry.is_city]
    if len(named) < 2 and purpose and not _AMONG_THEM.search(asked) and (fitting := _anywhere(asked, purpose)):
        return _Choice(fitting, purpose, criterion, _EVERYWHERE)
    if named or subjects.rest(asked):
        return _Choice(named, purpose, criterion, "The request names them.")
    options, how = _spoken_of(talk, asked, purpose)
    return _Choice(options, purpose, criterion, how)


def _spoken_of(talk: Talk, asked: str, purpose: str) -> tuple[list[Entry], str]:
    """What the conversation compared last; for one subject alone, its nearest rival beside it."""
    found = subjects.before(talk.past)
    options = [entry for entry in found.entries if not entry.is_city] if found else []
    if len(options) == 1 and _AMONG.search(asked):
        options = list(subjects.recent(talk.past))
    if len(options) == 1 and purpose:
        options += _rival(options[0])
    return options, found.how if found else ""


def _goes_on(talk: Talk) -> bool:
    """True for "and for downloads?" after a choice."""
    return bool(_ANOTHER_PURPOSE.match(talk.gist)) and any(_CHOICE.search(pair.said[:_LONGEST]) for pair in talk.past[-3:])


def _stems(text: str) -> set[str]:
    return {word[:5].rstrip("s") for word in library.keywords(text)}


def _rival(entry: Entry) -> list[Entry]:
    """The nearest article of the same field that says what it suits."""
    near = (other for other in library.related(entry, 6) if sides.suits(other) and len(set(other.tags) & set(entry.tags)) >= 2)
    return list(near)[:1]


def _fit(entry: Entry, purpose: str) -> tuple[float, str]:
    """How well an article's purposes match, and the one that matches best."""
    wanted = _stems(purpose)
    scored = [(len(wanted & _stems(phrase)) / len(wanted), phrase) for phrase in sides.suits(entry)] if wanted else []
    best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    spoken = len(wanted & _stems(entry.body)) / len(wanted) if wanted else 0.0
    return best[0] + 0.1 * spoken, best[1] if best[0] else ""


def _anywhere(asked: str, purpose: str) -> list[Entry]:
    """The articles whose own purposes have every word of this one; the kind of thing asked for must be theirs."""
    kind = {word[:5].rstrip("s") for word in library.tokens(asked) if word not in asking.FRAME | subjects.GENERAL}
    found = [entry for entry in library.entries() if _fit(entry, purpose)[0] >= 0.99 and (not kind or kind & _kinds(entry))]
    return sorted(found, key=lambda entry: -_fit(entry, purpose)[0])[:2]


def _kinds(entry: Entry) -> set[str]:
    return _stems(f"{' '.join(entry.tags)} {entry.title} {' '.join(entry.aliases)} {entry.lead}")


def _rules(options: list[Entry]) -> list[str]:
    return [f"**{entry.title}** for {join(sides.suits(entry)[:4])}" for entry in options]


def _chosen(options: list[Entry], purpose: str, how: str) -> Reply:
    ranked = sorted(options, key=lambda entry: -_fit(entry, purpose)[0])
    best, (score, phrase) = ranked[0], _fit(ranked[0], purpose)
    noted = Note("Finding the options", f"{join([entry.title for entry in options])}. {how}")
    if score <= 0 or (len(ranked) > 1 and score == _fit(ranked[1], purpose)[0]):
        return _undecided(options, purpose, noted)
    why = (sides.for_and_against(best)[0] or sides.reasons(best) or (best.lead,))[0]
    reason = f"it suits {phrase}" if phrase else "its article is the one that speaks of it"
    others = [f"{entry.title} rather suits {join(sides.suits(entry)[:3])}" for entry in ranked[1:] if sides.suits(entry)]
    text = f"For {purpose} I'd take **{best.title}**: {reason}. What speaks for it: {uncapitalised(why).rstrip('.')}."
    return Reply(
        f"{text} {'; '.join(others)}." if others else text,
        f"{best.title}, for it suits {phrase or purpose}.",
        best.title,
        tuple(_rules(ranked)),
        notes=(noted, Note("Matching the purpose", f"“{purpose}” fits {best.title} best, because {reason}.")),
        data={"choice": best.title, "purpose": purpose},
    )


def _undecided(options: list[Entry], purpose: str, noted: Note) -> Reply:
    opening = (
        f"My articles don't say which of them is better for {purpose}; as a rule of thumb, take"
        if purpose
        else "That depends on what you need it for. As a rule of thumb, take"
    )
    return Reply(
        f"{opening}\n\n{bullets(_rules(options))}",
        f"As a rule of thumb, take {join(_rules(options), 'and')}.",
        "Depends",
        tuple(_rules(options)),
        notes=(noted, Note("Deciding nothing", "No article speaks of the purpose, so I give the usual purpose of each.")),
    )


def _by_criterion(options: list[Entry], criterion: str, how: str) -> Reply:
    sought = next(
        (words.split() for start, words in _CRITERIA.items() if criterion.removeprefix("most ").startswith(start[:3])), []
    )

    def speaking(entry: Entry, side: int) -> list[str]:
        points = sides.for_and_against(entry)[side]
        return [point for point in points if set(sought) & set(library.tokens(point))]

    best = [entry for entry in options if speaking(entry, 0) and not speaking(entry, 1)]
    noted = Note("Finding the options", f"{join([entry.title for entry in options])}. {how}")
    if not best:
        return _undecided(options, f"the one that is {criterion}", noted)
    said = [f"**{entry.title}**: {uncapitalised(speaking(entry, 0)[0])}" for entry in best]
    text = f"My articles measure nothing, but among what speaks for each, this is named:\n\n{bullets(said)}"
    return Reply(text, f"{best[0].title}, by what my articles say.", best[0].title, tuple(said), notes=(noted,))


def _weighed(entry: Entry, how: str) -> Reply:
    good, bad = sides.for_and_against(entry)
    title, first, second = sides.spoken(entry), uncapitalised(good[0]), uncapitalised(bad[0])
    text = (
        f"That depends on what you need; my article on {title} names the points without weighing them. In the order in which it "
        f"gives them, **{first}** comes first on one side and **{second}** on the other. "
        "Ask yourself which of the two you would notice every week: that one should decide."
    )
    return Reply(
        text, "That depends on what you need.", "Depends",
        notes=(Note("Finding the subject", how), Note("Weighing nothing", "An order of importance would be invented.")),
    )  # fmt: skip
