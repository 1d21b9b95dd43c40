"""The report: sections out of what was found, each statement cited where it stands, and what stayed open.

Every sentence about the world is a source's own; the rest speaks of the research itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from emulator.brain import languages
from emulator.brain.library import Entry
from emulator.brain.research import charts, tables
from emulator.brain.research.brief import Brief, inside
from emulator.brain.research.paper import Paper, count
from emulator.brain.research.scoring import FILE
from emulator.brain.research.searching import MOST, Found, Round, heading
from emulator.brain.text import join

_NOTHING = "The offline library is small: what it lacks is listed below, and nothing is invented in its place."
_RECENT = "Recent events: the offline library has no news, prices or market data, so nothing here is newer than it is."
_FOREIGN = "The brief is in {}, and the offline library in English only: the same brief in English may find more."
_SHORT_LIST = 3
"""Statements of a question in an executive summary."""


@dataclass(frozen=True)
class Evidence:
    """All that a report is made of."""

    brief: Brief
    made: Sequence[Round]
    steps: Sequence[str]
    now: datetime
    visuals: bool = False
    missing: Sequence[str] = ()
    """What could not be reached or read, in sentences."""
    said: Sequence[tuple[str, str]] = ()
    """What MCP servers answered: the tool, and its words."""
    found: Sequence[Found] = field(init=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "found", [hit for one in self.made for hit in one.found])

    @property
    def entries(self) -> list[Entry]:
        """The texts that are used."""
        return list(dict.fromkeys(hit.entry for hit in self.found))

    @property
    def questions(self) -> list[Round]:
        """The rounds that ask something of their own."""
        return [one for one in self.made if not (one.general or one.compares or one.connects)]


def content(evidence: Evidence) -> list[dict[str, Any]]:
    """The report's content items, in the form that the brief asks for."""
    paper, brief = Paper(), evidence.brief
    paper.say(f"# {brief.subject}\n\n")
    if brief.short:
        _in_short(paper, evidence)
    elif brief.technical:
        _in_full(paper, evidence)
    else:
        _as_usual(paper, evidence)
    return paper.done()


def _as_usual(paper: Paper, evidence: Evidence) -> None:
    _summary(paper, evidence, "## Executive summary")
    _side_by_side(paper, evidence, "## Comparison")
    _pictures(paper, evidence, "## In pictures")
    for one in evidence.made:
        _section(paper, evidence, one, "##")
    _answers(paper, evidence, "## What the MCP server said")
    _gaps(paper, evidence, "## What could not be found")
    _method(paper, evidence, "## How this was made")


def _in_short(paper: Paper, evidence: Evidence) -> None:
    """One page: findings first."""
    _summary(paper, evidence, "## Executive summary", _SHORT_LIST)
    _side_by_side(paper, evidence, "## Side by side")
    _pictures(paper, evidence, "## In pictures")
    _answers(paper, evidence, "## What the MCP server said")
    _gaps(paper, evidence, "## What could not be found")
    _method(paper, evidence, "## Basis")


def _in_full(paper: Paper, evidence: Evidence) -> None:
    """Numbered sections and subsections."""
    _summary(paper, evidence, "## 1. Summary")
    paper.say("## 2. Scope and method\n\n")
    paper.say("The research set out to answer this:\n\n" + "".join(f"- {step}\n" for step in evidence.steps) + "\n")
    _method(paper, evidence, "### 2.1 Search")
    paper.say("## 3. Findings\n\n")
    number = 0
    for one in evidence.made:
        number += bool(one.found)
        _section(paper, evidence, one, "###", f"3.{number} ")
    _answers(paper, evidence, f"### 3.{number + 1} What the MCP server said")
    place = 4
    if evidence.brief.rivals or evidence.brief.table:
        _side_by_side(paper, evidence, f"## {place}. Comparison")
        place += 1
    if evidence.visuals:
        _pictures(paper, evidence, f"## {place}. Figures")
        place += 1
    _gaps(paper, evidence, f"## {place}. Limitations: what could not be found")


def _summary(paper: Paper, evidence: Evidence, title: str, most: int = 1) -> None:
    paper.say(f"{title}\n\n")
    subject = inside(evidence.brief.subject)
    if not evidence.found:
        served = "What the MCP server said stands below; apart from that, the" if evidence.said else "The"
        found = f"{served} research found nothing that answers the brief on {subject}"
        paper.say(f"{found}. {_NOTHING}\n\n")
        return
    paper.say(f"{_coverage(evidence)}\n\n")
    for one in evidence.made:
        if one.found and (not one.general or not any(asked.found for asked in evidence.questions) or most > 1):
            paper.say(f"- **{_titled(evidence, one)}**")
            for hit in one.telling(most):
                paper.say(" ")
                _stated(paper, hit, goes_on=False)
            paper.say("\n")
    paper.say("\n")


def _titled(evidence: Evidence, one: Round) -> str:
    title = heading(evidence.brief, one.step)
    return title if title.endswith("?") else f"{title}:"


