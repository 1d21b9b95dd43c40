"""A brief: what is to be researched, by which agent, with what; and the request body it becomes. Pure.

What the API refuses for research agents isn't in here at all; `NOT_OFFERED` gives the reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workbench import attachments, catalog
from workbench.citations import host_of
from workbench.settings import Prompt, Settings

DEFAULT_AGENT = "deep-research-preview-04-2026"
TOOLS: Mapping[str, str] = {
    "google_search": "Google Search",
    "url_context": "Read web pages",
    "code_execution": "Run code",
    "file_search": "Search in files",
    "mcp_server": "MCP server",
}
STORES, WEB = "fileSearchStores/", ("http://", "https://")
STANDARD_TOOLS = ("google_search", "url_context", "code_execution")
"""What the agent has when a request names no tools."""
FORMS: Mapping[str, tuple[str, str]] = {
    "": ("As the agent sees fit", ""),
    "report": ("Technical report", "Write a technical report with sections and subsections, for experts in the field."),
    "summary": ("Executive summary", "Write an executive summary of one page for decision makers: findings first."),
    "table": ("Comparison table", "Put the findings side by side in a table, one row per subject, and explain it below."),
}
"""Instructions on the form, by key: a label, and the words that are added to the brief."""
NOT_OFFERED: tuple[tuple[str, str], ...] = (
    ("Functions of your own", "research agents refuse them; an MCP server can stand in"),
    ("Structured output", "agents can't be given a response format"),
    ("Temperature, thinking level and other generation options", "agents choose their own"),
    ("Store off", "a run in the background must be stored to be found again"),
    ("Running in the foreground", "runs take minutes, connections don't last that long"),
)


@dataclass(frozen=True)
class Brief:
    """A brief as a person fills it in."""

    text: str = ""
    attachments: tuple[Mapping[str, Any], ...] = ()
    form: str = ""
    agent: str = DEFAULT_AGENT
    plan_first: bool = True
    thinking_summaries: bool = True
    visualization: bool = True
    tools: tuple[str, ...] = STANDARD_TOOLS
    stores: tuple[str, ...] = ()
    """File search stores."""
    mcp: tuple[Mapping[str, Any], ...] = ()
    """MCP servers, as wire tools."""
    refused: str = ""
    """Why a chosen file can't be attached, in plain words."""

    def prompt(self) -> Prompt:
        """What is said to the agent: the brief, and the form it should have."""
        words = "" if self.by_model else FORMS.get(self.form, ("", ""))[1]
        return Prompt(f"{self.text.strip()}\n\nFormat: {words}" if words else self.text.strip(), self.attachments)

    @property
    def by_model(self) -> bool:
        """True when a plain model does it in the background: no plan, no agent's options."""
        return is_model(self.agent)

    @property
    def plans(self) -> bool:
        """True when a plan comes first."""
        return self.plan_first and not self.by_model

    def settings(self) -> Settings:
        """The same as settings of a turn."""
        model, agent = (self.agent, "") if self.by_model else ("", self.agent)
        return Settings(
            model=model, agent=agent, background=True, stream=False, thinking_level=None, tools=tuple(self.wire_tools()),
            thinking_summaries="auto" if self.thinking_summaries else "none",
        )  # fmt: skip

    def wire_tools(self) -> list[dict[str, Any]]:
        """The tools to send; none when they are the agent's own choice anyway."""
        if tuple(self.tools) == STANDARD_TOOLS and not self.mcp and not self.by_model:
            return []
        stores = {"file_search_store_names": list(self.stores)} if self.stores else {}
        plain = [{"type": kind, **(stores if kind == "file_search" else {})} for kind in self.tools if kind != "mcp_server"]
        return [*plain, *([dict(server) for server in self.mcp] if "mcp_server" in self.tools else [])]


def agents() -> tuple[str, ...]:
    """The research agents that the SDK names, the usual one first."""
    named = [entry.id for entry in catalog.agents() if catalog.is_deep_research(entry.id)]
    return tuple(sorted(named, key=lambda name: (name != DEFAULT_AGENT, is_max(name), name)))


