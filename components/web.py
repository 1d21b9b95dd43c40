"""Which addresses may become links: those of the web, and nothing that could run or reach into this machine."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_web(url: str) -> bool:
    """True for http and https; an address that can't be read is no link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
