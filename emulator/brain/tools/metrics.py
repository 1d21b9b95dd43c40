"""Results as rows of comparable values, and the words by which people compare them: warm is a temperature, cheap is a price.

Tables and readers; what is concluded from them is said elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from emulator.brain.contract import WireStep
from emulator.brain.skills.results import value_of
from emulator.brain.tools import words
from emulator.brain.tools.measures import CURRENCIES

MONEY = frozenset("price cost total amount fare fee rate balance subtotal sum value rent salary".split())
ADDS = MONEY | frozenset(
    "quantity count stock calories distance duration minutes hours km population weight units grams size".split()
)
_LABELS = tuple(
    "name title label city location product item merchant payee restaurant hotel airline carrier customer description id sku date"
    " day symbol country key".split()
)
_MOST = 200
_SYMBOLS = {"c": " °C", "celsius": " °C", "f": " °F", "fahrenheit": " °F", "%": " %"}


@dataclass
class Row:
    """One thing and what is known of it."""

    label: str
    numbers: dict[str, float] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)
    unit: str = ""
    listed: bool = False
    """Whether it came as one of a list."""


@dataclass(frozen=True)
class Metric:
    """What a word compares."""

    fields: tuple[str, ...]
    """Stems of the names of what it looks at, the likeliest first."""
    high: bool
    more: str
    most: str
    compares: bool = True
    loose: bool = False
    """Whether it says nothing of what it compares, like "higher"."""


_TABLE = (
    ("warm hot", "temperatur temp", True),
    ("cold cool chilly", "temperatur temp", False),
    ("cheap affordable inexpensive", "pric cost fare fee total amount rat", False),
    ("expensive pricey costly dear", "pric cost fare fee total amount rat", True),
    ("near close", "distanc km mil", False),
    ("far distant", "distanc km mil", True),
    ("long", "duration length minut hour distanc day", True),
    ("short brief", "duration length minut hour distanc day", False),
    ("fast quick", "duration minut hour tim", False),
    ("slow", "duration minut hour tim", True),
    ("old", "age", True),
    ("young", "age", False),
    ("tall", "height", True),
    ("big large great", "siz population area volum capacity squar amount total memory cpu room bedroom", True),
    ("small little tiny", "siz population area volum capacity squar amount total memory cpu room bedroom", False),
    ("heavy", "weight mass kg gram", True),
    ("light", "weight mass kg gram", False),
    ("good", "rat scor star", True),
    ("bad", "rat scor star", False),
    ("popular", "review scor rat sold order popularity vot", True),
    ("windy", "wind", True),
    ("humid", "humidity", True),
    ("wet rainy", "precipitation rain", True),
    ("dry", "precipitation rain humidity", False),
    ("populous", "population", True),
    ("experienced", "experienc year", True),
    ("rich", "balanc incom salary gdp", True),
    ("high", "", True),
    ("low", "", False),
)
_IRREGULAR = {
    "better": "good",
    "best": "good",
    "worse": "bad",
    "worst": "bad",
    "further": "far",
    "farther": "far",
    "furthest": "far",
    "farthest": "far",
}
_SPOKEN = {"good": ("better", "the best"), "bad": ("worse", "the worst"), "far": ("farther", "the farthest")}
_LONG = frozenset("affordable inexpensive expensive pricey costly distant popular populous humid experienced".split())


def _forms(word: str) -> tuple[str, str]:
    """The comparative and the superlative of an adjective."""
    if word in _SPOKEN:
        return _SPOKEN[word]
    if word in _LONG:
        return f"more {word}", f"the most {word}"
    stem = word[:-1] + "i" if word.endswith("y") else word[:-1] if word.endswith("e") else word
    stem += stem[-1] if re.fullmatch(r"(?:hot|big|wet)", stem) else ""
    return f"{stem}er", f"the {stem}est"


_METRICS: dict[str, Metric] = {}
for _words, _fields, _high in _TABLE:
    for _word in _words.split():
        _more, _most = _forms(_word)
        _made = Metric(tuple(_fields.split()), _high, _more, _most, loose=not _fields)
        _METRICS[_more] = _METRICS[_most.removeprefix("the ")] = _made
for _said, _word in _IRREGULAR.items():
    _METRICS[_said] = _METRICS[_forms(_word)[0]]
_SAID = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, _METRICS), key=len, reverse=True)) + r")\b", re.I)
_COUNTED = re.compile(
    r"\b(most|more|fewest|fewer|least|less)\s+([a-z]{3,20})\b|\b(highest|higher|lowest|lower|biggest|largest|smallest"
    r"|greatest)\s+([a-z]{3,20})\b",
    re.I,
)


def asked(text: str) -> Metric | None:
    """What a question compares."""
    if match := _COUNTED.search(text):
        word, noun = (match[1] or match[3]).lower(), match[2] or match[4]
        long = f"more {noun.lower()}" in _METRICS
        high = word in ("most", "more", "highest", "higher", "biggest", "largest", "greatest")
        if long:
            made = _METRICS[f"more {noun.lower()}"]
            return made if high else Metric(made.fields, not made.high, f"{word} {noun}", f"the {word} {noun}")
        if noun.lower() not in words.STOP | {"than", "rated"}:
            name = f"ahead with the {word} {noun}"
            return Metric((words.stem(noun.lower()),), high, name, name)
    match = _SAID.search(text)
    return _METRICS[match[0].lower()] if match else None


def rows(results: Sequence[WireStep], calls: Sequence[WireStep]) -> list[Row]:
    """The results as rows, in the order of their calls; failures have none."""
    by_id = {str(call.get("id")): call for call in calls}
    found: list[Row] = []
    for step in results:
        if not step.get("is_error"):
            found += _rows(value_of(step), by_id.get(str(step.get("call_id")), step), len(results))
    return found[:_MOST]


def _rows(value: Any, call: Mapping[str, Any], many: int) -> Iterator[Row]:
    if isinstance(value, Mapping):
        lists = [
            inner
            for inner in value.values()
            if isinstance(inner, list) and inner and all(isinstance(one, Mapping) for one in inner)
        ]
        if len(lists) == 1:
            unit = str(value.get("currency") or value.get("unit") or "")
            yield from (_row(one, call, unit, listed=True) for one in lists[0])
            return
        yield _row(value, call, "", listed=False)
    elif isinstance(value, list):
        yield from (_row(one, call, "", listed=True) for one in value if isinstance(one, Mapping))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield Row(_called(call), {"value": float(value)})
    elif isinstance(value, str):
        yield Row(_called(call), texts={"text": value[:400]})


def _row(value: Mapping[str, Any], call: Mapping[str, Any], unit: str, listed: bool) -> Row:
    label = next((str(value[name]) for name in _LABELS if isinstance(value.get(name), (str, int))), "") if listed else ""
    label = label or (next((one for one in value.values() if isinstance(one, str)), "")[:60] if listed else "")
    made = Row(
        label or _called(call) or next((str(value[name]) for name in _LABELS if isinstance(value.get(name), str)), "it"),
        listed=listed,
    )
    sized = [one[1] for inner in value.values() if isinstance(inner, Mapping) and (one := quantity(inner))]
    made.unit = str(value.get("currency") or value.get("unit") or value.get("units") or unit or next(iter(sized), ""))
    for name, inner in _leaves(value):
        if isinstance(inner, bool):
            made.flags[name] = inner
        elif isinstance(inner, (int, float)) and abs(inner) < 1e15:
            made.numbers[name] = float(inner)
        elif isinstance(inner, str) and len(inner) < 400 and name not in ("currency", "unit", "units"):
            made.texts[name] = inner
    return made


def _leaves(value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, inner in list(value.items())[:60]:
        if isinstance(inner, Mapping) and (sized := quantity(inner)):
            yield str(name), sized[0]
        elif isinstance(inner, Mapping):
            yield from ((str(key), one) for key, one in list(inner.items())[:30] if not isinstance(one, (Mapping, list)))
        elif not isinstance(inner, list):
            yield str(name), inner


def quantity(value: Mapping[str, Any]) -> tuple[float, str] | None:
    """A number with its unit that came as an object: {"amount": 220, "currency": "EUR"}."""
    if len(value) != 2:
        return None
    number = next((value[key] for key in ("amount", "value", "price", "total") if key in value), None)
    unit = next((value[key] for key in ("currency", "unit", "units", "currency_code") if key in value), None)
    known = isinstance(number, (int, float)) and not isinstance(number, bool) and isinstance(unit, str) and unit
    return (float(number), str(unit)) if known and number is not None else None


def _called(call: Mapping[str, Any]) -> str:
    """What a call was about: its first argument in words."""
    given = call.get("arguments")
    plain = [str(one) for one in given.values() if isinstance(one, str)] if isinstance(given, Mapping) else []
    return plain[0][:60] if plain else ""


def shared(found: Sequence[Row]) -> list[str]:
    """The numbers that all rows have, in one unit; of one row all."""
    names = list(dict.fromkeys(name for row in found for name in row.numbers if words.parts(name)[-1:] != ("id",)))
    kept = [name for name in names if sum(name in row.numbers for row in found) >= max(1, min(2, len(found)))]
    return kept if len({row.unit for row in found if row.numbers}) <= 1 else []


def unit(found: Sequence[Row], name: str) -> str:
    """The unit in which a number is told: the result's own, where it belongs to it."""
    own = next((row.unit for row in found if row.unit), "")
    if own.upper() == own and len(own) == 3:
        return own if set(words.parts(name)) & MONEY else ""
    return own if name == "value" or set(words.parts(name)) & {"temperature", "temp", "distance", "weight", "high", "low"} else ""


def spoken(value: float, own: str, name: str) -> str:
    """A number with its unit."""
    tail = _SYMBOLS.get(own.lower().strip("°"), f" {own}" if own else "")
    coin = (words.parts(name)[-1:] or ("",))[0].upper()
    tail = tail or (f" {coin}" if coin in CURRENCIES else "")
    known = {"km": " km", "minutes": " minutes", "minute": " minutes", "hours": " hours", "kg": " kg", "percent": " %"}
    tail = tail or next((known[word] for word in words.parts(name) if word in known), "")
    return bare(value) + tail


def bare(value: float) -> str:
    """A number without needless digits."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4f}".rstrip("0")
