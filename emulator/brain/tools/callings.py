"""What somebody is and where they work, from a sentence about them: "Senior nurse with 12 years at St. Mary's Hospital in Leeds".

Takes what stands in the text; a person or a firm that isn't named is not made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any

from emulator.brain.languages import LANGUAGES
from emulator.brain.library import fold
from emulator.brain.tools import values, words

_TRADE = (
    r"(?:[A-Za-z]+(?:er|or|ist|ant|ian|yst|ect|man|ress)|nurse|chef|cook|pilot|clerk|lead|head|intern|student|graduate|attorney|coach"
    r"|director|officer|executive|CTO|CEO|CFO|COO|architect|scientist|analyst|assistant|specialist|professional|freelancer)s?"
)
_WORD = r"(?:[A-Z][A-Za-z+#/&-]*|[a-z][a-z/-]+|UX|UI|QA|IT|HR|PR|AI|ML)"
_HEAD = re.compile(
    rf"(?:^|[.!?\n:]\s+|\b(?:is|am|I'm|I’m|as|works? as|worked as|currently|,)\s+)(?:an? |the |our"
    rf" )?(?P<job>(?:{_WORD} ){{0,3}}{_TRADE})"
    r"(?=\s+(?:with|at|in|from|for|who|based|and|specialis|specializ|looking|by)\b|[,.(]|\s*$)"
)
_FIRM_WORDS = r"[A-ZÀ-Þ][\w&'’.-]*(?:(?: (?:of|and|&|the|for|de|la|di|der))* [A-ZÀ-Þ&][\w&'’.-]*){0,4}"
_EMPLOYED = re.compile(
    rf"\b(?P<how>at|works? for|working for|worked for|work for|employed (?:by|at)|join(?:ed|ing)|with)\s+(?:the"
    rf" )?(?P<firm>{_FIRM_WORDS})"
)
_NOW = re.compile(
    rf"\b(?:join(?:ed|ing)|now (?:works? )?(?:at|for)|currently (?:works? )?(?:at|for)|today at)\s+(?P<firm>{_FIRM_WORDS})"
)
_LEARNT = re.compile(r"\b(?:studied|graduated|degree|diploma|BSc|MSc|PhD|majored)\b[^.;]*$")
_NAMED = re.compile(
    r"^\W*(?:(?:CV|R[eé]sum[eé]|Profile|Bio|Candidate|Applicant|Name)\W+)?(?:(?:[Mm]y name is|I am|I['’]m|This is|Meet)\s+)?"
    r"(?P<name>[A-ZÀ-Þ][a-zà-ÿ'’-]+(?: (?:van|von|de|da|del|la|bin|al|der|dos))*(?: [A-ZÀ-Þ]\.?)?(?: [A-ZÀ-Þ][\w'’-]+){1,2})"
    r"(?=,|\s+(?:is|was|has|works?|worked|lives?|studied|joined|\()|\s*[-–|\n])"
)
_SOUGHT = re.compile(r"\b(?:looking for|seeking|seeks|searching for|wants|open to)\b.*", re.I)
_SPOKEN = (*LANGUAGES, "English", "Mandarin", "Cantonese", "Catalan", "Farsi", "Urdu", "Tamil", "Sign Language")
_TITLES = frozenset("headline title role position job occupation profession".split())
_ABOUT_WORK = frozenset(
    "employer company experience skills years languages education occupation profession job age email phone organization".split()
)
_FIRMS = frozenset("employer company organization organisation workplace".split())
_NO_FIRM = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday"
    r"|Saturday|Sunday|English|German|French|Spanish|Python|Java|Go|SQL|Excel|I|The|We|He|She)\b"
)
_NO_NAME = frozenset("the a an senior junior lead chief head former new our my this software data product project".split())


def of(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What a text says of somebody's work, for some properties, by folded name."""
    everybody = {word for name in named for word in words.parts(name)}
    text = text[: values.LONGEST]
    found: dict[str, Any] = {}
    for name, schema in named.items():
        own = set(words.parts(name))
        if own & {"language", "languages"} and schema.get("type") == "array" and "items" in schema:
            spoken = [one for one in _SPOKEN if re.search(rf"\b{one}\b", text)] if not own & {"programming", "code"} else []
            plain = not isinstance(schema["items"], Mapping) or schema["items"].get("type") == "string"
            found |= {words.key(name): sorted(spoken, key=text.find)} if spoken and plain else {}
        elif own & {"employers", "companies"} and schema.get("type") == "array":
            found |= {words.key(name): firms(text)} if firms(text) else {}
        elif "enum" not in schema and "string" in str(schema.get("type", "string")) and len(everybody & _ABOUT_WORK) > 1:
            said = next(_said(own, text, everybody), "")
            found |= {words.key(name): said} if said else {}
    return found


def _said(own: Set[str], text: str, everybody: Set[str]) -> Iterator[str]:
    """The trade, the firm or the name."""
    if (
        own & _TITLES
        and own <= _TITLES | {"current", "name"}
        and not everybody & {"price", "ingredients", "salary", "requirements"}
    ):
        match = _HEAD.search(_SOUGHT.sub("", text))
        yield from [match["job"]] if match and fold(match["job"]) not in words.STOP else []
    if own & _FIRMS and own <= _FIRMS | {"current", "name", "present"}:
        at = [*_NOW.findall(text)][-1:] if own & {"current", "present"} else []
        yield from (firm for firm in [*at, *firms(text)])
    if own <= {"name", "full", "candidate", "applicant", "person", "employee", "fullname"} and not everybody & {
        "price",
        "product",
    }:
        match = _NAMED.match(text)
        yield from [match["name"]] if match and fold(match["name"].split()[0]) not in _NO_NAME else []


def firms(text: str) -> list[str]:
    """The firms at which somebody works, in the text's order."""
    found = [
        match["firm"].strip(" .,")
        for match in _EMPLOYED.finditer(text)
        if not (_LEARNT.search(text[max(0, match.start() - 60) : match.start()]) and match["how"] == "at")
    ]
    return [re.sub(r"(?<=[a-z])['’]s$", "", one) for one in dict.fromkeys(found) if not _NO_FIRM.match(one)]
