"""`python -m emulator`: the command line. It prints one JSON line with the address, then serves until it is ended."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import socket
import sqlite3
import sys
import threading

import uvicorn

from emulator.app import create_app
from emulator.config import EmulatorConfig
from emulator.listen import listen
from emulator.store import Store


def parser() -> argparse.ArgumentParser:
    """The command line's options."""
    given = EmulatorConfig()
    about = "A local Gemini Interactions API for demos and tests."
    options = argparse.ArgumentParser(prog="python -m emulator", description=about)
    options.add_argument("--host", default=given.host)
    options.add_argument("--port", type=int, default=8787, help="0 picks a free one (default: 8787)")
    options.add_argument("--tier", choices=["free", "paid"], default=given.tier, help="keeps 1 day (free) or 55 (paid)")
    options.add_argument("--db", default=None, help="SQLite file (default: a temporary one)")
    options.add_argument("--speed", type=float, default=given.speed, help="1 is a human pace, 0 at once")
    options.add_argument("--pace", type=float, default=None, help="exact tokens per second, one token per delta")
    options.add_argument("--faults", default=None, help="JSON file with faults to inject")
    options.add_argument("--event-ids", action="store_true", help="put event_id on foreground streams too")
    options.add_argument("--strict-signatures", action="store_true", help="refuse replayed function calls without signature")
    options.add_argument(
        "--mcp-steps", choices=["spec", "live"], default=given.mcp_steps, help="how calls of MCP servers are shown"
    )
    options.add_argument(
        "--mcp-hosts", type=_names, default=given.mcp_hosts,
        help="hosts of MCP servers that need not be on the public web, with commas; empty for none (default: *)",
    )  # fmt: skip
    options.add_argument("--parent-pipe", action="store_true", help="end when stdin closes")
    options.add_argument(
        "--linger", dest="linger_s", type=float, default=given.linger_s,
        help="seconds for answers in flight to end, once told to go (default: 0)",
    )  # fmt: skip
    return options


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in text.split(",") if name.strip())


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            print(json.dumps({"port": port, "base_url": f"http://{host}:{port}"}), flush=True)


def _end_with_parent(server: uvicorn.Server, linger_s: float) -> None:
    sys.stdin.buffer.read()
    server.should_exit = True
    last_resort = threading.Timer(linger_s + 3, os._exit, (0,))
    last_resort.daemon = True
    last_resort.start()


def main() -> None:
    """Serve until ended."""
    options = vars(parser().parse_args())
    watch = options.pop("parent_pipe")
    config = EmulatorConfig(**options)
    try:
        if config.db:
            Store(config.db).close()
        listener = listen(config.host, config.port)
    except sqlite3.Error as problem:
        sys.exit(f"The database {config.db} can't be used: {problem}.")
    except OSError as problem:
        sys.exit(f"The emulator can't start on {config.host} port {config.port}: {problem.strerror or problem}.")
    server = _Server(uvicorn.Config(create_app(config), log_level="critical", access_log=False, timeout_graceful_shutdown=1))
    if watch:
        threading.Thread(target=_end_with_parent, args=(server, config.linger_s), daemon=True).start()
    # Ctrl-C has ended the server in order by the time it is raised again.
    with contextlib.suppress(KeyboardInterrupt):
        server.run([listener])


if __name__ == "__main__":
    main()
