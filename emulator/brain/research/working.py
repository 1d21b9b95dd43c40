"""The research itself, phase by phase: a thought, a search, the pages read, again for each step, then the report.

Pauses are in model seconds, about a minute for a usual plan; what a tool list leaves out isn't used.
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.brain.contract import Ask, Move
from emulator.brain.research import planning, writing
from emulator.brain.research.brief import Brief
from emulator.brain.research.planning import thought
from emulator.brain.research.searching import Found, Round, address, rounds, suggestions, topic
from emulator.brain.text import cut, join

TOOLS = ("google_search", "url_context", "code_execution")
"""What the agent has when a request lists no tools."""
ELSEWHERE = {"file_search": "file search stores", "mcp_server": "MCP servers", "google_maps": "Google Maps"}


def moves(ask: Ask, brief: Brief) -> Iterator[Move]:
    """The whole run."""
    thorough = "max" in ask.model
    steps = list(brief.plan) or planning.first(brief)
    if brief.plan and brief.comment:
        steps = planning.refined(brief)
    has = {str(tool.get("type")) for tool in ask.tools} or set(TOOLS)
    yield _opening(brief, steps)
    made: list[Round] = []
    for one in rounds(brief, steps[:-1] or steps, 5 if thorough else 3) if "google_search" in has else ():
        yield from _round(one, "url_context" in has)
        made.append(one)
    yield _weighing(made)
    visuals = brief.visuals and ask.agent_config.get("visualization", "auto") == "auto"
    report = writing.Report(brief, made, steps, ask.now, visuals, _missing(has))
    yield Move({"type": "model_output", "content": report.content()}, 2.0)


def _opening(brief: Brief, steps: list[str]) -> Move:
    listed = "\n".join(f"- {step}" for step in steps)
    how = "The approved plan is carried out" if brief.plan else "Nobody asked for a plan first, so mine is carried out at once"
    return Move(thought("Setting out", f"{how}. It has {len(steps)} steps:\n\n{listed}"), 1.0)


def _round(one: Round, reads: bool) -> Iterator[Move]:
    about = topic(one.step)
    asked = "one question" if len(one.queries) == 1 else f"{len(one.queries)} questions"
    yield Move(thought(f"Searching: {cut(about, 60)}", f"For “{one.step}” I ask {asked} of the library."), 1.2)
    yield Move({"type": "google_search_call", "arguments": {"queries": list(one.queries)}, "search_type": "web_search"}, 0.6)
    yield Move({"type": "google_search_result", "result": [{"search_suggestions": suggestions(one.queries)}]}, 1.6)
    pages = [address(entry) for entry in one.entries][:4]
    if reads and pages:
        yield Move({"type": "url_context_call", "arguments": {"urls": pages}}, 0.4)
        yield Move({"type": "url_context_result", "result": [{"url": page, "status": "success"} for page in pages]}, 1.4)
    yield Move(thought(*_found(one)), 0.8)


def _found(one: Round) -> tuple[str, str]:
    titles = [entry.title for entry in dict.fromkeys(hit.entry for hit in one.found)]
    if not titles:
        return "Finding nothing that fits", f"No article answers “{topic(one.step)}”. The report will say so."
    first: Found = one.found[0]
    return (
        f"Reading {join(titles[:3])}",
        f"{len(one.found)} statements bear on it. The first one: “{first.sentence}”",
    )


def _weighing(made: list[Round]) -> Move:
    found = [hit for one in made for hit in one.found]
    bare = [one for one in made if not one.found]
    articles = len({hit.entry for hit in found})
    gaps = f" {len(bare)} of {len(made)} questions stay open." if bare else " Each question found at least one statement."
    return Move(thought("Weighing the evidence", f"{len(found)} statements from {articles} articles are at hand.{gaps}"), 2.0)


def _missing(has: set[str]) -> list[str]:
    """Tools asked for that reach nothing from here, in words."""
    gone = [words for kind, words in ELSEWHERE.items() if kind in has]
    return [*gone, *(["any search, since Google Search was not among the tools"] if "google_search" not in has else [])]
