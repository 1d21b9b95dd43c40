"""What is asked of a body mass index that was just worked out: whether it is healthy, and what it would be with other kilos."""

from __future__ import annotations

import re
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill

_LONGEST, _RECENT = 100, 4
_TOLD = re.compile(r"\*\*body mass index\*\* is \*\*([\d.]+)\*\*.*?(?P<kg>[\d.]+) ÷ \((?P<cm>[\d.]+) ÷ 100\)", re.S)
_JUDGE = re.compile(
    r"^\W*(?:and |so |ok )*(?:is|am|would) (?:that|this|it|i)\b.{0,20}\b(?:healthy|normal|good|bad|ok(?:ay)?|fine|"
    r"too (?:high|low|much)|"
    r"overweight|underweight|fat|ideal)\b|\bwhat does (?:that|it|this) mean\b",
    re.I,
)
_CHANGED = re.compile(
    r"\b(?P<how>lose|lost|losing|drop|shed|gain|gained|gaining|put on|add)\s+(?P<n>\d{1,3}(?:\.\d)?)\s?"
    r"(?:more )?(?:kgs?|kilos?|kilograms?)\b",
    re.I,
)
_GOAL = re.compile(r"\b(?:ideal|healthy|normal|right|best) weight\b|\bhow much (?:should|must) i (?:weigh|lose)\b", re.I)
_BANDS = ((18.5, "below the normal range"), (25.0, "within the normal range"), (30.0, "in the range called overweight"))
_ADVICE = "It knows nothing of muscles, age or build; a doctor sees more than a number."


@skill("body mass")
def offer(talk: Talk) -> Offer | None:
    """Fits the next question after a body mass index."""
    text = talk.whole
    if len(text) > _LONGEST or not talk.past:
        return None
    told = next((found for pair in reversed(talk.past[-_RECENT:]) if (found := _TOLD.search(pair.told[:600]))), None)
    if told is None:
        return None
    kilos, metres = float(told["kg"]), float(told["cm"]) / 100
    if match := _CHANGED.search(text):
        less = match["how"].lower() in {"lose", "lost", "losing", "drop", "shed"}
        return Offer(0.955, partial(_changed, kilos + float(match["n"]) * (-1 if less else 1), metres))
    if _GOAL.search(text):
        return Offer(0.955, partial(_goal, metres))
    return Offer(0.955, partial(_judged, float(told[1]))) if _JUDGE.search(text) else None


def _band(index: float) -> str:
    return next((name for limit, name in _BANDS if index < limit), "in the range called obesity")


def _judged(index: float) -> Reply:
    within = 18.5 <= index < 25
    text = f"{'Yes' if within else 'Not quite'}: **{index:g}** lies {_band(index)} (18.5 to 25 for adults). {_ADVICE}"
    note = Note("Placing the figure", "18.5 to 25 counts as normal, up to 30 as overweight.")
    return Reply(
        text, f"It lies {_band(index)}.", "Yes" if within else "No", notes=(note,), data={"bmi": index, "normal": within}
    )


def _changed(kilos: float, metres: float) -> Reply:
    index = round(kilos / metres**2, 2)
    text = (
        f"With {kilos:g} kg the **body mass index** is **{index:g}**, {_band(index)}.\n\n"
        f"{kilos:g} ÷ ({metres * 100:g} ÷ 100)² = {index:g}"
    )
    note = Note("Working it out anew", f"The height stays {metres:g} m; the weight becomes {kilos:g} kg.")
    return Reply(text, f"{index:g}.", f"{index:g}", notes=(note,), data={"bmi": index, "weight": kilos})


def _goal(metres: float) -> Reply:
    low, high = 18.5 * metres**2, 25 * metres**2
    text = f"At {metres:g} m the normal range is about **{low:.0f} to {high:.0f} kg**. {_ADVICE}"
    return Reply(
        text,
        f"{low:.0f} to {high:.0f} kg.",
        f"{low:.0f}–{high:.0f} kg",
        notes=(Note("Turning the formula round", "18.5 to 25."),),
    )
