"""When the server forgets an interaction: one day on the free tier, 55 days on the paid one. Pure; the caller gives the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from workbench.records import Turn

RETENTION: dict[str, timedelta] = {"free": timedelta(days=1), "paid": timedelta(days=55)}
LONGEST_DAYS = 3650.0
WARN_SHARE = 0.2
"""A warning is due once less than this share of the time is left."""


def is_stored(turn: Turn) -> bool:
    """True when the server keeps this turn's interaction (or did, until it expired)."""
    return turn["interaction_id"] is not None and turn["request"].get("store") is not False


def created_at(turn: Turn) -> datetime:
    """The turn's time of creation, in UTC."""
    return parse_time(turn["created"])


def parse_time(text: str) -> datetime:
    """An ISO 8601 time as an aware datetime; a time without a zone counts as UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def expires(turn: Turn, retention: str = "") -> datetime | None:
    """When the server deletes the interaction; None when it never had it. What the owner chose overrules the turn's tier."""
    return created_at(turn) + kept(retention or turn["tier"]) if is_stored(turn) else None


def kept(tier: str) -> timedelta:
    """How long interactions of a tier live: "free", "paid", or a number of days as text."""
    try:
        return RETENTION[tier] if tier in RETENTION else timedelta(days=min(max(float(tier), 0.0), LONGEST_DAYS))
    except ValueError:
        return RETENTION["free"]


def countdown(until: datetime, now: datetime) -> str:
    """The time left in plain words: "expires in 23 h", "expires in 54 days", "expired"."""
    left = until - now
    minutes = int(left.total_seconds() // 60)
    if left <= timedelta(0):
        return "expired"
    if minutes < 1:
        return "expires in less than a minute"
    if minutes < 60:
        return f"expires in {minutes} min"
    if minutes < 48 * 60:
        return f"expires in {minutes // 60} h"
    return f"expires in {left.days} days"


def is_ending(created: datetime, until: datetime, now: datetime) -> bool:
    """True when less than a fifth of the time is left, and the interaction still there."""
    return now < until and (until - now) < WARN_SHARE * (until - created)


def words(turn: Turn, now: datetime, retention: str = "") -> str:
    """What the footer says: "not stored", "stored, expires in 23 h", "expired"."""
    if turn["interaction_id"] is None and turn["request"].get("store") is not False:
        return "no id"
    until = expires(turn, retention)
    if until is None:
        return "not stored"
    if turn.get("gone"):
        return "deleted on the server"
    left = countdown(until, now)
    return left if left == "expired" else f"stored, {left}"
