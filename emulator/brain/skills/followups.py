"""Speaks about one point of a list that was given before: more on number 3, how two of them go together.

Points are taken from the conversation; what is added comes from the guidebook or the library, and nowhere else.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import guidebook, library, references
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import ORDINALS, join, plain

_MORE = re.compile(
    r"\b(?:elaborate|more (?:about|on)|expand|explain|detail|describe|what (?:do you mean|about)|how (?:do|would|about)|"
    r"tell me|say more|why)\b",
    re.I,
)
_COMBINE = re.compile(r"\b(?:combine|merge|mix|put together|join)\b", re.I)
_THING = "point|item|idea|option|tip|step|suggestion"
_NUMBER = re.compile(
    rf"\b(?:number |no\.? |#|(?:{_THING}) )?(\d{{1,2}})\b(?! (?!and\b|with\b|please\b|more\b|in\b)[a-z])|"
    rf"\b({'|'.join(ORDINALS)}|last)\b(?: (?:one|{_THING}))?(?=\W*$| (?:and|with|please|more|in)\b)",
    re.I,
)
_WHICH = re.compile(
    r"\bwhich (?:one|of (?:them|these|those)|is|would be|idea|option)\b.{0,20}?"
    r"\b(cheapest|easiest|quickest|fastest|simplest|best|most important)\b",
    re.I,
)
_SPEAKING_OF = {
    "cheapest": "cost cheap free little money",
    "easiest": "easy simple ready quick",
    "simplest": "easy simple ready quick",
    "quickest": "minute quick short five two",
    "fastest": "minute quick short five two",
}
_FULL = re.compile(r"^[ \t]*(?:[-*•]|\d{1,2}[.)])[ \t]+(.{1,400})", re.M)


@skill("follow-ups")
def offer(talk: Talk) -> Offer | None:
    """Fits when a numbered point of the last list is asked about."""
    text = talk.gist
    if len(text) > 160 or not talk.past or not (_NUMBER.search(text) or _WHICH.search(text)):
        return None
    items = next((found for pair in reversed(talk.past[-3:]) if len(found := _FULL.findall(pair.told[:20_000])) >= 2), [])
    if items and (wish := _WHICH.search(text)):
        return Offer(0.8, partial(_best, items, wish[1].lower()))
    chosen = [items[index] for index in _indices(text, len(items))]
    if _COMBINE.search(text) and len(chosen) >= 2:
        return Offer(0.9, partial(_combined, chosen))
    if len(chosen) != 1 or not _MORE.search(text) or _known_elsewhere(chosen[0]):
        return None
    return Offer(0.86, partial(_more, chosen[0], _indices(text, len(items))[0] + 1))


def _best(items: list[str], wish: str) -> Reply:
    words = _SPEAKING_OF.get(wish, "").split()
    fitting = [item for item in items if any(word in item.lower() for word in words)]
    head = _head(fitting[0] if fitting else items[0])
    why = (
        f"it is the one of which my list says so: {plain(fitting[0]).partition(':')[2].strip() or plain(fitting[0])}"
        if fitting
        else "it stands first, and nothing in my list says which is better for you"
    )
    return Reply(
        f"I'd take **{head}**: {why.rstrip('.')}.",
        f"{head}.",
        head,
        notes=(Note("Reading the list again", f"Of {len(items)} points, {len(fitting)} speak of what is {wish}."),),
    )


def _indices(text: str, count: int) -> list[int]:
    found = []
    for digits, word in _NUMBER.findall(text):
        index = int(digits) - 1 if digits else count - 1 if word.lower() == "last" else ORDINALS.index(word.lower())
        if 0 <= index < count:
            found.append(index)
    return list(dict.fromkeys(found))


def _head(item: str) -> str:
    return (references.listing(f"- {item}") or (plain(item),))[0]


def _known_elsewhere(item: str) -> bool:
    """Cities, countries and articles have skills of their own."""
    head = _head(item)
    named = [plain(name).casefold() for name in references.entities(head, "any")]
    return guidebook.point(head) is None and plain(head).casefold() in named


def _more(item: str, place: int) -> Reply:
    head = _head(item)
    noted = Note("Finding the point", f"It is number {place} of the list that I gave: {head}.")
    if (known := guidebook.point(head)) is None:
        near = [entry for entry, share in library.search(plain(item), 1) if share >= 0.6]
        more = f" Close to it in my library is **{near[0].title}**: {near[0].lead}" if near else ""
        return Reply(f"Number {place} was: {item}{more}", plain(item), head, notes=(noted,))
    guide, detail = known
    others = [f"**{other}**" for other, _ in guide.points if other.lower() != head.lower()]
    text = (
        f"Number {place}, **{head}**: {detail}\n\n{guide.lead} It goes well with {join(others[:2])}; "
        "ask for two of them by number, and I'll put them together."
    )
    return Reply(text, detail, head, notes=(noted, Note("Reading the guide", f"{guide.title} has {len(guide.points)} points.")))


def _combined(chosen: list[str]) -> Reply:
    heads = [_head(item) for item in chosen]
    details = [plain(item).partition(":")[2].strip() or plain(item) for item in chosen]
    text = f"**{join(heads)}** go together like this:\n\n" + "\n".join(
        f"{place}. {'First' if place == 1 else 'Then'} {head[:1].lower()}{head[1:]}: {detail}"
        for place, (head, detail) in enumerate(zip(heads, details, strict=True), 1)
    )
    return Reply(
        text,
        f"{join(heads)}, one after the other.",
        heads[0],
        tuple(f"**{head}**: {detail}" for head, detail in zip(heads, details, strict=True)),
        notes=(Note("Finding the points", f"They are {join(heads)} of the list that I gave."),),
    )
