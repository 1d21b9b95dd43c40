"""A report in the conversation, read for the passages that answer a question: sentences, list points and table cells.

Works for any report, of whichever model; every passage is the report's own, and nothing is added from elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from emulator.brain import library
from emulator.brain.contract import WireStep
from emulator.brain.dialogue import texts
from emulator.brain.research import concepts
from emulator.brain.text import plain, sentences

_LONGEST, _SHORTEST = 200_000, 400
_HEADING = re.compile(r"^(#{1,4})[ \t]+(.+?)[ \t#]*$", re.M)
_POINT = re.compile(r"^[ \t]*(?:[-*•]|\d{1,2}[.)])[ \t]+")
_HEAD = re.compile(r"\*\*(.{1,160}?)\*\*:?\s*")
_RULE = re.compile(r"^\|[\s:|-]+\|?$")
_EMPTY = re.compile(r"^\W*(?:not found|n/?a|none|unknown|not stated)?\W*$", re.I)
_LEANS = re.compile(r"(?:it|its|they|their|this|these|he|she)\b", re.I)
_METHOD = re.compile(r"\b(?:how this was made|basis|method(?:ology)?|scope|search|sources|references)\b", re.I)
_OPEN = re.compile(r"could not be found|not found|limitation|open question|\bgaps?\b|unanswered", re.I)
_LIKE = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s+(?:vs\.?|versus|against)\s+|\s+or\s+)\s*", re.I)
_LEAD = re.compile(r"^(?:a |the )?(?:report|study|comparison|overview|analysis)(?: of| on|:)\s+|^compar(?:e|ing)\s+", re.I)


@dataclass(frozen=True)
class Passage:
    """A statement, the section it stands in and what it is about."""

    text: str
    section: str
    about: frozenset[str]
    """Those of the report's subjects of which it speaks."""

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of its words."""
        return concepts.words_of(self.text)

    @property
    def is_open(self) -> bool:
        """True where the report says what it doesn't know."""
        return bool(_OPEN.search(self.section))

    @property
    def on_method(self) -> bool:
        """True where the report speaks of itself."""
        return bool(_METHOD.search(self.section))


@dataclass(frozen=True)
class Report:
    """A report and what can be asked of it."""

    title: str
    subjects: tuple[str, ...]
    passages: tuple[Passage, ...]

    @cached_property
    def spread(self) -> Counter[str]:
        """In how many passages each stem stands."""
        return Counter(word for passage in self.passages for word in passage.words)

    def named(self, text: str) -> list[str]:
        """The subjects that a text names, as it goes."""
        place = {name: _place(key, text) for name, key in keys(self.subjects).items()}
        return sorted((name for name in self.subjects if place[name] >= 0), key=lambda name: place[name])

    def section(self, asked: frozenset[str]) -> list[Passage]:
        """The statements of the section whose heading these stems are."""
        for name in dict.fromkeys(one.section for one in self.passages):
            own = {concepts.stem(word) for word in library.keywords(name)}
            if asked and asked <= own and len(asked) >= 0.6 * len(own):
                return [one for one in self.passages if one.section == name]
        return []


def last(history: Sequence[WireStep]) -> tuple[int, Report] | None:
    """The newest report of a conversation, and how many answers came after it."""
    answers = [step for step in history if step.get("type") == "model_output"]
    for later, step in enumerate(reversed(answers)):
        text = "".join(texts(step.get("content")))[:_LONGEST]
        if len(text) >= _SHORTEST and len(_HEADING.findall(text)) >= 3 and _cites(step):
            return later, read(text)
    return None


def _cites(step: WireStep) -> bool:
    content = step.get("content")
    return isinstance(content, list) and any(isinstance(block, dict) and block.get("annotations") for block in content)


@lru_cache(maxsize=32)
def read(text: str) -> Report:
    """Take a report apart."""
    heads = _HEADING.findall(text)
    title = plain(heads[0][1]) if heads and len(heads[0][0]) == 1 else ""
    subjects = _subjects(text, title)
    return Report(title, subjects, tuple(dict.fromkeys(_passages(text, subjects))))


