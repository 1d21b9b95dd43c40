"""A framework as a lane: its process beside ours, prompts handed to it, and what crosses the relay folded into turns.

What the framework sends and in which shape is its own doing; nothing in it is patched. It keeps the conversation in its own
session, so a lane can't go on once its process is gone.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from workbench import wire
from workbench.client import Client
from workbench.compare import environment, relay
from workbench.compare.lanes import PASSED_ON, label
from workbench.compare.model import LaneKind
from workbench.errors import Broken, NotSent, problem
from workbench.settings import Connection, Prompt, Settings
from workbench.worker import ClientOf

DRIVER = Path(__file__).with_name("driver.py")
START_S = 60.0
"""The frameworks take seconds to import on a small machine."""
END_S = 2.0
LINE_LIMIT = 2_000_000


def request(kind: LaneKind, settings: Settings, prompt: Prompt) -> tuple[dict[str, Any], list[str]]:
    """The turn's request, which stands for what the framework makes of it, and notes on what it isn't given."""
    notes = [f"{label(kind)} made this request itself; what it really sent stands in the wire view."]
    given, usual = settings.to_dict(), Settings().to_dict()
    ways = ("history", "store", "stream", "background", "system_instruction", *PASSED_ON[kind])
    dropped = [name for name, value in given.items() if name not in ways and value != usual[name]]
    if dropped:
        notes.append(f"Not passed on to {label(kind)}: {', '.join(name.replace('_', ' ') for name in dropped)}.")
    return {"model": settings.model, "input": prompt.text, "stream": True}, notes


class Framework:
    """A running process with its relay."""

    def __init__(self, process: asyncio.subprocess.Process, way: relay.Relay) -> None:
        self.process = process
        self.relay = way

    async def tell(self, message: dict[str, Any]) -> None:
        """Hand a message over."""
        assert self.process.stdin is not None
        with suppress(ConnectionError):  # its end is noticed where its answer is read
            self.process.stdin.write(json.dumps(message).encode() + b"\n")
            await self.process.stdin.drain()

    async def hear(self) -> dict[str, Any]:
        """Its next message."""
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        if not line:
            raise Broken(problem("adapter_ended", "The framework's process has ended.", "Run the comparison again."))
        message: dict[str, Any] = json.loads(line)
        return message


class AdapterClient(Client):
    """What a turn of such a lane sends with: the framework instead of the SDK. The rest is an ordinary client."""

    def __init__(self, connection: Connection, log: wire.Log | None, framework: Framework) -> None:
        super().__init__(connection, log)
        self._framework = framework

    async def stream(self, body: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        """Give the prompt to the framework; the events of the answers that it gets."""
        events: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        way = self._framework.relay
        way.begin(self._log, events.put_nowait)
        heard = asyncio.create_task(self._told(str(body["input"]), events))
        try:
            while (event := await events.get()) is not None:
                yield event
            if error := (await heard).get("error"):
                raise way.refused() or Broken(problem("adapter_failed", f"The framework failed: {error}"))
        except asyncio.CancelledError:
            self._framework.process.kill()  # it can't be interrupted in another way, and its request must end
            raise
        finally:
            heard.cancel()
            await asyncio.gather(heard, return_exceptions=True)
            way.begin(None, None)

    async def _told(self, prompt: str, events: asyncio.Queue[dict[str, Any] | None]) -> dict[str, Any]:
        try:
            await self._framework.tell({"prompt": prompt})
            return await self._framework.hear()
        finally:
            events.put_nowait(None)


@asynccontextmanager
async def framework(kind: LaneKind, settings: Settings, connection: Connection) -> AsyncIterator[ClientOf]:
    """Start the framework; what makes a client that sends with it. Ends its process at the end of the block."""
    if why := environment.missing(kind):
        raise NotSent(problem("no_adapter", why))
    async with relay.listening(connection) as way:
        running = Framework(await _started(), way)
        given = settings.to_dict()
        options = {name: given[name] for name in PASSED_ON[kind]}
        head = {"framework": kind, "base_url": way.base_url, "instruction": settings.system_instruction}
        try:
            await running.tell({**options, **head})
            await _ready(running)
            yield lambda to, log: AdapterClient(to, log, running)
        finally:
            await _end(running.process)


async def _started() -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        str(environment.python()), str(DRIVER), stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL,
        env=_environment(), limit=LINE_LIMIT,
    )  # fmt: skip


def _environment() -> dict[str, str]:
    """Nothing but what a Python needs to start: no key, no proxy, no setting of ours."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "TEMP", "TMP", "USERPROFILE")
    return {name: os.environ[name] for name in kept if name in os.environ}


async def _ready(running: Framework) -> None:
    try:
        await asyncio.wait_for(running.hear(), START_S)
    except (TimeoutError, Broken, ValueError) as error:
        advice = "Run `make adapters` to install it anew."
        raise NotSent(problem("no_adapter", "The framework's process could not be started.", advice)) from error


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), END_S)
    except TimeoutError:
        process.kill()
        await process.wait()
