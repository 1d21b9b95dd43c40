"""What a letter says by being one: whom it greets, who signs it and for which company, what it is about, what it asks for.

Reads the text of one letter or message; what isn't said is not made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any

from emulator.brain.text import capitalise, sentences
from emulator.brain.tools import values, words

_NAME = r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]*\.?){0,2}"
_GREETING = re.compile(
    r"(?:^|[\n:.!?'\"“]\s*)(?:Dear|Hi|Hello|Hey|Good (?:morning|afternoon|evening|day)|Sehr geehrte[rs]?|Liebe[rs]?|Hallo)\b,?"
    rf"(?: (?P<who>(?:(?:Mr|Ms|Mrs|Mx|Dr|Prof|Frau|Herrn?|Miss)\.? )?{_NAME})| [a-z][\w ]{{0,30}}| [A-Z][a-z]+"
    rf" [a-z]+)?[,!.]?(?=\s)"
)
_CLOSING = re.compile(
    r"(?:^|[\s.!?])(?:(?:[Kk]ind|[Bb]est|[Ww]arm|[Mm]any) (?:regards|wishes)|[Rr]egards|[Tt]hanks(?: (?:a lot|in advance|so much"
    r"|again))?|[Tt]hank you(?: (?:very much|in advance|so much))?|Cheers|Best|Sincerely|Yours(?: (?:sincerely"
    r"|truly|faithfully))?"
    r"|Mit freundlichen Grüßen|(?:Viele|Liebe|Beste) Grüße|Greetings)[,!.]*\s+"
    rf"(?P<who>{_NAME})(?P<rest>(?:\s*[,\n|]\s*[^\n,|]{{2,60}}){{0,4}})\W*$"
)
_DASHED = re.compile(rf"(?:[.!?]|\n)\s*[-–—~]+\s?(?P<who>{_NAME})(?P<rest>(?:, [^\n,.]{{2,40}})?)\W*$")
_BARE = re.compile(r"[.!?]\s+(?P<who>[A-ZÀ-Þ][a-zà-ÿ'’-]{1,20}(?: [A-ZÀ-Þ][a-zà-ÿ'’-]{1,20})?)(?P<rest>)[.]?['\"”]?\s*$")
"""A name alone after the last sentence."""
_SUBJECT = re.compile(r"(?:^|\n)\W*(?:Subject|Betreff|Re):\s*(?P<said>[^\n.!?]{2,120})[.!?]*(?:\s|$)", re.I)
_LABELLED = re.compile(r"(?:^|\n)(?:Subject|From|To|Cc|Date|Betreff|Von|An):[^\n]*(?=\n)", re.I)
_WISH = re.compile(
    r"\b(?:[Pp]lease|[Kk]indly|[Cc](?:an|ould) you(?: please)?|[Ww]ould you(?: please)?|[Ww]ill you"
    r"|(?:I(?:'d| would) like|I want|I need|we need|we(?:'d| would) like)(?: you)? to)\s+(?P<said>[a-z][^.!?\n;]{3,160})"
)
_HURRY = re.compile(
    r",\s+(?:this|it|that|otherwise|because|since|as|which|so|we|I)\b.*|\W+(?:as soon as possible|asap"
    r"|immediately|right away|urgently|today|now|thanks.*|please)\W*$",
    re.I,
)
_FIRM = re.compile(
    r"\b(?:Inc|Corp|Ltd|GmbH|LLC|AG|plc|Services|Solutions|Group|Company|Co|Studio|Bank|Agency|Labs|Systems|Consulting|Partners"
    r"|Store|Shop|University|School|Hospital|Hotel)\b|&"
)
_SIGNERS = frozenset("sender vendor seller supplier issuer customer client reporter requester author from contact".split())
_GREETED = frozenset("recipient addressee receiver to customer client buyer".split())
_WISHES = ({"requested", "action"}, {"request"}, {"requested", "resolution"}, {"desired", "outcome"}, {"wants"}, {"ask"})


def signed(text: str) -> tuple[str, str]:
    """Who signs a letter, and for which company."""
    match = _CLOSING.search(text[-400:]) or _DASHED.search(text[-200:]) or _BARE.search(text[-80:])
    if match is None:
        return "", ""
    parts = [part.strip(" .'\"”") for part in re.split(r"[,\n|]", match["rest"] or "") if part.strip()]
    return match["who"].strip(" ."), next((part for part in parts if _FIRM.search(part) and part[:1].isupper()), "")


def greeted(text: str) -> str:
    """Whom a letter greets by name."""
    match = _GREETING.search(text[:400])
    who = (match["who"] or "") if match else ""
    return "" if re.match(r"(?:Team|Sir|Madam|All|Support|Everyone|Customer|There|Folks|Colleagues?|I|We|My)\b", who) else who


def subject(text: str) -> str:
    """What a letter says it is about."""
    match = _SUBJECT.search(text[:1_000])
    return match["said"].strip(" ,-") if match else ""


def body(text: str) -> str:
    """A letter without its head, its greeting and its close."""
    text = _LABELLED.sub(" ", text)
    head = _SUBJECT.search(text[:1_000])
    text = text[head.end() :] if head else text
    if closing := _CLOSING.search(text) or _DASHED.search(text) or _BARE.search(text):
        text = text[: closing.start() + 1]
    greeting = _GREETING.search(text[:200])
    return (text[greeting.end() :] if greeting else text).strip()


def is_letter(text: str) -> bool:
    """Whether a text greets, signs or names its subject."""
    return bool(
        _SUBJECT.search(text[:1_000])
        or (signed(text)[0] and re.search(r"\b(?:I|we|you|my|our|your)\b", text[:2_000], re.I))
        or _GREETING.match(text.lstrip("'\"“ ")[:200])
    )


def wished(text: str) -> str:
    """What a letter asks to be done, in its own words."""
    match = _WISH.search(body(text)[: values.LONGEST])
    return capitalise(_HURRY.sub("", _HURRY.sub("", match["said"])).strip(" ,")) if match else ""


def of(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """What a letter says for some properties, by folded name."""
    text = text[: values.LONGEST]
    if not is_letter(text):
        return {}
    everybody = {word for name in named for word in words.parts(name)}
    found: dict[str, str] = {}
    for name, schema in named.items():
        kinds = schema.get("type")
        if "enum" in schema or schema.get("format") or not (kinds in ("string", None) or "string" in str(kinds)):
            continue
        said = next(_said(set(words.parts(name)), text, everybody), "")
        found |= {words.key(name): said} if said else {}
    return found


def _said(own: Set[str], text: str, everybody: Set[str]) -> Iterator[str]:
    """What the letter says for one property; where it has a vendor the customer is the one greeted."""
    if own & {"email", "phone", "id", "number", "date", "type", "address", "notes"}:
        return
    who, firm = signed(text)
    sells = bool(everybody & {"vendor", "seller", "supplier", "issuer"})
    if own & _GREETED and (sells or not own & _SIGNERS):
        yield from filter(None, [re.sub(r"^(?:Dear|Sehr geehrte[rs]?) ", "", greeted(text))])
    if own & _SIGNERS and not (sells and own & {"customer", "client"}):
        yield from filter(None, [firm if own & {"vendor", "seller", "supplier", "issuer", "company"} else "", who])
    if own & {"company", "organization", "organisation"}:
        yield from filter(None, [firm])
    if any(wish <= own for wish in _WISHES):
        yield from filter(None, [wished(text)])
    if own & {"subject", "title", "headline"}:
        yield from filter(None, [subject(text)])


_VERB = re.compile(r"\bI (?P<often>(?:[a-z]+ly |also |still |just |often |now |never |always )?)(?P<verb>[a-z]+(?:n't)?)\b")
_CHANGED = {"am": "is", "was": "was", "have": "has", "do": "does", "don't": "doesn't", "haven't": "hasn't"}
_KEPT = frozenset(
    "can could will would should must might may did had can't couldn't won't wouldn't didn't hadn't wasn't got"
    " bought went paid sent"
    " saw found lost made took wrote left came gave knew thought heard told felt kept began said read put set let".split()
)


def retold(sentence: str, who: str) -> str:
    """A sentence of the letter's writer as somebody else tells it: "I was charged twice" is "Jo Miller was charged twice"."""
    said = re.sub(r"\bI(?:'|’)m\b", "I am", sentence)
    said = re.sub(r"\bI(?:'|’)ve\b", "I have", re.sub(r"\bI(?:'|’)d\b", "I would", re.sub(r"\bI(?:'|’)ll\b", "I will", said)))
    said = _VERB.sub(lambda match: f"{who} {match['often']}{_third(match['verb'])}", said, count=1)
    said = _VERB.sub(
        lambda match: f"they {match['often']}{ {'am': 'are', 'was': 'were'}.get(match['verb'], match['verb']) }", said
    )
    for mine, theirs in (("I", "they"), ("my", "their"), ("me", "them"), ("mine", "theirs"), ("myself", "themselves")):
        said = re.sub(rf"\b{mine}\b", theirs, said)
    said = re.sub(r"\bMy\b", "Their", re.sub(r"\bour\b", "their", said))
    return capitalise(said)


def _third(verb: str) -> str:
    """A verb as it is with "she"."""
    if verb in _CHANGED or verb in _KEPT or verb.endswith("ed"):
        return _CHANGED.get(verb, verb)
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else f"{verb}s"


def summary(text: str) -> str:
    """A letter in one or two sentences of somebody else's: what happened to its writer, and what they ask for."""
    told = [one for one in sentences(body(text)) if not one.rstrip().endswith("?") and len(one.split()) > 3]
    told = [one for one in told if not _WISH.search(one) and not re.match(r"(?:My (?:account|name|number|phone)|I hope)\b", one)]
    who = signed(text)[0] or "The sender"
    asked = wished(text)
    parts = [retold(told[0], who).rstrip(" .!") + "."] if told else []
    if asked:
        lead = "They ask" if parts else f"{who} asks"
        parts.append(f"{lead} to {retold(asked[:1].lower() + asked[1:], 'they')[:1].lower()}{retold(asked, 'they')[1:]}.")
    return " ".join(parts)
