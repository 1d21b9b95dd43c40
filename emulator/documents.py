"""The documents of file search stores over HTTP, and the operations that bring a file into a store."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator import processing
from emulator.admit import project_for
from emulator.brain import papers
from emulator.brain.contract import Document
from emulator.clock import wire_time
from emulator.emulator import Emulator
from emulator.errors import invalid, not_found
from emulator.offload import threaded
from emulator.replies import reply
from emulator.shelf import Stored

_STATES = {"PROCESSING": "STATE_PENDING", "ACTIVE": "STATE_ACTIVE", "FAILED": "STATE_FAILED"}
_INVALID = 3
"""google.rpc.Code of what a file's content is to blame for."""


async def put(emulator: Emulator, project: str, store: str, about: dict[str, Any], data: bytes) -> Stored:
    """Take a file into a store."""
    if not papers.is_readable(about["mime"]):
        raise invalid(f"The emulator searches text and PDF files only, not {about['mime']}.")
    pages, fault = await threaded(processing.read, data, about["mime"])
    about = {**about, "title": about["title"] or about["name"] or "file", "pages": pages, "fault": fault}
    return await threaded(emulator.shelf.put, project, store, about, data, emulator.clock.timestamp())


def state(emulator: Emulator, found: Stored) -> processing.State:
    """How far a document is."""
    takes = processing.seconds(found.mime, found.size, emulator.config.speed, in_store=True)
    return processing.state(found.created, takes, emulator.clock.timestamp(), found.fault)


def operation(emulator: Emulator, found: Stored, upload: bool) -> dict[str, Any]:
    """How far the way of a file into its store is, as a long-running operation."""
    store, _, identifier = found.name.partition("/documents/")
    named = {"name": f"{store}/{'upload/' * upload}operations/{identifier}"}
    now = state(emulator, found)
    if now == "PROCESSING":
        return named
    if now == "FAILED":
        return {**named, "done": True, "error": {"code": _INVALID, "message": found.fault}}
    return {**named, "done": True, "response": {"parent": store, "documentName": found.name}}


def searchable(emulator: Emulator, project: str, stores: tuple[str, ...]) -> list[Document]:
    """The documents that a search may use now, with their words."""
    return [
        Document(found.name, found.title, emulator.shelf.pages(project, found.name), found.metadata)
        for store in stores
        for found in emulator.shelf.documents(project, store)
        if state(emulator, found) == "ACTIVE"
    ]


async def _found(request: Request, identifier: str) -> tuple[Emulator, str, Stored]:
    emulator: Emulator = request.app.state.emulator
    project, store = project_for(request), f"fileSearchStores/{request.path_params['store']}"
    name = f"{store}/documents/{identifier}"
    held = await threaded(emulator.shelf.documents, project, store)
    found = next((document for document in held if document.name == name), None)
    if found is None:
        raise not_found(f"Document '{name}' not found.")
    return emulator, project, found


async def get_operation(request: Request) -> Response:
    """GET /fileSearchStores/{store}/operations/{operation} and /fileSearchStores/{store}/upload/operations/{operation}."""
    emulator, _, found = await _found(request, request.path_params["operation"])
    return reply(operation(emulator, found, "/upload/operations/" in request.url.path))


async def get_document(request: Request) -> Response:
    """GET /fileSearchStores/{store}/documents/{document}."""
    emulator, _, found = await _found(request, request.path_params["document"])
    return reply(shown(emulator, found))


async def delete_document(request: Request) -> Response:
    """DELETE /fileSearchStores/{store}/documents/{document}."""
    emulator, project, found = await _found(request, request.path_params["document"])
    await threaded(emulator.shelf.drop_document, project, found.name)
    return reply({})


def _entry(key: str, value: Any) -> dict[str, Any]:
    if isinstance(value, list):
        return {"key": key, "stringListValue": {"values": value}}
    return {"key": key, "numericValue" if isinstance(value, int | float) else "stringValue": value}


def shown(emulator: Emulator, found: Stored) -> dict[str, Any]:
    """A document as the API shows it."""
    entries = [_entry(key, value) for key, value in found.metadata.items()]
    return {
        "name": found.name,
        "displayName": found.title,
        "mimeType": found.mime,
        "sizeBytes": str(found.size),
        "state": _STATES[state(emulator, found)],
        "createTime": wire_time(found.created),
        "updateTime": wire_time(found.created),
        **({"customMetadata": entries} if entries else {}),
    }
