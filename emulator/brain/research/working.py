"""The research itself, phase by phase: a thought, a search, the pages read, again for each step, then the report.

Pauses are in model seconds, about a minute for a usual plan; what a tool list leaves out isn't used.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from typing import Any

from emulator.brain.contract import Ask, Move
from emulator.brain.research import material, planning, writing
from emulator.brain.research.brief import Brief
from emulator.brain.research.material import Material
from emulator.brain.research.paper import count
from emulator.brain.research.planning import thought
from emulator.brain.research.scoring import FILE
from emulator.brain.research.searching import Found, Round, address, heading, rounds, suggestions
from emulator.brain.text import cut, join
from emulator.brain.tools import sandbox, serving

TOOLS = ("google_search", "url_context", "code_execution")
"""What the agent has when a request lists no tools."""
_TALLY = """from collections import Counter

found = {found}
for place in (0, 1):
    print("By question:" if place else "By source:")
    for name, number in Counter(pair[place] for pair in found).most_common():
        print(f"{{number:4}}  {{name}}")
"""


def moves(ask: Ask, brief: Brief) -> Iterator[Move]:
    """The whole run."""
    thorough = "max" in ask.model
    steps = list(brief.plan) or planning.first(brief)
    if brief.plan and brief.comment:
        steps = planning.refined(brief)
    tools: dict[str, Mapping[str, Any]] = {str(tool.get("type")): tool for tool in ask.tools} or {name: {} for name in TOOLS}
    yield _opening(brief, steps)
    at_hand = yield from _gathered(ask, brief, tools)
    said, troubles = (yield from _served(ask, brief)) if "mcp_server" in tools else ((), ())
    web = "google_search" in tools
    made = rounds(brief, steps[:-1] or steps, 5 if thorough else 3, at_hand.texts, web)
    for one in made:
        yield from _round(brief, one, "url_context" in tools)
    visuals = brief.visuals and ask.agent_config.get("visualization", "auto") == "auto"
    if "code_execution" in tools and (visuals or brief.table or brief.rivals):
        yield from _tallied(brief, made)
    yield _weighing(brief, made)
    lacks = (*at_hand.unread, *troubles, *([] if web else ["The web: Google Search was not among the tools."]))
    evidence = writing.Evidence(brief, made, steps, ask.now, visuals, lacks, said)
    yield Move({"type": "model_output", "content": writing.content(evidence)}, 2.0)


def _opening(brief: Brief, steps: list[str]) -> Move:
    listed = "\n".join(f"- {step}" for step in steps)
    how = "The approved plan is carried out" if brief.plan else "Nobody asked for a plan first, so mine is carried out at once"
    return Move(thought("Setting out", f"{how}. It has {len(steps)} steps:\n\n{listed}"), 1.0)


def _gathered(ask: Ask, brief: Brief, tools: Mapping[str, Mapping[str, Any]]) -> Generator[Move, None, Material]:
    """The texts at hand: attachments, and the files of stores."""
    own = material.attached(brief)
    if brief.attached:
        told = f"{len(brief.attached)} came with the brief; readable: {material.shortly(own.texts)}."
        yield Move(thought("Reading what was attached", told), 1.0)
    if "file_search" not in tools:
        return own
    filed = material.stored(ask, tools["file_search"])
    yield Move({"type": "file_search_call"}, 0.4)
    yield Move({"type": "file_search_result"}, 1.0)
    yield Move(thought("Searching the files", f"{len(filed.texts)} files can be used: {material.shortly(filed.texts)}."), 0.6)
    return Material((*own.texts, *filed.texts), (*own.unread, *filed.unread))


def _served(ask: Ask, brief: Brief) -> Generator[Move, None, tuple[tuple[tuple[str, str], ...], tuple[str, ...]]]:
    """What MCP servers say to the brief, and in sentences why nothing."""
    words = {"type": "user_input", "content": [{"type": "text", "text": brief.text}]}
    served = yield from serving.act(replace(ask, history=(), new=(words,), is_agent=False))
    for note in served.notes:
        yield Move(thought(note.title, note.body), 0.4)
    said = tuple((str(one["name"]), cut(_words(one["result"]), 800)) for one in served.results if not one.get("is_error"))
    troubles = [*served.troubles, *(f"`{one['name']}` failed" for one in served.results if one.get("is_error"))]
    if not said and not troubles:
        offered = join([f"`{function.name}`" for function in served.functions[:6]]) or "nothing"
        troubles = [f"the MCP server offers {offered}, which the brief gave no reason to call"]
    return said, tuple(f"{trouble[:1].upper()}{trouble[1:]}." for trouble in dict.fromkeys(troubles))


def _words(result: Any) -> str:
    """A tool's result as text."""
    if isinstance(result, list):
        return " ".join(str(block.get("text", "")) if isinstance(block, dict) else str(block) for block in result)
    return result if isinstance(result, str) else json.dumps(result, ensure_ascii=False, default=str)


