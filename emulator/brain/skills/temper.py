"""Keeps calm and kind: rudeness, impatience, an apology, praise, laughter, doubt, a plain yes or no."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from emulator.brain import facts
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import cut, pick, plain

_YOU = (
    r"(?:you(?:'re|’re| are|r)?|u(?:'re| r| are)?|this(?: is| thing| app)?(?:'s)?|it(?:'s| is)?|that(?:'s| is| was)?|"
    r"what an?)"
)
_RUDE = (
    r"stupid|dumb|useless|idiot(?:ic)?|moron|trash|garbage|rubbish|worthless|pathetic|terrible|awful|horrible|crap|sucks?|"
    r"lame|bad|"
    r"a joke|annoying|ridiculous|nonsense|bullshit|wrong|not helpful|unhelpful|boring|a disappointment|disappointing"
)
_LEAD = r"^\W*(?:(?:no|well|ok|okay|wow|but|hey|god|man|seriously|honestly|sorry)\b\W*)*"
_RULES: tuple[tuple[float, str, str], ...] = (
    (
        0.86,
        "rude",
        rf"{_LEAD}{_YOU}\s+(?:(?:so|such|really|very|just|absolutely|completely|a|an|fucking|damn|bloody|pretty|"
        rf"totally)\s+)*(?:{_RUDE})\b.{{0,60}}$|"
        r"^\W*(?:fuck|shit|damn|screw|shut up|stupid|idiot|i hate (?:you|this|it)|go away|wtf)\b.{0,40}$",
    ),
    (
        0.84,
        "stuck",
        r"^\W*(?:this |it |that |nothing |you )?(?:doesn'?t|does not|don'?t|isn'?t|won'?t|never) (?:work|working|help|"
        r"understand|listen|"
        r"get it|make sense)s?\b.{0,40}$|^\W*(?:that(?:'s| is)|this is|you(?:'re| are)) not (?:what i (?:asked|meant|"
        r"wanted)|right|correct|"
        r"true|it)\b.{0,60}$|^\W*(?:no,? )?(?:that(?:'s| is) )?(?:wrong|incorrect|false)\W*$|^\W*you (?:didn'?t|did not) "
        r"(?:answer|understand)\b.{0,50}$",
    ),
    (
        0.84,
        "sure",
        r"^\W*(?:are you|r u) (?:really |absolutely |quite )?(?:sure|certain|serious)\b.{0,30}$|^\W*(?:really|seriously|is "
        r"that (?:so|true|right|"
        r"correct))\W*$|^\W*how do you know(?: that| this)?\W*$",
    ),
    (0.84, "sorry", r"^\W*(?:i(?:'m| am| was)? |so |very |oh |oops,? |my |just |only )*(?:sorry|apologi[sz]e|bad|mistake|"
        r"apologies|kidding|joking)\b.{0,30}$"),
    (
        0.83,
        "praise",
        r"^\W*(?:wow|oh|haha|ok|thanks|nice|well)?[\s,!]*(?:(?:you(?:'re|’re| are)|that(?:'s| is| was)|this is|it(?:'s| is)) )"
        r"(?:(?:so|really|very|pretty|the|a|an|such|quite|actually|not|bad|that)\s+)*(?:great|good|bad at all|awesome|"
        r"amazing|cool|nice|smart|clever|helpful|"
        r"funny|best|"
        r"brilliant|impressive|perfect|wonderful|excellent|fantastic|lovely|cute|interesting|fascinating|beautiful|fun|"
        r"hilarious)\b.{0,30}$|"
        r"^\W*(?:i (?:love|like) (?:it|this|that|you)|well done|good (?:job|work|bot|answer)|nice (?:one|job|work)|"
        r"impressive|interesting|"
        r"fascinating|amazing|excellent|love it|good to know|makes sense|i see|got it|understood|wow)\W*$",
    ),
    (0.8, "laugh", r"^\W*(?:(?:a?(?:ha){2,}h?|lo+l|rofl|lmao|hehe+|hihi|xd)\b\W*)+$"),
    (0.7, "nod", r"^\W*(?:ok(?:ay)?|k|sure|alright|fine|hm+|mhm|aha|right|yep|yeah|yes|yup|of course|cool|no(?:pe)?|nah|not "
        r"really|maybe|"
     r"whatever|never ?mind[^?]{0,25}|test(?:ing)?|ping|idk|i don'?t know|no idea|nothing)\b[\s.!]*$"),
)  # fmt: skip
_COMPILED = tuple((fit, name, re.compile(pattern, re.I)) for fit, name, pattern in _RULES)
_LONGEST = 120


@skill("temper")
def offer(talk: Talk) -> Offer | None:
    """Fits short remarks that carry a feeling and ask for nothing."""
    text = talk.whole if len(talk.whole) <= _LONGEST else ""
    return next(
        (Offer(fit, partial(_ANSWERS[name], talk), whole=True) for fit, name, rule in _COMPILED if text and rule.search(text)),
        None,
    )


def _name(talk: Talk) -> str:
    name = facts.name_in(facts.known(talk.said))
    return f", {name}" if name else ""


def _reply(said: str, title: str, noted: str) -> Reply:
    return Reply(said, notes=(Note(title, noted),))


def _rude(talk: Talk) -> Reply:
    said = pick(
        (
            "Fair enough: I'm a small offline demo and far from perfect{n}. Tell me what went wrong, and I'll try it "
            "another way.",
            "I'm sorry that it isn't going well{n}. Say it to me in other words, or pick something I'm good at: sums, "
            "places, texts, tables.",
            "I understand the annoyance{n}. I only have rules and a small library here; with an API key Gemini takes over. "
            "What can I try?",
        ),
        talk.whole,
        len(talk.past),
    )
    return _reply(
        said.format(n=_name(talk)), "Staying friendly", "The user is annoyed; I don't answer in kind and offer a way on."
    )


def _stuck(talk: Talk) -> Reply:
    last = cut(plain(talk.past[-1].said), 70).rstrip(".?! ") if talk.past else ""
    about = (
        f" Was it about “{last}”? Put it in other words, or say what the answer should have been."
        if last
        else " What did you expect?"
    )
    return _reply(f"I'm sorry, then I got it wrong.{about}", "Admitting a slip", "The user isn't content with the last answer.")


def _sure(talk: Talk) -> Reply:
    if not talk.past or not talk.past[-1].told:
        said = "Of what? Ask me something, and I'll say how I know."
        return _reply(said, "Looking back", "There is no answer to be sure of.")
    said = (
        "As sure as a small library and exact arithmetic allow: my last answer comes from what I looked up or computed, "
        "which the thoughts above it tell. For anything important, please check it with a second source."
    )
    return _reply(said, "Weighing the last answer", "It came from rules and data, not from a guess.")


def _sorry(talk: Talk) -> Reply:
    said = f"No need to apologise{_name(talk)}! What shall we do next?"
    return _reply(said, "Accepting an apology", "Nothing is asked, so I wave it away.")


def _praise(talk: Talk) -> Reply:
    said = pick(("Glad you like it{n}! What's next?", "Thank you{n}, that's kind! What shall we do now?"), talk.whole).format(
        n=_name(talk)
    )
    return _reply(said, "Accepting praise", "Nothing is asked, so I thank and go on.")


def _laugh(talk: Talk) -> Reply:
    said = f"Glad to make you smile{_name(talk)}! Shall I tell another joke, or go on with something else?"
    return _reply(said, "Noticing laughter", "The user laughs; I offer more.")


def _nod(talk: Talk) -> Reply:
    said = "All right. What would you like next?" if talk.past else "I'm here. What can I do for you?"
    return _reply(said, "Hearing a nod", "A word of consent or doubt asks for nothing by itself.")


_ANSWERS: dict[str, Callable[[Talk], Reply]] = {
    "rude": _rude, "stuck": _stuck, "sure": _sure, "sorry": _sorry, "praise": _praise, "laugh": _laugh, "nod": _nod,
}  # fmt: skip
