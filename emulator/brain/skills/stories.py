"""Short stories, two-sentence horror, haiku and rhymed poems, made from the subject and the names in the request."""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import facts, library, moods, moulds, verses
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import article, capitalise, number, number_pattern, pick, sentences

_STORY = re.compile(r"\b(?:story|stories|tale|fable|fairy ?tale|bedtime story|fiction|narrative)\b", re.I)
_POEM = re.compile(r"\b(?:poems?|haikus?|limericks?|verses?|rhymes?|sonnet|lyrics|song about)\b", re.I)
_MAKE = re.compile(r"\b(?:write|tell|share|give|create|make|compose|invent|read|want|need|another|a|an|short)\b", re.I)
_ABOUT = re.compile(
    (
        r"\b(?:about|on|of|for|featuring|with|starring)\s+(?:an? |my )?([\w' -]{2,60}?)(?:\s+(?:in|with|"
        r"for|please|that|who|which|using|and make)\b|[.,!?;]|$)"
    ),
    re.I,
)
_HORROR = (
    (
        "I woke to the sound of my daughter calling me from downstairs.",
        "As I reached for the door, she took my hand from under the bed and whispered: “I heard it too.”",
    ),
    (
        ("Every night the old lighthouse blinked three times, and every night I blinked my lamp three times back."),
        ("This morning I learned that it has stood empty for forty years, and tonight it blinked four times."),
    ),
    (
        "The doctor smiled and told me that I'd been the only survivor of the crash.",
        ("I couldn't answer, because my brother, sitting on the edge of my bed, was holding a finger to his lips."),
    ),
)

_NAMED = re.compile(
    r"(?:\b(?:about|of|with|featuring)\s+(?P<kind>(?:an?|the|my) (?:[a-z]+ ){0,2}[a-z]+),? )?"
    r"\b(?:named|called|whose name is|name is) (?P<name>[A-Z][\w'-]{1,20})"
)
"""Somebody with a name, and what they are: a story about a dragon named Ember has Ember, a dragon, as its hero."""
_DOING = re.compile(
    r"\b(?:about|of|with|featuring)\s+((?:an?|the|my) [a-z][a-z -]{1,40}? (?:who|that|which) [a-z][^.!?\n]{2,60}?)"
    r"(?=,? (?:in|with) (?:\d|a few|three|five|ten)|[.!?\n]|$)",
    re.I,
)
"""Somebody with a deed: a story about a robot who learns to paint has that robot as its hero."""


_FURTHER = re.compile(r",? ((?:who|that|which) [a-z][^.!?\n]{2,60})")
_HEROES = ("Mira", "Tom", "Asha", "Jonas", "Lea", "Ravi")
_WOMEN = re.compile(
    r"\b(?:girl|woman|princess|queen|mother|grandmother|sister|witch|mermaid|lady|nun|wife|daughter|heroine)\b", re.I
)
_MEN = re.compile(r"\b(?:boy|man|prince|king|father|grandfather|brother|monk|husband|son)\b", re.I)
_BEING = re.compile(
    r"\b(?:[a-z]+(?:keeper|er|or|ist|man|woman)|robot|dragon|princess|prince|king|queen|girl|boy|child|"
    r"mouse|cat|dog|fox|bear|rabbit|hedgehog|owl|"
    r"penguin|elephant|lion|wolf|unicorn|witch|wizard|knight|pirate|astronaut|detective|ghost|giant|"
    r"elf|fairy|mermaid|monster|dinosaur|horse|"
    r"turtle|tortoise|snail|bee|bird|duck|frog|pig|cow|chicken|monkey|tiger|whale|dolphin|cook|chef|"
    r"thief|spy|nurse|alien|snowman)$",
    re.I,
)


def subject_in(text: str) -> str:
    """What a piece is to be about."""
    match = _ABOUT.search(text)
    found = re.sub(r"^(?:2|two|3|three|short)\b.*", "", match[1]).strip() if match else ""
    named = re.fullmatch(r"[a-z]+ ([A-Z][\w'-]+)", found)
    return named[1] if named else "" if found.lower() in {"it", "this", "that", "me", "fun"} else found


@skill("stories")
def offer(talk: Talk) -> Offer | None:
    """Fits requests for a piece of fiction or verse."""
    form = form_in(talk.gist)
    if form == "story" and re.search(r"\bthe (?:story|tale|plot) of\b", talk.gist, re.I) and _is_a_book(talk.gist):
        return None
    return Offer({"horror": 0.93, "story": 0.9}.get(form, 0.92), partial(compose, talk, form)) if form else None


def _is_a_book(text: str) -> bool:
    """True when a text names a work that has its own story."""
    return any("books" in entry.tags and "people" not in entry.tags for entry in library.named(text))


