"""Running one function of the toolbox: in a process of its own, with a time limit, a size limit, and no keys around it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import redacted

LARGEST = 200_000
"""Bytes of a result; what is longer would fill the model's context."""
ROOT = Path(__file__).resolve().parent.parent
SAFE_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV", "STEPWISE_TOOLBOX_DIR")
Tell = Callable[[float, str], None]


@dataclass(frozen=True)
class Outcome:
    """What came of a call: the result, or in `result` the words of the error."""

    result: Any
    is_error: bool = False


def folder_of(conversation_id: str) -> Path:
    """Where the functions of a conversation keep what they must remember."""
    safe = "".join(character for character in conversation_id if character.isalnum()) or "none"
    return Path(os.environ.get("STEPWISE_DATA_DIR") or "data").resolve() / "toolbox" / safe


async def call(name: str, arguments: Any, folder: Path, timeout_s: float, tell: Tell) -> Outcome:
    """Run the function. Its failure is an outcome; a cancelled call ends its process."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "workbench.toolbox", cwd=ROOT, env=_environment(), limit=LARGEST + 1024,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,  # so that it can be ended with all that it started
    )  # fmt: skip
    try:
        asked = {"name": name, "arguments": arguments, "folder": str(folder)}
        async with asyncio.timeout(timeout_s):
            return await _conversation(process, json.dumps(asked).encode(), tell)
    except TimeoutError:
        return Outcome(f"{name} did not answer within {timeout_s:g} seconds and was ended.", is_error=True)
    finally:
        with suppress(ProcessLookupError, PermissionError):  # it has ended already
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def _conversation(process: asyncio.subprocess.Process, asked: bytes, tell: Tell) -> Outcome:
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(BrokenPipeError, ConnectionResetError):  # it died at once: its last words tell
        process.stdin.write(asked)
        await process.stdin.drain()
        process.stdin.close()
    while True:
        try:
            line = await process.stdout.readline()
        except ValueError:
            return Outcome(f"The result is longer than {LARGEST:,} bytes, which is too much for a model.", is_error=True)
        if not line:
            code = await process.wait()
            return Outcome(f"The function ended without a result (exit code {code}).", is_error=True)
        outcome = _read(json.loads(line), tell)
        if outcome is not None:
            return outcome


def _read(said: dict[str, Any], tell: Tell) -> Outcome | None:
    if "progress" in said:
        tell(min(max(float(said["progress"]), 0.0), 1.0), str(said.get("doing", ""))[:200])
        return None
    if "error" in said:
        return Outcome(redacted(str(said["error"]))[:4000], is_error=True)
    return Outcome(said.get("result"))


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in SAFE_ENVIRONMENT if name in os.environ} | {"PYTHONDONTWRITEBYTECODE": "1"}
