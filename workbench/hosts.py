"""Which private addresses this process may be sent to by whoever uses it: any on one's own machine, none on a shared server.

Somebody who reaches the app from elsewhere must not reach, through it, what only the server can: its own ports, its network,
the metadata address of a cloud. `STEPWISE_PRIVATE_HOSTS` overrules, with the names of hosts, or `*` for all of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from urllib.parse import urlsplit

from outbound.addresses import EVERYWHERE, Unreachable, Unsafe, is_loopback, resolve
from workbench import parked

VARIABLE = "STEPWISE_PRIVATE_HOSTS"


def are_own(names: Iterable[str]) -> bool:
    """Whether all these names of hosts are this machine's own, which nobody else can reach."""
    return all(is_loopback(name) for name in names)


def share(is_shared: bool) -> None:
    """Say at start whether others than the one at this machine can use the app."""
    parked.value("shared", list[bool])[:] = [is_shared]


def may_reach(url: str) -> bool:
    """Whether a server may be asked: it is on the public web, or its host is allowed."""
    allowed = private()
    parts = urlsplit(url)
    if EVERYWHERE in allowed:
        return True
    try:
        resolve(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80), allowed)
    except Unsafe:
        return False
    except Unreachable:
        pass  # behind a proxy only the proxy may know the name
    return True


def private() -> tuple[str, ...]:
    """The hosts that may be met although they are not on the public web."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return tuple(host.strip().lower() for host in named.split(",") if host.strip())
    return () if any(parked.value("shared", list[bool])) else (EVERYWHERE,)
