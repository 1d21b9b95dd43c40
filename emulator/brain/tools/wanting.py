"""Which functions a request wants now, in the light of the conversation: continued, amended, repeated.

Knows what was said and done before; what a call is made of is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from emulator.brain.dialogue import Talk, texts
from emulator.brain.library import fold
from emulator.brain.registry import best
from emulator.brain.tools import branching, choosing, clausing, mentions, offering, pointing, verbs, weighing, words
from emulator.brain.tools.choosing import Wish
from emulator.brain.tools.declared import Function
from emulator.brain.tools.situation import Situation

_REPEAT = re.compile(
    r"\b(?:do (?:it|that|this) (?:again|anyway|now)|(?:try|run|call|send) (?:it |that )?again|retry|once more|go ahead"
    r"|repeat (?:it|that)|same again|one more time)\b|^\W*(?:and )?again\W*$",
    re.I,
)
_AMENDS = re.compile(r"\b(?:instead|rather|make it|change it|actually|no,|i meant|sorry)\b", re.I)


def wishes(here: Situation, found: Sequence[Function], forced: bool) -> list[Wish]:
    """The functions that a request asks for, clause by clause; with force, the one that suits it best."""
    today = here.ask.now.date()
    if verbs.only_asks(here.text) and not forced:
        found = [one for one in found if not verbs.acts(one.name, one.description)] or found
    if not forced and (depending := branching.wishes(here, found)) is not None:
        return depending
    wanted = [wish for wish in choosing.wishes(here.text, found, today) if not _better_known(wish, here) and not _idle(wish)]
    if not wanted and not here.results:
        wanted = _pointed(here, found)
    if not wanted and not here.results:
        wanted = _looked_after(here, found)
    if not wanted and here.wider and not here.results:
        wanted = _continued(here, found)
    if not wanted and not here.results and (last := choosing.only_fit(here.text, found, today)) and not _answerable(last, here):
        wanted = [last]
    if not wanted and not here.results and (any_fit := choosing.likely(here.text, found, today)) and _unknown(here):
        wanted = [any_fit]
    if not wanted and forced:
        said = words.content(here.text)
        rated = [(weighing.weigh(here.text, said, function, today).score, -at) for at, function in enumerate(found)]
        best = found[-max(rated)[1]]
        wanted = [Wish(best, here.text, 0.0)]
    return wanted


def meant(wanted: Sequence[Wish]) -> list[Wish]:
    """Without look-ups that no word asks for, where something is to be done: 'Globex has paid, mark it'."""
    acts = [wish for wish in wanted if not verbs.of_name(wish.function.name, wish.function.description) & _LOOKS]
    asks = [wish for wish in wanted if wish in acts or not verbs.kinds(wish.text) or verbs.kinds(wish.text) & _LOOKS]
    return asks if acts and set(asks) & set(acts) else list(wanted)


def _idle(wish: Wish) -> bool:
    """Whether a clause only asks how things are and the function would change something."""
    return verbs.only_asks(wish.text) and verbs.acts(wish.function.name, wish.function.description)


def _better_known(wish: Wish, here: Situation) -> bool:
    """Whether only a word like 'find' spoke for a look-up, of something that the model knows by itself."""
    if wish.sure or not all("lookup" in words.families(word) for word in wish.used):
        return False
    choice = best(Talk.of(replace(here.ask, tools=())).about(wish.text))
    return choice.offer.fit >= 0.85 and choice.name not in ("fallback", "limits", "structured output")


def _unknown(here: Situation) -> bool:
    """Whether the model has nothing to say by itself."""
    return best(Talk.of(replace(here.ask, tools=()))).name in ("fallback", "limits", "knowledge")


def _answerable(wish: Wish, here: Situation) -> bool:
    """Whether the model can well answer by itself what a function was only possibly meant for."""
    if verbs.lacks(here.text):
        return False
    choice = best(Talk.of(replace(here.ask, tools=())).about(wish.text))
    if choice.offer.fit < 0.45 or choice.name == "fallback":
        return False
    if choice.name == "knowledge" and _OURS.search(here.text):
        return False
    if any(one.kind == "email" for one in mentions.mentions(wish.text, here.ask.now.date())):
        return False
    people = [one for one in mentions.mentions(wish.text, here.ask.now.date()) if one.kind == "name" and one.unit == "person"]
    told = fold(choice.offer.answer().text) if people else ""
    return all(fold(str(one.value)) in told for one in people)


_OURS = re.compile(r"\b(?:right now|currently|at the moment|my|our)\b", re.I)


def _pointed(here: Situation, found: Sequence[Function]) -> list[Wish]:
    """What is wanted with the results that a request points at: 'book the second one', where nothing but its verb says so."""
    pointed = pointing.at(here.text, here.earlier, here.answer)
    kinds = verbs.kinds(here.text) - _LOOKS | (_ENDED if _DONE.match(here.text) else frozenset()) or (
        _TAKEN if _TAKES.search(here.text) else frozenset()
    )
    if pointed is None or verbs.forbidden(here.text):
        return []
    rated = []
    for at, function in enumerate(found):
        needed = [slot for slot in function.slots if slot.needed]
        told = offering.values(pointed.rows[0], needed)
        does = verbs.of_name(function.name, function.description)
        weight = weighing.weigh(here.text, words.content(here.text), function, here.ask.now.date())
        open_ones = [slot for slot in needed if slot.path not in told]
        whole = bool(open_ones) and all(weight.assigned.scores.get(slot.path, 0.0) >= 1.9 for slot in open_ones)
        near = kinds & does or (kinds & _TAKEN and does & _TAKEN)
        if told and (near or (whole and not does & _LOOKS)):
            rated.append((weight.score + 0.5 * len(told), -at, function))
    return [Wish(max(rated, key=lambda one: one[:2])[2], here.text, 1.2)] if rated else []


_LOOKS = frozenset({"read", "compute"})
_ENDED = frozenset({"end", "update", "control"})
_DONE = re.compile(
    r"^\W*(?:ok(?:ay)?,? )?i(?:['’]ve| have)? (?:just |already )?(?:\w{3,}ed|did|paid|bought|sent|wrote"
    r"|went|took|made|got)\b",
    re.I,
)
_TAKES = re.compile(r"^\W*(?:\w+,? )?(?:i|we|let)(?:'ll|'d| will|'s|s)? (?:take|have|like|go (?:for|with)|choose|pick)\b", re.I)
_TAKEN = frozenset({"create", "order"})


def _looked_after(here: Situation, found: Sequence[Function]) -> list[Wish]:
    """The look-up of the very thing that a question means by 'it': the ticket that was opened, the claim that was filed."""
    if len(here.text.split()) > 12 or not (_OF_IT.search(here.text) and verbs.kinds(here.text) & _LOOKS):
        return []
    pointed = pointing.at(here.text, here.earlier, here.answer)
    newest = next((one.rows[0] for one in pointing.lists(here.earlier) if len(one.rows) == 1), {})
    row = pointed.rows[0] if pointed is not None else newest
    last = next((step for step in reversed(here.ask.history) if step.get("type") == "function_call"), {})
    about = {words.stem(word) for word in words.parts(str(last.get("name")))[1:]}
    for function in found:
        needed = [slot for slot in function.slots if slot.needed]
        looks = verbs.of_name(function.name, function.description) & _LOOKS and function.name != last.get("name")
        known = len(offering.values(row, needed)) == len(needed) and any(
            slot.role == "id" or slot.parts[-1] in _NUMBERS for slot in needed
        )
        if looks and known and (about & set(function.title) or all(slot.name in row for slot in needed)):
            return [Wish(function, here.text, 1.2)]
    return []


_NUMBERS = frozenset({"id", "number", "code"})
_OF_IT = re.compile(
    r"\bhow (?:much longer|long will)\b|\bany (?:news|updates?)\b|\b(?:it|its|that|this|there)\b|\bthe \w+\W*$", re.I
)


def _continued(here: Situation, found: Sequence[Function]) -> list[Wish]:
    """A short reply to a question of ours, or 'and in London?', goes on with what was asked before."""
    if len(here.text.split()) > 14:
        return []
    answers = [step for step in here.ask.history if step.get("type") == "model_output"]
    asked = bool(answers) and "".join(texts(answers[-1].get("content"))).rstrip().endswith("?")
    if not (asked or clausing.ELLIPSIS.match(here.text) or _AMENDS.search(here.text)):
        return []
    before = choosing.wishes(here.wider, found, here.ask.now.date())
    if not before:
        return []
    if asked and not clausing.ELLIPSIS.match(here.text):
        return [replace(before[-1], text=clausing.joined(before[-1].text, here.text))]
    return [Wish(before[0].function, here.text, before[0].score, before[0].used)]


def again(here: Situation, found: Sequence[Function]) -> list[tuple[Function, dict[str, Any]]]:
    """'Try again' repeats the calls made last."""
    if len(here.text.split()) > 12 or not _REPEAT.search(here.text):
        return []
    calls = [at for at, step in enumerate(here.ask.history) if step.get("type") == "function_call"]
    last = [at for at in calls if all(step.get("type") != "user_input" for step in here.ask.history[at : calls[-1]])]
    by_name = {function.name: function for function in found}
    steps = [here.ask.history[at] for at in last]
    return [(by_name[str(step["name"])], dict(step.get("arguments") or {})) for step in steps if step.get("name") in by_name]
