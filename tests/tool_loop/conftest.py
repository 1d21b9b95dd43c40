"""Fixtures of the tool loop's tests: a model that calls what it is told to, behind a real emulator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.tool_loop.model import Caller
from workbench import functions
from workbench.settings import Connection, Settings


@pytest.fixture
def calling() -> Iterator[Callable[..., tuple[Connection, Caller]]]:
    """Starts an emulator whose model makes these rounds of calls; a connection to it, and the model."""
    with ExitStack() as servers:

        def start(*rounds: Any, **options: Any) -> tuple[Connection, Caller]:
            model = Caller(*rounds)
            config = EmulatorConfig(speed=0, strict_signatures=True, **options)
            handle = servers.enter_context(serve(config, model))
            return Connection(mode="demo", base_url=handle.base_url, api_key="test-key"), model

        yield start


def with_functions(*names: str, settings: Settings | None = None, **modes: Any) -> Settings:
    """Settings with these functions of the toolbox switched on; keywords are modes."""
    found = settings or Settings()
    for name in names:
        found = functions.switch(found, name, True)
    for name, mode in modes.items():
        found = functions.with_mode(functions.switch(found, name, True), name, mode)
    return found
