"""Files and file search stores over HTTP: resumable uploads as the SDK makes them, lists, imports. Only text is searched."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ParamSpec, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from emulator.admit import admit, parse, project_for
from emulator.emulator import Emulator
from emulator.errors import ApiError, invalid, not_found
from emulator.replies import reply
from emulator.shelf import new_id

P = ParamSpec("P")
T = TypeVar("T")
_NAME = re.compile(r"[a-z0-9-]{1,40}")
_KEEP_S = 48 * 3600.0
_LARGEST = 100 * 1024 * 1024


async def _call(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    return await asyncio.to_thread(function, *args, **kwargs)


def _host(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', request.url.netloc)}"


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


async def upload(request: Request) -> Response:
    """POST /files and POST /fileSearchStores/{store}:uploadToFileSearchStore: the start of an upload, or its bytes."""
    emulator: Emulator = request.app.state.emulator
    identifier = request.query_params.get("upload_id")
    if identifier:
        return await _receive(request, emulator, identifier)
    caller = await admit(request, reads_body=True)
    if (refusal := caller.refusal()) is not None:
        return refusal
    store = f"fileSearchStores/{request.path_params['store']}" if "store" in request.path_params else ""
    if store and await _call(emulator.shelf.store, caller.project, store) is None:
        raise not_found(f"File search store '{store}' not found.")
    about = _about(caller.body, request, bool(store))
    begun = await _call(emulator.shelf.begin, caller.project, about, store)
    address = f"{_host(request)}{request.scope['emulator.asked']}?upload_id={begun}"
    return reply({}, headers={"x-goog-upload-url": address, "x-goog-upload-status": "active"})


def _about(body: dict[str, Any], request: Request, for_store: bool) -> dict[str, Any]:
    told = body if for_store else body.get("file") if isinstance(body.get("file"), dict) else {}
    assert isinstance(told, dict)
    named = str(told.get("name") or "").removeprefix("files/")
    if named and not _NAME.fullmatch(named):
        raise invalid("The file name must have at most 40 lowercase letters, digits or dashes.")
    mime = (
        told.get("mime_type") or told.get("mimeType") or request.headers.get("x-goog-upload-header-content-type") or "text/plain"
    )
    title = told.get("display_name") or told.get("displayName") or request.headers.get("x-goog-upload-file-name") or ""
    return {"name": named, "mime": str(mime), "title": str(title), "metadata": metadata_of(told)}


def metadata_of(body: dict[str, Any]) -> dict[str, Any]:
    """Custom metadata as a plain object."""
    rows = body.get("custom_metadata") or body.get("customMetadata") or []
    found: dict[str, Any] = {}
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict) and row.get("key"):
            values = [row[key] for key in ("stringValue", "string_value", "numericValue", "numeric_value") if key in row]
            found[str(row["key"])] = values[0] if values else None
    return found


async def _receive(request: Request, emulator: Emulator, identifier: str) -> Response:
    data = b"".join([chunk async for chunk in request.stream()])
    offset = request.headers.get("x-goog-upload-offset", "0")
    if not offset.isdigit() or int(offset) + len(data) > _LARGEST:
        raise invalid("The upload is malformed or too large.")
    if not await _call(emulator.shelf.add, identifier, int(offset), data):
        raise ApiError(404, "not_found", "No such upload, or its bytes don't follow those before.")
    if "finalize" not in request.headers.get("x-goog-upload-command", "finalize"):
        return reply({}, headers={"x-goog-upload-status": "active"})
    project, about, store, whole = await _call(emulator.shelf.take, identifier)
    now = emulator.clock.timestamp()
    if store:
        made = await _stored(emulator, project, store, about, whole)
    else:
        name = about["name"] or new_id()
        digest = base64.b64encode(hashlib.sha256(whole).hexdigest().encode()).decode()
        kept = {**about, "size": len(whole), "sha256": digest}
        await _call(emulator.shelf.keep_file, project, name, kept, whole, now)
        made = {"file": _file(request, name, kept, now)}
    return reply(made, headers={"x-goog-upload-status": "final"})


async def _stored(emulator: Emulator, project: str, store: str, about: dict[str, Any], data: bytes) -> dict[str, Any]:
    """An operation that is done: the document in its store."""
    if not about["mime"].startswith(("text/", "application/json", "application/xml")):
        raise invalid(f"The emulator searches text files only, not {about['mime']}.")
    about = {**about, "title": about["title"] or about["name"] or "file"}
    name = await _call(emulator.shelf.put, project, store, about, data, emulator.clock.timestamp())
    answer = {"parent": store, "documentName": name}
    return {"name": f"{store}/operations/{new_id()}", "done": True, "response": answer}


def _file(request: Request, name: str, about: dict[str, Any], created: float) -> dict[str, Any]:
    shown = {"name": f"files/{name}", "displayName": about["title"], "mimeType": about["mime"], "sizeBytes": str(about["size"])}
    times = {"createTime": _stamp(created), "updateTime": _stamp(created), "expirationTime": _stamp(created + _KEEP_S)}
    uri = f"{_host(request)}/v1beta/files/{name}"
    return {
        **{key: value for key, value in shown.items() if value},
        **times,
        "sha256Hash": about["sha256"],
        "uri": uri,
        "state": "ACTIVE",
        "source": "UPLOADED",
    }


def _mine(request: Request) -> tuple[Emulator, str]:
    emulator: Emulator = request.app.state.emulator
    return emulator, project_for(request)


async def list_files(request: Request) -> Response:
    """GET /files."""
    emulator, project = _mine(request)
    found = await _call(emulator.shelf.files, project, emulator.clock.timestamp())
    return reply({"files": [_file(request, name, about, created) for name, about, created in found]} if found else {})


async def get_file(request: Request) -> Response:
    """GET /files/{name}."""
    emulator, project = _mine(request)
    name = request.path_params["name"]
    found = await _call(emulator.shelf.file, project, name, emulator.clock.timestamp())
    if found is None:
        raise not_found(f"File 'files/{name}' not found. It may have been deleted, or it may have expired.")
    return reply(_file(request, name, found[0], found[2]))


async def delete_file(request: Request) -> Response:
    """DELETE /files/{name}."""
    await get_file(request)
    emulator, project = _mine(request)
    await _call(emulator.shelf.drop_file, project, request.path_params["name"])
    return reply({})


def _store(row: tuple[Any, ...]) -> dict[str, Any]:
    name, title, created, count = row
    shown = {"name": name, "displayName": title, "createTime": _stamp(created), "updateTime": _stamp(created)}
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
    await _call(caller.emulator.shelf.new_store, caller.project, name, title, now)
    return reply(_store((name, title, now, 0)))


async def list_stores(request: Request) -> Response:
    """GET /fileSearchStores."""
    emulator, project = _mine(request)
    found = await _call(emulator.shelf.stores, project)
    return reply({"fileSearchStores": [_store(row) for row in found]} if found else {})


async def _named(request: Request) -> tuple[Emulator, str, tuple[Any, ...]]:
    emulator, project = _mine(request)
    name = f"fileSearchStores/{request.path_params['store']}"
    row = await _call(emulator.shelf.store, project, name)
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
    await _call(emulator.shelf.drop_store, project, row[0])
    return reply({})


async def import_file(request: Request) -> Response:
    """POST /fileSearchStores/{store}:importFile."""
    emulator, project, row = await _named(request)
    body = parse(await request.body())
    name = str(body.get("fileName") or body.get("file_name") or "").removeprefix("files/")
    found = await _call(emulator.shelf.file, project, name, emulator.clock.timestamp())
    if found is None:
        raise not_found(f"File 'files/{name}' not found.")
    about, data, _ = found
    title = about["title"] or name
    return reply(await _stored(emulator, project, row[0], {**about, "title": title, "metadata": metadata_of(body)}, data))


async def list_documents(request: Request) -> Response:
    """GET /fileSearchStores/{store}/documents."""
    emulator, project, row = await _named(request)
    found = await _call(emulator.shelf.documents, project, row[0])
    shown = [
        {
            "name": name,
            "displayName": title,
            "mimeType": mime,
            "sizeBytes": str(size),
            "state": "STATE_ACTIVE",
            "createTime": _stamp(created),
        }
        for name, title, mime, _, size, created in found
    ]
    return reply({"documents": shown} if shown else {})


async def delete_document(request: Request) -> Response:
    """DELETE /fileSearchStores/{store}/documents/{document}."""
    emulator, project, row = await _named(request)
    await _call(emulator.shelf.drop_document, project, f"{row[0]}/documents/{request.path_params['document']}")
    return reply({})
