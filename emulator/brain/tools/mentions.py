"""Everything that a piece of a request mentions and that could be an argument: typed, with its place and the word before it.

It reads one text; which property a mention is for is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib import resources

from emulator.brain import world
from emulator.brain.languages import LANGUAGES
from emulator.brain.library import fold
from emulator.brain.tools import hours, moments, quantities, values, verbs, words
from emulator.brain.tools.values import Found

_ID = re.compile(
    r"(?<![\w@./-])(?:#(\d{1,12})|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{1,4}|"
    r"(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z][\w]{0,33}(?:[-_#][\w-]{1,30})*|\d{2,}(?:-\d{2,}){1,4}"
    r"|\d+[A-Z][\w-]{2,20})(?![\w@])"
)
_NO_ID = re.compile(r"\d{4}-\d\d-\d\d|\d+(?:st|nd|rd|th|am|pm|k|m|h|km|kg|g|cm|mm|min|s|d|w|x|GB|MB|TB|C|F|K)|[A-Z]?Q[1-4]", re.I)
_VERSION = re.compile(r"(?<![\w.])v?\d{1,4}(?:\.\d{1,5}){2,3}(?:-[\w.]+)?(?![\w.]*\d)|\bv\d{1,4}(?:\.\d{1,5})?\b")
_STATES = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD"
    " TN TX UT VT VA WA WV WI WY DC".split()
)
_WORD = r"(?:[A-Z]\.){2,4}|[A-ZÀ-ÖØ-Þ][\w'’&-]*[\w]|[A-ZÀ-ÖØ-Þ]"
_NAME = re.compile(rf"(?<!\w)(?:(?:Dr|Prof)\. )?(?:{_WORD})(?: (?:(?:of|de|del|de la|van|von|der|da|la|le|the|&) )?(?:{_WORD}))*")
_CUE = re.compile(r"([A-Za-z']+)[\s:(]*(?:the |my |our |a |an )?$")
_ORG = re.compile(r"\b(?:Inc|Corp|Corporation|Ltd|GmbH|LLC|Co|Company|SA|AG|plc|Bank|Labs|University|Group|Foundation)\b")
_TITLES = re.compile(r"^(?:Mr|Mrs|Ms|Mister|Doctor|Professor|Patient|Customer|Client|User|Employee)\b\.? ?")
_PATH = re.compile(
    r"(?<![\w@:/.-])(?:~?/)?(?:[\w.-]+/)+[\w.-]*|(?<![\w@:/.-])[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{1,4}\d?|[A-Z]{2,4}|jsonl"
    r"|sqlite|ipynb)(?![\w.@/])"
)
_DOMAIN = re.compile(r"(?<![\w@/.-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|ai|de|fr|co\.uk|edu|gov|app)(?:/[^\s,;]*)?", re.I)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|(?<![\w#.-])\d{5}(?:-\d{4})?(?![\w.-])")
"""British codes, and those of five digits."""
_WAYS = r"(?:Calle|Rue|Via|Avenida|Rua|Piazza|Plaza)(?: (?:de|del|della|la|di|da|do|du|des)){0,2} [A-ZÀ-Þ][\w'-]*"
_ADDRESS = re.compile(
    r"\b\d{1,5}[A-Za-z]? (?:[A-ZÀ-Þ][\w'.-]* ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way"
    r"|Court|Square|Place)\b"
    rf"|\b\d{{1,5}}[A-Za-z]?,? {_WAYS}|\b{_WAYS},? \d{{1,5}}\b"
    r"|\b[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)? \d{1,4}[a-z]?(?=, (?:[A-Z]{1,2}-)?\d{3,6} ?\d{0,3} [A-ZÀ-Þ])"
    r"|\b[A-ZÀ-Þ][\w'-]*(?:stra(?:ße|sse)|weg|platz|gasse) \d{1,4}[a-z]?\b"
)
_OWN_S = re.compile(r"\s*(?:[,.;!?]|$)|\s+(?:and|or|to|for|in|at|on|is|are|with|near|by|from)\b")
"""What follows a name that ends in 's of its own: "at Harvey's, please"."""
_FREE = re.compile(
    r"(?i:january|february|march|july|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|top|latest|any|i|i'm|i'd|i'll|ok|please|hi|hello|celsius|fahrenheit|json|yaml|xml|csv|html|pdf|sql)$"
)


@lru_cache(maxsize=256)
def mentions(text: str, today: date) -> tuple[Found, ...]:
    """All mentions, in order; the same words may be mentioned as more than one kind."""
    text = text[: values.LONGEST]
    fixed = [
        *(replace(one, kind=kind) for kind in ("email", "url", "quoted") for one in values.matches(kind, text)),
        *(Found(match[0], match.start(), match.end(), kind="url") for match in _DOMAIN.finditer(text)),
        *(
            Found(match[0], match.start(), match.end(), kind="path")
            for match in _PATH.finditer(text)
            if re.search(r"[A-Za-z]", match[0]) and not _DOMAIN.fullmatch(match[0])
        ),
        *(Found(match[0], match.start(), match.end(), kind="address") for match in _ADDRESS.finditer(text)),
        *(days := moments.dates(text, today)),
        *hours.times(text, days),
    ]
    fixed = _apart(fixed)
    plain = POSTCODE.sub(lambda match: " " * len(match[0]) if re.search("[A-Z]", match[0]) else match[0], text)
    named = _apart([*_versions(plain), *_ids(plain), *_phones(text)], fixed)
    counted = quantities.numbers(text, (*(one for one in fixed if one.kind != "quoted"), *named))
    undated = list(plain)
    for one in days:
        undated[one.start : one.end] = "\x00" * (one.end - one.start)
    called = [
        one for one in _names("".join(undated)) if not _overlaps(one, [*(one for one in fixed if one.kind != "quoted"), *named])
    ]
    return tuple(sorted([*fixed, *named, *counted, *called, *_words(text)], key=lambda one: (one.start, -one.end)))


