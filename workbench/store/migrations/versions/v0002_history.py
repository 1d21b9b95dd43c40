"""Owners, bin, tags, full-text search, saved timelines, what could not be deleted, and the preferences of the history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0002"
down_revision = "0001"

LIVING = sa.text("deleted IS NULL")


def upgrade() -> None:
    """Add columns to the old tables, then the new tables. The store fills the search index afterwards."""
    for table in ("conversations", "turns"):
        op.add_column(table, sa.Column("owner", sa.String, nullable=False, server_default="local"))
        op.add_column(table, sa.Column("deleted", sa.String))
    for name in ("pinned", "archived"):
        op.add_column("conversations", sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false()))
    for name in ("bytes_out", "bytes_in", "doc"):
        op.add_column("turns", sa.Column(name, sa.Integer))
    op.add_column("turns", sa.Column("gone", sa.String))
    op.add_column("turns", sa.Column("touched", sa.Integer, nullable=False, server_default="1"))
    op.drop_column("bodies", "prompt_text")
    op.drop_column("bodies", "answer_text")
    _indexes()
    _search()
    _others()
    _comparisons()


def _indexes() -> None:
    op.drop_index("turns_by_created", "turns")
    op.create_index("turns_by_doc", "turns", ["doc"])
    partial = {
        "turns_by_owner": ["owner", "created", "id"],
        "turns_by_cost": ["owner", "cost"],
        "turns_by_expiry": ["owner", "expires"],
        "turns_by_model": ["owner", "model"],
    }
    for name, columns in partial.items():
        op.create_index(name, "turns", columns, sqlite_where=LIVING, postgresql_where=LIVING)
    op.create_index(
        "conversations_by_owner", "conversations", ["owner", "updated"], sqlite_where=LIVING, postgresql_where=LIVING
    )


def _search() -> None:
    op.create_table(
        "texts",
        sa.Column("doc", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("turn_id", sa.String, sa.ForeignKey("turns.id", ondelete="CASCADE"), nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("prompt", "answer", "thought", "tools")),
        sa.Column("document", sa.Text().with_variant(TSVECTOR(), "postgresql")),
    )
    op.create_table(
        "spellings", sa.Column("variant", sa.String, primary_key=True), sa.Column("word", sa.String, primary_key=True)
    )


def _comparisons() -> None:
    if sa.inspect(op.get_bind()).has_table("comparisons"):
        return  # some databases of the first schema have it already
    chat = sa.ForeignKey("conversations.id", ondelete="CASCADE")
    op.create_table(
        "comparisons",
        sa.Column("id", sa.String, chat, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("created", "state")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("lanes", "prompts", "repeats")),
        sa.Column("offline", sa.Boolean, nullable=False),
        sa.Column("worker", sa.String),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("comparisons_by_created", "comparisons", ["created"])


def _others() -> None:
    chat = sa.ForeignKey("conversations.id", ondelete="CASCADE")
    op.create_table(
        "tags",
        sa.Column("conversation_id", sa.String, chat, primary_key=True),
        sa.Column("tag", sa.String, primary_key=True),
    )
    op.create_index("tags_by_tag", "tags", ["tag"])
    op.create_table(
        "timelines",
        sa.Column("turn_id", sa.String, sa.ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("saved", sa.String, nullable=False),
        sa.Column("interaction", sa.Text, nullable=False),
    )
    op.create_table(
        "leftovers",
        sa.Column("interaction_id", sa.String, primary_key=True),
        sa.Column("owner", sa.String, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("words", "reason")),
        sa.Column("tried", sa.String, nullable=False),
        sa.Column("offline", sa.Boolean, nullable=False),
        sa.Column("background", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "preferences",
        sa.Column("owner", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
