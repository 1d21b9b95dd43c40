"""The one background event loop of the process, in a daemon thread, and a small pool of threads for the store."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from workbench import parked

T = TypeVar("T")


def loop() -> asyncio.AbstractEventLoop:
    """The background loop, started on first use."""
    started: asyncio.AbstractEventLoop = parked.value("loop", _start_loop)
    return started


def submit(work: Coroutine[Any, Any, T]) -> Future[T]:
    """Run a coroutine on the background loop, from any thread."""
    return asyncio.run_coroutine_threadsafe(work, loop())


def call(work: Coroutine[Any, Any, T], timeout: float) -> T:
    """Run a coroutine on the background loop and wait for its result; never call this from the loop itself."""
    future = submit(work)
    try:
        return future.result(timeout)
    finally:
        future.cancel()


async def in_thread(function: Callable[..., T], *arguments: Any) -> T:
    """Run a blocking call (the store's) in the pool; other runs go on meanwhile."""
    pool: ThreadPoolExecutor = parked.value("pool", lambda: ThreadPoolExecutor(3, thread_name_prefix="stepwise-store"))
    return await asyncio.get_running_loop().run_in_executor(pool, function, *arguments)


def _start_loop() -> asyncio.AbstractEventLoop:
    fresh = asyncio.new_event_loop()
    threading.Thread(target=fresh.run_forever, name="stepwise-loop", daemon=True).start()
    return fresh
