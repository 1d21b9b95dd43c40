"""The tables of the history, in SQL that SQLite and PostgreSQL share.

What lists need stands in flat columns of `turns`; the whole record stands in `bodies`, so a list never reads it.
To change a table: edit it here, add a file to migrations/versions that does the same to an older database, and raise
DATABASE_VERSION to its number. A test compares a migrated database with a new one.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text, false, text
from sqlalchemy.dialects.postgresql import TSVECTOR

DATABASE_VERSION = 3
"""The number of the newest migration."""
LOCAL = "local"
"""The owner of every row while nobody signs in."""

metadata = MetaData()


def _owned_by(table: str, name: str, **options: Any) -> Column[str]:
    """The id of a row of another table, with which this row goes."""
    return Column(name, String, ForeignKey(f"{table}.id", ondelete="CASCADE"), **options)


def _living(name: str, *columns: str) -> Index:
    """An index over what isn't in the bin."""
    where = text("deleted IS NULL")
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


TOKENS = ("input", "cached", "output", "thought", "tool")
"""The kinds of tokens that a turn counts."""
PLACES = ("prompt", "answer", "thought", "tools")
"""Where in a turn a search looks."""
LISTED = (
    "owner", "created", "id", "deleted", "doc", "conversation_id", "page", "state", "status", "model", "agent", "stored",
    "offline", "expires", "gone", "cost", "input_tokens", "cached_tokens", "output_tokens", "thought_tokens", "first_text_ms",
    "end_ms", "bytes_out",
)  # fmt: skip
"""What the ledger filters, sorts and adds up by: SQLite answers from an index of these alone, without the wide rows."""

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))

conversations = Table(
    "conversations",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", Text, nullable=False, default=""),
    Column("created", String, nullable=False),
    Column("updated", String, nullable=False),
    Column("head", String),
    Column("owner", String, nullable=False, server_default=LOCAL),
    Column("pinned", Boolean, nullable=False, server_default=false()),
    Column("archived", Boolean, nullable=False, server_default=false()),
    Column("deleted", String),
    _living("conversations_by_owner", "owner", "updated"),
    _living("conversations_by_title", "owner", "title", "id", "deleted"),
)
"""`deleted` names the deletion that put the row into the bin; NULL while it lives. The same in `turns`."""

turns = Table(
    "turns",
    metadata,
    Column("id", String, primary_key=True),
    _owned_by("conversations", "conversation_id", nullable=False),
    Column("parent_id", String),
    Column("created", String, nullable=False),
    Column("page", String, nullable=False),
    Column("state", String, nullable=False),
    Column("status", String),
    Column("model", String),
    Column("agent", String),
    Column("interaction_id", String),
    Column("previous_interaction_id", String),
    Column("stored", Boolean, nullable=False),
    Column("offline", Boolean, nullable=False),
    Column("tier", String, nullable=False),
    Column("service_tier", String),
    Column("expires", String),
    Column("words", Text, nullable=False),
    *(Column(f"{kind}_tokens", Integer) for kind in TOKENS),
    Column("cost", Float),
    Column("first_text_ms", Float),
    Column("end_ms", Float),
    Column("worker", String),
    Column("owner", String, nullable=False, server_default=LOCAL),
    Column("bytes_out", Integer),
    Column("bytes_in", Integer),
    Column("gone", String),
    Column("deleted", String),
    Column("touched", Integer, nullable=False, server_default="1"),
    Column("doc", Integer),
    Index("turns_by_conversation", "conversation_id", "created"),
    Index("turns_by_interaction", "interaction_id"),
    Index("turns_by_state", "state"),
    Index("turns_by_doc", "doc").ddl_if(dialect="postgresql"),
    Index("turns_by_text", "doc", "owner", "deleted", "created", "id").ddl_if(dialect="sqlite"),
    _living("turns_by_owner", "owner", "created", "id").ddl_if(dialect="postgresql"),
    _living("turns_in_lists", *LISTED).ddl_if(dialect="sqlite"),
    _living("turns_by_cost", "owner", "cost"),
    _living("turns_by_expiry", "owner", "expires"),
    _living("turns_by_model", "owner", "model"),
)
"""`touched` counts the writes, so that a copy in memory can be told from a newer one; `doc` is the row in `texts`."""

bodies = Table(
    "bodies",
    metadata,
    _owned_by("turns", "turn_id", primary_key=True),
    Column("body", Text, nullable=False),
)
"""`body` is the turn as JSON text: kept word for word, which a database's own JSON type would not promise."""

events = Table(
    "events",
    metadata,
    _owned_by("turns", "turn_id", primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at_ms", Float, nullable=False),
    Column("event", Text, nullable=False),
)

workers = Table(
    "workers",
    metadata,
    Column("id", String, primary_key=True),
    Column("place", String, nullable=False),
    Column("process", String, nullable=False),
    Column("beat", Float, nullable=False),
)
"""Processes that run turns. `process` is a process id with its start time, so that a reused id isn't taken for it."""

texts = Table(
    "texts",
    metadata,
    Column("doc", Integer, primary_key=True, autoincrement=True),
    _owned_by("turns", "turn_id", nullable=False, unique=True),
    *(Column(place, Text, nullable=False) for place in PLACES),
    Column("document", Text().with_variant(TSVECTOR(), "postgresql")),
)
"""What a search looks into. SQLite indexes it in `texts_index` by triggers, PostgreSQL by `document`."""

spellings = Table("spellings", metadata, Column("variant", String, primary_key=True), Column("word", String, primary_key=True))
"""Each known word under itself and under itself less one letter: two words that share a variant are a slip apart."""

tags = Table(
    "tags",
    metadata,
    _owned_by("conversations", "conversation_id", primary_key=True),
    Column("tag", String, primary_key=True),
    Index("tags_by_tag", "tag"),
)

comparisons = Table(
    "comparisons",
    metadata,
    _owned_by("conversations", "id", primary_key=True),
    Column("title", Text, nullable=False),
    Column("created", String, nullable=False),
    Column("state", String, nullable=False),
    Column("lanes", Integer, nullable=False),
    Column("prompts", Integer, nullable=False),
    Column("repeats", Integer, nullable=False),
    Column("offline", Boolean, nullable=False),
    Column("worker", String),
    Column("body", Text, nullable=False),
    Index("comparisons_by_created", "created"),
)
"""`worker` is the process that runs it, while it runs; `body` is the comparison as JSON text."""

timelines = Table(
    "timelines",
    metadata,
    _owned_by("turns", "turn_id", primary_key=True),
    Column("saved", String, nullable=False),
    Column("interaction", Text, nullable=False),
)
"""What the server said of an interaction when it was asked in full, beside what was seen when it was made."""

leftovers = Table(
    "leftovers",
    metadata,
    Column("interaction_id", String, primary_key=True),
    Column("owner", String, primary_key=True),
    Column("words", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("tried", String, nullable=False),
    Column("offline", Boolean, nullable=False),
    Column("background", Boolean, nullable=False, server_default=false()),
)
"""Interactions that should be gone from the server and could not be deleted there."""

preferences = Table(
    "preferences",
    metadata,
    Column("owner", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

versions = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))
"""Alembic's own."""
