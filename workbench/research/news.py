"""Jobs of this process that ended and that nobody has looked at yet: for the badge and the toasts. Costs no query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workbench import parked
from workbench.records import ENDED, Turn
from workbench.research import record


@dataclass(frozen=True)
class Ended:
    """A job that ended."""

    turn_id: str
    conversation_id: str
    kind: str
    state: str


def heard(turn: Turn) -> None:
    """A job may have ended."""
    job = record.of(turn)
    if job is not None and turn["state"] in ENDED and not job["seen"]:
        _kept()[turn["id"]] = (turn["conversation_id"], job["kind"], turn["state"])


def seen(turn_ids: Iterable[str]) -> None:
    """Somebody has looked at these."""
    for turn_id in turn_ids:
        _kept().pop(turn_id, None)


def unseen() -> list[Ended]:
    """What ended and wasn't looked at, oldest first."""
    return [Ended(turn_id, *told) for turn_id, told in list(_kept().items())]


def load(turns: Iterable[Turn]) -> None:
    """What earlier processes have left unseen."""
    for turn in turns:
        heard(turn)


def _kept() -> dict[str, tuple[str, str, str]]:
    kept: dict[str, tuple[str, str, str]] = parked.value("research_news", dict[str, Any])
    return kept
