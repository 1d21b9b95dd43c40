"""Carries a story or a poem on: another one, another mood or ending, a new name, the next chapter, its hero, its moral.

Works on the piece that was told in this conversation; a wish without such a piece is left to others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial

from emulator.brain import moods, moulds
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.stories import compose, form_in, subject_in

_ANOTHER = re.compile(
    r"^\W*(?:please |now |and |ok )*(?:(?:tell|give|write|show|make)(?: me)? )?(?:another(?: one)?|one more|again|more|"
    r"a (?:new|different|second|better) one|something else|try again)(?: (?:poem|story|haiku|limerick|one))?(?: please)?\W*$",
    re.I,
)
_ABOUT = re.compile(
    r"^\W*(?:now |and |ok |what about |how about )*(?:(?:tell|give|write|make)(?: me)? )?(?:another |it |one |the same |that )*"
    r"(?:(?:poem|story|haiku|limerick|one) )?about (?:an? |the )?(?P<what>[\w' -]{2,40}?)(?: instead| now| please)*\W*$",
    re.I,
)
_ENDING = re.compile(r"\b(?:ending|end|ends|finale|twist)\b", re.I)
_SURPRISE = re.compile(r"\b(?:twist|surpris\w+|unexpected|shocking)\b", re.I)
_WHOSE = re.compile(
    r"\bwhat(?:'s|’s| is| was| were) (?:the |that )?(?:[\w-]+ ){0,3}(?:called|named)\b|"
    r"\bgive (?:him|her|it|them|the \w+) a (?:\w+ )?name\b|\bwhat(?:'s|’s| is| was) (?:her|his|its|"
    r"the) name\b|\b(?:name|named|called|who)\b.{0,40}\b(?:hero|heroine|character|"
    r"protagonist|story|main|it|dragon|robot|cat|dog|girl|boy|"
    r"[a-z]+'s)\b|\b(?:hero|heroine|character|protagonist|robot|dragon|girl|boy|[a-z]+)(?:'s|’s) name\b",
    re.I,
)
_RENAME = re.compile(
    r"\b(?:call|rename|name) (?:him|her|it|them|the \w+)(?: to)? (?P<name>(?-i:[A-Z])[\w'-]{1,20})|"
    r"\bchange (?:his|her|its|their|the) (?:\w+(?:'s|’s) )?name (?:from \w+ )?to (?P<other>(?-i:[A-Z])[\w'-]{1,20})",
    re.I,
)
_HOW_ENDS = re.compile(r"\bhow (?:does|did|do|will) (?:it|the story|they|that) end\b|\bwhat happens (?:at|in) the end\b", re.I)
_SETTING = re.compile(
    r"\b(?:(?:change|move|switch) (?:the |its )?(?:setting|place|location|story|scene) (?:to|into)|set it|"
    r"(?:make|let) it (?:happen|take place|play))(?: in| on| at)? (?P<place>[\w' -]{3,30}?)(?: instead| please)*\W*$",
    re.I,
)
_NEXT = re.compile(
    r"\b(?:continue|carry on|go on|what happens? (?:next|then|after)|next (?:chapter|part)|second (?:chapter|part)|keep going|"
    r"make it longer|longer|part two|sequel)\b",
    re.I,
)
_MORAL = re.compile(
    r"\b(?:moral|lesson|message|meaning|point) (?:of|in|behind|is|for|to)\b|"
    r"\b(?:write|give|add|find) (?:it |me )?an? (?:moral|lesson)\b|\bwhat (?:is|does) it mean\b|\bthe moral\b",
    re.I,
)
_RHYME = re.compile(r"\brhym", re.I)
_CHANGING = re.compile(r"\b(?:make|turn|rewrite|give|let|change|does) (?:it|that|this)\b", re.I)
_OWN_PIECE = re.compile(
    r"^\W*(?:now |please |can you )*(?:write|compose|create|tell)\b.{0,30}\b(?:poem|story|haiku|"
    r"limerick)\b",
    re.I,
)
"""A piece on a subject of its own has nothing to do with the one before."""
_LONGEST_TALK = 12
"""Turns that are looked back for the piece."""
_TITLE = re.compile(r"^\*\*(?P<hero>[^\n*]{1,40}?) and the (?P<subject>[^\n*]{1,60})\*\*")


@dataclass(frozen=True)
class Piece:
    """The story or poem that the conversation is about."""

    form: str
    asked: str
    """The request that it answered first."""
    text: str
    """As it stands now, after what was changed in it."""

    @property
    def hero(self) -> str:
        """The hero of a story."""
        match = _TITLE.match(self.text)
        return match["hero"] if match else ""

    @property
    def subject(self) -> str:
        """What it is about."""
        match = _TITLE.match(self.text)
        return match["subject"].lower() if match else subject_in(self.asked)


@skill("retelling")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish about the story or poem told before."""
    text = talk.gist
    if not _is_short(text) or form_in(text) not in {"", "story", "poem"}:
        return None
    piece = _last(talk)
    if piece is None or (_OWN_PIECE.match(text) and subject_in(text)):
        return None
    if _ANOTHER.match(text):
        return Offer(0.93, partial(compose, replace(talk, prompt=piece.asked), piece.form))
    if match := _ABOUT.match(text):
        return Offer(0.93, partial(compose, replace(talk, prompt=f"Write a {piece.form} about {match['what']}"), piece.form))
    return _of_a_story(piece, text, talk) if piece.hero else _of_a_poem(piece, text, talk)


