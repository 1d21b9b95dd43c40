"""Carries on: the last answer in another form, or more on the subject that the conversation is about."""

from __future__ import annotations

import re
from dataclasses import replace

from emulator.brain import library, material, references, shape
from emulator.brain.dialogue import NOTHING, Talk
from emulator.brain.mind import instruction
from emulator.brain.polish import pair_of
from emulator.brain.registry import Note, Offer, Reply, best, skill
from emulator.brain.skills.summaries import ranked
from emulator.brain.text import cut, plain, sentences, untabled

_AGAIN = re.compile(
    (
        r"\b(?:say|put|give|write|explain|format|show|present|repeat|make|turn|do|rewrite|answer|same|now|"
        r"but|again)\b.{0,40}\b(?:that|it|this|your (?:last |previous )?(?:answer|reply|response)|again|"
        r"same)\b|^\W*(?:(?:now|and|but|again|please|format|same|the same)\b[\s,]*)*(?:as|in|with)\b|"
        r"^\W*(?:shorter|briefer|in short|format|as a|more detail|simpler)\b"
    ),
    re.I,
)


_MORE = re.compile(
    (
        r"^\W*(?:please )?(?:continue(?: our| the| this)?(?: discussion| conversation| chat)?|go on|keep "
        r"going|carry on|tell me more|more|and then\??|why|how so|what else|anything else|next|elaborate|"
        r"more details?|follow-?up question|explain more|go deeper)(?: please| about (?:it|that|"
        r"this))?\W*$"
    ),
    re.I,
)


_ON_IT = re.compile(
    r"^\W*(?:please |now |can you |could you )*(?:translate|summari[sz]e|shorten|rewrite|rephrase|explain|expand|simplify|"
    r"improve|proofread|sort|reverse|format|add|remove|change) (?:it|that|this)\b",
    re.I,
)


_ON_IT_TOO = re.compile(r"\b(?:it|that|this|them|the text|the article)\b|^\W*(?:now|and|shorter|as|in)\b", re.I)
_GIVE = re.compile(
    r"\W*(?:(?:please|now|and|ok|just|can you|could you|i want|i need)\b\W*)*(?:give|show|make|write)?(?: me| us)?\W*", re.I
)
"""What is left of "give me three bullet points" without its form."""
_MARKDOWN = re.compile(
    r"\W*(?:please )?(?:format|show|give|render|write)? ?(?:it|that|this|your answer)? ?(?:as|in) markdown\W*$", re.I
)


@skill("carrying on")
def offer(talk: Talk) -> Offer | None:
    """Fits when the last answer is wanted in another form, or more of the same."""
    text = talk.gist
    if len(text) > 400 or not talk.past or not talk.past[-1].answer:
        return None
    if not talk.past[-1].told:
        if earlier := _before_refusal(talk):
            return earlier
        return (
            Offer(0.89, lambda: _nothing(talk), whole=True)
            if len(text.split()) < 9 and (_AGAIN.search(text) or _MORE.match(text) or _ON_IT.search(text))
            else None
        )
    if _MORE.match(text):
        return Offer(0.8, lambda: _more(talk))
    if _MARKDOWN.match(text):
        return Offer(0.9, lambda: _again(talk, shape.Shape()), whole=True)
    wish = shape.read(instruction(text))
    if wish != shape.Shape() and _GIVE.fullmatch(shape.strip(text)):
        return Offer(0.88, lambda: _again(talk, wish), whole=True)
    if wish != shape.Shape() and _AGAIN.search(text) and len(shape.strip(text).split()) <= 7:
        if wish.table and re.search(r"^\|.+\|$", talk.past[-1].answer, re.M):
            return Offer(0.88, lambda: _as_it_is(talk), whole=True)
        return Offer(0.88, lambda: _again(talk, wish), whole=True)
    return None


def _before_refusal(talk: Talk) -> Offer | None:
    """What the request comes to after the answer before the last one, when the refused question pointed back, too."""
    kept = list(talk.past)
    while kept and not kept[-1].told:
        if not references.points(kept[-1].said[:300]):
            return None
        kept.pop()
    if not kept or not _ON_IT_TOO.search(talk.gist):
        return None
    choice = best(replace(talk, past=tuple(kept)))
    return Offer(choice.offer.fit, choice.offer.answer, whole=True) if choice.offer.fit >= 0.8 else None


