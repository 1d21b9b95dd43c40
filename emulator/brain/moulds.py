"""Three plots for short stories, filled with a subject, a hero, a place and a helper.

Prose only; which subject and hero it is about is decided by the skill that tells the story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from emulator.brain import deeds
from emulator.brain.text import article, capitalise, pick

_PLACES = ("a village by the sea", "a town between two hills", "the last street of a big city", "a harbour town in the north")
_FRIENDS = ("an old neighbour", "a quiet librarian", "a child with a paper boat", "the baker from the corner")
_WATCHERS = (
    "In {place} lived {hero}, who was known for asking one question more than other people. One autumn morning something was "
    "different: {the}, where nothing of the kind had ever been.",
    "Most people shrugged and went on. {hero} stayed. For three days it rained, and for three days "
    "{hero} came back, watched, and "
    "wrote down whatever changed. On the fourth day {friend} came along. “You've been looking at it,” they said. “Have you "
    "also looked at who is looking?”",
    "{hero} laughed at first, then turned round. Along the street people stood at their windows, and "
    "each of them had been watching "
    "too, each alone. By evening they all sat together, and everybody had seen a piece that the others had missed.",
    "Nobody ever found out the whole truth about the {bare}. But from then on {place} had a bench at "
    "that very spot, and on it, most "
    "evenings, somebody asking one question more.",
)
_REPAIR = (
    "{hero} repaired things in {place}: kettles, radios, now and then a quarrel. One evening {friend} put a box on the table. "
    "“I was told you never send anyone away,” they said. In the box, carefully wrapped, was {the}.",
    "“I don't know the first thing about it,” said {hero}, and that was true. But the lamp was "
    "already lit, and it would have been "
    "rude to go to bed. Hour after hour {hero} listened, turned, compared and tried again, and every "
    "mistake was a little smaller than "
    "the one before.",
    "At dawn it was done, or nearly. One part was missing, and no drawer had it. So {hero} took the "
    "brass ring from the old clock on the "
    "wall, which had been keeping time for fifty years, and put it in.",
    "Since then the clock in the workshop has stood still. “Doesn't that bother you?” people ask. "
    "{hero} only points at the {bare}, and "
    "at {friend}, who now drops in every evening, and says: “Not at all. It used to tell me the time. Now I have it.”",
)
_JOURNEY = (
    "The map had hung in the school of {place} for so long that nobody saw it any more. {hero} did, "
    "on the last day of winter, and found "
    "in its corner, in faded ink, {the}.",
    "It was two days' walk. On the first, {hero} met {friend}, who was going the same way for no "
    "better reason than that the sun was out. "
    "They shared bread, told each other the truth, which is easier with strangers, and slept under a bridge.",
    "On the second day the path ended. Where the map showed the {bare} there was a meadow, some "
    "stones and a great deal of sky. {hero} sat "
    "down and was disappointed for exactly as long as it takes to eat an apple.",
    "Then they took out the map, and {friend} held the ink. Beside the old mark they drew a new one: "
    "a bridge, a meadow, two people. It "
    "hangs in the school again, and this time somebody is looking at it.",
)
_PLOTS = (
    (
        _WATCHERS,
        "A riddle, patience, a turn in the point of view, and a small lasting change.",
        "kept asking until the whole street joined in",
        "one question more",
        "Each of us sees a piece; only those who ask one question more get to see the whole.",
    ),
    (
        _REPAIR,
        "A favour, a long night's work, a sacrifice, and an unexpected gain.",
        "gave up an old clock for it and won a friend",
        "repaired things in",
        "What one gives away with patience may come back as something better: time with a friend.",
    ),
    (
        _JOURNEY,
        "A find, a journey, a disappointment, and something better than the goal.",
        "went to look for it and came back with a friend",
        "the map",
        "The way, and whom one meets on it, can be worth more than what one set out to find.",
    ),
)


_ENDINGS = {
    "happy": "And so it ended well, better than anyone had hoped. {hero} was carried home on the shoulders of the whole street, "
    "there was soup for everybody, and the {bare} stood in the middle of the table with a ribbon on it. They tell it there to "
    "this day, and always laugh at the same place.",
    "sad": "In the spring {hero} had to leave. On the last evening they all came, and nobody said much. The {bare} stayed behind "
    "in the window, turned to the road, and for years somebody kept lighting a lamp beside it, though no letter ever came.",
    "surprising": "Only then did {hero} look at the back of the {bare}. There, in a hand that could not be mistaken, stood a "
    "date and a name. The date was tomorrow's, and the name was {hero}.",
    "open": "What happened next is told in two ways, and both people who were there swear to theirs. {hero} has never said a "
    "word about it. But whoever asks gets a cup of tea and a look at the {bare}, and may make up their own mind.",
    "funny": "In the end it turned out that the {bare} had been the wrong way round all along. {hero} turned it, said “Ah”, and "
    "sent everybody home; the bill is still pinned above the counter, and nobody has dared to pay it.",
}
_CHAPTERS = (
    "A week later there was a knock at the door. Outside stood somebody whom nobody in the street had ever seen, with wet shoes "
    "and a drawing of the {bare}. “I've come a long way,” they said. “Where I live, there is a second one.” {hero} looked at the "
    "drawing for a long while and then reached for the coat.",
    "They left before the others were up. The road was white with frost, and at the first bend {hero} stopped and listened: "
    "somebody was following. It was only the neighbour's dog, with the end of a rope in its mouth, and so they were three. By "
    "evening they saw a light where the map of the {bare} showed none.",
    "Behind the light was a kitchen, and in the kitchen sat an old woman who did not ask who they were. She cut the bread, put "
    "the second {bare} on the table beside the first, and said: “Now look what they do together.” {hero} looked, and understood "
    "that the story had only begun.",
)


@dataclass(frozen=True)
class Told:
    """A finished story and how it was planned."""

    title: str
    paragraphs: tuple[str, ...]
    brief: str
    plan: str
    place: str
    friend: str


def tell(subject: str, hero: str, turn: int, kind: str = "") -> Told:
    """The story of a subject and a hero ("Ember", and of the kind "a dragon"); a later turn brings another plot."""
    bare = re.sub(r"^(?:an?|the|my|your) ", "", subject)
    proper = re.match(r"(?:two|three|my|your|the)\b|[A-Z]", subject) or subject.endswith("s")
    the = subject if proper else f"{article(subject)} {subject}"
    place, friend = pick(_PLACES, subject), pick(_FRIENDS, subject, hero)
    if deed := deeds.read(kind):
        return _done(deed, hero, place, friend)
    plots = len(_PLOTS)
    plot, plan, outcome, _, _ = _PLOTS[(pick(range(plots), subject, hero) + turn) % plots]
    paragraphs = tuple(part.format(hero=hero, place=place, friend=friend, the=the, bare=bare) for part in plot)
    if kind:
        kind = re.sub(r"^(?:the|my) ", lambda match: f"{article(kind.split(maxsplit=1)[1])} ", kind)
        paragraphs = (re.sub(rf"\b{re.escape(hero)}\b,?", f"{hero}, {kind},", paragraphs[0], count=1), *paragraphs[1:])
    paragraphs = _definite(_definite(paragraphs, place), friend)
    return Told(f"{hero} and the {_titled(bare)}", paragraphs, f"In {place}, {hero} found {the}, {outcome}.", plan, place, friend)


def _done(deed: tuple[deeds.Plot, str, dict[str, str]], hero: str, place: str, friend: str) -> Told:
    (plot, plan, outcome, _, _), thing, words = deed
    paragraphs = tuple(part.format(hero=hero, place=place, friend=friend, **words) for part in plot)
    paragraphs = _definite(_definite(paragraphs, place), friend)
    paragraphs = tuple(re.sub(r"(^|[.!?] )([a-z])", lambda match: match[1] + match[2].upper(), part) for part in paragraphs)
    return Told(f"{hero} and the {_titled(thing)}", paragraphs, f"In {place}, {hero} {outcome}.", plan, place, friend)


def _definite(paragraphs: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The paragraphs with "the quiet librarian" where "a quiet librarian" was met before."""
    if not name.startswith(("a ", "an ")):
        return paragraphs
    told, again, seen = [], f"the {name.split(' ', 1)[1]}", False
    for part in paragraphs:
        head, met, rest = part.partition(name)
        told.append(part.replace(name, again) if seen else head + met + rest.replace(name, again))
        seen = seen or bool(met)
    return tuple(told)


