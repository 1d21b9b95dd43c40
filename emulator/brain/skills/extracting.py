"""Takes names, dates, addresses, numbers and the like out of a text that stands in the request.

What it takes out stands there letter for letter; it doesn't judge whether a name is a person's.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import world
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import bullets, capitalise, join

_ASK = re.compile(
    r"^\W*(?:please |can you |could you )*(?:extract|list|find|pull out|get|identify|pick out|give me|what are)\b", re.I
)
_MATERIAL = re.compile(r"\b(?:from|in|out of)\b[^:\n]{0,60}[:\n]\s*(?P<text>.+)$", re.I | re.S)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+(?: (?:van|von|de|da|del|der|la|bin|al))*(?: [A-ZÀ-Þ][\w'’-]+)+\b")
_KINDS: dict[str, tuple[str, re.Pattern[str]]] = {
    "dates": (
        r"dates?|when",
        re.compile(
            rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\.?(?:,? \d{{4}})?\b"
            rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?\b"
            r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
        ),
    ),
    "e-mail addresses": (r"e-?mails?(?: address(?:es)?)?|email addresses", re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")),
    "phone numbers": (r"phone numbers?|telephone numbers?|phones?", re.compile(r"(?<!\w)\+?\d[\d ()/-]{6,}\d\b")),
    "links": (r"urls?|links?|web addresses|websites?", re.compile(r"\bhttps?://[^\s<>\"')]+")),
    "amounts": (
        r"amounts?|prices?|sums of money|costs?",
        re.compile(r"[$€£¥₹]\s?\d[\d,.]*\d|\b\d[\d,.]*\s?(?:dollars|euros?|pounds|USD|EUR|GBP|€|\$)", re.I),
    ),
    "hashtags": (r"hashtags?", re.compile(r"#\w+")),
    "numbers": (r"(?<!phone )(?<!telephone )numbers?|figures", re.compile(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?(?![\w.]*\w)")),
    "names": (r"names?|people|persons?", _NAME),
}
_CAPITALS = re.compile(r"\bcapitals?\b(?! letters)", re.I)
_PLACES = re.compile(r"\b(?:places?|cities|locations?|countries)\b", re.I)


@skill("extracting")
def offer(talk: Talk) -> Offer | None:
    """Fits a request to take things of known kinds out of a text that follows a colon."""
    text = talk.whole
    if not _ASK.match(text) or not (match := _MATERIAL.search(text[:6_000])):
        return None
    asked = text[: match.start("text")]
    kinds = [kind for kind, (words, _) in _KINDS.items() if re.search(rf"\b(?:{words})\b", asked, re.I)]
    kinds += ["capitals"] if _CAPITALS.search(asked) else ["places"] if _PLACES.search(asked) else []
    return Offer(0.9, partial(_extracted, kinds, match["text"].strip(" \"'“”")), whole=True) if kinds else None


def _extracted(kinds: list[str], text: str) -> Reply:
    found = {kind: _of_kind(kind, text, kinds) for kind in sorted(kinds, key=lambda kind: kind != "names")}
    points = tuple(f"**{capitalise(kind)}:** {join(items) if items else 'none'}" for kind, items in found.items())
    rows = [("Kind", "Found"), *((kind, item) for kind, items in found.items() for item in items)]
    single = next(iter(found.values())) if len(found) == 1 else []
    return Reply(
        bullets(single) if single else bullets(points),
        "; ".join(points).replace("**", ""),
        next((item for items in found.values() for item in items), "none"),
        tuple(single) or points,
        tuple(rows),
        (Note("Reading the text", f"It has {len(text.split())} words; I look for {join(kinds)} in it."),),
        found,
    )


def _of_kind(kind: str, text: str, kinds: list[str]) -> list[str]:
    places = [city.name for city in world.cities_in(text)] + [nation.name for nation in world.countries_in(text)]
    if kind == "capitals":
        capitals = {nation.capital for nation in world.countries().values()}
        return [name for name in dict.fromkeys(places) if name in capitals]
    if kind == "places":
        return list(dict.fromkeys(places))
    items = [match[0].strip(" .,") for match in _KINDS[kind][1].finditer(text)]
    if kind == "names":
        items = [item for item in items if item not in places and not re.search(_MONTH, item.split()[0])]
    if kind == "numbers":
        items = [item for item in items if not any(item in date for date in _of_kind("dates", text, kinds))]
    return list(dict.fromkeys(items))
