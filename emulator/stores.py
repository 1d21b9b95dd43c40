"""File search stores over HTTP: make, list and delete them, import files into them, list what they hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator import documents
from emulator.admit import admit, parse
from emulator.clock import wire_time
from emulator.emulator import Emulator
from emulator.errors import ApiError, not_found
from emulator.files import metadata_of, mine
from emulator.offload import threaded
from emulator.paging import page
from emulator.replies import reply
from emulator.shelf import Stored, new_id


def _store(emulator: Emulator, row: tuple[Any, ...], held: Sequence[Stored] = ()) -> dict[str, Any]:
    name, title, created = row
    shown = {"name": name, "displayName": title, "createTime": wire_time(created), "updateTime": wire_time(created)}
    states = Counter(documents.state(emulator, one) for one in held)
    numbers = {
        "activeDocumentsCount": states["ACTIVE"],
        "pendingDocumentsCount": states["PROCESSING"],
        "failedDocumentsCount": states["FAILED"],
        "sizeBytes": sum(one.size for one in held),
    }
    return {**shown, **{key: str(number) for key, number in numbers.items() if number}}


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
    return reply(_store(caller.emulator, (name, title, now)))


async def list_stores(request: Request) -> Response:
    """GET /fileSearchStores, in pages."""
    emulator, project = mine(request)
    found = await threaded(emulator.shelf.stores, project)
    shown = [_store(emulator, row, await threaded(emulator.shelf.documents, project, row[0])) for row in found]
    return reply(page(request, "fileSearchStores", shown))


async def _named(request: Request) -> tuple[Emulator, str, tuple[Any, ...]]:
    emulator, project = mine(request)
    name = f"fileSearchStores/{request.path_params['store']}"
    row = await threaded(emulator.shelf.store, project, name)
    if row is None:
        raise not_found(f"File search store '{name}' not found.")
    return emulator, project, row


async def get_store(request: Request) -> Response:
    """GET /fileSearchStores/{store}."""
    emulator, project, row = await _named(request)
    return reply(_store(emulator, row, await threaded(emulator.shelf.documents, project, row[0])))


async def delete_store(request: Request) -> Response:
    """DELETE /fileSearchStores/{store}; one with documents needs `force`."""
    emulator, project, row = await _named(request)
    if await threaded(emulator.shelf.documents, project, row[0]) and request.query_params.get("force", "").lower() != "true":
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
    about = {**about, "title": about["title"] or name, "metadata": metadata_of(body)}
    return reply(documents.operation(emulator, await documents.put(emulator, project, row[0], about, data), upload=False))


async def list_documents(request: Request) -> Response:
    """GET /fileSearchStores/{store}/documents, in pages."""
    emulator, project, row = await _named(request)
    found = await threaded(emulator.shelf.documents, project, row[0])
    return reply(page(request, "documents", [documents.shown(emulator, one) for one in found]))
