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
_ASKING = (
    r"^\W*(?:please |can you |could you |and |now )*"
    r"(?:translate|how (?:do|would|can) (?:you|i|we) say|how to say|what is|what's|say)\b\s*(?:the (?:word|phrase|sentence) )?"
    r"[\"“'‘]?(?P<what>.{1,80}?)[\"”'’]?\s*(?:in|to|into)\s+"
)
_ASK = re.compile(rf"{_ASKING}(?P<language>{_LANGUAGES})\W*$", re.I)
_EACH = rf"(?:{_LANGUAGES})(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|or)\s+)(?:in\s+|to\s+)?(?:{_LANGUAGES}))+"
_ASK_EACH = re.compile(rf"{_ASKING}(?P<languages>{_EACH})\W*$", re.I)
_NEXT_EACH = re.compile(
    rf"^\W*(?:and|what about|how about|now|also)?\s*(?:in|to|into)?\s*(?P<languages>{_EACH})\s*(?:please)?\W*$", re.I
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
    if match := _ASK_EACH.match(text):
        return _each(match["what"], match["languages"])
    if (match := _NEXT_EACH.match(text)) and (before := _phrase_before(talk)):
        return _each(before, match["languages"])
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
        if match := _ASK.match(pair.said) or _ASK_EACH.match(pair.said):
            return "" if _POINTING.fullmatch(match["what"].strip()) else match["what"]
        if not (_NEXT.match(pair.said) or _NEXT_EACH.match(pair.said)):
            return ""
    return ""


def _offer(phrase: str, language: str) -> Offer | None:
    language = _called(language)
    if language == "English":
        found, source = phrasebook.english(phrase)
        return Offer(0.95, partial(_meant, phrase, found, source)) if found else None
    found = _as_said(phrase, phrasebook.translated(phrase, language))
    if found:
        return Offer(0.95, partial(_translated, phrase, language, found), whole=True)
    return (
        None
        if _POINTING.fullmatch(phrase.strip()) or len(phrase.split()) > 8
        else Offer(0.92, partial(_unknown, phrase, language), whole=True)
    )


def _called(language: str) -> str:
    """A language as the phrasebook calls it."""
    return "Chinese" if language.lower() == "mandarin" else language.capitalize()


def _each(phrase: str, languages: str) -> Offer | None:
    """One phrase in several languages; None where none of them is on file."""
    names = [_called(name) for name in re.findall(_LANGUAGES, languages, re.I)]
    found = {name: _as_said(phrase, phrasebook.translated(phrase, name)) for name in names}
    return Offer(0.95, partial(_in_each, phrase, found), whole=True) if any(found.values()) else None


def _in_each(phrase: str, found: dict[str, str]) -> Reply:
    known = [f"**{language}**: {said}" for language, said in found.items() if said]
    lacking = [language for language, said in found.items() if not said]
    more = f"\n\nMy phrasebook hasn't got it in {join(lacking)}." if lacking else ""
    note = Note("Opening the phrasebook", f"“{phrase}” is one of its phrases; the columns are {join(list(found))}.")
    listed = "\n".join(f"- {line}" for line in known)
    return Reply(f"“{capitalise(phrase.strip())}”:\n\n{listed}{more}", points=tuple(known), notes=(note,), data=dict(found))


def _as_said(phrase: str, found: str) -> str:
    """A question begins with a capital in the other language as well."""
    return re.sub(r"^\W*\w", lambda start: start[0].upper(), found) if phrase.strip().endswith("?") else found


def _translated(phrase: str, language: str, found: str) -> Reply:
    stop = "" if found.endswith(("?", "？", "!")) else "."
    return Reply(
        f"“{capitalise(phrase.strip())}” in {language} is **{found}**{stop}",
        f"{found}{stop}",
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
