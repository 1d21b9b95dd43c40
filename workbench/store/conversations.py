"""Conversations: made, named, listed, searched, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, or_, select, update

from workbench.store import rows
from workbench.store.rows import ConversationRow
from workbench.store.schema import bodies, conversations, turns
from workbench.store.turns import Turns

_COUNT = select(func.count()).where(turns.c.conversation_id == conversations.c.id).scalar_subquery()


class Conversations(Turns):
    """The part of the store that knows conversations."""

    def new_conversation(self, title: str = "") -> str:
        """An empty conversation; without a title it gets the first words of its first prompt."""
        now, found = _now(), uuid4().hex
        row = {"id": found, "title": rows.storable(title.strip()), "created": now, "updated": now, "head": None}
        with self._write() as connection:
            connection.execute(conversations.insert().values(row))
        return found

    def rename(self, conversation_id: str, title: str) -> None:
        """Give the conversation a title."""
        self._change(conversation_id, title=rows.storable(title.strip()))

    def set_head(self, conversation_id: str, turn_id: str | None) -> None:
        """Remember where in the tree the reader is."""
        self._change(conversation_id, head=turn_id)

    def delete_conversation(self, conversation_id: str) -> None:
        """Forget the conversation with all its turns and events, here; what the server keeps stays there."""
        with self._write() as connection:
            gone = list(connection.execute(select(turns.c.id).where(turns.c.conversation_id == conversation_id)).scalars())
            connection.execute(delete(conversations).where(conversations.c.id == conversation_id))
        self._settled.drop(gone)

    def conversation(self, conversation_id: str) -> ConversationRow | None:
        """One conversation, or None."""
        with self._read() as connection:
            row: Any = connection.execute(_listing().where(conversations.c.id == conversation_id)).first()
        return ConversationRow(*row) if row else None

    def conversations(self, query: str = "", limit: int = 50, offset: int = 0) -> list[ConversationRow]:
        """Conversations whose title, prompts or answers hold `query`, the latest used first."""
        listing = _listing().order_by(conversations.c.updated.desc(), conversations.c.id).limit(limit).offset(offset)
        words = query.strip()
        if words:
            listing = listing.where(_matches(words))
        with self._read() as connection:
            found: Sequence[Any] = connection.execute(listing).all()
            listed = [ConversationRow(*row) for row in found]
            return [replace(row, snippet=_hit(connection, row.id, words)) for row in listed] if words else listed

    def count_conversations(self, query: str = "") -> int:
        """How many there are."""
        listing = select(func.count()).select_from(conversations)
        if query.strip():
            listing = listing.where(_matches(query.strip()))
        with self._read() as connection:
            return int(connection.execute(listing).scalar_one())

    def _change(self, conversation_id: str, **values: str | None) -> None:
        with self._write() as connection:
            connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(**values))


def _listing() -> Select[Any]:
    c = conversations.c
    return select(c.id, c.title, c.created, c.updated, _COUNT.label("turns"), c.head)


_JOINED = bodies.join(turns, bodies.c.turn_id == turns.c.id)


def _matches(words: str) -> ColumnElement[bool]:
    hit = exists().select_from(_JOINED).where(turns.c.conversation_id == conversations.c.id, _says(words))
    return or_(conversations.c.title.icontains(words, autoescape=True), hit)


def _says(words: str) -> ColumnElement[bool]:
    return or_(bodies.c.prompt_text.icontains(words, autoescape=True), bodies.c.answer_text.icontains(words, autoescape=True))


def _hit(connection: Connection, conversation_id: str, words: str) -> str:
    """The words around the newest hit in a prompt or an answer; empty when only the title has it."""
    query = select(bodies.c.prompt_text, bodies.c.answer_text).select_from(_JOINED)
    query = query.where(turns.c.conversation_id == conversation_id, _says(words)).order_by(turns.c.created.desc()).limit(1)
    found = connection.execute(query).first()
    return next((s for text in found or () if (s := rows.snippet(text, words))), "")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
