"""Which articles a question is about: those it names, or those the conversation is about when it names nothing.

Keeps apart what was asked about and isn't in the library, so that nothing is answered with an unrelated article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from emulator.brain import asking, library
from emulator.brain.dialogue import Exchange, Talk
from emulator.brain.library import Entry
from emulator.brain.text import cut, join

POINTING = re.compile(r"\b(?:it|its|that|this|them|they|their|those|these)\b", re.I)
_PLACE = re.compile(r"\b(?:the )?(first|second|third|last|former|latter)(?: one| option)?\b", re.I)
_COMPARED = re.compile(r"\b(?:differ\w*|compare\w*|better|versus|vs|than)\b", re.I)
GENERAL = frozenset(
    "research report history latest recent current news development developments advance advances trend trends overview "
    "introduction intro essay article text paragraph detailed detail details depth comprehensive thorough teach "
    "understanding concept concepts including includes include key facts fact interesting information info everything today "
    "nowadays future state role basics basic fundamentals topic subject term idea ideas impact effect effects important "
    "famous best biggest largest world question love learn learning study studying talk discuss discussion user users "
    "answer beginner professional technical audience length favourite favorite hi hello thanks let lets please think "
    "opinion wonder curious tall high far deep fast faster quick slow slower big bigger large heavy bad worse worst too end "
    "ended cause causes caused happen happens happened form formed measure measured calculate calculated compute computed "
    "reduce avoid improve handle run running safe dangerous true right wrong common typical usual usually developer manager "
    "engineer student colleague alternative alternatives cheaper newest version recommend recommended capital option "
    "options value values mistakes second third last startup simplest easiest fastest cheapest customer layperson layman "
    "expert field relate relates related relationship relation phenomenon process processes vital main stage stages outline "
    "primary describe influence influenced insight insights provide share sharing correlation principle principles aspect "
    "aspects way ways elaborate feature features role roles involved named key component components consideration "
    "considerations".split()
)
"""Words that say what kind of text is wanted, not what it is about."""
_PLAIN = frozenset({"real-world", "real-life", "day-to-day", "down-to-earth"})
"""What an example is like that is asked for; no subject."""
_REAL = re.compile(r"\breal (?:life|world)(?= examples?| use)|\b(?:practical|concrete|everyday)(?= examples?)", re.I)
_LEANING = re.compile(
    r"\bwhich (?:one|of)\b|\b(?:it|that|this|them|these|those)\b|^\W*(?:and|but|or|what about|how about)\b.{0,20}\b(?:for|to)\b",
    re.I,
)


@dataclass(frozen=True)
class Subject:
    """The articles a question is about, and how they were found."""

    entries: tuple[Entry, ...]
    how: str
    gap: str = ""
    """An earlier question that had no answer and was passed over on the way back."""

    def opened(self, text: str) -> str:
        """An answer, with a word on the question that was passed over."""
        if not self.gap:
            return text
        return f"On “{self.gap}” I have nothing, so I go back to **{join([entry.title for entry in self.entries])}**.\n\n{text}"


def rest(text: str) -> list[str]:
    """The words of a question that neither name an article nor belong to the frame of any question."""
    covered = {
        word for entry in library.named(text) for name in _all_names(entry) for word in re.findall(r"[^\W_]+", library.fold(name))
    }
    bases = covered | {word.rstrip("s") for word in covered}
    said = (word for word in library.tokens(_REAL.sub("real-life", text[:1_000])) if word not in _PLAIN)
    spoken = [part for word in said for part in re.split(r"[-']", word) if part]
    return [word for word in spoken if word not in asking.FRAME and word.rstrip("s") not in bases]


def _all_names(entry: Entry) -> tuple[str, ...]:
    return (entry.title, *entry.aliases, *entry.exactly)


def unknown(text: str, entries: Sequence[Entry]) -> list[str]:
    """The words of a question that its articles don't speak of either."""
    spoken = {stem(word) for entry in entries for word in library.tokens(f"{entry.body} {' '.join(entry.fields.values())}")}
    return [word for word in rest(text) if len(word) > 2 and stem(word) not in spoken]


def stem(word: str) -> str:
    """What the forms of a word share."""
    return re.sub(r"(?<=...)(?:ings?|ed|ies|es|s|ly|ers?|est|ions?|e|y)$", "", word)[:6]


def strange(text: str, entries: Sequence[Entry]) -> list[str]:
    """The unknown words of a question that say what it is about."""
    return list(dict.fromkeys(word for word in unknown(text, entries) if word not in GENERAL))


def astray(text: str, entries: Sequence[Entry]) -> list[str]:
    """The strange words of a question when they are at least half of what it is about, or a year: its answer lies elsewhere."""
    asked, missing = [word for word in rest(text) if word not in GENERAL], strange(text, entries)
    dated = any(re.fullmatch(r"\d{4}", word) for word in missing)
    return missing if missing and (dated or 2 * len(missing) >= len(asked)) else []


def of(talk: Talk) -> Subject | None:
    """What the request is about; nothing when it asks about something the library doesn't have."""
    text = talk.gist
    if named := library.named(text):
        return None if unknown(text, named) else Subject(named[:4], f"The request names {join([e.title for e in named[:4]])}.")
    if (place := _PLACE.search(text)) and (pointed := _at(place[1].lower(), talk.past)):
        return None if rest(text.replace(place[0], " ")) else pointed
    return None if rest(text) else before(talk.past)


def _at(place: str, past: Sequence[Exchange]) -> Subject | None:
    """What "the second one" is among the subjects that were spoken of together, or one after the other."""
    found = recent(past)
    index = {"first": 0, "former": 0, "second": 1, "third": 2}.get(place, len(found) - 1)
    if len(found) < 2 or index >= len(found):
        return None
    return Subject((found[index],), f"“{place}” points to {found[index].title} among {join([entry.title for entry in found])}.")


def recent(past: Sequence[Exchange], count: int = 2) -> tuple[Entry, ...]:
    """The subjects that were named last, in the order of their naming: those of one turn, or of several."""
    found: list[Entry] = []
    for pair in reversed(past[-6:]):
        found = [*(entry for entry in library.named(pair.said[:2_000]) if entry not in found and not entry.is_city), *found]
        if len(found) >= count:
            break
    return tuple(found)


def before(past: Sequence[Exchange]) -> Subject | None:
    """What the conversation is about: what the user named last, else what an answer began with."""
    gap, settled = "", False
    for index in range(len(past) - 1, -1, -1):
        pair = past[index]
        said = pair.said[:2_000]
        if named := library.named(said):
            earlier = before(past[:index]) if len(named) == 1 and _COMPARED.search(said) and POINTING.search(said) else None
            found = tuple(dict.fromkeys([*(earlier.entries[:1] if earlier else ()), *named]))[:4]
            return Subject(found, f"{join([entry.title for entry in found])} came up in turn {index + 1}.", gap)
        if not pair.told:
            gap = gap or (cut(said, 60).rstrip(".?! ") if rest(said) and not settled else "")
        elif not rest(said):
            settled = True
        elif not _LEANING.search(said) and (opened := library.named(pair.told[:240])):
            return Subject(opened[:1], f"My answer in turn {index + 1} was about {opened[0].title}.", gap)
    return None
