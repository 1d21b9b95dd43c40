"""Comparisons: kept beside the conversation that holds their turns, and forgotten with it. Knows nothing of their content."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from workbench.store import rows
from workbench.store.schema import comparisons, conversations
from workbench.store.workers import Workers


@dataclass(frozen=True)
class KeptComparison:
    """A row; `interrupted` when it says that it runs but its process is gone. `body` is None in lists."""

    id: str
    title: str
    created: str
    state: str
    lanes: int
    prompts: int
    repeats: int
    offline: bool
    interrupted: bool
    body: dict[str, Any] | None = None


_LISTED = [column for column in comparisons.c if column.name != "body"]


class Comparisons(Workers):
    """The part of the store that knows comparisons."""

    def save_comparison(self, row: Mapping[str, Any], body: Mapping[str, Any]) -> None:
        """Insert a comparison or replace it; `row` has the listed columns without the worker."""
        running = row["state"] == "running"
        title = rows.storable(row["title"])
        values = {**row, "title": title, "worker": self.worker_id if running else None, "body": rows.dumps(body)}
        with self._write() as connection:
            self._keeper(connection, row["id"])
            if not connection.execute(update(comparisons).where(comparisons.c.id == row["id"]).values(values)).rowcount:
                connection.execute(comparisons.insert().values(values))

    def comparison(self, comparison_id: str) -> KeptComparison | None:
        """One comparison with its body, or None."""
        with self._read() as connection:
            query = select(comparisons).where(comparisons.c.id == comparison_id, self._kept_here())
            row = connection.execute(query).mappings().first()
        return _kept(row, self._living(), json.loads(row["body"])) if row else None

    def comparisons(self, limit: int = 50, offset: int = 0) -> list[KeptComparison]:
        """Comparisons without their bodies, the newest first."""
        order = select(*_LISTED).where(self._kept_here()).order_by(comparisons.c.created.desc(), comparisons.c.id)
        with self._read() as connection:
            found = list(connection.execute(order.limit(limit).offset(offset)).mappings())
        living = self._living()
        return [_kept(row, living) for row in found]

    def count_comparisons(self) -> int:
        """How many there are."""
        with self._read() as connection:
            return int(connection.execute(select(func.count()).select_from(comparisons).where(self._kept_here())).scalar_one())

    def _kept_here(self) -> ColumnElement[bool]:
        """The comparisons whose conversation is there for this owner."""
        return comparisons.c.id.in_(select(conversations.c.id).where(self._mine(conversations)))


def _kept(row: Mapping[str, Any] | Any, living: set[str], body: dict[str, Any] | None = None) -> KeptComparison:
    listed = {column.name: row[column.name] for column in _LISTED if column.name != "worker"}
    return KeptComparison(**listed, interrupted=row["state"] == "running" and row["worker"] not in living, body=body)
