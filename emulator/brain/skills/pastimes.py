"""Which of the things that a user likes are of some sort: done outdoors or indoors, sports, in a team, creative.

Sorts only what the user named and what it knows; what it can't sort is said.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import facts
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join

_ASKED = re.compile(
    r"\b(?:which|what|any|how many)\b.{0,12}\b(?:my|the|those|these)\b.{0,24}"
    r"\b(?:hobb(?:y|ies)|interests?|pastimes?|likes|activities|things)\b(?P<rest>.{0,80})",
    re.I,
)
_SORTS = {
    "outdoors": (r"\b(?:outdoors?|outside|open air|fresh air|in nature)\b", "done outdoors"),
    "indoors": (r"\b(?:indoors?|inside|at home|when it rains|rainy day)\b", "done indoors"),
    "sport": (r"\b(?:sports?|sporty|athletic|exercise)\b", "a sport"),
    "team": (r"\b(?:teams?|with others|together)\b", "done in a team"),
    "creative": (r"\b(?:creative|artistic|arts?)\b", "creative"),
}
_KNOWN = {
    "outdoors": r"hik|cricket|football|soccer|rugby|baseball|golf|cycl|bik|running|jog|camp|fish|garden|surf|sail|ski|snowboard"
    r"|climb|kayak|row|rid|bird|walk|tennis|hockey|photograph|beach|travel|skat|picnic",
    "indoors": r"movie|film|cinema|read|book|chess|cook|bak|knit|paint|draw|gam(?:e|ing)|music|piano|guitar|violin|sing|yoga|bowl"
    r"|danc|series|tv|puzzle|writ|pottery|gym|sew|theat|museum",
    "sport": r"cricket|football|soccer|rugby|baseball|basketball|volleyball|golf|cycl|running|jog|surf|ski|snowboard"
    r"|climb|kayak|row|tennis|hockey|swim|box|judo|karate|skat|badminton|gym|hik",
    "team": r"cricket|football|soccer|rugby|baseball|basketball|volleyball|hockey|row|choir|band",
    "creative": r"paint|draw|photograph|knit|sew|pottery|writ|music|piano|guitar|violin|sing|danc|cook|bak|theat|craft",
}


@skill("pastimes")
def offer(talk: Talk) -> Offer | None:
    """Fits a question on a sort of the user's own likes, once there are any."""
    match = _ASKED.search(talk.gist) if len(talk.gist) < 300 else None
    sort = next((name for name, (said, _) in _SORTS.items() if match and re.search(said, match["rest"], re.I)), "")
    liked = facts.of(facts.known(talk.said), "like") if sort else []
    return Offer(0.96, partial(_sorted, sort, liked), whole=True) if liked else None


def _sorted(sort: str, liked: list[str]) -> Reply:
    named = _SORTS[sort][1]
    fitting = [one for one in liked if _is(one, sort)]
    strange = [one for one in liked if not any(_is(one, other) for other in _KNOWN)]
    note = Note("Sorting what the user likes", f"The user told me of {join(liked)}; {join(fitting) or 'none of it'} is {named}.")
    rest = f" I can't place {join(strange)}, though." if strange else ""
    if not fitting:
        return Reply(f"None that I know of: of {join(liked)}, nothing is {named}.{rest}", "None.", "None", notes=(note,))
    bold, others = join([f"**{one}**" for one in fitting]), [one for one in liked if one not in fitting and one not in strange]
    many = len(fitting) > 1
    named = "sports" if many and sort == "sport" else named
    text = f"{bold[:2]}{capitalise(bold[2:])} {'are' if many else 'is'} {named}."
    text += f" {capitalise(join(others))} {'are' if len(others) > 1 else 'is'} not." if others else ""
    return Reply(text + rest, text, join(fitting), tuple(fitting), notes=(note,), data={sort: fitting})


def _is(pastime: str, sort: str) -> bool:
    return bool(re.search(rf"\b(?:{_KNOWN[sort]})", pastime, re.I))
