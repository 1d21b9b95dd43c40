"""Draws one view of one step: a function call as a card with its controls, anything else as the view says.

Must not decide what became of a call: its record tells.
"""

from __future__ import annotations

from components import call_card
from components.paint import paint
from workbench.records import StepRecord, Turn
from workbench.views import Activity, View


def draw_step(turn: Turn, record: StepRecord, view: View, *, key: str, open_to_answers: bool = False) -> None:
    """Draw a view of this step. `open_to_answers`: a call that waits for a person gets its buttons."""
    call = record.get("call")
    if call is not None and isinstance(view, Activity):
        call_card.draw(turn, call, view, key=key, open_to_answers=open_to_answers)
    else:
        paint(view, key)
