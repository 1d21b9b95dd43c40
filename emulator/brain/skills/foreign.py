"""Short poems and mails in French, German, Spanish, Italian and Portuguese, and the same poem in another of them.

Texts stand in `foreign.toml`; what has no form there is declined by `translation`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, partial
from pathlib import Path
from typing import Any

from emulator.brain import facts
from emulator.brain.dialogue import Talk
from emulator.brain.library import tokens
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise

_FILE = Path(__file__).parents[1] / "foreign.toml"
_LANGUAGES = ("French", "German", "Spanish", "Italian", "Portuguese")
_IN = re.compile(rf"\b(?:in |into |an? )?(?P<language>{'|'.join(_LANGUAGES)}|English)\b", re.I)
_POEM = re.compile(r"\b(?:poem|verse|rhyme|haiku)\b", re.I)
_MAIL = re.compile(r"\b(?:e-?mail|mail|letter|message|note|card|wish(?:es)?|greeting|invitation)\b", re.I)
_MAKE = re.compile(r"\b(?:write|compose|draft|create|make|give|need)\b", re.I)
_ONLY = re.compile(
    rf"^\W*(?:(?:now|and|please|ok|then|the same|can you|translate (?:it|that|this))\b[\s,]*)*(?:in|"
    rf"into|to) (?P<language>{'|'.join(_LANGUAGES)}|English)\W*$",
    re.I,
)
_OCCASIONS = (
    ("cancellation", r"\bcancel\w*|\bpostpon\w*|\bcan(?:'t|not) come\b"),
    ("sick", r"\bsick\b|\bill\b|\bunwell\b"),
    ("birthday", r"\bbirthday\b"),
    ("thanks", r"\bthank\w*"),
    ("invitation", r"\binvit\w*"),
    ("apology", r"\bapolog\w*|\bsorry\b"),
    ("booking", r"\bbook(?:ing)?\b|\breserv\w*"),
    ("request", r"\bask\w*|\brequest\w*|\binquir\w*|\bquestion\b|\binformation\b|\babout\b"),
)
_WHOM = re.compile(r"\b(?:to|for) (?:my )?(?P<whom>[A-Z][\w'-]+)")


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@skill("foreign")
def offer(talk: Talk) -> Offer | None:
    """Fits a poem or a mail that is wanted in one of the languages, and the last poem in another one."""
    text = talk.whole
    if len(text) > 300:
        return None
    if (again := _ONLY.match(text)) and talk.past:
        return _again(talk, again["language"].capitalize())
    match = _IN.search(text)
    if match is None or not _MAKE.search(text) or match["language"].lower() == "english":
        return None
    language = match["language"].capitalize()
    if _POEM.search(text):
        return Offer(0.965, partial(_poem, language, text), whole=True)
    mails = _texts()["mail"].get(language)
    if mails is None or not _MAIL.search(text) or re.search(r"\btranslat", text, re.I):
        return None
    kind = next((kind for kind, pattern in _OCCASIONS if re.search(pattern, text, re.I)), "request")
    return Offer(0.965, partial(_mail, talk, language, kind, mails[kind]), whole=True)


def _subject(text: str) -> str:
    known = _texts()["subjects"]
    return next((word for word in reversed(tokens(text)) if word in known or word.rstrip("s") in known), "")


def _poem(language: str, text: str) -> Reply:
    subject = _subject(text) or "life"
    known = _texts()["subjects"]
    names = [name.strip() for name in (known.get(subject) or known[subject.rstrip("s")]).split("|")]
    said = names[_LANGUAGES.index(language)] if language in _LANGUAGES else subject
    body = _texts()["poem"][language].strip().format(X=capitalise(said), x=said)
    note = Note("Writing in the language", f"The subject is {subject}, in {language} “{said}”.")
    return Reply(f"**{capitalise(said)}**\n\n{body}", fixed=True, notes=(note,), data={"language": language, "poem": body})


def _again(talk: Talk, language: str) -> Offer | None:
    """The last poem in another language; its subject stands in the request for it."""
    said = next((pair.said for pair in reversed(talk.past[-4:]) if not _ONLY.match(pair.said)), "")[:300]
    if not (_POEM.search(said) and _IN.search(said) and _MAKE.search(said)):
        return None
    return Offer(0.965, partial(_poem, language, _IN.sub(" ", said)), whole=True)


def _mail(talk: Talk, language: str, kind: str, form: str) -> Reply:
    whom = _WHOM.search(talk.whole)
    name = facts.name_in(facts.known(talk.said)) or "[Name]"
    text = form.format(whom=whom["whom"] if whom else "[Name]", name=name)
    note = Note("Writing in the language", f"It is a mail of the kind {kind}, in {language}.")
    return Reply(text, fixed=True, notes=(note,), data={"language": language, "text": text})
