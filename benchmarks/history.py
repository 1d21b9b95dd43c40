"""How quick is a history of 100,000 interactions? Search, filter, page, open, totals: medians in the store, and memory.

    python -m benchmarks.history [--turns 100000] [--repeats 15] [--url DATABASE] [--write]

Prints a table, and writes it into docs/history.md with --write. Needs no network and no browser; benchmarks.history_page measures
the page. With --url the database is kept, and filled only once.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil

from benchmarks.report import machine
from workbench.conversation import Tree
from workbench.history.retention import ending
from workbench.history.tree import outline
from workbench.records import StepRecord, Turn
from workbench.settings import Connection, Prompt, Settings
from workbench.store import LedgerFilter, Store, open_store
from workbench.turn import new_turn

GOAL_MS = 150.0
PER_CHAT = 10
DOCS = Path(__file__).parent.parent / "docs" / "history.md"
MARKS = ("<!-- table: begin -->", "<!-- table: end -->")
SYLLABLES = "ba be bi da de do fa fe ga go ka ke la le li lo ma mi na ne no pa pe ra re ri ro sa se si ta te to va vi zu".split()
MODELS = ("gemini-3.8-flash", "gemini-3.8-pro", "gemini-3.5-flash-lite")


def vocabulary(rng: random.Random, size: int = 30_000) -> list[str]:
    """Words that look like words; the earlier ones are used more often, as in any language."""
    return list(dict.fromkeys("".join(rng.choices(SYLLABLES, k=rng.randint(2, 5))) for _ in range(size * 2)))[:size]


class Writer:
    """Makes turns that resemble real ones in size and shape."""

    def __init__(self, seed: int = 6) -> None:
        self.rng = random.Random(seed)
        self.words = vocabulary(self.rng)
        self.connection = Connection(mode="demo", api_key="bench")

    def text(self, count: int) -> str:
        """So many words, frequent ones more often."""
        size = len(self.words)
        return " ".join(self.words[int(size * self.rng.random() ** 3)] for _ in range(count))

    def turn(self, chat: str, parent: str | None, number: int, begin: datetime) -> Turn:
        """One settled turn; every thousandth speaks of an interaction."""
        model = self.rng.choices(MODELS, (8, 1, 1))[0]
        prompt = self.text(self.rng.randint(5, 40)) + (" interaction" if number % 1000 == 7 else "")
        made = new_turn(
            conversation_id=chat, prompt=Prompt(prompt).content(), settings=Settings(model=model), connection=self.connection,
            request={"model": model, "input": prompt}, parent_id=parent, page=self.rng.choices(("chat", "compare"), (9, 1))[0],
        )  # fmt: skip
        made["created"] = (begin + timedelta(minutes=5 * number)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        made["steps"] = [_record(0, _thought(self.text(30))), _record(1, _says(self.text(self.rng.randint(40, 220))))]
        made["state"] = self.rng.choices(("done", "failed", "stopped"), (95, 3, 2))[0]
        made["status"], made["interaction_id"] = "completed", f"v1_{made['id']}"
        given, out = self.rng.randint(50, 9000), self.rng.randint(40, 400)
        made["usage"] = {"total_input_tokens": given, "total_cached_tokens": given // 3, "total_output_tokens": out}
        return made


def _record(index: int, step: dict[str, Any]) -> StepRecord:
    return StepRecord(index=index, state="closed", step=step, arguments_text="", started_ms=1.0, ended_ms=900.0)


def _thought(text: str) -> dict[str, Any]:
    return {"type": "thought", "signature": "c2lnbmF0dXJl" * 20, "summary": [{"type": "text", "text": text}]}


def _says(text: str) -> dict[str, Any]:
    return {"type": "model_output", "content": [{"type": "text", "text": text}]}


def fill(store: Store, turns: int) -> None:
    """So many turns, ten to a conversation; the last conversation has 500."""
    writer, number = Writer(), 0
    begin = datetime.now(UTC) - timedelta(minutes=5 * turns)
    while number < turns:
        size = min(PER_CHAT, turns - number) if turns - number != 500 else 500
        chat, parent, made = f"c{number:08d}", None, []
        for _ in range(size):
            made.append(writer.turn(chat, parent, number, begin))
            parent, number = made[-1]["id"], number + 1
        row = {"id": chat, "title": writer.text(6), "created": made[0]["created"], "updated": made[-1]["created"], "head": parent}
        store.take_in(row, made, {}, {})


def questions(store: Store) -> Iterator[tuple[str, Callable[[], Any]]]:
    """What is measured, by the names of the table."""
    count = store.ledger(1).count
    chat = store.conversations(limit=1)[0]
    common, rare = Writer().words[3], Writer().words[-40]
    base, now = LedgerFilter(), datetime.now(UTC).isoformat()
    yield "first page, newest first", lambda: store.ledger(50, 0)
    yield "page in the middle", lambda: store.ledger(50, count // 2)
    yield "last page", lambda: store.ledger(50, count - 50)
    yield "costliest first", lambda: store.ledger(50, 0, replace(base, sort="cost"))
    yield "conversation A-Z", lambda: store.ledger(50, 0, replace(base, sort="title", descending=False))
    yield "filter: model and status", lambda: store.ledger(50, 0, replace(base, models=("*pro*",), states=("failed",)))
    yield "filter: cost and a week", lambda: store.ledger(50, 0, replace(base, above_cost=0.002, since=_ago(7)))
    yield "filter: expired", lambda: store.ledger(50, 0, replace(base, held=("expired",), now=now))
    yield "search: a rare word", lambda: store.ledger(50, 0, replace(base, query=rare))
    yield "search: a very common word", lambda: store.ledger(50, 0, replace(base, query=common))
    both = replace(base, query=f"{common} {rare}", models=("*flash*",))
    yield "search: two words and a filter", lambda: store.ledger(50, 0, both)
    yield 'search: "interacton" (a slip)', lambda: store.ledger(50, 0, replace(base, query="interacton"))
    yield "search in the sidebar", lambda: store.conversations(rare)
    yield "open a conversation of 10", lambda: _open(store, chat.id)
    yield "totals of everything", store.totals
    yield "totals by day, of 90 days", lambda: store.grouped("day", days=90)
    yield "what is about to expire", lambda: ending(store)


def _ago(days: int) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).isoformat()


def _open(store: Store, chat: str) -> None:
    nodes = store.skeleton(chat)
    tree = Tree(nodes)
    store._settled.drop([node.id for node in nodes])
    path = tree.path(tree.default_head())
    store.turns(path[-10:])
    outline(tree, path[-1])


def measure(store: Store, repeats: int) -> list[tuple[str, float, float]]:
    """Name, median by the clock, and median of the processor's time (what it takes on an idle machine), in milliseconds."""
    rows = []
    for name, ask in questions(store):
        times, busy = [], []
        for _ in range(repeats):
            began, before = time.perf_counter(), time.thread_time()
            ask()
            times.append((time.perf_counter() - began) * 1000)
            busy.append((time.thread_time() - before) * 1000)
        rows.append((name, statistics.median(times), statistics.median(busy)))
        print(f"{name:34} {rows[-1][1]:8.1f} ms   processor {rows[-1][2]:8.1f} ms", flush=True)
    return rows


