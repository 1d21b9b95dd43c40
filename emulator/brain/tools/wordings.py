"""The request's own words for arguments that hold words: what is to be said, what it is about, and what is left of it.

It comes last, when everything that has a type has found its place; what was used before is no part of a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from emulator.brain import tickers
from emulator.brain.library import fold
from emulator.brain.text import capitalise, cut, sentences
from emulator.brain.tools import phrases, quantities, trimming, verbs, words
from emulator.brain.tools.slots import Bid, Slot

_SAYING = re.compile(
    r"\b(?:saying(?: that)?|that says|which says|stating(?: that)?|(?:and )?tell(?:ing)? (?:him|her|them|everyone|us"
    r"|the \w+|(?-i:[A-Z]\w+)['’]s \w+)(?! (?:in|at|from|on|of)\b)(?: that)?|to say(?: that)?|(?:and )?say that"
    r"|(?:text|message|inform|notify|remind|tell|let|reply|respond|answer|e-?mail|write) [^,!?]{1,40}?(?: know)? that"
    r"|(?:with (?:the |a )?)?(?:message|text|body|note|comment|content)s?\s*(?::|that says"
    r"|saying))\s*:?\s*[\"'“]?(.{2,2000}?)[\"'”]?$",
    re.I | re.S,
)
_WHOSE = re.compile(r"[A-Z]\w+['’]s\b")
_COLON = re.compile(r":\s+(?=\S)(.{2,2000})$", re.S)
_ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|titled|called|named|entitled|to discuss|on the (?:topic|subject) of"
    r"|for)\s+(?:the |an? |our |my )?([^\"”'\n?!,;]{2,200})",
    re.I,
)
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_MEASURED = re.compile(
    r"\b\d+(?:[.,]\d+)?\s?[a-z]{1,12} of ([a-z][\w-]*(?: [a-z][\w-]*){0,3}?)(?=\s+(?:at|for|each|per)\b|\s+@|[,.;]|$)", re.I
)
_HANGING = re.compile(r"\s+(?:between|from|since|in|of|for|with|by|and|after|before|until|to)$", re.I)
_CAPACITIES = frozenset({"memory", "ram", "storage", "disk", "space"})
_SQL = re.compile(r"\b(?:SELECT|WITH|INSERT|UPDATE|DELETE)\b.+", re.I | re.S)
_ANEW = re.compile(r"^\W*(?:please )?(?:mark|label|tag|set|cc|assign|make|add|send|give|use|flag|priority)\b", re.I)
_BECAUSE = re.compile(r"\b(?:because|due to|reason:)\s+(?:of )?([^.!?\n]{3,300})", re.I)
_AFTERTHOUGHT = re.compile(r"[,–-]\s+((?:the|it|its|they|my|our|I|we|he|she|his|her)(?:['’]\w+)? [^,.!?\n]{5,200})[.!]?$", re.I)
"""A whole sentence after a comma says why: "refund it, the lamp arrived broken"."""
_WISHED = re.compile(
    r"(?:[,;.–-]|\band\b|\bbut\b)\s+(?:please )?(?:ask(?:ing)? for (?=an? )|request(?:ing)? (?=an? ))?"
    r"((?:(?<=for )an?|(?<=request )an?|(?<=requesting )an?|no|without|extra|less|more|easy on the|hold the"
    r"|leave (?:it|them)|ring|use the) [^,.;!?\n]{2,60}?)(?=\s+please\b|[,.;!?\n]|$)",
    re.I,
)
"""How something ordered is wanted: "no onions please"."""
_TRAILING = re.compile(r"[,–]\s+(?!please|thanks|thank you|and |but |or |ok)([a-zà-ÿ][^,.!?;\n]* [^,.!?;\n]{3,80})[.!]?$", re.I)
"""What is added at the end of something that is recorded: "3 hours for Hermes, workshop with the client"."""
_LABEL_AT_END = re.compile(r"\s+(?:for|in|at|of|with) (?:grade|class|level|year|version|chapter|page)\s*$", re.I)
_SEVERAL = re.compile(r"[\d].*(?:,|\band\b).*[\d]")
_FURTHER = re.compile(r",\s+(?=[^,]*\d|(?:should|due|by|with|assign\w*|for|priority|worth|closing|high|low)\b)", re.I)
"""Where a title ends and what else is said begins: "Globex rollout, 48k euros"."""
_STATE = re.compile(r"(?<=\w)\s+(?:is|are|was|has|keeps|needs|seems|looks)\s", re.I)
"""Where a thing's name ends and what is said of it begins."""
_PICKED = re.compile(
    r"^(?:would )?(?:\d+ |one |two |three )?(?:of )?(?:the |your )?(?:cheapest|least expensive|most expensive|priciest"
    r"|best(?: rated)?|most popular|lowest priced|highest rated|top rated) (?=\w)",
    re.I,
)
_DO_YOU = re.compile(r"\s+(?:do|does|can|are|is|have) (?:you|we|they|there)\b.*$", re.I)
_FOR_WHOM = re.compile(r"\s*\b(?:lovers?|fans?|drinkers?|enthusiasts?|addicts?)$", re.I)
_PRICED = re.compile(r"\s+(?:costs?|sells? for|goes? for|be worth|is worth|in (?:dollars|euros|pounds|yen|[A-Z]{3}))\b.*$", re.I)


