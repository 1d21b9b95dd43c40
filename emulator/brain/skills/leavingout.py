"""Whether an ingredient can be left out of the recipe that is spoken of, and what happens then.

Reads the recipe's own list: what carries the dish can't go, what only seasons or garnishes it can.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import pantry
from emulator.brain.dialogue import Talk
from emulator.brain.recipes import Recipe
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.cooking import recipe_before
from emulator.brain.text import join

_LONGEST = 120
_ASK = re.compile(
    r"\b(?:(?:can|could|may|should) (?:i|we|you) (?:leave out|leave off|skip|omit|drop|do without|make (?:it|this|them) without|"
    r"leave)|(?:leave out|leave off|skip|omit|do without)|(?:do|does) (?:i|we|it) (?:really |have to |need to )*(?:need|use|add|"
    r"have)|is it ok(?:ay)? without|(?:i|we) (?:hate|don't like|do not like|can't stand)|what if (?:i|we) (?:leave out|skip|"
    r"don't (?:have|use)))\s+(?:the |any |all |my |all the )?(?P<what>[a-z]+(?: [a-z]+)?)",
    re.I,
)
_SEASONING = re.compile(
    r"garlic|onion|pepper|chil+i|parsley|coriander|basil|mint|thyme|oregano|rosemary|bay|cumin|paprika|cinnamon|nutmeg|"
    r"vanilla|ginger|turmeric|lemon|lime|sesame|olives|capers|raisins|nuts|walnuts|salt|sugar|honey|spring onion|herbs|wine",
    re.I,
)
_AMOUNT = re.compile(r"^[\d.]+ ?(?:(?:g|kg|ml|l|tbsp|tsp|cloves?|pinch|handfuls?|slices|pieces?|sticks) )?")


@skill("leaving out")
def offer(talk: Talk) -> Offer | None:
    """Fits a question on doing without something, while a recipe is spoken of."""
    text = talk.gist
    if len(text) > _LONGEST or not talk.past or not (match := _ASK.search(text)):
        return None
    recipe = recipe_before(talk)
    return Offer(0.946, partial(_without, recipe, match["what"].lower())) if recipe is not None else None


def _without(recipe: Recipe, said: str) -> Reply:
    words = [word.rstrip("s") for word in said.split() if word not in {"out", "the", "in", "it", "please"}]
    part = next((one for word in words for one in recipe.ingredients if re.search(rf"\b{re.escape(word)}", one, re.I)), "")
    part = part or next(
        (one for word in words if (kind := _KINDS.get(word)) for one in recipe.ingredients if kind.search(one)), ""
    )
    what = " ".join(words) or said
    if not part:
        told = f"There is no {said.removesuffix(' out')} in **{recipe.name.lower()}** by my recipe, so nothing needs to go."
        return Reply(told, told, "Yes", notes=(Note("Reading the ingredients", f"None of them is {what}."),))
    name = _AMOUNT.sub("", part)
    key = next((option for option in (*words, name, name.rstrip("s")) if option in pantry.SUBSTITUTES), "")
    baked = any("flour" in one for one in recipe.ingredients)
    key = "" if key == "egg" and not baked else key
    instead = f" To replace it: {pantry.SUBSTITUTES[key]}." if key else ""
    note = Note("Reading the recipe", f"{part} is one of its {len(recipe.ingredients)} ingredients.")
    if re.search(rf"\b{re.escape(words[0])}", recipe.name, re.I) or recipe.ingredients.index(part) == 0:
        told = f"Not really: **{name}** makes the dish what it is.{instead}"
        return Reply(told, told, "No", notes=(note,))
    if _SEASONING.search(name):
        told = f"Yes, you can leave out the **{name}**: the dish still works, it only tastes a little milder.{instead}"
        return Reply(told, told, "Yes", notes=(note,))
    others = [_AMOUNT.sub("", one) for one in recipe.ingredients if one != part]
    told = (
        f"You can, but **{recipe.name.lower()}** loses something with the **{name}**: then {join(others[:3])} have to carry it."
    )
    told += instead
    return Reply(told, told, "Yes, with a loss", notes=(note,))


_KINDS = {
    "cheese": re.compile(r"pecorino|parmesan|mozzarella|feta|cheddar|gruy|mascarpone", re.I),
    "meat": pantry.MEAT,
    "bacon": re.compile(r"guanciale|pancetta", re.I),
    "pasta": re.compile(r"spaghetti|penne|macaroni|noodles", re.I),
    "nut": pantry.NUTS,
    "dairy": pantry.LACTOSE,
    "herb": re.compile(r"basil|parsley|coriander|thyme|mint|oregano", re.I),
    "chili": re.compile(r"chil", re.I),
}
