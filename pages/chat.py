"""The chat page: the branch on screen, the turn in flight, and the composer."""

from __future__ import annotations

from components import chat, state

branch = chat.carry_out(chat.load())
state.set_latest_interaction_id(chat.latest_id(branch))
chat.header(branch)
chat.turns(branch)
chat.footing(branch)
