"""Two plots for stories about somebody with a deed or a trait: who learns to do something, who is what others advise against.

Prose only, as in `moulds`, which chooses between them.
"""

from __future__ import annotations

import re

from emulator.brain.text import capitalise

Plot = tuple[tuple[str, ...], str, str, str, str]

_WISH = re.compile(
    r"^(?P<who>.+?),? (?:who|that|which) (?:just |always |finally )?(?:learn(?:s|ed|t)|want(?:s|ed)|tries|tried|decide[sd]|"
    r"dream(?:s|ed|t) (?:of|about)|hopes|longs|wishes|is learning|is trying|can(?:no|')t|cannot)(?: how)?(?: to)? (?P<deed>.+)$",
    re.I,
)
_TRAIT = re.compile(r"^(?P<who>.+?),? (?:who|that|which) ", re.I)
_LEARNER: Plot = (
    (
        "In {place} lived {hero}, {who}, and {hero} wanted to {deed}. “{Who}?” people said, and laughed, though not unkindly. "
        "Nobody had ever seen {who} {deed}.",
        "The first attempt was a disaster, and so was the second. {hero} learned both by heart. Every evening {friend} came by, "
        "looked, and said nothing, which helped more than advice. “What do you see when you try?” {friend} asked at last. "
        "“Mistakes,” said {hero}. “Then you're looking at the right thing.”",
        "So {hero} stopped doing it the way others did. It went slowly, and some days it went backwards. But one morning "
        "something was there that had not been there before, small and crooked and quite {hero}'s own, and half the street "
        "stood still to look.",
        "Today people come from far away and bring their children. “Can {who} really {deed}?” they ask. {hero} "
        "makes room on the bench and says: “I don't know. Come, let's find out together.”",
    ),
    "A wish that people smile at, two failures, a way of one's own, and somebody to share it with.",
    "kept trying until half the street stood still to look",
    "The first attempt was a disaster",
    "Mistakes, looked at closely, show the way that is one's own.",
)
_TRAITED: Plot = (
    (
        "In {place} lived {hero}, {kind}. Everybody knew it, and everybody had advice.",
        "Then came the night when the storm took the bridge. {friend} was on the wrong side of it, the water was rising, and "
        "nobody else was awake. {hero} stood on the bank with a lantern and thought of all the good advice. None of it was "
        "about this.",
        "“It wasn't brave,” {hero} said later, “it was only the next thing to do.” One step, and another one, the lantern held "
        "high, talking aloud all the way, until a hand took hold of a sleeve and both of them were across.",
        "{hero} is still the same. But the lantern hangs beside the door now, and whenever somebody in {place} begins to give "
        "advice, {friend} looks up at it, and then it gets very quiet, and rather kind.",
    ),
    "A trait that everybody has an opinion on, a night when it doesn't matter, and a quiet that lasts.",
    "crossed the water that nobody else would cross",
    "everybody had advice",
    "What somebody is doesn't say what they will do when it counts.",
)
PLOTS = (_LEARNER, _TRAITED)


def read(kind: str) -> tuple[Plot, str, dict[str, str]] | None:
    """The plot for somebody of a kind, what it turns on, and the words that it needs; None when they have no deed."""
    kind = re.sub(r",? please$", "", kind, flags=re.I)
    if match := _WISH.match(kind):
        who = re.sub(r"^(?:the|my)\b", "a", match["who"])
        return _LEARNER, "first attempt", {"who": who, "Who": capitalise(who), "deed": _infinitive(match["deed"])}
    return (_TRAITED, "lantern", {"kind": kind}) if _TRAIT.match(kind) else None


def _infinitive(deed: str) -> str:
    """The deed after "to": dreams of flying is to fly."""
    first, _, rest = deed.partition(" ")
    known = {"being": "be", "becoming": "become", "having": "have", "making": "make", "dancing": "dance", "writing": "write"}
    plain = known.get(first.lower(), re.sub(r"(?<=[a-z]{2})ing$", "", first))
    return f"{plain} {rest}".strip()
