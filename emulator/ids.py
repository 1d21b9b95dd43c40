"""Ids, signatures and call ids in the shapes of the hosted service. Random, except that a chain keeps its root."""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets

_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


def new_root() -> str:
    """22 characters that name a chain or one interaction in it."""
    return secrets.token_urlsafe(16)[:22]


def interaction_id(root: str, own: str) -> str:
    """`v1_` and base64url of two length-prefixed names, as the service builds its ids."""
    raw = b"\x0a" + bytes([len(root)]) + root.encode() + b"\x12" + bytes([len(own)]) + own.encode()
    return "v1_" + base64.urlsafe_b64encode(raw).decode().rstrip("=")


def root_of(identifier: str) -> str | None:
    """The chain's root inside an id, or None when it isn't one of ours."""
    body = identifier.removeprefix("v1_")
    try:
        raw = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
        return raw[2 : 2 + raw[1]].decode()
    except (binascii.Error, ValueError, IndexError):
        return None


def call_id() -> str:
    """Eight characters that tie a call to its result."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(8))


def signature(*parts: str) -> str:
    """Opaque bytes over what they sign: the same parts give the same signature."""
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=64).digest()
    return base64.b64encode(b"\x0a\x40" + digest).decode()


def event_id(interaction: str, number: int) -> str:
    """The name of one event of one interaction's stream."""
    return f"ev_{number}_{_tag(interaction)}"


def event_number(interaction: str, event: str) -> int | None:
    """The number inside an event id, or None when it names no event of this interaction."""
    kind, _, rest = event.partition("_")
    number, _, tag = rest.partition("_")
    if kind != "ev" or tag != _tag(interaction) or not number.isascii() or not number.isdigit() or len(number) > 9:
        return None
    return int(number)


def _tag(interaction: str) -> str:
    return hashlib.blake2b(interaction.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
