"""The last resort: say kindly what the offline model cannot do and what it can.

Fits everything a little, so that there is always an answer; never pretends to know.
"""

from __future__ import annotations

import re

from emulator.brain import library, sides, subjects
from emulator.brain.dialogue import REFUSAL, Talk
from emulator.brain.grammar import QUESTION
from emulator.brain.library import Entry
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import cut, pick, shuffled

EXAMPLES = (
    "Hi, my name is Karthik. I like cricket.",
    "What are the three largest cities in Spain?",
    "What's the total for $100 with 8% tax?",
    "Explain how neural networks work.",
    "Suggest 3 cities to visit in Japan.",
    "Tell me a short joke about programming.",
    "How many days until Christmas?",
    "Write a haiku about the sea.",
    "Convert 10 miles to km.",
    "Write an email to my team about the new release date.",
)


_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "poiuytrewq", "lkjhgfdsa", "mnbvcxz")
_TOLD = re.compile(
    r"^\W*(?:(?:and|but|so|well|also|because|then) )*(?:i|we|my|our|he|she|they|it|this|that|there)\b(?!.*\?)", re.I
)
"""A remark rather than a request."""
_HARD = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}")


@skill("fallback")
def offer(talk: Talk) -> Offer:
    """Always there, never preferred."""
    if not re.search(r"\w", talk.gist):
        return Offer(0.01, lambda: _empty(talk))
    if _gibberish(talk.gist):
        return Offer(0.01, lambda: _slip(talk))
    told = _TOLD.match(talk.gist) and len(talk.gist) < 400 and not QUESTION.match(talk.gist.strip())
    return Offer(0.01, lambda: _heard(talk) if told else _unknown(talk))


def _gibberish(text: str) -> bool:
    found = re.findall(r"[a-z]{3,}", text.lower())
    if len(found) > 1 and len(set(found)) == 1:
        return True
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


def _heard(talk: Talk) -> Reply:
    """A remark that asks for nothing is taken in, not refused."""
    said = cut(talk.gist, 80).rstrip(".!")
    text = pick(
        (
            "I see, and I keep it in mind for this chat. What would you like me to do with it?",
            "Thanks for telling me. Is there something I can do with it, look up or write about it?",
            "Understood. What shall we do next?",
        ),
        talk.gist,
    )
    return Reply(text, notes=(Note("Hearing a remark", f"“{said}” asks for nothing, so I take it in and ask back."),))


def _unknown(talk: Talk) -> Reply:
    near = _near(talk.gist)
    subject = cut(talk.gist, 80).rstrip(".?!")
    first = pick(("I have no good answer to", "I don't know enough to answer", "That is beyond me, I'm afraid:"), talk.gist)
    offered = [_question(place, entry) for place, entry in enumerate(near)] or shuffled(EXAMPLES, talk.gist)[:3]
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
            else "No article is on what the request names.",
        ),
        Note("Deciding to be frank", "A made-up answer would mislead, so I say what I cannot do and what I can."),
    )
    return Reply(text, "I can't answer that offline.", "Unknown", notes=notes)


def _near(text: str) -> list[Entry]:
    """At most three articles that have a word of the request in their name or speak of it, then what is close to them."""
    asked = [word for word in subjects.rest(text) if word not in subjects.GENERAL and len(word) > 3]
    proper = {library.fold(name) for name in re.findall(r"(?<=[a-z,] )[A-Z]\w{2,}(?: [A-Z]\w+)*", text[:400]) if " " not in name}
    found = [(word, [entry for entry, _ in library.search(word, 6)]) for word in dict.fromkeys([*asked, *proper])]
    alone = len({*asked}) == 1
    hits = [
        entry
        for word, ones in found
        for place, entry in enumerate(ones)
        if _in_name(entry, [word]) or (word in proper and len(ones) < 3) or (alone and place == 0)
    ]
    near = [*library.named(text[:400]), *hits]
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
