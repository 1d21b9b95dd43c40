"""Values that a text hands over by the argument's own name: "version 2.3.1", "subject: Budget", "assign it to dana".

Looks for a label and takes what follows; the other mentions are read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from emulator.brain.library import fold
from emulator.brain.tools import recognised, roles, verbs, words
from emulator.brain.tools.slots import Bid, Slot

_DULL = frozenset("id name number code new the of text value".split())
_TYPED = frozenset("email url phone date datetime time currency unit language".split())
_HANDED = {
    "assignee": r"(?:assign(?:ed)?|give|hand|pass)(?: (?:it|this|that|them|the \w+))? to",
    **dict.fromkeys(("reviewer", "driver", "approver"), r"(?:ask|have|get|put|assign|request|let)"),
    "owner": r"own(?:ed)? by|assign(?:ed)?(?: it)? to",
    **dict.fromkeys(("tag", "label"), r"(?:tag|label|mark|flag)(?:led|ged|ed)?(?: (?:it|her|him|them|this))?(?: as| with)?"),
    **dict.fromkeys(("artist", "author", "band", "composer", "director", "singer"), r"by|written by|composed by|directed by"),
    "sender": r"(?:from|by|sent by)",
    "table": r"(?:into|from|in|of)(?: the)?",
    "symptom": r"(?:have|had|having|got|suffer(?:ing)? from|complain(?:s|ing)? of)(?: an?| the)?",
    "hobby": r"(?:like|love|enjoy)s?(?: to)?",
    "medication": r"(?:took|taking|take|takes|prescribed)(?: an?| some)?",
    **dict.fromkeys(("attendee", "participant"), r"present:?|in attendance:?|attending:?"),
    **dict.fromkeys(
        ("category", "categories"), r"(?:spen[dt]|paid|pay|expenses?|transactions?|charges?) (?:on|for)(?: the| my| our)?"
    ),
    **dict.fromkeys(("weapon", "tool", "instrument"), r"(?:with|using)(?: the| my| an?)?"),
    "reason": r"because(?: of)?|due to|since",
}
_SINCE = re.compile(r"\s+(?:for|since)\s+(?=\d|an?\b|two\b|three\b|four\b|five\b|six\b|last\b|yesterday\b)")
_BESIDE = re.compile(r"\b(?:of|for|in|on|restart|deploy|scale|rollback)\s+(?:the )?([a-z][\w-]{2,40})\b")
_ORDINARY = frozenset(
    "production staging prod dev today last past next hour day week month minutes hours days errors memory".split()
)
_ADDRESSED = frozenset("mention user people member recipient assignee reviewer participant".split())
_TITLED = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?: (?:of|de|the|[A-ZÀ-Þ][\w'’.-]*)){0,5} [A-ZÀ-Þ][\w'’-]*$")
_KINDS_OF = frozenset("type kind category".split())
_KEPT = frozenset({"room"})
"""Names of arguments that are a part of what they hold: the living room is no living."""
_ENDS = (
    "(?:with|at|on|for|in|from|to|and|by|under|about|into|due|tomorrow|today|tonight|next|this|as|that|which|is|has|using|please)"
)
"""Words that a name doesn't go on over."""
_ROUTE = re.compile(
    rf"\bfrom (?:the )?(?P<here>[A-Za-zÀ-ÿ][\w'’.-]*(?: (?!{_ENDS}\b)[\w'’.-]+){{0,4}}) to (?:the )?"
    rf"(?P<there>[A-Za-zÀ-ÿ][\w'’-]*(?: (?!{_ENDS}\b)(?:(?-i:[A-Z]\.){{2,}}|[\w'’-]+)){{0,4}})",
    re.I,
)
_END = r"(?=\s*(?:[.;!?](?:\s|$)|\n|$|,\s|\s(?:and|but|with|for|on|at|from|to|as|in|by|a|an|please|instead)\s))"


def bids(slot: Slot, text: str, slots: Sequence[Slot]) -> Iterator[Bid]:
    """What a text says after an argument's name."""
    if slot.item is not None:
        yield from _listed(slot, text)
        if {"colors", "colours"} & set(slot.parts):
            yield from recognised.colours(slot, text)
        return
    if slot.role in _TYPED:
        return
    if slot.short:
        yield from _called(slot, text)
    yield from recognised.bids(slot, text)
    yield from (*_named(slot, text), *_in_quotes(slot, text))
    yield from _handed(slot, text)
    yield from _akin(slot, text)
    yield from _of_what(slot, text)
    yield from _ahead(slot, text)
    if slot.way and slot.role in ("place", ""):
        yield from _route(slot, text)
    if slot.role == "person":
        yield from _lower(slot, text)


