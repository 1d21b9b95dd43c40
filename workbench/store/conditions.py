"""What a ledger shows, and how that is said in SQL. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, false, func, literal_column, or_, select, true

from workbench.store import fulltext
from workbench.store.fulltext import Term
from workbench.store.schema import conversations, tags, turns

SortKey = Literal[
    "created", "model", "state", "cost", "input_tokens", "output_tokens", "end_ms", "title", "expires", "page", "bytes_out"
]  # fmt: skip
Held = Literal["stored", "local", "expired", "gone"]
"""Where an interaction is: on the server; nowhere but here; no longer there because its time was up, or it was deleted."""
_BEYOND = "\U0010ffff"


@dataclass(frozen=True)
class LedgerFilter:
    """What to show; None and empty mean: all."""

    query: str = ""
    """Words that must all occur in the title, prompt, answer, thoughts or tools; quotes bind them. Or an id."""
    models: tuple[str, ...] = ()
    """Model and agent ids."""
    pages: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    """Our states and the API's statuses alike."""
    stored: bool | None = None
    offline: bool | None = None
    since: str | None = None
    """ISO 8601, inclusive."""
    until: str | None = None
    """ISO 8601, exclusive."""
    min_cost: float | None = None
    sort: SortKey = "created"
    descending: bool = True
    above_cost: float | None = None
    below_cost: float | None = None
    tags: tuple[str, ...] = ()
    """Any of these."""
    conversation_id: str | None = None
    archived: bool | None = None
    held: tuple[Held, ...] = ()
    now: str = ""
    """ISO 8601: this moment; needed by `held` only."""
    expires_before: str | None = None
    """ISO 8601: still on the server at `now`, and gone by then."""


def order(filters: LedgerFilter, backwards: bool = False) -> tuple[ColumnElement[Any], ...]:
    """How the rows are sorted, or just the other way round; what has no value comes last."""
    column = conversations.c.title if filters.sort == "title" else turns.c[filters.sort]
    newest = filters.descending or filters.sort != "created"  # among equals
    then = [_sorted(one, newest, backwards) for one in (turns.c.created, turns.c.id)]
    return tuple(then) if filters.sort == "created" else (_sorted(column, filters.descending, backwards), *then)


def _sorted(column: Any, descending: bool, backwards: bool) -> ColumnElement[Any]:
    ordered: Any = column.desc() if descending != backwards else column.asc()
    if not column.nullable:
        return ordered  # type: ignore[no-any-return]
    return ordered.nulls_first() if backwards else ordered.nulls_last()  # type: ignore[no-any-return]


def conditions(filters: LedgerFilter) -> list[ColumnElement[bool]]:
    """What each shown turn fulfils, the search apart."""
    t, f = turns.c, filters
    price: ColumnElement[float] = t.cost + 0 if f.since or f.query else t.cost  # a sum can't tempt away from a better index
    simple: list[tuple[Any, ColumnElement[bool]]] = [
        (f.pages, t.page.in_(f.pages)),
        (f.states, or_(t.state.in_(f.states), t.status.in_(f.states))),
        (f.stored is not None, t.stored.is_(bool(f.stored))),
        (f.offline is not None, t.offline.is_(bool(f.offline))),
        (f.since, t.created >= (f.since or "")),
        (f.until, t.created < (f.until or "")),
        (f.min_cost is not None, price >= (f.min_cost or 0.0)),
        (f.above_cost is not None, price > (f.above_cost or 0.0)),
        (f.below_cost is not None, price < (f.below_cost or 0.0)),
        (f.tags, t.conversation_id.in_(select(tags.c.conversation_id).where(tags.c.tag.in_(f.tags)))),
        (f.conversation_id, t.conversation_id == f.conversation_id),
        (f.models, or_(false(), *(_named(name) for name in f.models))),  # the dearest to tell, so after what is cheap
        (f.archived is not None, t.conversation_id.in_(_archived(bool(f.archived)))),
        (f.held, or_(false(), *(_held(one, f.now) for one in f.held))),
        (f.expires_before, and_(t.expires > f.now, t.expires < (f.expires_before or ""), t.gone.is_(None))),
    ]
    return [condition for wanted, condition in simple if wanted]


def found_by(query: str, wanted: Sequence[Term], dialect: str, common: bool = False) -> ColumnElement[bool]:
    """The turns that hold the terms, those whose conversation's title holds all the words, and the one of that id.

    Whose turns they are is up to the caller. What is `common` is looked for along the list of all turns, not the other way.
    """
    words = query.strip().strip('"')
    t, c = turns.c, conversations.c
    places = [fulltext.docs(dialect, wanted)] if wanted else []
    if words:
        said = (c.title.icontains(piece, autoescape=True) for piece in fulltext.pieces(query))
        titled = select(c.id).where(*said, c.deleted.is_(None))
        places.append(select(t.doc).where(t.conversation_id.in_(titled)))
        if not wanted:
            places.append(fulltext.literally(words))
    if len(words) >= 6 and not words.split()[1:]:
        begins = t.interaction_id.startswith(words, autoescape=True)
        if dialect == "sqlite":  # compares bytes, so an index serves
            begins = and_(t.interaction_id >= words, t.interaction_id < words + _BEYOND)
        places.append(select(t.doc).where(begins))
        places.append(select(t.doc).where(t.id == words))
    found: Any = places[0].union_all(*places[1:]) if places[1:] else places[0] if places else None
    if found is None:
        return true()
    # The plus tells SQLite's planner that an index of `doc` is no way to go.
    doc: ColumnElement[int] = literal_column("+turns.doc") if common and dialect == "sqlite" else t.doc
    return doc.in_(found)


def _archived(archived: bool) -> Select[Any]:
    return select(conversations.c.id).where(conversations.c.archived.is_(archived))


def _named(name: str) -> ColumnElement[bool]:
    """A model or agent of this name; a star at its front or end stands for anything."""
    if "*" in name:
        pattern = "%".join(_literal(part) for part in name.split("*"))
        return or_(turns.c.model.ilike(pattern, escape="/"), turns.c.agent.ilike(pattern, escape="/"))
    return or_(turns.c.model == name, turns.c.agent == name)


def _literal(part: str) -> str:
    return part.replace("/", "//").replace("%", "/%").replace("_", "/_")


def _held(where: Held, now: str) -> ColumnElement[bool]:
    until = func.coalesce(turns.c.expires, "")  # a sum of its own: the index by expiry would lead through nearly all rows
    if where == "local":
        return until == ""
    if where == "gone":
        return turns.c.gone.is_not(None)
    here = and_(until != "", until <= now) if where == "expired" else until > now
    return and_(here, turns.c.gone.is_(None))
