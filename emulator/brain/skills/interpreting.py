"""Says what a poem of this conversation is about and how it is made, line by line, out of its own words.

Fits only the turn after the poem; claims no meaning that its lines and its form don't have.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.stories import form_in, subject_in
from emulator.brain.text import capitalise, plain, spelled

_ASKED = re.compile(
    r"\b(?:explain|interpret|analy[sz]e)\b.{0,20}\b(?:it|that|this|poem|haiku|limerick)\b"
    r"|\bwhat (?:does|do) (?:it|this|that|the (?:poem|haiku|limerick)) (?:mean|say)\b|\bwhat(?:'s| is) (?:it|the poem) about\b"
    r"|\bwhat(?:'s| is) (?:its|the) meaning\b",
    re.I,
)
_FORMS = {
    "haiku": "It is a haiku: lines of about five, seven and five syllables, naming things and leaving the feeling to the reader.",
    "limerick": "It is a limerick: five lines, the long ones and the short ones rhyming among each other, the joke at the end.",
    "poem": "It rhymes in pairs, two lines at a time, so that each pair closes a thought.",
}
_CONCRETE = re.compile(
    r"\b(?:rain|snow|window|roof|kettle|light|morning|evening|door|lamps?|cup|chair|candle|garden|street|sun|floor|hat|shelf|wind|"
    r"stars?|moon|night|sea|road|book|pen|dawn)\b",
    re.I,
)


@skill("interpreting")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish to have the poem explained that was told just before."""
    if not talk.past or len(talk.gist) > 120 or not _ASKED.search(talk.gist):
        return None
    before = talk.past[-1]
    form = form_in(before.said)
    if form not in _FORMS or "\n" not in before.told:
        return None
    return Offer(0.94, partial(_explained, form, subject_in(before.said), before.told))


def _explained(form: str, subject: str, text: str) -> Reply:
    verses = [[plain(line).strip() for line in verse.splitlines() if line.strip()] for verse in text.split("\n\n")]
    verses = [verse for verse in verses if len(verse) > 1]
    lines = [line for verse in verses for line in verse]
    about = f"It is about **{subject}**" if subject else "It is about a moment"
    first, last = _quoted(lines[0]), _quoted(lines[-1])
    middle = f"; then {_quoted(lines[len(lines) // 2])} turns from what is seen to what is thought" if len(lines) > 2 else ""
    seen = list(dict.fromkeys(found.lower() for line in lines for found in _CONCRETE.findall(line)))
    images = f" Its images are plain things one can see or hear: {', '.join(seen[:5])}." if len(seen) > 1 else ""
    parts = f" The {spelled(len(verses))} verses are its steps." if len(verses) > 1 else ""
    told = f"{about}. {capitalise(first)} opens it{middle}, and {last} is where it ends.{images}{parts}"
    return Reply(
        f"{told}\n\n{_FORMS[form]}",
        f"{plain(about)}.",
        subject,
        (f"{plain(about)}.", f"It opens with {first}.", f"It ends with {last}.", _FORMS[form]),
        notes=(Note("Reading the poem again", f"It has {len(lines)} lines; I explain what they say and how they are made."),),
    )


def _quoted(line: str) -> str:
    return f"“{line.rstrip(',;:.')}”"