def form_in(text: str) -> str:
    """The form of fiction or verse that a text asks for: horror, haiku, limerick, poem, story, or nothing."""
    if (
        len(text) > 800
        or not _MAKE.search(text)
        or re.search(r"\b(?:success|user|cover) stor|what is a (?:poem|haiku|story)", text, re.I)
    ):
        return ""
    if re.search(r"\b(?:horror|scary|spooky|ghost)\b", text, re.I) and not _POEM.search(text):
        return "horror"
    if _POEM.search(text):
        return next((form for form in ("haiku", "limerick") if form in text.lower()), "poem")
    long = re.search(rf"\b\d{{3,}} words|{number_pattern()} hundred words", text, re.I)
    return "story" if _STORY.search(text) and not long else ""


def compose(talk: Talk, form: str) -> Reply:
    """A piece in this form, as the request says; a later turn of the conversation brings another one."""
    return _FORMS[form](talk)


def _horror(talk: Talk) -> Reply:
    first, second = pick(_HORROR, talk.gist, len(talk.past))
    return Reply(
        f"{first} {second}",
        f"{first} {second}",
        fixed=True,
        notes=(
            Note("Choosing the form", "A two-sentence horror story needs a calm first sentence and a second that turns it."),
            Note("Building the turn", f"The first sentence promises safety: “{first[:60]}…” The second takes it away."),
        ),
    )


def _haiku(talk: Talk) -> Reply:
    subject = subject_in(talk.gist) or "the sea"
    lines = verses.haiku(subject, len(talk.past))
    return Reply(
        "  \n".join(lines),
        points=tuple(lines),
        fixed=True,
        notes=(
            Note("Choosing the form", "A haiku has three short lines and one image."),
            Note("Finding the image", f"The subject is {subject}; I set it in a quiet moment."),
        ),
    )


def _limerick(talk: Talk) -> Reply:
    subject = subject_in(talk.gist) or "a code review"
    counted = re.search(rf"\b(?:an?|the|my) {re.escape(subject)}\b", talk.gist, re.I)
    lines = verses.limerick(counted[0] if counted else subject, facts.name_in(facts.known(talk.said)) or "Lou", len(talk.past))
    return Reply(
        "  \n".join(lines),
        points=lines,
        fixed=True,
        notes=(Note("Choosing the form", f"A limerick has five lines, rhymed AABBA; this one is about {subject}."),),
    )


def _poem(talk: Talk) -> Reply:
    mood = moods.mood_in(talk.gist) or "thoughtful"
    subject = subject_in(talk.gist) or (
        "your smile" if mood == "love" or re.search(r"\blove|romantic", talk.gist, re.I) else "a new day"
    )
    entry = library.get(subject)
    written = verses.poem(subject, mood)
    notes = (
        Note("Choosing the form", "Three verses of four lines in rhyming pairs, with four beats to a line."),
        Note("Finding the subject", f"It is {subject}" + (f", on which the library says: {entry.lead}" if entry else ".")),
        Note("Finding the mood", f"It is {mood}."),
    )
    text = "\n\n".join("  \n".join(verse) for verse in written)
    return Reply(f"**{capitalise(subject)}**\n\n{text}", points=written[0], fixed=True, notes=notes)


def _story(talk: Talk) -> Reply:
    named, doing = _NAMED.search(talk.gist), _DOING.search(talk.gist)
    kind = ((named["kind"] or "") if named else "").strip() or (doing[1] if doing else "")
    if named and kind and (further := _FURTHER.match(talk.gist, named.end())):
        kind = f"{kind} {further[1]}"
    subject = "" if kind else subject_in(talk.gist)
    if subject and not kind and _BEING.search(subject) and not subject[:1].isupper():
        kind = f"{article(subject)} {re.sub(r'^(?:an?|the|my) ', '', subject)}"
        subject = ""
    subject = subject or pick(("lighthouse", "lost letter", "old clock"), talk.gist)
    heroes = _HEROES[::2] if _WOMEN.search(kind) else _HEROES[1::2] if _MEN.search(kind) else _HEROES
    hero = named["name"] if named else pick(heroes, talk.gist)
    told = moulds.tell(subject, hero, len(talk.past), kind)
    notes = (
        Note("Choosing hero and place", f"{hero} in {told.place}, with {told.friend} as the helper."),
        Note("Building the story", f"{told.plan} The subject is {subject}."),
    )
    if match := re.search(rf"\b({number_pattern()})[ -]sentences?\b", talk.whole[:800], re.I):
        kept = " ".join(sentences(" ".join(told.paragraphs))[: number(match[1]) or 3])
        return Reply(kept, fixed=True, notes=notes)
    return Reply(
        f"**{told.title}**\n\n" + "\n\n".join(told.paragraphs),
        told.brief,
        hero,
        notes=notes,
        data={"title": told.title, "story": " ".join(told.paragraphs)},
    )


_FORMS = {"horror": _horror, "haiku": _haiku, "limerick": _limerick, "poem": _poem, "story": _story}
