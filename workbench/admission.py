"""What is refused before anything is sent: keys that are none, and servers that a shared app must not be sent to.

Knows connections; it asks no server.
"""

from __future__ import annotations

import re

from workbench import hosts
from workbench.errors import NotSent, problem
from workbench.settings import Connection


def check_key(key: str) -> None:
    """Refuse a key that can be none."""
    if not key:
        advice = "Enter a key in the connection panel, or use the offline demo."
        raise NotSent(problem("no_key", "No API key is set.", advice))
    if not re.fullmatch(r"[!-~]+", key):
        raise NotSent(problem("bad_key", "The API key has characters that no key has.", "Copy it again, without spaces."))


def check_server(connection: Connection) -> None:
    """Refuse a typed-in server that only this machine can reach, once others can use the app. Looks its name up."""
    if connection.mode == "custom" and not hosts.may_reach(connection.base_url):
        advice = "Name a server on the public web, or let whoever runs Stepwise allow this one (STEPWISE_PRIVATE_HOSTS)."
        raise NotSent(problem("private_address", "This app is shared, and the server's address is a private one.", advice))
