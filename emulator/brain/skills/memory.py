"""Answers questions about what the user said of themselves, from the user's own words in this conversation.

Never guesses: what was not said is said to be unknown.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import facts
from emulator.brain.dialogue import Talk
from emulator.brain.facts import Fact
from emulator.brain.questions import ABOUT_ME, AM_I, ASKS, DO_I, MINE, THE
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join


@skill("memory")
def offer(talk: Talk) -> Offer | None:
    """Fits questions on the user's own facts."""
    text = talk.gist
    if len(text) > 500 or (
        " my " not in f" {text.lower()} "
        and not re.search(r"\b(?:i|me|myself|the)\b|llamo|appelle|hei|chiamo|nome|nom|nombre", text, re.I)
    ):
        return None
    if ABOUT_ME.search(text):
        return Offer(0.95, lambda: _profile(talk))
    for title, kinds, pattern in ASKS:
        if pattern.search(text):
            return Offer(0.95, partial(_recall, talk, title, kinds))
    if doing := DO_I.match(text):
        return Offer(0.9, partial(_whether, talk, doing[2]))
    if (match := MINE.search(text)) or (match := THE.search(text)):
        return _owned_offer(talk, match[1], firm=match.re is MINE)
    if (match := AM_I.match(text)) and facts.known(talk.said):
        return Offer(0.7, partial(_whether, talk, match[1]))
    return None


def _known(talk: Talk) -> list[Fact]:
    return facts.known(talk.said)


def _where(talk: Talk, fact: Fact) -> str:
    return "in this very message" if fact.turn >= len(talk.past) else f"in turn {fact.turn + 1}"


def _recall(talk: Talk, title: str, kinds: tuple[str, ...]) -> Reply:
    known = _known(talk)
    found = [fact for kind in kinds for fact in known if fact.kind == kind]
    if kinds[0] == "have":
        found += [
            fact
            for fact in known
            if fact.kind == "my" and re.search(r"\b(?:dog|cat|pet|horse|bird|fish|hamster|rabbit)\b", fact.about, re.I)
        ]
    looked = Note(
        "Looking back over the conversation",
        f"I search {len(talk.said)} message{'s' * (len(talk.said) > 1)} of the user for {title}.",
    )
    if not found:
        return _unknown(title, looked, known)
    if kinds[0] in {"home", "origin"}:
        found = [fact for fact in found if fact.kind == found[0].kind]
    said = [fact.told() for fact in found]
    quote = Note("Finding the statement", f"{capitalise(_where(talk, found[-1]))} the user said so: {join(said)}.")
    checked = Note(
        "Checking for corrections", "Only the latest statement of this kind counts, and nothing said later contradicts it."
    )
    text, brief, word = _spoken(kinds[0], found)
    return Reply(
        text,
        brief,
        word,
        tuple(capitalise(part) + "." for part in said) if len(said) > 1 else (),
        notes=(quote, looked, checked),
        data={title: [fact.value for fact in found] if len(found) > 1 else found[0].value},
    )


def _spoken(kind: str, found: list[Fact]) -> tuple[str, str, str]:
    values = [fact.value for fact in found]
    if kind == "name":
        return f"Your name is **{values[0]}**! How can I help you today?", f"Your name is {values[0]}.", values[0]
    if kind in {"like", "dislike", "allergy", "speak"}:
        told = found[0].told()
        text = f"You told me that {told[: len(told) - len(found[0].value)]}{join([f'**{value}**' for value in values])}."
        return text, f"{capitalise(told[: len(told) - len(found[0].value)])}{join(values)}.", join(values)
    told = join([fact.told() for fact in found])
    return f"{capitalise(told)}.", f"{capitalise(told)}.", values[0]


def _unknown(title: str, looked: Note, known: list[Fact]) -> Reply:
    name = facts.name_in(known)
    question = (
        "What should I call you?" if title == "name" else "Tell me, and I'll remember it for the rest of this conversation."
    )
    thing = {
        "work": "what you do",
        "home": "where you live",
        "origin": "where you come from",
        "likes": "what you like",
        "dislikes": "what you dislike",
    }.get(title, f"your {title}")
    text = f"You haven't told me {thing} yet{', ' + name if name else ''}. {question}"
    return Reply(
        text,
        f"You haven't told me {thing} yet.",
        "unknown",
        notes=(
            Note("Finding nothing", f"None of the user's messages mentions {title}, so I say so instead of guessing."),
            looked,
        ),
    )