def _labels(slot: Slot) -> list[str]:
    whole = r"[ _-]".join(re.escape(word) for word in slot.parts)
    telling = [word for word in slot.parts if word not in _DULL and len(word) > 2]
    return [whole, *(re.escape(word) for word in telling if len(telling) == 1 and whole != word)]


def _named(slot: Slot, text: str) -> Iterator[Bid]:
    """'version 2.3.1', 'the coupon code is SAVE10', 'table: customers'."""
    for label in _labels(slot):
        strict = (
            rf"(?<![\w])(?:{label})s?\s*(?::|=|\bis\b|\bto be\b|#)\s*[\"'“]?([^\n,;\"”]{{1,300}}?)[\"'”]?"
            r"(?=\s*(?:[.!?]\s|[.!?]?$|[,;\n]|\sand\s))"
        )
        loose = (
            rf"(?<![\w])(?:{label})s?\s+(?:to |of |named |called |as )?[\"'“]?((?=[\w./:-]*\d)[\w./:-]{{1,60}}(?: ?[ap]m\b)?"
            r"|(?-i:[A-ZÀ-Þ])[\w'-]{0,40}(?: (?-i:[A-ZÀ-Þ])[\w'-]{1,40}){0,4}(?: \d{1,6}\b)?)"
        )
        for pattern, score in ((strict, 2.9), (loose, 2.3 if slot.role != "person" else 1.7)):
            for match in re.finditer(pattern, text, re.I):
                value = match[1].strip().rstrip(".!?'")
                if slot.role == "id" or slot.parts[-1:] == ("number",):
                    value = value.split()[0] if value else ""
                if slot.role in ("place", "person") and not value[:1].isupper():
                    continue
                if value and (pattern == strict or fold(value) not in verbs.ALL):
                    yield Bid(score, slot, value, match.span())


def _in_quotes(slot: Slot, text: str) -> Iterator[Bid]:
    """'The bot with ID 'B12'', 'version 'v2'': what stands in quotes after the last word of a name."""
    last = slot.parts[-1] if slot.parts else ""
    label = "(?:id|identifier)" if last in ("id", "identifier") else re.escape(last)
    for match in (
        re.finditer(
            rf"\b{label}s?\s*(?:is|of|to|as|named|called|[:=])?\s*(?:\"([^\"\n]{{1,120}})\"|[‘']([^'’\n]{{1,120}})['’]|`([^`\n]{{1,120}})`)",
            text,
            re.I,
        )
        if last not in ("name", "text", "")
        else ()
    ):
        yield Bid(2.8, slot, match[1] or match[2] or match[3], match.span())


def _of_what(slot: Slot, text: str) -> Iterator[Bid]:
    """'The memory of checkout': a word in small letters for what has a name of its own."""
    if not slot.needed or not set(slot.parts) & recognised.TECHNICAL:
        return
    for match in _BESIDE.finditer(text):
        if match[1] not in words.STOP | verbs.COMMON | _ORDINARY:
            yield Bid(1.45, slot, match[1], match.span(1))


def _akin(slot: Slot, text: str) -> Iterator[Bid]:
    """'Diagnosed with hypertension' for a diagnosis."""
    for stem in slot.stems:
        if len(stem) < 6:
            continue
        for match in re.finditer(
            rf"\b{re.escape(stem[:-1])}\w*\s+(?:with|as|of|is)\s+([a-z][\w-]+(?:"
            rf" [a-z][\w-]+){{0,3}}){_END}",
            text,
            re.I,
        ):
            yield Bid(2.0, slot, match[1], match.span())


def _called(slot: Slot, text: str) -> Iterator[Bid]:
    """'A playlist called Road Trip'."""
    for match in re.finditer(
        r"\b(?:called|named|titled|entitled)\s+(?:[\"'“]([^\"'”\n]{1,120})[\"'”]|((?-i:[A-ZÀ-Þ])[\w'&-]*(?:"
        rf" (?!{_ENDS}\b)[\w'&-]+){{0,6}}|[\w-]{{2,40}}))",
        text,
        re.I,
    ):
        yield Bid(2.9, slot, match[1] or match[2], match.span())


def _handed(slot: Slot, text: str) -> Iterator[Bid]:
    for word in slot.parts:
        if word in _HANDED:
            for match in re.finditer(rf"\b(?:{_HANDED[word]})\s+([\w.@'-]+(?: (?-i:[A-Z])[\w'-]+)?){_END}", text, re.I):
                if fold(match[1]) not in words.STOP:
                    yield Bid(2.1, slot, match[1].rstrip("."), match.span())


