"""Translates what the phrasebook has, to and from seven languages; anything longer it declines with the reason.

Invents no translation: a wrong one would mislead.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import phrasebook
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join

_LANGUAGES = (
    r"spanish|french|german|italian|portuguese|hindi|japanese|english|korean|chinese|mandarin|russian|arabic|dutch|polish|"
    r"swedish|turkish|greek|"
    r"tamil|ukrainian|danish|norwegian|finnish|czech|hebrew|vietnamese|thai|latin|bengali|urdu|indonesian|romanian|hungarian"
)
_LANGUAGE = rf"(?:in|to|into)?\s*({_LANGUAGES})"
_ASK = re.compile(
    r"^\W*(?:please |can you |could you |and |now )*"
    r"(?:translate|how (?:do|would|can) (?:you|i|we) say|how to say|what is|what's|say)\b\s*(?:the (?:word|phrase|sentence) )?"
    rf"[\"“'‘]?(?P<what>.{{1,80}}?)[\"”'’]?\s*(?:in|to|into)\s+(?P<language>{_LANGUAGES})\W*$",
    re.I,
)
_SAY = re.compile(
    r"^\W*(?:and |so |ok )*how (?:do|would|can|to) (?:you|i|we|they)? ?say [\"“'‘]?(?P<what>.{1,60}?)[\"”'’]?\W*$", re.I
)
_MEANING = re.compile(
    r"^\W*what (?:does|do) [\"“'‘]?(?P<what>.{1,60}?)[\"”'’]? mean\b|"
    r"^\W*what is the meaning of [\"“'‘]?(?P<that>.{1,60}?)[\"”'’]?\W*$",
    re.I,
)
_POINTING = re.compile(r"(?:that|this|it|the (?:above|text|answer)).*", re.I)
_NEXT = re.compile(rf"^\W*(?:and|what about|how about|now|also)?\s*{_LANGUAGE}\s*(?:please)?\W*$", re.I)


@skill("translation")
def offer(talk: Talk) -> Offer | None:
    """Fits a phrase that is on file, and the same phrase in yet another language."""
    text = talk.gist
    if len(text) > 160:
        return None
    if (match := _NEXT.match(text)) and (before := _phrase_before(talk)):
        return _offer(before, match[1])
    if (other := _NEXT.match(text)) and talk.past and talk.past[-1].told:
        return Offer(0.92, partial(_declined, other[1].capitalize()))
    if match := _ASK.match(text):
        return _offer(match["what"], match["language"])
    if (said := _SAY.match(text)) and (language := _language_before(talk)):
        return _offer(said["what"], language)
    match = _MEANING.match(text)
    found, language = phrasebook.english(match["what"] or match["that"]) if match else ("", "")
    return Offer(0.95, partial(_meant, (match["what"] or match["that"]), found, language)) if match and found else None


def _language_before(talk: Talk) -> str:
    """The language that the last turns spoke of."""
    for pair in reversed(talk.past[-4:]):
        if match := re.search(rf"\b(?:{_LANGUAGES})\b", pair.said[:300], re.I):
            return match[0]
    return ""


def _phrase_before(talk: Talk) -> str:
    for pair in reversed(talk.past[-6:]):
        if match := _ASK.match(pair.said):
            return "" if _POINTING.fullmatch(match["what"].strip()) else match["what"]
        if not _NEXT.match(pair.said):
            return ""
    return ""


def _offer(phrase: str, language: str) -> Offer | None:
    language = "Chinese" if language.lower() == "mandarin" else language.capitalize()
    if language == "English":
        found, source = phrasebook.english(phrase)
        return Offer(0.95, partial(_meant, phrase, found, source)) if found else None
    found = phrasebook.translated(phrase, language)
    if found:
        return Offer(0.95, partial(_translated, phrase, language, found), whole=True)
    return (
        None
        if _POINTING.fullmatch(phrase.strip()) or len(phrase.split()) > 8
        else Offer(0.92, partial(_unknown, phrase, language), whole=True)
    )


def _translated(phrase: str, language: str, found: str) -> Reply:
    return Reply(
        f"“{capitalise(phrase.strip())}” in {language} is **{found}**.",
        f"{found}.",
        found,
        notes=(Note("Opening the phrasebook", f"“{phrase}” is one of its phrases; the column is {language}."),),
        data={"phrase": phrase, "language": language, "translation": found},
        fixed=False,
    )


def _meant(phrase: str, found: str, language: str) -> Reply:
    return Reply(
        f"**{capitalise(phrase.strip())}** is {language} and means “{found}”.",
        f"{found}.",
        found,
        notes=(Note("Opening the phrasebook", f"“{phrase}” stands in the column of {language}."),),
        data={"phrase": phrase, "language": language, "meaning": found},
    )


def _declined(language: str) -> Reply:
    return Reply(
        f"I can't put a whole text into {language} offline: beyond my phrasebook of common phrases I'd be inventing. With a "
        f"key, Gemini "
        "translates it right here.",
        "I can't translate that offline.",
        "Sorry",
        notes=(
            Note("Recognising a translation", f"The text from before is wanted in {language}, and it isn't in my phrasebook."),
        ),
    )


def _unknown(phrase: str, language: str) -> Reply:
    some = join([f"“{known}”" for known in phrasebook.phrases(9)[-4:]], "or")
    return Reply(
        f"“{phrase.strip()}” isn't in my phrasebook, and I won't invent {language}. I know some ninety phrases of everyday talk, "
        f"such as {some}, in {join(list(phrasebook.languages()))}. With a key, Gemini translates anything.",
        "That isn't in my phrasebook.",
        "Unknown",
        notes=(Note("Opening the phrasebook", f"It has no “{phrase}”; an invented translation would mislead."),),
    )
