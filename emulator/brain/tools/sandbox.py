"""Runs Python in a process of its own with limits on time, memory, output, files and the network.

A fence against accidents and ordinary mischief, not against an attacker who knows the interpreter; docs/emulator.md says
what holds.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

WALL_S = 10.0
_CPU_S = 4
_MEMORY = 512 * 1024 * 1024
_FILE = 1024 * 1024
LONGEST_OUTPUT = 20_000
_INSIDE = Path(__file__).with_name("inside.py")


@dataclass(frozen=True)
class Ran:
    """How a program ended and what it said."""

    output: str
    failed: bool


def run(code: str, wall_s: float = WALL_S) -> Ran:
    """Run a program and return what it printed; its error, if any, comes last."""
    with tempfile.TemporaryDirectory(prefix="emulator-code-") as folder:
        command = [sys.executable, "-I", "-S", "-B", "-X", "utf8", str(_INSIDE), str(_CPU_S), str(_MEMORY), str(_FILE)]
        try:
            child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env={"PYTHONHASHSEED": "0"},
                start_new_session=True,
                close_fds=True,
            )
        except OSError as problem:
            return Ran(f"The program could not be started: {problem.strerror}.", True)
        with child:
            return _watched(child, code.encode("utf-8", "replace"), wall_s)


def _watched(child: subprocess.Popen[bytes], code: bytes, wall_s: float) -> Ran:
    assert child.stdin is not None
    assert child.stdout is not None
    late = threading.Event()

    def end() -> None:
        late.set()
        _kill(child)

    timer = threading.Timer(wall_s, end)
    timer.start()
    try:
        _give(child.stdin, code)
        said = child.stdout.read(LONGEST_OUTPUT + 1)
        if len(said) > LONGEST_OUTPUT:
            _kill(child)
            return Ran(
                _text(said[:LONGEST_OUTPUT]) + f"\n[Output above {LONGEST_OUTPUT:,} bytes was cut and the program ended.]", True
            )
        status = child.wait()
    finally:
        timer.cancel()
        _kill(child)
    text = _text(said)
    if late.is_set():
        return Ran(f"{text}TimeoutError: the program ran longer than {wall_s:g} seconds and was ended.", True)
    if status < 0:
        why = "used too much processor time" if -status in (signal.SIGXCPU, signal.SIGKILL) else f"ended by signal {-status}"
        return Ran(f"{text}The program was stopped: {why}.", True)
    return Ran(text, status != 0)


def _give(stdin: IO[bytes], code: bytes) -> None:
    try:
        stdin.write(code)
        stdin.close()
    except BrokenPipeError:
        # It ended before it had read everything; how it ended is told by its status.
        return


def _text(said: bytes) -> str:
    return said.decode("utf-8", "replace").replace("\x00", "")


def _kill(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            child.kill()
