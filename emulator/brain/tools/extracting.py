"""What a text says for each place of a schema, and what can be counted or judged of the text itself.

The same reading as for arguments of functions, for answers that must have a form; it makes nothing up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from statistics import fmean, median
from typing import Any

from emulator.brain import languages, world
from emulator.brain.library import fold
from emulator.brain.skills.judging import verdict
from emulator.brain.text import sentences
from emulator.brain.tools import assigning, quantities, roles, slots, values, words

_FINE = frozenset(
    "allow allowed approve approved accept accepted ok okay safe ham pass clean publish keep legit legitimate benign"
    " harmless".split()
)
_FOUL = frozenset(
    "block blocked deny denied reject rejected remove removed spam flag flagged unsafe delete ban banned refuse hide"
    " harmful toxic scam"
    " phishing malicious dangerous".split()
)
_KINDS = {
    "harmful": "violence violent threat threats harassment harm harmful danger abuse dangerous toxic",
    "inappropriate": "harassment hate insult insults toxicity toxic abuse abusive inappropriate profanity offensive",
    "spam": "spam scam advertising ads promotion phishing fraud",
    "safe": "safe none ok clean",
}
_MOST = 6_000


def assigned(text: str, schema: Any, today: date, thin: bool) -> tuple[dict[tuple[str, ...], Any], bool]:
    """The values that a text has for the places of a schema, and whether it is material for it rather than a question."""
    if not isinstance(schema, Mapping):
        return {}, thin
    found = slots.of(schema, text=text)
    made = assigning.assign(material(text)[:_MOST], found, today)
    thin = thin or (made.sure >= 3 and not text.rstrip().endswith("?"))
    return {path: value for path, value in made.values.items() if thin or made.scores[path] > 1.25}, thin


def material(text: str) -> str:
    """A text without the word that says what to do with it: 'Extract: ...'."""
    return re.sub(
        r"^\W*(?:please )?(?:extract|parse|read|moderate|classify|analy[sz]e|structure|convert"
        r"|sentiment|summari[sz]e|rate|tag|label|address|keywords|entities|receipt|translate|check|fill|review)\b[^:\n]{0,60}:\s*",
        "",
        text,
        flags=re.I,
    )


def judged(text: str, allowed: Sequence[Any]) -> list[Any]:
    """For a choice between letting pass and stopping, what the text deserves; nothing for any other choice."""
    said = [one for one in allowed if isinstance(one, str)]
    fine = [one for one in said if _is(one, _FINE)]
    foul = [one for one in said if _is(one, _FOUL)]
    if not foul or not (fine or len(said) <= 4):
        return []
    category, _, _ = verdict(text)
    if category == "safe":
        return fine
    own = [one for one in foul if _is(one, frozenset(_KINDS[category].split()))]
    return [*own, *foul]


def _is(option: str, meant: frozenset[str]) -> bool:
    own = set(words.parts(option))
    return (bool(own & meant) and not own & {"not", "no", "non", "un"}) or (
        bool(own & {"not", "no", "non"}) and meant is _FINE and bool(own & _FOUL)
    )


def kinds(text: str, allowed: Sequence[Any]) -> list[Any] | None:
    """The kinds of offence that a text holds, out of a list of them; None when the list is of something else."""
    said = [one for one in allowed if isinstance(one, str)]
    known = frozenset(" ".join(_KINDS.values()).split())
    if sum(bool(set(words.parts(one)) & known) for one in said) < 2:
        return None
    category, _, _ = verdict(text)
    if category == "safe":
        return []
    return [one for one in said if set(words.parts(one)) & set(_KINDS[category].split()) and "self" not in words.parts(one)]


def listed(text: str, name: str, most: int) -> list[str]:
    """The points of an inline enumeration, or for keywords the telling words of a text."""
    points = [part.strip(" .,;") for part in re.split(r"(?:^|\s)\d{1,2}[.)]\s+", text)]
    if len(points) > 2:
        return [*points[1:-1], (sentences(points[-1]) or [points[-1]])[0].strip(" .")]
    if not {"keywords", "keyword", "topics", "keyphrases"} & set(words.parts(name)):
        return []
    said = re.findall(r"[^\W\d_]{5,}", text[:_MOST])
    told = {words.stem(fold(word)): word.lower() for word in reversed(said) if fold(word) not in words.STOP}
    return list(reversed(told.values()))[: min(most, 8)]


def counted(text: str) -> dict[str, Any]:
    """What can be counted of a text, by folded name."""
    own = material(text)
    said = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", own)
    found: dict[str, Any] = {
        "wordcount": len(said),
        "charactercount": len(own),
        "charcount": len(own),
        "sentencecount": len(sentences(own)),
        "isquestion": own.rstrip().endswith("?"),
        "language": languages.detect(own),
        "detectedlanguage": languages.detect(own),
    }
    numbers = [one.value for one in quantities.numbers(own)]
    if len(numbers) > 1:
        mean = fmean(numbers)
        found |= {"sum": sum(numbers), "mean": round(mean, 6), "average": round(mean, 6), "median": median(numbers)}
        found |= {
            "minimum": min(numbers),
            "maximum": max(numbers),
            "min": min(numbers),
            "max": max(numbers),
            "count": len(numbers),
        }
    return found


def nation(text: str) -> dict[str, Any]:
    """What the geographic data know of the one country that a text names."""
    named = world.countries_in(text[:400])
    if len(named) != 1:
        return {}
    one = named[0]
    return {
        "country": one.name,
        "capital": one.capital,
        "population": one.population,
        "continent": one.continent,
        "currency": one.currency,
        "languages": list(one.languages),
        "areakm2": one.area_km2,
        "neighbours": list(one.neighbours),
    }


def pairs(text: str) -> dict[str, Any]:
    """Names and numbers of a list: 'apples 1.20, pears 2.50'."""
    tail = text.rpartition(": ")[2]
    found: dict[str, Any] = {}
    for part in re.split(r",\s*(?:and\s+)?|;|\n|\s+and\s+", tail[:_MOST]):
        match = re.fullmatch(r"\W*([^\W\d][^:=\d]{0,60}?)\s*[:=]?\s*[$€£]?(-?\d+(?:\.\d+)?)\s*\W*", part.strip())
        if match:
            found[fold(match[1].strip()) if match[1].islower() else match[1].strip()] = (
                float(match[2]) if "." in match[2] else int(match[2])
            )
    return found


def read(value: str, name: str, schema: Mapping[str, Any], today: date) -> Iterator[Any]:
    """A labelled value in the type that is wanted."""
    role = roles.of(name, schema)
    if schema.get("type") in ("integer", "number"):
        yield from (one.value for one in values.numbers(value)[:1])
    elif schema.get("type") == "boolean":
        yield not re.match(r"\W*(?:no|false|off|never|none|unpaid)\b", value, re.I)
    elif role in ("date", "email", "url", "phone", "currency", "time", "id"):
        yield from roles.strings(role, value, "", 0, today)
        yield value.split(",")[0].strip() if role == "id" else value
    else:
        yield re.split(r",\s*(?=\S+@)|\s[<(]", value)[0].strip() if "name" in words.parts(name) or role == "person" else value
