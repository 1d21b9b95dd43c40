"""What every request passes first: an SDK that speaks this schema, a key, a body that is JSON, and the faults asked for."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator import mishaps
from emulator.emulator import Emulator
from emulator.errors import ApiError, invalid
from emulator.faults import Fault
from emulator.pace import Pace
from emulator.sse import compact

_LEGACY = re.compile(r"google-genai-sdk/1\.")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
"""An escape that may be half a character, which can't be stored or sent on."""
UPGRADE = (
    "The legacy Interactions API schema is no longer supported. Please upgrade your client SDK to Python >= 2.0.0 or"
    " JavaScript/TypeScript >= 2.0.0 to adopt the new 'steps' schema. For details and migration examples, see:"
    " https://ai.google.dev/gemini-api/docs/interactions-breaking-changes-may-2026"
)
_LARGE = 256 * 1024
"""Bodies above this are parsed and counted beside the event loop."""


@dataclass(frozen=True)
class Caller:
    """A request let in."""

    emulator: Emulator
    project: str
    fault: Fault | None
    body: dict[str, Any]
    large: bool = False
    """Too much to count on the event loop."""

    def refusal(self) -> Response | None:
        """The answer of a fault that comes before everything else."""
        return mishaps.before(self.fault)


async def admit(request: Request, reads_body: bool = False) -> Caller:
    """Let a request in, or raise what it is refused with."""
    emulator: Emulator = request.app.state.emulator
    project = project_for(request)
    raw = await _raw(request, emulator.config.body_limit) if reads_body else b""
    told = raw.decode("utf-8", "replace") if raw and len(raw) <= _LARGE else ""
    header = request.headers.get("x-emulator-fault")
    fault = emulator.faults.strike(header, project, request.method, request.url.path, told)
    body: dict[str, Any] = {}
    if reads_body and (fault is None or fault.kind not in ("status", "html")):
        body = await asyncio.to_thread(parse, raw) if len(raw) > _LARGE else parse(raw)
    return Caller(emulator, project, fault, body, len(raw) > _LARGE)


def refuse_legacy(request: Request) -> None:
    """Old SDKs read another schema: tell them as the hosted service does."""
    said = " ".join([*request.headers.getlist("x-goog-api-client"), *request.headers.getlist("user-agent")])
    if _LEGACY.search(said):
        raise invalid(UPGRADE)


def project_for(request: Request) -> str:
    """Whose request it is; raises 401 without a usable key."""
    key = request.headers.get("x-goog-api-key") or request.query_params.get("key") or ""
    if not key.strip():
        raise ApiError(401, "authentication", "API key is missing. Please pass a valid API key.")
    if key.startswith("invalid"):
        raise ApiError(401, "authentication", "API key not valid. Please pass a valid API key.")
    return project_of(key)


def project_of(key: str) -> str:
    """The project that a key stands for; the key itself is never kept."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def pace_of(request: Request, emulator: Emulator) -> Pace:
    """How fast this request wants its answer."""
    asked = request.headers.get("x-emulator-pace")
    if asked is None:
        return Pace(emulator.config.speed, emulator.config.pace)
    try:
        rate = float(asked)
    except ValueError:
        rate = 0.0
    if not 0.1 <= rate <= 1_000_000:
        raise invalid(f"The header x-emulator-pace must be a number of tokens per second, got '{asked}'.")
    return Pace(emulator.config.speed, rate)


async def _raw(request: Request, limit: int) -> bytes:
    raw = bytearray()
    too_large = False
    async for chunk in request.stream():
        too_large = too_large or len(raw) + len(chunk) > limit
        if not too_large:
            raw += chunk
    if too_large:
        raise invalid(f"Request payload size exceeds the limit: {limit} bytes.")
    return bytes(raw)


def parse(raw: bytes) -> dict[str, Any]:
    """The JSON object of a body; nothing at all is an empty one, as in Google's JSON."""
    if not raw.strip():
        return {}
    try:
        text = raw.decode("utf-8")
        body = json.loads(text, parse_constant=_no_constant)
        if _SURROGATE.search(text):
            compact(body).encode()
    except (ValueError, RecursionError) as problem:
        reason = "nested too deeply" if isinstance(problem, RecursionError) else str(problem)
        raise invalid(f"Invalid JSON payload received. {reason[:200]}") from problem
    if not isinstance(body, dict):
        raise invalid("Invalid JSON payload received. Expected an object.")
    return body


def _no_constant(name: str) -> None:
    raise ValueError(f"Unexpected token: {name}")