def tail(text: str, slots: Sequence[Slot]) -> Bid | None:
    """What is to be said or noted, word by word: after 'saying', 'telling him' or a colon."""
    worded = [slot for slot in slots if holds_words(slot)]
    longs = sorted((slot for slot in worded if slot.long), key=lambda slot: not slot.needed)
    match = _SAYING.search(text)
    if match is not None and (
        target := next((slot for slot in (*longs, *worded) if slot.long or (slot.short and slot.needed)), None)
    ):
        said = _whole(match[1])
        start = match.start(1) if _WHOSE.search(match[0][: match.start(1) - match.start()]) else match.start()
        return Bid(3.2, target, capitalise(said.strip(" \"'“”")), (start, match.start(1) + len(said)))
    match = _COLON.search(text)
    label = words.parts(text[: match.start()])[-1:] if match is not None else ()
    if label and any(label[0] in slot.parts and slot.item is not None for slot in slots):
        match = None
    if (
        match is not None
        and match[1][:1].isdigit()
        and any(slot.item is not None and "properties" in slot.item for slot in slots)
    ):
        match = None  # a list of things with their numbers is no title
    titles = [slot for slot in worded if slot.short and slot.needed]
    target = next(
        (slot for slot in (*(slot for slot in longs if slot.needed), *titles, *longs) if slot.role not in ("org", "person")), None
    )
    if match is None or target is None:
        return None
    said = _whole(match[1]) if target.long else (sentences(match[1]) or [match[1]])[0]
    if not target.long:
        said = said if len(phrases.pairs(said)) > 1 else _FURTHER.split(said)[0]
    if not target.long and _SEVERAL.search(said):
        return None
    return Bid(3.2, target, said.strip(" \"'“”").rstrip("" if target.long else "."), (match.start(), match.start(1) + len(said)))


def _whole(said: str) -> str:
    """What was said, without sentences that tell what else to do with it."""
    kept = ""
    for sentence in sentences(said):
        if kept and _ANEW.match(sentence):
            break
        at = said.find(sentence)
        kept = said[: at + len(sentence)] if at >= 0 else said
    return kept or said


def bids(
    text: str,
    slots: Sequence[Slot],
    values: Mapping[tuple[str, ...], Any],
    blanks: Sequence[tuple[int, int]],
    dull: frozenset[str],
) -> Iterator[Bid]:
    """Words for the arguments that still lack them."""
    open_ones = [slot for slot in slots if slot.path not in values and holds_words(slot)]
    for slot in open_ones:
        if slot.role == "sql" and (found := _SQL.search(text)):
            yield Bid(2.5, slot, found[0].strip().rstrip("."), found.span())
        elif slot.role == "expression":
            yield from (Bid(2.0, slot, one, (0, 0), shares=True) for one in phrases.last(_ISO.sub(" ", text), "expression"))
    worded = [slot for slot in open_ones if slot.role not in ("sql", "expression")]
    topics = [*_reasons(text, worded, blanks), *_topics(text, worded, blanks)]
    yield from topics
    taken = {bid.slot.path for bid in topics}
    needed = [slot for slot in worded if slot.needed and slot.path not in taken]
    body = next((str(values[slot.path]) for slot in slots if slot.long and slot.path in values), "")
    labels = frozenset(stem for slot in slots for stem in slot.stems)
    used = [*blanks, *(bid.span for bid in topics), *quantities.wanted_in(text)]
    rest = remainder(text, used, dull, labels, first=any(slot.short for slot in needed[:1]))
    for slot in needed:
        if rest and not slot.long:
            said = _sought(rest) if slot.role == "query" else _brief(rest) if slot.short else _STATE.split(rest)[0]
            said = _coded(said) if slot.coded else said
            if _suits(slot, said):
                yield Bid(1.2, slot, said, (0, 0), shares=True)
            rest = ""
        elif body and slot.short:
            yield Bid(1.1, slot, cut((sentences(body) or [body])[0].rstrip("."), 60), (0, 0), shares=True)
        elif rest and not slot.short and len(needed) == 1:
            asked = verbs.kinds(text) & {"read"} and text.rstrip().endswith("?")
            yield Bid(1.1, slot, _STATE.split(rest)[0] if asked else rest, (0, 0), shares=True)
            rest = ""


def _brief(said: str) -> str:
    """A long sentence without what else it tells: "the wifi is down and I have a call in ten minutes"."""
    return _ELSE.split(said)[0] if len(said.split()) > 8 else said


