"""A trace of the key that made an interaction: tells that key from another one, and is far too short to find it by.

A server that doesn't know an interaction proves that it is gone only to the key, and so the project, that made it. Must
not keep a key.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from workbench.records import Turn
from workbench.settings import Connection

DIGITS = 4
"""Hexadecimal: of 65,536 other keys one looks the same, so that a list of guessed keys can't be tried against it."""


def mark(api_key: str) -> str:
    """The trace of a key, another one each time; empty without a key."""
    if not api_key:
        return ""
    salt = secrets.token_hex(4)
    return f"{salt}.{_digest(salt, api_key)}"


def made_by(turn: Turn, connection: Connection) -> bool:
    """True when this connection's key made the turn. The offline demo has only one; of an unmarked turn nobody knows."""
    salt, _, digest = str(turn.get("key_mark") or "").partition(".")
    if not digest:
        return turn["offline"] and connection.offline
    return hmac.compare_digest(digest.encode(), _digest(salt, connection.api_key).encode())


def _digest(salt: str, api_key: str) -> str:
    return hashlib.sha256(f"{salt} {api_key}".encode()).hexdigest()[:DIGITS]
