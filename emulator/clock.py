"""The one clock of a server. Tests may set it; retention, ids' times and the model's "now" all read it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Wall time plus an offset; it keeps ticking after being set."""

    def __init__(self) -> None:
        self._offset = timedelta()

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC) + self._offset

    def timestamp(self) -> float:
        """The time as seconds since 1970."""
        return self.now().timestamp()

    def set(self, moment: datetime) -> None:
        """Make it `moment` now."""
        self._offset = moment.astimezone(UTC) - datetime.now(UTC)

    def advance(self, days: float = 0, seconds: float = 0) -> None:
        """Move on (or back, when negative)."""
        self._offset += timedelta(days=days, seconds=seconds)


def wire_time(timestamp: float) -> str:
    """The format of `created` and `updated` on the wire."""
    return datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
