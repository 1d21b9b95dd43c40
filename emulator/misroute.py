"""Paths and methods that lead nowhere: a 404 or 405 that says what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.requests import Request

from emulator.errors import ApiError

_TWICE = re.compile(r"/(v1|v1beta|v1alpha|v1beta2)/(v1|v1beta|v1alpha|v1beta2)(/|$)")
_VERTEX = re.compile(r"/projects/[^/]+/locations/")


_NEW = ("/interactions", "/agents", "/environments", "/webhooks", "/voices", "/triggers", "/credentials", "/decisions")


def is_classic(path: str) -> bool:
    """True for the older endpoints, whose errors carry a numeric code."""
    return not any(name in path for name in _NEW)


def explain(request: Request, status: int, headers: Mapping[str, str]) -> ApiError:
    """The error for a request that no route takes."""
    asked = str(request.scope.get("emulator.asked", request.url.path))
    if status == 405:
        allowed = headers.get("Allow", "")
        return ApiError(
            405, "invalid_request", f"Method {request.method} is not allowed for {asked}. Allowed: {allowed}.", headers
        )
    return ApiError(404, "not_found", f"Not found: {asked}.{_advice(request, asked)}")


def _advice(request: Request, asked: str) -> str:
    base = f"{request.url.scheme}://{request.url.netloc}"
    if _TWICE.search(asked):
        return f" The API version stands twice in this path: give the SDK a base URL without it, {base}."
    if _VERTEX.search(asked):
        return " This is a path of the Gemini Enterprise Agent Platform; the emulator speaks the Gemini Developer API only."
    if "//" in asked:
        return " There is a double slash in this path: check the base URL."
    if asked.startswith(("/interactions", "/models")):
        return f" The API version is missing: use {base}/v1{asked}."
    if asked.endswith("/"):
        return " There is a slash too many at the end."
    return " The emulator serves interactions, models, files and file search stores."
