"""What a person wants researched: the brief, the plan so far and the comments on it, read from the conversation.

Reads only; what is made of it is the business of the modules beside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from emulator.brain import library
from emulator.brain.contract import Ask, WireStep
from emulator.brain.library import Entry
from emulator.brain.research import aspects
from emulator.brain.text import capitalise, cut, join, sentences

_VISUAL = re.compile(r"\b(charts?|graphs?|graphics?|visual\w*|diagrams?|plots?|figures?|images?|timelines?|illustrat\w+)\b", re.I)
_TABLE = re.compile(r"\b(tables?|side by side|matrix|spreadsheet)\b", re.I)
_SHORT = re.compile(r"\b(executive summary|one page|brief(?:ly)?|short|summary for (?:the )?(?:board|management))\b", re.I)
_TECHNICAL = re.compile(r"\btechnical (?:report|paper|study)\b|\bwith sections and subsections\b", re.I)
_GO = re.compile(
    r"^\W*(?:ok(?:ay)?|yes|go(?: ahead)?|start|approved?|looks good|please|run it|research|the|with|this|plan|as it is|\W)*$",
    re.I,
)
_LEAD = re.compile(
    r"^\W*(?:please\s+)?(?:(?:do|make|carry out|write|prepare|give me|create)\s+(?:an?|some|the)?\s*(?:[\w-]+\s+){0,2}?"
    r"(?:research|report|overview|study|analysis|survey|comparison)\s+(?:on|about|of|into)\s+|research\s+|investigate\s+|"
    r"compare\s+|analy[sz]e\s+|explain\s+|describe\s+|find out\s+(?:about\s+)?|look into\s+|study\s+|explore\s+|"
    r"(?:what|how|why|when|where|who|which)\s+(?:is|are|does|do|did|was|were|can|could|should|will|would|has|have)\s+)",
    re.I,
)  # fmt: skip
_SHARED_NOUN = re.compile(r"\b([a-z][\w-]+) (and|or|versus|vs\.?) ([a-z][\w-]+) ([a-z][\w-]+)\b")
_AUDIENCE = re.compile(
    r"\s+for (?:the |our |my |an? )?(?:board|management|managers?|executives?|decision makers?|experts?|beginners?|children|team|"
    r"class|students?|customers?)\b",
    re.I,
)
_KIND = re.compile(r"\b(?:makers?|manufacturers?|producers?|compan(?:y|ies)|competitors?|players?|suppliers?|vendors?)\b", re.I)
_LONGEST, _LONGEST_SUBJECT = 6_000, 120
_STOPS = str.maketrans({"。": ". ", "？": "? ", "！": "! ", "；": "; "})
_ASKS_IN_JAPANESE = re.compile(r"(?<=か)\. ")
"""Stops of East Asian writing, so that its sentences are told apart like others."""
_COMPARED = re.compile(
    r"\b(?:compar(?:e|ing|ison of)|between|versus|vs\.?)\s+(.+?)(?=[:.?!]|\s+(?:for|in|as|with|on|by|when|regarding)\s|$)", re.I
)
_AND = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|versus|vs\.?|with)\s+", re.I)
_PLACED = re.compile(r"\b(?:in|at|from|near|around|to)\s+(?:the\s+)?$", re.I)
_MUCH = 3
"""With more words than this beside the names of articles, a place among those only says where."""
_ENDS = re.compile(r"\s+(?:works?|functions?|happens?|comes? about|matters?|means?|looks? like|forms?|differs?)$", re.I)


@dataclass(frozen=True)
class Brief:
    """A brief with everything that bears on it."""

    text: str
    """The person's own words."""
    subject: str
    aspects: tuple[str, ...]
    """What is to be found out, one question each."""
    entries: tuple[Entry, ...]
    """Articles that the brief names."""
    rivals: tuple[Entry, ...] = ()
    """What is to be set side by side, when there are several."""
    plan: tuple[str, ...] = ()
    """The steps of the last plan in the conversation."""
    comment: str = ""
    """What was said about that plan."""
    table: bool = False
    short: bool = False
    technical: bool = False
    visuals: bool = False
    attached: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    """Contents that aren't text: images and documents."""