def _subjects(text: str, title: str) -> tuple[str, ...]:
    """What the report sets side by side: the rows of its first table, the parts of its title, or the title as a whole."""
    rows = [_cells(line) for line in text.splitlines() if line.startswith("|") and not _RULE.match(line)]
    firsts = [plain(row[0]).strip() for row in rows[1:] if row]
    told = [name for name in dict.fromkeys(firsts) if name and text.count(name) > 1 and re.search(r"[^\W\d_]", name)]
    if len(told) >= 2:
        return tuple(told[:12])
    bare = _LEAD.sub("", title.partition(":")[0])
    parts = [part.strip() for part in _LIKE.split(bare) if part.strip()]
    return tuple(parts) if len(parts) >= 2 and all(len(part.split()) <= 4 for part in parts) else (bare,) if bare else ()


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _passages(text: str, subjects: tuple[str, ...]) -> Iterator[Passage]:
    section, heads = "", list[str]()
    for line in _lines(text):
        if found := _HEADING.match(line):
            section = plain(found[2]) if len(found[1]) > 1 else section
            heads = []
        elif _RULE.match(line):
            continue
        elif line.startswith("|"):
            cells = [plain(cell) for cell in _cells(line)]
            yield from _row(cells, heads, section, subjects)
            heads = heads or cells
        else:
            yield from _prose(line, section, subjects)


def _lines(text: str) -> list[str]:
    """The lines of a text, those of one paragraph or list point joined."""
    joined = [""]
    for line in text.splitlines():
        if not line.strip() or line.startswith(("#", "|")) or _POINT.match(line) or not joined[-1] or joined[-1][0] in "#|":
            joined.append(line.strip() and line)
        else:
            joined[-1] = f"{joined[-1]} {line.strip()}"
    return joined


def _row(cells: list[str], heads: list[str], section: str, subjects: tuple[str, ...]) -> Iterator[Passage]:
    for head, cell in zip(heads[1:], cells[1:], strict=False):
        if not _EMPTY.match(cell):
            told = cell if len(cell.split()) > 6 else f"{cells[0]}, {head}: {cell}"
            yield Passage(told, section, frozenset(name for name in subjects if name == cells[0]) or frozenset({cells[0]}))


def _prose(line: str, section: str, subjects: tuple[str, ...]) -> Iterator[Passage]:
    body, topic = _POINT.sub("", line), ""
    if found := _HEAD.match(body):
        topic = plain(found[1]).strip(" :")
    carried = _about(subjects, topic) if topic else frozenset[str]()
    whole = bool(_OPEN.search(section))
    rest = body[found.end() :] if found and topic and not whole else body
    for sentence in [rest] if whole else sentences(rest):
        words = plain(sentence).strip(" *")
        spoken = _about(subjects, words)
        about = carried if carried and not spoken else spoken or (carried if _LEANS.match(words) else frozenset())
        carried = carried if topic else about
        if len(words.split()) >= 3:
            yield Passage(words, section, about)


@lru_cache(maxsize=64)
def keys(subjects: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """By what each subject is known: the stems of its name that no other one shares, or all of them."""
    stems = {name: frozenset(map(concepts.stem, library.keywords(name))) or frozenset({concepts.stem(name)}) for name in subjects}
    spread = Counter(stem for own in stems.values() for stem in own)
    return {name: frozenset(stem for stem in own if spread[stem] == 1) or own for name, own in stems.items()}


def _about(subjects: tuple[str, ...], text: str) -> frozenset[str]:
    return frozenset(name for name, key in keys(subjects).items() if _place(key, text) >= 0)


def _place(wanted: frozenset[str], text: str) -> int:
    """Where a text names a subject, in any form of its words; less than 0 when it doesn't."""
    folded = [(found.start(), concepts.stem(found.group())) for found in re.finditer(r"[^\W_]+", text)]
    stems = [stem for _, stem in folded]
    if not wanted.issubset(stems):
        return -1
    return min(start for start, stem in folded if stem in wanted)
