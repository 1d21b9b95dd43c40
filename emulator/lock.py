"""Which servers on a database are alive: each holds a lock on a file of its own for as long as its process lives."""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path


class ServerLock:
    """This server's name and its proof of life."""

    def __init__(self, db: str) -> None:
        self._folder = Path(f"{db}.servers")
        self._folder.mkdir(parents=True, exist_ok=True)
        self.owner = secrets.token_hex(8)
        self._path = self._folder / f"{self.owner}.lock"
        with self._alone():
            self._fd = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
            fcntl.flock(self._fd, fcntl.LOCK_EX)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Keeps a sweep from taking a file that has been made and is not locked yet."""
        fd = os.open(self._folder / "all", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX)
            yield
        finally:
            os.close(fd)

    def is_dead(self, owner: str) -> bool:
        """True when no living process holds that server's lock."""
        if owner == self.owner:
            return False
        try:
            fd = os.open(self._folder / f"{owner}.lock", os.O_RDWR)
        except FileNotFoundError:
            return True
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(fd)
        return True

    def sweep(self) -> None:
        """Remove the files of all dead servers."""
        with self._alone():
            for path in self._folder.glob("*.lock"):
                if self.is_dead(path.stem):
                    path.unlink(missing_ok=True)

    def release(self) -> None:
        """Let go at an orderly end."""
        self._path.unlink(missing_ok=True)
        os.close(self._fd)
