"""Speaks about the conversation itself: what was asked or answered before, a summary of it, saying the last answer again."""

from __future__ import annotations

import re

from emulator.brain import references
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import ORDINALS, bullets, cut, plain, sentences

_ASKED = re.compile(
    (
        r"\bwhat (?:did|was|were) (?:i|my|the)(?: \w+)? ?(?:just )?(?:ask|asked|question|questions|prompt|"
        r"say|said|message|want to know)\b(?! you to remember)|\bwhat have i asked\b|\bmy (?:(?:last|"
        r"previous|first|second|third|earlier) )(?:question|message|prompt|request)s?\b|\b(?:repeat|list) "
        r"(?:all )?my (?:last |previous )?(?:questions?|messages?|prompts?)\b"
    ),
    re.I,
)
_ANSWERED = re.compile(
    (
        r"\bwhat (?:did|have) you (?:just )?(?:say|said|answer|answered|tell|told|reply|suggest|recommend|"
        r"mention)\b|\b(?:repeat|say) (?:that|it|your (?:last |previous )?(?:answer|reply|response))(?: "
        r"again| once more| please)*\W*$|^\W*(?:repeat|again|come again|pardon|sorry\?|say again|what do "
        r"you mean|one more time|what\?)(?: (?:that|it|please))*\W*$|\byour (?:last|previous|first|second|"
        r"third) (?:answer|reply|response|message)\b"
    ),
    re.I,
)
_SUMMARY = re.compile(
    (
        r"\b(?:summari[sz]e|summary|recap|sum up|overview|what have we|what did we|"
        r"tl;?dr)\b.{0,50}\b(?:conversation|chat|discussion|talk(?:ed)?|discuss(?:ed)?|so far|dialogue|"
        r"spoken|covered)\b|\bwhat (?:have|did) we (?:talk|talked|discuss|discussed|cover|covered)\b"
    ),
    re.I,
)
_COUNT = re.compile(r"\bhow many (?:questions|messages|turns|times)\b.{0,30}\b(?:i|we|so far|conversation|asked|sent)\b", re.I)


@skill("recall")
def offer(talk: Talk) -> Offer | None:
    """Fits when the request is about the conversation or about the last answer as a text."""
    text = talk.gist
    if len(text) > 400 or re.search(r":\s+(?:\S+\s+){8}", text):
        return None
    if _SUMMARY.search(text):
        return Offer(0.95, lambda: _summary(talk), whole=True)
    if _COUNT.search(text):
        return Offer(0.92, lambda: _count(talk))
    if _ASKED.search(text):
        return Offer(0.93, lambda: _asked(talk))
    if _ANSWERED.search(text):
        return Offer(0.93, lambda: _answered(talk))
    return None


def _none(what: str) -> Reply:
    return Reply(
        f"This is the beginning of our conversation, so there is no {what} yet.",
        word="Nothing",
        notes=(Note("Looking back", "There are no earlier turns in this conversation."),),
    )


def _which(text: str, count: int, newest: int) -> int:
    match = re.search(rf"\b({'|'.join(ORDINALS)})\b", text, re.I)
    if match:
        return min(ORDINALS.index(match[1].lower()), count - 1)
    return newest


def _asked(talk: Talk) -> Reply:
    said = [pair.said for pair in talk.past if pair.said]
    if not said:
        return _none("earlier question")
    noted = Note("Looking back over the conversation", f"There are {len(said)} earlier messages from the user.")
    if re.search(r"\b(?:questions|messages|prompts|all|have i asked)\b", talk.gist, re.I) and len(said) > 1:
        points = tuple(f"“{cut(plain(text[:2_000]), 160)}”" for text in said)
        return Reply(
            "So far you asked or told me:\n\n" + "\n".join(f"{i}. {point}" for i, point in enumerate(points, 1)),
            points=points,
            notes=(noted,),
        )
    chosen = said[_which(talk.gist, len(said), len(said) - 1)]
    return Reply(
        f"You {'asked' if '?' in chosen else 'wrote'}: “{cut(chosen, 600)}”",
        notes=(Note("Choosing the message", f"It is message {said.index(chosen) + 1} of {len(said)}."), noted),
    )


def _answered(talk: Talk) -> Reply:
    answers = [pair.answer for pair in talk.past if pair.answer]
    if not answers:
        return _none("earlier answer")
    chosen = answers[_which(talk.gist, len(answers), len(answers) - 1)]
    again = bool(re.search(r"\b(?:repeat|again|once more|pardon)\b", talk.gist, re.I))
    text = chosen[:20_000] if again else "I said:\n\n> " + chosen[:4_000].replace("\n", "\n> ")
    return Reply(
        text,
        notes=(
            Note(
                "Looking back over the conversation",
                f"I take answer {answers.index(chosen) + 1} of {len(answers)} and quote it unchanged.",
            ),
        ),
    )


def _count(talk: Talk) -> Reply:
    count = len(talk.past) + 1
    return Reply(
        f"This is message **{count}** of yours in this conversation.",
        f"{count}.",
        str(count),
        notes=(Note("Counting the turns", f"There are {len(talk.past)} earlier turns, and this one."),),
    )


def _summary(talk: Talk) -> Reply:
    if not talk.past:
        return _none("conversation to sum up")
    points = tuple(
        (
            f"You {'asked' if '?' in pair.said else 'said'} “{cut(plain(pair.said[:2_000]), 90)}”; I answered: "
            f"{cut(' '.join(sentences(plain(pair.answer[:4_000]))[:1]) or 'nothing', 140)}"
        )
        for pair in talk.past[-12:]
    )
    skipped = len(talk.past) - len(points)
    lead = (
        f"Our conversation so far, {len(talk.past)} turn{'s' * (len(talk.past) > 1)}"
        + (f" (the last {len(points)} shown)" if skipped else "")
        + ":"
    )
    subjects = list(dict.fromkeys(name for pair in talk.past[-12:] for name in references.entities(pair.said[:2_000], "any")[:2]))
    brief = (
        f"We spoke about {', '.join(subjects[:5])}."
        if subjects
        else f"We exchanged {len(talk.past)} messages, the last on “{cut(plain(talk.past[-1].said[:2_000]), 60)}”."
    )
    notes = (
        Note(
            "Reading the conversation again",
            f"It has {len(talk.past)} turns" + (f", about {', '.join(subjects[:6])}." if subjects else "."),
        ),
        Note("Summing up", "For each turn I keep the question and the first sentence of the answer."),
    )
    return Reply(f"{lead}\n\n{bullets(points)}", brief, subjects[0] if subjects else "Chat", points, notes=notes)
