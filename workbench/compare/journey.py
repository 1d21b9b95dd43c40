"""How a lane's turns go out: over the Interactions API, over generateContent, or by a framework in a process of its own.

Each becomes a turn in the store before its first byte is sent, and a Run like any other.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from secrets import randbelow
from typing import TYPE_CHECKING

from workbench import classic, run, send, turn
from workbench.background import in_thread
from workbench.client import Client, warm_classic
from workbench.compare import adapter
from workbench.compare.lanes import effective
from workbench.compare.model import ADAPTERS, Lane
from workbench.compare.results import Comparison
from workbench.run import Run
from workbench.settings import Connection, Prompt, Settings
from workbench.worker import ClientOf

if TYPE_CHECKING:
    from workbench.store import Store

PAGE = "compare"


@dataclass(frozen=True)
class Way:
    """One lane's way to the server, for one repeat."""

    store: Store
    connection: Connection
    comparison: Comparison
    lane: Lane
    mark: str = ""
    """The first line of the system instruction, by which the cache tells lanes and repeats apart."""
    client_of: ClientOf = Client

    async def send(self, index: int, parent_id: str | None) -> Run:
        """Send prompt number `index` as the child of `parent_id`."""
        prompt = Prompt(self.comparison.plan.script.prompts[index].text)
        sending = self._interaction if self.lane.kind not in ("generate_content", *ADAPTERS) else self._other
        return await in_thread(sending, prompt, parent_id)

    def settings(self) -> Settings:
        """The lane's settings, with the script's instruction and tools where the lane has none of its own."""
        own, script = effective(self.lane), self.comparison.plan.script
        instruction = "\n".join(filter(None, [self.mark, own.system_instruction or script.system_instruction]))
        return replace(own, system_instruction=instruction, tools=own.tools or script.tools)

    def _interaction(self, prompt: Prompt, parent_id: str | None) -> Run:
        chat = self.comparison.id
        return send.send(self.store, self.connection, self.settings(), prompt, chat, parent_id, PAGE)

    def _other(self, prompt: Prompt, parent_id: str | None) -> Run:
        """A turn whose request isn't built for the Interactions API."""
        settings, chat = self.settings(), self.comparison.id
        if self.lane.kind == "generate_content":
            body = classic.build(settings, prompt, send.path_to(self.store, chat, parent_id))
            notes = classic.left_out(settings.tools)
        else:
            body, notes = adapter.request(self.lane.kind, settings, prompt)
        made = turn.new_turn(
            conversation_id=chat, prompt=prompt.content(), settings=settings, connection=self.connection,
            request=body, parent_id=parent_id, page=PAGE, notes=notes,
        )  # fmt: skip
        self.store.worker()
        self.store.save_turn(made)
        return run.start(made, self.connection, self.store, client_of=self.client_of)


@asynccontextmanager
async def opened(store: Store, connection: Connection, comparison: Comparison, lane: Lane) -> AsyncIterator[Way]:
    """A lane's way, with the framework's process beside it where the lane has one."""
    mark = f"Session {randbelow(90_000_000) + 10_000_000}." if comparison.plan.separate_caches else ""
    way = Way(store, connection, comparison, lane, mark)
    if lane.kind == "generate_content":
        await in_thread(warm_classic)
    if lane.kind not in ADAPTERS:
        yield way
        return
    async with adapter.framework(lane.kind, way.settings(), connection) as client_of:
        yield replace(way, client_of=client_of)
