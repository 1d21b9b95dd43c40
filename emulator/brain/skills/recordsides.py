"""A further question on the first of its kind that was just named: how deep the largest ocean is, who borders the lake.

Answers from another ranking, else from a sentence of the thing's article; where neither says it, it says so.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import library
from emulator.brain.dialogue import Talk
from emulator.brain.placenames import CONTINENTS
from emulator.brain.rankings import Record, ranked_by
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.records import BORDERS, LONGEST, MEASURE, at_hand, figure_beside, name_of
from emulator.brain.text import capitalise, join, sentences

_TOLD = {
    "deepest": r"\bdeep\b|\bdepth\b|\bdeepest\b|metres down",
    "heaviest": r"\bweigh\w*|\btonnes?\b|\bkilograms?\b",
    "oldest": r"\byears old\b|\bbuilt\b|\bmillion years\b|\bopened\b",
    "widest": r"\bwide\b|\bwidth\b",
    "coldest": r"\bcold\b|\bdegrees\b",
    "hottest": r"\bhot\b|\bdegrees\b",
    "longest": r"\blong\b|\blength\b",
    "largest": r"\bsquare kilometres\b|\barea\b",
    "biggest": r"\bsquare kilometres\b|\barea\b",
}
"""What a sentence has in it that tells a figure of the kind."""


@skill("record sides")
def offer(talk: Talk) -> Offer | None:
    """Fits a short question on what was just named as the first of its kind."""
    text = talk.gist
    if len(text) > LONGEST or not (BORDERS.search(text) or MEASURE.search(text)):
        return None
    record = at_hand(talk)
    if record is None:
        return None
    if BORDERS.search(text) and record.kind != "river":
        nations = [place for place in record.places if place not in CONTINENTS.values()]
        return Offer(0.935, partial(_bordered, record, nations)) if nations else None
    asked = figure_beside(record, text)
    return Offer(0.935, partial(_beside, record, asked)) if asked else None


def _bordered(record: Record, nations: list[str]) -> Reply:
    note = Note("Going on from the last question", f"It was about {name_of(record)}; the table names the countries.")
    said = f"**{capitalise(name_of(record))}** lies in **{join(nations)}**."
    return Reply(said, f"{join(nations)}.", join(nations), notes=(note,))


def _beside(record: Record, superlative: str) -> Reply:
    name = name_of(record)
    note = Note("Going on from the last question", f"It was about {name}, and now the {superlative} counts.")
    if other := ranked_by(record, superlative):
        said = f"**{capitalise(name)}**: {other.size}. {other.remark}".strip()
        return Reply(said, f"{other.size}.", other.size, notes=(note,))
    if told := _sentence(record, superlative):
        return Reply(told, told, notes=(note,))
    said = f"Of **{name}** I only have that figure: {record.size}. The other one isn't in my table, and I won't guess."
    return Reply(said, "I don't know that.", "Unknown", notes=(note,))


def _sentence(record: Record, superlative: str) -> str:
    wanted = re.compile(_TOLD.get(superlative, r"(?!)"), re.I)
    articles = [entry for entry in library.named(record.name) or () if record.name in entry.title or entry.title in record.name]
    own = [sentence for entry in articles[:1] for sentence in sentences(entry.body)]
    return next((sentence for sentence in own if wanted.search(sentence) and re.search(r"\d", sentence)), "")
