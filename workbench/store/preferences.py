"""Small choices of an owner that belong to the history, such as how long the server keeps interactions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from workbench import expiry
from workbench.store.base import Base
from workbench.store.schema import LOCAL, preferences, turns

RETENTION = "retention"


class Preferences(Base):
    """The part of the store that knows what an owner chose."""

    def preferences(self) -> dict[str, str]:
        """Every choice that was made, by its key."""
        query = select(preferences.c.key, preferences.c.value).where(preferences.c.owner == (self.owner or LOCAL))
        with self._read() as connection:
            return {str(key): str(value) for key, value in connection.execute(query)}

    def preference(self, key: str) -> str:
        """The choice under this key; empty when none was made."""
        with self._read() as connection:
            return _value(connection, self.owner or LOCAL, key)

    def retention(self) -> str:
        """How long the owner says that interactions are kept: "free", "paid", days as text; empty: as each turn's tier says."""
        return self.preference(RETENTION)

    def set_preference(self, key: str, value: str) -> None:
        """Remember a choice; an empty one is forgotten. A choice of retention moves every expiry date."""
        owner = self.owner or LOCAL
        with self._write() as connection:
            mine = (preferences.c.owner == owner) & (preferences.c.key == key)
            connection.execute(delete(preferences).where(mine))
            if value:
                connection.execute(preferences.insert().values(owner=owner, key=key, value=value))
            if key == RETENTION:
                self._move_expiry(connection, value)

    def owners_preferring(self, key: str, value: str) -> list[str]:
        """Everybody who chose this; for the upkeep of the app."""
        with self._read() as connection:
            chosen = (preferences.c.key == key) & (preferences.c.value == value)
            return list(connection.execute(select(preferences.c.owner).where(chosen)).scalars())

    def _retention(self, connection: Connection, owner: str) -> str:
        return _value(connection, owner, RETENTION)

    def _move_expiry(self, connection: Connection, retention: str) -> None:
        query = select(turns.c.id, turns.c.created, turns.c.tier).where(turns.c.expires.is_not(None), self._owned(turns))
        rows: Any = connection.execute(query).all()
        moved = [
            {"turn": turn_id, "until": (expiry.parse_time(created) + expiry.kept(retention or tier)).isoformat()}
            for turn_id, created, tier in rows
        ]
        if moved:
            connection.execute(update(turns).where(turns.c.id == bindparam("turn")).values(expires=bindparam("until")), moved)


def _value(connection: Connection, owner: str, key: str) -> str:
    mine = (preferences.c.owner == owner) & (preferences.c.key == key)
    return str(connection.execute(select(preferences.c.value).where(mine)).scalar() or "")


def now() -> str:
    """This moment, the way rows keep it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