def _profile(talk: Talk) -> Reply:
    known = _known(talk)
    looked = Note(
        "Looking back over the conversation",
        (f"I read the user's {len(talk.said)} messages for statements about themselves and find {len(known)}."),
    )
    if not known:
        return Reply(
            "You haven't told me anything about yourself yet. What's your name, and what do you enjoy?",
            "You haven't told me anything yet.",
            "nothing",
            notes=(looked,),
        )
    told = _grouped(
        [fact for fact in known if fact.kind != "note" or not any(o.turn == fact.turn and o.kind in {"my", "the"} for o in known)]
    )
    text = (
        f"You told me that {join(told)}."
        if len(told) <= 3
        else "Here is what you told me about yourself:\n\n" + "\n".join(f"- {capitalise(part)}." for part in told)
    )
    notes = (Note("Collecting the statements", "; ".join(capitalise(part) for part in told) + "."), looked)
    return Reply(
        text,
        f"You told me that {join(told)}.",
        facts.name_in(known) or known[0].value,
        tuple(capitalise(part) + "." for part in told),
        notes=notes,
        data={fact.about or fact.kind: fact.value for fact in known},
    )


def _grouped(known: list[Fact]) -> list[str]:
    told: list[str] = []
    for kind in dict.fromkeys(fact.kind for fact in known):
        same = [fact for fact in known if fact.kind == kind]
        if kind in {"like", "dislike", "allergy", "speak"}:
            lead = same[0].told()
            told.append(lead[: len(lead) - len(same[0].value)] + join([fact.value for fact in same]))
        else:
            told += [fact.told() for fact in same]
    return told


def _owned_offer(talk: Talk, about: str, firm: bool) -> Offer | None:
    about = re.sub(r"(?:'s|’s)?(?: full)? name$|\bcalled$", "", about.strip(), flags=re.I).strip().lower()
    for fact in reversed(_known(talk)):
        subject = fact.about.lower()
        if subject and (
            subject == about or _british(subject) == _british(about) or (firm and about.split()[-1:] == subject.split()[-1:])
        ):
            return Offer(0.95, partial(_owned, talk, fact))
    if not firm or re.search(r"\b(?:options|rights|chances|next|bmi|horoscope|ip)\b", about):
        return None
    return Offer(
        0.8,
        lambda: _unknown(
            about, Note("Looking back over the conversation", f"I look for a statement on “my {about}”."), _known(talk)
        ),
    )


def _british(text: str) -> str:
    return text.replace("favorite", "favourite").replace("color", "colour")


def _owned(talk: Talk, fact: Fact) -> Reply:
    text = f"{capitalise(fact.told())}.".replace(fact.value, f"**{fact.value}**", 1)
    notes = (
        Note("Finding the statement", f"{capitalise(_where(talk, fact))} the user said: {fact.told()}."),
        Note("Checking for corrections", "No later message changes it."),
    )
    return Reply(text, f"{capitalise(fact.told())}.", fact.value, notes=notes, data={fact.about: fact.value})


def _whether(talk: Talk, value: str) -> Reply:
    known = _known(talk)
    wanted = set(re.findall(r"\w+", value.lower())) - {"a", "an", "the", "any", "to"}
    for fact in reversed(known):
        if wanted and wanted <= set(
            re.findall(r"\w+", f"{fact.value} {fact.about} {'old' if fact.kind == 'age' else ''}".lower())
        ):
            yes = fact.kind != "dislike" or bool(re.search(r"hate|dislike", talk.gist, re.I))
            yes = yes and not (fact.kind == "like" and re.search(r"\b(?:hate|dislike)\b", talk.gist, re.I))
            return Reply(
                f"{'Yes' if yes else 'No'}: you told me that {fact.told()}.",
                word="Yes" if yes else "No",
                notes=(Note("Finding the statement", f"{capitalise(_where(talk, fact))}: {fact.told()}."),),
            )
    return Reply(
        "You haven't told me that, so I can't say.",
        word="Unknown",
        notes=(Note("Finding nothing", f"No statement of the user mentions “{value}”."),),
    )
