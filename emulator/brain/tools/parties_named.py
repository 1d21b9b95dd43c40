"""The people and the firms that a text names, told apart: "Jensen Huang, the CEO of Nvidia", "Ola Berg of Equinor"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from emulator.brain import world
from emulator.brain.tools import values, words

_PIECE = r"[A-ZÀ-Þ][\w&’-]*(?:['’](?!s\b)\w+)?"
_RUN = re.compile(rf"(?<![\w@.])(?:{_PIECE})(?: (?:(?:van|von|de|da|del|la|bin|al|der|dos)(?= )|{_PIECE})){{0,3}}(?<!\s)")
_BEHIND = re.compile(
    r"(?:\b(?:CEO|CFO|CTO|COO|head|chief executive|chairman|chairwoman|chair|founder|co-founder|president"
    r"|director|spokes\w+|owner|boss"
    r"|employees?|shares?|shareholders?|subsidiary|unit|works? (?:at|for)|worked (?:at|for)|joined|hired by"
    r"|acquired|bought|acquires|buys"
    r"|rival|competitor|supplier|customer|company|firm|startup|start-up|retailer|maker|airline|bank|carmaker|group)"
    r"(?: of| by| at)?|(?<=[a-z]) (?:of|at|from|by))\s(?:the )?$"
)
_AHEAD = re.compile(
    r"^(?:['’]s)?(?:,? (?:the|an?) (?:[\w-]+ ){0,3}(?:company|firm|maker|manufacturer|startup|start-up|bank"
    r"|airline|retailer|group|supplier"
    r"|giant)\b| (?:Inc|Corp|Ltd|GmbH|AG|LLC|plc|SE|NV|Group|Holdings?|Bank|Airlines?|Motors|Systems|Labs)\b"
    r"|['’]s (?:CEO|shares|board|profit"
    r"|revenue|new|latest)|,? which (?:makes|sells|produces|employs)| (?:announced|acquired|acquires|bought"
    r"|reported|launched|employs|plans)\b)"
)
_KNOWN = frozenset(
    "Microsoft Google Apple Amazon Nvidia Meta Tesla Siemens BMW IBM Intel Samsung Sony Toyota Airbus Boeing SAP"
    " OpenAI Netflix Anthropic"
    " Volkswagen Mercedes Bosch Nestlé Novartis Roche Pfizer Ikea Spotify Uber Airbnb Adobe Oracle Cisco AMD"
    " Huawei Shell BP Unilever"
    " Lufthansa Ryanair Renault Peugeot Ford Honda Nokia Ericsson Philips ASML Stripe PayPal Visa Mastercard"
    " Zalando Adidas Nike Puma".split()
)
_DULL = frozenset(
    "The A An I We You He She It They In On At By For From With And But Or If When While After Before Today"
    " Tomorrow Yesterday This That"
    " These Those Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June"
    " July August September"
    " October November December CEO CFO CTO COO Dear Hello Hi Regards Extract Find List Both Last Next Their His"
    " Her Its Our My Who What".split()
)
_SURE = re.compile(
    r"\b(?:Inc|Corp|Ltd|GmbH|AG|LLC|plc|SE|Group|Holdings?|Bank|Airlines?|Motors|Systems|University|Institute|Ministry)$"
)
_PEOPLE = frozenset("people persons person names individuals".split())
_PLACES = frozenset("places place locations cities".split())
_FIRMS = frozenset("companies company organizations organisations organization organisation orgs firms businesses".split())


def of(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """The lists by folded name, for lists of words that are for people or for firms."""
    wanted = {
        name: "person" if own & _PEOPLE else "firm" if own & _FIRMS else "place"
        for name, part in named.items()
        if (own := set(words.parts(name))) & (_PEOPLE | _FIRMS | _PLACES)
        and part.get("type") == "array"
        and isinstance(part.get("items"), Mapping)
        and part["items"].get("type") == "string"
        and "enum" not in part["items"]
    }
    if not {"person", "firm"} & set(wanted.values()):
        return {}
    told = list(_told(text[: values.LONGEST]))
    others = {said for said, _ in told}
    told += [(str(one.value), "place") for one in values.places(text) if not any(str(one.value) in other for other in others)]
    return {words.key(name): list(dict.fromkeys(said for said, is_a in told if is_a == kind)) for name, kind in wanted.items()}


def _told(text: str) -> Iterator[tuple[str, str]]:
    """Each name with what it is: a person has two names and no sign of a firm about them; places are neither."""
    start = (
        text.find(":") + 1 if re.match(r"[^:\n]{0,80}\b(?:extract|find|list|entities|people)\b[^:\n]{0,60}:", text, re.I) else 0
    )
    for match in _RUN.finditer(text, start):
        said = match[0]
        while said.split() and said.split()[0] in _DULL:
            said = said.partition(" ")[2]
        if not said or said in _DULL:
            continue
        before, after = text[: match.start()][-60:], text[match.end() :][:80]
        firm = said in _KNOWN or _SURE.search(said) or _AHEAD.match(after)
        place = bool(world.city(said)) or any(one.name == said for one in world.countries_in(said))
        if firm or (
            not place and _BEHIND.search(before) and len(said.split()) < 3 and not re.search(r"\b(?:in|near|to)\s$", before)
        ):
            yield said, "firm"
        elif not place and len(said.split()) in (2, 3, 4) and not re.search(r"\d|&", said):
            yield said, "person"
