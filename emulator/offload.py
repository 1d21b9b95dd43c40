"""Work that touches the disk or takes long, kept off the server's loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def threaded(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the function returns, from a thread."""
    return await asyncio.to_thread(function, *args, **kwargs)
