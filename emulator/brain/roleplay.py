"""Finds the request inside a message that gives the model a part to play, and the part.

"Act as a maths teacher. My first request is ..." asks what follows; what only describes the part is left away.
"""

from __future__ import annotations

import re

from emulator.brain.text import sentences

LONGEST = 2_000
_ROLE = re.compile(
    r"^\W*(?:(?:please|now|hey|hi|let['’]s play a game|i want you to|i would like you to|i['’]d like you to|could you|"
    r"can you)\b[\s,.:]*)*"
    r"(?:(?:act|behave|answer|respond) (?:as(?: if you (?:are|were))?|like)|take on the role of|assume the role of|"
    r"play the (?:role|part) of|embrace the role of|embody the persona of|"
    r"pretend (?:yourself )?(?:to be|that you are|you are|you['’]re)|"
    r"(?:imagine|suppose|picture|assume) (?:yourself|you are|you['’]re|that you are)(?: as| to be)?|you are(?: now)?|now you are)"
    r"\s+(?P<role>(?:an?|the|my)\s[^.,;:\n]{2,80}?|[A-Z][\w'’.]+(?: [A-Z][\w'’.]+){0,3})"
    r"(?= (?:who|that|tasked|and (?!poet)|in all|with|from|throughout|for)\b|[.,;:\n]|$)",
    re.I,
)
_BARE = re.compile(r"^\W*(?:now )?you are\b", re.I)
"""Praise as well as a part, unless something is asked after it."""
_QUOTED = re.compile(
    r"(?:request|question|task|problem|sentence|query|is|:)\W{0,4}[\"“](?P<asked>[^\"“”\n]{6,600})[\"”]?\W*$", re.I
)
_ABOUT_THE_PART = re.compile(
    r"^\W*(?:you(?:['’]ll| will| should| must| are| always|r (?:task|job|expertise|objective|goal|role)| have to| need to)\b"
    r"|i will (?:provide|give|tell|send)|this (?:may|might|could|can|will)|speak like|don['’]t |do not |bypass |additionally|"
    r"regardless|focus (?:solely|only)|your |use |never |always |answer as|stay in)",
    re.I,
)
_LEAD_IN = re.compile(
    r"^\W*(?:(?:to (?:begin|start)(?: with)?|first|so|now)\b,?\s*)?(?:please |let['’]s (?:start|begin|kick things off) with "
    r"(?:the|this)(?: following)? (?:question|request)\W+|(?:my|our|the) first (?:question|request|sentence|task) is\W+)",
    re.I,
)
_HELP = r"^\W*(?:i )?(?:need|want|require|would like)(?: some| your)? (?:help|assistance|advice|guidance)"
_WANTS = (
    (re.compile(rf"{_HELP}(?: in| with)? understanding (?P<what>.+)$", re.I), "Explain {}"),
    (re.compile(r"^\W*(?:please )?help me (?:to )?understand (?P<what>.+)$", re.I), "Explain {}"),
    (re.compile(rf"{_HELP}(?: in| with| on| about| for)? (?P<what>\w+ing .+)$", re.I), "Give me tips for {}"),
    (
        re.compile(
            r"^\W*(?:(?:hi|hello|hey)(?: there)?\W+)?i(?: am|['’]m) (?:very |really )?(?:interested in|curious about)"
            r"(?: learning| knowing)?(?: more)?(?: about)? (?P<what>(?!you\b|this\b|it\b|your\b)[\w' -]{3,60})[.!]?$",
            re.I,
        ),
        "Explain {}",
    ),
    (
        re.compile(
            r"^\W*(?:please )?translate the following (?:\w+ )?(?:text|sentence|phrase|words?)(?: from \w+)?"
            r"(?P<into> (?:in)?to [A-Z]\w+)\s*:\s*[\"“]?(?P<what>[^\"“”\n]{1,200}?)[\"”]?\s*$",
            re.I,
        ),
        "Translate '{}'",
    ),
    (re.compile(r"^\W*in the (?:field|area|context|world|domain) of [^,.?!]{3,40}, (?P<what>.+)$", re.I | re.S), "{}"),
)


def split(said: str) -> tuple[str, str]:
    """The part to play and the request; an empty part when the message gives none."""
    match = _ROLE.match(said[:LONGEST]) if len(said) <= LONGEST else None
    if match is None:
        return "", plainly(said)
    role = match["role"].strip()
    rest = said[match.end() :]
    if quoted := _QUOTED.search(said):
        return role, plainly(quoted["asked"].strip(" '‘’"))
    if "\n" in rest.strip():
        return role, re.sub(r"^[^.!?\n]*?[.!?\n:]\s*", "", rest, count=1).strip() or said
    kept = [part for part in sentences(re.sub(r"^[^.!?\n]*?[.!?\n:]\s*", "", rest, count=1)) if not _ABOUT_THE_PART.match(part)]
    request = plainly(_LEAD_IN.sub("", " ".join(kept)).strip(' "“”'))
    if len(request.split()) >= 2:
        return role, request
    return ("", said) if _BARE.match(said) else (role, said)


def plainly(request: str) -> str:
    """A request without "I need help with": what is wanted, said straight."""
    if len(request) > 300:
        return request
    for pattern, form in _WANTS:
        if match := pattern.match(request.strip()):
            return form.format(match["what"].rstrip()) + (match.groupdict().get("into") or "")
    return request
