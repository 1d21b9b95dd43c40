"""Recipes for programs on classics: the Monty Hall game, birthdays, a random walk, pi by chance, palindromes, sorting by hand.

Chance always starts with the same seed, so that an answer can be told again. Registered when imported.
"""

from __future__ import annotations

import re
from datetime import date

from emulator.brain.tools import values
from emulator.brain.tools.programs import Program, code, recipe

_MOST = 1_000_000


def _trials(text: str, usual: int) -> int:
    """How often a request wants something tried."""
    said = [int(one.replace(",", "")) for one in re.findall(r"\b(\d{1,3}(?:,\d{3})+|\d{2,7})\b", text)]
    return min(max([one for one in said if one >= 10], default=usual), _MOST)


@recipe(r"\bmonty[ -]hall\b", first=True)
def _doors(match: re.Match[str], text: str, today: date) -> Program:
    source = """
        import random

        random.seed(1)
        trials = {trials}
        stay = switch = 0
        for _ in range(trials):
            car, pick = random.randrange(3), random.randrange(3)
            opened = random.choice([door for door in range(3) if door not in (car, pick)])
            other = next(door for door in range(3) if door not in (pick, opened))
            stay += pick == car
            switch += other == car
        print(f"{stay / trials:.1%}")
        print(f"{switch / trials:.1%}")
        """
    told = (
        "Who stays with the first door won **{}** of the games.",
        "Who switches won **{}**: the first pick is right one time in three only, and the host's opened door leaves the other"
        " two thirds to the door that is left.",
    )
    return Program(code(source, trials=_trials(text, 10_000)), lines=told)


@recipe(r"\bbirthday (?:paradox|problem)\b|\bshare (?:a|the same) birthday\b", first=True)
def _birthdays(match: re.Match[str], text: str, today: date) -> Program:
    said = re.search(r"\b(\d{1,3}) (?:people|persons|students|guests|friends|pupils)\b", text)
    people = min(int(said[1]), 400) if said else 23
    source = """
        from math import prod

        people = {people}
        print(f"{1 - prod((365 - n) / 365 for n in range(people)):.2%}")
        """
    return Program(code(source, people=people), f"Among {people} people two share a birthday with a probability of **{{}}**.")


@recipe(
    r"\b(?:estimate|approximat\w+|calculate|compute|simulat\w+)\b.{0,60}\bpi\b.{0,60}\bmonte[ -]carlo"
    r"|\bmonte[ -]carlo\b.{0,60}\bpi\b",
    first=True,
)
def _pi(match: re.Match[str], text: str, today: date) -> Program:
    source = """
        import random

        random.seed(1)
        points = {points}
        inside = sum(random.random() ** 2 + random.random() ** 2 <= 1 for _ in range(points))
        print(4 * inside / points)
        """
    points = _trials(text, 100_000)
    return Program(code(source, points=points), f"From {points:,} random points pi comes out as about **{{}}**.")


@recipe(r"\b(?:tower|towers) of hanoi\b", first=True)
def _hanoi(match: re.Match[str], text: str, today: date) -> Program:
    said = re.search(r"\b(\d{1,2}) (?:disks?|discs?|rings?|plates?)\b", text)
    disks = min(int(said[1]) if said else 3, 16)
    source = """
        def moves(disks, start, goal, spare):
            if disks:
                yield from moves(disks - 1, start, spare, goal)
                yield start, goal
                yield from moves(disks - 1, spare, goal, start)


        way = list(moves({disks}, "A", "C", "B"))
        print(", ".join(f"{start}-{goal}" for start, goal in way[:63]))
        print(len(way))
        """
    first = "The moves: {}." if disks < 7 else "It begins with the moves {}."
    return Program(code(source, disks=disks), lines=(first, f"{disks} disks take **{{}}** moves."))


