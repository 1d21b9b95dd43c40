"""Suggests a walk, a film, a dish, a gift or a pastime that fits what the user told about themselves, and says why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from emulator.brain import facts
from emulator.brain.dialogue import Talk
from emulator.brain.facts import Fact
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join, number, number_pattern, numbered, shuffled


@dataclass(frozen=True)
class Idea:
    """One suggestion, what it is, and the words in the user's facts that speak for it."""

    name: str
    why: str
    fits: str = ""


_IDEAS: dict[str, tuple[Idea, ...]] = {
    "hiking destination": (
        Idea(
            "the Dolomites in Italy",
            "well-marked trails lead from hut to hut below pale cliffs; late June to September is best",
            "mountain italy europe alps",
        ),
        Idea(
            "the Tour du Mont Blanc",
            "about ten days around the highest peak of the Alps, through France, Italy and Switzerland",
            "mountain alps france switzerland",
        ),
        Idea(
            "the Annapurna region in Nepal",
            "village paths climb to views of eight-thousanders; go in October, November or spring",
            "mountain nepal himalaya trek india adventure",
        ),
        Idea(
            "Torres del Paine in Chile",
            "the W trek passes granite towers and a glacier in four to five days",
            "mountain patagonia adventure glacier",
        ),
        Idea(
            "Banff in Canada",
            "turquoise lakes and trails for every level in the Rocky Mountains",
            "lake mountain canada wildlife photography",
        ),
        Idea(
            "Madeira in Portugal",
            "gentle walks along the levadas, old water channels, are possible all year",
            "sea island easy walk coast",
        ),
    ),
    "film": (
        Idea(
            "The Matrix (1999)",
            "a hacker learns that his world is a simulation",
            "science computer programming action technology",
        ),
        Idea("Inception (2010)", "thieves build dreams within dreams", "science thriller puzzle action"),
        Idea("Paddington 2 (2017)", "a small bear keeps his manners and clears his name", "comedy funny funnier family light"),
        Idea(
            "Groundhog Day (1993)",
            "a grumpy reporter lives the same day until he gets it right",
            "comedy funny funnier romance light",
        ),
        Idea("Casablanca (1942)", "a romance in wartime with unforgettable lines", "drama romance history classic"),
        Idea("Spirited Away (2001)", "a girl finds courage in a bathhouse of spirits", "japan anime art fantasy family"),
        Idea("Jurassic Park (1993)", "dinosaurs break loose on an island", "animal adventure action nature"),
        Idea("Star Wars (1977)", "a farm boy joins a fight among the stars", "space adventure science"),
        Idea(
            "Lagaan (2001)",
            "villagers in colonial India play a cricket match for their future",
            "cricket india sport bollywood history",
        ),
    ),
    "dish": (
        Idea("a Margherita pizza", "tomato, mozzarella and basil on a slowly risen dough", "vegetarian italy pizza cheese"),
        Idea(
            "chana masala with rice",
            "chickpeas in a spiced tomato sauce, and vegan as well",
            "vegetarian vegan india spicy curry",
        ),
        Idea("miso ramen", "noodles in a warming broth", "japan noodles soup"),
        Idea("a Greek salad", "tomatoes, cucumber, olives and feta, ready in ten minutes", "vegetarian light salad greece"),
        Idea("vegetable stir-fry", "whatever is fresh, soy sauce and a hot pan", "vegan vegetarian quick"),
        Idea("an omelette with cheese and tomatoes", "three eggs, a hot pan and five minutes", "eggs cheese tomatoes butter"),
        Idea("shakshuka", "eggs poached in a spiced tomato sauce, with bread to dip", "eggs tomatoes onions peppers"),
        Idea("a frittata", "eggs baked with whatever vegetables and cheese there are", "eggs cheese potatoes vegetables spinach"),
        Idea("fried rice", "yesterday's rice with egg, peas and soy sauce", "rice eggs peas carrots leftovers"),
        Idea("spaghetti carbonara", "eggs, hard cheese and bacon, and no cream", "pasta eggs cheese bacon"),
        Idea("pasta with tomato sauce", "garlic, tomatoes and basil, done in the time of the pasta", "pasta tomatoes garlic"),
        Idea("a potato gratin", "thin slices, cream and cheese, an hour in the oven", "potatoes cheese cream milk"),
        Idea("chicken with lemon and rice", "one pot, forty minutes", "chicken rice lemon"),
        Idea("baked salmon with potatoes", "half an hour, one tray", "fish protein"),
    ),
    "book": (
        Idea("The Hobbit by J. R. R. Tolkien", "a homely adventure for all ages", "adventure fantasy hiking mountain"),
        Idea("A Brief History of Time by Stephen Hawking", "the universe explained for lay readers", "science space physics"),
        Idea("Pride and Prejudice by Jane Austen", "wit, manners and love", "romance classic"),
        Idea(
            "The Left Hand of Darkness by Ursula K. Le Guin", "science fiction about trust between strangers", "science fiction"
        ),
        Idea("Beyond a Boundary by C. L. R. James", "a celebrated book on cricket and society", "cricket sport history"),
        Idea("Into Thin Air by Jon Krakauer", "a gripping account of Everest", "mountain hiking climbing"),
    ),
    "pastime": (
        Idea("a walk in the nearest park or wood", "fresh air clears the head", "hiking nature mountain dog running"),
        Idea("a film evening with a theme", "three films by one director, say", "movie film"),
        Idea("cooking something new", "choose a cuisine you have never tried", "food cooking"),
        Idea("a game of chess, online or at a café", "one good game beats an hour of scrolling", "chess games puzzle"),
        Idea("a match with friends", "a bat, a ball and a patch of grass suffice", "cricket football tennis sport"),
        Idea("sketching what you see from your window", "twenty minutes, no eraser", "art painting drawing photography"),
    ),
    "gift": (
        Idea("a day out together", "time is what people remember", "hiking nature travel family"),
        Idea("a good cookbook", "with a promise to try the first recipe together", "food cooking baking"),
        Idea("tickets for a match or a concert", "pick the date right away", "cricket football music sport movie"),
        Idea("a framed photograph of a shared moment", "personal and lasting", "photo art family"),
        Idea("a puzzle or a board game", "for long evenings", "game chess puzzle"),
    ),
}
_KINDS: tuple[tuple[str, str], ...] = (
    ("hiking destination", r"\bhik(?:e|es|ing)\b|\btrek(?:king)?\b|\bwalking (?:holiday|trip)"),
    ("film", r"\bmovies?\b|\bfilms?\b|\bwatch\b"),
    ("dish", r"\b(?:dinner|lunch|meal|recipe|dish|cook|eat|food|breakfast)\b"),
    ("book", r"\bbooks?\b|\bnovels?\b|\bread\b"),
    ("gift", r"\bgifts?\b|\bpresents?\b"),
    (
        "pastime",
        (
            r"\b(?:activit(?:y|ies)|hobb(?:y|ies)|weekend|bored|pastime|something to do|things? to do|what "
            r"(?:should|can|could) i do|plans?|destination|trip|vacation|holiday|where should i go)\b"
        ),
    ),
)
_ASK = re.compile(
    (
        r"\b(?:suggest(?:ion|ions)?|recommend(?:ation|ations|ed)?|ideas?|propose|what (?:should|can|"
        r"could) i|which|where should i|give me|any good|pick|help me (?:find|choose)|for me\b|what(?:'s| "
        r"is) a good|some good|best)\b"
    ),
    re.I,
)


