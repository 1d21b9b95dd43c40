"""What the offline model has no view on: opinions, predictions, whether it beats other models. Says so, and offers facts.

Never takes a side and never foretells.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import library
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.stories import form_in
from emulator.brain.text import join

_OPINION = re.compile(
    r"\b(?:what(?:'s| is| are) your (?:opinions?|views?|thoughts?|take|favou?rites?)|what do you think (?:about|of)|your opinion|"
    r"how do you feel about|do you (?:like|love|hate|prefer|enjoy|believe in|agree)|would you rather|in your opinion|"
    r"are you (?:for|against|a fan of))\b",
    re.I,
)
_FUTURE = re.compile(
    r"\bwho (?:will|is going to|'s going to) (?:win|be)\b|^\W*(?:and |so )?will (?!you\b|i\b|we\b)[\w' ]{2,60}"
    r"\b(?:win|rise|fall|crash|happen|replace|end|die|survive|be)\b|\bpredict(?:ion)?\b|\bwhat will happen\b|"
    r"\bnext (?:president|champion|winner)\b",
    re.I,
)
_BEST = re.compile(
    r"^\W*(?:so |and |ok )*(?:what(?:'s|’s| is| are)|which(?: is| are)?|who(?:'s| is)) the best (?P<what>(?:\w+ "
    r")?(?:languages?|phones?|"
    r"laptops?|cars?|frameworks?|editors?|browsers?|brands?|companies|company|teams?|players?|countr(?:y|ies)|ai|model|"
    r"database|os|"
    r"operating system|tool|app)\b(?!.*\bfor\b).{0,40})$",
    re.I,
)
_RIVAL = re.compile(
    r"\b(?:are you|is (?:this|stepwise|gemini)|you(?:'re| are)) (?:better|smarter|faster|worse|cleverer|more \w+) than\b|"
    r"\b(?:you|gemini) (?:or|vs\.?|versus|compared to) (?:chatgpt|gpt|claude|llama|copilot|gemini)\b",
    re.I,
)


_EITHER = re.compile(r"^\W*(?:and |so )?which (?:one |of (?:them|the two) )?(?:is|was|do you|would you)\b.{0,30}$", re.I)


@skill("opinions")
def offer(talk: Talk) -> Offer | None:
    """Fits questions for a view, for the future, or for a contest between models."""
    text = talk.gist
    if len(text) > 300:
        return None
    if _RIVAL.search(text):
        return Offer(0.93, _rival)
    if _OPINION.search(text) and not re.search(r"\bmy\b", text, re.I):
        return Offer(0.92, partial(_opinion, text))
    if _EITHER.match(text) and talk.past and any(form_in(pair.said) for pair in talk.past[-3:]):
        return Offer(0.9, _either)
    if match := _BEST.search(text):
        return Offer(0.885, partial(_best, match["what"].strip(" ?.")))
    return Offer(0.9, partial(_future, text)) if _FUTURE.search(text) and "weather" not in text.lower() else None


def _either() -> Reply:
    text = "I have no taste, so I can't rank my own pieces. Tell me which you like, and I'll write another in its manner."
    return Reply(
        text, "I have no taste of my own.", "Neither", notes=(Note("Being frank", "A ranking of pieces would be invented."),)
    )


def _best(what: str) -> Reply:
    named = [entry.title for entry in library.named(what)[:2]]
    more = f" I can tell you about {join([f'**{title}**' for title in named])} or compare them." if named else ""
    text = (
        f"There is no best {what} for everybody, and I won't pretend to know yours. Three questions usually decide: what do "
        f"you need it for, "
        f"what do you and those around you know already, and what may it cost in money and time?{more}"
    )
    return Reply(
        text,
        "It depends on what you need.",
        "Depends",
        notes=(Note("Being frank", "“Best” depends on a purpose that wasn't told."),),
    )


def _near(text: str) -> str:
    named = library.named(text)[:1]
    return f" What I can offer are facts: {named[0].lead}" if named else ""


def _opinion(text: str) -> Reply:
    about = join([entry.title.lower() for entry in library.named(text)[:2]])
    return Reply(
        f"I have no taste and no opinions{f' on {about}' if about else ''}: I'm a small program with rules and a library."
        f"{_near(text)} What do *you* think?",
        "I have no opinion of my own.",
        "None",
        notes=(Note("Being frank", "A program without opinions should say so, and may offer facts instead."),),
    )


def _future(text: str) -> Reply:
    return Reply(
        f"I can't see the future, and I won't pretend to.{_near(text)} With a key, a model with Google Search can tell you "
        "what forecasts and odds say today.",
        "Nobody can know that yet.",
        "Unknown",
        notes=(Note("Recognising a prediction", "The question is about the future; a guess would look like knowledge."),),
    )


def _rival() -> Reply:
    return Reply(
        "No contest: I'm the **offline model** of Stepwise, a set of rules with a small library, made so that everything can be "
        "tried without a key. With an API key the same screens talk to Gemini, and *Compare* puts settings and models side "
        "by side with measured numbers.",
        "I'm a small offline model and compete with nobody.",
        "No",
        notes=(Note("Being frank", "I'm no language model, so a comparison with one would mislead."),),
    )
