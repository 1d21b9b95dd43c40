"""Whether something holds, as a text says or what it speaks of is made of: vegan, gluten-free, a non-smoker, meant the other way.

Yields nothing where the text is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from emulator.brain.tools import tickets, words

_IRONY = frozenset({"sarcasm", "sarcastic", "irony", "ironic"})
_FREE = re.compile(r"\b(?:no|without|free of|free from|zero)\s+(?:any\s+|added\s+)?([a-z]+)|\b([a-z]+)[- ]free\b", re.I)
_ALLERGENS = {
    "nuts": "nut nuts almond almonds hazelnut hazelnuts walnut walnuts cashew cashews pecan pecans pistachio pistachios",
    "peanuts": "peanut peanuts", "eggs": "egg eggs", "gluten": "gluten wheat rye barley flour", "soy": "soy soya tofu",
    "milk": "milk butter cream cheese yogurt yoghurt lactose dairy", "fish": "fish salmon tuna cod anchovy anchovies",
    "shellfish": "shellfish shrimp shrimps prawn prawns crab lobster", "sesame": "sesame tahini", "celery": "celery",
    "mustard": "mustard",
}  # fmt: skip
_MEAT = (
    "meat beef pork chicken turkey lamb bacon ham sausage salami duck veal fish salmon tuna"
    " cod anchovy anchovies shrimp shrimps prawns gelatin gelatine"
)
_ANIMAL = f"{_MEAT} egg eggs milk butter cream cheese yogurt yoghurt honey parmesan mozzarella feta"
_HELPING = frozenset("free is has have contains includes allowed available required needed possible needs will can".split())


def allergens(text: str) -> list[str]:
    """Which of the usual allergens a dish holds by its ingredients."""
    free = {word.lower() for match in _FREE.finditer(text) for word in match.groups() if word}
    said = set(re.findall(r"[a-z]+", text.lower())) - free
    return [name for name, row in _ALLERGENS.items() if said & set(row.split()) and not free & set(row.split())]


def of(own: Set[str], text: str) -> Iterator[bool]:
    """Whether something holds, where the text says so or what it is made of does."""
    said = set(re.findall(r"[a-z]+", text.lower()))
    free = {word.lower() for match in _FREE.finditer(text) for word in match.groups() if word}
    yield from _eaten(own, said, free, text)
    yield from _sold(own, text)
    if own & _IRONY:
        yield tickets.sneers(text)
    for word in own - _HELPING if not own & {"free", "contains", "includes"} else ():
        root = re.escape(words.stem(word))
        if len(root) > 3 and re.search(rf"\b(?:non-?\s?|never |no longer |not (?:an? |yet )?|no ){root}", text, re.I):
            yield False
    for word in own - {"free", "is", "has", "contains"}:
        if "free" in own and word in said:
            yield word in free
        elif own & {"contains", "has", "includes"} and word in free:
            yield False


def _eaten(own: Set[str], said: Set[str], free: Set[str], text: str) -> Iterator[bool]:
    """Whether a dish is vegan or vegetarian by what is in it, or by what is said of it."""
    if not own & {"vegan", "vegetarian"}:
        return
    word, animal = ("vegan", _ANIMAL) if "vegan" in own else ("vegetarian", _MEAT)
    if said & set(animal.split()) - free:
        yield False
    elif re.search(rf"\b(?:is|are|fully|100% )?\s?{word}\b(?![^.]*\?)", text, re.I):
        yield not re.search(rf"\bnot {word}|non-{word}", text, re.I)


_NEGOTIABLE = re.compile(
    r"\b(?:or nearest offer|o\.?n\.?o\b|o\.?b\.?o\b|or best offer|negotiable|VB\b|make an offer|offers? welcome)", re.I
)
_FETCHED = re.compile(r"\b(?:collection|pick-?up|collect)\b[^.]{0,30}\bonly\b", re.I)


def _sold(own: Set[str], text: str) -> Iterator[bool]:
    """Whether a price can be talked about, and whether a thing is sent."""
    if own & {"negotiable", "vb", "obo"}:
        yield bool(_NEGOTIABLE.search(text))
    if own & {"delivery", "shipping", "ships", "delivers"} and _FETCHED.search(text):
        yield False
