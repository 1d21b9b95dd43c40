"""Settled turns kept in memory by id, the least recently used forgotten first. Nothing in here reads a database."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable

from workbench.records import Turn


class TurnCache:
    """Bounded by the size of the records, because one turn with an image weighs as much as a thousand without.

    The turns in here are shared by all readers and must not be changed.
    """

    def __init__(self, budget_bytes: int = 64_000_000) -> None:
        self._budget = budget_bytes
        self._used = 0
        self._turns: OrderedDict[str, tuple[Turn, int, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, turn_id: str, version: int = 0) -> Turn | None:
        """The turn, if it is still here in this version."""
        with self._lock:
            found = self._turns.get(turn_id)
            if found is None or found[2] != version:
                return None
            self._turns.move_to_end(turn_id)
            return found[0]

    def put(self, turn: Turn, size: int, version: int = 0) -> None:
        """Keep a settled turn; a record larger than the whole budget isn't kept."""
        with self._lock:
            self._forget(turn["id"])
            if size > self._budget:
                return
            self._turns[turn["id"]] = (turn, size, version)
            self._used += size
            while self._used > self._budget:
                _, (_, freed, _) = self._turns.popitem(last=False)
                self._used -= freed

    def drop(self, turn_ids: Iterable[str]) -> None:
        """Forget these."""
        with self._lock:
            for turn_id in turn_ids:
                self._forget(turn_id)

    def _forget(self, turn_id: str) -> None:
        found = self._turns.pop(turn_id, None)
        if found is not None:
            self._used -= found[1]
