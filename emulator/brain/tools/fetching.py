"""Fetches a page from the public web without being led elsewhere: every address is checked, and the checked one is connected to.

Knows HTTP and addresses, nothing of models. It sends no cookie, no key and no header but its own.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from outbound.addresses import Unreachable, Unsafe, resolve

MOST_BYTES = 2 * 1024 * 1024
WALL_S = 12.0
_STEP_S = 5.0
_MOST_REDIRECTS = 4
_PORTS = frozenset({80, 443, 8080, 8443})
_READABLE = (
    "text/",
    "application/json",
    "application/xml",
    "application/xhtml+xml",
    "application/ld+json",
    "application/rss+xml",
)


class Paywall(Exception):
    """The page is there, for subscribers."""


@dataclass(frozen=True)
class Page:
    """What came back."""

    url: str
    kind: str
    text: str
    cut: bool


def fetch(url: str, private: tuple[str, ...] = (), wall_s: float = WALL_S) -> Page:
    """The page at a URL; `private` names hosts that may be met although they are not public."""
    until = time.monotonic() + wall_s
    for _ in range(_MOST_REDIRECTS + 1):
        with _connection(url, private, until) as connection:
            answer = _asked(connection, urlsplit(url))
            if answer.status not in (301, 302, 303, 307, 308) or not answer.getheader("location"):
                return _page(url, answer, until)
            url = urljoin(url, str(answer.getheader("location")))
    raise Unreachable("it redirects too often")


@contextmanager
def _connection(url: str, private: tuple[str, ...], until: float) -> Iterator[_Pinned]:
    """A connection to the checked address of a URL, cut when the time is up, however slowly the other side drips."""
    parts = _checked(url, private)
    host, port = str(parts.hostname), parts.port or (443 if parts.scheme == "https" else 80)
    address = resolve(host, port, private, _left(until))[0]
    connection = _Pinned(host, port, address, parts.scheme == "https", min(_left(until), _STEP_S))
    alarm = threading.Timer(_left(until), connection.cut)
    alarm.daemon = True
    alarm.start()
    try:
        yield connection
    except (OSError, http.client.HTTPException, ValueError) as problem:
        _left(until)
        raise Unreachable(f"the connection broke ({type(problem).__name__})") from problem
    finally:
        alarm.cancel()
        connection.close()


def _asked(connection: _Pinned, parts: SplitResult) -> http.client.HTTPResponse:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request(
        "GET",
        _ascii(path),
        headers={"User-Agent": "stepwise-emulator", "Accept": "text/*, application/json", "Accept-Encoding": "identity"},
    )
    return connection.getresponse()


def _ascii(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/?&=%:@!$'()*+,;~#[]-._")


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise Unreachable("it took too long")
    return left


def _checked(url: str, private: tuple[str, ...]) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as problem:
        raise Unsafe("the address is malformed") from problem
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Unsafe("only http and https addresses are read")
    if parts.username or parts.password:
        raise Unsafe("addresses with credentials are not read")
    if port not in (None, *_PORTS) and parts.hostname not in private:
        raise Unsafe("the port is not one that pages are served on")
    return parts


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was checked, under the name that was asked for: a second look-up could lie."""

    def __init__(self, host: str, port: int, address: str, tls: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.default_port = 443 if tls else 80
        self._address, self._tls = address, tls
        self._line: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the checked address."""
        self._line = self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._tls:
            context = ssl.create_default_context()
            wrapped = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self._line = self.sock = wrapped
            wrapped.do_handshake()

    def cut(self) -> None:
        """End it at once, from another thread: whoever waits for a byte is told that there are no more."""
        if self._line is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._line, socket.SHUT_RDWR)


def _page(url: str, answer: http.client.HTTPResponse, until: float) -> Page:
    if answer.status == 402:
        raise Paywall("it is for subscribers")
    if answer.status >= 400:
        raise Unreachable(f"the server answered {answer.status}")
    kind = (answer.getheader("content-type") or "text/plain").split(";")[0].strip().lower()
    if not kind.startswith(_READABLE):
        raise Unreachable(f"its type {kind} is not text")
    body = _opened(_body(answer, until), answer.getheader("content-encoding") or "identity")
    charset = answer.headers.get_content_charset() or "utf-8"
    try:
        text = body[:MOST_BYTES].decode(charset, "replace")
    except LookupError:
        text = body[:MOST_BYTES].decode("utf-8", "replace")
    return Page(url, kind, text, len(body) > MOST_BYTES)


def _body(answer: http.client.HTTPResponse, until: float) -> bytes:
    body = bytearray()
    while len(body) <= MOST_BYTES:
        more = answer.read1(65_536)
        _left(until)
        if not more:
            break
        body += more
    return bytes(body)


def _opened(body: bytes, encoding: str) -> bytes:
    """What a server packed although it was asked not to; never more of it than may be read."""
    if encoding.strip().lower() == "identity":
        return body
    if encoding.strip().lower() not in ("gzip", "x-gzip", "deflate"):
        raise Unreachable("it is packed in a way that can't be read")
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(body, MOST_BYTES + 1)
    except zlib.error as problem:
        raise Unreachable("it is packed, and damaged") from problem
