"""The kinds of lanes: what each is called, when it can be had, how to duplicate one and how to sweep one setting. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from uuid import uuid4

from workbench import catalog
from workbench.compare import environment
from workbench.compare.model import ADAPTERS, LANE_KINDS, MAX_LANES, Lane, LaneKind
from workbench.settings import Settings

SweepKey = Literal["thinking_level", "model", "service_tier", "store", "thinking_summaries"]
LIGHT = ("#0F766E", "#D55E00", "#5B6FD6", "#B5498F", "#8A6D00", "#56B4E9", "#737373", "#E69F00")
DARK = ("#2DD4BF", "#FF9A4D", "#9DB0FF", "#F08CC8", "#D9B740", "#7CCBF5", "#A3A3A3", "#FFC65C")
"""Lane colours by their index, on light and on dark ground: the first four can be told apart by everybody."""
COLOURS = len(LIGHT)
"""How many there are; an index beyond wraps around."""


@dataclass(frozen=True)
class KindInfo:
    """What the lane picker says of a kind. `unavailable` set: why it can't be had here, and what to do."""

    kind: LaneKind
    label: str
    help: str
    unavailable: str = ""


PASSED_ON: dict[LaneKind, tuple[str, ...]] = {
    "agno": (
        "model", "thinking_level", "thinking_summaries", "temperature", "top_p", "max_output_tokens", "seed", "service_tier",
    ),
    "adk": ("model",),
}  # fmt: skip
"""Settings that a framework takes on its way to the Interactions API; ADK forwards no thinking options there."""
_INFO: dict[LaneKind, tuple[str, str]] = {
    "stateful": ("Stateful", "previous_interaction_id and the new prompt: the server keeps the history."),
    "stateless": ("Stateless", "Every earlier step is sent again, thought signatures included; Store may be on or off."),
    "store_off": ("Store off", "store=false: the server keeps nothing, so every step is sent again each turn."),
    "generate_content": ("generateContent", "The classic endpoint: all contents are sent again each turn."),
    "agno": ("agno", "The agno framework's GeminiInteractions model, in a Python of its own."),
    "adk": ("ADK", "The Agent Development Kit's Gemini(use_interactions_api=True), in a Python of its own."),
}


def kinds() -> tuple[KindInfo, ...]:
    """All kinds of lanes in the order of the picker, each with the reason why it can't be had, if so."""
    return tuple(KindInfo(kind, *_INFO[kind], unavailable(kind)) for kind in LANE_KINDS)


def label(kind: LaneKind) -> str:
    """The short name of a kind."""
    return _INFO[kind][0]


def unavailable(kind: LaneKind) -> str:
    """Why this kind can't be had on this machine; empty when it can."""
    return environment.missing(kind) if kind in ADAPTERS else ""


def new_lane(kind: LaneKind, settings: Settings | None = None, lanes: Sequence[Lane] = (), name: str = "") -> Lane:
    """A lane to add to `lanes`: with a name and a colour that none of them has."""
    return Lane(kind, _free_name(name or label(kind), lanes), settings or Settings(), _free_colour(lanes))


def default_lanes(settings: Settings | None = None) -> tuple[Lane, ...]:
    """What a comparison starts with: stateful against stateless."""
    stateful = new_lane("stateful", settings)
    return (stateful, new_lane("stateless", settings, [stateful]))


def duplicate(lane: Lane, lanes: Sequence[Lane]) -> Lane:
    """A copy of a lane with an id, a name and a colour of its own."""
    return replace(lane, id=uuid4().hex[:12], name=_free_name(lane.name, lanes), colour=_free_colour(lanes))


def sweepable(lane: Lane, key: SweepKey) -> bool:
    """True when lanes of this kind differ by this setting; that which the kind decides, or drops, makes no difference."""
    if key == "store":
        return lane.kind == "stateless"
    return lane.kind not in ADAPTERS or key in PASSED_ON[lane.kind]


def sweep_values(lane: Lane, key: SweepKey) -> tuple[Any, ...]:
    """What one setting of this lane can be varied over."""
    match key:
        case "thinking_level":
            return tuple(catalog.thinking_levels(lane.settings.model).levels)
        case "model":
            return tuple(entry.id for entry in catalog.chat_models())
        case "service_tier":
            return tuple(catalog.service_tiers())
        case "store":
            return (True, False)
        case "thinking_summaries":
            return catalog.thinking_summaries()


def sweep(lane: Lane, key: SweepKey, values: Sequence[Any] | None = None) -> tuple[Lane, ...]:
    """One lane per value of one setting, all else equal, each named after its value; MAX_LANES at most."""
    chosen = list(sweep_values(lane, key) if values is None else values)[:MAX_LANES]
    made: list[Lane] = []
    for value in chosen:
        settings = replace(lane.settings, **{key: value})
        made.append(Lane(lane.kind, _free_name(_value_name(lane, key, value), made), settings, _free_colour(made)))
    return tuple(made)


def effective(lane: Lane) -> Settings:
    """The settings that the lane's kind makes of its own: how history travels is the kind's, not the person's."""
    settings = replace(lane.settings, background=False)
    match lane.kind:
        case "stateful":
            return replace(settings, history="server", store=True)
        case "stateless":
            return replace(settings, history="resend")
        case "store_off" | "generate_content":
            return replace(settings, history="resend", store=False)
        case "agno" | "adk":
            return replace(settings, history="server", store=True)


def _value_name(lane: Lane, key: SweepKey, value: Any) -> str:
    if key == "store":
        return f"{label(lane.kind)}, store {'on' if value else 'off'}"
    return f"{label(lane.kind)}, {value}" if key != "model" else str(value)


def _free_name(name: str, lanes: Sequence[Lane]) -> str:
    taken = {lane.name for lane in lanes}
    numbers = (f"{name} {number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(found for found in numbers if found not in taken)


def _free_colour(lanes: Sequence[Lane]) -> int:
    taken = {lane.colour for lane in lanes}
    return next((colour for colour in range(COLOURS) if colour not in taken), len(lanes) % COLOURS)
