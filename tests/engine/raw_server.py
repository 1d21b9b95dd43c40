"""A server that answers each request with given bytes and closes; for answers no real server should give."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from typing import Any

HEAD = "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\nconnection: close\r\n{more}\r\n"


def answer(body: str | bytes, kind: str = "application/json", status: str = "200 OK", more: str = "") -> bytes:
    """A whole HTTP answer whose body ends with the connection."""
    data = body if isinstance(body, bytes) else body.encode()
    return HEAD.format(status=status, kind=kind, more=more).encode() + data


def stream(*events: Any, done: bool = True) -> bytes:
    """An event stream; a text among the events is put on its data line as it is."""
    lines = [event if isinstance(event, str) else json.dumps(event) for event in events]
    return answer("".join(f"data: {line}\n\n" for line in [*lines, *(["[DONE]"] if done else [])]), "text/event-stream")


class RawServer:
    """Listens on a free port; the n-th request gets the n-th answer, further ones the last. `requests` keeps their bytes."""

    def __init__(self, answers: tuple[bytes, ...]) -> None:
        self._answers = answers
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.base_url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.requests: list[bytes] = []
        self.on_request = threading.Event()
        self.hold = threading.Event()
        """Answers wait for this; set from the beginning."""
        self.hold.set()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self.hold.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes accept(), which a mere close() leaves waiting
        self._socket.close()
        self._thread.join(30)
        assert not self._thread.is_alive(), "a server that goes on takes half the time of every later test"

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection, contextlib.suppress(_Left):
                self.requests.append(_read(connection))
                self.on_request.set()
                self.hold.wait()
                connection.sendall(self._answers[min(len(self.requests), len(self._answers)) - 1])


class _Left(Exception):
    """The client hung up in the middle of its request."""


def _read(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next((int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
    while len(body) < length:
        body += _more(connection)
    return head + b"\r\n\r\n" + body


def _more(connection: socket.socket) -> bytes:
    if data := connection.recv(65536):
        return data
    raise _Left
