"""The ledger: every turn ever sent, filtered, sorted and paged in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select

from workbench.store.conversations import Conversations
from workbench.store.rows import LedgerRow
from workbench.store.schema import bodies, conversations, turns

SortKey = Literal["created", "model", "state", "cost", "input_tokens", "output_tokens", "end_ms", "title"]


@dataclass(frozen=True)
class LedgerFilter:
    """What to show; None and empty mean: all."""

    query: str = ""
    models: tuple[str, ...] = ()
    """Model and agent ids."""
    pages: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    stored: bool | None = None
    offline: bool | None = None
    since: str | None = None
    """ISO 8601, inclusive."""
    until: str | None = None
    """ISO 8601, exclusive."""
    min_cost: float | None = None
    sort: SortKey = "created"
    descending: bool = True


@dataclass(frozen=True)
class LedgerPage:
    """One page of rows, and how many there are in all."""

    rows: list[LedgerRow]
    count: int


class Totals(NamedTuple):
    """Sums over all rows of a filter. Turns whose cost isn't known are counted apart, never as zero."""

    turns: int
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    thought_tokens: int
    cost: float
    cost_unknown: int


class Ledger(Conversations):
    """The part of the store behind the history page."""

    def ledger(self, limit: int = 50, offset: int = 0, filters: LedgerFilter | None = None) -> LedgerPage:
        """A page of turns and the count of all that match."""
        chosen = filters or LedgerFilter()
        where = _conditions(chosen)
        listing = select(*_COLUMNS).select_from(_SOURCE).where(*where).order_by(*_order(chosen)).limit(limit).offset(offset)
        count = select(func.count()).select_from(_SOURCE).where(*where)
        with self._read() as connection:
            found: Sequence[Any] = connection.execute(listing).all()
            return LedgerPage([LedgerRow(*row) for row in found], int(connection.execute(count).scalar_one()))

    def totals(self, filters: LedgerFilter | None = None) -> Totals:
        """Sums over all turns that match."""
        t = turns.c
        summed = (t.input_tokens, t.cached_tokens, t.output_tokens, t.thought_tokens, t.cost)
        sums = [func.coalesce(func.sum(column), 0) for column in summed]
        unknown = func.count().filter(t.cost.is_(None), t.input_tokens.is_not(None))
        query = select(func.count(), *sums, unknown).select_from(_SOURCE).where(*_conditions(filters or LedgerFilter()))
        with self._read() as connection:
            return Totals(*connection.execute(query).one())

    def ledger_models(self) -> list[str]:
        """The models and agents that occur, for the filter."""
        with self._read() as connection:
            query = select(turns.c.model).where(turns.c.model.is_not(None)).distinct().order_by(turns.c.model)
            return [str(model) for model in connection.execute(query).scalars()]


_SOURCE = turns.join(conversations, turns.c.conversation_id == conversations.c.id).join(bodies, bodies.c.turn_id == turns.c.id)
_COLUMNS = [conversations.c.title if name == "title" else turns.c[name] for name in LedgerRow.__dataclass_fields__]


def _order(filters: LedgerFilter) -> tuple[ColumnElement[Any], ...]:
    column = conversations.c.title if filters.sort == "title" else turns.c[filters.sort]
    ordered = column.desc() if filters.descending else column.asc()
    return (ordered.nulls_last(), turns.c.created.desc(), turns.c.id)


def _conditions(filters: LedgerFilter) -> list[ColumnElement[bool]]:
    simple: list[tuple[Any, ColumnElement[bool]]] = [
        (filters.models, or_(turns.c.model.in_(filters.models), turns.c.agent.in_(filters.models))),
        (filters.pages, turns.c.page.in_(filters.pages)),
        (filters.states, turns.c.state.in_(filters.states)),
        (filters.stored is not None, turns.c.stored.is_(bool(filters.stored))),
        (filters.offline is not None, turns.c.offline.is_(bool(filters.offline))),
        (filters.since, turns.c.created >= (filters.since or "")),
        (filters.until, turns.c.created < (filters.until or "")),
        (filters.min_cost is not None, turns.c.cost >= (filters.min_cost or 0.0)),
        (filters.query.strip(), _search(filters.query.strip())),
    ]
    return [condition for wanted, condition in simple if wanted]


def _search(words: str) -> ColumnElement[bool]:
    places = (conversations.c.title, bodies.c.prompt_text, bodies.c.answer_text, turns.c.interaction_id)
    return or_(*(place.icontains(words, autoescape=True) for place in places))
