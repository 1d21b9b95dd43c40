"""The signs by which a message gives itself away as bait: a threat, a deadline, a wish for passwords, a link, nobody's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emulator.brain.tools import values, words

_SIGNS = (
    (r"\b(?:suspend|block|lock|clos|terminat|deactivat|limit|delet)\w*\b", "It threatens to close or block something."),
    (r"\b(?:within|in the next) \d+ (?:hours?|days?|minutes?)\b|\bimmediately\b|\burgent\w*\b|\bat once\b"
     r"|\bexpires? (?:today|soon)\b",
     "It presses for haste."),
    (r"\b(?:verify|confirm|update|enter|provide)\b[^.]{0,40}\b(?:password|pin|account|card|identity|details|bank)\b|\bpassword\b",
     "It asks for a password or personal details."),
    (r"https?://\S+|\bclick (?:here|the link|below)\b", "It wants a link to be opened."),
    (r"\bdear (?:customer|user|client|sir|madam|member|account holder|valued)\b", "It greets nobody by name."),
    (r"\b(?:you(?:['’]ve| have) won|prize|lottery|inheritance|gift card|free money|million"
     r" dollars)\b", "It promises money or a prize."),
)  # fmt: skip
_FLAGS = frozenset("flags flag signs reasons indicators warnings".split())
_ADVICE = "Don't open the link or answer; report the message and delete it."


def signs(text: str) -> list[str]:
    """The signs that a message has, in words."""
    return [said for pattern, said in _SIGNS if re.search(pattern, text[: values.LONGEST], re.I)]


def of(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What is found of it for properties that ask about phishing or a scam, by folded name."""
    everybody = {word for name in named for word in words.parts(name)}
    if not (everybody | set(re.findall(r"[a-z]+", text[:120].lower()))) & {"phishing", "scam", "fraud", "suspicious"}:
        return {}
    seen, found = signs(text), dict[str, Any]()
    for name, schema in named.items():
        own = set(words.parts(name))
        if own & {"phishing", "scam", "fraud", "suspicious", "fraudulent"} and schema.get("type") == "boolean":
            found[words.key(name)] = len(seen) > 1
        elif own & _FLAGS and schema.get("type") == "array" and seen:
            found[words.key(name)] = seen
        elif (
            own & {"action", "recommendation", "advice"}
            and schema.get("type") == "string"
            and "enum" not in schema
            and len(seen) > 1
        ):
            found[words.key(name)] = _ADVICE
    return found
