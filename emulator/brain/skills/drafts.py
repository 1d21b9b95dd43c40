"""Drafts of e-mails and messages: invitation, thanks, apology, absence, application, complaint, reminder, request."""

from __future__ import annotations

import re

from emulator.brain import facts, occasions
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise

_MAIL = re.compile(
    (
        r"\b(?:write|draft|compose|prepare|create|help me write|send)\b.{0,40}\b(?:e-?mail|mail|letter|message|"
        r"note|invitation|card|wish(?:es)?|reply|cover letter|memo|text to)\b|\be-?mail (?:to|for|asking|about)\b|"
        r"^\W*(?:please )?(?:e-?mail|text|message) (?:my|our|the|[A-Z]\w+)\b.{0,30}\b(?:that|to|about|for|saying|and)\b"
    ),
    re.I,
)
_TO = re.compile(
    (
        r"\bto (?:(?:tell|inform|ask|invite|thank|remind|notify|let) )?(?:my |the |our |an? )?([\w' ]{2,30}?)(?= (?:about|"
        r"asking|for|that|to|"
        r"saying|regarding|because|on|inviting|thanking|telling|who|whose|and|if|with|announcing|informing|reminding|"
        r"explaining|"
        r"apologi[sz]ing|know|when|where|requesting|offering|in|at)\b|[.,!?\n]|$)"
    ),
    re.I,
)
_ABOUT = re.compile(
    (
        r"\b(?:about|declining|turning down|cancel(?:l?ing)?|"
        r"asking (?:for|about|if|whether)?|regarding|saying(?: that)?|concerning|that says|"
        r"inviting (?:\w+ )?to|for|because(?: of)?|thanking (?:\w+ )?for)\s+([^.!?\n]{2,160})"
    ),
    re.I,
)
_LEAVE = re.compile(r"(?:an? |the |some |my )?(?:\w+ )?(?:days? off|time off|leave|vacation|holiday)\b", re.I)
_FOR_WHOM = re.compile(
    r"\b(?:message|card|wish(?:es)?|greetings?|note|invitation|e-?mail|letter) for (?:my |our |the )?((?:\w+ "
    r")?(?-i:[A-Z])[\w'-]+|\w+)",
    re.I,
)
_OWN = re.compile(r"\b(?:seeking|asking(?: for)?|requesting|getting|for) (?:your|my|our) ([a-z]+)['’]s\b", re.I)
"""The one whose feedback or approval is sought."""
_VERBS = {
    "write",
    "cancel",
    "tell",
    "inform",
    "remind",
    "let",
    "announce",
    "request",
    "apply",
    "confirm",
    "change",
    "book",
    "decline",
    "say",
    "ask",
    "thank",
    "apologise",
    "apologize",
    "invite",
    "complain",
    "be",
}
_USUAL = {"meeting": "the next steps", "absence": "a personal matter", "apology": "the delay", "thanks": "your help"}


_ADD = re.compile(
    r"^\W*(?:please |and |also |now )*(?:add|mention|include|say)(?: also| in it| a (?:line|sentence))*"
    r"(?: that| saying(?: that)?)? "
    r"(?P<what>.{3,200})$",
    re.I,
)
_TELLING = frozenset({"message", "meeting", "reminder", "absence", "refusal", "application", "complaint"})
"""Occasions for which what the user wants to say goes before the usual words."""
_THIS = re.compile(r"\b(?:turn|make|put|convert|send|write) (?:it|that|this)\b", re.I)
_CLOSE = re.compile(r"\n\n(?:Kind regards|Cheers|Best|Yours|Warm wishes)[^\n]*\n", re.I)


_CODE = re.compile(
    r"\b(?:regex|regular expression|function|script|code|sql|query|python|javascript|pattern|html|"
    r"validat\w+)\b",
    re.I,
)


@skill("drafts")
def offer(talk: Talk) -> Offer | None:
    """Fits requests to draft a message to somebody, and a sentence to be added to the last draft."""
    if talk.past and _CLOSE.search(talk.past[-1].answer) and (match := _ADD.match(talk.gist)):
        return Offer(0.91, lambda: _added(talk.past[-1].answer, match["what"].rstrip(". ")), whole=True)
    return (
        Offer(0.9, lambda: _draft(talk), whole=True)
        if len(talk.gist) < 1_500 and _MAIL.search(talk.gist) and not _CODE.search(talk.gist)
        else None
    )


def _added(draft: str, what: str) -> Reply:
    sentence = capitalise(re.sub(r"\bi\b", "I", what)) + "."
    text = _CLOSE.sub(lambda close: f" {sentence}{close[0]}", draft, count=1)
    return Reply(
        text,
        sentence,
        notes=(Note("Adding a sentence", f"“{sentence}” goes to the end of the last draft; the rest stays."),),
        fixed=True,
        data={"added": sentence},
    )


def _whom(text: str) -> str:
    text = re.sub(r"\b(?:and )?to the point\b", " ", text, flags=re.I)
    match = _OWN.search(text) or _TO.search(text) or _FOR_WHOM.search(text)
    words = match[1].split() if match else []
    if len(words) > 1 and words[-1][:1].isupper() and words[0][:1].islower():
        words = words[-1:]
    known = words and words[0].lower() not in _VERBS | {"it", "this", "that", "them"}
    return capitalise(" ".join(words)) if known else ""


def _about(text: str, kind: str) -> str:
    to = _TO.search(text)
    rest = text[to.end() :] if to else text
    match = re.search(r"\bbecause (?:of )?([^.!?\n]{2,160})", rest, re.I) if kind == "absence" else None
    match = match or _ABOUT.search(rest) or _ABOUT.search(text)
    if match is None:
        return _USUAL.get(kind, "the matter we discussed")
    about = re.sub(r"^(?:him|her|them) (?:for|about|to) ", "", match[1].strip())
    if re.fullmatch(r"it|this|that", about, re.I):
        return _USUAL.get(kind, "the matter we discussed")
    return re.sub(r"^an? ", "the ", about) if kind == "refusal" else about


def _draft(talk: Talk) -> Reply:
    kind, _, subject, body = next(row for row in occasions.KINDS if re.search(row[1], talk.gist, re.I))
    whom, about = _whom(talk.gist), _about(talk.gist, kind)
    name = facts.name_in(facts.known(talk.said))
    title, said = subject.format(About=capitalise(about), about=about), body.format(about=about)
    if kind in _TELLING and (told := occasions.news(talk.gist)):
        title, said = told
    if kind == "absence" and _LEAVE.match(about):
        said = said.replace(f"time off because of {about}", about)
    if _THIS.search(talk.gist) and talk.past and talk.past[-1].told:
        title, said = (
            "Something for you",
            f"I wanted to share this with you:\n\n{talk.past[-1].told[:4_000]}\n\nLet me know what you think.",
        )
    mail = f"**Subject:** {title}\n\nDear {whom or '[Name]'},\n\n{said}\n\nKind regards,  \n{name or '[Your name]'}"
    notes = (
        Note("Recognising the occasion", f"It is a {kind} message{' to ' + whom if whom else ''} about {about}."),
        Note(
            "Choosing tone and parts",
            "A subject, a greeting, one clear paragraph and a polite close; what I don't know stays in square brackets.",
        ),
        Note(
            "Signing it", f"I sign as {name}, the name the user told me." if name else "No name is known, so I leave room for it."
        ),
    )
    return Reply(mail, said, title, notes=notes, fixed=True, data={"subject": title, "to": whom, "body": said})
