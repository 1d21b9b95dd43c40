"""The last resort: say kindly what the offline model cannot do and what it can.

Fits everything a little, so that there is always an answer; never pretends to know.
"""

from __future__ import annotations

import re

from emulator.brain import library, sides, subjects
from emulator.brain.dialogue import REFUSAL, Talk
from emulator.brain.library import Entry
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import cut, pick

EXAMPLES = (
    "Hi, my name is Karthik. I like cricket.",
    "What are the three largest cities in Spain?",
    "What's the total for $100 with 8% tax?",
    "Explain how neural networks work.",
    "Suggest 3 cities to visit in Japan.",
    "Tell me a short joke about programming.",
    "How many days until Christmas?",
    "Summarise this text: …",
    "Write a haiku about the sea.",
    "Convert 10 miles to km.",
)


_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "poiuytrewq", "lkjhgfdsa", "mnbvcxz")
_COMMON = 8
"""A word that more articles have says little of which of them is near."""
_HARD = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}")


@skill("fallback")
def offer(talk: Talk) -> Offer:
    """Always there, never preferred."""
    if not re.search(r"\w", talk.gist):
        return Offer(0.01, lambda: _empty(talk))
    return Offer(0.01, lambda: _slip(talk) if _gibberish(talk.gist) else _unknown(talk))


def _gibberish(text: str) -> bool:
    found = re.findall(r"[a-z]{4,}", text.lower())
    odd = [
        word
        for word in found
        if any(word[at : at + 4] in row for row in _ROWS for at in range(len(word) - 3)) or _HARD.search(word)
    ]
    return bool(odd) and 2 * len(odd) > len(found) and len(text.split()) <= 8


def _slip(talk: Talk) -> Reply:
    text = f"“{cut(talk.gist, 60)}” looks like a slip of the keyboard to me. What would you like to ask?"
    return Reply(
        text, text, "Slip", notes=(Note("Reading the letters", "They follow the rows of a keyboard and make no words."),)
    )


def _empty(talk: Talk) -> Reply:
    if pictures := re.findall(r"[\U0001F300-\U0001FAFF\u2600-\u27BF]", talk.gist):
        text = f"{pictures[0]} to you too! Tell me in words what I can do for you."
        return Reply(text, text, pictures[0], notes=(Note("Seeing only pictures", "The message holds emoji and no words."),))
    text = "I received no words to work with. Ask me anything, for example:\n\n" + "\n".join(
        f"- *{example}*" for example in EXAMPLES[:4]
    )
    return Reply(
        text,
        "Please send me a question.",
        "Empty",
        notes=(Note("Finding no words", "The message holds no letters or digits, so I offer examples instead."),),
    )


def _unknown(talk: Talk) -> Reply:
    near = _near(talk.gist)
    if not near and (spoken := subjects.before(talk.past)):
        near = [spoken.entries[0], *library.related(spoken.entries[0], 2)]
    subject = cut(talk.gist, 80).rstrip(".?!")
    first = pick(("I have no good answer to", "I don't know enough to answer", "I can't say anything sensible to"), talk.gist)
    start = len(talk.gist) % (len(EXAMPLES) - 2)
    offered = [_question(place, entry) for place, entry in enumerate(near)] or EXAMPLES[start : start + 3]
    text = (
        f"{first} “{subject}”. I'm the demo model: {REFUSAL}. With an API key, Gemini answers here instead.\n\n"
        f"{'Close to your question I can offer' if near else 'What I can do, for example'}:\n\n"
        + "\n".join(f"- *{question}*" for question in offered)
    )
    notes = (
        Note("Looking for a skill that fits", f"No skill recognises “{subject}” well enough to answer it."),
        Note(
            "Searching the library",
            f"The nearest articles are {', '.join(entry.title for entry in near)}."
            if near
            else "No article shares enough words with the request.",
        ),
        Note("Deciding to be frank", "A made-up answer would mislead, so I say what I cannot do and what I can."),
    )
    return Reply(text, "I can't answer that offline.", "Unknown", notes=notes)


def _near(text: str) -> list[Entry]:
    """At most three articles that have an uncommon word of the request, those with it in their name first."""
    asked = [word for word in subjects.rest(text) if word not in subjects.GENERAL and len(word) > 3]
    found = [(word, [entry for entry, _ in library.search(word, _COMMON + 1)]) for word in dict.fromkeys(asked)]
    telling = [entry for word, hits in found for entry in hits if _in_name(entry, [word]) or 0 < len(hits) <= _COMMON]
    named = [entry for entry in telling if not entry.is_city]
    near = sorted(dict.fromkeys(named), key=lambda entry: (-named.count(entry), not _in_name(entry, asked)))[:3]
    return list(dict.fromkeys([*near, *(library.related(near[0], 3) if near else ())]))[:3]


def _in_name(entry: Entry, wanted: list[str]) -> bool:
    named = {word.rstrip("s") for name in (entry.title, *entry.aliases) for word in library.tokens(name)}
    return any(library.fold(word).rstrip("s") in named for word in wanted)


def _question(place: int, entry: Entry) -> str:
    """A question that will be answered, of another kind at each place."""
    if entry.is_city:
        return f"What should I see in {entry.title}?"
    name = sides.spoken(entry)
    if place == 1 and "pros" in entry.fields:
        return f"What are the pros and cons of {name}?"
    return f"Give me an example of {name}." if place == 2 and sides.examples(entry) else f"Explain {name}."