def is_model(name: str) -> bool:
    """True for a model's id, False for an agent's."""
    return catalog.is_known_model(name) or (name.startswith(("gemini-", "gemma-")) and not catalog.is_known_agent(name))


def is_max(agent: str) -> bool:
    """True for the agent that searches longest and costs most."""
    return "max" in agent


def problems(brief: Brief) -> list[str]:
    """Why this brief can't be sent yet, in plain words."""
    found = [brief.refused] if brief.refused else []
    if not brief.text.strip():
        found.append("Write what you want to know.")
    if not brief.agent.strip():
        found.append("Choose an agent.")
    if "file_search" in brief.tools and {"google_search", "url_context"} & set(brief.tools) and brief.by_model:
        found.append("A model can't search in files and on the web in one request: take one of the two away.")
    if not brief.tools:
        found.append("Leave the agent at least one tool: without any it has nothing to research with.")
    if "file_search" in brief.tools and not brief.stores:
        found.append("Choose the file store to search in.")
    if "mcp_server" in brief.tools and not brief.mcp:
        found.append("Give the address of the MCP server.")
    return found


def store_names(named: Iterable[str]) -> tuple[str, ...]:
    """The names of file stores as the wire has them; several may be typed at once."""
    typed = (name for part in named for name in re.split(r"[\s,]+", part) if name)
    return tuple(dict.fromkeys(STORES + name.removeprefix(STORES) for name in typed))


def servers(typed: str) -> tuple[dict[str, str], ...]:
    """MCP servers as wire tools, each named after its host; what is no web address is left out."""
    found: dict[str, dict[str, str]] = {}
    for address in dict.fromkeys(part for part in re.split(r"[\s,]+", typed) if host_of(part) and part.startswith(WEB)):
        name = re.sub(r"\W+", "_", host_of(address))
        name = name if name not in found else f"{name}_{len(found) + 1}"
        found[name] = {"type": "mcp_server", "name": name, "url": address}
    return tuple(found.values())


def body(brief: Brief, words: Prompt, previous: str | None, plan: bool) -> dict[str, Any]:
    """The request: the first one, a comment on a plan, or a plan's approval; always in the background, never streamed."""
    made: dict[str, Any] = {**_who(brief, plan), "input": _input(words)}
    if previous:
        made["previous_interaction_id"] = previous
    if tools := brief.wire_tools():
        made["tools"] = tools
    return {**made, "background": True}


def _who(brief: Brief, plan: bool) -> dict[str, Any]:
    summaries = "auto" if brief.thinking_summaries else "none"
    if brief.by_model:
        form = FORMS.get(brief.form, ("", ""))[1]
        instructed = {"system_instruction": form} if form else {}
        return {"model": brief.agent, **instructed, "generation_config": {"thinking_summaries": summaries}}
    config: dict[str, Any] = {"type": "deep-research", "thinking_summaries": summaries}
    if not brief.visualization:
        config["visualization"] = "off"
    if plan:
        config["collaborative_planning"] = True
    return {"agent": brief.agent, "agent_config": config}


def of_request(request: Mapping[str, Any], form: str = "") -> Brief:
    """The choices of an earlier request, for the one that goes on from it."""
    config = request.get("agent_config") or request.get("generation_config") or {}
    tools = [tool for tool in request.get("tools") or [] if isinstance(tool, Mapping)]
    kinds = tuple(dict.fromkeys(str(tool.get("type")) for tool in tools)) or STANDARD_TOOLS
    stores = [name for tool in tools for name in tool.get("file_search_store_names") or ()]
    who = str(request.get("agent") or request.get("model") or DEFAULT_AGENT)
    return replace(
        Brief(form=form, agent=who, tools=kinds, stores=tuple(stores)),
        thinking_summaries=config.get("thinking_summaries") == "auto",
        visualization=config.get("visualization", "auto") != "off",
        mcp=tuple(tool for tool in tools if tool.get("type") == "mcp_server"),
    )


def _input(words: Prompt) -> Any:
    return [{"type": "user_input", "content": attachments.wire(words.content())}] if words.attachments else words.text
