"""A recipe that a text tells: what is taken and how much of it, what is done, and for how long.

Reads amounts with spoons, cups and fractions; what it doesn't find is left to the recipes that are known by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from emulator.brain.text import sentences
from emulator.brain.tools import values, words

_PART = r"(?:\d{1,2}/\d{1,2}|[½¼¾⅓⅔⅛])"
_COUNT = "half one two three four five six seven eight nine ten twelve a an".split()
_AMOUNT = (
    rf"(?:\d{{1,5}}(?:[.,]\d{{1,2}})?(?:(?:\s(?:and\s)?|\s?){_PART})?(?:\s?(?:-|–|to)\s?\d{{1,4}})?"
    rf"|{_PART}|(?:{'|'.join(_COUNT)})(?: an?)?\b)"
)
_UNIT = (
    r"(?:cups?|tablespoons?|teaspoons?|tbsps?|tbs|tsps?|grams?|kilograms?|kg|g|ml|cl|dl|lit(?:er|re)s?|l|ounces?|oz|pounds?|lbs?"
    r"|cloves?|pinch(?:es)?|sticks?|cans?|tins?|slices?|sprigs?|handfuls?|dash(?:es)?|packages?|packets?|bunch(?:es)?|heads?"
    r"|pieces?|scoops?|sheets?|EL|TL|Prisen?|Stück)\b\.?"
)
_ITEM = re.compile(
    rf"(?<![\w/.,-])(?P<amount>{_AMOUNT})\s?(?P<unit>(?:heaping |level |large |small )?{_UNIT})?\s{{0,2}}(?:of (?:the )?)?"
    rf"(?P<name>[a-zà-ÿ][^,;.\n\d:]{{1,60}}?)(?=\s*(?:[,;.\n]|$|:)|\s+(?:and|plus|with)\s+{_AMOUNT}\b"
    rf"|\s(?:for|into|in|to|until|on|over)\b)",
    re.I,
)
_NO_FOOD = re.compile(
    r"^(?:minutes?|mins?|hours?|hrs?|seconds?|degrees?|servings?|people|persons?|portions?|times?|batch|loaf|loaves|°|inch\w*|cm"
    r"|medium heat|high heat|low heat|large bowl|small bowl|bowl|pan|pot|oven|at a time|days?|calories|kcal|separate|medium bowl"
    r"|stars?|serving|quick|great|delicious|few|lot|little|simple|classic|recipe)\b",
    re.I,
)
_VERBS = frozenset(
    "mash mix bake preheat whisk cream beat stir fold add pour cook boil simmer fry chop slice"
    " serve roast heat combine drop cover"
    " let knead melt season drain blend spread sprinkle cut place put bring remove toss grill rest chill cool garnish marinate"
    " saute sauté top drizzle transfer peel grate roll shape brush line grease reduce return set leave allow arrange layer soak"
    " steam dice mince crush squeeze fill refrigerate freeze divide dissolve scoop press sift flip turn rinse wash repeat store"
    " spoon crack toast warm dust glaze decorate enjoy".split()
)
_ADVERB = re.compile(
    r"^\W*(?:\d{1,2}[.)]\s*|[-*•]\s*|step \d+\W+)?(?:(?:first|then|next|finally|lastly|after"
    r" that|afterwards|meanwhile|now|and|to make it"
    r"|to start)\b,?\s*)*",
    re.I,
)
_PLACE = re.compile(
    r"^(?:(?:in|on|for|with|once|when|while|after|using|over)\s[^,.]{2,60},\s*|gently |gradually"
    r" |slowly |lightly |carefully )+(?:then )?",
    re.I,
)
_NAMED = re.compile(
    r"\b(?:recipe (?:for|is|of)|recipe:|make|makes|making|baking|cooking|prepare)\s+(?:(?:some"
    r"|a|an|the|my|delicious|easy|simple|classic"
    r"|tasty|quick|perfect|homemade|really|good|basic|traditional)\s+)*(?P<name>[a-zà-ÿ][\w'’"
    r" -]{2,40}?)(?=\s*(?:[.,:;\n(]|$|for\b|you|with\b|takes))",
    re.I,
)
_MINUTES = {
    "prep": re.compile(
        r"\bprep(?:aration)?(?: time)?\W{0,3}(?:is |takes |of )?(\d{1,3}) ?(min|hour|hr|h\b)"
        r"|(\d{1,3}) ?(min|hour)\w*(?: of)? prep",
        re.I,
    ),
    "cook": re.compile(
        r"\b(?:bake|cook|simmer|roast|boil|fry|grill|baking time|cook(?:ing)? time)\b[^.\n]{0,60}?(\d{1,3})(?:"
        r" ?(?:-|–|to) ?\d{1,3})? ?(min|hour|hr|h\b)",
        re.I,
    ),
    "total": re.compile(
        r"\b(?:total(?: time)?|ready in|takes|altogether)\W{0,3}(?:about |around )?(\d{1,3}) ?(min|hour|hr|h\b)", re.I
    ),
}
_SIGNS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}


@dataclass(frozen=True)
class Taken:
    """Something that is taken, and how much of it as it is said."""

    amount: str
    unit: str
    name: str

    @property
    def quantity(self) -> str:
        """How much, with the unit."""
        return f"{self.amount} {self.unit}".strip()


def of(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The parts of a recipe that a text tells, by folded name; nothing when it tells none."""
    own = {name: set(words.parts(name)) for name in named}
    if not any(said & {"ingredients", "ingredient"} for said in own.values()):
        return {}
    text = text[: values.LONGEST]
    items = taken(text)
    if len(items) < 2:
        return {}
    steps = done(text)
    found: dict[str, Any] = {}
    for name, said in own.items():
        listed = named[name].get("type") == "array"
        if listed and said & {"ingredients", "ingredient"}:
            found[words.key(name)] = _rows(items, named[name].get("items"))
        elif listed and said & {"steps", "instructions", "directions", "method"} and steps:
            found[words.key(name)] = _steps(steps, named[name].get("items"))
        elif said & {"minutes", "mins", "time", "duration"}:
            found[words.key(name)] = _minutes(text, said)
        elif said <= {"recipe", "name", "title", "dish"} and "ingredient" not in said and (title := called(text)):
            found.setdefault(words.key(name), title)
    return found