_SUBJECT = re.compile(
    r"\b(?:books?|novels?|films?|movies?)\b.{0,12}?\babout\s+(?!me\b|my\b|that\b|it\b)([\w-]+(?: [\w-]+){0,2})", re.I
)


@skill("suggestions")
def offer(talk: Talk) -> Offer | None:
    """Fits requests for something to do, see, read, eat or give."""
    text = talk.gist
    if len(text) > 400 or not _ASK.search(text) or re.search(r"\bmy (?:favou?rite|hobb)", text, re.I):
        return None
    kind = next((kind for kind, pattern in _KINDS if re.search(pattern, text, re.I)), "")
    if not kind:
        return None
    personal = re.search(r"\b(?:me|my|i)\b", text, re.I)
    return Offer(
        0.82 if kind in {"hiking destination", "gift", "book", "film"} or (personal and "know about me" in text) else 0.74,
        lambda: _suggest(talk, kind),
    )


def _count(text: str, most: int) -> int:
    if match := re.search(rf"\b({number_pattern()})\b", text, re.I):
        return min(max(number(match[1]) or 1, 1), most)
    return 1 if re.search(r"\ban?\b", text, re.I) and not re.search(r"s\b(?: for me)?\W*$", text) else min(3, most)


def _ordered(talk: Talk, kind: str, known: list[Fact]) -> list[Idea]:
    shy = [value.lower().rstrip("s") for value in facts.of(known, "dislike", "allergy")]
    ideas = [idea for idea in _IDEAS[kind] if not any(value in f"{idea.name} {idea.why} {idea.fits}".lower() for value in shy)]
    told = "\n".join(pair.told for pair in talk.past[-8:])
    ideas = (
        [idea for idea in ideas if f"**{idea.name}" not in told and f"**{capitalise(idea.name)}" not in told]
        or ideas
        or list(_IDEAS[kind])
    )
    if not any(_speaking_for(idea, known, talk.gist) for idea in ideas):
        return shuffled(ideas, talk.gist)
    return sorted(ideas, key=lambda idea: -len(_speaking_for(idea, known, talk.gist)))


