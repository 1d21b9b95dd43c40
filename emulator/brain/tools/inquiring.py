"""What a question asks of a document: its words with those that mean the same, the kind of answer, the form it wants.

Knows the everyday words of a few languages; it reads no document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from emulator.brain.library import fold, tokens
from emulator.brain.text import number, number_pattern
from emulator.brain.tools import synonyms, translating, words

_STOP = words.STOP | frozenset(
    "page pages site website article document documents file files text url link say says said according mention mentions give"
    " find look search read show know still possible explain describe"
    " answer question many much long often big there here allowed please und"
    " der die das den dem des ein eine einen einem einer ist sind war wird werden wurde wie was wann wo wer warum welche welcher"
    " welches viel viele lange muss müssen darf dürfen bis ab gibt hat haben habe bekomme kann können soll mit"
    " von für auf im in zu zum zur bei aus nach es ich sie er wir"
    " steht sagt über le la les un une des du de est sont qui que quoi quand où comment combien pourquoi quel quelle quels"
    " quelles el los las una es son quién qué cuándo dónde cómo cuánto cuánta cuántos cuántas cuál cuesta dice il lo gli i"
    " che chi quando dove come quanto quanti quante quale sono mich mir mein meine deine unser ihre wieviel man sich".split()
)
_FOLDED_STOP = frozenset(fold(word) for word in _STOP)
_KINDS: tuple[tuple[str, str, str], ...] = (
    (
        "money",
        r"how much|cost|price|fee|fare|expensive|rent\b|kostet|preis|cuesta|coûte|salary|budget",
        r"[$€£¥₹]\s?\d|\d\s?(?:[$€£¥₹]|円|(?:euros?|dollars?|pounds?|yen|USD|EUR|GBP|CHF|francs?)\b)",
    ),
    (
        "time",
        r"how long|wie lange|how soon|how quickly|within|duration|combien de temps|cuánto tiempo",
        r"\d\s?(?:second|minute|hour|day|week|month|year|sekunde|stunde|tag|woche|monat|jahr|heure|jour|an\b|分|時間|日)"
        r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty) (?:\w+ )?(?:minute|hour|day|week|month|year)s?\b",
    ),
    (
        "date",
        r"\bwhen\b|wann|quand|cuándo|what (?:date|day|year|time)|since when|いつ|何時|hours",
        r"\b(?:1[0-9]|20)\d\d\b|\b(?:jan|feb|mär|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-z]*\b|\d{1,2}:\d\d"
        r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d\s?(?:am|pm|uhr|時)\b|\d時|\d月",
    ),
    (
        "count",
        r"how many|wie viele|combien|cuántos|cuántas|quanti|何人|いくつ",
        r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|sechs|drei|zwei)\b",
    ),
    (
        "measure",
        r"how (?:heavy|tall|high|big|large|far|wide|deep|fast|hot|old|thick|strong)|weight|height|wie (?:schwer|hoch|groß)",
        r"\d",
    ),
    ("mail", r"\be-?mail(?: address)?\b|\bmail address\b", r"[\w.+-]+@[\w-]+\.\w+"),
    ("phone", r"\b(?:phone|telephone|telefon)(?: number|nummer)?\b|\bwhat number\b", r"\+?\d[\d /()-]{5,}\d"),
    ("person", r"\bwho\b|\bwer\b|\bqui\b|quién|誰", r"\b[A-ZÀ-Þ][a-zà-ÿ'’-]+ [A-ZÀ-Þ][a-zà-ÿ'’-]+|[A-Z][a-z]+"),
)
_SUMMARY = re.compile(
    r"\b(?:summari[sz]e|summary|sum up|tl;?dr|key points|main points|takeaways|overview|gist|zusammenfass\w*"
    r"|fasse?\b.{0,80}\bzusammen|résume[rz]?|resume)\b"
    r"|\bwhat(?:['’]s| is)\b[^?]{0,60}\babout\b\W*$|要約",
    re.I,
)
_COMPARE = re.compile(
    r"\b(?:compar\w+|differences?|differ|versus|vs|vergleich\w*|unterschied\w*|better|cheaper|heavier|lighter|faster|larger"
    r"|smaller|longer)\b",
    re.I,
)
_LIST = re.compile(
    r"\b(?:list|name|what are|which .{1,60} are (?:there|needed|listed)|ingredients|zutaten|steps|all (?:the )?|welche|nenne"
    r"|(?:what|which) (?:\w+ ){0,2}?(?!is\b|was\b|has\b|does\b)\w+s\b(?= (?:do|does|did|are|were|can|have|is|should|will)\b))\b",
    re.I,
)
_TITLE = re.compile(r"\b(?:title|headline|heading|titel|überschrift)\b", re.I)
_COUNTED = {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "deux": 2, "trois": 3, "dos": 2, "tres": 3}
_POINTS = re.compile(
    rf"\b({number_pattern()}|{'|'.join(_COUNTED)})\s+(?:(?:short|brief|key|main|bullet|wichtige?)\s+)*"
    r"(?:bullets?|points?|sentences?|takeaways|facts|stichpunkten?|sätzen?)\b",
    re.I,
)
_SINGLE = re.compile(r"\b(?:one|single)[- ]sentence\b|\bin (?:a|one) sentence\b|\bin einem satz\b", re.I)
_BULLETS = re.compile(r"\b(?:bullets?|points?|list|takeaways|stichpunkt\w*)\b", re.I)
_ASKING = "how|what|when|where|who|which|is|are|does|do|can|wie|was|wann|wo|wer"
_CLAUSE = re.compile(
    rf"[,;]?\s+(?:and|und|et|y)\s+(?=(?:(?:in|at|on|for|to|from|by|with) )?(?:{_ASKING})\b)|(?<=[?？])\s*(?=\S)", re.I
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_URL = re.compile(r"https?://\S+", re.I)


@dataclass(frozen=True)
class Inquiry:
    """A question as documents can answer it."""

    text: str
    terms: tuple[str, ...]
    """Its telling words, folded."""
    kinds: tuple[re.Pattern[str], ...]
    """What an answer must look like."""
    summary: bool
    compares: bool
    lists: bool
    title: bool
    points: int
    """How many sentences or points it wants; 0 when it doesn't say."""
    bullets: bool


