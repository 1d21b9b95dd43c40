"""From an HTTP status, a code and the server's own words to a Problem with advice. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from workbench.records import Problem

_LEVELS = re.compile(r"not a supported thinking level.*?Allowed values are: ([^.]+)", re.S)
_WAIT_WORDS = re.compile(r"retry in ([\d.]+) ?s", re.I)
_BAD_KEY = re.compile(r"api key not valid|api_key_invalid|invalid api key|missing api key", re.I)

BY_STATUS: Mapping[int, str] = {
    401: "The key was refused. Open the connection panel and check it.",
    402: "The project needs billing for this. Check the plan in AI Studio.",
    403: "This key may not do that. Check the key, its restrictions and its project in the connection panel.",
    404: "Check the model name, the base URL and the interaction id.",
    408: "The server gave up waiting. Try again.",
    409: "Something else changed it at the same time. Try again.",
    413: "The request is too big. Send less, or upload files instead of inlining them.",
    416: "A value is out of its range. Check the settings.",
    422: "The request was understood but not accepted. Check the settings.",
    429: "Too many requests or too many tokens for now. Wait, then press Retry.",
    499: "The request was cancelled.",
    501: "The API can't do this yet. Change the tools or the model.",
    503: "The service is overloaded or down for the moment. Press Retry.",
    504: "It took too long. Try again, or run it in the background.",
}


def classified(status: int | None, code: str, message: str, wait_s: float | None = None) -> Problem:
    """The Problem for an error that a server answered, or sent within a stream (then without a status)."""
    hint = _by_words(code, message) or _by_status(status, code)
    name = code or _named(status)
    again = _retryable(status, name, message)
    return Problem(status=status, code=name, message=message, hint=hint, retryable=again, wait_s=wait_s)


def in_chain(problem: Problem, previous_interaction_id: str | None) -> Problem:
    """The Problem of a request that went on from a stored interaction: a bare "not found" most likely means that one."""
    if previous_interaction_id and problem["status"] == 404 and problem["code"] != "model_not_found":
        return {**problem, "hint": EXPIRED}
    return problem


def wait_seconds(headers: Any, words: str = "") -> float | None:
    """How long the server asks to wait: retry-after-ms, retry-after (seconds or a date), or its own words."""
    get = getattr(headers, "get", lambda _name: None)
    milliseconds = _number(get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    after = get("retry-after")
    seconds = _number(after)
    if seconds is not None:
        return seconds
    return _until(after) if after else _in_words(words)


def _by_words(code: str, message: str) -> str:
    levels = _LEVELS.search(message)
    if levels:
        return f"Choose another thinking level for this model: {levels[1].strip()}."
    if message.startswith("Input blocked") or code in _BLOCKED:
        return "The API's filters blocked this. Rephrase the prompt; sending the same again won't help."
    if _BAD_KEY.search(message):
        return BY_STATUS[401]
    if code == "model_not_found" or re.search(r"\bmodel\b.*not (found|supported)", message, re.I):
        return "Choose another model in the settings."
    if code in ("not_found", "permission_denied") and re.search(r"interaction|previous", message, re.I):
        return EXPIRED
    if "missing_thought_signature" in (code, message):
        return "Resend the earlier steps exactly as they came, or continue from the stored interaction."
    return ""


def _by_status(status: int | None, code: str) -> str:
    if status is None:
        return "The run ended early. Press Retry to send the same request again." if code not in _BLOCKED else ""
    if status in BY_STATUS:
        return BY_STATUS[status]
    return "The service failed. Press Retry." if status >= 500 else "Check the settings; the message names what is wrong."


def _retryable(status: int | None, code: str, message: str) -> bool:
    if code in _BLOCKED or message.startswith("Input blocked"):
        return False
    return status is None or status in (408, 409, 429, 499) or status >= 500


def _named(status: int | None) -> str:
    return _NAMES.get(status or 0, "api_error" if (status or 0) >= 500 else "invalid_request")


def _number(value: Any) -> float | None:
    try:
        return max(0.0, float(value))
    except (TypeError, ValueError):
        return None


def _until(date: str) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _in_words(words: str) -> float | None:
    found = _WAIT_WORDS.search(words)
    return _number(found[1]) if found else None


EXPIRED = (
    "The server no longer has this interaction: the free tier keeps them 1 day, the paid tier up to 55 days. "
    "Set history to resend, and the earlier steps are sent again from this machine."
)
_NAMES = {
    401: "authentication", 402: "payment_required", 403: "permission_denied", 404: "not_found", 409: "aborted",
    416: "out_of_range", 429: "rate_limit_exceeded", 499: "cancelled", 501: "unimplemented",
    503: "service_unavailable", 504: "deadline_exceeded",
}  # fmt: skip
_BLOCKED = frozenset({
    "safety", "recitation", "language", "prohibited_content", "spii", "blocklist", "image_safety",
    "image_prohibited_content", "image_recitation", "image_other", "content_blocked",
})  # fmt: skip
