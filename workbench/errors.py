"""One exception tree for everything that can go wrong between Stepwise and a server, and one Problem for each.

    StepwiseError            the base; the screen catches exactly this one. Carries `.problem`
    |- NotSent               refused on this machine, before anything was sent
    |  `- EmulatorDown       the embedded emulator isn't running and can't be started
    |- Rejected              the server answered with an HTTP error
    |- Unreachable           no answer came, in time or at all
    |  `- NotConnected        no connection could be made, so nothing was accepted
    |- Broken                an answer began but can't be used
    |  `- Dropped            a stream ended before its interaction did
    `- StoreError            the history can't be read or written (workbench.store.errors)

Does no input or output. The SDK is looked at only when it has been imported already: its errors can't exist before.
"""

from __future__ import annotations

import re
import sys
from types import ModuleType
from typing import Any

from workbench.hints import classified, wait_seconds
from workbench.records import Problem

KEYS = r"AIza[\w-]{20,}|AQ\.[\w-]{20,}|(?<=[?&]key=)[^&\s\"']+|(?i:(?<=bearer ))[\w.~+/-]{8,}"
"""What keys look like."""
_KEYS = re.compile(KEYS)


class StepwiseError(Exception):
    """Something the user can be told in plain words."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem["message"])
        self.problem = problem


class NotSent(StepwiseError):
    """Refused on this machine, before anything was sent."""


class EmulatorDown(NotSent):
    """The embedded emulator isn't running and can't be started."""


class Rejected(StepwiseError):
    """The server answered with an HTTP error."""


class Unreachable(StepwiseError):
    """No answer came."""


class NotConnected(Unreachable):
    """No connection could be made, so the request can't have been accepted."""


class Broken(StepwiseError):
    """An answer began but can't be used."""


class Dropped(Broken):
    """A stream ended before its interaction did."""


def problem_of(exc: BaseException) -> Problem:
    """What happened and what to do, for any exception. Keys are taken out of its words."""
    return translated(exc).problem


def translated(exc: BaseException, secret: str = "") -> StepwiseError:
    """Any exception of the SDK or its transport as one of ours; `secret` is cut out of every message."""
    if isinstance(exc, StepwiseError):
        return exc
    error = _from_sdk(exc) or _from_transport(exc) or _from_python(exc)
    error.problem["message"] = redacted(error.problem["message"], secret)
    error.problem["hint"] = redacted(error.problem["hint"], secret)
    error.args = (error.problem["message"],)
    return error


def redacted(text: str, secret: str = "") -> str:
    """The text without anything that looks like a key, and without `secret` itself."""
    if len(secret) >= 6:
        text = text.replace(secret, "(key)")
    return _KEYS.sub("(key)", text)


def problem(
    code: str, message: str, hint: str = "", *, status: int | None = None, retryable: bool = False, wait_s: float | None = None
) -> Problem:
    """A Problem, written short."""
    return Problem(status=status, code=code, message=message, hint=hint, retryable=retryable, wait_s=wait_s)


def _from_sdk(exc: BaseException) -> StepwiseError | None:
    if "google.genai" not in sys.modules:
        return None
    from google.genai import _interactions as family

    if isinstance(exc, family.APIStatusError):
        return _rejected(exc.status_code, exc.body, exc.response.headers, exc.message)
    if isinstance(exc, family.APIConnectionError):
        return _from_transport(exc.__cause__) or _unreachable(str(exc))
    if isinstance(exc, family.APIError):
        return _unreadable(getattr(exc, "status_code", None), exc.body)
    return _from_classic(exc)


def _from_classic(exc: BaseException) -> StepwiseError | None:
    from google.genai import errors as classic

    if isinstance(exc, classic.APIError):
        headers = getattr(exc.response, "headers", {}) if exc.response is not None else {}
        return _rejected(exc.code, exc.details, headers, exc.message or str(exc))
    if isinstance(exc, classic.ContinuationInterruptedError):
        return Dropped(problem("continuation_interrupted", str(exc), "Try again.", retryable=True))
    return None


def _from_transport(exc: BaseException | None) -> StepwiseError | None:
    for http in _transports():
        before_sending = (http.ConnectError, http.ConnectTimeout, http.PoolTimeout, http.UnsupportedProtocol, http.InvalidURL)
        if isinstance(exc, before_sending):
            return _unreachable(str(exc), NotConnected)
        if isinstance(exc, http.TimeoutException):
            return _timed_out()
        if isinstance(exc, http.RemoteProtocolError | http.ReadError | http.StreamError | http.DecodingError):
            return Dropped(problem("connection_lost", f"The connection broke off: {exc}", _RETRY, retryable=True))
        if isinstance(exc, http.HTTPError):
            return _unreachable(str(exc))
    return None


def _from_python(exc: BaseException) -> StepwiseError:
    if type(exc).__name__ == "ContinuationTimeoutError":
        return _timed_out()
    if isinstance(exc, TimeoutError | ConnectionError):
        return _unreachable(str(exc))
    if isinstance(exc, ValueError | TypeError | LookupError | AttributeError):  # pydantic's ValidationError is a ValueError
        return NotSent(problem("invalid_request", _first_lines(str(exc)), "The request was not sent. Check the settings."))
    return Broken(problem("internal", f"{type(exc).__name__}: {_first_lines(str(exc))}", _RETRY, retryable=True))


def _rejected(status: int | None, body: Any, headers: Any, message: str) -> StepwiseError:
    inner = body.get("error") if isinstance(body, dict) else None
    if not isinstance(inner, dict):
        return Rejected(_page_problem(status, body, message, headers))
    code = inner.get("code")
    words = str(inner.get("message") or message)
    name = code if isinstance(code, str) else str(inner.get("status") or code or "").lower()
    return Rejected(classified(status, name, words, wait_seconds(headers, words)))


def _page_problem(status: int | None, body: Any, message: str, headers: Any) -> Problem:
    text = body if isinstance(body, str) else message
    if "<" in text and ">" in text:
        text = f"The server answered {status} with a web page instead of an API answer: {_page_words(text)}"
    return classified(status, "", text or f"The server answered {status}.", wait_seconds(headers, text))


def _page_words(html: str) -> str:
    without_style = re.sub(r"(?is)<(style|script).*?</\1>", " ", html)
    return " ".join(re.sub(r"(?s)<[^>]*>", " ", without_style).split())[:160]


def _unreadable(status: int | None, body: Any) -> StepwiseError:
    text = _first_lines(body if isinstance(body, str) else repr(body))
    message = f"The server's answer can't be read: {text}"
    return Broken(problem("invalid_response", message, _WRONG_SERVER, status=status, retryable=True))


def _unreachable(words: str, kind: type[Unreachable] = Unreachable) -> StepwiseError:
    message = f"The server can't be reached: {words or 'connection error'}."
    return kind(problem("unreachable", message, "Check the base URL and the network, then try again.", retryable=True))


def _timed_out() -> StepwiseError:
    return Unreachable(problem("timeout", "The server sent nothing for too long.", _RETRY, retryable=True))


def _first_lines(text: str) -> str:
    return " ".join(text.split())[:400]


def _transports() -> list[ModuleType]:
    return [module for name in ("httpx2", "httpx") if (module := sys.modules.get(name)) is not None]


_RETRY = "Nothing was sent again by itself. Retry sends exactly the same request."
_WRONG_SERVER = "Check that the base URL belongs to the Gemini API or to an emulator of it."
