"""Wishes of the user for every answer that follows: "From now on answer in one sentence", "Always reply in German".

Finds them in what was said and reads them into the manner; a wish for the next answer only is `shape`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from emulator.brain import persona, shape
from emulator.brain.text import sentences

LONGEST = 300
"""Characters of a message that may set a rule; what is longer is material."""
_ALWAYS = re.compile(
    r"\b(?:from now on|from here on|always|going forward|for the rest of (?:this|our|the) \w+|in (?:all|every|each)(?: of)?"
    r"(?: your)? (?:answers?|repl(?:y|ies)|responses?|messages?)|(?:all|every|each)(?: of)?(?: your)? (?:answers?|repl(?:y|ies)"
    r"|responses?)|(?:keep|make|limit) (?:your|the) (?:answers|replies|responses)|your (?:answers|replies|responses) "
    r"(?:should|must|need to)|until i (?:say|tell)|throughout (?:this|our) \w+)\b",
    re.I,
)
_ANSWERING = re.compile(
    r"\b(?:answer|repl(?:y|ies)|respon[ds]\w*|talk|speak|write|keep|make|limit|end|finish|start|begin|use|add|be|explain|"
    r"give)\b",
    re.I,
)
_OVER = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|now|please|you can|you may|and)\b\W*)*(?:(?:answer|reply|respond|talk|speak|write) (?:again )?(?:as "
    r"usual|normal(?:ly)?|freely|in english(?: again)?|as before)|go back to normal|stop (?:answering|replying|doing|using|"
    r"ending|starting|speaking|talking)\b.{0,40}|(?:forget|drop|ignore|lift) (?:that|the|this|my) (?:\w+ ){0,3}(?:rule|limit|"
    r"wish|instruction|restriction)|no more (?:rules?|limits?|one[- ]sentence answers))(?: again| please| now)*\W*$",
    re.I,
)
_USING = re.compile(r"\buse (?=(?:an? |only )*(?:bullet|table|numbered|list|simple|short|plain|lower|upper|json))", re.I)
_SHORT = re.compile(r"\b(?:short|brief|concise|to the point|crisp)\b", re.I)
_ABOUT_ME = re.compile(r"\b(?:i|my|me|he|she|they|we|why|do you|does|did)\b", re.I)


def wish(said: str) -> str:
    """The sentences of a message that set a rule for all answers, or an empty string."""
    if len(said) > LONGEST or not _ALWAYS.search(said):
        return ""
    return " ".join(part for part in sentences(said) if _rules(part))


def ends(said: str) -> bool:
    """Whether a message lifts the rules again."""
    return len(said) <= LONGEST and _OVER.match(said) is not None


def rest(said: str) -> str:
    """A message without its rules; all of it when it has nothing else."""
    rules = wish(said)
    other = " ".join(part for part in sentences(said) if not _rules(part)) if rules else said
    return other if len(other.split()) >= 2 else said


def over(manner: persona.Persona, earlier: Iterable[str]) -> persona.Persona:
    """The manner with the rules that were set, and not lifted, in what was said."""
    ruled = manner
    for said in earlier:
        if ends(said):
            ruled = manner
        elif rules := wish(said):
            ruled = _under(ruled, rules)
    return ruled


def _rules(part: str) -> bool:
    return bool(
        _ALWAYS.search(part) and _ANSWERING.search(part) and not part.rstrip().endswith("?") and _form(part) != persona.Persona()
    ) and not _ABOUT_ME.search(re.sub(r"\b(?:to|for|tell|give) me\b|\buntil i\b", " ", part, flags=re.I))


def _form(rules: str) -> persona.Persona:
    """A rule as a manner, without the roles that only an instruction gives."""
    read = persona.read(_USING.sub("answer in ", rules))
    form = read.shape
    if form == shape.Shape() and _SHORT.search(rules):
        form = shape.Shape(sentences=2)
    return persona.Persona(language=read.language, pirate=read.pirate, emoji=read.emoji, asks_back=read.asks_back, shape=form)


def _under(manner: persona.Persona, rules: str) -> persona.Persona:
    new = _form(rules)
    return replace(
        manner,
        language=new.language or manner.language,
        pirate=new.pirate or manner.pirate,
        emoji=new.emoji or manner.emoji,
        asks_back=new.asks_back or manner.asks_back,
        shape=_exclusive(new.shape, manner.shape),
    )


def _exclusive(new: shape.Shape, before: shape.Shape) -> shape.Shape:
    """A new length or layout takes the place of the one before."""
    if new.laid_out or new.sentences or new.brief or new.word or new.most_words:
        return replace(new, opening=new.opening or before.opening, ending=new.ending or before.ending)
    return new.over(before)
