"""The last question with something changed in it: "if the second person is the last person", "what about when it is twice that?".

Puts the new words in the place of the old ones and answers that question; invents no change.
"""

from __future__ import annotations

import re

from emulator.brain.dialogue import REFUSAL, Talk
from emulator.brain.registry import Note, Offer, Reply, best, skill

_LONGEST = 300
_QUOTES = "\"“”'‘’"
_CHANGED = re.compile(
    rf"\b(?:if|when|suppose|assume|say)\b.{{0,40}}?[{_QUOTES}](?P<old>[^{_QUOTES}\n]{{1,60}})[{_QUOTES}]"
    r" (?:is |was |were |are |had been |gets )?(?:changed (?:to|into)|replaced (?:by|with)|swapped (?:for|with)|instead) "
    rf"[{_QUOTES}](?P<new>[^{_QUOTES}\n]{{1,60}})[{_QUOTES}]"
    rf"|\b(?:replace|change|swap) [{_QUOTES}]?(?P<a>[^{_QUOTES}\n]{{1,40}}?)[{_QUOTES}]? (?:with|by|to|for) "
    rf"[{_QUOTES}]?(?P<b>[^{_QUOTES}\n]{{1,40}}?)[{_QUOTES}]? in (?:the|my) (?:question|problem|above|previous)\b.{{0,40}}",
    re.I,
)


@skill("changed question")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish for the last question with other words in it."""
    match = _CHANGED.search(talk.whole) if len(talk.whole) <= _LONGEST and talk.past else None
    if match is None:
        return None
    old, new = (match["old"] or match["a"]).strip(), (match["new"] or match["b"]).strip()
    said = next((pair.said for pair in reversed(talk.past[-3:]) if old.lower() in pair.said[:2_000].lower()), "")
    if not said or len(said) > 2_000:
        return None
    changed = re.sub(re.escape(old), new.replace("\\", ""), said, flags=re.I)
    choice = best(talk.reading(changed))
    reply = choice.offer.answer()
    if REFUSAL in reply.text:
        return None
    note = Note("Changing the question", f"With “{new}” in the place of “{old}” I answer the question again.")
    return Offer(0.97, lambda: Reply(**{**vars(reply), "notes": (note, *reply.notes)}), whole=True)
