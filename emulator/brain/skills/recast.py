"""The subject of the talk once more as another text or for other readers: "now as a poem", "for a child".

Writes the request anew and hands it to the skill that fits it; makes nothing itself.
"""

from __future__ import annotations

import re
from dataclasses import replace

from emulator.brain import asking, library, sides, subjects
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, best, skill
from emulator.brain.skills.stories import form_in, subject_in

_LEAD = (
    r"^\W*(?:(?:now|and|ok(?:ay)?|then|please|can you|could you|but|again|great|nice|cool|also|instead)\b\W*)*"
    r"(?:(?:explain|make|turn|write|rewrite|put|give|tell|say|do|convert|show|describe|try|the same)(?: me| us)?(?: it| "
    r"that| this| the same)?"
    r"(?: again| all| now)?\s+)?"
)
_FORM = re.compile(
    _LEAD + r"(?:as|into|in the form of|in|like)?\s*(?:an? |one )?(?P<kind>(?:short |funny |sad |little |long |happy |"
    r"romantic |rhyming |nice )*"
    r"(?:poem|haiku|limerick|story|fairy tale|bedtime story|joke|tweet|(?:linkedin|social media|blog|instagram|facebook) "
    r"post|slogan|"
    r"tagline|headline|essay|press release))(?: about (?:it|that|this))?(?: please| now| instead)*\W*$",
    re.I,
)
_READER = re.compile(
    _LEAD + r"(?:(?:so that|in a way)(?: that)? )?(?:for|to|like|as if|as to|as)\s+(?:i(?:'m|’m| am| was| were|"
    r"m)\s+)?(?:an? |my |the |some )?"
    r"(?P<reader>(?:small |little |young |complete |total |absolute )?(?:child(?:ren)?|kids?|five|5|six|6|ten|10|(?:five|5|"
    r"six|6|eight|8|ten|10|twelve|12)"
    r"[- ]years?[- ]olds?|beginners?|dumm(?:y|ies)|grand(?:ma|mother|pa|father)|layman|laymen|layperson|newbies?|teenagers?|"
    r"non-technical \w+|"
    r"experts?|professionals?|specialists?|engineers?|developers?|scientists?|professors?|phd|executives?|ceo|managers?|"
    r"boss|students?))"
    r"(?: understands?(?: it)?| can understand(?: it)?)?(?: please| now| again)*\W*$",
    re.I,
)
_LEARNED = re.compile(r"expert|professional|specialist|engineer|developer|scientist|professor|phd", re.I)
_BUSY = re.compile(r"executive|ceo|manager|boss", re.I)
_AGAIN = re.compile(
    r"^\W*(?:(?:now|and|ok|please|explain|it|that|again|but)\b\W*)*(?:simpler|more simply|in simple(?:r)? "
    r"(?:words|terms|english))\W*$",
    re.I,
)
_ABOUT = re.compile(r"\b(?:about|for|on) (?:an? |the |our |my )?([\w' -]{3,50}?)\W*$", re.I)
_LONGEST = 120


@skill("recast")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish for another kind of text or other readers that names no subject of its own."""
    text = talk.whole
    if len(text) > _LONGEST or not talk.past:
        return None
    form, reader = _FORM.match(text), _READER.match(text)
    if not (form or reader or _AGAIN.match(text)) or not (subject := subject_of(talk)):
        return None
    if form and form_in(talk.past[-1].said) == "poem" and form["kind"].lower().split()[-1] == "poem":
        return None
    anew = f"Write a {form['kind'].lower()} about {subject}" if form else _for(reader["reader"] if reader else "child", subject)
    choice = best(replace(talk, prompt=anew, whole=anew))
    if choice.offer.fit < 0.5:
        return None
    noted = Note("Picking up the subject", f"The talk is about {subject}, so I read the wish as “{anew}”.")
    return Offer(0.935, lambda: _with(choice.offer.answer(), noted), whole=True)


def _with(reply: Reply, noted: Note) -> Reply:
    return replace(reply, notes=(noted, *reply.notes), fixed=True)


def _for(reader: str, subject: str) -> str:
    if _LEARNED.search(reader):
        return f"Explain {subject} in detail"
    if _BUSY.search(reader):
        return f"Explain {subject} in one sentence and why it matters"
    return f"Explain {subject} in simple words"


def subject_of(talk: Talk) -> str:
    """What the conversation is about: an article's subject, that of a piece just told, or what the last question was about."""
    for pair in reversed(talk.past[-4:]):
        if form_in(pair.said) and (told := subject_in(pair.said)):
            return told
        if (found := subjects.before((pair,))) is not None:
            return sides.spoken(found.entries[0]) if not found.entries[0].is_city else found.entries[0].title
        if len(pair.said.split()) < 4:
            continue
        if (about := _ABOUT.search(pair.said)) and len(about[1].split()) < 6:
            return about[1].strip()
        if kernel := asking.kernel(library.tokens(pair.said[:200])):
            return kernel if len(kernel.split()) <= 5 else ""
    return ""
