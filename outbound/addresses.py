"""Which address a name stands for, and whether it may be met: public ones, and the private ones that were allowed by name."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Collection

LOOKUP_S = 5.0
EVERYWHERE = "*"
"""Stands in a list of allowed hosts for all of them."""


class Unsafe(Exception):
    """The address is not on the public web, and was not allowed by name."""


class Unreachable(Exception):
    """The place can't be had; the message says why."""


def resolve(host: str, port: int, private: Collection[str] = (), wait_s: float = LOOKUP_S) -> list[str]:
    """The addresses to connect to, the best first. All of a name must be public, unless `private` names it."""
    found = _looked_up(host, port, wait_s)
    if not found:
        raise Unreachable("the name has no address")
    if not is_named(host, private) and not all(is_public(address) for address in found):
        raise Unsafe("the address is not on the public web")
    return found


def is_named(host: str, private: Collection[str]) -> bool:
    """Whether a host may be met although it isn't public."""
    return EVERYWHERE in private or host.lower() in private


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


def is_loopback(host: str) -> bool:
    """Whether a name or an address is this machine's own, which nobody else can reach."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _looked_up(host: str, port: int, wait_s: float) -> list[str]:
    """The addresses of a name. A look-up can't be ended, so one that hangs is left behind in its thread."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put([str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except (OSError, UnicodeError) as problem:
            answers.put(problem)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=wait_s)
    except queue.Empty:
        raise Unreachable("its name could not be looked up in time") from None
    if isinstance(answer, Exception):
        raise Unreachable("the name is not known") from answer
    return answer


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address within a NAT64 or an IPv4-compatible one."""
    for prefix in ("64:ff9b::/96", "::/96"):
        if ip in ipaddress.ip_network(prefix) and int(ip) > 1:
            return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None
