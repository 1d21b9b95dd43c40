"""Values that a text hands over by the argument's own name: "version 2.3.1", "subject: Budget", "assign it to dana".

Looks for a label and takes what follows; the other mentions are read elsewhere.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence

from emulator.brain.library import fold
from emulator.brain.tools import mentions, roles, verbs, words
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
_COLOURS = (
    "red|green|blue|yellow|orange|purple|violet|pink|black|white|gr[ae]y|brown|cyan|magenta|teal|gold|silver"
    "|beige|turquoise|warm white|copper|bronze|navy|cream|ivory|maroon|coral|khaki|lavender|mint|charcoal"
)
_CUISINES = (
    "italian|french|thai|indian|chinese|japanese|mexican|greek|spanish|turkish|korean|vietnamese|lebanese|american"
    "|german|ethiopian|sushi|pizza|ramen|tapas|vegan|vegetarian|seafood|steak|burgers?|bbq|dim sum"
)
_ROOM = re.compile(
    r"\b(?:kitchen|bedroom|living room|bathroom|dining room|office|hallway|hall|garage|garden|balcony|basement|attic|nursery)\b",
    re.I,
)
_TECHNICAL = frozenset(
    "service branch repo repository deployment namespace cluster pod container host server app application package image job"
    " pipeline environment bucket queue topic".split()
)
_IDENTIFIER = re.compile(r"(?<![\w./@-])[a-z][a-z0-9]*(?:[-_/][a-z0-9]+)+(?![\w@])")
_SINCE = re.compile(r"\s+(?:for|since)\s+(?=\d|an?\b|two\b|three\b|four\b|five\b|six\b|last\b|yesterday\b)")
_BESIDE = re.compile(r"\b(?:of|for|in|on|restart|deploy|scale|rollback)\s+(?:the )?([a-z][\w-]{2,40})\b")
_ORDINARY = frozenset(
    "production staging prod dev today last past next hour day week month minutes hours days errors memory".split()
)
_IS_A = re.compile(r"\bis an? (?:[\w-]+-old )?([a-z][\w-]*(?: [a-z][\w-]*)?)(?=[,.]|$|\s(?:who|and|from|at|in|with)\b)")
_MONTH = re.compile(rf"\b(?:{'|'.join(calendar.month_name[1:])})\b")
_ADDRESSED = frozenset("mention user people member recipient assignee reviewer participant".split())
_KEPT = frozenset({"room"})
"""Names of arguments that are a part of what they hold: the living room is no living."""
_ENDS = (
    "(?:with|at|on|for|in|from|to|and|by|under|about|into|due|tomorrow|today|tonight|next|this|as|that|which|is|has|using|please)"
)
"""Words that a name doesn't go on over."""
_ROUTE = re.compile(
    rf"\bfrom (?:the )?(?P<here>[A-Za-zÀ-ÿ][\w'’.-]*(?: (?!{_ENDS}\b)[\w'’.-]+){{0,4}}) to (?:the )?"
    rf"(?P<there>[A-Za-zÀ-ÿ][\w'’-]*(?: (?!{_ENDS}\b)[\w'’-]+){{0,4}})",
    re.I,
)
_END = r"(?=\s*(?:[.;!?](?:\s|$)|\n|$|,\s|\s(?:and|but|with|for|on|at|from|to|as|in|by|a|an|please|instead)\s))"


def bids(slot: Slot, text: str, slots: Sequence[Slot]) -> Iterator[Bid]:
    """What a text says after an argument's name."""
    if slot.item is not None:
        yield from _listed(slot, text)
        if {"colors", "colours"} & set(slot.parts):
            yield from (Bid(2.2, slot, match[0], match.span()) for match in re.finditer(rf"\b(?:{_COLOURS})\b", text, re.I))
        return
    if slot.role in _TYPED:
        return
    if slot.short:
        yield from _called(slot, text)
    yield from _kinds(slot, text)
    yield from _named(slot, text)
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


def _of_what(slot: Slot, text: str) -> Iterator[Bid]:
    """'The memory of checkout': a word in small letters for what has a name of its own."""
    if not slot.needed or not set(slot.parts) & _TECHNICAL:
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


def _kinds(slot: Slot, text: str) -> Iterator[Bid]:
    """Colours and cuisines, which are told by their words alone."""
    own = set(slot.parts)
    known = (
        _COLOURS if own & {"color", "colour", "fill", "background", "stroke"} else _CUISINES if own & {"cuisine", "food"} else ""
    )
    for match in re.finditer(rf"#[0-9a-f]{{3,8}}\b|\b(?:{known})\b" if known else r"(?!)", text, re.I):
        yield Bid(2.2, slot, match[0], match.span())
    if own & {"room", "rooms", "speaker", "device", "zone", "lamp", "player"}:
        yield from (Bid(2.2, slot, match[0].lower(), match.span()) for match in _ROOM.finditer(text))
    if own & {"species", "breed", "animal", "profession", "occupation"}:
        yield from (Bid(2.0, slot, match[1], match.span(1)) for match in _IS_A.finditer(text))
    if "month" in own:
        yield from (Bid(2.2, slot, match[0], match.span()) for match in _MONTH.finditer(text))
    if own & {"postcode", "postal", "zip", "zipcode"}:
        yield from (Bid(2.9, slot, match[0], match.span()) for match in mentions.POSTCODE.finditer(text))
    if own & _TECHNICAL:
        yield from (Bid(2.0, slot, match[0], match.span()) for match in _IDENTIFIER.finditer(text))
    if "channel" in own:
        yield from (Bid(2.9, slot, match[0], match.span()) for match in re.finditer(r"(?<!\w)#[A-Za-z][\w-]{0,80}", text))


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
    label = re.escape(telling[-1])
    for match in re.finditer(rf"\b([\w][\w./-]{{1,40}})\s+{label}\b", text, re.I):
        said = fold(match[1])
        if said not in words.STOP and said not in verbs.ALL and said not in verbs.COMMON and not match[1].isdigit():
            yield Bid(2.2, slot, match[0] if telling[-1] in _KEPT else match[1], match.span())


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
            said = _SINCE.split(re.sub(r"^\W*(?:(?:and|or|&|the|as|an?)\s+)*", "", part[0]))[0].strip(" .\"'“”`")
            if re.match(r"(?:it|i|we|they|he|she|that)\b", said, re.I):
                break
            if said and len(said.split()) <= 4 and fold(said.split()[0]) not in verbs.ALL:
                yield Bid(2.6 if single in ("tag", "label") else 2.2, slot, said, (at + part.start(), at + part.end()))
            elif said:
                break
