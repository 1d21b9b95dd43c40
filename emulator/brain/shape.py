"""What form the user wants: length, list, table, case, first and last words.

Finds such instructions in a prompt or a system instruction and takes them out of the request; `polish` obeys them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import Any, cast

from emulator.brain.formwords import COUNTED, END, LONE, MEASURED, NOT_SHAPE, OF_EACH, OPEN, PATTERNS, POLITE
from emulator.brain.text import number, sentences


@dataclass(frozen=True)
class Shape:
    """The form asked for; a field left at its default means 'nothing was said about it'."""

    brief: bool = False
    word: bool = False
    sentences: int = 0
    most_words: int = 0
    points: int = -1
    """0 means a list of any length, -1 none."""
    numbered: bool = False
    paragraphs: int = 0
    headings: bool = False
    table: bool = False
    json: bool = False
    case: str = ""
    simple: bool = False
    detailed: bool = False
    unmarked: bool = False
    opening: str = ""
    ending: str = ""

    @property
    def laid_out(self) -> bool:
        """True when it asks for more than prose: a list, a table, JSON, paragraphs, headings."""
        return self.points >= 0 or self.table or self.json or self.headings or bool(self.paragraphs)

    def over(self, base: Shape) -> Shape:
        """This shape where it says something, the base elsewhere; a wish for brevity here beats a list there."""
        default = Shape()
        own = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) != getattr(default, field.name)
        }
        return replace(base, **own)

    def words(self) -> list[str]:
        """The form in plain words, for the thought summary."""
        said = {
            "brief": "very short",
            "word": "a single word",
            "table": "a table",
            "json": "JSON",
            "numbered": "a numbered list",
            "headings": "headings",
            "simple": "simple words",
            "detailed": "plenty of detail",
            "unmarked": "no Markdown",
        }
        found = [text for name, text in said.items() if getattr(self, name)]
        found += [f"{self.sentences} sentence{'s' * (self.sentences > 1)}"] * bool(self.sentences)
        found += [f"{self.paragraphs} paragraph{'s' * (self.paragraphs > 1)}"] * bool(self.paragraphs)
        found += [f"at most {self.most_words} words"] * bool(self.most_words)
        found += [f"{self.points or 'some'} bullet points"] * (self.points >= 0 and not self.numbered)
        found += [f"{self.case} case"] * bool(self.case)
        found += [f"an opening “{self.opening}”"] * bool(self.opening)
        return found + [f"the closing words “{self.ending}”"] * bool(self.ending)


def _add(shape: Shape, name: str, match: re.Match[str]) -> Shape:
    groups = match.groupdict()
    count = number((groups.get("n") or groups.get("of") or "").strip()) or 0
    if name == "sentences":
        short = re.search(r"short|brief|concise", match.group(), re.I)
        return replace(shape, sentences=count or 1, brief=bool(short) and (count or 1) == 1)
    if name == "most_words" and re.search(r"\ba few\b", match.group(), re.I):
        return replace(shape, brief=True)
    if name == "most_words":
        return replace(shape, word=True) if count == 1 else replace(shape, most_words=count)
    if name == "points":
        return replace(shape, points=count)
    if name == "numbered":
        return replace(shape, numbered=True, points=max(shape.points, count))
    if name == "paragraphs":
        short = re.search(r"short|brief|small|concise", match.group(), re.I)
        return replace(shape, paragraphs=count or 1, brief=bool(short))
    if name in {"upper", "lower"}:
        return replace(shape, case=name)
    return replace(shape, **cast(dict[str, Any], {name: True}))


def read(text: str) -> Shape:
    """The form a text asks for."""
    shape = Shape()
    if match := MEASURED.search(text):
        shape = replace(shape, sentences=number(match[1]) or 1)
    if match := COUNTED.search(text):
        shape = replace(shape, points=number((match["n"] or "").strip()) or 0)
    text = OF_EACH.sub(" ", led(text))
    for name, pattern in PATTERNS:
        match = pattern.search(text)
        if match and not (name == "brief" and NOT_SHAPE.search(text)) and not (name == "brief" and shape.sentences > 1):
            shape = _add(shape, name, match)
    if match := OPEN.search(text):
        shape = replace(shape, opening=match[1].strip())
    if match := END.search(text):
        shape = replace(shape, ending=match[1].strip())
    return shape


_LONGEST_FORM = 120
"""Characters of a sentence that can be nothing but a form."""


_BARE_ANSWER = re.compile(r"^\W*(?:please )?(?:answer|reply|respond)(?: me| this)?(?: (?:with|in|by))? ?[:,] (?=\w)", re.I)
"""What is left of "Answer in one word: ..."."""


def lone(sentence: str) -> bool:
    """True for a sentence that is nothing but a form: "Two sentences, please."."""
    return len(sentence) <= _LONGEST_FORM and LONE.fullmatch(sentence) is not None


def led(text: str) -> str:
    """The text, a form that stands alone in a sentence put as one that is asked for."""
    return " ".join(f"in {POLITE.sub('', part)}" if lone(part) else part for part in sentences(text))


def strip(text: str) -> str:
    """The request without the sentences and phrases that only speak of the form."""
    kept = [sentence for sentence in sentences(text) if not _only_shape(sentence)]
    return " ".join(map(_without, kept)) if kept else _without(text)


def _only_shape(sentence: str) -> bool:
    if OPEN.match(sentence) or END.match(sentence) or lone(sentence):
        return True
    rest = _without(sentence)
    return (
        rest != sentence
        and re.fullmatch(
            r"\W*(?:(?:please|pls|kindly|and|now|answer|reply|respond|write|keep|make|give|it|me|the|your|"
            r"this|that|them|response|short|very|be|use|only|but|"
            r"explain|format|output|in|as|a|an|say|just|do|so|i|want|need|would|like|should|is|result)\b\W*)*",
            rest,
            re.I,
        )
        is not None
    )


def _without(text: str) -> str:
    for name, pattern in PATTERNS:
        if name == "brief" and NOT_SHAPE.search(text):
            continue
        text = pattern.sub(" ", text, count=1)
    text = re.sub(r"\s{2,}", " ", re.sub(r"\s+([.?!,:])", r"\1", text)).strip().removeprefix(",").lstrip()
    return _BARE_ANSWER.sub("", text)
