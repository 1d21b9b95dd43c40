"""The ledger: every turn ever sent, searched, filtered, sorted and paged in the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, select

from workbench.store import fulltext, spelling
from workbench.store.bin import Bin
from workbench.store.conditions import LedgerFilter, SortKey, conditions, found_by, order
from workbench.store.fulltext import Term
from workbench.store.rows import LedgerRow
from workbench.store.schema import PLACES, conversations, texts, turns
from workbench.store.snippets import Snippet, snippet

__all__ = ["Found", "Ledger", "LedgerFilter", "LedgerPage", "SortKey", "Totals"]


@dataclass(frozen=True)
class Found:
    """One page of rows."""

    rows: list[LedgerRow]
    hits: dict[str, Snippet] = field(default_factory=dict)
    """By turn: where a search hit. Turns found by their title or id alone are not in here."""
    instead: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that occur nowhere, each with the similar words that were searched for instead."""


@dataclass(frozen=True)
class LedgerPage(Found):
    """One page of rows, and how many there are in all."""

    count: int = 0


class Totals(NamedTuple):
    """Sums over all rows of a filter. Turns whose cost isn't known are counted apart, never as zero."""

    turns: int
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    thought_tokens: int
    cost: float
    cost_unknown: int


class Ledger(Bin):
    """The part of the store behind the history page."""

    def ledger(self, limit: int = 50, offset: int = 0, filters: LedgerFilter | None = None) -> LedgerPage:
        """A page of turns and the count of all that match."""
        chosen = filters or LedgerFilter()
        with self._read() as connection:
            wanted = fulltext.terms(chosen.query)
            page, count = self._page(connection, chosen, wanted, limit, offset)
            if not page and wanted:
                wanted = self._wanted(connection, chosen)
                page, count = self._page(connection, chosen, wanted, limit, offset)
            found = self._found(connection, page, wanted)
        return LedgerPage(found.rows, found.hits, found.instead, count)

    def first_rows(self, limit: int, filters: LedgerFilter) -> Found:
        """The first page uncounted, which is there sooner: counting goes through all that matches."""
        with self._read() as connection:
            wanted = fulltext.terms(filters.query)
            page = self._first(connection, filters, wanted, limit)
            if not page and wanted:
                wanted = self._wanted(connection, filters)
                page = self._first(connection, filters, wanted, limit)
            return self._found(connection, page, wanted)

    def matching(self, filters: LedgerFilter) -> list[str]:
        """The ids of all turns that match, for what is done to a filter's result."""
        with self._read() as connection:
            query = select(turns.c.id).where(*self._all_where(connection, filters)).order_by(*order(filters))
            return list(connection.execute(self._source(query, filters)).scalars())

    def matching_conversations(self, filters: LedgerFilter) -> list[str]:
        """The conversations of all turns that match, in no order."""
        with self._read() as connection:
            query = select(turns.c.conversation_id).distinct().where(*self._all_where(connection, filters))
            return list(connection.execute(self._source(query, filters)).scalars())

    def totals(self, filters: LedgerFilter | None = None) -> Totals:
        """Sums over all turns that match."""
        with self._read() as connection:
            query = select(func.count(), *sums()).select_from(turns)
            return Totals(*connection.execute(query.where(*self._all_where(connection, filters))).one())

    def ledger_models(self) -> list[str]:
        """The models and agents that occur, for the filter."""
        with self._read() as connection:
            first = select(func.min(turns.c.model).label("model")).where(self._all_mine(turns)).cte("found", recursive=True)
            after = select(func.min(turns.c.model)).where(self._all_mine(turns), turns.c.model > first.c.model)
            found = first.union_all(select(after.scalar_subquery()).where(first.c.model.is_not(None)))
            return list(connection.execute(select(found.c.model).where(found.c.model.is_not(None))).scalars())

    def _found(self, connection: Connection, page: Sequence[str], wanted: Sequence[Term]) -> Found:
        rows = _rows(connection, page, self._mine(turns))
        hits = _hits(connection, page, wanted) if wanted else {}
        return Found(rows, hits, {term.words[0]: term.others for term in wanted if term.others})

    def _first(self, connection: Connection, chosen: LedgerFilter, wanted: Sequence[Term], limit: int) -> list[str]:
        where = self._where(chosen, wanted, fulltext.is_common(connection, wanted))
        ids = self._source(select(turns.c.id).where(*where), chosen)
        return list(connection.execute(ids.order_by(*order(chosen)).limit(limit)).scalars())

    def _page(
        self, connection: Connection, chosen: LedgerFilter, wanted: Sequence[Term], limit: int, offset: int
    ) -> tuple[list[str], int]:
        """The ids of a page and the count of all. A page of the second half is reached from the end."""
        common = fulltext.is_common(connection, wanted)
        counted = self._where(chosen, wanted, common and bool(conditions(chosen)))  # by the index of texts alone, if it can be
        if not offset:
            page = self._first(connection, chosen, wanted, limit)
            return page, len(page) if len(page) < limit else self._count(connection, counted)
        ids = self._source(select(turns.c.id).where(*self._where(chosen, wanted, common)), chosen)
        count = self._count(connection, counted)
        if offset * 2 > count > offset:
            left = count - offset
            last = ids.order_by(*order(chosen, backwards=True)).limit(min(limit, left)).offset(max(0, left - limit))
            return list(connection.execute(last).scalars())[::-1], count
        return list(connection.execute(ids.order_by(*order(chosen)).limit(limit).offset(offset)).scalars()), count

    def _count(self, connection: Connection, where: Sequence[ColumnElement[bool]]) -> int:
        return int(connection.execute(select(func.count()).select_from(turns).where(*where)).scalar_one())

    def _source(self, query: Select[Any], chosen: LedgerFilter) -> Select[Any]:
        """With the conversations, when their titles sort: then they lead, in the order of their index."""
        if chosen.sort != "title":
            return query
        return query.select_from(turns.join(conversations, turns.c.conversation_id == conversations.c.id)).where(
            self._all_mine(conversations)
        )

    def _all_where(self, connection: Connection, filters: LedgerFilter | None) -> list[ColumnElement[bool]]:
        chosen = filters or LedgerFilter()
        wanted = self._wanted(connection, chosen)
        return self._where(chosen, wanted, fulltext.is_common(connection, wanted))

    def _where(self, chosen: LedgerFilter, wanted: Sequence[Term], common: bool) -> list[ColumnElement[bool]]:
        if not chosen.query.strip():
            mine = self._mine(turns) if chosen.sort == "title" else self._all_mine(turns)
            return [mine, *conditions(chosen)]
        found = found_by(chosen.query, wanted, self._engine.dialect.name, common)
        return [found, self._all_mine(turns) if common else self._mine(turns), *conditions(chosen)]

    def _wanted(self, connection: Connection, chosen: LedgerFilter) -> tuple[Term, ...]:
        """The terms of the search; when nothing has them all, similar words stand beside those that occur nowhere."""
        wanted = fulltext.terms(chosen.query)
        if not wanted or self._finds(connection, chosen.query, wanted):
            return wanted
        return tuple(self._corrected(connection, term) for term in wanted)

    def _corrected(self, connection: Connection, term: Term) -> Term:
        if term.quoted or len(term.words) > 1 or self._finds(connection, term.words[0], [term]):
            return term
        others = spelling.others(connection, term.words[0])
        mine = tuple(word for word in others if self._finds(connection, "", [Term((word,), True)]))
        return replace(term, others=mine)

    def _finds(self, connection: Connection, query: str, wanted: Sequence[Term]) -> bool:
        found = found_by(query, wanted, self._engine.dialect.name)
        return connection.execute(select(turns.c.id).where(found, self._mine(turns)).limit(1)).first() is not None