def table(rows: list[tuple[str, float, float]], facts: str) -> str:
    """The table of docs/history.md."""
    lines = [f"{facts}\n", "| in the store | median | of it processor |", "|---|---|---|"]
    for name, middle, busy in rows:
        lines.append(f"| {name} | {middle:.1f} ms{'' if middle <= GOAL_MS else ' (goal missed)'} | {busy:.1f} ms |")
    return "\n".join(lines)


def put(page: Path, marks: tuple[str, str], text: str) -> None:
    """Replace what stands between two marks of a page."""
    head, rest = page.read_text().split(marks[0])
    page.write_text(f"{head}{marks[0]}\n{text}\n{marks[1]}{rest.split(marks[1])[1]}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--turns", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=15)
    parser.add_argument("--url", help="a database to fill and measure; a SQLite file in a temporary folder if not given")
    parser.add_argument("--write", action="store_true", help="put the table into docs/history.md")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="stepwise-history-") as folder:
        store = open_store(wanted.url or f"sqlite:///{folder}/history.db")
        began = time.perf_counter()
        if store.ledger(1).count < wanted.turns:
            fill(store, wanted.turns)
        filled = time.perf_counter() - began
        process = psutil.Process()
        before = process.memory_info().rss / 1e6
        rows = measure(store, wanted.repeats)
        after = process.memory_info().rss / 1e6
        file = Path(store.url.database or "")
        size = sum(path.stat().st_size for path in file.parent.glob(f"{file.name}*")) / 1e6
        told = f", filled in {filled:.0f} s" if filled > 5 else ""
        facts = (
            f"{store.ledger(1).count:,} interactions on {machine()}; {store.url.get_backend_name()}, "
            f"{size:,.0f} MB on disk{told}. "
            f"Memory of the process: {before:.0f} MB before the questions, {after:.0f} MB after them."
        )
        store.close()
    print(facts)
    if wanted.write:
        put(DOCS, MARKS, table(rows, facts))
    print(json.dumps({name: round(middle, 1) for name, middle, _ in rows}))


if __name__ == "__main__":
    main()
