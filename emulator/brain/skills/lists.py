"""Plain lists of things: fruits, colours, animals, names, planets, days and the like, as many as asked for."""

from __future__ import annotations

import re

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join, number, number_pattern, shuffled

_LISTS: dict[str, str] = {
    "fruits": "apple, banana, orange, mango, pear, strawberry, grape, cherry, pineapple, peach, kiwi, plum",
    "vegetables": ("carrot, tomato, spinach, broccoli, potato, onion, pepper, cucumber, pea, aubergine, leek, pumpkin"),
    "colors": "red, blue, green, yellow, orange, purple, brown, black, white, pink, turquoise, grey",
    "colours": "red, blue, green, yellow, orange, purple, brown, black, white, pink, turquoise, grey",
    "animals": "elephant, penguin, dolphin, octopus, fox, owl, bee, kangaroo, tiger, tortoise, hedgehog, whale",
    "birds": "owl, robin, eagle, swallow, penguin, parrot, heron, sparrow, kingfisher, swan",
    "flowers": "rose, tulip, daisy, sunflower, lily, lavender, poppy, orchid, iris, violet",
    "programming languages": "Python, JavaScript, Java, C++, Rust, Go, TypeScript, C#, Ruby, Kotlin",
    "planets": "Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus, Neptune",
    "continents": "Africa, Antarctica, Asia, Europe, North America, Oceania, South America",
    "oceans": "Pacific, Atlantic, Indian, Southern, Arctic",
    "days of the week": "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday",
    "months": ("January, February, March, April, May, June, July, August, September, October, November, December"),
    "seasons": "spring, summer, autumn, winter",
    "primary colors": "red, yellow, blue",
    "instruments": "piano, violin, guitar, flute, drums, cello, trumpet, harp, clarinet, saxophone",
    "sports": "cricket, football, tennis, basketball, swimming, hockey, rowing, badminton, cycling, judo",
    "dog names": "Rex, Luna, Bella, Max, Milo, Daisy, Charlie, Nala, Rocky, Coco",
    "cat names": "Whiskers, Simba, Luna, Felix, Cleo, Oscar, Misty, Leo, Tigger, Salem",
    "baby names": "Mia, Noah, Lea, Arjun, Sofia, Elias, Aisha, Leo, Clara, Finn",
    "names": "Mia, Noah, Lea, Arjun, Sofia, Elias, Aisha, Leo, Clara, Finn",
    "drinks": "water, tea, coffee, orange juice, lemonade, milk, cocoa, kombucha",
    "ice cream flavours": "vanilla, chocolate, strawberry, pistachio, lemon, hazelnut, mango, mint",
    "countries in europe": "France, Spain, Italy, Germany, Poland, Sweden, Greece, Portugal, Austria, Norway",
    "healthy habits": (
        "sleeping seven to nine hours, walking every day, eating more vegetables, drinking water, taking "
        "breaks from screens, meeting friends, stretching in the morning"
    ),
    "scientists": "Albert Einstein, Marie Curie, Isaac Newton, Charles Darwin, Ada Lovelace, Galileo Galilei",
    "painters": "Leonardo da Vinci, Vincent van Gogh, Pablo Picasso, Frida Kahlo, Claude Monet, Michelangelo",
    "artists": "Leonardo da Vinci, Vincent van Gogh, Pablo Picasso, Frida Kahlo, Claude Monet, Michelangelo",
    "composers": "Johann Sebastian Bach, Wolfgang Amadeus Mozart, Ludwig van Beethoven, Clara Schumann, Frédéric Chopin",
    "writers": "William Shakespeare, Jane Austen, Leo Tolstoy, George Orwell, Gabriel García Márquez, Toni Morrison",
    "authors": "William Shakespeare, Jane Austen, Leo Tolstoy, George Orwell, Gabriel García Márquez, Toni Morrison",
    "philosophers": "Socrates, Plato, Aristotle, Confucius, Immanuel Kant, Simone de Beauvoir",
    "inventors": "Thomas Edison, Nikola Tesla, Alexander Graham Bell, James Watt, Hedy Lamarr, Tim Berners-Lee",
    "movies": "The Matrix, Inception, Casablanca, Spirited Away, Jurassic Park, Star Wars",
}
_ORDERED = {"planets", "continents", "oceans", "days of the week", "months", "seasons"}
_ASK = re.compile(
    (
        rf"\b(?:list|name|give me|tell me|suggest|what are|which are|write|show me|enumerate|say)\b(?: "
        rf"me)?(?: (?:the names of|a list of|some|all|any|of|the|different|random|good|popular|great|famous|well-known|"
        rf"common))*(?: ({number_pattern()}))?(?: (?:different|random|good|popular|famous|great|well-known|common|short|best|of "
        rf"the|the))*\s+({'|'.join(sorted(map(re.escape, _LISTS), key=len, reverse=True))})\b|"
        rf"^\W*({number_pattern()}) "
        rf"({'|'.join(sorted(map(re.escape, _LISTS), key=len, reverse=True))})\W*$"
    ),
    re.I,
)


@skill("lists")
def offer(talk: Talk) -> Offer | None:
    """Fits requests for members of a kind that is on file."""
    match = _ASK.search(talk.gist) if len(talk.gist) < 300 else None
    if match is None or re.search(r"\bmy\b|\bi (?:like|love)\b|\bsort\b", talk.gist, re.I):
        return None
    kind = (match[2] or match[4]).lower()
    return Offer(0.75, lambda: _listed(kind, number(match[1] or match[3] or "") or 0, talk))


def _listed(kind: str, count: int, talk: Talk) -> Reply:
    every = _LISTS[kind].split(", ")
    chosen = every if kind in _ORDERED else shuffled(every, talk.gist) if "random" in talk.gist.lower() else every
    chosen = chosen[: count or (len(every) if kind in _ORDERED else 5)]
    points = tuple(capitalise(item) for item in chosen)
    text = (
        f"{capitalise(join(list(chosen)))}."
        if len(chosen) <= 3
        else f"Here are {len(chosen)} {kind}:\n\n" + "\n".join(f"- {point}" for point in points)
    )
    missing = f" I know only {len(every)}." if count > len(every) else ""
    return Reply(
        text + missing,
        f"{capitalise(join(list(chosen)))}.",
        points[0],
        points,
        notes=(Note("Taking a list from memory", f"I have {len(every)} {kind} on file and name {len(chosen)}."),),
        data={kind: list(points)},
    )
