"""What a person types into the search field of the history, as a filter. Pure: the time is given.

    budget "city life" model:flash page:chat tag:work status:failed after:2026-11-01 before:today cost>0.01
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from workbench.store import LedgerFilter
from workbench.store.conversations import clean_tag
from workbench.store.spelling import distance

OPERATORS: dict[str, str] = {
    "model:": "part of a model's or agent's name",
    "page:": "chat, research or compare",
    "tag:": "a tag of the conversation",
    "status:": "done, failed, stopped, running, waiting, stored, local, expired, deleted, or a status of the API",
    "before:": "a day such as 2026-11-23, today, yesterday or 7d; not included",
    "after:": "a day, included",
    "cost>": "more US dollars than this",
    "cost<": "fewer US dollars than this",
}
"""What may stand in a query besides words, each with what it takes; for the help beside the field."""
PAGES = ("chat", "research", "compare")
STATUSES: dict[str, tuple[str, ...]] = {
    "done": ("done",),
    "failed": ("failed",),
    "stopped": ("stopped", "cancelled"),
    "running": ("waiting", "streaming", "in_progress", "queued"),
    "waiting": ("needs_action", "requires_action"),
}
HELD = {"stored": "stored", "local": "local", "expired": "expired", "deleted": "gone"}
API_STATUSES = (
    "in_progress", "requires_action", "completed", "failed", "cancelled", "incomplete", "budget_exceeded", "queued",
    "needs_action", "streaming", "requires_continuation",
)  # fmt: skip
_PIECE = re.compile(r'([A-Za-z]+)(:|>=?|<=?)("[^"]*"?|\S*)|"[^"]*"?|\S+')


@dataclass(frozen=True)
class Parsed:
    """The filter, and what could not be understood, in sentences. What wasn't understood filters nothing."""

    filters: LedgerFilter
    problems: tuple[str, ...] = ()


@dataclass
class _Draft:
    now: datetime
    values: dict[str, Any] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def add(self, name: str, *more: str) -> None:
        self.values[name] = (*self.values.get(name, ()), *more)


def parse(text: str, now: datetime, base: LedgerFilter | None = None) -> Parsed:
    """The filter of a query, on top of `base`; days begin in the zone of `now`."""
    draft = _Draft(now)
    for piece in _PIECE.finditer(text):
        name, sign, value = piece.groups()
        if name is None or not _operator(draft, name.lower(), sign, value.strip('"').strip()):
            draft.words.append(piece.group())
    query = " ".join(draft.words)
    filters = replace(base or LedgerFilter(), query=query, now=_wire(now), **draft.values)
    return Parsed(filters, tuple(draft.problems))


def _operator(draft: _Draft, name: str, sign: str, value: str) -> bool:
    """Take one operator into the draft; False when it is none, so that it is searched for as words."""
    if name == "cost" and sign != ":":
        _cost(draft, sign, value)
    elif name in _TAKERS and sign == ":":
        if value:
            _TAKERS[name](draft, value)
        else:
            draft.problems.append(f"{name}: needs a value: {OPERATORS[f'{name}:']}.")
    elif name in ("cost", *_TAKERS):
        given = f"{name}{sign}"
        right = "cost> or cost<" if name == "cost" else f"{name}:"
        draft.problems.append(f"{given!r} is not an operator; write {right} and a value.")
    else:
        return _misspelt(draft, name, sign)
    return True


def _misspelt(draft: _Draft, name: str, sign: str) -> bool:
    near = [known for known in (*_TAKERS, "cost") if 0 < distance(name, known) <= (1 if len(known) < 5 else 2)]
    if near and len(name) > 2:
        draft.problems.append(f"There is no operator {name + sign!r}; did you mean {near[0]}{'>' if near[0] == 'cost' else ':'}?")
    return bool(near) and len(name) > 2


def _cost(draft: _Draft, sign: str, value: str) -> None:
    try:
        amount = float(value.lstrip("$").replace(",", "."))
    except ValueError:
        amount = math.nan
    if not math.isfinite(amount) or amount < 0:
        draft.problems.append(f"cost{sign} takes US dollars, such as cost{sign}0.01; {value!r} is not a number.")
    else:
        draft.values["above_cost" if sign.startswith(">") else "below_cost"] = amount


def _model(draft: _Draft, value: str) -> None:
    draft.add("models", value if "*" in value else f"*{value}*")


def _page(draft: _Draft, value: str) -> None:
    if value.lower() in PAGES:
        draft.add("pages", value.lower())
    else:
        draft.problems.append(f"page: takes {OPERATORS['page:']}; {value!r} is none of them.")


def _tag(draft: _Draft, value: str) -> None:
    draft.add("tags", clean_tag(value))


def _status(draft: _Draft, value: str) -> None:
    word = value.lower().replace("-", "_")
    if word in HELD:
        draft.add("held", HELD[word])
    elif word in STATUSES or word in API_STATUSES:
        draft.add("states", *STATUSES.get(word, (word,)))
    else:
        draft.problems.append(f"status: takes {OPERATORS['status:']}; {value!r} is none of them.")


def _before(draft: _Draft, value: str) -> None:
    _day(draft, "before", "until", value)


def _after(draft: _Draft, value: str) -> None:
    _day(draft, "after", "since", value)


_TAKERS: dict[str, Callable[[_Draft, str], None]] = {
    "model": _model, "page": _page, "tag": _tag, "status": _status, "before": _before, "after": _after,
}  # fmt: skip
_AGO = {"d": 1, "w": 7, "m": 30, "y": 365}


def _day(draft: _Draft, name: str, key: str, value: str) -> None:
    moment = day(value, draft.now)
    if moment is None:
        draft.problems.append(f"{name}: takes {OPERATORS[f'{name}:'].partition(';')[0]}; {value!r} is not a day.")
    else:
        draft.values[key] = _wire(moment)


def day(value: str, now: datetime) -> datetime | None:
    """The start of a day: 2026, 2026-11, 2026-11-23, today, yesterday, 7d (ago); or a moment. None when it is none."""
    word, midnight = value.lower(), now.replace(hour=0, minute=0, second=0, microsecond=0)
    ago = re.fullmatch(r"(\d{1,4})([dwmy])", word)
    try:
        if word in ("today", "yesterday"):
            return midnight - timedelta(days=word == "yesterday")
        if ago:
            return midnight - timedelta(days=int(ago[1]) * _AGO[ago[2]])
        if re.fullmatch(r"\d{4}(-\d{1,2}){0,2}", word):
            year, month, date = [*map(int, word.split("-")), 1, 1][:3]
            return midnight.replace(year=year, month=month, day=date)
        moment = datetime.fromisoformat(value)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)


def _wire(moment: datetime) -> str:
    """A moment the way rows keep it, so that texts compare like times."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
