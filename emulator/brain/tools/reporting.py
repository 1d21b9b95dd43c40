"""Results of calls told in prose: what was called with what, and what it said, whatever shape that has.

It tells what the results hold, with nothing added; results are bounded when quoted and never obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from emulator.brain.contract import WireStep
from emulator.brain.library import fold
from emulator.brain.skills.results import value_of
from emulator.brain.text import capitalise, cut, join, table
from emulator.brain.tools import comparing, costing, exchanging, manner, phrasing, words

_ROWS = 12
_UNITS = ("unit", "units", "currency")
_REMARKS = ("about", "note", "notes", "disclaimer", "remark", "warning")
_RESULTS = ("result", "converted", "answer", "output")
_GIVENS = ("given", "original", "input", "expression")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_SUM = re.compile(r"(?=.*(?:[-+*/^%×÷]|\())(?:sqrt|sin|cos|tan|log|ln|exp|pi|abs|[\d\s.,()+*/^%×÷-])+")
_GENERIC = frozenset(
    {
        "get",
        "fetch",
        "lookup",
        "look",
        "up",
        "find",
        "search",
        "list",
        "show",
        "check",
        "calculate",
        "compute",
        "current",
        "the",
        "a",
        "of",
        "for",
    }
)


def told(step: WireStep, call: WireStep | None) -> str:
    """One result as a sentence or a small block."""
    name = str((call or {}).get("name") or step.get("name") or "the tool")
    value = value_of(step)
    if step.get("is_error"):
        return f"{manner.tried(name, (call or {}).get('arguments'))}: `{name}` failed with “{phrasing.line(value).rstrip('.')}”."
    if said := manner.done(name, (call or {}).get("arguments"), value):
        return said
    pictures = phrasing.media(step.get("result"))
    if pictures and not isinstance(value, str):
        return f"`{name}`{_with(call)} returned {join(pictures)}."
    subject = _subject(name, call)
    if summed := _sum(call, value):
        return summed
    if isinstance(value, Mapping):
        return _object(subject, value, (call or {}).get("arguments"))
    if isinstance(value, list):
        return _list(subject, value)
    said = phrasing.line(value)
    if isinstance(value, str) and len(said.split()) > 4:
        return said if len(value) <= phrasing.LONGEST else said + f" (the result has {len(value):,} characters)"
    return f"{subject}: **{said}**"


def _sum(call: WireStep | None, value: Any) -> str:
    """'17 / 100 * 2340 = 397.8' for a function that works a sum out."""
    given = list(_arguments(call).values())
    result = next(iter(value.values())) if isinstance(value, Mapping) and len(value) == 1 else value
    if isinstance(value, Mapping) and len(value) == 2 and given[:1] == [next(iter(value.values()))]:
        result = list(value.values())[1]
    fits = len(given) == 1 and isinstance(given[0], str) and _SUM.fullmatch(given[0]) and phrasing.is_scalar(result)
    return f"{given[0]} = **{phrasing.line(result)}**" if fits else ""


def _with(call: WireStep | None) -> str:
    given = _given(call)
    return f" for {given}" if given else ""


def _arguments(call: WireStep | None) -> Mapping[str, Any]:
    found = (call or {}).get("arguments")
    return found if isinstance(found, Mapping) else {}


def _given(call: WireStep | None) -> str:
    """What a call was about, in short: 'Rome, July', '1 May 2027, 3 May 2027', '5, km, miles'."""
    arguments = _arguments(call)
    given = list(arguments.values())
    texts = [one for one in given[:2] if isinstance(one, str)]
    if texts and texts[0] is given[0]:
        if _ISO.fullmatch(texts[0]):
            return ", ".join(manner.spoken(one) for one in texts if _ISO.fullmatch(one))
        second = next((one for key, one in list(arguments.items())[1:2] if isinstance(one, str) and key not in _UNITS), "")
        named = re.fullmatch(r"[^\W\d_]{3,20}", second) and re.fullmatch(r"[^\d,.:;!?@]{1,40}", texts[0])
        return cut(phrasing.line(manner.spoken(texts[0])), 60) + (f", {manner.spoken(second)}" if named else "")
    return ", ".join([cut(phrasing.line(one), 60) for one in given if phrasing.is_scalar(one)][:3])


def _subject(name: str, call: WireStep | None) -> str:
    said = " ".join(word for word in words.parts(name) if word not in _GENERIC) or name
    given = _given(call)
    named = bool(given) and not re.search(r"\d", given) and (given.count(",") == 0 or _starts_with_text(call))
    return capitalise(said) + (f" for {given}" if named else f" ({given})" if given else "")


def _starts_with_text(call: WireStep | None) -> bool:
    return isinstance(next(iter(_arguments(call).values()), None), str)


def _object(subject: str, value: Mapping[str, Any], arguments: Any = None) -> str:
    if not value:
        return f"{subject}: an empty result"
    lists = [inner for inner in value.values() if isinstance(inner, list) and all(isinstance(one, Mapping) for one in inner)]
    if len(lists) == 1:
        return _list(subject, lists[0])
    if len(value) == 1:
        ((key, inner),) = value.items()
        if isinstance(inner, list):
            return _list(subject, inner)
        if isinstance(inner, Mapping):
            return _object(subject, inner)
        if isinstance(inner, str) and len(inner.split()) > 2:
            return f"{capitalise(phrasing.named(key))}: **{phrasing.line(inner)}**"
        return (
            f"{subject}: **{phrasing.line(inner)}**"
            if key in ("result", "output", "value", "answer")
            else f"{subject}: {phrasing.named(key)} **{phrasing.line(inner)}**"
        )
    told = _parts(value, arguments, subject)
    return told if " = **" in told.split(". ")[0] else f"{subject}: {told}"


def _parts(value: Mapping[str, Any], arguments: Any, subject: str) -> str:
    """What an object holds, without what only gives the arguments back; a remark about it comes as a sentence at the end."""
    remarks = [key for key, inner in value.items() if key in _REMARKS and isinstance(inner, str) and " " in inner]
    result = next((key for key in _RESULTS if phrasing.is_scalar(value.get(key))), "")
    given = next((key for key in _GIVENS if result and phrasing.is_scalar(value.get(key))), "")
    units = [key for key in _UNITS if isinstance(value.get(key), str)]
    left = {
        key: inner
        for key, inner in list(value.items())[:16]
        if key not in (result, given, *units, *remarks) and not _known(key, inner, arguments, subject)
    }
    measured = next((key for key, inner in value.items() if _is_number(inner)), "") if units else ""
    unit = phrasing.unit(str(value[units[0]])) if units else ""
    told = join([_part(key, inner, unit if key == measured else "") for key, inner in left.items()])
    lead = f"**{phrasing.line(value[result])}{unit if result == measured else ''}**" if result else ""
    lead = f"{phrasing.line(value[given])} = {lead}" if given else lead
    body = f"{lead} ({told})" if lead and told else lead or told or join([f"**{phrasing.line(one)}**" for one in value.values()])
    return ". ".join([body, *(phrasing.line(value[key]).rstrip(".") for key in remarks)])


def _part(key: Any, value: Any, unit: str) -> str:
    """'Temperature 14 °C' for one part of an object; without a unit of the object's, its name may end in one."""
    name, own = (phrasing.named(key), unit) if unit or not _is_number(value) else phrasing.measured(key)
    if isinstance(value, list) and value and all(phrasing.is_scalar(one) for one in value[:_ROWS]):
        return f"{name} {join([f'**{cut(manner.spoken(one), 60)}**' for one in value[:_ROWS]])}"
    nested = isinstance(value, (Mapping, list)) or value is None
    return f"{name} **{phrasing.line(value) if nested else manner.spoken(phrasing.line(value))}{own}**"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _known(key: Any, inner: Any, arguments: Any, subject: str) -> bool:
    """Whether a part of a result was said already, by the arguments or before the colon."""
    return manner.echoes(key, inner, arguments) or (
        isinstance(inner, str) and (subject.endswith(f" for {inner}") or f"({inner}" in subject)
    )


