"""Jokes by subject; the next one is always one that was not told in this conversation."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import number, number_pattern, shuffled

_FILE = Path(__file__).parents[1] / "jokes.tsv"
_JOKES = tuple(tuple(line.split("\t")) for line in _FILE.read_text(encoding="utf-8").splitlines())
"""Subjects, the joke, and why it is one."""
_ASK = re.compile(r"\b(?:jokes?|pun|puns|something funny|make me (?:laugh|smile)|riddle|dad joke|one-liner)\b", re.I)
_RIDDLE = "Have a guess, or say that you give up."
_GIVE_UP = re.compile(
    r"\bgive up\b|\b(?:what(?:'s|’s| is)|tell me|say) (?:the |it|your )?(?:answer|solution)?|\bno idea\b|"
    r"\bdon'?t know\b|\bidk\b",
    re.I,
)
_MORE = re.compile(
    r"^\W*(?:(?:tell|give) me )?(?:another(?: one)?|one more|next one|again|more)(?: please)?\W*$|"
    r"^\W*(?:and |now |what about |how about )*(?:(?:tell|give) me )?(?:another )?one (?:about|on|with) [\w' ]{2,40}\W*$",
    re.I,
)
_WHY = re.compile(
    r"\b(?:don'?t|didn'?t|do not) (?:get|understand) (?:it|that|the joke)\b|\bexplain (?:it|that|the joke|this joke|your "
    r"joke)\b|"
    r"\bwhy is (?:that|it|this) funny\b|^\W*(?:huh|what)\?*\W*$",
    re.I,
)
_SUBJECT = re.compile(r"\b(?:about|on|with|for|involving) (?:an? |the |my |some )?([\w' ]{2,30}?)(?= please|[.?!,]|$)", re.I)


@skill("humour")
def offer(talk: Talk) -> Offer | None:
    """Fits requests for a joke, and 'another one' after a joke."""
    text = talk.gist
    if len(text) > 300 or re.search(r"\bwhat is a joke\b", text, re.I):
        return None
    told = [row for pair in talk.past[-3:] for row in _JOKES if _question(row[1]) in pair.answer or row[1] in pair.answer]
    if (asked := _asked(talk)) and not _MORE.match(text) and (_GIVE_UP.search(text) or len(text.split()) < 5):
        return Offer(0.92, partial(_solved, _question(asked), asked.removeprefix(_question(asked)).strip(), text))
    if told and _WHY.search(text):
        return Offer(0.92, partial(_explained, *told[-1]))
    return Offer(0.9, lambda: _tell(talk)) if _ASK.search(text) or (told and _MORE.match(text)) else None


def _asked(talk: Talk) -> str:
    """The riddle that the last answer asked, solution included."""
    last = talk.past[-1].answer if talk.past else ""
    return next((joke for _, joke, _ in _JOKES if _RIDDLE in last and _question(joke) in last), "")


def _question(joke: str) -> str:
    """A joke up to its question mark; all of it when it asks nothing."""
    head, mark, _ = joke.partition("?")
    return head + mark


def _solved(question: str, answer: str, guess: str) -> Reply:
    right = answer.strip(" .!").lower() in guess.lower()
    told = f"Exactly: {answer}" if right else f"The answer is: **{answer.strip()}**"
    return Reply(f"{told} Shall I go on with another one?", answer, notes=(Note("Solving the riddle", f"It was “{question}”."),))


def _tell(talk: Talk) -> Reply:
    told = "\n".join(pair.answer for pair in talk.past)
    earlier = next((pair.said for pair in reversed(talk.past) if _ASK.search(pair.said)), "") if _MORE.match(talk.gist) else ""
    wanted = set(re.findall(r"[a-z]{3,}", f"{talk.gist} {earlier}".lower()))
    fresh = [(tags, joke) for tags, joke, _ in _JOKES if _question(joke) not in told] or [
        (tags, joke) for tags, joke, _ in _JOKES
    ]
    ordered = sorted(
        shuffled(fresh, talk.gist, len(talk.past)),
        key=lambda item: -_fits(item[0], wanted),
    )
    match = re.search(rf"\b({number_pattern()}) (?:\w+ ){{0,2}}jokes", talk.gist, re.I)
    count = min(number(match[1]) or 1 if match else 1, len(ordered))
    jokes = [joke for _, joke in ordered[:count]]
    subject = _SUBJECT.search(talk.gist)
    strange = subject is not None and not _fits(ordered[0][0], wanted)
    strange = strange and "I know none about" not in told
    notes = (
        Note(
            "Choosing a joke",
            (f"Of {len(fresh)} jokes not yet told here, I take {'one' if count == 1 else count} on {ordered[0][0].split()[0]}."),
        ),
        Note("Keeping it friendly", "It should be short and hurt nobody."),
    )
    if re.search(r"\briddle", f"{talk.gist} {earlier}", re.I) and (
        asked := next((joke for joke in jokes + [j for _, j in ordered] if _question(joke) != joke), "")
    ):
        return Reply(f"{_question(asked)}\n\n*{_RIDDLE}*", _question(asked), notes=notes, data={"riddle": _question(asked)})
    if count > 1:
        return Reply(
            "\n".join(f"{i}. {joke}" for i, joke in enumerate(jokes, 1)),
            jokes[0],
            points=tuple(jokes),
            notes=notes,
            data={"jokes": jokes},
        )
    lead = f"I know none about {subject[1].strip()}, but this one: " if subject and strange else ""
    return Reply(lead + jokes[0], jokes[0], notes=notes, data={"joke": jokes[0]})


def _fits(tags: str, wanted: set[str]) -> int:
    return len({tag for tag in tags.split() if any(word[:6].rstrip("s") == tag[:6].rstrip("s") for word in wanted)})


def _explained(_tags: str, joke: str, why: str) -> Reply:
    return Reply(
        f"{why} And now that it has been explained, it is certainly not funny any more. Shall I try another one?",
        why,
        notes=(Note("Explaining the joke", f"The last joke was “{joke}”."),),
    )
