"""What the history keeps beside the turns: saved timelines, what could not be deleted, and totals in groups."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, delete, func, select

from workbench.records import WireStep
from workbench.store import rows
from workbench.store.base import portions
from workbench.store.chosen import Choosing
from workbench.store.conditions import LedgerFilter
from workbench.store.ledger import Totals, sums
from workbench.store.preferences import now
from workbench.store.schema import LOCAL, leftovers, timelines, turns

GroupKey = Literal["day", "model", "page"]


@dataclass(frozen=True)
class Group:
    """The totals of one day, model or page. Latencies are means in milliseconds, None when none was measured."""

    name: str
    totals: Totals
    first_text_ms: float | None
    end_ms: float | None

    @property
    def cached_share(self) -> float | None:
        """The part of the input that came from the cache."""
        return self.totals.cached_tokens / self.totals.input_tokens if self.totals.input_tokens else None


@dataclass(frozen=True)
class Timeline:
    """What the server said of an interaction when it was asked in full."""

    turn_id: str
    saved: str
    interaction: dict[str, Any]

    @property
    def steps(self) -> list[WireStep]:
        """Its steps, the input's included where the server tells them."""
        found = self.interaction.get("steps")
        return [step for step in found if isinstance(step, dict)] if isinstance(found, list) else []


@dataclass(frozen=True)
class Leftover:
    """An interaction that should be gone from the server and is not, as far as we know."""

    interaction_id: str
    words: str
    reason: str
    tried: str
    offline: bool
    background: bool = False


class Upkeep(Choosing):
    """The part of the store that keeps what is not a turn."""

    def save_timeline(self, turn_id: str, interaction: dict[str, Any]) -> None:
        """Keep what the server said, in place of what it said before. Does nothing when the turn isn't there."""
        with self._write() as connection:
            if not connection.execute(select(turns.c.id).where(turns.c.id == turn_id, self._mine(turns))).scalar():
                return
            connection.execute(delete(timelines).where(timelines.c.turn_id == turn_id))
            connection.execute(timelines.insert().values(turn_id=turn_id, saved=now(), interaction=rows.dumps(interaction)))

    def timeline(self, turn_id: str) -> Timeline | None:
        """What the server said of this turn's interaction, if it was ever saved."""
        query = select(timelines).join(turns, turns.c.id == timelines.c.turn_id).where(turns.c.id == turn_id, self._mine(turns))
        with self._read() as connection:
            row: Any = connection.execute(query).first()
        return Timeline(row.turn_id, row.saved, json.loads(row.interaction)) if row else None

    def unsaved(self, turn_ids: Sequence[str]) -> list[str]:
        """Those of these turns whose timeline was never saved."""
        with self._read() as connection:
            known = set(connection.execute(select(timelines.c.turn_id).where(timelines.c.turn_id.in_(turn_ids))).scalars())
        return [turn_id for turn_id in turn_ids if turn_id not in known]

    def leftovers(self) -> list[Leftover]:
        """What could not be deleted on a server, the latest try first."""
        c = leftovers.c
        columns = (c.interaction_id, c.words, c.reason, c.tried, c.offline, c.background)
        with self._read() as connection:
            found = connection.execute(select(*columns).where(self._owned(leftovers)).order_by(c.tried.desc(), c.interaction_id))
            return [Leftover(*row) for row in found]

    def keep_leftovers(self, found: Iterable[Leftover]) -> None:
        """List these, in place of what was said of the same interactions before."""
        given = {one.interaction_id: one for one in found}
        with self._write() as connection:
            connection.execute(delete(leftovers).where(leftovers.c.interaction_id.in_(given), self._owned(leftovers)))
            if given:
                connection.execute(leftovers.insert(), [{**vars(one), "owner": self.owner or LOCAL} for one in given.values()])

    def drop_leftovers(self, interaction_ids: Iterable[str]) -> None:
        """Take these off the list."""
        with self._write() as connection:
            for some in portions(interaction_ids):
                connection.execute(delete(leftovers).where(leftovers.c.interaction_id.in_(some), self._owned(leftovers)))

    def grouped(self, by: GroupKey, filters: LedgerFilter | None = None, days: int | None = None) -> list[Group]:
        """Totals by day in UTC (oldest first), or by model or page (the most used first); `days`: of the latest ones only."""
        day = func.substr(turns.c.created, 1, 10)
        name = day if by == "day" else turns.c.model if by == "model" else turns.c.page
        query = select(name, func.count(), *sums(), *_latencies()).group_by(name)
        with self._read() as connection:
            where = self._all_where(connection, filters)
            latest = connection.execute(select(func.max(turns.c.created)).where(*where)).scalar() if days else None
            if days and latest:
                where.append(turns.c.created >= _days_before(latest, days - 1))
            found: Sequence[Any] = connection.execute(query.where(*where)).all()
        groups = [Group(row[0] or "", Totals(*row[1:8]), _mean(row[8], row[9]), _mean(row[10], row[11])) for row in found]
        if by != "day":
            return sorted(groups, key=lambda group: (-group.totals.turns, group.name))
        return sorted(groups, key=lambda group: group.name)


def _days_before(moment: str, days: int) -> str:
    """The day so many days before that of a moment."""
    return (date.fromisoformat(moment[:10]) - timedelta(days=days)).isoformat()


def _latencies() -> list[ColumnElement[Any]]:
    return [make(column) for column in (turns.c.first_text_ms, turns.c.end_ms) for make in (func.sum, func.count)]


def _mean(total: float | None, count: int) -> float | None:
    return total / count if count and total is not None else None
