"""The tables of the history, in SQL that SQLite and PostgreSQL share.

What lists need stands in flat columns of `turns`; the whole record stands in `bodies`, so a list never reads it.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

DATABASE_VERSION = 1

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))

conversations = Table(
    "conversations",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", Text, nullable=False, default=""),
    Column("created", String, nullable=False),
    Column("updated", String, nullable=False),
    Column("head", String),
)

turns = Table(
    "turns",
    metadata,
    Column("id", String, primary_key=True),
    Column("conversation_id", String, ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
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
    Column("input_tokens", Integer),
    Column("cached_tokens", Integer),
    Column("output_tokens", Integer),
    Column("thought_tokens", Integer),
    Column("tool_tokens", Integer),
    Column("cost", Float),
    Column("first_text_ms", Float),
    Column("end_ms", Float),
    Column("worker", String),
    Index("turns_by_conversation", "conversation_id", "created"),
    Index("turns_by_created", "created"),
    Index("turns_by_interaction", "interaction_id"),
    Index("turns_by_state", "state"),
)

bodies = Table(
    "bodies",
    metadata,
    Column("turn_id", String, ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
    Column("prompt_text", Text, nullable=False),
    Column("answer_text", Text, nullable=False),
    Column("body", Text, nullable=False),
)
"""`body` is the turn as JSON text: kept word for word, which a database's own JSON type would not promise."""

events = Table(
    "events",
    metadata,
    Column("turn_id", String, ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
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
