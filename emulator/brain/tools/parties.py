"""Who pays and who is paid: "bill to Acme Corp", "from Blue Ltd", the shop at the head of a receipt."""

from __future__ import annotations

import re

from emulator.brain.tools import values, words

_PARTIES = {
    "customer": "bill to|billed to|customer|client|buyer|ship to|sold to|for|to",
    "vendor": "from|seller|vendor|supplier|issued by|by",
}
_PARTY = {"customer": "customer", "client": "customer", "buyer": "customer", "recipient": "customer"} | dict.fromkeys(
    ("vendor", "seller", "supplier", "issuer", "company", "merchant", "store"), "vendor"
)


_HEAD = re.compile(r"\s*([A-ZÀ-Þ][\w'’&.-]*(?: [A-ZÀ-Þ&][\w'’&.-]*){1,4})(?=,\s|\n)")
"""What a receipt begins with: the shop."""


def party(text: str, name: str) -> str:
    """What a text says of the one who pays or the one who is paid."""
    role = next((_PARTY[word] for word in words.parts(name) if word in _PARTY), "")
    if not role:
        return ""
    match = re.search(rf"\b(?:{_PARTIES[role]})\b\s*:?\s+([A-ZÀ-Þ][^\n]{{1,120}})", text[: values.LONGEST])
    match = match or re.search(rf"(?i:\b(?:{_PARTIES[role]})\b\s*:\s*)([^\n]{{2,120}})", text[: values.LONGEST])
    if match is None and role == "vendor":
        match = _HEAD.match(re.sub(r"^[^:\n]{0,40}:\s*", "", text))
    return re.split(r"\s+(?:on|dated|for|to|by|via|with|using)\s", match[1])[0].strip() if match else ""
