"""Tool search that this app carries out: called like a function, it gives declarations of deferred functions. Pure.

On the wire it is a function_call with the name that the tool_search tool declares, and a function_result whose contents are of
type `function`. Nothing else may be found than what the settings declare as deferred.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from workbench import functions
from workbench.calling import Outcome
from workbench.functions import Choice
from workbench.settings import Settings

NAME = "find_functions"
ABOUT = "Find functions that can help. Describe in a few words what the function should do."
PARAMETERS: dict[str, Any] = {
    "type": "object",
    "properties": {"query": {"type": "string", "description": "What the function should do, in a few words."}},
    "required": ["query"],
}
ICON = ":material/manage_search:"
MOST = 5
NAMED = 30
"""So many names are told when nothing was found."""
DULL = frozenset("the and for are was what how who when where which that this with from can you use find get of some one".split())
"""Words that say nothing about what a function does."""
_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+|\d+")


def callee(settings: Settings, name: str) -> Choice | None:
    """Whatever a function call of this name means: a declared function, or the search for functions."""
    search = _search(settings)
    return search if search is not None and search.name == name else functions.choice(settings, name)


def callees(settings: Settings) -> dict[str, Choice]:
    """Everything that the model may call by a function call, by name."""
    search = _search(settings)
    found = {choice.name: choice for choice in functions.choices(settings) if choice.on}
    return found if search is None else {**found, search.name: search}


def outcome(settings: Settings, name: str, arguments: Any) -> Outcome | None:
    """What the search gives; None when this name is another function's."""
    search = _search(settings)
    if search is None or search.name != name:
        return None
    found = find(functions.declarations(settings), " ".join(_texts(arguments)))
    if found:
        return Outcome(found)
    names = [str(tool.get("name")) for tool in functions.declarations(settings) if tool.get("defer_loading")]
    there = f"There are: {', '.join(names[:NAMED])}." if names else "No function is deferred."
    return Outcome(f"No function fits this. {there}")


def find(declared: Sequence[Mapping[str, Any]], query: str) -> list[dict[str, Any]]:
    """The deferred functions that fit a query best, as they are told to the model."""
    waiting = [tool for tool in declared if tool.get("defer_loading") is True]
    words = dict.fromkeys(word for word in map(str.lower, _WORD.findall(query)) if len(word) > 2 and word not in DULL)
    if not waiting or not words:
        return []
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute("create virtual table found using fts5(name, about, tokenize='porter unicode61 remove_diacritics 2')")
        index.executemany("insert into found values (?, ?)", [(_spread(str(tool.get("name"))), _about(tool)) for tool in waiting])
        asked = " OR ".join(f'"{word}"' for word in words)
        ranked = "select rowid from found where found match ? order by bm25(found, 4, 1), rowid limit ?"
        places = [row[0] - 1 for row in index.execute(ranked, (asked, MOST))]
    return [{key: value for key, value in waiting[place].items() if key != "defer_loading"} for place in places]


def _search(settings: Settings) -> Choice | None:
    tool = next((tool for tool in settings.tools if tool.get("type") == "tool_search"), None)
    if tool is None or tool.get("execution") != "client" or not tool.get("name"):
        return None
    name, options = str(tool["name"]), settings.function_options.get(str(tool["name"]), {})
    return Choice(
        name, "Tool search", ICON, str(tool.get("description", "")), dict(tool.get("parameters") or {}), {}, True, "auto", False,
        float(options.get("delay_s", 0.0)), str(options.get("error", "")),
    )  # fmt: skip


def _about(tool: Mapping[str, Any]) -> str:
    parameters = tool.get("parameters")
    properties = parameters.get("properties") if isinstance(parameters, Mapping) else None
    names = [_spread(str(name)) for name in properties] if isinstance(properties, Mapping) else []
    return " ".join([str(tool.get("description", "")), str(tool.get("short_description", "")), *names])


def _spread(name: str) -> str:
    """A name as the words it is made of."""
    return " ".join(_WORD.findall(name))


def _texts(value: Any) -> Iterator[str]:
    """Every text in the arguments: a search may have a schema of its own."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