def _round(brief: Brief, one: Round, reads: bool) -> Iterator[Move]:
    about = heading(brief, one.step)
    if one.queries:
        asked = "one question" if len(one.queries) == 1 else f"{len(one.queries)} questions"
        yield Move(thought(f"Searching: {cut(about, 60)}", f"For “{one.step}” I ask {asked} of the library."), 1.2)
        yield Move({"type": "google_search_call", "arguments": {"queries": list(one.queries)}, "search_type": "web_search"}, 0.6)
        yield Move({"type": "google_search_result", "result": [{"search_suggestions": suggestions(one.queries)}]}, 1.6)
    pages = [address(entry) for entry in _used_first(one) if entry.topic != FILE][:4] if one.queries else []
    if reads and pages:
        yield Move({"type": "url_context_call", "arguments": {"urls": pages}}, 0.4)
        yield Move({"type": "url_context_result", "result": [{"url": page, "status": "success"} for page in pages]}, 1.4)
    if not one.compares:
        yield Move(thought(*_found(about, one)), 0.8)


def _used_first(one: Round) -> list[Any]:
    """The texts of a round, those that its statements come from before the others."""
    return list(dict.fromkeys([*(hit.entry for hit in one.found), *one.entries]))


def _found(about: str, one: Round) -> tuple[str, str]:
    titles = [entry.title for entry in dict.fromkeys(hit.entry for hit in one.found)]
    if not titles:
        return "Finding nothing that fits", f"No source answers “{about}”. The report will say so."
    first: Found = one.found[0]
    return (
        f"Reading {cut(join(titles[:3]), 90)}",
        f"{count(len(one.found), 'statement')} bear on it. The first one: “{cut(first.sentence, 300)}”",
    )


def _tallied(brief: Brief, made: list[Round]) -> Iterator[Move]:
    """A small program that counts what was found; it is really run."""
    found = [(hit.entry.title, heading(brief, one.step)) for one in made for hit in one.found]
    if not found:
        return
    code = _TALLY.format(found="[\n" + "".join(f"    {pair!r},\n" for pair in found) + "]")
    ran = sandbox.run(code)
    yield Move(thought("Counting the evidence", "A small program counts the statements by source and by question."), 0.6)
    yield Move({"type": "code_execution_call", "arguments": {"language": "python", "code": code}}, 0.8)
    yield Move({"type": "code_execution_result", "result": ran.output, "is_error": ran.failed}, 0.6)


def _weighing(brief: Brief, made: list[Round]) -> Move:
    found = [hit for one in made for hit in one.found]
    bare = [heading(brief, one.step) for one in made if not one.found and not (one.general or one.compares or one.connects)]
    basis = f"{count(len(found), 'statement')} from {count(len({hit.entry for hit in found}), 'source')}"
    gaps = f" Still open: {join(bare)}." if bare else " Each question found at least one statement."
    return Move(thought("Weighing the evidence", f"{basis} are at hand.{gaps}"), 2.0)
