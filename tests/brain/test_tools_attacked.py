"""Pages that attack whoever fetches them: names that change their address, ways back inside, bodies and headers without an end.

A small resolver and a small wire stand for the internet: a public address leads to a server of this test, and every other
connection that is tried is noted and refused.
"""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from emulator.brain.tools import fetching, reading
from outbound import addresses

PUBLIC = "93.184.215.14"
WALL_S = 0.4
Answer = Callable[[socket.socket], None]


class Web:
    """Names with the addresses they have one after another, one public server, and what was connected to."""

    def __init__(self) -> None:
        self.names: dict[str, list[str]] = {"page.example": [PUBLIC]}
        self.looked_up: list[str] = []
        self.connected: list[str] = []
        self.answers: list[Answer] = []
        self.ended = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def look_up(self, host, port, *args, **more):
        self.looked_up.append(host)
        given = self.names.get(host, [host])
        address = given[min(self.looked_up.count(host), len(given)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(self, address, timeout=None, **more):
        self.connected.append(address[0])
        assert address[0] == PUBLIC, f"a connection to {address} was tried"
        line = socket.socket()
        line.settimeout(timeout)
        line.connect(self._listener.getsockname())
        return line

    def _serve(self) -> None:
        while True:
            with contextlib.suppress(OSError):
                line, _ = self._listener.accept()
                threading.Thread(target=self._answer, args=(line, self.answers.pop(0)), daemon=True).start()

    def _answer(self, line: socket.socket, answer: Answer) -> None:
        with line, contextlib.suppress(OSError):
            line.recv(65_536)
            answer(line)


@pytest.fixture
def web(monkeypatch) -> Iterator[Web]:
    made = Web()
    monkeypatch.setattr(socket, "getaddrinfo", made.look_up)
    monkeypatch.setattr(socket, "create_connection", made.connect)
    yield made
    made.ended.set()


def says(head: str, body: bytes = b"") -> Answer:
    return lambda line: line.sendall(f"HTTP/1.1 {head}\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body)


def drips(web: Web, first: bytes, drop: bytes, every_s: float = 0.02) -> Answer:
    """Sends something, then a little at a time for ever: each wait is short, the whole never ends."""

    def answer(line: socket.socket) -> None:
        line.sendall(first)
        while not web.ended.wait(every_s):
            line.sendall(drop)

    return answer


def test_a_name_that_changes_its_address_leads_nowhere_else(web):
    web.names["page.example"] = [PUBLIC, "127.0.0.1"]
    web.answers = [says("200 OK\r\ncontent-type: text/plain", b"The ferry leaves at nine.")]
    assert reading.read("http://page.example/").text == "The ferry leaves at nine."
    assert (web.looked_up, web.connected) == (["page.example"], [PUBLIC])


def test_a_name_that_changes_its_address_before_a_redirect_to_itself_is_refused(web):
    web.names["page.example"] = [PUBLIC, "10.0.0.5"]
    web.answers = [says("302 Found\r\nlocation: /secrets")]
    assert reading.read("http://page.example/").status == "unsafe"
    assert web.connected == [PUBLIC]


@pytest.mark.parametrize(
    "inside",
    [
        "http://127.0.0.1:8080/", "http://[::1]:8080/", "http://169.254.169.254/latest/", "http://intranet.example:8443/",
        "https://192.168.0.1/", "http://2130706433:8080/", "//10.1.2.3:8080/", "http://[::ffff:10.0.0.1]:8080/",
    ],
)  # fmt: skip
def test_a_redirect_from_a_public_page_to_an_address_inside_is_refused_on_every_allowed_port(web, inside):
    web.names |= {"intranet.example": ["10.0.0.5"], "2130706433": ["127.0.0.1"]}
    web.answers = [says(f"301 Moved\r\nlocation: {inside}")]
    assert reading.read("http://page.example/").status == "unsafe"
    assert web.connected == [PUBLIC]


@pytest.mark.parametrize("packing", ["gzip", "x-gzip", "deflate"])
def test_a_packed_bomb_is_opened_no_further_than_may_be_read(web, packing):
    bomb = gzip.compress(b"word " * 8_000_000, compresslevel=1)
    web.answers = [says(f"200 OK\r\ncontent-type: text/plain\r\ncontent-encoding: {packing}", bomb)]
    page = fetching.fetch("http://page.example/")
    assert len(page.text) == fetching.MOST_BYTES
    assert page.cut


def test_a_page_packed_unasked_is_read_and_one_packed_otherwise_or_damaged_is_not(web):
    small = gzip.compress(b"The ferry leaves at nine.")
    packed = [says(f"200 OK\r\ncontent-type: text/plain\r\ncontent-encoding: {how}", body) for how, body in
              (("gzip", small), ("br", small), ("gzip", b"no gzip"))]  # fmt: skip
    web.answers = packed
    assert [reading.read("http://page.example/").status for _ in range(3)] == ["success", "error", "error"]


HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n"


@pytest.mark.parametrize(
    ("first", "drop"),
    [
        (HEAD + b"\r\n", b"a "),
        (HEAD + b"content-length: 99999999\r\n\r\n", b"a "),
        (HEAD + b"transfer-encoding: chunked\r\n\r\n", b"0"),
        (HEAD + b"transfer-encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (HEAD + b"x-long: ", b"a"),
        (HEAD, b"x-more: a\r\n"),
        (b"", b"H"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["body", "long_body", "chunk_size", "chunks", "header", "headers", "status", "continue"],
)
def test_a_server_that_drips_for_ever_is_left_when_the_time_is_up(web, first, drop):
    web.answers = [drips(web, first, drop, 0.01)]
    began = time.monotonic()
    with pytest.raises(addresses.Unreachable):
        fetching.fetch("http://page.example/", wall_s=WALL_S)
    assert time.monotonic() - began < WALL_S + 3


def test_a_handshake_that_never_comes_is_left_when_the_time_is_up(web):
    web.answers = [drips(web, b"", b"")]
    with pytest.raises(addresses.Unreachable, match="too long"):
        fetching.fetch("https://page.example/", wall_s=WALL_S)


@pytest.mark.parametrize("header", [b"x: " + b"a" * 1_000_000, b"x: a\r\n" * 100_000])
def test_a_huge_header_is_refused(web, header):
    web.answers = [lambda line: line.sendall(HEAD + header + b"\r\n\r\nHello there")]
    assert reading.read("http://page.example/").status == "error"


def test_a_look_up_that_hangs_is_left_when_the_time_is_up(web, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: [()] * (not web.ended.wait()))
    with pytest.raises(addresses.Unreachable, match="looked up in time"):
        fetching.fetch("http://page.example/", wall_s=WALL_S)