def _nothing(talk: Talk) -> Reply:
    asked = cut(plain(talk.past[-1].said[:2_000]), 80).rstrip(".?!")
    return Reply(
        f"I had no answer to “{asked}”, {NOTHING}. Ask me something else, and I'll put it in any form.",
        "There is nothing to reshape.",
        "Nothing",
        notes=(Note("Looking at the last answer", "It only said that I have none."),),
    )


def _more(talk: Talk) -> Reply:
    pointed = references.focus(talk.past, "any")
    entry = library.get(pointed.name) if pointed else None
    if entry is None:
        last = cut(plain(talk.past[-1].said[:2_000]), 80)
        return Reply(
            f"Gladly. We were at “{last}”. Which side of it shall I take up?",
            notes=(Note("Looking for the thread", "The last turns name no subject of the library, so I ask."),),
        )
    told = " ".join(pair.answer for pair in talk.past[-4:])
    fresh = [sentence for sentence in sentences(entry.body) if sentence not in told]
    near = library.related(entry, 3)
    text = (
        f"More on **{entry.title}**: {' '.join(fresh)}"
        if fresh
        else (
            f"You have heard all I know on **{entry.title}**. Close to it are **{near[0].title}** and "
            f"**{near[1].title}**: {near[0].lead}"
        )
    )
    return Reply(
        text,
        points=tuple(fresh),
        notes=(
            Note("Picking up the thread", pointed.how if pointed else ""),
            Note(
                "Adding what was not said yet",
                (
                    f"{len(fresh)} sentences of the article on {entry.title} are new; related articles are "
                    f"{', '.join(other.title for other in near)}."
                ),
            ),
        ),
    )


def _as_it_is(talk: Talk) -> Reply:
    noted = Note("Looking at the last answer", "It is a table already, so it stays as it is.")
    return Reply(talk.past[-1].answer, notes=(noted,), fixed=True)


def _again(talk: Talk, wish: shape.Shape) -> Reply:
    answer = (material.spoken_of(talk) or talk.past[-1].answer)[:20_000]
    if not wish.table:
        answer = untabled(answer) or answer
    order = ranked(answer)
    items = references.listing(answer)
    kept = [sentence for _, sentence in sorted(order[: max(1, (len(order) + 1) // 2)])]
    points = _points(talk, answer, wish)
    text = (
        answer
        if wish == shape.Shape()
        or wish.case
        or wish.points >= 0
        or wish.table
        or wish.json
        or wish.opening
        or wish.ending
        or wish.unmarked
        else " ".join(kept)
    )
    told = bool(items) and len(points) > 0 and len(" ".join(points).split()) > 9 * len(points)
    brief = (
        plain(points[0]) if told else order[0][1] if order and not items else (", ".join(items) + "." if items else answer[:200])
    )
    return Reply(
        text,
        brief,
        items[0] if items else bold[1] if (bold := re.search(r"\*\*([^*\n]{1,60})\*\*", answer)) else "",
        points,
        notes=(
            Note(
                "Taking the last answer again",
                (f"The request is about the form of my last answer ({len(answer.split())} words), not about something new."),
            ),
            Note("Changing only the form", f"It should have: {', '.join(wish.words())}."),
        ),
        data=_data(points) or {"answer": list(items) or brief},
    )


def _points(talk: Talk, answer: str, wish: shape.Shape) -> tuple[str, ...]:
    """The answer as points: its own where it is a list; more of the source where more are wanted than it has sentences."""
    full = [
        re.sub(r"^\s*(?:[-*•]|\d+[.)])\s+", "", line)
        for line in answer.splitlines()
        if re.match(r"\s*(?:[-*•]|\d+[.)])\s+", line)
    ]
    points = tuple(full or sentences(plain(answer)))
    if len(points) < wish.points and len(sentences(longer := _source(talk))) > len(points):
        return tuple(sentence for _, sentence in sorted(ranked(longer)[: wish.points]))
    return points


def _source(talk: Talk) -> str:
    """The text that was given with the last request, when it is longer than what was made of it."""
    said = talk.past[-1].said[:20_000]
    return re.sub(r"^[^:\n]{0,80}:\s*", "", said) if len(said.split()) >= 25 else ""


def _data(points: tuple[str, ...]) -> dict[str, object]:
    """Points with bold heads as an object: {"Madrid": "about 3.3 million"}."""
    pairs = [pair_of(point) for point in points]
    known = {plain(pair[0]): plain(pair[1]) for pair in pairs if pair}
    return dict(known) if known and len(known) == len(points) else {}
