"""Servers under measurement: start, wait until they listen, CPU time and memory of the whole process tree, stop.

Knows nothing of browsers or chats. The emulator's process is never counted as part of an app.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A running server and the port it was given."""

    process: subprocess.Popen[str]
    port: int
    started: float

    def tree(self) -> list[psutil.Process]:
        """The server's processes, without an emulator it may have started."""
        with suppress(psutil.NoSuchProcess):
            top = psutil.Process(self.process.pid)
            return [p for p in [top, *top.children(recursive=True)] if not _is_emulator(p)]
        return []

    def cpu(self) -> float:
        """CPU seconds used so far."""
        total = 0.0
        for process in self.tree():
            with suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                total += times.user + times.system
        return total

    def memory(self) -> float:
        """Resident memory in MB."""
        total = 0
        for process in self.tree():
            with suppress(psutil.NoSuchProcess):
                total += process.memory_info().rss
        return total / 1e6

    def stop(self) -> None:
        """End the whole tree."""
        with suppress(psutil.NoSuchProcess):
            family = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]
            for process in family:
                with suppress(psutil.NoSuchProcess):
                    process.terminate()
            for process in psutil.wait_procs(family, timeout=5)[1]:
                process.kill()
        self.process.wait()


def _is_emulator(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
        return "emulator" in process.cmdline()
    return False


@contextmanager
def serve(command: Sequence[str], env: Mapping[str, str], cwd: Path, log: Path, port: int = 0) -> Iterator[Server]:
    """Run a server until the block ends. `{port}` in the command is filled in; its output goes to `log`."""
    chosen = port or free_port()
    filled = [part.replace("{port}", str(chosen)) for part in command]
    environment = {**os.environ, **env, "BENCH_PORT": str(chosen)}
    with log.open("w") as out:
        server = Server(_start(filled, environment, cwd, out), chosen, time.time())
        try:
            yield server
        finally:
            server.stop()


def _start(command: Sequence[str], env: Mapping[str, str], cwd: Path, out: IO[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, text=True)


def wait_until_listening(server: Server, timeout: float = 90.0) -> None:
    """Return when the port accepts a connection; raise when the process dies or time runs out."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if server.process.poll() is not None:
            raise RuntimeError(f"{server.process.args!r} ended with {server.process.returncode}; see its log")
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=1):
            return
        time.sleep(0.02)
    raise TimeoutError(f"{server.process.args!r} does not listen on {server.port}")
