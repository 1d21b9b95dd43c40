"""How a statement is told back to the user: "I like my cat" becomes "you like your cat"."""

from __future__ import annotations

import re

TOLD = {
    "name": "your name is {v}",
    "age": "you are {v} years old",
    "home": "you live in {v}",
    "origin": "you come from {v}",
    "job": "you work as {a} {v}",
    "field": "you work in {v}",
    "employer": "you work at {v}",
    "birthday": "your birthday is {v}",
    "allergy": "you are allergic to {v}",
    "diet": "you are {v}",
    "like": "you like {v}",
    "dislike": "you don't like {v}",
    "speak": "you speak {v}",
    "learning": "you are learning {v}",
    "plan": "you are planning {v}",
    "ended": "you are no longer {v}",
    "note": "you asked me to remember: {v}",
    "the": "the {b} is {v}",
    "my": "your {b} is {v}",
}


def told(kind: str, value: str, about: str) -> str:
    """A statement as a clause addressed to the user."""
    if kind == "have":
        return f"you have {second_person(value) if not about else article(about) + ' called ' + value}"
    if kind == "plan" and value.startswith("to "):
        return f"you want {value}"
    if kind == "plan" and not re.match(r"(?:an?|the|my|our) ", value):
        return f"you are planning {value}"
    if kind == "job" and re.match(r"(?:an?|the) ", value):
        return f"you are {value}"
    return TOLD.get(kind, "you said {v}").format(
        v=second_person(value), b=second_person(about), a="an" if value[:1].lower() in "aeiou" else "a"
    )


def article(noun: str) -> str:
    """A noun with "a" or "an", unless a number leads it."""
    return noun if re.match(r"(?:two|three|four|\d)\b", noun) else f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def second_person(text: str) -> str:
    """'my sister and I am' -> 'your sister and you are'."""
    swaps = {
        "my": "your",
        "i": "you",
        "me": "you",
        "mine": "yours",
        "i'm": "you're",
        "i've": "you've",
        "am": "are",
        "our": "your",
        "myself": "yourself",
    }
    return re.sub(
        r"(?<!\w)(?:my|i'm|i've|i|me|mine|am|our|myself)(?!\w)", lambda match: swaps[match.group().lower()], text, flags=re.I
    )
