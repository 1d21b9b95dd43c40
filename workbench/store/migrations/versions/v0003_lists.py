"""Indexes for long histories: the ledger filters, sorts and adds up without reading the rows, and sorts by title."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

LIVING = sa.text("deleted IS NULL")
LISTED = [
    "owner", "created", "id", "deleted", "doc", "conversation_id", "page", "state", "status", "model", "agent", "stored",
    "offline", "expires", "gone", "cost", "input_tokens", "cached_tokens", "output_tokens", "thought_tokens", "first_text_ms",
    "end_ms", "bytes_out",
]  # fmt: skip


def upgrade() -> None:
    """PostgreSQL reads its rows quickly enough; SQLite gets an index that has all it needs."""
    columns = ["owner", "title", "id", "deleted"]
    op.create_index("conversations_by_title", "conversations", columns, sqlite_where=LIVING, postgresql_where=LIVING)
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index("turns_by_owner", "turns")
        op.drop_index("turns_by_doc", "turns")
        op.create_index("turns_by_text", "turns", ["doc", "owner", "deleted", "created", "id"])
        op.create_index("turns_in_lists", "turns", LISTED, sqlite_where=LIVING)
