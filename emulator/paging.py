"""Lists of the older endpoints in pages: `pageSize` and `pageToken` in the query, `nextPageToken` in the answer."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from emulator.errors import invalid

_USUAL, _MOST = 50, 1000


def page(request: Request, key: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    """The page that is asked for; an empty list has no key, as live."""
    size, start = _number(request, "pageSize", _USUAL), _number(request, "pageToken", 0)
    size = max(1, min(size or _USUAL, _MOST))
    shown = items[start : start + size]
    following = {"nextPageToken": str(start + size)} if start + size < len(items) else {}
    return {**({key: shown} if shown else {}), **following}


def _number(request: Request, name: str, default: int) -> int:
    given = request.query_params.get(name)
    if given and not (given.isascii() and given.isdigit() and len(given) < 9):
        raise invalid(f"Invalid value for '{name}': {given[:50]}")
    return int(given) if given else default