def _list(subject: str, value: Sequence[Any]) -> str:
    if not value:
        return f"{subject}: nothing was found"
    more = f"\n\n… and {len(value) - _ROWS} more" if len(value) > _ROWS else ""
    if all(isinstance(item, Mapping) and item for item in value):
        columns = list(dict.fromkeys(str(key) for item in value[:_ROWS] for key in item))[:6]
        rows = [
            [phrasing.headed(column) for column in columns],
            *([cut(phrasing.line(item.get(column, "")), 60) for column in columns] for item in value[:_ROWS]),
        ]
        return f"{subject}:\n\n{table(rows)}{more}"
    return f"{subject}: {join([f'**{cut(phrasing.line(item), 100)}**' for item in value[:_ROWS]])}{more}"


def answer(results: Sequence[WireStep], calls: Sequence[WireStep], question: str = "") -> str:
    """What the results say to a question, and all of them told in the order of their calls."""
    by_id = {str(call.get("id")): call for call in calls}
    if (priced := costing.verdict(question, results, calls))[0]:
        return f"{priced[0]}\n\n{_told(priced[1], by_id)}"
    refused = [step for step in results if manner.denied(value_of(step), bool(step.get("is_error")))]
    others = [step for step in results if step not in refused]
    said = (
        [exchanging.verdict(question, others) or comparing.verdict(question, others, calls), _told(others, by_id)]
        if others
        else []
    )
    if refused:
        calls_of = [by_id.get(str(step.get("call_id")), step) for step in refused]
        names = [f"`{call.get('name') or 'the call'}`{_with(call)}" for call in calls_of]
        said.append(manner.refused(names, [manner.reason(value_of(step)) for step in refused]))
    return "\n\n".join(filter(None, said))


