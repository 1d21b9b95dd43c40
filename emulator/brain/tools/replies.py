"""A polite reply to a letter, part by part, for forms that want one drafted: its subject, its body, its tone, what it does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emulator.brain import inventions
from emulator.brain.skills.judging import mood
from emulator.brain.tools import values, words

_REPLY = frozenset("reply response draft answer".split())
_BODY = frozenset("body text message content email draft reply response".split())
_SUBJECT = re.compile(r"^(?:Subject|Betreff|Re):[ \t]*(\S[^\n]{0,150})", re.M | re.I)
_SIGNED = re.compile(
    r"(?:^|\n|[.!?]\s|[-–—]\s?|,\s?)(?:(?:best|kind|warm)?\s?regards,?|thanks,?|thank you,?|cheers,?)?\s*"
    r"(?P<name>[A-ZÀ-Þ][\w'’-]{1,20})(?: [A-ZÀ-Þ][\w'’-]+)?\s*\Z"
)
_ASKS = re.compile(r"\?|\b(?:can|could|would) you\b|\bplease\b", re.I)


def of(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The parts of a reply by folded name, for a form that wants a reply's subject beside its body."""
    own = {name: set(words.parts(name)) for name in named}
    if not any(said & _REPLY and said & {"subject", "body"} for said in own.values()):
        return {}
    text = text[: values.LONGEST].strip()
    subject, signed = _SUBJECT.search(text), _SIGNED.search(text)
    bad = mood(text)[0] == "negative"
    heart = inventions.APOLOGY if bad else "Thank you for your message. We have received it and will get back to you shortly."
    about = f"Thank you for writing to us about “{subject[1].strip()}”. " if subject and not bad else ""
    hello = f"Hi {signed['name']}," if signed else "Hello,"
    found: dict[str, Any] = {}
    for name, said in own.items():
        if said & _REPLY and "subject" in said:
            found[words.key(name)] = f"Re: {subject[1].strip()}" if subject else "Re: your message"
        elif said & _REPLY and said & _BODY:
            found[words.key(name)] = f"{hello}\n\n{about}{heart}\n\nKind regards,\nCustomer Support"
        elif said & {"actions", "action"} and named[name].get("type") == "array":
            asked = bool(_ASKS.search(text))
            found[words.key(name)] = [*["apologize"] * bad, *["look into the request"] * asked, "acknowledge the message"]
    return found
