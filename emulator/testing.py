"""A real emulator on a free port in a thread of the test process. Only for tests and benchmarks."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import uvicorn

from emulator.app import create_app
from emulator.brain import think
from emulator.clock import Clock
from emulator.config import EmulatorConfig
from emulator.listen import listen
from emulator.log import Logged
from emulator.runs import Think


class Handle:
    """A running emulator: where it listens, its clock, and its stop and start."""

    def __init__(self, config: EmulatorConfig, model: Think = think) -> None:
        self.config = config
        self.clock = Clock()
        self.port = config.port
        self.requests: list[Logged] = []
        """What came in since the start, oldest first."""
        self._app = create_app(config, self.clock, self.requests, model)
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def base_url(self) -> str:
        """What to give an SDK as base_url."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Listen (again, on the same port) and return when requests are answered."""
        listener = listen("127.0.0.1", self.port)
        self.port = listener.getsockname()[1]
        ready = threading.Event()
        server = _Server(self._app, ready)
        self._server = server
        self._thread = threading.Thread(target=server.run, args=([listener],), name="emulator", daemon=True)
        self._thread.start()
        ready.wait()
        if server.should_exit:
            self.stop()
            raise RuntimeError(f"The emulator could not start on {self.config.db!r}; run python -m emulator --db to see why.")

    def inject(self, fault: Any) -> None:
        """Let the next requests meet a fault, for instance "503 x2" or {"fault": "drop", "after": 5, "times": 1}."""
        self._app.state.emulator.faults.inject(fault)

    def stop(self) -> None:
        """Stop listening; runs in flight fail, as when a server goes."""
        if self._server is not None and self._thread is not None:
            self._server.end()
            self._thread.join()
            self._server = self._thread = None


class _Server(uvicorn.Server):
    def __init__(self, app: object, ready: threading.Event) -> None:
        super().__init__(uvicorn.Config(app, log_level="critical", access_log=False, timeout_graceful_shutdown=1))  # type: ignore[arg-type]
        self._ready = ready
        self._ending = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._loop = asyncio.get_running_loop()
        self._ready.set()

    def end(self) -> None:
        """Stop listening, at once."""
        if not self.should_exit:
            self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        self.should_exit = True
        self._ending.set()

    async def main_loop(self) -> None:
        """As uvicorn's, which looks every 100 ms whether it is to end: a thousand tests shouldn't wait for that."""
        tick = 0
        while not await self.on_tick(tick):
            tick += 1
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), 0.1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's, without its wait of 100 ms where every connection is idle."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await asyncio.sleep(0)
        if self.server_state.connections or self.server_state.tasks:
            await super().shutdown(sockets)
        else:
            await self.lifespan.shutdown()


@contextlib.contextmanager
def serve(config: EmulatorConfig | None = None, model: Think = think) -> Iterator[Handle]:
    """A running emulator; with no config at once (speed 0). Its database outlives stop() and start().

    `model` replaces the offline model, for tests that need particular steps or a model that waits.
    """
    given = config or EmulatorConfig(speed=0)
    with tempfile.TemporaryDirectory(prefix="emulator-") as folder:
        handle = Handle(replace(given, db=given.db or f"{folder}/emulator.db", keep_log=True), model)
        handle.start()
        try:
            yield handle
        finally:
            handle.stop()