def _told(results: Sequence[WireStep], by_id: Mapping[str, WireStep]) -> str:
    order = {identifier: at for at, identifier in enumerate(by_id)}
    kept = sorted(_latest(results, by_id), key=lambda step: order.get(str(step.get("call_id")), len(order)))
    parts = list(dict.fromkeys(told(step, by_id.get(str(step.get("call_id")))) for step in kept[:16]))
    if len(parts) == 1:
        return _ended(parts[0])
    if any("\n" in part for part in parts):
        return "\n\n".join(_ended(part) for part in parts)
    parts, remark = _common_remark(parts)
    return "\n".join(f"- {part}" for part in parts) + (f"\n\n{_ended(remark)}" if remark else "")


def _common_remark(parts: Sequence[str]) -> tuple[list[str], str]:
    """What all parts end with is said once."""
    remarks = {part.rpartition("**. ")[2] for part in parts} | {part.rpartition("). ")[2] for part in parts}
    same = [one for one in remarks if all(part.endswith(f". {one}") for part in parts)]
    return ([part.removesuffix(f". {same[0]}") for part in parts], same[0]) if same else (list(parts), "")


def _latest(results: Sequence[WireStep], by_id: Mapping[str, WireStep]) -> list[WireStep]:
    """The results without failures that a second try has made good."""
    fine = [by_id.get(str(step.get("call_id")), step) for step in results if not step.get("is_error")]
    return [step for step in results if not (step.get("is_error") and _made_good(step, by_id, fine))] or list(results)


def _made_good(failed: WireStep, by_id: Mapping[str, WireStep], fine: Sequence[WireStep]) -> bool:
    """Whether a call that went well is a failed one over again, as it was or with what the error itself proposed."""
    call, message = by_id.get(str(failed.get("call_id")), failed), fold(str(value_of(failed)))
    before = _arguments(call)
    return any(
        other.get("name") == call.get("name")
        and all(value == before.get(key) or fold(str(value)) in message for key, value in _arguments(other).items())
        for other in fine
    )


def _ended(text: str) -> str:
    return text if text.rstrip("*_ ").endswith((".", "!", "?", "|", "```")) or "\n" in text else text + "."