def read(ask: Ask) -> Brief:
    """The brief of this request; words said after a plan are comments on it."""
    said = [words for step in ask.history if (words := _said(step))]
    now = "\n".join(words for step in ask.new if (words := _said(step)))[:_LONGEST]
    plan = _last_plan(ask.history)
    text = _stopped(said[0][:_LONGEST] if plan and said else now)
    every = "\n".join([text, *said[1:], now])
    asked = aspects.what_is_asked(text)
    spelt = _SHARED_NOUN.sub(_with_both_nouns, asked)
    subject, entries = subject_of(asked), core(spelt)
    rivals = _rivals(spelt, entries)
    return Brief(
        text=text,
        subject=subject,
        aspects=tuple(one for one in aspects.of(asked, inside(subject)) if not _is_a_rival(one, rivals)),
        entries=entries,
        rivals=rivals,
        plan=plan,
        comment="" if not plan or _GO.match(now) else now,
        table=bool(_TABLE.search(every)),
        short=bool(_SHORT.search(every)),
        technical=bool(_TECHNICAL.search(every)),
        visuals=bool(_VISUAL.search(every)),
        attached=tuple(
            item
            for step in (*ask.history, *ask.new)
            if step.get("type") == "user_input"
            for item in _items(step)
            if item.get("type") != "text"
        ),
    )


def _stopped(text: str) -> str:
    """A text with the stops that the other modules know."""
    return _ASKS_IN_JAPANESE.sub("? ", text.translate(_STOPS)).strip()


def core(text: str) -> tuple[Entry, ...]:
    """The articles that a text is about: those it names, but for places and common words that are named by the way."""
    return tuple(dict.fromkeys(entry for one in sentences(text) for entry in _meant(one)))


def _meant(sentence: str) -> tuple[Entry, ...]:
    named = library.named(sentence)
    if _strangers(sentence):  # of somebody whom no article knows, nothing is told by what else the sentence mentions
        named = tuple(entry for entry in named if re.search(rf"\b{re.escape(entry.title)}\b", sentence))
    told = {word for entry in named for word in library.keywords(entry.title)}
    if len(set(library.keywords(sentence)) - told) > _MUCH:
        named = tuple(entry for entry in named if not _by_the_way(entry, sentence))
    return named


def _strangers(sentence: str) -> list[str]:
    """Names in a sentence, first word aside, of which no article has a word."""
    found = re.findall(r"(?<=[a-z,] )[A-Z][\w-]+(?: [A-Z][\w-]+)*", sentence)
    return [name for name in found if not any(library.search(word, 1) for word in name.split()[:1])]


def _by_the_way(entry: Entry, sentence: str) -> bool:
    """True for a place that only says where."""
    at = sentence.find(entry.title)
    return entry.is_city and at > 0 and _PLACED.search(sentence[:at]) is not None


def subject_of(text: str) -> str:
    """The subject in a few words, as a title would have it."""
    first = next(iter(sentences(aspects.without_form(text))), "") or text
    asks = first.endswith("?")
    head = (aspects.clauses(first) or [first])[0] if asks else first
    named = [entry.title for entry in core(first)]
    words = re.split(r":|,\s*(?:with|in|as|including)\b", _LEAD.sub("", head))[0].strip(" .?!,;\n")
    several, strangers = _compared(first), _strangers(first)
    if len(several) > 1 and len(words.split()) > 8:
        words = join(several)
    elif named and (len(words.split()) > 8 or asks):
        words = join(named[:3])
    elif asks and strangers:
        words = join(strangers[:3])
    elif asks and words != head.strip(" .?!,;\n"):
        words = _ENDS.sub("", words)
    words = _AUDIENCE.sub("", words).split()
    return capitalise(cut(" ".join(words[:14]) + ("…" if len(words) > 14 else ""), _LONGEST_SUBJECT)) or "The question"


