"""Answers in a JSON form that the prompt or the system instruction prescribes in words, without a requested schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Offer, Reply, skill
from emulator.brain.skills import structured

if TYPE_CHECKING:
    from emulator.brain.tools.prescribed import Form


@skill("prescribed form")
def offer(talk: Talk) -> Offer | None:
    """Fits where a form is prescribed and nothing else says what the answer has to look like."""
    if talk.ask.response_format is not None:
        return None
    from emulator.brain.tools import prescribed

    form = prescribed.form(Talk.of(talk.ask).whole, talk.ask.system_instruction or "")
    return Offer(0.99, lambda: _answered(talk, form), whole=True) if form else None


def _answered(talk: Talk, form: Form) -> Reply:
    reply = structured.filled(talk.reading(form.rest), form.schema)
    text = json.dumps(json.loads(reply.text), ensure_ascii=False, indent=2)
    return Reply(f"```json\n{text}\n```" if form.fenced else text, fixed=True, data=reply.data, notes=reply.notes)
