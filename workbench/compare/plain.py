"""Comparisons as plain JSON-able dicts and back: what the store keeps and what files carry. Checks nothing: schema.py does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from workbench.compare.model import Check, Lane, Plan, Script, ScriptPrompt
from workbench.compare.results import CheckResult, Comparison, Measure, Outcome
from workbench.settings import Settings


def to_plain(comparison: Comparison) -> dict[str, Any]:
    """Everything of a comparison but the turns themselves."""
    plain: dict[str, Any] = {name: getattr(comparison, name) for name in _COMPARISON - {"plan", "outcomes", "notes"}}
    plain["plan"] = plan_to_plain(comparison.plan)
    plain["outcomes"] = [asdict(outcome) for outcome in comparison.outcomes]
    plain["notes"] = list(comparison.notes)
    return plain


def from_plain(plain: Mapping[str, Any]) -> Comparison:
    """The inverse of `to_plain`."""
    rest = {key: value for key, value in plain.items() if key in _COMPARISON}
    outcomes = tuple(_outcome(one) for one in plain["outcomes"])
    return Comparison(**{**rest, "plan": plan_from_plain(plain["plan"]), "outcomes": outcomes, "notes": tuple(plain["notes"])})


def plan_to_plain(plan: Plan) -> dict[str, Any]:
    """A plan as a dict."""
    return {
        "script": script_to_plain(plan.script),
        "lanes": [{**vars(lane), "settings": lane.settings.to_dict()} for lane in plan.lanes],
        "repeats": plan.repeats,
        "order": plan.order,
        "baseline": plan.baseline,
        "separate_caches": plan.separate_caches,
    }


def plan_from_plain(plain: Mapping[str, Any]) -> Plan:
    """The inverse of `plan_to_plain`."""
    lanes = tuple(Lane(**{**_only(lane, _LANE), "settings": Settings.from_dict(lane["settings"])}) for lane in plain["lanes"])
    script = script_from_plain(plain["script"])
    return Plan(script, lanes, plain["repeats"], plain["order"], plain["baseline"], plain["separate_caches"])


def script_to_plain(script: Script) -> dict[str, Any]:
    """A script as a dict."""
    prompts = [{"text": prompt.text, "check": asdict(prompt.check) if prompt.check else None} for prompt in script.prompts]
    return {
        "title": script.title,
        "prompts": prompts,
        "about": script.about,
        "system_instruction": script.system_instruction,
        "tools": [dict(tool) for tool in script.tools],
    }


def script_from_plain(plain: Mapping[str, Any]) -> Script:
    """The inverse of `script_to_plain`."""
    prompts = tuple(ScriptPrompt(one["text"], _check(one["check"])) for one in plain["prompts"])
    return Script(plain["title"], prompts, plain["about"], plain["system_instruction"], tuple(plain["tools"]))


def _check(plain: Mapping[str, Any] | None) -> Check | None:
    return Check(**_only(plain, _CHECK)) if plain else None


def _outcome(plain: Mapping[str, Any]) -> Outcome:
    check = CheckResult(**_only(plain["check"], _RESULT)) if plain["check"] else None
    measure, earlier = Measure(**_only(plain["measure"], _MEASURE)), tuple(plain.get("earlier") or ())
    return Outcome(**{**_only(plain, _OUTCOME), "measure": measure, "check": check, "earlier": earlier})


def _only(plain: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {key: value for key, value in plain.items() if key in names}


_COMPARISON, _LANE, _CHECK, _RESULT, _OUTCOME, _MEASURE = (
    frozenset(kind.__dataclass_fields__) for kind in (Comparison, Lane, Check, CheckResult, Outcome, Measure)
)
