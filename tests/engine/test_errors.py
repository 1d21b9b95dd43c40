"""Every family of errors, told in plain words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx2
import pydantic
import pytest
from google.genai import _interactions as family
from google.genai import errors as classic
from google.genai._interactions_continuation import ContinuationTimeoutError

from workbench import errors
from workbench.errors import problem_of, translated
from workbench.store.errors import StoreError

REQUEST: Any = httpx2.Request("POST", "http://x/v1/interactions")


def status_error(status: int, body: Any, **headers: str) -> Exception:
    response: Any = httpx2.Response(
        status, request=REQUEST, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    return family.APIError.generate(status, body, None, response)


def said(status: int, message: str, code: str = "invalid_request", **headers: str) -> Any:
    return problem_of(status_error(status, {"error": {"message": message, "code": code}}, **headers))


@pytest.mark.parametrize(
    ("status", "message", "hint"),
    [
        (400, "Input blocked: This request was blocked by Gemini's filters.", "Rephrase"),
        (
            400,
            "'minimal' is not a supported thinking level for this model. Allowed values are: high, low, medium.",
            "high, low, medium",
        ),
        (400, "API key not valid. Please pass a valid API key.", "connection panel"),
        (401, "Unauthenticated.", "connection panel"),
        (403, "Permission denied.", "connection panel"),
        (404, "Interaction not found.", "resend"),
        (404, "Model gemini-9 not found.", "another model"),
        (413, "Too big.", "Send less"),
        (429, "Quota.", "Wait"),
        (500, "Internal.", "Retry"),
        (501, "Not implemented.", "tools"),
        (503, "Overloaded.", "Retry"),
        (504, "Deadline.", "background"),
    ],
)
def test_each_refusal_says_what_to_do(status: int, message: str, hint: str):
    problem = said(status, message, code="not_found" if status == 404 else "some_code")
    assert problem["message"] == message
    assert problem["status"] == status
    assert hint in problem["hint"]


@pytest.mark.parametrize(
    ("status", "message", "again"),
    [
        (400, "Bad.", False),
        (400, "Input blocked: no.", False),
        (401, "No.", False),
        (404, "No.", False),
        (408, "Late.", True),
        (409, "Busy.", True),
        (429, "Slow down.", True),
        (500, "Oh.", True),
        (503, "Oh.", True),
    ],
)
def test_only_what_may_pass_is_offered_for_retry(status: int, message: str, again: bool):
    assert said(status, message)["retryable"] is again


def test_the_wait_comes_from_any_of_its_places():
    assert said(429, "Slow down.", retry_after="12")["wait_s"] == 12.0
    assert said(429, "Slow down.", retry_after_ms="1500")["wait_s"] == 1.5
    assert said(429, "Please retry in 7.5s.")["wait_s"] == 7.5
    assert said(429, "Slow down.")["wait_s"] is None
    assert said(429, "Slow down.", retry_after="soon")["wait_s"] is None
    date = format_datetime(datetime.now(UTC) + timedelta(minutes=5))
    assert 200 < said(429, "Slow down.", retry_after=date)["wait_s"] <= 300


def test_bodies_of_any_shape_give_a_message():
    for body in (
        None,
        "",
        "plain words",
        [1],
        {"error": "text"},
        {"error": None},
        {"detail": "x"},
        "<html><body><h1>Oops</h1></body></html>",
    ):
        problem = problem_of(status_error(502, body))
        assert problem["status"] == 502
        assert problem["message"]
        assert "<" not in problem["message"]


def test_the_classic_family_is_told_like_the_other():
    body = {"error": {"code": 400, "message": "API key not valid.", "status": "INVALID_ARGUMENT"}}
    problem = problem_of(classic.ClientError(400, body))
    assert (problem["status"], problem["code"], problem["message"]) == (400, "invalid_argument", "API key not valid.")
    assert "connection panel" in problem["hint"]
    assert problem_of(classic.ServerError(503, {"error": {"code": 503, "message": "Down.", "status": "UNAVAILABLE"}}))[
        "retryable"
    ]


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (httpx2.ConnectError("refused"), errors.NotConnected, "unreachable"),
        (httpx2.ConnectTimeout("late"), errors.NotConnected, "unreachable"),
        (httpx2.ReadTimeout("late"), errors.Unreachable, "timeout"),
        (httpx2.RemoteProtocolError("peer closed"), errors.Dropped, "connection_lost"),
        (httpx2.ReadError(""), errors.Dropped, "connection_lost"),
        (httpx2.WriteError("x"), errors.Unreachable, "unreachable"),
        (family.APITimeoutError(REQUEST), errors.Unreachable, "unreachable"),
        (family.APIConnectionError(request=REQUEST), errors.Unreachable, "unreachable"),
        (ContinuationTimeoutError("late"), errors.Unreachable, "timeout"),
        (TimeoutError(), errors.Unreachable, "unreachable"),
        (ValueError("model and agent"), errors.NotSent, "invalid_request"),
        (TypeError("create() got unexpected keyword"), errors.NotSent, "invalid_request"),
        (RuntimeError("?"), errors.Broken, "internal"),
    ],
)
def test_each_error_has_its_place_in_the_tree(error: Exception, kind: type, code: str):
    found = translated(error)
    assert type(found) is kind
    assert (found.problem["code"], found.problem["status"]) == (code, None)


def test_errors_of_the_sdk_are_told_by_their_cause():
    wrapped = family.APIConnectionError(request=REQUEST)
    wrapped.__cause__ = httpx2.ConnectError("refused")
    assert type(translated(wrapped)) is errors.NotConnected


def test_pydantic_refusals_are_told_and_nothing_was_sent():
    with pytest.raises(pydantic.ValidationError) as refusal:
        pydantic.TypeAdapter(int).validate_python("x")
    assert problem_of(refusal.value)["code"] == "invalid_request"


def test_answers_that_break_the_schema_are_told():
    response: Any = httpx2.Response(200, request=REQUEST)
    error = family.APIResponseValidationError(response, "{oops")
    assert problem_of(error)["code"] == "invalid_response"


def test_the_store_explains_itself():
    problem = problem_of(StoreError("The disk is full.", "Free some space."))
    assert (problem["code"], problem["message"], problem["hint"]) == ("history", "The disk is full.", "Free some space.")


KEY = "AIzaSyA-1234567890abcdefghijklmnopqrstu"


@pytest.mark.parametrize(
    "text", [f"API key {KEY} not valid", f"GET http://x/v1?key={KEY}&alt=sse failed", f"Authorization: Bearer {KEY}", f"{KEY}"]
)
def test_no_message_shows_a_key(text: str):
    assert KEY not in problem_of(RuntimeError(text))["message"]
    assert KEY not in said(400, text)["message"]


def test_the_key_in_use_is_cut_out_whatever_it_looks_like():
    error = translated(RuntimeError("the key my-own-secret is bad"), "my-own-secret")
    assert "my-own-secret" not in str(error)
    assert "my-own-secret" not in error.problem["message"]


def test_one_base_catches_everything():
    kinds = [
        errors.NotSent,
        errors.EmulatorDown,
        errors.Rejected,
        errors.Unreachable,
        errors.NotConnected,
        errors.Broken,
        errors.Dropped,
    ]
    assert all(issubclass(kind, errors.StepwiseError) for kind in kinds)
    again = translated(translated(RuntimeError("x")))
    assert problem_of(again) is again.problem
