"""What a request points at among results that came back: "the second one", "close both", "log a call with her", "add them".

Reads rows out of results and fits their values to arguments; it chooses no function and takes nothing a request doesn't point at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from emulator.brain.contract import WireStep
from emulator.brain.skills.results import value_of
from emulator.brain.tools import metrics, offering, words
from emulator.brain.tools.slots import Slot

Path = tuple[str, ...]
Row = Mapping[str, Any]

_LONGEST = 400
_MOST = 12
_NTH = {word: at for at, word in enumerate("first second third fourth fifth sixth".split())} | {
    f"{at + 1}{end}": at for at, end in enumerate(("st", "nd", "rd", "th", "th", "th"))
}
_ORDINAL = re.compile(
    rf"\b(?:the |that |this |number )?(?:(?P<few>first|last) (?P<count>two|three|four)|(?P<nth>{'|'.join(_NTH)}|last)"
    r"(?= (?:one|option|slot|result|time|entry|of (?:them|these|those))\b|[\s,.!?]*$| for\b| to\b| on\b| please\b| with\b))"
    r"(?: ones?| options?| slots?| results?| entr(?:y|ies))?(?: of (?:them|these|those))?\b",
    re.I,
)
_ALL = re.compile(r"\b(?:both(?: of (?:them|these|those))?|all (?:of )?(?:them|these|those|\w+)|all|them|these|each)\b", re.I)
_ONE = re.compile(r"\b(?:it|its|that|this|her|him|his|that one|this one|there)\b", re.I)
_COUNTS = {"two": 2, "three": 3, "four": 4}


@dataclass(frozen=True)
class Listed:
    """A list in a result, each row with what the result says of all of them."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Pointed:
    """The rows that a text means and what is left of it without the words that point."""

    rows: tuple[Row, ...]
    text: str
    named: bool
    """Whether it tells rows apart, and no 'it' alone points at them."""
    chosen: bool = False
    """Whether the last answer has told which of several 'it' is."""


def at(text: str, results: Sequence[WireStep], answer: str = "") -> Pointed | None:
    """What a text points at in the latest results, as the answer told them; None when it points at nothing there."""
    found = [one for one in lists(results) if one.rows]
    if not found or len(text) > _LONGEST:
        return None
    newest = _together(found)
    listed = next((one.rows for one in (newest, *found[1:6]) if len(one.rows) > 1), ())
    if listed and (best := _compared(text, listed)):
        return best
    if (match := _OTHER.search(text)) and (other := _other(answer, listed)):
        return Pointed((other,), _without(text, match), True)
    if match := _ORDINAL.search(text):
        rows = _chosen(match, listed) if listed else ()
        return Pointed(rows, _without(text, match), True) if rows else None
    if named := _named(text, listed) or _told_of(text, listed or newest.rows):
        return Pointed((named,), re.sub(r"\s{2,}", " ", _KIND.sub("", text)), True)
    if match := _ALL.search(text):
        return Pointed(newest.rows[:_MOST], _without(text, match), True) if len(newest.rows) > 1 else None
    if not _ONE.search(text):
        return None
    meant = _spoken_of(answer, newest.rows) or newest.rows
    common = {key: value for key, value in meant[0].items() if all(row.get(key) == value for row in meant)}
    return Pointed((common,), text, False, len(newest.rows) > 1 and len(meant) == 1) if common else None


def _together(found: Sequence[Listed]) -> Listed:
    """The newest list; the single rows of several calls of one kind are one."""
    if len(found[0].rows) != 1:
        return found[0]
    alike = [one.rows[0] for one in found if len(one.rows) == 1 and set(one.rows[0]) == set(found[0].rows[0])]
    return Listed(found[0].name, tuple(reversed(alike)))


def _compared(text: str, rows: Sequence[Row]) -> Pointed | None:
    """'The cheaper one', 'the one with the best rating', 'the one that is running low'."""
    match = _BEST.search(text)
    metric = metrics.asked(match[0]) if match else None
    low = match is not None and "low" in match[0].lower()
    if match is None or (metric is None and not low):
        return None
    for stem in metric.fields if metric is not None and metric.fields else _STOCK:
        for key in rows[0]:
            known = [row for row in rows if isinstance(row.get(key), (int, float)) and not isinstance(row.get(key), bool)]
            if len(known) > 1 and stem in {words.stem(word) for word in words.parts(str(key))}:
                ordered = sorted(known, key=lambda row: row[key], reverse=metric is not None and metric.high)
                return Pointed((ordered[0],), _without(text, match), True)
    return None


_BEST = re.compile(
    r"\b(?:the |whichever is (?:the )?)?(?:most [a-z]+|least [a-z]+|[a-z]{2,12}(?:er|est)|best|worst)(?: rated| reviewed)?"
    r"(?: (?:one|option|of (?:them|these|the two)))(?: of (?:them|these|the two))?\b"
    r"|\bthe one (?:that(?:'s| is)|with|which is) (?:the |running |getting )?"
    r"(?:most [a-z]+|least [a-z]+|[a-z]+(?:er|est)|best|low)(?: [a-z]+)?\b",
    re.I,
)
_STOCK = ("stock", "quantity", "availabl", "availab", "count", "left", "amount", "level")


def _named(text: str, rows: Sequence[Row]) -> Row | None:
    """The one row whose name a text says, or a part of it: "Ines" for Ines Faro, "the morning one" for Morning Flow at 8."""
    whole = [row for row in rows if any(_says(text, name) for name in _names_of(row))]
    if len(whole) == 1:
        return whole[0]
    parts = [row for row in rows if any(_says(text, name.split()[0], re.NOFLAG) for name in _names_of(row) if " " in name)]
    if len(parts) == 1 and not whole:
        return parts[0]
    match = _KIND.search(text)
    like = [row for row in rows if match and _is_like(match[1].lower(), row)]
    return like[0] if len(like) == 1 else None


