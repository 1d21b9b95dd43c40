"""What the offline model can do, told to whoever asks."""

from __future__ import annotations

from emulator.brain import facts
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Reply
from emulator.brain.text import bullets

CAN = (
    "remember what you tell me in this conversation and refer back to it, days and plans included",
    "calculate: sums, small word problems, percentages, dates, times elsewhere, distances, units, shapes and whole numbers",
    "tell you about countries and cities, and suggest where to go, what to see and what to eat",
    "explain some three hundred and eighty subjects from a small library, and compare them",
    "summarise, shorten, sort, count or reshape a text you paste",
    "write jokes, stories, poems, e-mails, posts and taglines, and carry them on",
    "show small pieces of code and explain them line by line",
    "answer in the form you want: one sentence, bullet points, a table, JSON",
)


def skills(talk: Talk) -> Reply:
    """The groups of things that work offline, with examples."""
    text = (
        "Even offline there is a good deal I can do. I can:\n\n"
        + bullets(CAN)
        + "\n\nTry *“Suggest 3 cities to visit in Japan”* or *“What's the total for $100 with 8% tax?”*"
    )
    return Reply(
        text,
        "I can remember, calculate, look things up, write and reshape text.",
        "Plenty",
        tuple(item[:1].upper() + item[1:] for item in CAN),
        notes=(Note("Listing the skills", f"I name {len(CAN)} groups of things that work offline, with two examples."),),
    )


def remembering(talk: Talk) -> Reply:
    """What is remembered, and where."""
    known = len(facts.known(talk.said))
    so_far = f" So far you told me {known} thing{'s' * (known > 1)} about yourself." if known else ""
    return Reply(
        "Yes, all that was said in this conversation: the server keeps each turn, and the next request only names the last "
        f"one with `previous_interaction_id`.{so_far} A new chat begins with nothing.",
        "Yes, within this conversation.",
        "Yes",
        notes=(Note("Explaining the memory", f"The history has {len(talk.past)} turns; it comes with the request's id."),),
    )
