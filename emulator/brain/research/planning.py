"""The plan of a research: made from the brief, changed by comments, and said as numbered steps.

A plan is a list of plain sentences; nothing is searched here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from emulator.brain import library
from emulator.brain.contract import Ask, Move
from emulator.brain.research.aspects import NUMBERED
from emulator.brain.research.brief import Brief, inside, steps_in
from emulator.brain.text import cut, join, sentences

MOST = 9
_SHORT_SUBJECT = 8
"""A subject of more words is called one."""
_NUMBERS = re.compile(r"\b(?:steps?|points?|items?|numbers?|no\.?)\s+((?:\d{1,2}(?:\s*(?:,|and|&)\s*)?)+)", re.I)
_REMOVE = re.compile(
    r"\b(?:remove|drop|delete|skip|leave out|(?:leave|take) (?:it|this|that) out|without|omit|no need for|don't need|"
    r"not interested in)\b\s*(.*)",
    re.I,
)
_ADD = re.compile(r"^\W*(?:please\s+)?(?:also\s+)?(?:add|include|cover|look (?:at|into)|consider|research|examine|mention)\b\s*"
                  r"(?:a step (?:on|about|for)\s+)?", re.I)  # fmt: skip
_FOCUS = re.compile(
    r"\b(?:focus|concentrate|emphasi[sz]e|limit (?:it )?to|restrict (?:it )?to)\b\s*(?:more\s+)?(?:on\s+)?(.*)", re.I
)
_SWAP = re.compile(r"\b(?:swap|exchange|switch)\b\D*(\d{1,2})\D+(\d{1,2})", re.I)
_ON_ONE = re.compile(
    r"^\W*(?:on|to|about|for|regarding)?\s*(?:step|point|item)\s+(\d{1,2})\s*(?:\([^)]*\))?\s*[:–—-]\s*(.+)", re.I | re.S
)
_LIST_LEAD = re.compile(
    r"^\W*(?:please\s+)?(?:use|take|follow)\s+(?:this|the following)\b.*?(?:instead|plan)?\s*:?\s*$", re.I | re.M
)
_ORDERS = frozenset("find compare look examine explain describe list investigate assess answer establish".split())


def moves(ask: Ask, brief: Brief) -> Iterator[Move]:
    """A thought on the plan, then the plan."""
    steps = refined(brief) if brief.plan else first(brief)
    yield Move(thought(*_remark(brief, steps)), 1.5)
    yield Move({"type": "model_output", "content": [{"type": "text", "text": worded(brief, steps)}]}, 2.5)


def thought(title: str, body: str) -> dict[str, object]:
    """A thought step with one titled summary."""
    return {"type": "thought", "summary": [{"text": f"**{title}**\n\n{body}\n\n\n", "type": "text"}]}


def first(brief: Brief) -> list[str]:
    """A plan from the brief alone."""
    about = inside(brief.subject) if len(brief.subject.split()) <= _SHORT_SUBJECT else "the subject"
    steps = [f"Establish what is known about {about} and settle the terms."]
    steps += [as_step(aspect) for aspect in brief.aspects]
    names = [entry.title for entry in brief.rivals]
    if not brief.aspects and names:
        steps = [f"Look into {name}." for name in names[: MOST - 2]]
    elif not brief.aspects:
        steps += [as_step(question) for question in _usual(brief)]
    if brief.entries and not names:
        steps.append(f"Look into the connections of {inside(brief.subject)} with other fields.")
    if names:
        steps.append(f"Compare {join(names)} with one another.")
    return [*steps[: MOST - 1], _last(brief)]


def refined(brief: Brief) -> list[str]:
    """The plan after a comment: a list takes its place, then each remark adds, removes, shifts or sharpens something."""
    given = steps_in(brief.comment)
    steps, words = list(brief.plan), brief.comment
    if len(given) >= 2:
        steps, words = list(given[:MOST]), _LIST_LEAD.sub("", NUMBERED.sub("", words))
    for line in filter(str.strip, words.splitlines()):
        for remark in [line] if _ON_ONE.match(line) else sentences(line):
            steps = _changed(steps, remark.strip())
    return steps


def worded(brief: Brief, steps: Sequence[str]) -> str:
    """The plan as Markdown."""
    listed = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
    changed = "Changed as you asked. " if brief.comment else ""
    opening = f"{changed}This is how I would go about it{' now' if changed else ''}:"
    end = "Send comments to change it, or start the research with this plan."
    return f"## Research plan: {brief.subject}\n\n{opening}\n\n{listed}\n\n{end}"


def _remark(brief: Brief, steps: Sequence[str]) -> tuple[str, str]:
    if brief.plan and brief.comment:
        counted = f"The plan had {len(brief.plan)} steps and now has {len(steps)}."
        return "Revising the plan", f"The comment is “{cut(brief.comment, 120)}”. {counted}"
    named = ", ".join(entry.title for entry in brief.entries[:5]) or "no article by name"
    about = f"The brief is about {inside(brief.subject)}. It names {named}"
    return "Outlining the research", f"{about}; {len(steps)} steps should answer it."


def _usual(brief: Brief) -> list[str]:
    subject = inside(brief.subject) if len(brief.subject.split()) <= _SHORT_SUBJECT else "the subject"
    kinds = (
        "origins and development", "workings and parts", "present state and leading names", "limits, risks and open questions"
    )  # fmt: skip
    return [f"the {kind} of {subject}" for kind in kinds]


def as_step(aspect: str) -> str:
    """A question as a step of a plan."""
    aspect = aspect.strip(" .")
    if aspect.endswith("?"):
        return f"Answer: {aspect}"
    if aspect.split()[0].lower() in _ORDERS:
        return f"{aspect[:1].upper()}{aspect[1:]}."
    return f"Look into {aspect if aspect.startswith('the ') else inside(aspect)}."


def _last(brief: Brief) -> str:
    form = "an executive summary" if brief.short else "a technical report" if brief.technical else "a report"
    extra = ["its sources", *(["a comparison table"] if brief.table else []), *(["charts"] if brief.visuals else [])]
    return f"Weigh what was found, name the gaps and write {form} with {join(extra)}."


def _changed(steps: list[str], remark: str) -> list[str]:
    if match := _ON_ONE.match(remark):
        return _sharpened(steps, int(match[1]) - 1, match[2].strip(" .!"))
    if match := _SWAP.search(remark):
        return _swapped(steps, int(match[1]) - 1, int(match[2]) - 1)
    if match := _REMOVE.search(remark):
        return _without(steps, remark, match[1])
    if match := _FOCUS.search(remark):
        wish = match[1].strip(" .") or remark
        return _inserted(steps, f"Give particular weight to {wish}.")
    wish = _ADD.sub("", remark).strip(" .!")
    return _inserted(steps, as_step(wish)) if len(wish) > 2 else steps


def _sharpened(steps: list[str], place: int, wish: str) -> list[str]:
    """What is said of one step belongs to that step."""
    if not 0 <= place < len(steps):
        return steps
    if _REMOVE.match(wish):
        return [*steps[:place], *steps[place + 1 :]] or steps
    return [*steps[:place], f"{steps[place].rstrip(' .')}: {wish}{'' if wish.endswith('?') else '.'}", *steps[place + 1 :]]


def _swapped(steps: list[str], one: int, other: int) -> list[str]:
    if not all(0 <= place < len(steps) for place in (one, other)):
        return steps
    made = list(steps)
    made[one], made[other] = steps[other], steps[one]
    return made


def _inserted(steps: list[str], step: str) -> list[str]:
    """Before the last step, which writes the report."""
    return steps if step in steps else [*steps[:-1], step, *steps[-1:]]


def _without(steps: list[str], remark: str, what: str) -> list[str]:
    if numbers := _NUMBERS.search(remark):
        gone = {int(number) for number in re.findall(r"\d+", numbers[1])}
        kept = [step for place, step in enumerate(steps, 1) if place not in gone]
    else:
        words = set(library.keywords(what))
        kept = [step for step in steps if not words & set(library.keywords(step))]
    return kept or steps
