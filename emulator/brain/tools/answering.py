"""An answer with tools: which of them act, in which order, and what is said in the end.

It decides nothing about a tool's inside; without a tool that fits, the skills answer as ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from emulator.brain import mind, thoughts
from emulator.brain.contract import Ask, Move
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Reply, best
from emulator.brain.skills import structured
from emulator.brain.text import cut, plain
from emulator.brain.tools import (
    asking,
    calling,
    deferring,
    executing,
    filing,
    mapping,
    outcome,
    reading,
    recalling,
    reporting,
    screens,
    searching,
    serving,
    verbs,
)
from emulator.brain.tools.declared import Function, allowed, functions
from emulator.brain.tools.outcome import Outcome, Piece
from emulator.brain.tools.situation import Situation

_DROPPED = re.compile(r"^\W*(?:never ?mind|forget (?:it|that)|scratch that|leave it)\b[\W]*(?:thanks|thank you|then)?\W*$", re.I)
Tools = Mapping[str, Mapping[str, Any]]


def answer(ask: Ask) -> Iterator[Move]:
    """Answer a request that may use tools."""
    tools: Tools = {str(tool.get("type")): tool for tool in ask.tools}
    here = Situation.of(ask)
    known = functions(ask.tools)
    searched: list[Function] = []
    if "tool_search" in tools:
        known, searched = _undeferred(ask, known, here.text)
    if searched and deferring.by_client(tools["tool_search"]):
        yield thought(ask, [Note("Searching for functions", "None that I know fits, so I ask for one.")])
        yield Move(deferring.asked(tools["tool_search"], here.text))
        return
    if searched:
        yield thought(
            ask, [Note("Searching for functions", f"The request may need {', '.join(f'`{one.name}`' for one in searched)}.")]
        )
        yield from (Move(step) for step in deferring.steps(searched, ask.tools))
    if recalled := recalling.verdict(here):
        yield thought(ask, [Note("Looking at earlier results", "They hold what is asked now.")])
        yield said(recalled)
        return
    made = calling.plan(ask, known)
    if made.calls:
        yield thought(ask, made.notes)
        yield from (Move(step) for step in calling.steps(made))
        return
    if "computer_use" in tools and (step := screens.next_call(ask, tools["computer_use"])):
        yield thought(ask, [Note("Taking the next action", f"I begin with `{step['name']}`.")])
        yield Move(step)
        return
    yield from _settled(ask, tools, here, made, known)


def _undeferred(ask: Ask, known: list[Function], text: str) -> tuple[list[Function], list[Function]]:
    """The functions that may be called now, and those that a search has just found."""
    ready = deferring.loaded(ask)
    waiting = [function for function in known if function.deferred and function.name not in ready]
    open_ones = [function for function in known if function not in waiting]
    found = (
        deferring.search(text, waiting, ask.now.date())
        if not any(step.get("type") == "function_result" for step in ask.new)
        else []
    )
    return [*open_ones, *found], found


def _settled(ask: Ask, tools: Tools, here: Situation, made: calling.Plan, known: Sequence[Function]) -> Iterator[Move]:
    """An answer that ends the interaction."""
    if here.results:
        yield from _reported(ask, here, made)
        return
    if "mcp_server" in tools and _may_call(ask):
        served = yield from serving.act(ask)
        if served.results or served.troubles or served.lacks:
            yield from _served(ask, served)
            return
    for act in _builtin(ask, tools, here.text):
        found = act()
        yield from _told(ask, found)
        return
    if made.lacks:
        yield thought(ask, made.notes)
        yield said(asking.question(made.lacks))
        return
    if known and (unsaid := recalling.unsaid(here)):
        yield thought(ask, [*made.notes, Note("Finding no function for it", "None of them looks that up.")])
        yield said(unsaid)
        return
    if known and (unable := _unable(ask, here, known)):
        yield thought(ask, [*made.notes, Note("Finding no function for it", "None of them does what was asked.")])
        yield said(unable)
        return
    spoken = mind.respond(ask)
    yield Move({"type": "thought", "summary": thoughts.summary(spoken.notes, ask.thinking_level)})
    yield said(spoken.text)


def _unable(ask: Ask, here: Situation, known: Sequence[Function]) -> str:
    """What is said when neither a function nor a skill can do what was asked."""
    if verbs.forbidden(here.text) or _DROPPED.match(here.text):
        return "All right, I haven't called anything. Tell me when I should."
    if best(Talk.of(ask)).name != "fallback" or ask.response_format:
        return ""
    offered, mode = allowed(list(known), ask.generation_config.get("tool_choice"))
    if mode == "none" or not offered:
        return ""
    listed = [f"- `{one.name}`: {cut(one.description.strip() or 'no description', 120)}" for one in offered[:6]]
    more = f"\n- … and {len(offered) - 6} more" if len(offered) > 6 else ""
    return f"None of the functions I have here does that: “{cut(here.said, 100)}”. What I can do:\n\n" + "\n".join(listed) + more


def _may_call(ask: Ask) -> bool:
    return allowed([], ask.generation_config.get("tool_choice"))[1] != "none"


def _builtin(ask: Ask, tools: Tools, text: str) -> Iterator[Callable[[], Outcome]]:
    """The built-in tools that a request needs, the fittest first."""
    talk = Talk.of(ask)
    if not text or not _may_call(ask):
        return
    if "url_context" in tools and reading.urls(text):
        yield lambda: reading.act(ask, talk)
    if "url_context" in tools and (further := reading.again(ask, talk)):
        yield lambda: further
    if "code_execution" in tools and (program := executing.wanted(ask, talk.gist) or executing.wanted(ask, text)):
        yield lambda: executing.act(program)
    if "file_search" in tools and (filed := filing.able(ask, talk, tools["file_search"])):
        yield lambda: filed
    if "file_search" in tools and searching.wanted(ask, talk):
        yield lambda: filing.act(ask, talk, tools["file_search"])
    if "google_maps" in tools and mapping.wanted(ask, talk, tools["google_maps"]):
        yield lambda: mapping.act(ask, talk, tools["google_maps"])
    if "google_search" in tools and searching.wanted(ask, talk):
        yield lambda: searching.act(ask, talk)


def _told(ask: Ask, found: Outcome) -> Iterator[Move]:
    """The steps of a built-in tool and the answer from it; older models speak before they show their sources."""
    yield thought(ask, list(found.notes))
    last = _formed(ask, found.pieces, found.data)
    late = ask.model.startswith("gemini-2") and str(found.steps[0].get("type")) == "google_search_call"
    if late:
        yield last
    yield from (Move(step, pause_s=0.3 if str(step["type"]).endswith("_result") else 0.0) for step in found.steps)
    if not late:
        yield last


def _reported(ask: Ask, here: Situation, made: calling.Plan) -> Iterator[Move]:
    """An answer from the results of function calls."""
    if any(tool.get("type") == "computer_use" for tool in ask.tools) and not functions(ask.tools):
        yield thought(ask, [Note("Looking at the screenshot", "An offline model can't see it.")])
        yield said(screens.told(ask))
        return
    spoken = mind.respond(ask)
    notes = [*spoken.notes, *((2, note) for note in made.notes)]
    yield Move({"type": "thought", "summary": thoughts.summary(notes, ask.thinking_level)})
    yield said(spoken.text)


def _served(ask: Ask, served: serving.Served) -> Iterator[Move]:
    """An answer from what MCP servers said."""
    parts = [reporting.answer(served.results, served.calls, Situation.of(ask).text)] if served.results else []
    parts += [f"I could not use a tool: {trouble}." for trouble in served.troubles if not served.results]
    if served.lacks and not served.results:
        parts.append(asking.question(served.lacks))
    yield thought(ask, served.notes)
    yield _formed(ask, (Piece("\n\n".join(parts)),), {})


def _formed(ask: Ask, pieces: Sequence[Piece], data: Mapping[str, Any]) -> Move:
    """The answer as prose, or as JSON when that was asked for."""
    schema = structured.schema_of(ask.response_format)
    if schema is None:
        return outcome.output(pieces)
    text = plain("".join(piece.text for piece in pieces))
    return said(structured.fill(Talk.of(ask), schema, "tools", Reply(text, text, data=dict(data)), text).text)


def thought(ask: Ask, notes: Sequence[Note]) -> Move:
    """A thought made of notes, the first of them the most telling."""
    return Move({"type": "thought", "summary": thoughts.summary(list(enumerate(notes)), ask.thinking_level)})


def said(text: str) -> Move:
    """A text as the model's output."""
    return outcome.output([Piece(text)])
