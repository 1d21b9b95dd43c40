"""Finds a PostgreSQL server's programs for the tests, installs them when asked to, and runs a throw-away server.

Prints the folder of the programs. The server keeps its data in a folder of its own and listens on a socket there only.
"""

from __future__ import annotations

import argparse
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

ADVICE = (
    "The part of the tests that needs PostgreSQL is not run: no server was found, and none could be installed. "
    "Debian: apt-get install postgresql; elsewhere set STEPWISE_POSTGRES to the folder that holds initdb and pg_ctl."
)
ACCOUNT = "postgres"
"""Who runs the server when we are root, which PostgreSQL refuses to be run by."""


def find() -> str | None:
    """The folder that holds initdb and pg_ctl: STEPWISE_POSTGRES, Debian's newest, or what is on the path."""
    named = os.environ.get("STEPWISE_POSTGRES")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    on_path = shutil.which("pg_ctl")
    places = [*filter(None, [named]), *map(str, debian), *([os.path.dirname(os.path.realpath(on_path))] if on_path else [])]
    usable = (place for place in places if all(Path(place, name).exists() for name in ("initdb", "pg_ctl", "postgres")))
    return next(usable, None) if os.geteuid() != 0 or _account() is not None else None


def install() -> None:
    """Debian's PostgreSQL, when we are root and have apt-get."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    for command in (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", "postgresql")):
        subprocess.run(["apt-get", *command], stdout=sys.stderr, stdin=subprocess.DEVNULL, check=False)


@contextmanager
def server() -> Iterator[str]:
    """A running server for as long as the context lasts; its address without a database's name."""
    programs = find()
    if programs is None:
        raise RuntimeError(ADVICE)
    folder = Path(tempfile.mkdtemp(prefix="stepwise-pg-"))
    if (account := _account()) is not None:
        os.chown(folder, account.pw_uid, account.pw_gid)
    data, log = folder / "data", folder / "log"
    try:
        _run(f"{programs}/initdb", "-D", str(data), "-U", "stepwise", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c max_connections=60"
        _run(f"{programs}/pg_ctl", "-D", str(data), "-w", "-l", str(log), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://stepwise@/{{database}}?host={quote(str(folder), safe='')}"
        finally:
            _run(f"{programs}/pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: str) -> None:
    account = _account()
    as_account: dict[str, Any] = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    done = subprocess.run(
        command, **as_account, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip()}")


def _account() -> pwd.struct_passwd | None:
    """The account to become; None when we are not root, or when there is none."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        return None


def main() -> int:
    """Print where the programs are; with --install make them available first when needed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="install them when none are found")
    wanted = parser.parse_args()
    if find() is None and wanted.install:
        install()
    found = find()
    print(found or ADVICE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
