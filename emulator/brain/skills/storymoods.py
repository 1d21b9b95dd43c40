"""Tells the last story again in another mood: scarier, sadder, more exciting, more romantic, with a happy end.

Keeps hero, place and events; adds sentences of the mood and another close.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import sentences

_WISH = re.compile(
    r"^\W*(?:(?:please|now|and|can you|could you|ok)\b[\s,]*)*(?:make|give|turn|rewrite|tell|change)?\s*(?:it|"
    r"the story|this|that)?\s*(?:again )?(?:an? |into an? |as an? )?"
    r"(?:(?:much|bit|little|more|lot|even|really|very|a)\s+)*(?P<mood>scar(?:y|ier)|spook(?:y|ier)|"
    r"creep(?:y|ier)|dark(?:er)?|horror|sad(?:der)?|exciting|thrilling|dramatic|"
    r"adventurous|suspenseful|romantic|funn(?:y|ier)|silly|magical|happ(?:y|ier)|cheerful)(?: (?:story|"
    r"version|mood|tone|ending|end|please|tale))*\W*$",
    re.I,
)
_STORY = re.compile(r"^\*\*[^*\n]{3,80}\*\*\n\n(?:.+\n\n){2}", re.M)
_MOODS: dict[str, tuple[tuple[str, ...], str]] = {
    "scary": (
        (
            "That night the wind dropped all at once, and in the silence somebody breathed.",
            "Behind the door something scratched, slowly, three times, and stopped when {hero} stopped.",
            "In the dust lay footprints that led in, and none that led out.",
        ),
        "{hero} blew out the light and lay still. Then, from the dark corner of the room, a voice "
        "said very softly: “Good. Now it's only us.”",
    ),
    "sad": (
        (
            "{hero} thought of somebody who should have been there to see it.",
            "Outside it had begun to rain, the kind of rain that doesn't stop.",
            "Some things, {hero} knew, can be mended, and some can only be missed.",
        ),
        "In the end {hero} sat alone at the window with two cups of tea. One of them grew cold.",
    ),
    "exciting": (
        (
            "Then everything happened at once: a shout, a slammed door, running feet.",
            "There was no time to think. {hero} jumped.",
            "“Ten minutes,” somebody called, “then it's too late!”",
        ),
        "With the last second {hero} got through. Behind them the gate crashed shut, and for a moment "
        "nobody could do anything but laugh.",
    ),
    "romantic": (
        (
            "And there was somebody in the crowd whose eyes {hero} could not forget.",
            "Their hands touched by accident, and neither took theirs away.",
            "“Stay,” said a voice, “only until the rain stops.” It rained until morning.",
        ),
        "They never told anybody what was said that evening. But from then on there were two cups on {hero}'s table.",
    ),
    "funny": (
        (
            "Unfortunately {hero} had put on two different shoes, and both were left ones.",
            "A goose watched all of it and shook its head.",
            "“I meant to do that,” said {hero}, and got up out of the flower bed.",
        ),
        "The goose now wears the second left shoe as a hat, and nobody dares to say a word about it.",
    ),
    "magical": (
        (
            "A silver light lay on everything, though there was no moon.",
            "The old cat on the wall cleared its throat and wished {hero} a good evening.",
            "And where {hero} stepped, small blue flowers came up between the stones.",
        ),
        "To this day, on clear nights, one can see the light there, and if one is very quiet, somebody says one's name.",
    ),
    "happy": (
        (
            "The sun came out just then, as if it had been waiting for it.",
            "Somebody began to sing, and by the second line everybody knew the words.",
            "{hero} laughed, and it was the kind of laugh that others catch.",
        ),
        "There was cake for everybody that evening, and dancing until the lamps went out. And {hero} was the happiest of all.",
    ),
}
_LIKE = (
    ("scary", r"scar|spook|creep|dark|horror"),
    ("sad", r"sad"),
    ("exciting", r"excit|thrill|dramat|adventur|suspens"),
    ("romantic", r"romantic"),
    ("funny", r"funn|silly"),
    ("magical", r"magic"),
    ("happy", r"happ|cheer"),
)


@skill("story moods")
def offer(talk: Talk) -> Offer | None:
    """Fits a mood for the story that was told last."""
    match = _WISH.match(talk.whole) if len(talk.whole) < 100 and talk.past else None
    if match is None:
        return None
    story = next((pair.told[:8_000] for pair in reversed(talk.past[-3:]) if _STORY.match(pair.told[:8_000])), "")
    if not story or not re.search(r" and the ", story[:120]):
        return None
    mood = next(mood for mood, pattern in _LIKE if re.search(pattern, match["mood"], re.I))
    if mood == "happy" and re.search(r"\bend", talk.whole, re.I):
        return None
    return Offer(0.97, partial(_told, story, mood, bool(re.search(r"\bend", talk.whole, re.I))), whole=True)


def _told(story: str, mood: str, only_the_end: bool) -> Reply:
    title, *paragraphs = story.strip().split("\n\n")
    hero = title.strip("*").split(" and the ")[0]
    lines, close = _MOODS[mood]
    told = list(paragraphs)
    if not only_the_end:
        told = [f"{part} {lines[at].format(hero=hero)}" if at < len(lines) else part for at, part in enumerate(paragraphs)]
    kept = " ".join(sentences(told[-1])[:1])
    told[-1] = f"{kept} {close.format(hero=hero)}" if mood == "happy" or only_the_end else close.format(hero=hero)
    notes = (Note("Taking the story again", f"Hero, place and events stay; the mood becomes {mood}."),)
    return Reply(
        "\n\n".join([title, *told]), close.format(hero=hero), hero, fixed=True, notes=notes, data={"story": " ".join(told)}
    )
