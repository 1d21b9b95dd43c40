"""Turns a text into a mail: the one after the colon, or the last answer; with a subject, a greeting and a close.

Orders become requests where it is to be polite; what the text says stays. Mails on an occasion are `drafts`' business.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import facts, tones
from emulator.brain.dialogue import Talk
from emulator.brain.headlines import headline
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, cut, sentences

_TURN = re.compile(
    r"^\W*(?:(?:please|now|and|can you|could you|ok|great)\b\W*)*(?:turn|make|convert|put|rewrite|write|format|change|send)\s+"
    r"(?:this|it|that|these notes|the following|my notes)\b(?: \w+){0,3}? (?:into|in|as|to be|to) (?:an? |one )?"
    r"(?P<tone>(?:(?:very|more|short|polite|friendly|formal|professional|nice|quick|proper|kind|brief),? ?(?:and )?)*)"
    r"(?:e-?mail|letter)(?: (?:to|for) (?:my |our |the )?(?P<whom>[\w. ]{2,40}?))?\s*(?P<own>[:\n].+)?[.!?\s]*$",
    re.I | re.S,
)
_LONGEST = 2_000
_GREETED = re.compile(r"^(?:hi|hello|hey|dear)\b[^,.!\n]{0,30}[,.!]\s*", re.I)
_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_ROLE = re.compile(r"^(?:boss|manager|team|colleagues?|client|customers?|landlord|teacher|friend|neighbou?rs?)$", re.I)


@skill("mailing")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish to have a text as a mail."""
    text = talk.whole
    match = _TURN.match(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    own = (match["own"] or "").strip(' :\n"“”')
    given = own or (talk.past[-1].told[:8_000] if talk.past else "")
    if len(given.split()) < 2:
        return None
    return Offer(0.945, partial(_mail, talk, given, match["tone"].lower(), match["whom"] or "", bool(own)), whole=True)


def _mail(talk: Talk, given: str, tone: str, whom: str, own: bool) -> Reply:
    name = facts.name_in(facts.known(talk.said)) or "[Your name]"
    if tones.is_mail(given) and not own:
        return _with_subject(given)
    body = _GREETED.sub("", given)
    if own:
        body = _written(body, re.search(r"polite|friendly|formal|professional|nice|kind", tone) is not None)
    to = "[Name]" if not whom or (_ROLE.match(whom.strip()) and whom.strip().lower() != "team") else capitalise(whom.strip())
    subject = headline(sentences(given)[0]) or "Something for you" if not own else _subject(given)
    close = "Best wishes" if re.search(r"friendly|kind|nice", tone) else "Kind regards"
    text = f"**Subject:** {subject}\n\nDear {to},\n\n{body}\n\n{close},  \n{name}"
    note = Note("Putting it into a mail", "What the text says stays; a subject, a greeting and a close are added.")
    return Reply(text, body, subject, fixed=True, notes=(note,), data={"subject": subject, "to": to, "body": body})


def _subject(given: str) -> str:
    first = re.sub(
        r"^(?:please|pls|can you|could you|i need you to|i want you to|you must)\s+", "", sentences(given)[0], flags=re.I
    )
    return headline(first) or capitalise(cut(first, 50).rstrip(".!?"))


def _written(given: str, polite: bool) -> str:
    text = tones.softened(given) if polite else given
    parts = [capitalise(re.sub(r"\bi\b", "I", part.strip())) for part in sentences(text)]
    parts = [_DAY.sub(lambda day: day[0].capitalize(), part) for part in parts]
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts)


def _with_subject(mail: str) -> Reply:
    note = Note("Looking at the text", "It has a greeting and a close already; a mail needs a subject, too.")
    if mail.startswith("**Subject:**"):
        return Reply(f"It is one already:\n\n{mail}", fixed=True, notes=(note,))
    first = next((part for part in mail.split("\n\n")[1:] if part.strip()), mail)
    subject = capitalise(cut(re.split(r"[,.!:]", first)[0], 50))
    return Reply(f"**Subject:** {subject}\n\n{mail}", subject, subject, fixed=True, notes=(note,), data={"subject": subject})
