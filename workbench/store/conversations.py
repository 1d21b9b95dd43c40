"""Conversations: made, named, listed, searched, put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, literal, or_, select, update

from workbench.store import fulltext, rows
from workbench.store.base import portions
from workbench.store.preferences import now
from workbench.store.rows import ConversationRow
from workbench.store.schema import LOCAL, conversations, tags, texts, turns
from workbench.store.turns import Turns

TAG_LENGTH = 40
_LIVING = (turns.c.conversation_id == conversations.c.id) & turns.c.deleted.is_(None)
_EMPTY = literal("").label("snippet")
_COUNT = select(func.count()).where(_LIVING).scalar_subquery()


class Conversations(Turns):
    """The part of the store that knows conversations."""

    def new_conversation(self, title: str = "") -> str:
        """An empty conversation; without a title it gets the first words of its first prompt."""
        moment, found = now(), uuid4().hex
        row = {"id": found, "title": rows.storable(title.strip()), "created": moment, "updated": moment, "head": None}
        with self._write() as connection:
            connection.execute(conversations.insert().values(**row, owner=self.owner or LOCAL))
        return found

    def rename(self, conversation_id: str, title: str) -> None:
        """Give the conversation a title."""
        self._change([conversation_id], title=rows.storable(title.strip()))

    def set_head(self, conversation_id: str, turn_id: str | None) -> None:
        """Remember where in the tree the reader is."""
        self._change([conversation_id], head=turn_id)

    def pin(self, conversation_ids: Iterable[str], pinned: bool = True) -> None:
        """Keep conversations at the top of the list, or no longer."""
        self._change(conversation_ids, pinned=pinned)

    def archive(self, conversation_ids: Iterable[str], archived: bool = True) -> None:
        """Take conversations out of the list without deleting anything, or bring them back."""
        self._change(conversation_ids, archived=archived)

    def tag(self, conversation_ids: Iterable[str], add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        """Put tags on conversations and take others off."""
        wanted, dropped = {clean_tag(tag) for tag in add} - {""}, {clean_tag(tag) for tag in remove}
        with self._write() as connection:
            for some in portions(conversation_ids):
                query = select(conversations.c.id).where(conversations.c.id.in_(some), self._mine(conversations))
                mine = list(connection.execute(query).scalars())
                connection.execute(delete(tags).where(tags.c.conversation_id.in_(mine), tags.c.tag.in_(wanted | dropped)))
                fresh = [{"conversation_id": one, "tag": tag} for one in mine for tag in sorted(wanted)]
                if fresh:
                    connection.execute(tags.insert(), fresh)

    def tags(self) -> list[tuple[str, int]]:
        """Every tag in use with the number of its conversations, the most used first."""
        query = select(tags.c.tag, func.count()).join(conversations, conversations.c.id == tags.c.conversation_id)
        query = query.where(self._mine(conversations)).group_by(tags.c.tag).order_by(func.count().desc(), tags.c.tag)
        with self._read() as connection:
            return [(str(tag), int(count)) for tag, count in connection.execute(query)]

    def conversation(self, conversation_id: str) -> ConversationRow | None:
        """One conversation, or None."""
        return next(iter(self._rows(_listing().where(conversations.c.id == conversation_id, self._mine(conversations)))), None)

    def conversations(self, query: str = "", limit: int = 50, offset: int = 0, archived: bool = False) -> list[ConversationRow]:
        """Conversations whose title, prompts or answers hold `query`; pinned ones first, then the latest used first."""
        c, words = conversations.c, query.strip()
        order = c.pinned.desc(), c.updated.desc(), c.id
        page = select(c.id).where(self._all_mine(conversations), c.archived.is_(archived)).limit(limit).offset(offset)
        if words:
            page = page.where(self._matches(words))
        # The page first, then its rows: else the turns of every conversation are counted to sort them.
        return self._rows(_listing().where(c.id.in_(page.order_by(*order))).order_by(*order), words)

    def bare_conversations(self) -> list[str]:
        """The ids of those without any turn."""
        query = select(conversations.c.id).where(self._all_mine(conversations), ~exists().where(_LIVING))
        with self._read() as connection:
            return list(connection.execute(query).scalars())

    def count_conversations(self, query: str = "", archived: bool = False) -> int:
        """How many there are."""
        listing = select(func.count()).select_from(conversations).where(self._all_mine(conversations))
        listing = listing.where(conversations.c.archived.is_(archived))
        if query.strip():
            listing = listing.where(self._matches(query.strip()))
        with self._read() as connection:
            return int(connection.execute(listing).scalar_one())

    def _rows(self, listing: Select[Any], words: str = "") -> list[ConversationRow]:
        with self._read() as connection:
            found: Sequence[Any] = connection.execute(listing).all()
            named = _tags_of(connection, [row.id for row in found])
            listed = [replace(ConversationRow(*row), tags=tuple(named.get(row.id, ()))) for row in found]
            return [replace(row, snippet=self._hit(connection, row.id, words)) for row in listed] if words else listed

    def _change(self, conversation_ids: Iterable[str], **values: str | bool | None) -> None:
        with self._write() as connection:
            for some in portions(conversation_ids):
                chosen = conversations.c.id.in_(some) & self._mine(conversations)
                connection.execute(update(conversations).where(chosen).values(**values))

    def _matches(self, words: str) -> ColumnElement[bool]:
        inside = select(turns.c.conversation_id).select_from(turns.join(texts, texts.c.doc == turns.c.doc))
        inside = inside.where(_says(words), self._mine(turns))
        known = fulltext.terms(words)
        if known:
            inside = inside.where(turns.c.doc.in_(fulltext.docs(self._engine.dialect.name, known)))
        return or_(conversations.c.title.icontains(words, autoescape=True), conversations.c.id.in_(inside))

    def _hit(self, connection: Connection, conversation_id: str, words: str) -> str:
        """The words around the newest hit in a prompt or an answer; empty when only the title has it."""
        query = select(texts.c.prompt, texts.c.answer).select_from(turns.join(texts, texts.c.doc == turns.c.doc))
        query = query.where(turns.c.conversation_id == conversation_id, _says(words), self._mine(turns))
        found = connection.execute(query.order_by(turns.c.created.desc()).limit(1)).first()
        return next((s for text in found or () if (s := rows.snippet(text, words))), "")


def clean_tag(tag: str) -> str:
    """A tag as it is kept: lower case, without spaces, commas and colons."""
    given = rows.storable(tag).strip().lower().lstrip("#")
    kept = "".join(letter if letter.isalnum() or letter in "-_./" else "-" for letter in given)
    return kept.strip("-")[:TAG_LENGTH]


def _listing() -> Select[Any]:
    c = conversations.c
    return select(c.id, c.title, c.created, c.updated, _COUNT.label("turns"), c.head, _EMPTY, c.pinned, c.archived)


def _says(words: str) -> ColumnElement[bool]:
    return or_(texts.c.prompt.icontains(words, autoescape=True), texts.c.answer.icontains(words, autoescape=True))


def _tags_of(connection: Connection, conversation_ids: Sequence[str]) -> dict[str, list[str]]:
    query = select(tags.c.conversation_id, tags.c.tag).where(tags.c.conversation_id.in_(conversation_ids)).order_by(tags.c.tag)
    found: dict[str, list[str]] = {}
    for conversation_id, tag in connection.execute(query) if conversation_ids else ():
        found.setdefault(conversation_id, []).append(tag)
    return found
