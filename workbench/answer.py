"""Reading an answer out of a turn: its text, and the steps that may be sent back. Changes nothing."""

from __future__ import annotations

from workbench.grounding import TOLD
from workbench.records import StepRecord, Turn, WireStep
from workbench.steps import text_of


def answer_text(turn: Turn) -> str:
    """The text of all model_output steps, in order."""
    return "".join(text_of(record["step"]) for record in turn["steps"] if record["step"].get("type") == "model_output")


def output_steps(turn: Turn) -> list[WireStep]:
    """The steps of this answer as the API may be given them again, each exactly as it came.

    Of a turn that was stopped or failed the partial text is in; unsigned thoughts and calls that were cut off are out. So is
    what generateContent told of its searches, which never came as a step.
    """
    return [record["step"] for record in turn["steps"] if _sendable(record, turn)]


def _sendable(record: StepRecord, turn: Turn) -> bool:
    step = record["step"]
    match step.get("type"):
        case "thought":
            return bool(step.get("signature")) or (turn["state"] in ("done", "needs_action") and not record.get("cut"))
        case "model_output":
            return bool(step.get("content"))
        case str(kind) if kind in TOLD and "contents" in turn["request"]:
            return False
        case _:
            return record["state"] == "closed" and not record.get("cut")
