"""The listening socket, made here because answers in small pieces must not wait for each other on it."""

from __future__ import annotations

import socket


def listen(host: str, port: int) -> socket.socket:
    """A socket on `host`; port 0 picks a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=512)
    # asyncio sets this only on sockets that name their protocol; accepted ones inherit it. Without it each first event
    # of a stream waits 40 ms for the client's acknowledgement of the head.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
