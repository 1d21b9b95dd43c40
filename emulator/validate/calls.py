"""Function calls and their results: every result answers a pending call, and no pending call stays open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from emulator.errors import ApiError, invalid

Step = dict[str, Any]


def check_calls(before: Iterable[Step], steps: Iterable[Step]) -> None:
    """`before` are the steps of the interaction that is continued, `steps` those of the request."""
    pending: dict[str, str] = {}
    for step in before:
        _follow(pending, step, strict=False)
    for step in steps:
        _follow(pending, step, strict=True)
    if pending:
        missing = ", ".join(f"'{call}' ({name})" for call, name in pending.items())
        raise invalid(f"Every pending function call needs a function_result with its call_id. Missing: {missing}.")


def _follow(pending: dict[str, str], step: Step, strict: bool) -> None:
    if step.get("type") == "function_call":
        pending[str(step.get("id"))] = str(step.get("name"))
    elif step.get("type") == "function_result":
        known = pending.pop(str(step.get("call_id")), None)
        if known is None and strict:
            raise invalid(f"The call_id '{step.get('call_id')}' of a function_result does not match any pending function call.")


def check_signatures(model: str, steps: Iterable[Step]) -> None:
    """The strict mode: calls of Gemini 3 models must come back signed."""
    if model.startswith("gemini-2"):
        return
    for at, step in enumerate(steps):
        if step.get("type") == "function_call" and not step.get("signature"):
            raise ApiError(
                400,
                "missing_thought_signature",
                f"Function call is missing a thought signature at 'input[{at}]'. Send function_call steps back as they came.",
            )
