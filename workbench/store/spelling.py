"""Words one or two slips away from a word that occurs nowhere: "interacton" finds "interaction".

Each known word is stored under itself and under itself less one letter each; words that share such a variant differ by
a letter too many, too few, another, or two swapped. One indexed look-up, the same in every database.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select, text

from workbench.store.schema import spellings

SHORTEST, LONGEST = 4, 24
MOST = 4_000
"""Words of one turn that are learned."""
OTHERS = 8
_INSERT = text("INSERT INTO spellings (variant, word) VALUES (:variant, :word) ON CONFLICT DO NOTHING")


def learnable(words: Iterable[str]) -> set[str]:
    """The words worth knowing: plain letters, neither short nor endless."""
    return set(sorted({word for word in words if SHORTEST <= len(word) <= LONGEST and word.isalpha()})[:MOST])


def variants(word: str) -> set[str]:
    """The word, and the word less one letter at each place."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def learn(connection: Connection, words: set[str]) -> None:
    """Remember these words."""
    rows = [{"variant": variant, "word": word} for word in sorted(words) for variant in sorted(variants(word))]
    if rows:
        connection.execute(_INSERT, rows)


def unlearn(connection: Connection, words: Iterable[str]) -> None:
    """Forget these words."""
    for word in words:
        connection.execute(delete(spellings).where(spellings.c.word == word, spellings.c.variant.in_(sorted(variants(word)))))


def others(connection: Connection, word: str) -> tuple[str, ...]:
    """Known words that the given one may have been meant as, the nearest first."""
    if not SHORTEST <= len(word) <= LONGEST + 1:
        return ()
    query = select(spellings.c.word).where(spellings.c.variant.in_(sorted(variants(word)))).distinct()
    found = [(distance(word, other), other) for other in connection.execute(query).scalars() if other != word]
    allowed = 1 if len(word) < 6 else 2
    return tuple(other for steps, other in sorted(found)[:OTHERS] if steps <= allowed)


def distance(first: str, second: str) -> int:
    """How many letters must be added, left out, replaced or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(second, 1):
            best = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]