def _ahead(slot: Slot, text: str) -> Iterator[Bid]:
    """'The customers table', 'the billing-api service', 'logs of payments': a word beside the argument's name."""
    telling = [word for word in slot.parts if word not in _DULL and len(word) > 2]
    typed = slot.role in ("person", "place", "date", "text", "query", "id", "code")
    if typed or not telling or slot.long or slot.name in ("from", "to"):
        return
    kind = len(telling) > 1 and telling[-1] in _KINDS_OF
    label = re.escape(telling[-2] if kind else telling[-1])
    for match in re.finditer(rf"\b([\w][\w./-]{{1,40}})\s+{label}\b", text, re.I):
        said = fold(match[1])
        if telling == ["type"] and words.stem(said) in slot.subject:
            match = re.search(rf"\b([\w][\w./-]{{1,40}})\s+{re.escape(match[0])}$", text[: match.end()]) or match
            said = fold(match[1])
        if said not in words.STOP and said not in verbs.ALL and said not in verbs.COMMON and not match[1].isdigit():
            named = (
                _TITLED.search(text[max(0, match.start() - 60) : match.end()])
                if match[0][len(match[1]) :].strip()[0].isupper()
                else None
            )
            value = named[0] if named else match[0] if telling[-1] in _KEPT else match[1]
            yield Bid(2.2, slot, value, (match.end() - len(value), match.end()) if named else match.span())


def _route(slot: Slot, text: str) -> Iterator[Bid]:
    """'From the Central Station to the airport': the two ends of a way, whatever they are."""
    for match in _ROUTE.finditer(text):
        end = "here" if slot.way == "from" else "there"
        yield Bid(2.25, slot, match[end], match.span(end))


def _lower(slot: Slot, text: str) -> Iterator[Bid]:
    """A person in small letters after 'to', 'with' or 'from'."""
    for match in re.finditer(
        r"\b(?:to|with|from|for|by)\s+([a-z]{3,20})\b(?!\s+[a-z]{3,}(?<!\band)(?<!\bat)(?<!\bon)(?<!\bfor)(?<!\bto))", text
    ):
        said = match[1]
        if said not in words.STOP and said not in verbs.ALL and said not in verbs.COMMON and not roles.named("place", match[0]):
            yield Bid(1.3 if slot.needed else 1.0, slot, said, match.span())


def _listed(slot: Slot, text: str) -> Iterator[Bid]:
    """'Tag her as vip and partner', 'ingredients: flour, eggs and milk'."""
    if slot.role in _TYPED or slot.kind not in ("string",):
        return
    if _ADDRESSED & {word.removesuffix("s") for word in slot.parts}:
        yield from (Bid(2.4, slot, match[0], match.span()) for match in re.finditer(r"(?<![\w.])@[A-Za-z][\w-]{0,60}", text))
    if {"hashtag", "hashtags", "tag", "tags"} & set(slot.parts):
        yield from (Bid(2.5, slot, match[1], match.span()) for match in re.finditer(r"(?<![\w#])#([A-Za-z]\w{1,40})", text))
    single = slot.parts[-1].removesuffix("s") if slot.parts else ""
    lead = _HANDED.get(single, "")
    own = r"[ _-]".join(re.escape(word) for word in slot.parts)
    options = "|".join(
        filter(
            None,
            [
                lead,
                rf"{own}\s*(?::|=|\bare\b|\bis\b|\bof\b|\bwith\b)?",
                rf"{re.escape(single)}s?\s*(?::|=|\bare\b)" if single else "",
            ],
        )
    )
    for match in re.finditer(rf"\b(?:{options})\s+((?:[^.;!?\n]|\.(?=\w)){{2,400}})", text, re.I):
        at = match.start(1)
        for part in re.finditer(r"(?:(?!,|\s+and\s+|\s+or\s+|\s+&\s+).)+", match[1]):
            said = _SINCE.split(re.sub(r"^\W*(?:(?:and|or|&|the|as|an?|at|in|from|to)\s+)*", "", part[0]))[0].strip(" .\"'“”`")
            if re.match(r"(?:it|i|we|they|he|she|that)\b", said, re.I):
                break
            if said and len(said.split()) <= 4 and fold(said.split()[0]) not in verbs.ALL:
                yield Bid(2.6 if single in ("tag", "label") else 2.2, slot, said, (at + part.start(), at + part.end()))
            elif said:
                break
