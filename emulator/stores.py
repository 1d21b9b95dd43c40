"""File search stores over HTTP: make, list and delete them, import files into them, list and delete what they hold."""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.admit import admit, parse
from emulator.emulator import Emulator
from emulator.errors import ApiError, not_found
from emulator.files import metadata_of, mine, stamp, stored, threaded
from emulator.replies import reply
from emulator.shelf import new_id


def _store(row: tuple[Any, ...]) -> dict[str, Any]:
    name, title, created, count = row
    shown = {"name": name, "displayName": title, "createTime": stamp(created), "updateTime": stamp(created)}
    return {**shown, **({"activeDocumentsCount": str(count)} if count else {})}


async def create_store(request: Request) -> Response:
    """POST /fileSearchStores."""
    caller = await admit(request, reads_body=True)
    if (refusal := caller.refusal()) is not None:
        return refusal
    title = str(caller.body.get("displayName") or caller.body.get("display_name") or "")
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:20]
    name = f"fileSearchStores/{slug}{'-' * bool(slug)}{new_id()}"
    now = caller.emulator.clock.timestamp()
    await threaded(caller.emulator.shelf.new_store, caller.project, name, title, now)
    return reply(_store((name, title, now, 0)))


async def list_stores(request: Request) -> Response:
    """GET /fileSearchStores."""
    emulator, project = mine(request)
    found = await threaded(emulator.shelf.stores, project)
    return reply({"fileSearchStores": [_store(row) for row in found]} if found else {})


async def _named(request: Request) -> tuple[Emulator, str, tuple[Any, ...]]:
    emulator, project = mine(request)
    name = f"fileSearchStores/{request.path_params['store']}"
    row = await threaded(emulator.shelf.store, project, name)
    if row is None:
        raise not_found(f"File search store '{name}' not found.")
    return emulator, project, row


async def get_store(request: Request) -> Response:
    """GET /fileSearchStores/{store}."""
    return reply(_store((await _named(request))[2]))


async def delete_store(request: Request) -> Response:
    """DELETE /fileSearchStores/{store}; one with documents needs `force`."""
    emulator, project, row = await _named(request)
    if row[3] and request.query_params.get("force", "").lower() != "true":
        raise ApiError(400, "failed_precondition", "Cannot delete non-empty FileSearchStore.")
    await threaded(emulator.shelf.drop_store, project, row[0])
    return reply({})


async def import_file(request: Request) -> Response:
    """POST /fileSearchStores/{store}:importFile."""
    emulator, project, row = await _named(request)
    body = parse(await request.body())
    name = str(body.get("fileName") or body.get("file_name") or "").removeprefix("files/")
    found = await threaded(emulator.shelf.file, project, name, emulator.clock.timestamp())
    if found is None:
        raise not_found(f"File 'files/{name}' not found.")
    about, data, _ = found
    title = about["title"] or name
    return reply(await stored(emulator, project, row[0], {**about, "title": title, "metadata": metadata_of(body)}, data))


async def list_documents(request: Request) -> Response:
    """GET /fileSearchStores/{store}/documents."""
    emulator, project, row = await _named(request)
    found = await threaded(emulator.shelf.documents, project, row[0])
    shown = [
        {
            "name": name,
            "displayName": title,
            "mimeType": mime,
            "sizeBytes": str(size),
            "state": "STATE_ACTIVE",
            "createTime": stamp(created),
            "updateTime": stamp(created),
            **_metadata(about),
        }
        for name, title, mime, about, size, created in found
    ]
    return reply({"documents": shown} if shown else {})


def _metadata(kept: str) -> dict[str, Any]:
    """Custom metadata as it was given, beside a document."""
    entries = [
        {"key": key, "numericValue" if isinstance(value, int | float) else "stringValue": value}
        for key, value in json.loads(kept or "{}").items()
    ]
    return {"customMetadata": entries} if entries else {}


async def delete_document(request: Request) -> Response:
    """DELETE /fileSearchStores/{store}/documents/{document}."""
    emulator, project, row = await _named(request)
    await threaded(emulator.shelf.drop_document, project, f"{row[0]}/documents/{request.path_params['document']}")
    return reply({})
