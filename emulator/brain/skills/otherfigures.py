"""The last question again with another figure in it: "what if we tip 20%?", "and with 8%?", "what about 5 people?".

Puts the figure in the place of the one with the same unit and hands the question to the skill that fits it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, best, skill

_LONGEST = 90
_AGAIN = re.compile(
    r"^\W*(?:(?:and|ok|but|so|now)\b\W*)*(?:what (?:if|about|would it be)|how about|with|at|make it|try|and if|if|for|"
    r"let's (?:make it|tip|say)|tip|actually)\b",
    re.I,
)
_FIGURE = re.compile(
    r"(?P<n>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>%|percent|per cent|(?:people|persons|friends|of us|guests|ways)\b|years?\b|months?\b|"
    r"hours?\b|km/h|mph)",
    re.I,
)
_ALIKE = {"percent": "%", "per cent": "%", "persons": "people", "friends": "people", "of us": "people", "guests": "people",
          "ways": "people", "year": "years", "month": "months", "hour": "hours"}  # fmt: skip
_MEASURE = re.compile(r"^\W*(?:and|what about|how about|ok and)\s+(?P<n>\d[\d.,]*|an?|one) (?P<unit>[a-z]+)\W*$", re.I)
_CONVERSION = re.compile(r"(?:\d[\d.,]*|\ban?|\bone) [a-z]+ (?P<rest>(?:to|in|into) [a-z]+)\W*$", re.I)
_SPLIT = re.compile(r"\b(?:split|divide|share)\b.{0,20}\b(?:between|among|by|for|into|with)\b.{0,8}?\b(?P<n>\d{1,3})\b", re.I)
_SUM = re.compile(r"[$€£₹¥]\s?\d[\d,]*(?:\.\d+)?|\d[\d,]*(?:\.\d+)?\s?(?:euros?|dollars?|pounds?|rupees?)", re.I)
_COMPUTING = frozenset({"arithmetic", "sharing", "formulas", "growth", "travel times", "units", "word problems"})


@skill("other figures")
def offer(talk: Talk) -> Offer | None:
    """Fits a lone figure with a unit that an earlier sum has, too."""
    text = talk.whole
    if len(text) > _LONGEST or not talk.past or not _AGAIN.match(text):
        return None
    if (other := _MEASURE.match(text)) and (converted := _converted(talk, other)):
        return converted
    figures = list(_FIGURE.finditer(text))
    if len(figures) != 1 or len(re.findall(r"\d[\d,.]*", text)) != 1:
        return None
    anew = _anew(talk, figures[0])
    if not anew:
        return None
    choice = best(replace(talk, prompt=anew, whole=anew, past=()))
    if choice.name not in _COMPUTING or choice.offer.fit < 0.9:
        return None
    noted = Note("Putting the figure in", f"I read it as “{anew}”.")
    return Offer(0.958, lambda: _with(choice.offer.answer(), noted), whole=True)


def _converted(talk: Talk, other: re.Match[str]) -> Offer | None:
    """The conversion of the last turn for another amount: "What about 2 tablespoons?"."""
    target = next((found["rest"] for pair in reversed(talk.past[-2:]) if (found := _CONVERSION.search(pair.said[:200]))), "")
    anew = f"Convert {other['n']} {other['unit']} {target}"
    choice = best(replace(talk, prompt=anew, whole=anew, past=())) if target else None
    return Offer(0.958, choice.offer.answer, whole=True) if choice and choice.name == "units" else None


def _unit(match: re.Match[str]) -> str:
    said = match["unit"].lower()
    return _ALIKE.get(said, said)


def _anew(talk: Talk, figure: re.Match[str]) -> str:
    """The earlier question with the new figure; a bill that was split since is split again."""
    split = ""
    for pair in reversed(talk.past[-4:]):
        said = pair.said[:300]
        same = [match for match in _FIGURE.finditer(said) if _unit(match) == _unit(figure)]
        if len(same) == 1 and not _AGAIN.match(said):
            if split and (amount := _SUM.search(said)):
                return f"Split {amount[0]} with {figure['n']}% tip between {split} people"
            return f"{said[: same[0].start()]}{figure['n']} {figure['unit']}{said[same[0].end() :]}".replace(" %", "%")
        if found := _SPLIT.search(said):
            split = split or found["n"]
    return ""


def _with(reply: Reply, noted: Note) -> Reply:
    return replace(reply, notes=(noted, *reply.notes))
