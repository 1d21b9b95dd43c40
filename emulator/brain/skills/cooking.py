"""Recipes from the recipe book and what is asked about them next: for more people, vegan or not, instead of butter, how long.

Reckons amounts and reads ingredients; knows no dish that isn't in the book.
"""

from __future__ import annotations

import re
from functools import cache, partial

from emulator.brain import pantry
from emulator.brain.dialogue import Talk
from emulator.brain.library import fold, tokens
from emulator.brain.recipes import Recipe, recipes
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import bullets, join, number, number_pattern, numbered

_LONGEST = 200
_COOK = re.compile(
    r"\b(?:recipe|how (?:do|can|would|should) (?:i|you|we|one) (?:make|cook|bake|prepare)|how to (?:make|cook|bake|prepare)|"
    r"how (?:is|are) .{2,40} (?:made|cooked|baked|prepared)|ingredients?|cook|bake|"
    r"what (?:do i need|goes|is|are|'s) (?:for|into|in)|teach me to (?:make|cook|bake)|i want to (?:make|cook|bake))\b",
    re.I,
)
_PEOPLE = re.compile(
    rf"\b(?:for|feeds?|serves?|serving)\s+(?P<n>{number_pattern()})\s*(?:people|persons?|guests?|servings?|"
    rf"portions?|of us|adults|friends|kids|children)?\b"
    rf"|\b(?P<m>{number_pattern()}) (?:people|persons|guests|servings|portions)\b|\b(?P<double>double|twice|half|halve)\b",
    re.I,
)
_INSTEAD = re.compile(
    r"\b(?:instead of|replace|substitute(?: for)?|swap|without|don't have(?: any)?|do not have(?: "
    r"any)?|have no|no|out of|alternative (?:to|for))\s+"
    r"(?:the |any |an? )?(?P<what>[a-z]+(?: [a-z]+)?)",
    re.I,
)
_DIETS = (
    ("vegan", re.compile(r"\bvegans?\b", re.I)),
    ("vegetarian", re.compile(r"\bvegetarians?\b|\bveggie\b", re.I)),
    ("gluten-free", re.compile(r"\bgluten\b|\bcoeliac\b|\bceliac\b", re.I)),
    ("free of nuts", re.compile(r"\bnuts?\b", re.I)),
    ("free of lactose", re.compile(r"\blactose\b|\bdairy\b", re.I)),
)
_TIME = re.compile(r"\bhow (?:long|much time)\b|\bhow many minutes\b", re.I)
_NEEDED = re.compile(r"\b(?:ingredients?|what do i need|shopping list|what(?:'s| is) in it|what to buy)\b", re.I)
_WITH = re.compile(
    r"\b(?:go(?:es)? (?:well )?with|serve(?:d)? (?:it )?with|side dish(?:es)?|eat with|pair(?:s|ing)?|drink with)\b", re.I
)
_STEPS = re.compile(
    r"\b(?:steps|instructions|method|how (?:do|can|would) (?:i|you|we) (?:make|cook|bake|prepare) (?:it|"
    r"them|that))\b",
    re.I,
)
_MEASURES = frozenset({"g", "kg", "ml", "l", "tbsp", "tsp"})
_AMOUNT = re.compile(r"^(?P<n>\d+(?:\.\d+)?)(?P<rest>.*)$")