def _coverage(evidence: Evidence) -> str:
    """How much of the brief is answered."""
    asked, texts = evidence.questions, len(evidence.entries)
    answered = sum(bool(one.found) for one in asked)
    basis = f"{count(len(evidence.found), 'statement')} from {count(texts, 'source')}"
    if asked and not (evidence.brief.aspects or evidence.brief.rivals or evidence.brief.plan):
        sides = f"{answered or 'none'} of {len(asked)} usual sides {'is' if answered < 2 else 'are'} covered"
        return f"The brief asks no particular question; {sides}. The findings rest on {basis}."
    if not asked:
        return f"The findings rest on {basis}."
    if answered == len(asked):
        which = "All questions of the brief are answered" if answered > 1 else "The question of the brief is answered"
    elif len(asked) == 1:
        which = "The question of the brief is not answered"
    else:
        which = f"{answered or 'None'} of the {len(asked)} questions of the brief {'is' if answered < 2 else 'are'} answered"
    return f"{which}; the findings rest on {basis}."


def _section(paper: Paper, evidence: Evidence, one: Round, level: str, number: str = "") -> None:
    """What one step found; several subjects are told one by one."""
    if not one.found:
        return
    paper.say(f"{level} {number}{heading(evidence.brief, one.step)}\n\n")
    rivals, last = evidence.brief.rivals, None
    listed = [hit for hit in one.found if hit.entry in rivals] if len({hit.entry for hit in one.found}) > 1 else []
    for hit in one.found:
        if hit not in listed:
            paper.say("" if last is None else " " if hit.entry is last else "\n\n")
            _stated(paper, hit, hit.entry is last)
            last = hit.entry
    paper.say("\n\n" if last is not None else "")
    for entry in dict.fromkeys(hit.entry for hit in listed):
        paper.say(f"- **{entry.title}:**")
        for hit in listed:
            if hit.entry is entry:
                paper.say(" ")
                paper.cite(hit)
        paper.say("\n")
    paper.say("\n" if listed else "")
    silent = [entry.title for entry in rivals if not any(hit.speaks_of(entry) for hit in one.found)]
    if listed and silent and not one.general:
        paper.say(f"Nothing particular was found for {join(silent)}.\n\n")


def _stated(paper: Paper, hit: Found, goes_on: bool) -> None:
    if hit.leans and not goes_on:
        paper.say(f"(On {inside(hit.entry.title)}) ")
    paper.cite(hit)


def _side_by_side(paper: Paper, evidence: Evidence, title: str) -> None:
    """A table of what is compared, one row each; what wasn't found says so."""
    if not (evidence.brief.table or evidence.brief.rivals):
        return
    paper.say(f"{title}\n\n")
    table = tables.of(evidence.brief, evidence.questions, evidence.entries)
    if not table.rows:
        paper.say("There is nothing to set side by side: no source was found.\n\n")
        return
    paper.say(f"| {' | '.join(table.heads)} |\n|{' --- |' * len(table.heads)}\n")
    for row in table.rows:
        for cell in row:
            paper.say("| ")
            if cell.entry is not None:
                paper.name(cell.entry, cell.text)
            else:
                paper.say(cell.text)
            paper.say(" ")
        paper.say("|\n")
    paper.say(f"\n{tables.explained(table)}\n\n")


def _pictures(paper: Paper, evidence: Evidence, title: str) -> None:
    if not evidence.visuals:
        return
    paper.say(f"{title}\n\n")
    drawn = list(charts.of(evidence.brief, evidence.questions, evidence.found))
    for picture in drawn:
        paper.picture(picture)
    if not drawn:
        paper.say("Too little was found to draw anything.\n\n")


def _answers(paper: Paper, evidence: Evidence, title: str) -> None:
    if evidence.said:
        paper.say(f"{title}\n\n" + "".join(f"- `{tool}`: {words}\n" for tool, words in evidence.said) + "\n")


def _gaps(paper: Paper, evidence: Evidence, title: str) -> None:
    gaps = [f"**{_titled(evidence, one)}** No source answers this." for one in evidence.questions if not one.found]
    for one in evidence.questions:
        thin = [entry.title for entry in evidence.brief.rivals if not any(hit.speaks_of(entry) for hit in one.found)]
        if one.found and thin and len(thin) < len(evidence.brief.rivals):
            gaps.append(f"**{heading(evidence.brief, one.step)}** for {join(thin)}.")
    gaps += evidence.missing
    language = languages.detect(evidence.brief.text)
    gaps += [*([] if language == "English" else [_FOREIGN.format(language)]), _RECENT]
    paper.say(f"{title}\n\n" + "".join(f"- {gap}\n" for gap in gaps) + "\n")


def _method(paper: Paper, evidence: Evidence, title: str) -> None:
    queries = len({query for one in evidence.made for query in one.queries})
    files = [entry.title for entry in evidence.entries if entry.topic == FILE]
    titles = [entry.title for entry in evidence.entries if entry.topic != FILE]
    read = f" It rests on the articles {join(titles[:14])}." if titles else ""
    read += f" It also rests on {join([f'“{name}”' for name in files])}." if files else ""
    counted = f"{count(len(evidence.steps), 'step')}, {count(queries, 'query')}, {count(len(evidence.entries), 'source')}"
    paper.say(
        f"{title}\n\n{counted}, on {evidence.now.day} {evidence.now:%B %Y}; at most {MOST} statements per step.{read} This is a "
        "demonstration by Stepwise's offline agent: it quotes its sources word for word, the library is its own small one, and "
        "it has seen no web page.\n\n"
    )
