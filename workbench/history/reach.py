"""Which server holds a turn's interaction, and whether the connection at hand leads there. Sends nothing."""

from __future__ import annotations

from collections.abc import Callable

from workbench import embedded
from workbench.errors import NotSent, problem
from workbench.records import Turn
from workbench.request import elsewhere
from workbench.settings import Connection, Tier

Connect = Callable[[Turn], Connection]
"""The connection to the server that holds a turn's interaction; NotSent when there is none. May block."""


def by(connection: Connection) -> Connect:
    """Reach turns through the connection of a session; those of the offline demo through the embedded emulator."""

    def connect(turn: Turn) -> Connection:
        if not elsewhere(turn, connection):
            return connection
        if turn["offline"]:
            return demo("paid" if turn["tier"] == "paid" else "free")
        host = str(turn["sent"][0].get("url", "")).partition("://")[2].partition("/")[0] if turn["sent"] else "another server"
        raise NotSent(problem("elsewhere", f"It is kept by {host}.", "Connect to it, with its key, then try again."))

    return connect


def demo(tier: Tier) -> Connection:
    """The embedded emulator; starts it if need be."""
    return Connection("demo", embedded.ensure(tier), embedded.DEMO_KEY, tier)
