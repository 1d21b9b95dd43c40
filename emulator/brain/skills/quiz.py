"""A quiz: asks one question at a time on capitals or on things of the almanac, judges the answer, goes on, counts the points.

Which question was asked stands in the conversation itself; nothing is kept elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial

from emulator.brain import almanac, world
from emulator.brain.dialogue import Talk
from emulator.brain.library import fold
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import pick, shuffled

_LONGEST = 120
_ASK = re.compile(
    r"\bquiz (?:me|us)\b|\b(?:quiz|trivia)(?: question)?s?\b.{0,40}$|\btest my knowledge\b|"
    r"\bask me (?:a|some) (?:\w+ )?questions?\b",
    re.I,
)
_NOT = re.compile(r"\b(?:what is|write|create|make|code|app|website|html|email|for my (?:class|students|team))\b", re.I)
_MORE = re.compile(
    r"^\W*(?:ok(?:ay)?|yes|and|please|cool|nice)?\W*(?:another(?: one| question)?|next(?: one| question)?|one more|again|more|"
    r"go on|continue|"
    r"yes|ok|sure|harder|an easier one)(?: please| one| question)?\W*$",
    re.I,
)
_GIVE_UP = re.compile(
    r"\b(?:give up|no idea|don'?t know|dunno|tell me|the (?:solution|answer)|skip|pass|"
    r"hint|what is it)\b",
    re.I,
)
_MARK = "**Question:** "
_SCORE = re.compile(r"\b(?:score|how (?:many|well) (?:points|did i|have i)|my points)\b", re.I)
_COUNTRIES = tuple(
    "Australia;Canada;Brazil;Turkey;Switzerland;Morocco;Kenya;Vietnam;Peru;Norway;Egypt;Thailand;Portugal;Poland;Argentina;"
    "New Zealand;Hungary;Finland;Chile;South Korea;Ireland;Cuba;Greece;Pakistan;Nigeria".split(";")
)
_FROM_ALMANAC = (
    ("painting", "artist", "Who made {the}?", r"\bart\b|painting"),
    ("book", "author", "Who wrote {the}?", r"book|literature|novel"),
    ("element", "symbol", "What is the chemical symbol of {the}?", r"chem|science|element"),
    ("film", "director", "Who directed {the}?", r"film|movie|cinema"),
    ("animal", "baby", "What is the young of {a} called?", r"animal|nature"),
    ("event", "year", "In which year did this happen: {the}?", r"history"),
)


@dataclass(frozen=True)
class _Question:
    """A question with its answer."""

    text: str
    answer: str
    others: tuple[str, ...] = ()


@cache
def _capitals() -> tuple[_Question, ...]:
    known = (world.country(name) for name in _COUNTRIES)
    return tuple(_Question(f"What is the capital of {world.spoken(one)}?", one.capital) for one in known if one and one.capital)


@cache
def _of(kind: str, column: str, form: str) -> tuple[_Question, ...]:
    things = [thing for thing in almanac.kinds()[kind].things if thing.cells.get(column)][:25]
    return tuple(
        _Question(form.format(the=thing.name, a=f"a {thing.name}" if thing.name[0] not in "aeiou" else f"an {thing.name}"),
                  thing.cells[column], thing.aliases)
        for thing in things
    )  # fmt: skip


def _all() -> dict[str, _Question]:
    found = [*_capitals(), *(one for kind, column, form, _ in _FROM_ALMANAC for one in _of(kind, column, form))]
    return {one.text: one for one in found}


def _pool(topic: str) -> tuple[_Question, ...]:
    for kind, column, form, words in _FROM_ALMANAC:
        if re.search(words, topic, re.I):
            return _of(kind, column, form)
    if re.search(r"geograph|capital|countr", topic, re.I):
        return _capitals()
    return tuple(one for pool in (_capitals(), *(_of(*row[:3]) for row in _FROM_ALMANAC[:4])) for one in pool[:6])


@skill("quiz")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish for a quiz, and the answer to the question that stands open."""
    text = talk.whole
    if len(text) > _LONGEST:
        return None
    if _ASK.search(text) and not _NOT.search(text):
        return Offer(0.93, partial(_asked, talk, text), whole=True)
    if not talk.past or _MARK not in (last := talk.past[-1].told):
        return None
    if _MORE.match(text):
        return Offer(0.96, partial(_asked, talk, _topic(talk)), whole=True)
    if _SCORE.search(text):
        return Offer(0.96, partial(_counted, talk), whole=True)
    question = _all().get(last.rpartition(_MARK)[2].partition("\n")[0].strip())
    if question is None or (text.rstrip().endswith("?") and len(text.split()) > 6):
        return None
    if len(text.split()) > 8 and not _right(question, text):
        return None
    return Offer(0.96, partial(_judged, talk, question, text), whole=True)


def _topic(talk: Talk) -> str:
    return next((pair.said for pair in reversed(talk.past) if _ASK.search(pair.said[:_LONGEST])), "")


def _fresh(talk: Talk, topic: str) -> _Question:
    told = "\n".join(pair.told for pair in talk.past)
    pool = _pool(topic)
    return next((one for one in shuffled(pool, topic) if one.text not in told), pick(pool, topic, len(talk.past)))


def _asked(talk: Talk, topic: str) -> Reply:
    question = _fresh(talk, topic)
    note = Note("Choosing a question", "It wasn't asked in this conversation yet, and I know the answer.")
    return Reply(f"{_MARK}{question.text}", question.text, fixed=True, notes=(note,), data={"question": question.text})


def _right(question: _Question, text: str) -> bool:
    said, wanted = f" {fold(text)} ", fold(question.answer)
    last = wanted.split()[-1]
    return f" {wanted} " in re.sub(r"[^\w ]", " ", said) or (len(last) > 3 and f" {last} " in re.sub(r"[^\w ]", " ", said))


def _judged(talk: Talk, question: _Question, text: str) -> Reply:
    if re.search(r"\bhint\b", text, re.I):
        told = f"It begins with **{question.answer[0]}** and has {len(question.answer)} characters.\n\n{_MARK}{question.text}"
        return Reply(told, fixed=True, notes=(Note("Giving a hint", "The first letter and the length."),))
    right = _right(question, text)
    verdict = f"Right, it is **{question.answer}**!" if right else f"The answer is **{question.answer}**."
    verdict = verdict if right or _GIVE_UP.search(text) else f"Not quite. {verdict}"
    following = _fresh(talk.after(text, question.text), _topic(talk))
    note = Note(
        "Comparing the answer", f"“{question.answer}” is what I have; what was said {'fits' if right else 'is something else'}."
    )
    return Reply(
        f"{verdict}\n\n{_MARK}{following.text}",
        verdict.replace("**", ""),
        "Right" if right else "Wrong",
        fixed=True,
        notes=(note,),
    )


def _counted(talk: Talk) -> Reply:
    right = sum(pair.told.startswith("Right, it is") for pair in talk.past)
    wrong = sum(pair.told.startswith("Not quite.") for pair in talk.past)
    last = talk.past[-1].told.rpartition(_MARK)[2]
    told = f"You have **{right} of {right + wrong}** so far.\n\n{_MARK}{last}"
    return Reply(told, f"{right} of {right + wrong}.", fixed=True, notes=(Note("Counting", f"{right} right, {wrong} wrong."),))