@recipe(r"\brandom walk\b", first=True)
def _walk(match: re.Match[str], text: str, today: date) -> Program:
    source = """
        import random

        random.seed(1)
        place = furthest = 0
        for _ in range({steps}):
            place += random.choice((-1, 1))
            furthest = max(furthest, abs(place))
        print(place)
        print(furthest)
        """
    steps = _trials(text, 1_000)
    told = (f"After {steps:,} steps the walk stands at **{{}}**.", "It was never further than **{}** from its start.")
    return Program(code(source, steps=steps), lines=told)


@recipe(
    r"\b(?P<which>nearest|closest|next|previous|smallest|largest)\b.{0,30}\bpalindrom\w*\b.{0,40}?(?P<number>\d[\d,]{0,17})",
    first=True,
)
def _palindrome(match: re.Match[str], text: str, today: date) -> Program:
    number = int(match["number"].replace(",", ""))
    source = """
        number = {number}


        def is_palindrome(value):
            return str(value) == str(value)[::-1]


        def mirrored(half, size):
            head = str(half)
            return int(head + (head[::-1] if size % 2 == 0 else head[-2::-1]))


        size = len(str(number))
        half = number // 10 ** (size // 2)
        found = {mirrored(one, size) for one in (half - 1, half, half + 1) if one > 0} | {10 ** (size - 1) - 1, 10**size + 1}
        found = {one for one in found if one >= 0 and is_palindrome(one) and one != number}
        {chosen}
        """
    which = match["which"].lower()
    chosen = {
        "next": "print(min(one for one in found if one > number))",
        "smallest": "print(min(one for one in found if one > number))",
        "previous": "print(max(one for one in found if one < number))",
        "largest": "print(max(one for one in found if one < number))",
    }.get(which, "print(number if is_palindrome(number) else min(found, key=lambda one: (abs(one - number), one)))")
    told = f"The {which if which not in ('smallest', 'largest') else 'next'} palindrome to {number} is **{{}}**."
    return Program(code(source.replace("{chosen}", chosen), number=number), told)


_SORTS = {
    "bubble": """
        def sort(items):
            items = list(items)
            for end in range(len(items) - 1, 0, -1):
                for at in range(end):
                    if items[at] > items[at + 1]:
                        items[at], items[at + 1] = items[at + 1], items[at]
            return items
        """,
    "insertion": """
        def sort(items):
            items = list(items)
            for at in range(1, len(items)):
                value, place = items[at], at
                while place and items[place - 1] > value:
                    items[place] = items[place - 1]
                    place -= 1
                items[place] = value
            return items
        """,
    "selection": """
        def sort(items):
            items = list(items)
            for at in range(len(items)):
                least = min(range(at, len(items)), key=items.__getitem__)
                items[at], items[least] = items[least], items[at]
            return items
        """,
    "quick": """
        def sort(items):
            if len(items) < 2:
                return list(items)
            pivot, rest = items[0], items[1:]
            low = [one for one in rest if one < pivot]
            return sort(low) + [pivot] + sort([one for one in rest if one >= pivot])
        """,
    "merge": """
        def sort(items):
            if len(items) < 2:
                return list(items)
            middle = len(items) // 2
            left, right = sort(items[:middle]), sort(items[middle:])
            merged = []
            while left and right:
                merged.append((left if left[0] <= right[0] else right).pop(0))
            return merged + left + right
        """,
}


@recipe(r"\b(?P<how>bubble|insertion|selection|quick|merge)[ -]?sort\b", first=True)
def _sorted(match: re.Match[str], text: str, today: date) -> Program | None:
    items = [one.value for one in values.numbers(text)]
    if len(items) < 2:
        return None
    how = match["how"].lower()
    backwards = bool(re.search(r"\b(?:descending|decreasing|largest first|reverse|high(?:est)? to low)", text, re.I))
    shown = "print(*sort({items})[::-1], sep=', ')" if backwards else "print(*sort({items}), sep=', ')"
    order = "from the largest to the smallest" if backwards else "from the smallest to the largest"
    return Program(code(_SORTS[how]) + "\n\n" + code(shown, items=items), f"Sorted by {how} sort {order}: **{{}}**.")
