"""A message that holds several requests: told apart, answered one after the other, each in the form asked for it alone.

A later request may point to what an earlier one of the same message was answered with.
"""

from __future__ import annotations

import re

from emulator.brain import facts, shape
from emulator.brain.dialogue import Talk
from emulator.brain.polish import polish
from emulator.brain.registry import Choice, Note, Reply, best
from emulator.brain.text import cut, plain, sentences

Trail = list[tuple[int, Note]]
"""Notes, each with its rank."""
Part = tuple[str, Choice]
"""A request of the message and what answers it best."""

_ASKS = (
    r"(?:what|who|whom|whose|where|when|how|which|why|can you|could you|please|tell me|give (?:me|us|an?|some)|"
    r"explain|calculate|compute|suggest|recommend|list|write|name|convert|translate|do you|is it|are "
    r"there|tell|(?:make|turn|put|shorten|summari[sz]e|rewrite) (?:it|that|this|them))"
)
_JOINT = re.compile(
    rf"\s*[,;]?\s+(?:and|then|also|plus|but)(?:\s+also|\s+then)?\s+(?={_ASKS}\b)|\s*[;]\s+(?={_ASKS}\b)"
    r"|\s*,?\s+(?:and )?then\s+(?=an?\b)",
    re.I,
)
_QUESTION = r"(?:what|who|where|when|why|how)"
_QUESTIONS = re.compile(rf"^\W*(?:and )?{_QUESTION}\b[^,?]+,[^?]+\?\s*$", re.I)
"""Several questions in one sentence: "What is it, who made it and why?"."""
_NEXT_QUESTION = re.compile(rf"\s*,\s+(?={_QUESTION} )", re.I)
_GREETING = re.compile(
    (
        r"^\W*(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|dear (?:model|"
        r"assistant|gemini)|thanks|thank you|please|ok|okay)(?: there| again| everyone| gemini| "
        r"stepwise)?\W*$"
    ),
    re.I,
)
_RECKONS = r"(?:add|subtract|take away|multiply|divide|double|halve|square)"
_GOES_ON = re.compile(rf"\s*(?:and |then )*(?:{_ASKS}|an?|{_RECKONS})\b", re.I)
"""A part that may speak of the answer before it, and isn't the rest of quoted words."""
_CHAIN = re.compile(
    r"(?P<first>[^\n:]{8,}?)(?:,? (?:and )?then|, and|[.?!] (?:Then|After that,?|Afterwards,?)) "
    r"(?P<then>(?:(?:make|turn|put|translate|shorten|summari[sz]e|rewrite|explain|convert) (?:it|that|this|them)\b"
    rf"|{_RECKONS}\b)[^\n:]{{0,80}})$",
    re.I,
)
"""Something is to be made, and then something done with it."""
_LONGEST_CHAIN = 300
_STRONG = 0.5
_MOST_PARTS = 6


def parts(core: str) -> list[str]:
    """The requests and statements of a message."""
    found: list[str] = []
    for sentence in sentences(core):
        joint = [piece for chunk in _questions(sentence) for piece in _JOINT.split(chunk)]
        pieces = [piece.strip(" ,;") for piece in joint if piece and piece.strip(" ,;")]
        found += pieces if all(len(piece.split()) > 1 for piece in pieces) else [sentence]
    merged: list[str] = []
    for part in found:
        if (
            merged
            and re.match(r"(?:and )?(?:what|how) about\b", merged[-1], re.I)
            and re.search(r"\b(?:it|that|there|its)\b", part, re.I)
        ):
            merged[-1] = f"{merged[-1]} {part}"
        else:
            merged.append(part)
    return merged


def _questions(sentence: str) -> list[str]:
    return _NEXT_QUESTION.split(sentence) if _QUESTIONS.match(sentence) else [sentence]


def asked(found: list[str]) -> list[str]:
    """Those of the parts that want an answer: neither statements nor greetings nor the form of the answer."""
    return [part for part in found if not (facts.stated(part) or _GREETING.match(part) or shape.lone(part))]


def choices(talk: Talk, requests: list[str]) -> list[Part]:
    """What answers each request well; a later one is read in the light of the answer before it where it fits better so."""
    strong: list[Part] = []
    seen = talk
    for request in requests:
        choice = best(talk.about(request))
        if strong and _GOES_ON.match(request):
            before, answered = strong[-1]
            seen = seen.after(before, answered.offer.answer().text)
            later = best(seen.about(request))
            choice = later if later.offer.fit > choice.offer.fit else choice
        if choice.offer.fit >= _STRONG:
            strong.append((request, choice))
    return strong[:_MOST_PARTS]


def by_form(talk: Talk) -> tuple[Reply, Trail] | None:
    """The answers, each in its own form, where only some of the requests ask for one; None where the form is for all."""
    requests = asked(parts(talk.whole))
    shapes = [shape.read(request) for request in requests]
    if len(requests) < 2 or not shape.strip(requests[-1]) or all(own == shapes[0] for own in shapes):
        return None
    strong = choices(talk, [shape.strip(request) for request in requests])
    if len(strong) < len(requests):
        return None
    replies = [choice.offer.answer() for _, choice in strong]
    texts = [polish(reply, own) for reply, own in zip(replies, shapes, strict=True)]
    trail = [(index and 2, note) for reply in replies for index, note in enumerate(reply.notes)]
    return Reply("\n\n".join(texts), fixed=True), [(1, _apart(strong)), *trail]


def chain(talk: Talk) -> tuple[Reply, Trail] | None:
    """Both answers where a short request is to be followed by work on its answer: "Write ..., then make it formal"."""
    match = _CHAIN.match(talk.whole) if len(talk.whole) <= _LONGEST_CHAIN else None
    if match is None:
        return None
    strong = choices(talk, [match["first"], match["then"]])
    return several(strong) if len(strong) == 2 else None


def several(strong: list[Part]) -> tuple[Reply, Trail]:
    """The answers to several requests as one."""
    replies: list[Reply] = []
    trail: Trail = []
    for _, choice in strong:
        reply = choice.offer.answer()
        if all(reply.text != other.text for other in replies):
            replies.append(reply)
            trail += [(index and 2, note) for index, note in enumerate(reply.notes)]
    if len(replies) == 1:
        return replies[0], trail
    return Reply(
        "\n\n".join(reply.text for reply in replies),
        brief=" ".join(reply.brief or "".join(sentences(plain(reply.text))[:1]) for reply in replies),
        word=", ".join(filter(None, (reply.word for reply in replies))),
        points=tuple(reply.brief or " ".join(sentences(plain(reply.text))[:1]) for reply in replies),
        data={key: value for reply in replies for key, value in reply.data.items()},
    ), [(1, _apart(strong)), *trail]


def _apart(strong: list[Part]) -> Note:
    told = "; ".join(f"“{cut(part, 60)}”" for part, _ in strong)
    return Note("Taking the message apart", f"It holds several requests, which I answer one by one: {told}.")
