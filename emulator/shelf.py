"""Uploaded files and file search stores, in the emulator's database. Knows no HTTP; safe to use from several threads."""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_KEEP_S = 48 * 3600.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS uploads (id TEXT PRIMARY KEY, project TEXT, about TEXT, target TEXT);
CREATE TABLE IF NOT EXISTS chunks (id TEXT, first INTEGER, data BLOB, PRIMARY KEY (id, first));
CREATE TABLE IF NOT EXISTS files (name TEXT, project TEXT, about TEXT, data BLOB, created REAL,
  PRIMARY KEY (project, name));
CREATE TABLE IF NOT EXISTS stores (name TEXT, project TEXT, title TEXT, created REAL, PRIMARY KEY (project, name));
CREATE TABLE IF NOT EXISTS documents (
  name TEXT, project TEXT, store TEXT, title TEXT, mime TEXT, metadata TEXT, data BLOB, created REAL,
  PRIMARY KEY (project, name));
CREATE TABLE IF NOT EXISTS readings (name TEXT, project TEXT, pages TEXT, fault TEXT, PRIMARY KEY (project, name));
"""
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Stored:
    """A document in a store, without its bytes."""

    name: str
    title: str
    mime: str
    metadata: Mapping[str, Any]
    size: int
    created: float
    fault: str
    """Why it can't be searched; empty when it can."""


def new_id() -> str:
    """A name such as the service gives."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


class Shelf:
    """Files and stores of all projects."""

    def __init__(self, path: str) -> None:
        self._db = sqlite3.connect(path, check_same_thread=False, timeout=10, isolation_level=None)
        self._lock = threading.Lock()
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """End the connection."""
        self._db.close()

    def _all(self, query: str, *values: Any) -> list[Row]:
        with self._lock:
            return self._db.execute(query, values).fetchall()

    def _one(self, query: str, *values: Any) -> Row | None:
        return next(iter(self._all(query, *values)), None)

    def begin(self, project: str, about: dict[str, Any], target: str) -> str:
        """Expect an upload; its id also stands for the key that asked for it."""
        identifier = secrets.token_urlsafe(24)
        self._all("INSERT INTO uploads VALUES (?, ?, ?, ?)", identifier, project, json.dumps(about), target)
        return identifier

    def add(self, identifier: str, offset: int, data: bytes) -> bool:
        """Add bytes to an upload; False when it isn't expected, or not at this place."""
        with self._lock:
            row = self._db.execute(
                "SELECT coalesce((SELECT sum(length(data)) FROM chunks c WHERE c.id = u.id), 0) FROM uploads u WHERE id = ?",
                (identifier,),
            ).fetchone()
            if row is None or row[0] != offset:
                return False
            self._db.execute("INSERT OR REPLACE INTO chunks VALUES (?, ?, ?)", (identifier, offset, data))
            return True

    def take(self, identifier: str) -> tuple[str, dict[str, Any], str, bytes]:
        """A whole upload, which is then forgotten: project, what was said of it, where it goes, its bytes."""
        project, about, target = self._all("SELECT project, about, target FROM uploads WHERE id = ?", identifier)[0]
        data = b"".join(row[0] for row in self._all("SELECT data FROM chunks WHERE id = ? ORDER BY first", identifier))
        self._all("DELETE FROM uploads WHERE id = ?", identifier)
        self._all("DELETE FROM chunks WHERE id = ?", identifier)
        return project, json.loads(about), target, data

    def keep_file(self, project: str, name: str, about: dict[str, Any], data: bytes, now: float) -> None:
        """Keep a file."""
        self._all("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", name, project, json.dumps(about), data, now)

    def file(self, project: str, name: str, now: float) -> tuple[dict[str, Any], bytes, float] | None:
        """A file that has not expired: what is known of it, its bytes, when it came."""
        row = self._one(
            "SELECT about, data, created FROM files WHERE project = ? AND name = ? AND created > ?", project, name, now - _KEEP_S
        )
        return (json.loads(row[0]), bytes(row[1]), row[2]) if row else None

    def about(self, project: str, name: str, now: float) -> tuple[dict[str, Any], float] | None:
        """What is known of a file that has not expired, and when it came."""
        query = "SELECT about, created FROM files WHERE project = ? AND name = ? AND created > ?"
        row = self._one(query, project, name, now - _KEEP_S)
        return (json.loads(row[0]), row[1]) if row else None

    def files(self, project: str, now: float) -> list[tuple[str, dict[str, Any], float]]:
        """All files, the newest first, without their bytes."""
        rows = self._all(
            "SELECT name, about, created FROM files WHERE project = ? AND created > ? ORDER BY created DESC",
            project,
            now - _KEEP_S,
        )
        return [(name, json.loads(about), created) for name, about, created in rows]

    def drop_file(self, project: str, name: str) -> None:
        """Forget a file."""
        self._all("DELETE FROM files WHERE project = ? AND name = ?", project, name)

    def new_store(self, project: str, name: str, title: str, now: float) -> None:
        """Make a store."""
        self._all("INSERT INTO stores VALUES (?, ?, ?, ?)", name, project, title, now)

    def stores(self, project: str) -> list[Row]:
        """Name, title and creation of all stores."""
        return self._all("SELECT name, title, created FROM stores WHERE project = ? ORDER BY created", project)

    def store(self, project: str, name: str) -> Row | None:
        """One store."""
        return self._one("SELECT name, title, created FROM stores WHERE project = ? AND name = ?", project, name)

    def drop_store(self, project: str, name: str) -> None:
        """Forget a store and its documents."""
        for document in self.documents(project, name):
            self.drop_document(project, document.name)
        self._all("DELETE FROM stores WHERE project = ? AND name = ?", project, name)

    def put(self, project: str, store: str, about: dict[str, Any], data: bytes, now: float) -> Stored:
        """Add a document to a store, with what was read of it."""
        name = f"{store}/documents/{new_id()}"
        metadata = json.dumps(about.get("metadata") or {})
        row = (name, project, store, about["title"], about["mime"], metadata, data, now)
        self._all("INSERT INTO readings VALUES (?, ?, ?, ?)", name, project, json.dumps(about["pages"]), about["fault"])
        self._all("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *row)
        return Stored(name, about["title"], about["mime"], about.get("metadata") or {}, len(data), now, about["fault"])

    def documents(self, project: str, store: str) -> list[Stored]:
        """What a store holds."""
        query = (
            "SELECT d.name, title, mime, metadata, length(data), created, coalesce(fault, '') FROM documents d LEFT JOIN "
            "readings r ON r.name = d.name AND r.project = d.project WHERE d.project = ? AND store = ? ORDER BY created, d.name"
        )
        return [Stored(row[0], row[1], row[2], json.loads(row[3] or "{}"), *row[4:]) for row in self._all(query, project, store)]

    def drop_document(self, project: str, name: str) -> None:
        """Forget a document."""
        self._all("DELETE FROM documents WHERE project = ? AND name = ?", project, name)
        self._all("DELETE FROM readings WHERE project = ? AND name = ?", project, name)

    def pages(self, project: str, name: str) -> tuple[str, ...]:
        """The text of a document, page by page."""
        query = (
            "SELECT pages, data FROM documents d LEFT JOIN readings r ON r.name = d.name AND r.project = d.project "
            "WHERE d.project = ? AND d.name = ?"
        )
        row = self._one(query, project, name)
        if row is None:
            return ()
        return tuple(json.loads(row[0])) if row[0] else (bytes(row[1]).decode("utf-8", "replace"),)
