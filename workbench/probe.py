"""Testing a connection: does the server answer, is the key accepted, which models does it offer. Sends no prompt."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from workbench import background
from workbench.client import Client
from workbench.errors import StepwiseError, problem
from workbench.records import Problem
from workbench.settings import Connection
from workbench.wire import Log

PATIENCE_S = 15.0


@dataclass(frozen=True)
class Report:
    """What a test of a connection found."""

    ok: bool
    milliseconds: float
    models: tuple[str, ...] = ()
    emulator: bool = False
    """True when the server says of itself that it is an emulator."""
    problem: Problem | None = None


def check(connection: Connection, patience_s: float = PATIENCE_S) -> Report:
    """Test a connection and wait for the report; never raises."""
    return background.call(report_on(connection, patience_s), patience_s + 5)


async def report_on(connection: Connection, patience_s: float = PATIENCE_S) -> Report:
    """Test a connection, on the background loop; never raises."""
    log = Log()
    try:
        models = await asyncio.wait_for(Client(connection, log).models(), patience_s)
    except StepwiseError as error:
        return Report(False, log.now_ms(), problem=error.problem)
    except TimeoutError:
        message = f"The server didn't answer within {patience_s:.0f} seconds."
        hint = "Check the base URL and the network."
        return Report(False, log.now_ms(), problem=problem("timeout", message, hint, retryable=True))
    emulator = any("x-emulator" in record.get("answer_headers", {}) for record in log.records)
    return Report(True, log.now_ms(), tuple(models), emulator)
