"""The words that questions are made of, whatever they ask about; what is left without them is the subject.

Knows neither articles nor the conversation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

FRAME = frozenset(
    "a about advantage advantages against all also always am an analogy and another any are as at be because been before "
    "being benefit benefits better between both briefly but by can compare compared concrete cons could define definition "
    "describe detail did difference differences different disadvantage disadvantages do does doing downside downsides "
    "drawback drawbacks example examples explain explained explanation for from full get give good had has have help hi how "
    "i if important importance in instance invented is it its kid child just know learn like long made main make matter "
    "matters me mean meaning means metaphor more most much my need needed now of offer okay old on one ones or other our "
    "people person please point points practice pros purpose quickly real really reason reasons red relevant same say see "
    "sentence sentences short should show simple simpler simply since so some something stand stands strengths tell term "
    "terms than thanks that the their them then there these they thing things this those to two understand up upside "
    "upsides us use used useful using versus very vs want was way we weaknesses well were what whats what's when where "
    "which who whom whose why will with without word words work working works beginner beginners "
    "three four five six seven eight nine ten each plot moral story wrote buy "
    "grandmother grandma mother boss would year years you your again advance choose pick prefer suits suit created designed "
    "developed discovered introduced came come case cases ever exactly even first m d t re ll ve recommend suggest hey u ur "
    "pls quick actually basically kind sort summarise summarize summary shorter briefer bullet bullets list table written "
    "write says said great called".split()
)
JOINTS = re.compile(r"[,;:.?!()]|\b(?:vs|versus|and|or|than|between|to|with|from|in|for|on)\b")
_POINTING = frozenset("it its us they them there that this these those you we".split())


def kernel(found: Sequence[str]) -> str:
    """The folded words of a question without the frame around its subject; nothing when it points to something said before."""
    start, end = 0, len(found)
    while start < end and found[start] in FRAME:
        start += 1
    while end > start and found[end - 1] in FRAME:
        end -= 1
    return "" if _POINTING & {*found[:start], *found[end:]} else " ".join(found[start:end])
