"""Files over HTTP: resumable uploads as the SDK makes them, also into file search stores, their states and lists."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator import documents, processing
from emulator.admit import admit, project_for
from emulator.clock import wire_time
from emulator.emulator import Emulator
from emulator.errors import ApiError, invalid, not_found
from emulator.offload import threaded
from emulator.paging import page
from emulator.replies import reply
from emulator.shelf import new_id

_NAME = re.compile(r"[a-z0-9-]{1,40}")
_KEEP_S = 48 * 3600.0
_LARGEST = 100 * 1024 * 1024
_INVALID = 3
"""google.rpc.Code of what the caller's bytes are to blame for."""


def _host(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', request.url.netloc)}"


async def upload(request: Request) -> Response:
    """POST /files and POST /fileSearchStores/{store}:uploadToFileSearchStore: the start of an upload, or its bytes."""
    emulator: Emulator = request.app.state.emulator
    identifier = request.query_params.get("upload_id")
    if identifier:
        try:
            return await _receive(request, emulator, identifier)
        except ApiError as problem:  # a final word: without it the SDK sends the same bytes again and again
            problem.headers["x-goog-upload-status"] = "final"
            raise
    caller = await admit(request, reads_body=True)
    if (refusal := caller.refusal()) is not None:
        return refusal
    store = f"fileSearchStores/{request.path_params['store']}" if "store" in request.path_params else ""
    if store and await threaded(emulator.shelf.store, caller.project, store) is None:
        raise not_found(f"File search store '{store}' not found.")
    about = _about(caller.body, request, bool(store))
    begun = await threaded(emulator.shelf.begin, caller.project, about, store)
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
            found[str(row["key"])] = _metadata_value(row)
    return found


def _metadata_value(row: dict[str, Any]) -> Any:
    listed = row.get("stringListValue") or row.get("string_list_value")
    if isinstance(listed, dict):
        return [str(value) for value in listed.get("values") or ()]
    return next((row[key] for key in ("stringValue", "string_value", "numericValue", "numeric_value") if key in row), None)


async def _receive(request: Request, emulator: Emulator, identifier: str) -> Response:
    data = b"".join([chunk async for chunk in request.stream()])
    offset = request.headers.get("x-goog-upload-offset", "0")
    if not offset.isdigit() or int(offset) + len(data) > _LARGEST:
        raise invalid("The upload is malformed or too large.")
    if not await threaded(emulator.shelf.add, identifier, int(offset), data):
        raise ApiError(404, "not_found", "No such upload, or its bytes don't follow those before.")
    if "finalize" not in request.headers.get("x-goog-upload-command", "finalize"):
        return reply({}, headers={"x-goog-upload-status": "active"})
    project, about, store, whole = await threaded(emulator.shelf.take, identifier)
    now = emulator.clock.timestamp()
    if store:
        made = documents.operation(emulator, await documents.put(emulator, project, store, about, whole), upload=True)
    else:
        name = about["name"] or new_id()
        digest = base64.b64encode(hashlib.sha256(whole).hexdigest().encode()).decode()
        fault = processing.fault_of(whole, about["mime"])
        kept = {**about, "size": len(whole), "sha256": digest, "fault": fault}
        await threaded(emulator.shelf.keep_file, project, name, kept, whole, now)
        made = {"file": _file(request, name, kept, now)}
    return reply(made, headers={"x-goog-upload-status": "final"})


def _file(request: Request, name: str, about: dict[str, Any], created: float) -> dict[str, Any]:
    emulator: Emulator = request.app.state.emulator
    takes = processing.seconds(about["mime"], about["size"], emulator.config.speed)
    fault = about.get("fault", "")
    now = processing.state(created, takes, emulator.clock.timestamp(), fault)
    shown = {"name": f"files/{name}", "displayName": about["title"], "mimeType": about["mime"], "sizeBytes": str(about["size"])}
    updated = created if now == "PROCESSING" else created + takes
    times = {"createTime": wire_time(created), "updateTime": wire_time(updated), "expirationTime": wire_time(created + _KEEP_S)}
    return {
        **{key: value for key, value in shown.items() if value},
        **times,
        "sha256Hash": about["sha256"],
        "uri": f"{_host(request)}/v1beta/files/{name}",
        "state": now,
        "source": "UPLOADED",
        **({"error": {"code": _INVALID, "message": fault}} if now == "FAILED" else {}),
    }


def mine(request: Request) -> tuple[Emulator, str]:
    """The emulator, and the project that the request's key belongs to."""
    emulator: Emulator = request.app.state.emulator
    return emulator, project_for(request)


async def list_files(request: Request) -> Response:
    """GET /files, in pages."""
    emulator, project = mine(request)
    found = await threaded(emulator.shelf.files, project, emulator.clock.timestamp())
    return reply(page(request, "files", [_file(request, name, about, created) for name, about, created in found]))


async def get_file(request: Request) -> Response:
    """GET /files/{name}."""
    emulator, project = mine(request)
    name = request.path_params["name"]
    found = await threaded(emulator.shelf.about, project, name, emulator.clock.timestamp())
    if found is None:
        raise not_found(f"File 'files/{name}' not found. It may have been deleted, or it may have expired.")
    return reply(_file(request, name, *found))


async def delete_file(request: Request) -> Response:
    """DELETE /files/{name}."""
    await get_file(request)
    emulator, project = mine(request)
    await threaded(emulator.shelf.drop_file, project, request.path_params["name"])
    return reply({})
