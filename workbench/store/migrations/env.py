"""Run by Alembic: the steps go over the connection that the store hands in, inside its transaction."""

from __future__ import annotations

from alembic import context

from workbench.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
