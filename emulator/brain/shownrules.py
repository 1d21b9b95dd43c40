"""What turns the inputs of some examples into their outputs: an opposite, a capital, an order, capitals, a label.

Each rule is tried on the examples first; only one that gives their outputs is used on what is asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from emulator.brain import almanac, lexicon, phrasebook, world
from emulator.brain.library import tokens
from emulator.brain.skills import expression, judging, sizing
from emulator.brain.text import capitalise

Pairs = Sequence[tuple[str, str]]
Rule = Callable[[str], str]
_MOST = 40


def solved(pairs: Pairs, asked: str) -> tuple[str, str]:
    """The output for what is asked and the rule that gives it, both empty where no rule fits the examples."""
    for name, rule in _rules(pairs):
        if all(_same(rule(given), output) for given, output in pairs[:_MOST]) and (answer := rule(asked)):
            return _like(answer, pairs), name
    for name, found in (("order", _ordered(pairs, asked)), ("places", _places(pairs, asked)), ("label", _labelled(pairs, asked))):
        if found:
            return found, name
    return "", ""


def _same(one: str, other: str) -> bool:
    return bool(one) and tokens(one) == tokens(other)


def _like(answer: str, pairs: Pairs) -> str:
    """The answer with a capital where all outputs have one."""
    first = [output[:1] for _, output in pairs]
    if all(letter.isupper() for letter in first):
        return capitalise(answer)
    return answer.lower() if all(output == output.lower() for _, output in pairs) else answer


def _rules(pairs: Pairs) -> Iterator[tuple[str, Rule]]:
    if all(output == given.upper() for given, output in pairs):
        yield "capital letters", str.upper
        return
    if all(output == given.lower() != given for given, output in pairs):
        yield "small letters", str.lower
        return
    yield "opposite", lexicon.opposite
    yield "backwards", lambda text: text[::-1]
    yield "capital of a country", _capital
    yield "country of a city", _country
    yield "continent", _continent
    yield "currency", _currency
    yield "number of letters", lambda text: str(sum(map(str.isalnum, text)))
    yield "number of words", lambda text: str(len(text.split()))
    yield "sum", _sum
    yield "plural", _plural
    yield "singular", lexicon.singular
    yield "first letters", lambda text: "".join(word[0] for word in text.split()).upper()
    yield "kind", _kind
    for language in phrasebook.languages():
        yield f"translation into {language}", partial(phrasebook.translated, language=language)
    for column in ("sound", "baby", "home", "group", "class", "symbol", "director", "author", "country", "city", "year"):
        yield column, partial(_cell, column=column)


def _capital(text: str) -> str:
    nation = world.country(text.strip())
    return nation.capital if nation else ""


def _country(text: str) -> str:
    city = world.city(text.strip())
    nation = world.countries().get(city.country) if city else None
    return nation.name if nation else ""


def _continent(text: str) -> str:
    nation = world.country(text.strip())
    return nation.continent if nation else ""


def _currency(text: str) -> str:
    nation = world.country(text.strip())
    return nation.currency if nation else ""


def _sum(text: str) -> str:
    try:
        return expression.shown(expression.evaluate(text)[1])
    except expression.Unreadable:
        return ""


def _plural(text: str) -> str:
    word = text.strip()
    if re.search(r"(?:s|x|ch|sh)$", word):
        return word + "es"
    return word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + "s"


def _kind(text: str) -> str:
    kinds = lexicon.kinds_of(text)
    return kinds[0].removesuffix("s") if kinds else ""


def _cell(text: str, column: str) -> str:
    return next((thing.shown(column) for thing in almanac.named(text) if thing.cells.get(column)), "")


def _ordered(pairs: Pairs, asked: str) -> str:
    """The listed things in the order of the examples' outputs, with their sign between them."""
    sign = re.search(r"\s*[>,<|;]\s*|\n", pairs[0][1])
    if sign is None or not all(sorted(_items(given)) == sorted(_items(output)) for given, output in pairs):
        return ""
    orders: list[Callable[[list[str]], list[str]]] = [
        lambda items: sorted(items, key=str.lower),
        lambda items: sorted(items, key=str.lower, reverse=True),
        lambda items: sorted(items, key=len),
        lambda items: items[::-1],
        *(partial(_numeric, down=down) for down in (False, True)),
        *(partial(sizing.in_order, column="size", down=down) for down in (True, False)),
    ]
    fits = [sum([x.lower() for x in order(_items(a))] == _items(b) for a, b in pairs) for order in orders]
    order = orders[max(range(len(orders)), key=lambda at: (fits[at], at))]
    items = order(_named_items(asked)) if max(fits) else []
    return sign[0].join(capitalise(item) if pairs[0][1][:1].isupper() else item for item in items)