@skill("cooking")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish for a recipe of the book, and what follows it."""
    text = talk.gist
    if len(text) > _LONGEST:
        return None
    if (named := _named(text)) and _COOK.search(text) and not re.search(r"\bboil(?:ed|ing)?\b|\blong\b", text, re.I):
        return Offer(0.94, partial(_told, named, _servings(text, named), bool(re.search(r"\bingredients\b", text, re.I))))
    last = named or recipe_before(talk)
    if last is None:
        return _substitute(None, text) if re.search(r"\b(?:use|substitute|replace)\b", text, re.I) else None
    return _further(last, text)


def _named(text: str) -> Recipe | None:
    """The recipe that a text names, by the longest name."""
    said = f" {' '.join(word.rstrip('s') for word in tokens(text))} "
    hits = [(len(name), recipe) for name, recipe in _by_name() if f" {name} " in said]
    return max(hits, key=lambda hit: hit[0])[1] if hits else None


@cache
def _by_name() -> tuple[tuple[str, Recipe], ...]:
    return tuple((name, recipe) for recipe in recipes() for name in _names(recipe))


def _names(recipe: Recipe) -> tuple[str, ...]:
    full = " ".join(word.rstrip("s") for word in tokens(recipe.name))
    last = full.split()[-1]
    known = {"pizza", "carbonara", "bolognese", "brownie", "pesto", "risotto", "burger"}
    return (
        full,
        *(word for word in full.split() if word in known),
        *(kind for kind in recipe.kinds if kind in {"lasagna", "crepe", "oatmeal"}),
        *([last] if last in known else []),
    )


def recipe_before(talk: Talk) -> Recipe | None:
    """The recipe that the last turns were about."""
    for pair in reversed(talk.past[-6:]):
        if title := re.match(r"(?:[^*\n]{0,80})\*\*([^*\n]{3,40})\*\*, for ", pair.told[:200]):
            return next((recipe for recipe in recipes() if recipe.name == title[1]), None)
        dishes = [dish for head in re.findall(r"\*\*([^*\n]{3,40})\*\*", pair.told[:300]) if (dish := _named(head))]
        if dishes:
            return dishes[0]
        if _COOK.search(pair.said[:_LONGEST]) and (found := _named(pair.said[:_LONGEST])):
            return found
    return None


def _servings(text: str, recipe: Recipe) -> int:
    match = _PEOPLE.search(text)
    if match is None:
        return recipe.servings
    if match["double"]:
        return max(1, recipe.servings // 2 if match["double"].lower() in {"half", "halve"} else recipe.servings * 2)
    return min(number(match["n"] or match["m"]) or recipe.servings, 200)


def _further(recipe: Recipe, text: str) -> Offer | None:
    """The next question on a recipe."""
    if _PEOPLE.search(text) and not re.search(r"\b(?:plan|trip|hotel|table|restaurant|minutes|hours|days)\b", text, re.I):
        return Offer(0.94, partial(_told, recipe, _servings(text, recipe), True))
    if diet := next((diet for diet, pattern in _DIETS if pattern.search(text)), ""):
        return Offer(0.945, partial(_diet, recipe, diet))
    if found := _substitute(recipe, text):
        return found
    note = (Note("Going on from the recipe", f"The talk is about {recipe.name}."),)
    if _TIME.search(text) and len(text.split()) <= 10:
        said = f"About {recipe.minutes} minutes in all."
        return Offer(
            0.93,
            lambda: Reply(
                f"**{recipe.name}** takes about **{recipe.minutes} minutes** in all.",
                said,
                f"{recipe.minutes} minutes",
                notes=note,
            ),
        )
    if _WITH.search(text):
        side = next((what for kind, what in pantry.GOES_WITH if kind in recipe.kinds), "a green salad and bread")
        return Offer(0.93, lambda: Reply(f"With **{recipe.name.lower()}** go {side}.", f"{side}.".capitalize(), notes=note))
    if _NEEDED.search(text):
        return Offer(0.93, partial(_needed, recipe))
    return Offer(0.93, partial(_told, recipe, recipe.servings, False)) if _STEPS.search(text) else None


def _substitute(recipe: Recipe | None, text: str) -> Offer | None:
    match = _INSTEAD.search(text)
    if match is None:
        return None
    words = [
        word.rstrip("s") if word not in {"prawns", "peanuts", "walnuts", "chickpeas"} else word
        for word in fold(match["what"]).split()
    ]
    words = [{"tomatoe": "tomato", "avocado": "avocado", "potatoe": "potato"}.get(word, word) for word in words]
    what = next((name for name in (" ".join(words), words[0], words[-1]) if name in pantry.SUBSTITUTES), "")
    if not what:
        return None
    instead = pantry.SUBSTITUTES[what]
    note = Note("Looking into the pantry", f"It names what replaces {what}.")
    return Offer(0.945, lambda: Reply(f"Instead of **{what}**: {instead}.", f"{instead}.", instead.split(",")[0], notes=(note,)))


def _told(recipe: Recipe, servings: int, ingredients_only: bool) -> Reply:
    factor = servings / recipe.servings
    taken = tuple(_scaled(part, factor) for part in recipe.ingredients)
    unit = "pieces" if recipe.servings >= 16 else "people" if servings > 1 else "person"
    head = f"**{recipe.name}**, for {servings} {unit}, about {recipe.minutes} minutes"
    text = f"{head}\n\n{bullets(taken)}" + ("" if ingredients_only else f"\n\n{numbered(recipe.steps)}")
    note = Note("Opening the recipe book", f"{recipe.name} is written for {recipe.servings}; amounts are times {factor:g}.")
    rows = (("Ingredient",), *((part,) for part in taken))
    data = {
        "name": recipe.name,
        "servings": servings,
        "minutes": recipe.minutes,
        "ingredients": list(taken),
        "steps": list(recipe.steps),
    }
    return Reply(text, f"Take {join(taken)}.", recipe.name, taken if ingredients_only else recipe.steps, rows, (note,), data)


def _needed(recipe: Recipe) -> Reply:
    note = Note("Opening the recipe book", f"It lists {len(recipe.ingredients)} ingredients.")
    head = f"For **{recipe.name.lower()}** you need:"
    return Reply(
        f"{head}\n\n{bullets(recipe.ingredients)}", f"{join(recipe.ingredients)}.", points=recipe.ingredients, notes=(note,)
    )


def _scaled(part: str, factor: float) -> str:
    match = _AMOUNT.match(part)
    if match is None or factor == 1:
        return part
    value = float(match["n"]) * factor
    shown = round(value / 5) * 5 if value >= 40 else round(value) if value >= 10 else round(value * 2) / 2 or 0.5
    return _counted(max(shown, 0.5), match["rest"])


def _counted(count: float, rest: str) -> str:
    """An amount with its noun in the right number: 2 limes, 1 egg, 2 handfuls coriander."""
    words = rest.split()
    if not words or words[0] in _MEASURES:
        return f"{count:g}{rest}"
    at = 0 if words[0].rstrip("s").removesuffix("e") in {"handful", "pinch", "clov", "slic", "piec", "stick"} else len(words) - 1
    bare = re.sub(r"(?<=[oi])es$|(?<=ch)es$|(?<=[^s])s$", "", words[at])
    plural = f"{bare}es" if bare.endswith(("ch", "o", "lli")) and bare != "avocado" else f"{bare}s"
    words[at] = plural if count > 1 else bare
    return f"{count:g} {' '.join(words)}"


def _diet(recipe: Recipe, diet: str) -> Reply:
    """Whether a recipe suits a diet, by its ingredients, and what would make it so."""
    against = [part for part in recipe.ingredients if _forbids(diet, part)]
    names = [
        re.sub(r"^[\d.]+ (?:(?:g|kg|ml|l|tbsp|tsp|cloves?|pinch|handfuls?|slices|pieces?|sticks) )?", "", part)
        for part in against
    ]
    note = Note("Reading the ingredients", f"{len(against)} of {len(recipe.ingredients)} are not {diet}.")
    if not against:
        return Reply(f"Yes, **{recipe.name.lower()}** is {diet} as it stands.", f"Yes, it is {diet}.", "Yes", notes=(note,))
    swaps = [f"{name}: {pantry.SUBSTITUTES[key]}" for name in names if (key := _key(name))]
    more = "\n\nTo make it so:\n\n" + bullets(swaps) if swaps else ""
    return Reply(
        f"No: the recipe for **{recipe.name.lower()}** has {join(names)}, so it isn't {diet}.{more}",
        f"No, because of {join(names)}.",
        "No",
        notes=(note,),
    )


def _forbids(diet: str, part: str) -> bool:
    plain = pantry.PLANT.sub(" ", part)
    meat, animal = bool(pantry.MEAT.search(part)), bool(pantry.FROM_ANIMALS.search(plain))
    return {
        "vegan": meat or animal or "fish sauce" in part,
        "vegetarian": meat,
        "gluten-free": bool(pantry.GLUTEN.search(pantry.RICE_NOODLES.sub(" ", part))),
        "free of nuts": bool(pantry.NUTS.search(part)),
        "free of lactose": bool(pantry.LACTOSE.search(plain)),
    }[diet]


def _key(name: str) -> str:
    words = name.split()
    options = (name, name.rstrip("s"), words[-1], words[-1].rstrip("s"), words[0].rstrip("s"))
    return next((option for option in options if option in pantry.SUBSTITUTES), "")