@lru_cache(maxsize=256)
def read(text: str) -> Inquiry:
    """A question, read."""
    text = " ".join(_URL.sub(" ", text[:2_000]).split())
    said = _POINTS.search(text)
    return Inquiry(
        text,
        terms(text),
        tuple(
            re.compile(answer, re.I if name != "person" else 0) for name, asked, answer in _KINDS if re.search(asked, text, re.I)
        ),
        bool(_SUMMARY.search(text)),
        bool(_COMPARE.search(text)),
        bool(_LIST.search(text)),
        bool(_TITLE.search(text)),
        1 if _SINGLE.search(text) else min(number(said[1]) or _COUNTED.get(said[1].lower(), 0), 20) if said else 0,
        bool(_BULLETS.search(text)),
    )


_ASKS = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|und|also) )?(?:average|total|sum of|number of|highest|lowest|median|maximum"
    r"|minimum|count|may|bis|ab|what|which|who|whom|whose|where|when|how|why|is|are|was|were|do|does|did|has"
    r"|have|can|will|list|name|give|tell|compare|wie|was|wer|wann|wo|warum|welche[rs]?|quel\w*|qui|que|quand|où|combien"
    r"|cuánt\w*|cuándo|qué|quién|dónde)\b",
    re.I,
)


def is_question(text: str) -> bool:
    """Whether a text asks for something that a document could say."""
    bare = _URL.sub(" ", text[:2_000]).strip()
    return len(bare) < 400 and bool(
        _ASKS.match(bare) or re.search(r"[?？]|か。?$", bare) or _TITLE.search(bare) or _SUMMARY.search(bare)
    )


LIGHT = frozenset("bring keep get take put come go want use need make allow".split())
"""Words that a question has and an answer needn't."""


def _kinds(text: str) -> Iterator[re.Pattern[str]]:
    for name, asked, answer in _KINDS:
        if re.search(asked, text, re.I):
            yield re.compile(answer, re.I if name != "person" else 0)


def clauses(text: str) -> list[str]:
    """The questions that one sentence asks: how much it costs, and how long the warranty is."""
    found = [part.strip() for part in _CLAUSE.split(_URL.sub(" ", text[:2_000])) if part and re.search(r"\w", part)]
    return found if 1 < len(found) <= 4 else [text]


def terms(text: str) -> tuple[str, ...]:
    """The telling words of a text, folded; of writing without spaces each sign that carries a meaning."""
    found = [word for word in tokens(_CJK.sub(" ", text)) if word not in _FOLDED_STOP and len(word) > 1]
    short = [word.lower() for word in re.findall(r"\b[A-Z]{2,5}\b", text)] if not text.isupper() else []
    signs = [sign for run in _CJK.findall(text) for sign in re.findall(r"[\u30a0-\u30ff\uac00-\ud7af]{2,}|[\u3400-\u9fff]", run)]
    return tuple(dict.fromkeys([*found, *short, *(sign for sign in signs if sign != "何")]))


@lru_cache(maxsize=20_000)
def near(wanted: str, said: str) -> float:
    """How near a word of a document is to one of a question."""
    if wanted == said:
        return 1.0
    if said in synonyms.ALIKE.get(wanted, ()) or wanted in synonyms.ALIKE.get(said, ()):
        return 0.9
    if words.stem(wanted) == words.stem(said):
        return 0.95
    if min(len(wanted), len(said)) >= 5 and wanted[:5] == said[:5]:
        return 0.8
    if min(len(wanted), len(said)) >= 5 and not wanted.isascii() | said.isascii() and (wanted in said or said in wanted):
        return 0.6
    return 0.9 if translating.word(wanted) == said else 0.0
