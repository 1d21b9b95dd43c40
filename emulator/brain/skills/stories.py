"""Short stories, two-sentence horror, haiku and rhymed poems, made from the subject and the names in the request."""

from __future__ import annotations

import re

from emulator.brain import facts, library, moulds
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, number, number_pattern, pick, sentences

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
_HAIKU = (
    ("{S} in the still dawn", "a soft breath moves through the light", "and the day begins"),
    ("{S}, far and near", "a quiet thought comes to rest", "where the evening ends"),
    ("Rain on the window", "I think of {s} again", "the kettle whispers"),
)


def _subject(talk: Talk) -> str:
    match = _ABOUT.search(talk.gist)
    return re.sub(r"^(?:2|two|3|three|short)\b.*", "", match[1]).strip() if match else ""


@skill("stories")
def offer(talk: Talk) -> Offer | None:
    """Fits requests for a piece of fiction or verse."""
    text = talk.gist
    if (
        len(text) > 800
        or not _MAKE.search(text)
        or re.search(r"\b(?:success|user|cover) stor|what is a (?:poem|haiku|story)", text, re.I)
    ):
        return None
    if re.search(r"\b(?:horror|scary|spooky|ghost)\b", text, re.I):
        return Offer(0.93, lambda: _horror(talk))
    if _POEM.search(text):
        return Offer(
            0.92,
            lambda: (
                _haiku(talk)
                if re.search(r"haiku", text, re.I)
                else _limerick(talk)
                if re.search(r"limerick", text, re.I)
                else _poem(talk)
            ),
        )
    return (
        Offer(0.9, lambda: _story(talk))
        if _STORY.search(text) and not re.search(rf"\b\d{{3,}} words|{number_pattern()} hundred words", text, re.I)
        else None
    )


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
    subject = _subject(talk) or "the sea"
    lines = [line.format(S=capitalise(subject), s=subject) for line in pick(_HAIKU, subject, len(talk.past))]
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
    name = facts.name_in(facts.known(talk.said)) or "Lou"
    subject = _subject(talk) or "a code review"
    lines = (
        f"A curious thinker called {name}",
        f"once wondered about {subject}, too;",
        "They asked and they read,",
        "till it stuck in their head,",
        "and then taught it to somebody new.",
    )
    return Reply(
        "  \n".join(lines),
        points=lines,
        fixed=True,
        notes=(Note("Choosing the form", f"A limerick has five lines, rhymed AABBA; this one is about {subject}."),),
    )


def _poem(talk: Talk) -> Reply:
    subject = _subject(talk) or "a new day"
    entry = library.get(subject)
    named = capitalise(subject)
    one = (
        f"{named}, I thought I knew you well,",
        "a name that any book could tell;",
        "but looking close, I came to see",
        "how much was still unknown to me.",
    )
    two = (
        "The morning came, the light was low,",
        "I had no other place to go;",
        f"I sat and thought of {subject} then,",
        "and put my question down by pen.",
    )
    end = (
        "So let the answers come and stay,",
        "or drift like clouds and go their way;",
        "the best of all that thoughts can do",
        "is leave the world a little new.",
    )
    verses = "\n\n".join("  \n".join(verse) for verse in (one, two, end))
    notes = (
        Note("Choosing the form", "Three verses of four lines in rhyming pairs, with four beats to a line."),
        Note("Finding the subject", f"It is {subject}" + (f", on which the library says: {entry.lead}" if entry else ".")),
    )
    return Reply(f"**{named}**\n\n{verses}", points=one, fixed=True, notes=notes)


def _hero(talk: Talk) -> str:
    match = re.search(r"\b(?:named|called|name is) ([A-Z][\w'-]{1,20})", talk.gist)
    return match[1] if match else pick(("Mira", "Tom", "Asha", "Jonas", "Lea", "Ravi"), talk.gist)


def _story(talk: Talk) -> Reply:
    subject = _subject(talk) or pick(("lighthouse", "lost letter", "old clock"), talk.gist)
    hero = _hero(talk)
    told = moulds.tell(subject, hero, len(talk.past))
    notes = (
        Note("Choosing hero and place", f"{hero} in {told.place}, with {told.friend} as the helper."),
        Note("Building the story", f"{told.plan} The subject is {subject}."),
    )
    if match := re.search(rf"\b({number_pattern()})[ -]sentences?\b", talk.gist, re.I):
        kept = " ".join(sentences(" ".join(told.paragraphs))[: number(match[1]) or 3])
        return Reply(kept, fixed=True, notes=notes)
    return Reply(
        f"**{told.title}**\n\n" + "\n\n".join(told.paragraphs),
        told.brief,
        hero,
        notes=notes,
        data={"title": told.title, "story": " ".join(told.paragraphs)},
    )
