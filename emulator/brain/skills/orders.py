"""Who is taller, older, dearer: puts together what comparisons tell, and judges a further one true, false or uncertain.

Follows "A is taller than B" from one to the next; what isn't linked stays uncertain.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join

_LONGEST = 800
_UP = "taller older heavier bigger larger faster more richer stronger longer higher better dearer pricier warmer hotter".split()
_DOWN = (
    "shorter younger lighter smaller smaller slower less poorer weaker shorter lower worse cheaper cheaper colder colder".split()
)
_OTHER = {"fewer": "more", "less": "more", **dict(zip(_DOWN, _UP, strict=True))}
_WORD = "|".join(dict.fromkeys((*_UP, *_DOWN, "fewer")))
_TOLD = re.compile(
    rf"\b(?P<a>[A-Za-z][\w']{{0,20}}) (?:is|are|was|were|costs?|weighs?|runs?|has|have|earns?|cost) (?:much |far |a bit )?"
    rf"(?P<how>{_WORD})(?: [a-z]+)? than (?:the )?(?P<b>[A-Za-z][\w']{{0,20}})\b",
    re.I,
)
_JUDGE = re.compile(
    r"\b(?:true,? (?:or )?false|true or false|the third statement|is (?:it|this|that) (?:true|certain)|uncertain)\b", re.I
)
_MOST = re.compile(r"\b(?:who|which|what)\b.{0,30}\b(?:is|costs?|are|has|was) (?:the )?(?P<most>[a-z]+est|most|least)\b", re.I)
_LINE = re.compile(r"^\s*\d[.)]\s*", re.M)
Pair = tuple[str, str]


@skill("orders")
def offer(talk: Talk) -> Offer | None:
    """Fits comparisons that are told, with a question for the first of them, or for a further one's truth."""
    text = talk.whole
    if len(text) > _LONGEST or " than " not in text:
        return None
    told = list(_TOLD.finditer(text))
    if len(told) >= 3 and _JUDGE.search(text):
        lines = [at.start() for at in _LINE.finditer(text)]
        last = lines[-1] if len(lines) > 2 else told[-1].start()
        given, claimed = [one for one in told if one.start() < last], [one for one in told if one.start() >= last]
        return Offer(0.97, partial(_judged, given, claimed), whole=True) if given and claimed else None
    if len(told) >= 2 and (most := _MOST.search(text)):
        return Offer(0.97, partial(_first, told, most["most"].lower()), whole=True)
    return None


def _pair(told: re.Match[str]) -> Pair:
    """The greater one first."""
    a, b = (_name(told["a"]), _name(told["b"]))
    return (b, a) if told["how"].lower() in _OTHER else (a, b)


def _name(word: str) -> str:
    return word.lower().removesuffix("s")


def _linked(pairs: list[Pair]) -> set[Pair]:
    """All pairs that follow, step by step."""
    known = set(pairs)
    while new := {(a, d) for a, b in known for c, d in known if b == c} - known:
        known |= new
    return known


def _judged(given: list[re.Match[str]], claimed: list[re.Match[str]]) -> Reply:
    known, claims = _linked([_pair(one) for one in given]), [_pair(one) for one in claimed]
    if all(claim in known for claim in claims):
        said = "true"
    else:
        said = "false" if any((b, a) in known for a, b in claims) else "uncertain"
    order = " > ".join(capitalise(name) for name in _ordered(known))
    why = {
        "true": f"The statements put them in this order: {order}.",
        "false": f"The statements put them in another order: {order}.",
        "uncertain": "The statements don't link the things that it compares.",
    }[said]
    note = Note("Linking the comparisons", why)
    return Reply(f"It is **{said}**. {why}", f"{capitalise(said)}.", capitalise(said), notes=(note,), data={"verdict": said})


def _ordered(known: set[Pair]) -> list[str]:
    names = {name for pair in known for name in pair}
    return sorted(names, key=lambda name: (-sum(pair[0] == name for pair in known), name))


def _first(told: list[re.Match[str]], most: str) -> Reply:
    known = _linked([_pair(one) for one in told])
    names = _ordered(known)
    low = most == "least" or any(word[:4] == most[:4] for word in _DOWN)
    spelt = {_name(one[side]): one[side] for one in told for side in ("a", "b")}
    beaten = {pair[0 if low else 1] for pair in known}
    ends = [name for name in names if name not in beaten]
    order = " > ".join(capitalise(spelt[name]) for name in names)
    if len(ends) > 1:
        said = f"That stays open: {join([capitalise(spelt[name]) for name in ends])} aren't compared with each other."
        return Reply(said, said, "uncertain", notes=(Note("Linking the comparisons", order),))
    winner = capitalise(spelt[ends[0]])
    note = Note("Linking the comparisons", f"{order}.")
    return Reply(f"**{winner}**: the order is {order}.", f"{winner}.", winner, notes=(note,), data={"order": names})
