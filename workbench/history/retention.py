"""How long the server keeps interactions, which of them are about to go, and the choices about it. Sends nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from workbench import expiry
from workbench.store import LedgerFilter, LedgerRow, Store, StoreError
from workbench.store.preferences import RETENTION

AUTOSAVE, ON = "autosave", "on"
LONGEST_DAYS = 3650
CANDIDATES = 2_000


@dataclass(frozen=True)
class Ending:
    """Interactions with less than a fifth of their time left."""

    rows: tuple[LedgerRow, ...]
    """The soonest first."""
    unsaved: tuple[str, ...]
    """Those of the turns whose full timeline is not kept here yet."""
    first: datetime | None
    """When the first of them goes."""


def choose(store: Store, value: str) -> None:
    """Choose "", "free", "paid", or a number of days; every expiry date moves. StoreError when it is none of these."""
    if value not in ("", "free", "paid"):
        try:
            days = float(value)
        except ValueError:
            days = math.nan
        if not 0 < days <= LONGEST_DAYS:
            raise StoreError(f"{value!r} is not a number of days.", f"Give a number between 0 and {LONGEST_DAYS}.")
        value = f"{days:g}"
    store.set_preference(RETENTION, value)


def set_autosave(store: Store, on: bool) -> None:
    """Save timelines by themselves, or no longer."""
    store.set_preference(AUTOSAVE, ON if on else "")


def ending(store: Store, now: datetime | None = None, filters: LedgerFilter | None = None) -> Ending:
    """What is about to expire."""
    moment = now or datetime.now(UTC)
    reach = moment + expiry.WARN_SHARE * max(_longest(store), *expiry.RETENTION.values())
    wanted = replace(
        filters or LedgerFilter(), now=_wire(moment), expires_before=_wire(reach), sort="expires", descending=False
    )
    found = store.ledger(CANDIDATES, 0, wanted).rows
    rows = tuple(row for row in found if _is_ending(row, moment))
    unsaved = tuple(store.unsaved([row.id for row in rows]))
    return Ending(rows, unsaved, expiry.parse_time(rows[0].expires) if rows and rows[0].expires else None)


def _longest(store: Store) -> timedelta:
    value = store.retention()
    return expiry.kept(value) if value else timedelta(0)


def _is_ending(row: Any, now: datetime) -> bool:
    return expiry.is_ending(expiry.parse_time(row.created), expiry.parse_time(row.expires), now)


def _wire(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