def _numeric(items: list[str], down: bool) -> list[str]:
    if not all(re.fullmatch(r"-?\d+(?:\.\d+)?", item) for item in items):
        return []
    return sorted(items, key=float, reverse=down)


def _named_items(text: str) -> list[str]:
    bare = re.sub(r"^(?:sort|order|rank|arrange)\b:?\s*", "", text.strip(), flags=re.I)
    return [part.strip(" .}{[]") for part in re.split(r"[>,<|;\n]|\band\b", bare) if part.strip(" .}{[]")]


def _items(text: str) -> list[str]:
    return [item.lower() for item in _named_items(text)]


def _places(pairs: Pairs, asked: str) -> str:
    """The places of a text with their countries, as the examples show them in JSON."""
    try:
        shown = [json.loads(output) for _, output in pairs]
    except ValueError:
        return ""
    named = {str(city.name): _country(city.name) for city in world.cities_in(asked)}
    if not named or not all(isinstance(one, dict) for one in shown):
        return ""
    values = {str(value) for one in shown for value in one.values()}
    countries = [value for value in values if world.country(value)]
    return json.dumps(named, ensure_ascii=False) if len(countries) * 2 > len(values) else ""


def _labelled(pairs: Pairs, asked: str) -> str:
    """One of the few labels that the outputs are."""
    labels = list(dict.fromkeys(output for _, output in pairs))
    if any(len(label.split()) > 4 for label in labels) or len(labels) > 8:
        return ""
    if found := _judged(labels, asked):
        return found
    rated = [(_nearness(given, asked), -at, output) for at, (given, output) in enumerate(pairs)]
    best = max(rated)
    if len(labels) == len(pairs) and (best[0] <= 0 or asked.rstrip().endswith("?")):
        return ""
    return best[2] if best[0] > 0 else max(labels, key=[output for _, output in pairs].count)


def _judged(labels: list[str], asked: str) -> str:
    """The label that says what the text's mood, or the check for spam, comes to."""
    by_word = {label.strip(" .*").lower(): label for label in labels}
    mood = judging.mood(asked)[0]
    verdict = judging.verdict(asked)[0]
    for said, words in (
        (mood, {"positive", "negative", "neutral", "mixed"}),
        ({"positive": "happy", "negative": "sad"}.get(mood, mood), {"happy", "sad"}),
        ({"positive": "good", "negative": "bad"}.get(mood, mood), {"good", "bad"}),
    ):
        if by_word.keys() & words:
            return by_word.get(said, by_word.get("neutral", said if said in words else ""))
    if by_word.keys() & {"spam"}:
        other = next((label for word, label in by_word.items() if word != "spam"), "Not spam")
        return by_word["spam"] if verdict == "spam" else other
    return ""


def _nearness(one: str, other: str) -> float:
    """How much two inputs share: their kinds count more than single words."""
    kinds = [{kind for word in tokens(text) for kind in lexicon.kinds_of(word)} for text in (one, other)]
    words = [{word[:5] for word in tokens(text) if len(word) > 3} for text in (one, other)]
    return 2.0 * len(kinds[0] & kinds[1]) + len(words[0] & words[1])