def sums() -> Iterator[ColumnElement[Any]]:
    """The columns of Totals, the count apart."""
    t = turns.c
    for column in (t.input_tokens, t.cached_tokens, t.output_tokens, t.thought_tokens, t.cost):
        yield func.coalesce(func.sum(column), 0)
    yield func.count().filter(t.cost.is_(None), t.input_tokens.is_not(None))


_COLUMNS = [conversations.c.title if name == "title" else turns.c[name] for name in LedgerRow.__dataclass_fields__]


def _rows(connection: Connection, ids: Sequence[str], mine: ColumnElement[bool]) -> list[LedgerRow]:
    source = turns.join(conversations, turns.c.conversation_id == conversations.c.id)
    query = select(*_COLUMNS).select_from(source).where(turns.c.id.in_(ids), mine)
    found: Sequence[Any] = connection.execute(query).all() if ids else ()
    rows = {row[0]: LedgerRow(*row) for row in found}
    return [rows[turn_id] for turn_id in ids if turn_id in rows]


def _hits(connection: Connection, ids: Sequence[str], wanted: Sequence[Term]) -> dict[str, Snippet]:
    columns = (texts.c.turn_id, *(texts.c[place] for place in PLACES))
    found: Sequence[Any] = connection.execute(select(*columns).where(texts.c.turn_id.in_(ids))).all() if ids else ()
    shown = {row[0]: snippet(dict(zip(PLACES, row[1:], strict=True)), wanted) for row in found}
    return {turn_id: hit for turn_id, hit in shown.items() if hit is not None}
