"""How an older database becomes a newer one, step by step, with Alembic. Steps that were released are never changed."""
