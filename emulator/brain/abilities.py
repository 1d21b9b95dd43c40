"""What the offline model can do, told to whoever asks."""

from __future__ import annotations

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Reply
from emulator.brain.text import bullets

CAN = (
    "remember what you tell me in this conversation and refer back to it",
    "calculate: sums, percentages, dates, units, primes and Fibonacci numbers",
    "tell you about countries and cities, and suggest where to go, what to see and what to eat",
    "explain some three hundred and eighty subjects from a small library, and compare them",
    "summarise, shorten, sort, count or reshape a text you paste",
    "write jokes, short stories, poems, e-mails and small code examples",
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
