"""Words that speak of the same thing: what a question asks about, and the words of sentences that answer it.

General English, no subject of its own; it serves to find sentences, never to write any.
"""

from __future__ import annotations

import re
from functools import cache

from emulator.brain import library

_STEM = 5
_FIELDS: tuple[tuple[str, str], ...] = (
    ("cost costs price prices expensive cheap afford affordable money economics",
     "cost price cheaper cheapest expensive dearer cheap afford pay save investment billion million economical"),
    ("risk risks danger threat threaten threatens threatened harm drawback drawbacks disadvantage problem problems",
     "risk danger threat threaten accident waste harm damage loss drawback disease parasite pesticide severe decline"
     " vulnerable melt bias"),
    ("limit limits limitation obstacle obstacles challenge challenges difficult barrier hinder open",
     "limit challenge fragile error obstacle difficult cannot drawback proven depend slow weakness impossible"),
    ("use used uses application applications useful purpose apply good",
     "help expected application studied serve simulating applied enable"),
    ("history origins origin come came begin began invented discovered develop developed development founded evolution",
     "founded invented discovered first began century developed proposed introduced opened 19th 20th pioneer split origin"
     " created released coined native comes year#"),
    ("future trend trends outlook next tomorrow prospects coming",
     "trend future announced planned expected begin improving soon grows growing developed decade still"),
    ("climate emission emissions carbon warming environment environmental ecological sustainable",
     "climate carbon dioxide emit emission warming greenhouse clean coal pollution environment"),
    ("market share sales leading leaders position competitors competition",
     "largest share biggest producer sold third leading market"),
    ("supply supplier suppliers raw material materials dependency sourcing",
     "refined refining brine mine depend lithium cobalt nickel graphite"),
    ("chemistry chemical composition ingredients made",
     "chemistry cells cathode phosphate manganese sodium element compound consists contains"),
    ("matter matters important importance role benefit benefits advantage advantages value",
     "important depend helps benefit pollinate essential advantage provide supports protect supply"),
    ("work works workings parts function functions mechanism principle process",
     "works uses through turns carries converts process happens when inside arranges consists"),
    ("way navigate orientation orient find direction communicate communication",
     "dance tell direction orient navigate smell signal meaning scent"),
    ("today current currently state now recent latest status present state names leading",
     "today now current recent advances largest still being"),
    ("people person who founder founders inventor scientist scientists",
     "founded inventor developed prize scientist proposed decoded"),
    ("where live place habitat location located country countries region",
     "found live north south located coast africa asia europe america china"),
    ("food eat feed diet nutrition", "feed eat food prey nectar pollen plants diet"),
    ("fast speed performance efficient efficiency quick capacity", "fast speed efficient per quickly energy more charging"),
    ("security secure privacy attack protect safety safe", "security attack encryption protect secret safe accident password"),
    ("health medical disease treatment medicine", "health disease blood heart risk doctors medicine treatment body sleep sleepy"),
    ("big biggest largest top size large number numbers many figures data statistics",
     "million billion per cent thousand largest about third half metres kilometres number#"),
    ("different differ difference differences versus compare", "unlike than while however both instead differ"),
    ("cause causes reason reasons because why", "because cause reason since leads due mainly"),
    ("should worth better recommend choose decide", "advantage drawback flexibility cost risk dependence benefit suited"),
    ("affect affects effect effects consequence consequences impact", "consequence lead effect result cause change therefore"),
    ("solution solutions remedy remedies protect protection help measures", "remedies help protect instead improve promise keep"),
)  # fmt: skip
"""Pairs: words of a question, and words of its answers."""


def stem(word: str) -> str:
    """The part of a word that its forms share, roughly."""
    folded = library.fold(word)
    plural = len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss")
    return (folded[:-1] if plural else folded)[:_STEM]


_YEAR, _NUMBER = re.compile(r"\b(?:1[0-9]{3}|20[0-4][0-9])\b"), re.compile(r"\d")


def words_of(sentence: str) -> frozenset[str]:
    """The stems of a sentence; a year and any number count as words of their own."""
    words = [part for word in library.tokens(sentence) for part in (word, *word.split("-"))]
    signs = {"year#"} if _YEAR.search(sentence) else set()
    signs |= {stem("number#")} if _NUMBER.search(sentence) else set()
    return frozenset({*map(stem, words), *signs})


@cache
def _by_trigger() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for asked, answers in _FIELDS:
        meant = frozenset(stem(word) for word in answers.split())
        for word in asked.split():
            found[word] = found.get(word, frozenset()) | meant
    return found


def meant_by(question: str) -> frozenset[str]:
    """The stems of words that an answer to this question may have, beside the question's own."""
    return frozenset().union(*(_by_trigger().get(word, frozenset()) for word in library.tokens(question)))


@cache
def _alike() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for asked, _ in _FIELDS:
        stems = frozenset(stem(word) for word in asked.split())
        for word in asked.split():
            found[word] = found.get(word, frozenset()) | stems
    return found


def alike(question: str) -> frozenset[str]:
    """The stems of words that ask the same, as the name of an article may have them."""
    return frozenset().union(*(_alike().get(word, frozenset()) for word in library.tokens(question)))