_ELSE = re.compile(r",?\s+(?:and|because|so|but|since) (?=(?:i|we|my|our|this|that|it)\b)|,\s+(?=(?:this|it|i|we)\b)", re.I)


def _coded(said: str) -> str:
    """The code in a phrase: "ending in 4411"."""
    found = re.findall(r"[\w-]*\d[\w-]*", said)
    return found[0] if len(found) == 1 else said


_HOSTS = frozenset("repo repository branch service host hostname server cluster container namespace".split())
"""What has a name of one word."""
_NO_HOST = frozenset("last latest recent newest first next current all more new old".split())


def _suits(slot: Slot, said: str) -> bool:
    """Whether words are any: a query says something, a code has digits, a service has a name of one word."""
    empty = slot.role == "query" and trimming.is_empty(said)
    phrase = bool(set(slot.parts) & _HOSTS) and (" " in said or fold(said) in _NO_HOST)
    if {"ticker", "symbol"} & set(slot.parts) and not (tickers.symbol(said) or said.isupper()):
        return False
    return bool(said) and not (empty or phrase or (slot.coded and not re.search(r"\d", said)))


def _sought(said: str) -> str:
    """What is to be found, without which of it is wanted in the end and what it costs."""
    said = _HANGING.sub("", said) or said
    sought = _PRICED.sub("", _PICKED.sub("", said)) or said
    return _FOR_WHOM.sub("", _DO_YOU.sub("", sought))


def holds_words(slot: Slot) -> bool:
    """Whether a slot takes a request's own words."""
    if slot.kind != "string" or slot.item is not None or slot.choices or {"enum", "format", "pattern"} & set(slot.schema):
        return False
    return slot.role in ("text", "item", "query", "", "code", "org", "sql", "expression")


def _reasons(text: str, worded: Sequence[Slot], spans: Sequence[tuple[int, int]]) -> Iterator[Bid]:
    """'Because we got sick'."""
    for slot in worded:
        if {"reason", "comment", "note", "notes", "cause", "resolution"} & set(slot.parts):
            yield from (Bid(1.9, slot, match[1].strip(" .!"), match.span()) for match in _BECAUSE.finditer(text))
        if {"note", "notes", "description", "memo", "details", "comment"} & set(slot.parts) and not slot.needed:
            yield from (
                Bid(1.2, slot, match[1], match.span(1))
                for match in _TRAILING.finditer(text)
                if not any(start < match.end(1) and match.start(1) < end for start, end in spans)
            )
        if {"note", "notes", "instructions", "remarks", "requests"} & set(slot.parts) and not slot.needed:
            yield from (Bid(1.7, slot, match[1].strip(), match.span(1)) for match in _WISHED.finditer(text))
        if {"reason", "resolution", "cause", "summary"} & set(slot.parts):
            yield from (Bid(1.6, slot, match[1].strip(" .!"), match.span()) for match in _AFTERTHOUGHT.finditer(text))


def _topics(text: str, worded: Sequence[Slot], spans: Sequence[tuple[int, int]]) -> Iterator[Bid]:
    """'About lunch', 'titled Q3 planning', 'for rent', '10 hours of consulting'."""
    for slot in worded:
        if slot.needed and (slot.short or slot.role in ("item", "text", "")):
            measured = (match for match in _MEASURED.finditer(text) if match[1].lower() not in _CAPACITIES)
            yield from (Bid(1.6, slot, match[1], match.span(1)) for match in measured)
        if not slot.short and slot.role != "query":
            continue
        for match in _ABOUT.finditer(text):
            weak = match[0].lower().startswith("for ")
            free = min((start for start, end in spans if end > match.start(1)), default=len(text))
            topic = trimming.bare(_LABEL_AT_END.sub("", text[match.start(1) : min(match.end(1), max(free, match.start(1)))]))
            if topic and (not weak or (not slot.needed and set(slot.parts) & {"reference", "purpose", "reason", "label"})):
                yield Bid(1.9, slot, topic, (match.start(), match.start(1) + len(topic)))
                break


def remainder(
    text: str, spans: Sequence[tuple[int, int]], dull: frozenset[str], labels: frozenset[str] = frozenset(), first: bool = False
) -> str:
    """What is left of a clause without its verb, without what was used, and without what hangs before and after."""
    left = trimming.blanked(text, spans)
    offset = len(text) - len(verbs.lead(text))
    pieces = [
        trimming.core(piece, dull, labels, first=at == 0)
        for at, piece in enumerate(re.split(r"\x00+|[;\n]|(?<=\w\w)[.!?]\s+", left[offset:]))
    ]
    pieces = [piece for piece in pieces if any(fold(word) not in words.STOP for word in piece.split())]
    if first:
        return next(iter(pieces), "")
    return max(pieces, key=lambda piece: len([word for word in piece.split() if fold(word) not in words.STOP]), default="")