def _suggest(talk: Talk, kind: str) -> Reply:
    known = facts.known(talk.said)
    count = _count(talk.gist, len(_IDEAS[kind]))
    ordered = _ordered(talk, kind, known)
    best, others = ordered[0], ordered[1 : max(count, 3)]
    reasons = list(dict.fromkeys(fact.told() for idea in ordered[:count] for fact in _speaking_for(idea, known, "")))
    name = facts.name_in(known)
    missed = _missed(talk.gist, kind)
    lead = f"{f'Since {join(reasons[:3])}, I' if reasons else 'I'} suggest"
    lead = f"My short list has no {kind} on {missed}. Of what it has, {lead}" if missed else lead
    points = tuple(f"**{capitalise(idea.name)}:** {idea.why}." for idea in ordered[: max(count, 3)])
    if count > 1:
        text = f"{lead}{', ' + name if name else ''}:\n\n{numbered(points[:count])}"
    else:
        text = f"{lead} **{best.name}**{', ' + name if name else ''}: {best.why}."
        text += (
            f"\n\nIf that isn't it, {join([idea.name for idea in others], 'or')} would be a good choice too." if others else ""
        )
    return Reply(
        text,
        f"Try {join([idea.name for idea in ordered[:count]])}.",
        best.name,
        points,
        notes=_notes(kind, known, reasons, best, others),
        data={"suggestions": [{"name": idea.name, "why": idea.why} for idea in ordered[:count]]},
    )


def _missed(text: str, kind: str) -> str:
    """The subject that was asked for, when nothing on the list speaks of it."""
    subject = _SUBJECT.search(text)
    if subject is None:
        return ""
    words = [word.lower()[:5] for word in subject[1].split()]
    found = any(word in f"{idea.name} {idea.why} {idea.fits}".lower() for idea in _IDEAS[kind] for word in words)
    return "" if found else subject[1].strip()


def _notes(kind: str, known: list[Fact], reasons: list[str], best: Idea, others: list[Idea]) -> tuple[Note, ...]:
    shy = facts.of(known, "dislike", "allergy")
    unknown = "Nothing the user told me bears on this choice." if known else "The user has told me nothing about themselves yet."
    return (
        Note("Recalling what I know about the user", f"Relevant here: {join(reasons)}." if reasons else unknown),
        Note(
            "Comparing the options",
            f"Of {len(_IDEAS[kind])} ideas for a {kind}, {best.name} fits best; next come {join([idea.name for idea in others])}."
            + (f" I leave out what contains {join(shy, 'or')}." if shy else ""),
        ),
    )


def _speaking_for(idea: Idea, known: list[Fact], question: str) -> list[Fact]:
    wanted = idea.fits.split()
    found = [
        fact
        for fact in known
        if fact.kind not in {"dislike", "allergy", "name"}
        and any(word[:5] in f"{fact.value} {fact.about}".lower() for word in wanted)
    ]
    return found + [Fact("said", "") for word in wanted if question and word[:5] in question.lower()]
