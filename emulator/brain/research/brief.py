"""What a person wants researched: the brief, the plan so far and the comments on it, read from the conversation.

Reads only; what is made of it is the business of the modules beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from emulator.brain import library
from emulator.brain.contract import Ask, WireStep
from emulator.brain.library import Entry
from emulator.brain.text import join, sentences

NUMBERED = re.compile(r"^\s*(?:\*\*)?\(?(\d{1,2})[.)](?:\*\*)?\s+(.+?)\s*$", re.M)
_VISUAL = re.compile(r"\b(charts?|graphs?|graphics?|visual\w*|diagrams?|plots?|figures?|images?|timelines?|illustrat\w+)\b", re.I)
_TABLE = re.compile(r"\b(tables?|side by side|matrix|spreadsheet)\b", re.I)
_SHORT = re.compile(r"\b(executive summary|one page|brief(?:ly)?|short|summary for (?:the )?(?:board|management))\b", re.I)
_GO = re.compile(
    r"^\W*(?:ok(?:ay)?|yes|go(?: ahead)?|start|approved?|looks good|please|run it|research|the|with|this|plan|as it is|\W)*$",
    re.I,
)
_FORM_LINE = re.compile(
    r"^\s*(?:format|form)\s*:.*$|[^.!?\n]*\b(?:chart|graph|table|executive summary|technical report|audience)"
    r"\w*\b[^.!?\n]*[.!?]?",
    re.I | re.M,
)
_LEAD = re.compile(
    r"^\W*(?:please\s+)?(?:(?:do|make|carry out|write|prepare|give me|create)\s+(?:an?|some|the)?\s*(?:[\w-]+\s+){0,2}?"
    r"(?:research|report|overview|study|analysis|survey|comparison)\s+(?:on|about|of|into)\s+|research\s+|investigate\s+|"
    r"compare\s+|analy[sz]e\s+|explain\s+|describe\s+|find out\s+(?:about\s+)?|look into\s+|study\s+|explore\s+|"
    r"what (?:is|are)\s+|how (?:do|does|is|are)\s+|why (?:do|does|is|are)\s+)(?:the\s+)?",
    re.I,
)  # fmt: skip
_LONGEST = 6_000


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
    plan: tuple[str, ...] = ()
    """The steps of the last plan in the conversation."""
    comment: str = ""
    """What was said about that plan."""
    table: bool = False
    short: bool = False
    visuals: bool = False
    unread: tuple[str, ...] = ()
    """Attachments that can't be read offline."""


def read(ask: Ask) -> Brief:
    """The brief of this request; words said after a plan are comments on it."""
    said = [words for step in ask.history if (words := _said(step))]
    now = "\n".join(words for step in ask.new if (words := _said(step)))[:_LONGEST]
    plan = _last_plan(ask.history)
    text = said[0][:_LONGEST] if plan and said else now
    every = "\n".join([text, *said[1:], now])
    subject = subject_of(text)
    return Brief(
        text=text,
        subject=subject,
        aspects=tuple(_aspects(text, subject)),
        entries=library.named(text),
        plan=plan,
        comment="" if not plan or _GO.match(now) else now,
        table=bool(_TABLE.search(every)),
        short=bool(_SHORT.search(every)),
        visuals=bool(_VISUAL.search(every)),
        unread=tuple(_attachments([*ask.history, *ask.new])),
    )


def subject_of(text: str) -> str:
    """The subject in a few words, as a title would have it."""
    first = next(iter(sentences(_FORM_LINE.sub("", text))), "") or text
    words = _LEAD.sub("", first).split(":")[0].strip(" .?!,;\n")
    named = [entry.title for entry in library.named(first)]
    if named and (len(words.split()) > 8 or first.endswith("?")):
        words = join(named[:3])
    words = " ".join(words.split()[:12])
    return words[:1].upper() + words[1:] if words else "The question"


def steps_in(text: str) -> tuple[str, ...]:
    """The numbered lines of a text."""
    return tuple(match[2].strip() for match in NUMBERED.finditer(text))


def _aspects(text: str, subject: str) -> Iterable[str]:
    """The brief's own questions; a list behind a colon is taken apart."""
    kept = _FORM_LINE.sub("", text)
    found: list[str] = list(steps_in(text))
    found += [line.strip() for line in re.findall(r"^\s*[-*•]\s+(.+)$", kept, re.M)]
    for sentence in sentences(re.sub(r"^\s*(?:[-*•]|\d+[.)])\s+.+$", "", kept, flags=re.M)):
        head, colon, rest = sentence.partition(":")
        parts = re.split(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+", rest.strip(" .?!")) if colon else []
        if len(parts) >= 2:
            found += [f"{part.strip()} of {_short(head, subject)}" for part in parts if part.strip()]
        elif sentence.strip().endswith("?") or found or len(kept.split()) > 25:
            found.append(sentence.strip())
    return list(dict.fromkeys(aspect for aspect in found if len(aspect.split()) > 1))[:8]


def _short(head: str, subject: str) -> str:
    words = _LEAD.sub("", head).strip(" .,:")
    return words if 0 < len(words.split()) <= 8 else subject


def _said(step: WireStep) -> str:
    if step.get("type") != "user_input":
        return ""
    return "\n".join(str(item.get("text", "")) for item in _items(step) if item.get("type") == "text").strip()


def _items(step: WireStep) -> list[Mapping[str, Any]]:
    content = step.get("content")
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


def _attachments(steps: Iterable[WireStep]) -> Iterable[str]:
    for step in steps:
        for item in _items(step) if step.get("type") == "user_input" else ():
            if item.get("type") != "text":
                yield f"{item.get('type', 'file')} ({item.get('mime_type', 'unknown type')})"
