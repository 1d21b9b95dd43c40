"""Where requests go: finding a key, checking it and the base URL, making a Connection.

A key passes through here and is never written down: not in a repr, a message, the environment or a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from workbench.settings import Connection, Mode, Tier

KEY_NAMES = ("GOOGLE_API_KEY", "GEMINI_API_KEY")
"""In the order in which the SDK looks, so that Stepwise and a script beside it take the same one."""
DEMO_KEY = "demo"
TYPED = "typed in this session"
SECRETS = "secrets.toml"


@dataclass(frozen=True)
class FoundKey:
    """A key, and where it came from in words that may be shown."""

    value: str = field(repr=False)
    source: str


@dataclass(frozen=True)
class Checked:
    """A base URL as it will be used. `problem` set: it can't be; `hint`: it can, but look."""

    url: str
    problem: str = ""
    hint: str = ""


def find_key(typed: str, environ: Mapping[str, str], secrets: Mapping[str, object] | None = None) -> FoundKey | None:
    """The key of this session, else of the environment, else of the secrets file; None when there is none."""
    if typed.strip():
        return FoundKey(typed.strip(), TYPED)
    for name in KEY_NAMES:
        if found := environ.get(name, "").strip():
            return FoundKey(found, name)
    for name in reversed(KEY_NAMES):
        value = (secrets or {}).get(name)
        if isinstance(value, str) and value.strip():
            return FoundKey(value.strip(), SECRETS)
    return None


def check_key(key: str) -> str:
    """What is wrong with a key at first sight, or an empty string. Never repeats the key."""
    if not key.strip():
        return "Enter an API key."
    if re.search(r"\s", key.strip()):
        return "The key has a space or a line break in it: copy it again."
    if not key.strip().isascii() or not key.strip().isprintable():
        return "The key has a character in it that no key has: copy it again."
    if key.strip()[0] in "\"'" or key.strip().lower().startswith("bearer"):
        return "Enter the key alone, without quotes or the word Bearer."
    return ""


def check_base_url(text: str) -> Checked:
    """A base URL: http or https, a host, no credentials, query or version segment."""
    given = text.strip().rstrip("/")
    try:
        parts = urlsplit(given)
        port_ok = parts.port is None or parts.port > 0
    except ValueError:
        return Checked(given, "This is not a valid address.")
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_ok or re.search(r"\s", given):
        return Checked(given, "Start with http:// or https:// and name a host, such as https://example.com.")
    if parts.username is not None or parts.password is not None:
        bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        return Checked(bare, "Leave user and password out of the address.")
    if parts.query or parts.fragment:
        return Checked(given, "Leave everything from ? or # on out of the address.")
    return _without_version(given, parts.scheme, parts.hostname)


def _without_version(given: str, scheme: str, host: str) -> Checked:
    cut = re.sub(r"/v\d+((alpha|beta)\d*)?(/interactions)?$", "", given)
    if cut != given:
        return Checked(cut, hint="The part from the version on was left off: the SDK adds it by itself.")
    if scheme == "http" and host not in ("localhost", "127.0.0.1", "::1"):
        return Checked(given, hint="Without https, everybody on the way can read the key.")
    return Checked(given)


def resolve(
    mode: Mode,
    typed_key: str = "",
    base_url: str = "",
    tier: Tier = "free",
    environ: Mapping[str, str] | None = None,
    secrets: Mapping[str, object] | None = None,
) -> Connection:
    """The connection that these choices make. In demo mode the engine fills in the address of the emulator."""
    if mode == "demo":
        return Connection("demo", base_url, DEMO_KEY, tier)
    found = find_key(typed_key, environ or {}, secrets)
    checked = check_base_url(base_url) if base_url.strip() and mode == "custom" else Checked("")
    return Connection(mode, "" if checked.problem else checked.url, found.value if found else "", tier)


def default_mode(environ: Mapping[str, str], secrets: Mapping[str, object] | None = None) -> Mode:
    """What to start with: Google when a key is at hand, else the offline demo."""
    return "google" if find_key("", environ, secrets) else "demo"


def masked(key: str) -> str:
    """A key as it may be shown: its length and its last characters when it is long enough to hide the rest."""
    return "" if not key else "•" * 8 + (key[-4:] if len(key) >= 24 else "")