def _rows(items: list[Taken], item: Any) -> list[Any]:
    properties = item.get("properties") if isinstance(item, Mapping) else None
    if not isinstance(properties, Mapping):
        return [f"{one.quantity} {one.name}" for one in items]
    parts = {str(name): set(words.parts(str(name))) for name in properties}
    apart = any(said & {"unit", "units", "measure"} for said in parts.values())
    return [{name: _part(one, said, properties[name], apart) for name, said in parts.items()} for one in items]


def _part(one: Taken, said: set[str], schema: Any, apart: bool) -> Any:
    if said & {"unit", "units", "measure"}:
        return one.unit or None
    if said & {"quantity", "amount", "qty", "count"}:
        if isinstance(schema, Mapping) and schema.get("type") in ("number", "integer"):
            return reckoned(one.amount)
        return one.amount if apart else one.quantity
    return one.name if said & {"name", "ingredient", "item", "product", "food"} else None


def _steps(steps: list[str], item: Any) -> list[Any]:
    properties = item.get("properties") if isinstance(item, Mapping) else None
    if not isinstance(properties, Mapping):
        return list(steps)
    row = {str(name): set(words.parts(str(name))) for name in properties}
    return [
        {
            name: at if said & {"number", "order", "index", "no"} or properties[name].get("type") == "integer" else step
            for name, said in row.items()
            if properties[name].get("type") in ("string", "integer", None)
        }
        for at, step in enumerate(steps, 1)
    ]


def taken(text: str) -> list[Taken]:
    """What is taken, in the order in which it is named."""
    found: dict[str, Taken] = {}
    for match in _ITEM.finditer(text[: values.LONGEST]):
        amount, unit, name = match["amount"].strip(), (match["unit"] or "").strip(), " ".join(match["name"].split())
        article = amount.lower().split()[0] in ("a", "an", "one", "half")
        if _NO_FOOD.match(name) or re.match(r"\W|(?:of|and|or|more)\b", name) or (article and not unit):
            continue
        found.setdefault(words.key(name), Taken(amount.replace(" and ", " "), unit, name))
    return list(found.values())


def done(text: str) -> list[str]:
    """The sentences that say what to do, without "first" and "then"."""
    found = []
    for line in (
        text[: values.LONGEST].splitlines()
        if re.search(r"^\s*(?:\d{1,2}[.)]|step)", text, re.M | re.I)
        else [" ".join(text.split())]
    ):
        for sentence in sentences(line):
            said = _ADVERB.sub("", sentence.strip())
            first = re.match(r"[^\W\d]+", _PLACE.sub("", said))
            if first and first[0].lower() in _VERBS and len(said.split()) > 1:
                found.append(said[0].upper() + said[1:])
    return found


def called(text: str) -> str:
    """What a recipe is called: by the words for it, or by a title before it."""
    title = re.match(r"\s*(?:[\w ]{0,40}:\s+)?(?P<name>[A-ZÀ-Þ][\w'’ -]{2,40})(?:\.\s|\s*\n|:\s)", text)
    if (
        title
        and title["name"].split()[0].lower() not in _VERBS | {"ingredients", "please", "recipe"}
        and len(title["name"].split()) < 7
    ):
        return title["name"].strip()
    match = _NAMED.search(text)
    said = match["name"].strip() if match else ""
    return said[:1].upper() + said[1:] if said.lower() not in ("recipe", "sure", "it", "this") else ""


def _minutes(text: str, said: set[str]) -> int | None:
    kind = "prep" if said & {"prep", "preparation"} else "total" if said & {"total"} else "cook"
    match = _MINUTES[kind].search(text)
    if match is None:
        return None
    number, unit = (part for part in match.groups() if part)
    return int(number) * (1 if unit.lower().startswith("min") else 60)


def reckoned(amount: str) -> float | int | None:
    """An amount as a number: "2 1/4", "½", "one"."""
    said = amount.lower()
    for sign, part in _SIGNS.items():
        said = said.replace(sign, f" {part}")
    said = re.split(r"(?:-|–|\bto\b)", said)[0]
    known = {"half": "1/2", "a": "1", "an": "1", **{word: str(at) for at, word in enumerate(_COUNT[1:11], 1)}, "twelve": "12"}
    parts = [known.get(part, part.replace(",", ".")) for part in said.split()]
    try:
        value = sum(Fraction(part) for part in parts[:2])
    except (ValueError, ZeroDivisionError):
        return None
    return int(value) if value.denominator == 1 else round(float(value), 3)
