"""File search stores of the server: listed, made, filled and deleted through the SDK.

Plain values come out, StepwiseError for what fails. Blocks the caller, never the background loop. Keeps nothing: the server is
asked each time.
"""

from __future__ import annotations

import io
import mimetypes
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from workbench import background
from workbench.client import Client
from workbench.errors import NotSent, Unreachable, problem
from workbench.inputs import FieldError
from workbench.settings import Connection

if TYPE_CHECKING:
    from google.genai.client import AsyncClient

T = TypeVar("T")
PATIENCE_S = 20.0
UPLOAD_PATIENCE_S = 180.0
MOST = 200
"""So many stores, or files of one store, are listed."""
LARGEST = 100 * 1024 * 1024
LONGEST_TITLE = 512
UNTITLED = "Files"
MOST_METADATA = 20
FileState = Literal["ready", "processing", "failed", "unknown"]
STATES: dict[str, FileState] = {"STATE_ACTIVE": "ready", "STATE_PENDING": "processing", "STATE_FAILED": "failed"}
TYPES = {".md": "text/markdown", ".py": "text/x-python", ".jsonl": "application/json", ".log": "text/plain", ".yaml": "text/yaml"}
"""What the machine's own table of file types may not know."""


@dataclass(frozen=True)
class FileStore:
    """A store, and how many of its files are in which state."""

    name: str
    title: str
    ready: int
    processing: int
    failed: int
    size: int | None


@dataclass(frozen=True)
class StoredFile:
    """A file in a store."""

    name: str
    title: str
    state: FileState
    mime_type: str
    size: int | None
    created: datetime | None
    metadata: Mapping[str, Any] = field(default_factory=dict)


def stores(connection: Connection) -> tuple[FileStore, ...]:
    """The stores of this key, as the server lists them."""

    async def ask(sdk: AsyncClient) -> tuple[FileStore, ...]:
        return tuple([_store(found) for found in await _listed(sdk.file_search_stores.list())])

    return _asked(connection, ask)


def create(connection: Connection, title: str) -> FileStore:
    """A new, empty store."""
    words = " ".join(title.split())[:LONGEST_TITLE] or UNTITLED

    async def ask(sdk: AsyncClient) -> FileStore:
        return _store(await sdk.file_search_stores.create(config={"display_name": words}))

    return _asked(connection, ask)


def delete(connection: Connection, store: str) -> None:
    """Delete a store with everything in it."""

    async def ask(sdk: AsyncClient) -> None:
        await sdk.file_search_stores.delete(name=store, config={"force": True})

    _asked(connection, ask)


def files(connection: Connection, store: str) -> tuple[StoredFile, ...]:
    """The files of a store, each with its state."""

    async def ask(sdk: AsyncClient) -> tuple[StoredFile, ...]:
        return tuple([file_of(found) for found in await _listed(sdk.file_search_stores.documents.list(parent=store))])

    return _asked(connection, ask)


def upload(connection: Connection, store: str, title: str, data: bytes, metadata: Mapping[str, Any] | None = None) -> None:
    """Put a file into a store; the server may go on processing it. `title` decides what kind of file it is."""
    if not data:
        raise NotSent(problem("empty_file", f"{title} is empty.", "Choose a file with text in it."))
    if len(data) > LARGEST:
        raise NotSent(problem("large_file", f"{title} is larger than {LARGEST // 1024**2} MB.", "The API takes no larger file."))
    config: Any = {"display_name": title[:LONGEST_TITLE], "mime_type": mime_type(title)}
    if metadata:
        config["custom_metadata"] = [_entry(key, value) for key, value in metadata.items()]

    async def ask(sdk: AsyncClient) -> None:
        put = sdk.file_search_stores.upload_to_file_search_store
        await put(file_search_store_name=store, file=io.BytesIO(data), config=config)

    _asked(connection, ask, UPLOAD_PATIENCE_S)


def remove(connection: Connection, file: str) -> None:
    """Delete one file out of its store."""

    async def ask(sdk: AsyncClient) -> None:
        await sdk.file_search_stores.documents.delete(name=file, config={"force": True})

    _asked(connection, ask)


def parse_metadata(text: str) -> dict[str, Any]:
    """Metadata as it is typed, `key = value` with commas or lines between. FieldError says what is wrong."""
    found: dict[str, Any] = {}
    for part in text.replace("\n", ",").split(","):
        if not part.strip():
            continue
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not key or not value:
            raise FieldError(f"Write {part.strip()!r} as name = value.")
        found[key] = _number(value.strip('"'))
    if len(found) > MOST_METADATA:
        raise FieldError(f"A file can have {MOST_METADATA} values at most.")
    return found


def mime_type(title: str) -> str:
    """The kind of a file by its name; plain text when that says nothing."""
    ending = f".{title.rpartition('.')[2].lower()}" if "." in title else ""
    return TYPES.get(ending) or mimetypes.guess_type(title)[0] or "text/plain"


def _asked(connection: Connection, ask: Callable[[AsyncClient], Coroutine[Any, Any, T]], patience_s: float = PATIENCE_S) -> T:
    async def work() -> T:
        async with Client(connection).sdk() as sdk:
            return await ask(sdk)

    try:
        return background.call(work(), patience_s)
    except TimeoutError as error:
        words = f"The server didn't answer within {patience_s:.0f} seconds."
        raise Unreachable(problem("timeout", words, "Try again, or test the connection.", retryable=True)) from error


async def _listed(listing: Coroutine[Any, Any, Any]) -> list[Any]:
    found: list[Any] = []
    async for item in await listing:
        found.append(item)
        if len(found) >= MOST:
            break
    return found


def _store(found: Any) -> FileStore:
    counts = (found.active_documents_count, found.pending_documents_count, found.failed_documents_count)
    ready, processing, failed = (int(count or 0) for count in counts)
    return FileStore(str(found.name), found.display_name or "", ready, processing, failed, found.size_bytes)


def file_of(found: Any) -> StoredFile:
    """A document of the SDK as ours."""
    said = str(getattr(found.state, "value", found.state) or "")
    metadata = {entry.key: _value(entry) for entry in found.custom_metadata or () if entry.key}
    title = found.display_name or str(found.name).rpartition("/")[2]
    kind, state = found.mime_type or "", STATES.get(said, "unknown")
    return StoredFile(str(found.name), title, state, kind, found.size_bytes, found.create_time, metadata)


def _value(entry: Any) -> Any:
    listed = entry.string_list_value.values if entry.string_list_value else None
    return next((value for value in (entry.string_value, entry.numeric_value, listed) if value is not None), None)


def _entry(key: str, value: Any) -> dict[str, Any]:
    return {"key": key, "string_value" if isinstance(value, str) else "numeric_value": value}


def _number(text: str) -> str | float:
    try:
        number = float(text)
    except ValueError:
        return text
    return number if abs(number) < 1e300 else text