def _apart(found: list[Found], taken: list[Found] | None = None) -> list[Found]:
    """Those that overlap none before them."""
    kept: list[Found] = []
    for one in found:
        if not _overlaps(one, [*kept, *(taken or [])]):
            kept.append(one)
    return kept


def _overlaps(one: Found, others: list[Found]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _versions(text: str) -> list[Found]:
    return [Found(match[0], match.start(), match.end(), kind="version") for match in _VERSION.finditer(text)]


def _ids(text: str) -> list[Found]:
    return [
        Found(match[1] or match[0], match.start(), match.end(), kind="id")
        for match in _ID.finditer(text)
        if not _NO_ID.fullmatch(match[0])
    ]


def _phones(text: str) -> list[Found]:
    return [replace(one, kind="phone") for one in values.matches("phone", text)]


def _names(text: str) -> list[Found]:
    """Capitalised names and known places, with the word before them as a hint to their part."""
    found: list[Found] = []
    for match in _NAME.finditer(text):
        start, said = _without_lead(text, match)
        said = said if _OWN_S.match(text[match.end() :]) else re.sub(r"['’]s$", "", said)
        if len(said) > 1 and not _FREE.match(said):
            found.append(_named(text, said, start))
            found += _ruled(said, start)
    found = _with_country(text, found)
    known = [city.name for city in world.cities_in(text)] + [country.name for country in world.countries_in(text)]
    known += [str(one.value) for one in values.places(text)]
    folded = fold(text)
    for name in known:
        spot = re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded)
        at = spot.start() if spot else -1
        if at >= 0 and not any(one.start <= at < one.end for one in found):
            found.append(Found(name, at, at + len(name), "place", "name", cue=_cue(text, at)))
    return found


_RULES = re.compile(
    r"(?:King|Queen|Emperor|Empress|President|Prime Minister|Chancellor|Prince|Princess|Capital) of (?:the )?(.{3,40})"
)


def _ruled(said: str, start: int) -> list[Found]:
    """The land in somebody's title: "King of France"."""
    match = _RULES.fullmatch(said)
    land = match is not None and (world.country(match[1]) or world.city(match[1]))
    return [Found(match[1], start + match.start(1), start + match.end(1), "place", "name", cue="in")] if match and land else []


def _with_country(text: str, found: list[Found]) -> list[Found]:
    """'Vienna, Austria' and 'Austin, TX' as one name."""
    made: list[Found] = []
    for one in found:
        last = made[-1] if made else None
        if (
            last is not None
            and last.unit == "place"
            and not world.country(str(last.value))
            and text[last.end : one.start] == ", "
            and (world.country(str(one.value)) or re.fullmatch(r"[A-Z]{2}", str(one.value)) or one.value in _state_names())
        ) or (
            last is not None
            and last.unit != "place"
            and text[last.end : one.start] == ", "
            and (one.value in _STATES or one.value in _state_names())
        ):
            made[-1] = replace(last, value=f"{last.value}, {one.value}", end=one.end, unit="place")
        else:
            made.append(one)
    return made


@lru_cache(maxsize=1)
def _state_names() -> frozenset[str]:
    lines = resources.files("emulator.brain").joinpath("almanac/usstate.tsv").read_text("utf-8").splitlines()
    return frozenset(line.split("\t")[0] for line in lines[2:])


def _without_lead(text: str, match: re.Match[str]) -> tuple[int, str]:
    """A name without the verb or the small word that a sentence begins with."""
    said, start = match[0], match.start()
    opens = not text[:start].strip() or text[:start].rstrip()[-1] in ".!?:\n¿¡"
    head, _, tail = said.partition(" ")
    lowered = fold(head)
    alone = not tail and not world.city(head) and not re.match(r"(?:['’]s)? (?:is|has|needs|wants|and)\b", text[match.end() :])
    acts = bool(tail) and lowered.endswith("ed") and words.stem(lowered) in verbs.KINDS
    if opens and (acts or lowered in verbs.ALL or lowered in words.STOP or lowered in verbs.COMMON or alone):
        return start + len(head) + 1, tail
    return start, said


def _named(text: str, said: str, start: int) -> Found:
    """A name with what it seems to be: a place, an organisation or a person."""
    cue = _cue(text, start)
    kind = ""
    if _ORG.search(said):
        kind = "org"
    elif world.city(said) or world.country(said):
        kind = "place"
    elif (
        _TITLES.match(said)
        or said.startswith(("Dr. ", "Prof. "))
        or (len(said.split()) in (2, 3) and not re.search(r"\d|&|\b[IVX]{1,4}$", said))
    ):
        kind = "person"
    return Found(_TITLES.sub("", said) if kind == "person" else said, start, start + len(said), kind, "name", cue=cue)


def _cue(text: str, at: int) -> str:
    match = _CUE.search(text[max(0, at - 40) : at])
    return match[1].lower() if match else ""


def _words(text: str) -> list[Found]:
    """Currencies, units and languages."""
    tongues = [
        Found(one, match.start(), match.end(), kind="language")
        for one in sorted(LANGUAGES | {"English"})
        for match in re.finditer(rf"\b{one}\b", text, re.I)
    ]
    coins = [replace(one, kind="currency") for one in values.currencies(text)]
    measured = [one for one in values.units(text) if text[one.start : one.end].lower() not in ("in", "a")]
    return [*tongues, *coins, *(replace(one, kind="unit") for one in measured)]
