"""The embedded emulator: a child process per tier, started on demand, watched, restarted on its old port, ended with us.

The child is tied to this process by a pipe on its stdin, so it ends even when we are killed: at once, or when the answers
in flight have ended, so that the next start of the app finds them. It never sees an API key.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Literal

from workbench import hosts, parked
from workbench.errors import EmulatorDown, problem
from workbench.settings import Tier

Status = Literal["off", "starting", "running", "restarting", "failed"]

DEMO_KEY = "demo"
"""The key that the app uses against the embedded emulator; any would do."""
ROOT = Path(__file__).resolve().parent.parent
START_S = 30.0
"""A child that hasn't said where it listens by then has failed."""
RESTART_PAUSES = (0.1, 0.5, 2.0)
"""Seconds before each restart of a child that died young; after the last one it has failed."""
LINGER_S = 900.0
"""So long may a child outlive us while answers are in flight; an offline research takes about a minute."""
GOODBYE_S = 2.0
"""How long we wait for it to end; one that still has answers to finish ends by itself."""
GROWN_UP_S = 20.0
"""A child that lived this long may be restarted from the first pause again."""
_SECRET = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL", re.I)


@dataclass(frozen=True)
class State:
    """What the screen may say about the embedded emulator."""

    status: Status = "off"
    base_url: str = ""
    restarts: int = 0
    message: str = ""
    """Why it failed: the last lines that the child wrote."""


class Child:
    """One tier's emulator and the thread that watches it."""

    def __init__(self, tier: Tier) -> None:
        self.tier = tier
        self.state = State()
        self._port = 0
        self._process: subprocess.Popen[str] | None = None
        self._tail: deque[str] = deque(maxlen=20)
        self._closing = threading.Event()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Start the child and its watcher unless they are there; returns at once. A failed one gets a new chance."""
        with self._changed:
            if self._thread is None or not self._thread.is_alive():
                self._say(replace(self.state, status="starting", message=""))
                self._thread = threading.Thread(target=self._watch, name=f"stepwise-emulator-{self.tier}", daemon=True)
                self._thread.start()

    def wait(self, timeout: float) -> State:
        """Wait until the child runs or has failed."""
        with self._changed:
            self._changed.wait_for(lambda: self.state.status in ("running", "failed"), timeout)
            return self.state

    def close(self) -> None:
        """Let the child end, and its watcher with it."""
        self._closing.set()
        process = self._process
        if process is not None and process.stdin is not None:
            process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(GOODBYE_S)

    def _watch(self) -> None:
        young_deaths = 0
        while not self._closing.is_set():
            born = time.monotonic()
            running = self._run_once()
            if self._closing.is_set():
                break
            young_deaths = 1 if running and time.monotonic() - born > GROWN_UP_S else young_deaths + 1
            if young_deaths > len(RESTART_PAUSES):
                self._say(replace(self.state, status="failed", message="\n".join(self._tail)[-2000:]))
                return
            if young_deaths == len(RESTART_PAUSES):
                self._port = 0  # the old port may be someone else's by now; a new address is better than none
            self._say(replace(self.state, status="restarting", restarts=self.state.restarts + 1))
            self._closing.wait(RESTART_PAUSES[young_deaths - 1])
        self._say(State())

    def _run_once(self) -> bool:
        """Start the child and stay until it ends; True when it had come to listen."""
        self._tail.clear()
        try:
            process = subprocess.Popen(
                _command(self.tier, self._port), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                text=True, encoding="utf-8", errors="replace", cwd=ROOT, env=_environment(), start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            self._tail.append(str(error))
            return False
        self._process = process
        if self._closing.is_set():
            process.terminate()
        with process:
            return self._accompany(process)

    def _accompany(self, process: subprocess.Popen[str]) -> bool:
        assert process.stdout is not None
        assert process.stderr is not None
        threading.Thread(target=_drain, args=(process.stderr, self._tail), daemon=True).start()
        deadline = threading.Timer(START_S, process.kill)
        deadline.start()
        port = _announced_port(process.stdout.readline())
        deadline.cancel()
        if port:
            self._port = port
            self._say(replace(self.state, status="running", base_url=f"http://127.0.0.1:{port}", message=""))
        _drain(process.stdout, deque(maxlen=0))
        process.wait()
        return bool(port)

    def _say(self, state: State) -> None:
        with self._changed:
            self.state = state
            self._changed.notify_all()


def ensure(tier: Tier = "free", wait_s: float = START_S) -> str:
    """The base URL of the running emulator of a tier; started if need be. Raises EmulatorDown with its last words."""
    child = _child(tier)
    child.begin()
    state = child.wait(wait_s)
    if state.status != "running":
        raise EmulatorDown(problem("emulator_down", _last_words(state), "Enter an API key, or free the port.", retryable=True))
    return state.base_url


def state(tier: Tier = "free") -> State:
    """The emulator of a tier as it is now, without waiting; one that was never started is started."""
    child = _child(tier)
    if child.state.status == "off":
        child.begin()
    return child.state


def status() -> dict[Tier, State]:
    """All emulators of this process as they are; starts none."""
    return {tier: child.state for tier, child in _children().items()}


def shut_down() -> None:
    """End all children; the interpreter's exit does this too."""
    for child in _children().values():
        child.close()
    _children().clear()


def _children() -> dict[Tier, Child]:
    children: dict[Tier, Child] = parked.value("emulators", _first_children)
    return children


def _first_children() -> dict[Tier, Child]:
    atexit.register(shut_down)
    return {}


def _child(tier: Tier) -> Child:
    return _children().setdefault(tier, Child(tier))


def _command(tier: Tier, port: int) -> list[str]:
    database = (Path(os.environ.get("STEPWISE_DATA_DIR", "data")) / "emulator.db").resolve()
    database.parent.mkdir(parents=True, exist_ok=True)
    options = ["--port", str(port), "--tier", tier, "--db", str(database), "--parent-pipe", "--linger", str(LINGER_S)]
    speed, faults = os.environ.get("STEPWISE_EMULATOR_SPEED"), os.environ.get("STEPWISE_EMULATOR_FAULTS")
    options += ["--mcp-hosts", ",".join(hosts.private())]
    options += ["--speed", speed] if speed else []
    options += ["--faults", str(Path(faults).resolve())] if faults else []
    return [sys.executable, "-m", "emulator", *options]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not _SECRET.search(name)}


def _announced_port(line: str) -> int:
    try:
        announced = json.loads(line)
        return int(announced["port"])
    except (ValueError, TypeError, KeyError):
        return 0


def _drain(pipe: IO[str], tail: deque[str]) -> None:
    for line in pipe:
        tail.append(line.rstrip())


def _last_words(state: State) -> str:
    if state.status == "failed":
        last = state.message.splitlines()[-1] if state.message else "it wrote nothing"
        return f"The embedded emulator can't be started: {last}"
    return "The embedded emulator is still starting."
