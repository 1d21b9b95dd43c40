"""Connections that people lend to the upkeep of their history, so that it can save what expires while nobody looks.

In the memory of this process only, by owner and server, until they are taken back. Must not write them anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import parked
from workbench.request import elsewhere
from workbench.settings import Connection

if TYPE_CHECKING:
    from workbench.records import Turn

_Lent = dict[str, dict[str, Connection]]


def lend(owner: str, connection: Connection) -> None:
    """Let the upkeep reach this server for this owner; of two keys for one server the later holds."""
    if connection.api_key and not connection.offline:
        _lent().setdefault(owner, {})[connection.base_url] = connection


def take_back(owner: str) -> None:
    """Forget what this owner lent."""
    _lent().pop(owner, None)


def of(owner: str, turn: Turn) -> Connection | None:
    """The owner's connection to the server that holds the turn; None when none was lent."""
    mine = list(_lent().get(owner, {}).values())
    return next((connection for connection in mine if not elsewhere(turn, connection)), None)


def _lent() -> _Lent:
    lent: _Lent = parked.value("history_standby", dict)
    return lent