def _compared(text: str) -> list[str]:
    """The names in 'compare a, b and c'."""
    match = _COMPARED.search(text)
    return [part.strip() for part in _AND.split(match[1]) if part.strip()] if match else []


def inside(subject: str) -> str:
    """A subject inside a sentence: its first letter small, unless the word is a name or an abbreviation."""
    first, *others = subject.split() or [""]
    if others and all(word[:1].isupper() for word in others):
        return subject
    entry = library.get(subject) or library.get(first.strip(",.;"))
    common = any(word.islower() and word not in ("and", "or") for word in others[:1]) or (
        entry is not None and re.search(rf"\b{re.escape(first.lower())}\b", entry.body) is not None
    )
    name = first[1:] != first[1:].lower() or (entry is not None and not common)
    return subject if name else subject[:1].lower() + subject[1:]


def steps_in(text: str) -> tuple[str, ...]:
    """The numbered lines of a text."""
    return tuple(aspects.lines(text))


def _with_both_nouns(match: re.Match[str]) -> str:
    """'renewable and nuclear energy' names two things when the library has the first with the same noun."""
    whole = f"{match[1]} {match[4]}"
    return f"{whole} {match[2]} {match[3]} {match[4]}" if library.get(whole) is not None else match[0]


def _rivals(text: str, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The things to be compared: those named, or the companies that the named article speaks of."""
    if _KIND.search(text) and entries:
        linked = [other for entry in entries[:2] for other in library.named(entry.body) if other not in entries]
        tags = Counter(tag for other in linked for tag in other.tags if _KIND.search(tag))
        group = [other for other in linked if tags and tags.most_common(1)[0][0] in other.tags]
        if len(group) > 1:
            return tuple(dict.fromkeys(group))[:8]
    asks = re.search(r"\b(?:compar\w+|versus|vs\.?|differ\w*|side by side|table|better|which of)\b", text, re.I)
    head = re.split(r":|[.?!](?:\s|$)", text)[0]
    named = _with_strangers(head) or library.named(head) or entries
    return tuple(named[:8]) if asks and len(named) > 1 else ()


def _with_strangers(head: str) -> tuple[Entry, ...]:
    """What is compared by name, in order, also what no article treats: that has nothing to tell, and its row says so."""
    names = [name for name in _compared(head) if len(name.split()) <= 3]
    found = [library.get(name) for name in names]
    if not any(found) or all(found):
        return ()
    return tuple(entry or Entry(capitalise(name), "") for name, entry in zip(names, found, strict=True))


def _is_a_rival(aspect: str, rivals: tuple[Entry, ...]) -> bool:
    return any(entry in rivals for entry in library.named(aspect)[:1]) and len(library.keywords(aspect)) <= 2


def _said(step: WireStep) -> str:
    if step.get("type") != "user_input":
        return ""
    return "\n".join(str(item.get("text", "")) for item in _items(step) if item.get("type") == "text").strip()


def _items(step: WireStep) -> list[Mapping[str, Any]]:
    content = step.get("content") if step.get("type") in ("user_input", "model_output") else None
    if isinstance(content, str):
        return [{"type": "text", "text": content}]
    return [item for item in content if isinstance(item, Mapping)] if isinstance(content, list) else []


def _last_plan(history: Iterable[WireStep]) -> tuple[str, ...]:
    """The steps of the newest plan; a report that came after it ends its reach."""
    plan: tuple[str, ...] = ()
    for step in history:
        if step.get("type") == "model_output":
            text = "\n".join(str(item.get("text", "")) for item in _items(step) if item.get("type") == "text")
            plan = steps_in(text) if "research plan" in text[:200].lower() else ()
    return plan
