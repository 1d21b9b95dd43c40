"""What a request may be refused with: `ApiError` and the shapes Google writes errors in.

ApiError
  invalid()      400 invalid_request
  not_found()    404 not_found
  precondition() 400 failed_precondition
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_CLASSIC_STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "UNIMPLEMENTED",
    409: "ABORTED",
    413: "INVALID_ARGUMENT",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}


class ApiError(Exception):
    """A request refused, in words and codes that go to the client."""

    def __init__(self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})

    def body(self) -> dict[str, Any]:
        """The interactions form: message first, string code."""
        return {"error": {"message": self.message, "code": self.code}}

    def classic_body(self) -> dict[str, Any]:
        """The form of models, files and generateContent: numeric code and an upper-case status."""
        status = _CLASSIC_STATUS.get(self.status, "UNKNOWN")
        return {"error": {"code": self.status, "message": self.message, "status": status}}


def invalid(message: str) -> ApiError:
    """400: the request can't be understood or isn't allowed."""
    return ApiError(400, "invalid_request", message)


def precondition(message: str) -> ApiError:
    """400: understood, but not in this state."""
    return ApiError(400, "failed_precondition", message)


def not_found(message: str) -> ApiError:
    """404: no such thing, or not for this key."""
    return ApiError(404, "not_found", message)
