"""How a request becomes one answer: its form is read, skills answer it or its parts, the form is obeyed.

Knows no skill by name except that a statement about oneself needs no skill of its own beside a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from emulator.brain import (
    abroad,
    compound,
    ellipsis,
    facts,
    frames,
    languages,
    persona,
    phrasebook,
    roleplay,
    scope,
    shape,
    standing,
)
from emulator.brain.contract import Ask
from emulator.brain.dialogue import REFUSAL, Talk
from emulator.brain.polish import framed, polish
from emulator.brain.registry import Choice, Note, Reply, best
from emulator.brain.text import cut, join

_MARKS, _ESCAPED = re.compile(r"[\\`*_()\[\]<>]"), r"\\\g<0>"
"""Thoughts are Markdown, and what the user said stands in them letter for letter."""
_LONGEST_SPLIT = 1_500
_WEAK, _STRONG, _SURE = 0.53, 0.6, 0.935
"""How badly a request is answered that may have left something out, and how well the fuller reading must be."""


@dataclass(frozen=True)
class Answer:
    """The finished text and the notes on how it came to be, each with its rank."""

    text: str
    notes: list[tuple[int, Note]]


def instruction(text: str) -> str:
    """The part of a message that can speak about the form of the answer; quoted or pasted material is left out."""
    head = re.sub(r"[\"“”][^\"“”]{40,}[\"“”]", " ", text[:3_000])
    if len(head) > 500 or "\n" in head.strip():
        lines = [line for line in head.splitlines() if line.strip()]
        head = " ".join([*lines[:1], *lines[-1:]]) if len(text) < 3_000 else "".join(lines[:1])
        head = head if len(head) <= 600 else head[:300] + " " + head[-200:]
    return head


def respond(ask: Ask) -> Answer:
    """Answer a request."""
    talk = asked = Talk.of(ask)
    talk, language = _understood(talk)
    read = talk.whole != asked.whole
    if talk.past and shape.lone(talk.whole):
        talk = talk.reading(shape.led(talk.whole))
    talk, manner = _mannered(talk, persona.read(ask.system_instruction))
    own = shape.Shape() if standing.wish(talk.whole) else shape.read(instruction(talk.whole))
    wanted = own.over(manner.shape)
    talk, first = _filled(talk)
    reply, trail = _content(talk, first, wanted, manner)
    if language in languages.REFUSALS and not read and _loosely(talk):
        reply = Reply(languages.REFUSALS[language], fixed=True, notes=reply.notes)
    text = polish(reply, wanted)
    spoken = manner.language or language
    if spoken in languages.LANGUAGES and not reply.fixed and not wanted.json:
        text = frames.render(text, spoken) or _courtesy(talk, text, spoken)
    elif spoken in languages.LANGUAGES and language == "English" and not (wanted.json or ask.response_format):
        text = _courtesy(talk, text, spoken)
    if not wanted.json and not (reply.fixed and ask.response_format):
        text = framed(persona.dress(text, manner, talk.whole), wanted)
    return Answer(text or "…", [*_opening(talk, language), *trail, *_closing(text, wanted, manner)])


def _mannered(talk: Talk, manner: persona.Persona) -> tuple[Talk, persona.Persona]:
    """The manner with what the user asked of it now or before, and the request without that."""
    manner = standing.over(manner, talk.said)
    for said in talk.said[-8:]:
        manner = persona.asked(said, manner)
    part, rest = roleplay.split(standing.rest(persona.without(talk.whole)))
    manner = replace(manner, role=part) if part else manner
    return (talk.reading(rest) if rest != talk.whole else talk), manner


def _loosely(talk: Talk) -> bool:
    """Whether only an English article was found for a message that isn't English: its words happen to look alike."""
    return best(talk).name in {"knowledge", "details", "comparison", "choosing", "fallback", "quoting"}


def _understood(talk: Talk) -> tuple[Talk, str]:
    """The request read as English, and the language it is in."""
    read, spoken = abroad.read(talk.whole)
    if read:
        return talk.reading(read), spoken
    language = languages.detect(talk.gist)
    return (talk if language == "English" else talk.reading(phrasebook.read(talk.whole))), language


def _filled(talk: Talk) -> tuple[Talk, Choice]:
    """The request with what it leaves out, where nothing answers it as it stands and something answers it then."""
    first = best(talk)
    if not talk.past or len(talk.whole) > ellipsis.LONGEST:
        return talk, first
    if first.offer.fit > _WEAK:
        leaning = first.name in {"knowledge", "details", "records", "almanac", "summary"} and ellipsis.leans(talk.whole)
        return _fuller(talk, first, _SURE) if leaning else (talk, first)
    if (core := shape.strip(talk.whole)) and core != talk.whole and best(talk.about(core)).offer.fit > _WEAK:
        return talk, first
    return _fuller(talk, first, _STRONG)