def _other(answer: str, rows: Sequence[Row]) -> Row | None:
    """Of two rows the one that the last answer does not speak of."""
    spoken = _spoken_of(answer, rows)
    left = [row for row in rows if row not in spoken and not (not spoken and _told(answer, row))]
    return left[0] if len(rows) == 2 and len(left) == 1 else None


def _told(answer: str, row: Row) -> bool:
    said = [one for one in row.values() if isinstance(one, str) and len(one) > 1]
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", answer[:600], re.I) for one in said)


_OTHER = re.compile(r"\b(?:the|that) other(?: one)?\b", re.I)


def _told_of(text: str, rows: Sequence[Row]) -> Row | None:
    """The one row of which a text says most of a title: "the press release" for "Write the press release"."""
    said = set(words.content(text))
    shares = []
    for row in rows[:_MOST]:
        titles = [set(words.content(value)) for key, value in row.items() if key in _TITLES and isinstance(value, str)]
        shares.append((max((len(own & said) / len(own) for own in titles if len(own & said) > 1), default=0.0), row))
    best = max((share for share, _ in shares), default=0.0)
    found = [row for share, row in shares if share == best and best >= 0.5]
    return found[0] if len(found) == 1 else None


_TITLES = frozenset({"title", "name", "subject", "task", "summary", "label", "description", "text"})


def _names_of(row: Row) -> list[str]:
    said = [(words.parts(str(key))[-1:], value) for key, value in row.items() if isinstance(value, str) and value]
    return [value for key, value in said if key in (*_NAMES, ("id",)) or (value[:1].isupper() and not re.search(r"\d", value))]


def _says(text: str, name: str, flags: re.RegexFlag = re.I) -> bool:
    return len(name) > 2 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags) is not None


def _is_like(word: str, row: Row) -> bool:
    """Whether a word is one of a row's own, or the time of day that the row is at."""
    said = {stem for value in row.values() if isinstance(value, str) for stem in words.content(value[:200])}
    hour = next((int(one[:2]) for one in (offering.when(row, "time"),) if one and one[:2].isdigit()), None)
    low, high = _HOURS.get(word, (0, 0))
    return words.stem(word) in said or (hour is not None and low <= hour < high)


_KIND = re.compile(r"\bthe ([a-z]{3,20}) (?:one|class|slot|flight|train|room|option|show|session|appointment)\b", re.I)
_HOURS = {"morning": (5, 12), "afternoon": (12, 17), "evening": (17, 22), "late": (17, 24), "early": (5, 10)}
_NAMES = (("name",), ("title",), ("label",), ("train",), ("product",))


def _spoken_of(answer: str, rows: Sequence[Row]) -> list[Row]:
    """The one row that the last answer put first, in bold: the one that fits, the cheapest."""
    bold = re.findall(r"\*\*([^*\n]{1,80})\*\*", answer.split("\n\n")[0][:600])
    named = [row for row in rows if bold[:1] and bold[0] in [str(value) for value in row.values()]]
    return named if len(named) == 1 and len(rows) > 1 else []


def lists(results: Sequence[WireStep]) -> Iterator[Listed]:
    """The rows of the latest results, newest first; an object that holds no list is a row of its own."""
    for step in list(reversed(results))[:_MOST]:
        if not step.get("is_error"):
            given = step.get("arguments")
            told = {str(key): one for key, one in given.items() if _is_plain(one)} if isinstance(given, Mapping) else {}
            found = list(_listed("", value_of(step))) or [Listed("", ({},))] * bool(told)
            for one in found:
                yield Listed(one.name, ({**told, **one.rows[0]},)) if told and len(one.rows) == 1 else one


def gathered(slot: Slot, results: Sequence[WireStep]) -> list[Any]:
    """The values of all rows of a list for an argument that takes several: the ids of the tracks found."""
    single = words.parts(slot.name.removesuffix("s"))
    for one in lists(results):
        kin = bool(slot.stems & {words.stem(word) for word in words.parts(one.name)})
        keys = [key for key in (one.rows[0] if one.rows else {}) if words.parts(str(key)) == single or (kin and key == "id")]
        if keys:
            return [row[keys[0]] for row in one.rows[:50] if keys[0] in row]
    return []


def _listed(name: str, value: Any) -> Iterator[Listed]:
    if isinstance(value, list):
        yield Listed(name, tuple(one if isinstance(one, Mapping) else {_single(name): one} for one in value[:50]))
    elif isinstance(value, Mapping):
        plain = {str(key): one for key, one in value.items() if isinstance(one, (str, int, float))}
        inner = [(str(key), one) for key, one in value.items() if isinstance(one, list) and one]
        for key, rows in inner[:4]:
            for listed in _listed(key, rows):
                yield Listed(key, tuple({**plain, **row} for row in listed.rows))
        if not inner and plain:
            yield Listed(name, (plain,))


def _is_plain(value: Any) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def _single(name: str) -> str:
    return name.removesuffix("s") or "value"


def _chosen(match: re.Match[str], rows: Sequence[Row]) -> tuple[Row, ...]:
    if match["few"]:
        count = _COUNTS[match["count"].lower()]
        return tuple(rows[:count] if match["few"].lower() == "first" else rows[-count:])
    nth = match["nth"].lower()
    return tuple(rows[-1:] if nth == "last" else rows[_NTH[nth] : _NTH[nth] + 1])


def _without(text: str, match: re.Match[str]) -> str:
    left = f"{text[: match.start()].rstrip()} {text[match.end() :].lstrip()}".strip()
    return re.sub(r"\s+(?=[,.;!?])", "", left)