def _last(talk: Talk) -> Piece | None:
    """The piece told last, if nothing else was spoken of since."""
    text = ""
    for pair in reversed([pair for pair in talk.past[-_LONGEST_TALK:] if pair.told]):
        text = text or (pair.told if "\n" in pair.told else "")
        if (form := form_in(pair.said)) and not _CHANGING.search(pair.said):
            return Piece(form, pair.said, text or pair.told)
        if not _touches(pair.said):
            return None
    return None


def _is_short(said: str) -> bool:
    """Whether this may be a wish about a piece: few words, and none of them endless."""
    return len(said) <= 400 and len(said.split()) <= 16


def _touches(said: str) -> bool:
    """Whether a message only spoke of the piece before."""
    rules = (_ANOTHER, _ABOUT, _ENDING, _WHOSE, _RENAME, _NEXT, _MORAL, _RHYME, _SETTING, _HOW_ENDS)
    return _is_short(said) and (
        any(rule.search(said) for rule in rules) or bool(moods.mood_in(said)) or bool(re.search(r"\bshorter\b", said, re.I))
    )


def _of_a_poem(piece: Piece, text: str, talk: Talk) -> Offer | None:
    if piece.form == "poem" and _RHYME.search(text) and not re.search(r"\b(?:not|without|no|doesn't|don't)\b", text, re.I):
        noted = Note("Looking at the poem", "Its lines rhyme in pairs.")
        told = "It does already, in pairs: the first line of each verse with the second, the third with the fourth."
        return Offer(0.93, lambda: Reply(f"{told}\n\n{piece.text}", told, "Already", notes=(noted,), fixed=True))
    if mood := moods.mood_in(text):
        subject = piece.subject or "a new day"
        return Offer(0.93, partial(compose, replace(talk, prompt=f"Write a {mood} poem about {subject}"), "poem"))
    return None


def _of_a_story(piece: Piece, text: str, talk: Talk) -> Offer | None:
    if match := _RENAME.search(text):
        return Offer(0.94, partial(_renamed, piece, match["name"] or match["other"]))
    if match := _SETTING.search(text):
        return Offer(0.94, partial(_moved, piece, match["place"].strip()))
    if mood := _mood(text):
        return Offer(0.93, partial(_ended, piece, mood))
    if _NEXT.search(text):
        return Offer(0.93, partial(_continued, piece, sum(bool(_NEXT.search(pair.said)) for pair in talk.past[-4:])))
    if _MORAL.search(text) and (meaning := moulds.moral(piece.text)):
        noted = Note("Reading the story again", "I look for what changes between its beginning and its end.")
        return Offer(0.93, lambda: Reply(f"I'd put it like this: **{meaning}**", meaning, notes=(noted,)))
    if _HOW_ENDS.search(text):
        return Offer(0.94, partial(_end, piece))
    if _WHOSE.search(text):
        return Offer(0.93, partial(_hero, piece))
    return None


def _mood(text: str) -> str:
    """The mood that a story is to end in; open when only another end is wanted."""
    if _SURPRISE.search(text):
        return "surprising"
    mood = moods.mood_in(text)
    wanted = _ENDING.search(text) and re.search(r"\b(?:another|different|new|other|change|rewrite|alternative)\b", text, re.I)
    return "open" if mood == "thoughtful" else mood or ("open" if wanted else "")


def _story(text: str, noted: str) -> Reply:
    return Reply(text, fixed=True, notes=(Note("Taking the story up again", noted),), data={"story": text})


def _ended(piece: Piece, mood: str) -> Reply:
    kept = piece.text.split("\n\n")
    kept = kept[:-1] if len(kept) > 2 else kept
    text = "\n\n".join([*kept, moulds.ending(mood, piece.hero, piece.subject)])
    return _story(text, f"All but the last paragraph stays; the end becomes {mood}.")


def _continued(piece: Piece, index: int) -> Reply:
    return _story(moulds.chapter(index, piece.hero, piece.subject), f"It goes on after the end, with {piece.hero}.")


def _renamed(piece: Piece, name: str) -> Reply:
    return _story(re.sub(rf"\b{re.escape(piece.hero)}\b", name, piece.text), f"{piece.hero} is called {name} now.")


def _moved(piece: Piece, place: str) -> Reply:
    bare = re.sub(r"^(?:in|on|at|the|an?) ", "", place)
    new = moulds.setting(bare)
    if not (text := moulds.moved(piece.text, new)):
        told = "I can change this story's ending, its hero's name and its mood, but its setting is woven into every line."
        return Reply(told, told, "No", notes=(Note("Looking for the setting", "No place of it can be exchanged."),))
    return _story(text, f"It takes place in {new} now.")


def _end(piece: Piece) -> Reply:
    last = piece.text.strip().split("\n\n")[-1]
    noted = Note("Looking at the story", "Its last paragraph tells the end.")
    return Reply(f"It ends like this:\n\n> {last}", last, "The end", notes=(noted,))


def _hero(piece: Piece) -> Reply:
    kind = re.search(rf"\b{re.escape(piece.hero)}, (an? [a-z -]{{2,90}}),", piece.text)
    told = f"The hero of the story is **{piece.hero}**{f', {kind[1]}' if kind else ''}."
    noted = Note("Looking at the story", f"It is called “{piece.hero} and the {piece.subject}”.")
    return Reply(told, f"{piece.hero}.", piece.hero, notes=(noted,), data={"name": piece.hero})
