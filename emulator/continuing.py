"""Continued answers: the token that a checkpoint hands out, and what it brings back."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass

from emulator.errors import invalid
from emulator.record import Record
from emulator.sse import compact


@dataclass(frozen=True)
class Checkpoint:
    """Where an answer was left: how many tokens are out, and when and by which seed it began."""

    tokens: int
    seed: str
    began: float

    def token(self) -> str:
        """The token a client sends back."""
        return base64.urlsafe_b64encode(compact([self.tokens, self.seed, self.began]).encode()).decode()


def read(token: str) -> Checkpoint:
    """The checkpoint of a token; raises 400 for anything else."""
    try:
        tokens, seed, began = json.loads(base64.urlsafe_b64decode(token.encode("ascii")))
        if not (isinstance(tokens, int) and isinstance(seed, str) and 0 <= float(began) < 1e11):
            raise ValueError(token)
    except (ValueError, TypeError, OverflowError, binascii.Error, RecursionError) as problem:
        raise invalid("Invalid 'continuation_token'. Pass the latest token back unchanged.") from problem
    return Checkpoint(tokens, seed, float(began))


def origin(chain: list[Record]) -> int:
    """Where in a chain the answer began that its last interaction is a hop of."""
    if not chain or chain[-1].status != "requires_continuation":
        raise invalid("'continuation_token' was given, but the previous interaction does not require continuation.")
    at = len(chain) - 1
    while at > 0 and chain[at - 1].status == "requires_continuation" and not chain[at].input:
        at -= 1
    return at