def _fuller(talk: Talk, first: Choice, least: float) -> tuple[Talk, Choice]:
    for fuller in ellipsis.readings(talk):
        choice = best(talk.reading(fuller))
        if choice.name not in {"fallback", "opinions"} and choice.offer.fit >= least and not _repeats(talk, choice):
            return talk.reading(fuller), choice
    return talk, first


def _repeats(talk: Talk, choice: Choice) -> bool:
    """Whether a reading only brings the last answer again."""
    return choice.offer.answer().text == talk.past[-1].told


def _content(talk: Talk, first: Choice, wanted: shape.Shape, manner: persona.Persona) -> tuple[Reply, list[tuple[int, Note]]]:
    if chained := compound.chain(talk):
        return chained
    if manner.scope and first.name not in scope.FREE and scope.outside(manner.scope, talk.whole):
        return _told(first, scope.refusal(manner.scope))
    if first.offer.whole or len(talk.whole) > _LONGEST_SPLIT:
        return _told(first, first.offer.answer())
    core = shape.strip(talk.whole) or talk.whole
    if wanted != shape.Shape() and (answered := compound.by_form(talk)):
        return answered
    parts = compound.parts(core)
    strong = compound.choices(talk, compound.asked(parts))
    if len(strong) >= 2:
        return compound.several(strong)
    overall = best(talk.about(core)) if core != talk.whole else first
    choice = max([*(choice for _, choice in strong), overall], key=lambda option: option.offer.fit)
    reply, trail = _told(choice, choice.offer.answer())
    if choice.name == "fallback" and wanted.laid_out:
        return replace(reply, fixed=True), trail
    if (
        choice.name not in {"memory", "greeting", "fallback", "agenda", "day plan"}
        and not wanted.brief
        and not wanted.word
        and wanted.points < 0
    ):
        reply = _welcomed(reply, parts)
    return reply, trail


def _told(choice: Choice, reply: Reply) -> tuple[Reply, list[tuple[int, Note]]]:
    trail = [(min(index, 2), note) for index, note in enumerate(reply.notes)]
    if choice.others:
        trail.append(
            (
                4,
                Note(
                    "Weighing other readings",
                    (
                        f"The skill “{choice.name}” fits best; {join([f'“{name}”' for name in choice.others[:4]])} would "
                        f"have fitted less well."
                    ),
                ),
            )
        )
    return reply, trail


def _welcomed(reply: Reply, parts: list[str]) -> Reply:
    told = [fact for part in parts for fact in facts.stated(part)]
    name = facts.name_in(told)
    others = [
        fact.told()
        for fact in told
        if fact.kind in {"like", "dislike", "home", "origin", "job", "age", "allergy", "diet", "have", "my", "the"}
    ]
    if not (name or others) or reply.fixed:
        return reply
    greeting = f"Nice to meet you, {name}!" if name else f"Noted: {join(others[:3])}."
    return Reply(
        **{**vars(reply), "text": f"{greeting} {reply.text}" if "\n" not in reply.text else f"{greeting}\n\n{reply.text}"}
    )


def _courtesy(talk: Talk, text: str, language: str) -> str:
    """The answer in English with an apology for that, which is said once in a conversation."""
    hello, regret = languages.GREETINGS[language]
    if REFUSAL in text and language in languages.REFUSALS:
        return languages.REFUSALS[language]
    return text if any(regret in pair.answer for pair in talk.past) else f"{hello}! *{regret}*\n\n{text}"


def _opening(talk: Talk, language: str) -> list[tuple[int, Note]]:
    turns = len(talk.past)
    before = (
        "It opens the conversation"
        if not turns
        else (f"{turns} earlier turn{'s' * (turns > 1)} of the conversation {'is' if turns == 1 else 'are'} at hand")
    )
    asked = f"The message reads “{_MARKS.sub(_ESCAPED, cut(talk.whole, 90))}”" if talk.whole else "The message holds no text"
    notes = [(3, Note("Reading the message", f"{asked}. {before}."))]
    if language != "English":
        notes.append(
            (
                2,
                Note(
                    "Noticing the language",
                    f"The message is in {language}; where I have no words in it, I greet in it and answer in English.",
                ),
            )
        )
    return notes


def _closing(text: str, wanted: shape.Shape, manner: persona.Persona) -> list[tuple[int, Note]]:
    notes: list[tuple[int, Note]] = []
    if wanted != shape.Shape():
        notes.append(
            (1, Note("Choosing the form", f"The answer should have: {join(wanted.words())}. I shape what I found accordingly."))
        )
    if described := manner.words():
        notes.append((2, Note("Following the system instruction", f"It asks for {described}.")))
    notes.append(
        (
            5,
            Note(
                "Checking the answer",
                f"It has {len(text.split()):,} words and "
                + ("keeps to the form asked for." if wanted != shape.Shape() else "names only what I could find or compute."),
            ),
        )
    )
    return notes