def setting(place: str) -> str:
    """A place for a story out of the words for it: "space" is a station in space."""
    if place.lower() in {"space", "outer space", "the future"}:
        return "a station in space"
    return f"a street in {place}" if place[:1].isupper() else f"{article(place)} {place}"


def moved(story: str, place: str) -> str:
    """A story told by `tell` in another place; nothing when its place isn't found."""
    found = next((one for one in _PLACES if one in story or _later(one) in story), "")
    return story.replace(found, place).replace(_later(found), _later(place)) if found else ""


def _later(place: str) -> str:
    return f"the {place.split(' ', 1)[1]}"


def _titled(words: str) -> str:
    return " ".join(capitalise(word) if len(word) > 3 or at == 0 else word for at, word in enumerate(words.split()))


def ending(mood: str, hero: str, subject: str) -> str:
    """A last paragraph in a mood: happy, sad, surprising, open or funny."""
    return _ENDINGS.get(mood, _ENDINGS["open"]).format(hero=hero, bare=subject)


def chapter(index: int, hero: str, subject: str) -> str:
    """What happens after the end; a higher index goes on from there."""
    return _CHAPTERS[index % len(_CHAPTERS)].format(hero=hero, bare=subject)


def moral(story: str) -> str:
    """What a story told by `tell` comes to."""
    return next((meaning for _, _, _, mark, meaning in (*_PLOTS, *deeds.PLOTS) if mark in story), "")
