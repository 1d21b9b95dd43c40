"""Fetches a page from the public web without being led elsewhere: every address is checked, and the checked one is connected to.

Knows HTTP and addresses, nothing of models. It sends no cookie, no key and no header but its own.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

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


class Unsafe(Exception):
    """The address is not on the public web, or nothing a page is read from."""


class Unreachable(Exception):
    """The page can't be had; the message says why."""


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
        answer, connection = _request(url, private, until)
        try:
            if answer.status in (301, 302, 303, 307, 308) and answer.getheader("location"):
                url = urljoin(url, str(answer.getheader("location")))
                continue
            return _page(url, answer, until)
        except (OSError, http.client.HTTPException) as problem:
            raise Unreachable(f"the connection broke ({type(problem).__name__})") from problem
        finally:
            connection.close()
    raise Unreachable("it redirects too often")


def _request(url: str, private: tuple[str, ...], until: float) -> tuple[http.client.HTTPResponse, http.client.HTTPConnection]:
    parts = _checked(url, private)
    host, port = str(parts.hostname), parts.port or (443 if parts.scheme == "https" else 80)
    address = resolve(host, port, private)
    connection = _Pinned(host, port, address, parts.scheme == "https", _left(until))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(
            "GET",
            _ascii(path),
            headers={"User-Agent": "stepwise-emulator", "Accept": "text/*, application/json", "Accept-Encoding": "identity"},
        )
        return connection.getresponse(), connection
    except (OSError, http.client.HTTPException, ValueError) as problem:
        connection.close()
        raise Unreachable(f"it could not be reached ({type(problem).__name__})") from problem


def _ascii(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/?&=%:@!$'()*+,;~#[]-._")


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise Unreachable("it took too long")
    return min(left, _STEP_S)


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


def resolve(host: str, port: int, private: tuple[str, ...] = ()) -> str:
    """The address to connect to; all addresses of the name must be public."""
    try:
        found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as problem:
        raise Unreachable("the name is not known") from problem
    if host not in private and (not found or not all(is_public(address) for address in found)):
        raise Unsafe("the address is not on the public web")
    return found[0]


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, whatever it is wrapped in."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or _translated(ip)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_unspecified)


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address within a NAT64 or an IPv4-compatible one."""
    for prefix in ("64:ff9b::/96", "::/96"):
        if ip in ipaddress.ip_network(prefix) and int(ip) > 1:
            return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was checked, under the name that was asked for: a second look-up could lie."""

    def __init__(self, host: str, port: int, address: str, tls: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.default_port = 443 if tls else 80
        self._address, self._tls = address, tls

    def connect(self) -> None:
        """Connect to the checked address."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._tls:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _page(url: str, answer: http.client.HTTPResponse, until: float) -> Page:
    if answer.status == 402:
        raise Paywall("it is for subscribers")
    if answer.status >= 400:
        raise Unreachable(f"the server answered {answer.status}")
    kind = (answer.getheader("content-type") or "text/plain").split(";")[0].strip().lower()
    if not kind.startswith(_READABLE):
        raise Unreachable(f"its type {kind} is not text")
    body = bytearray()
    while len(body) <= MOST_BYTES:
        _left(until)
        more = answer.read1(65_536)
        if not more:
            break
        body += more
    charset = answer.headers.get_content_charset() or "utf-8"
    try:
        text = bytes(body[:MOST_BYTES]).decode(charset, "replace")
    except LookupError:
        text = bytes(body[:MOST_BYTES]).decode("utf-8", "replace")
    return Page(url, kind, text, len(body) > MOST_BYTES)
