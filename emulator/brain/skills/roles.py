"""Takes a part that the user gives when nothing is asked of it yet, and says what it may be asked.

Promises no more than the library holds; a request that comes with the part is answered by the other skills.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import library, roleplay
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise


@skill("roles")
def offer(talk: Talk) -> Offer | None:
    """Fits a message that gives a part to play and asks nothing."""
    text = talk.whole
    if len(text) > roleplay.LONGEST:
        return None
    role, request = roleplay.split(text)
    return Offer(0.9, partial(_taken, role), whole=True) if role and request == text else None


def _taken(role: str) -> Reply:
    own = re.sub(r"^my\b", "your", role)
    known = [entry.title for entry, _ in library.search(role, 3)]
    about = f" For example: {', '.join(f'*Explain {title[0].lower() + title[1:]}.*' for title in known[:2])}" if known else ""
    note = Note("Taking the part", f"From here I answer as {own}, as far as my library goes.")
    return Reply(
        f"{capitalise(own)} it is. What is your first question?{about}", f"{capitalise(own)} it is.", "Yes", notes=(note,)
    )
