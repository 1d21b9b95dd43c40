"""A request taken apart into the clauses that may each ask for something of their own.

Splits and joins text; it weighs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from emulator.brain.library import fold
from emulator.brain.text import sentences
from emulator.brain.tools import itemizing, values, words
from emulator.brain.tools.declared import Function

ELLIPSIS = re.compile(
    r"^\W*(?:and|or|und|et|y|what about|how about|same for|also|now|then)\b(?!\s+(?:tell|give|what's your))", re.I
)
_VERBS = (
    "add assign book buy calculate call cancel check close compute convert create deploy delete dim email fetch find"
    " get give list lock log"
    " look mail make mark message move note notify open order pay pause place play plot post print purchase put read"
    " record remind remove"
    " rename reschedule reserve restart roll run save schedule search send set show start stop switch tag tell text"
    " track transfer"
    " translate turn unlock update upload what which who when where how is are do does can could will would show"
    " compare also then another"
    " hit attack use give take eat drink throw reply had ate drank spent paid ran walked slept took bought"
).split()
_TAIL = re.compile(
    r"\s*\b(?:saying|that says|stating|telling (?:him|her|them|everyone)|with the (?:message|text|body)|to say|say that)\b.*$"
    r"|:\s+\S.*$",
    re.I | re.S,
)
_ONE = re.compile(r"\b(the (?:other )?|an?(?:other)? )ones?\b|\b(another)(?: one)? of\b", re.I)
_LONGEST = 6_000
_HIDDEN = str.maketrans({sign: chr(0xE000 + at) for at, sign in enumerate(" .?!;,:\n")})
_SHOWN = {ord(code): chr(sign) for sign, code in _HIDDEN.items()}
"""Signs within quotes are hidden while a text is split."""


def clauses(text: str, functions: Sequence[Function]) -> list[str]:
    """The parts of a request, in its order."""
    own = {word for function in functions for word in words.parts(function.name)[:1] if word.isalpha() and word not in words.STOP}
    verbs = "|".join(sorted({*_VERBS, *own}, key=len, reverse=True))
    joint = re.compile(
        (
            rf"\s*(?:;|,?\s+(?:and|but|and then|then|after that|plus)\s+(?:then |also |please )?(?=(?:{verbs}|don't|do not)\b)|"
            rf",\s+(?=(?:{verbs})\b))\s*"
        ),
        re.I,
    )
    hidden = values.QUOTED.sub(lambda match: match[0].translate(_HIDDEN), text[:_LONGEST])
    found: list[str] = []
    if itemizing.items(hidden):
        return [text.strip()]
    for sentence in sentences(hidden):
        alone = re.match(r"\W*\w+ (?:and|&) (?=\w)", sentence)
        rest = sentence[alone.end() :] if alone else sentence
        first, *others = _whole(joint.split(rest), rest)
        found += [(alone[0] if alone else "") + first, *others]
    return [part.strip(" ,").translate(_SHOWN) for part in found if part and part.strip(" ,")]


def _whole(parts: list[str], sentence: str) -> list[str]:
    """The parts of a sentence, or all of it where one is a bare verb: "between rebase and merge"."""
    return [sentence] if any(len(re.findall(r"\w+", part)) < 2 for part in parts[1:]) else parts


def head(clause: str) -> str:
    """A clause without what it quotes to be said or written."""
    short = _TAIL.sub("", clause)
    return short if len(words.content(short)) >= 1 else clause


def named(clause: str, before: str, used: frozenset[str]) -> str:
    """A clause with its thing named where it says 'the one' or 'another of': the word before it that chose the function."""
    if not _ONE.search(clause):
        return clause
    said = re.findall(r"[^\W\d_]+", before)[1:]
    nouns = [word for word in said if words.stem(fold(word)) in used and word.lower() not in _VERBS]

    def told(match: re.Match[str]) -> str:
        return f"{(match[1] or match[2]).strip()} {nouns[-1]}{' of' if match[2] else ''}"

    return _ONE.sub(told, clause) if nouns else clause


def joined(first: str, more: str) -> str:
    """Two clauses as one text, still told apart."""
    return f"{first} {more}" if first.rstrip().endswith((".", "!", "?", ":", ";")) else f"{first}\n{more}"
