"""The first schema: conversations, turns, bodies, events, workers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table("meta", sa.Column("key", sa.String, primary_key=True), sa.Column("value", sa.String, nullable=False))
    op.create_table(
        "conversations",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("created", sa.String, nullable=False),
        sa.Column("updated", sa.String, nullable=False),
        sa.Column("head", sa.String),
    )
    _turns()
    written = (sa.Column(name, sa.Text, nullable=False) for name in ("prompt_text", "answer_text", "body"))
    op.create_table("bodies", _turn_key(), *written)
    op.create_table(
        "events",
        _turn_key(),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("at_ms", sa.Float, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
    )
    op.create_table(
        "workers",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("process", sa.String, nullable=False),
        sa.Column("beat", sa.Float, nullable=False),
    )


def _turn_key() -> sa.Column[str]:
    return sa.Column("turn_id", sa.String, sa.ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True)


def _turns() -> None:
    chat = sa.Column("conversation_id", sa.String, sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False)
    required = [sa.Column(name, sa.String, nullable=False) for name in ("created", "page", "state", "tier")]
    ids = ("parent_id", "interaction_id", "previous_interaction_id")
    texts = (*ids, "status", "model", "agent", "service_tier", "expires", "worker")
    counts = ("input_tokens", "cached_tokens", "output_tokens", "thought_tokens", "tool_tokens")
    op.create_table(
        "turns",
        sa.Column("id", sa.String, primary_key=True),
        chat,
        *required,
        *(sa.Column(name, sa.String) for name in texts),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("stored", "offline")),
        sa.Column("words", sa.Text, nullable=False),
        *(sa.Column(name, sa.Integer) for name in counts),
        *(sa.Column(name, sa.Float) for name in ("cost", "first_text_ms", "end_ms")),
    )
    op.create_index("turns_by_conversation", "turns", ["conversation_id", "created"])
    op.create_index("turns_by_created", "turns", ["created"])
    op.create_index("turns_by_interaction", "turns", ["interaction_id"])
    op.create_index("turns_by_state", "turns", ["state"])
