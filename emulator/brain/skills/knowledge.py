"""Explains what the library has an article on: in a sentence, in an article, in sections, or in simple words.

Says nothing that isn't in the articles; several named subjects become sections of one answer.
"""

from __future__ import annotations

import re

from emulator.brain import facts, library, references, remarks, shape, sides, subjects
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.mind import instruction
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join, sentences

_ASKING = re.compile(
    (
        r"\b(?:what|who|whom|how|why|when|where|which|explain|describe|tell me|define|definition|meaning|"
        r"about|teach|introduce|introduction|overview|elaborate|research|more|info|information|learn|know|"
        r"discuss|summari[sz]e|detail|details|history|write|report|latest|developments|advances)\b"
    ),
    re.I,
)
_DETAILED = re.compile(
    (
        r"\b(?:detailed|in detail|in depth|thorough|comprehensive|everything about|long explanation|"
        r"elaborate|deep dive|research|report)\b"
    ),
    re.I,
)
_LATEST = re.compile(r"\b(?:latest|recent|newest|current|today|this (?:week|month|year)|news|happening|developments)\b", re.I)
_PARTICULAR = re.compile(
    (
        r"^\W*(?:(?:do you know|tell me|can you tell me) )?(?:who (?!is\b|was\b|are\b)|who (?:invented|"
        r"discovered|wrote|won|built)|when\b|where\b|which\b|what year|how (?:old|tall|high|long|far|many|"
        r"big|heavy|deep|fast)\b|in what|who (?:is|was|were) the (?:first|last|only)\b)"
    ),
    re.I,
)
_PRONOUN = re.compile(r"^(?:He|She|It|They) (?=[a-z])")
_ORDINARY = frozenset({"Tokens", "Steps", "Lanes", "Streaming", "Stars", "Light", "Zero", "Java", "Trees", "Music", "Tea"})
_NTH = re.compile(r"\b(?:first|second|third|fourth|fifth|last|former|latter)\b", re.I)
_BARE = 6
_QUESTION = 200
"""Characters; a longer request is a task of several parts rather than a question on one thing."""


@skill("knowledge")
def offer(talk: Talk) -> Offer | None:
    """Fits when the request names an article's subject, points to one, or shares most of its words with one."""
    text = talk.gist
    if not re.search(r"\w", text) or remarks.is_remark(text):
        return None
    named = [entry for entry in library.named(text) if not _incidental(entry, text)]
    asking = bool(_ASKING.search(text)) or text.strip().endswith("?") or len(text.split()) <= _BARE
    if named and asking:
        own = facts.stated(text)
        if len(text) <= _QUESTION and not own and (missing := subjects.astray(text, named)):
            return Offer(0.71, lambda: _beside(named[:3], missing))
        return Offer(
            0.42 if own else 0.72,
            lambda: _explain(talk, named, f"The request names {join([entry.title for entry in named[:5]])}."),
        )
    pointed = references.resolve(talk) if references.points(text) and asking else None
    if pointed and (entry := library.get(pointed.name)) and _spoken_of(talk, pointed.name):
        return Offer(0.66, lambda: _explain(talk, [entry], pointed.how))
    return _searched(talk) if asking and len(text.split()) >= 2 else None


def _spoken_of(talk: Talk, name: str) -> bool:
    """Whether a name was asked about, listed or opened an answer rather than mentioned by the way."""
    return bool(_NTH.search(talk.gist)) or any(
        name in pair.said or name in pair.told[:300] or f"**{name}" in pair.told for pair in talk.past[-8:]
    )


def _incidental(entry: Entry, text: str) -> bool:
    return len(text.split()) > 6 and entry.title in _ORDINARY and entry.title.lower().rstrip("s") not in text.lower()


def _searched(talk: Talk) -> Offer | None:
    found, wanted = library.search(talk.gist, 3), library.keywords(talk.gist)
    if re.search(r"\b(?:they|he|she|we|my|i)\b", talk.gist, re.I) or not 2 <= len(wanted) <= 9 or remarks.points_only(talk.gist):
        return None
    if not found or found[0][1] < 0.75:
        return None
    entry = found[0][0]
    return Offer(0.52, lambda: _passage(talk, entry))


def _beside(named: list[Entry], missing: list[str]) -> Reply:
    """What the library has on a subject, when no article tells what of it was asked."""
    asked = join([f"“{word}”" for word in missing[:3]])
    opening = f"My offline library doesn't speak of {asked}, but it has"
    text = (
        f"{opening} an article on **{named[0].title}**: {named[0].body}"
        if len(named) == 1
        else f"{opening} articles on these:\n\n" + "\n".join(f"- **{entry.title}**: {entry.lead}" for entry in named)
    )
    notes = (Note("Comparing question and article", f"No article named speaks of {asked}, so I say that first."),)
    return Reply(text, f"My offline library doesn't speak of {asked}.", "Unknown", notes=notes)


def _passage(talk: Talk, entry: Entry) -> Reply:
    wanted = {word[:5] for word in library.keywords(talk.gist)}
    scored = sorted(sentences(entry.body), key=lambda sentence: -len(wanted & {word[:5] for word in library.tokens(sentence)}))
    best = [sentence for sentence in sentences(entry.body) if sentence in scored[:3]]
    notes = (
        Note(
            "Searching the library",
            (
                f"No article has exactly this subject; “{entry.title}” contains most of the words "
                f"{', '.join(library.keywords(talk.gist)[:6])}."
            ),
        ),
        Note("Choosing the passage", f"I take the {len(best)} sentences that fit the question best."),
    )
    text = f"I have no article on just that, but the one on **{entry.title}** speaks of it: {' '.join(best)}"
    return Reply(text, scored[0], points=tuple(best), notes=notes)


def _explain(talk: Talk, named: list[Entry], how: str) -> Reply:
    wish = shape.read(instruction(talk.whole))
    subjects = _subjects(named)
    notes = [Note("Finding the subject", how)]
    if wish.simple:
        return _simply(subjects, notes)
    detailed = wish.detailed or bool(_DETAILED.search(talk.gist))
    if len(subjects) > 1 and not wish.brief:
        return _sections(subjects, talk, notes)
    entry = subjects[0]
    if detailed:
        return _sections([entry, *library.related(entry, 3)], talk, notes, main=entry)
    if precise := _precise(entry, talk.gist):
        notes.append(
            Note(
                f"Reading the article on {entry.title}",
                f"Of its {len(sentences(entry.body))} sentences, this one answers best: {precise[0]}",
            )
        )
        return Reply(" ".join(precise), precise[0], entry.title, tuple(precise), notes=tuple(notes), data=_data(entry))
    notes.append(
        Note(
            f"Reading the article on {entry.title}",
            f"It has {len(sentences(entry.body))} sentences; its first says the essential thing: {entry.lead}",
        )
    )
    notes.append(Note("Choosing the extent", "Nothing was said about length."))
    return Reply(
        _dated(entry.body, talk.gist),
        entry.lead,
        entry.title,
        tuple(sentences(entry.body)),
        notes=tuple(notes),
        data=_data(entry),
    )


def _precise(entry: Entry, question: str) -> list[str]:
    """The sentence or two that answer a question on one particular of an article."""
    if not _PARTICULAR.search(question):
        return []
    subject = {word[:5] for word in library.tokens(" ".join((entry.title, *entry.aliases)))}
    wanted = {library.fold(word)[:5] for word in library.keywords(question)} - subject
    years = set(re.findall(r"\b\d{4}\b", question))
    dated = re.search(r"\bwhen\b|\bwhat year\b", question, re.I)
    if dated or re.search(r"\bhow (?:old|tall|high|long|far|many|big|heavy|deep|fast)\b", question, re.I):
        wanted.add("\0")
    number = r"\b1\d{3}\b|\b20\d\d\b|century" if dated else r"\d"
    scored = []
    for index, sentence in enumerate(sentences(entry.body)):
        present = {word[:5] for word in library.tokens(sentence)} | ({"\0"} if re.search(number, sentence) else set())
        scored.append((-len(wanted & present) - 2 * sum(year in sentence for year in years), index, sentence))
    scored.sort()
    return [_PRONOUN.sub(f"{entry.title} ", sentence) for score, _, sentence in scored[:1] if score <= -1]


def _subjects(named: list[Entry]) -> list[Entry]:
    return [
        entry
        for entry in named
        if not any(entry is not other and library.fold(entry.title) in library.fold(other.title).split() for other in named)
    ][:6] or named[:1]


def _data(entry: Entry) -> dict[str, str]:
    kept = {key: value for key, value in entry.fields.items() if key in {"year", "genre", "director", "country"}}
    return {"title": entry.title, "summary": entry.lead, **kept}


def _dated(text: str, question: str) -> str:
    if _LATEST.search(question):
        return (
            f"I can't see the news, but this much I know:\n\n{text}\n\nFor what has happened lately, connect "
            f"a key and switch on Google Search."
        )
    return text


def _simply(subjects: list[Entry], notes: list[Note]) -> Reply:
    entry = next((entry for entry in subjects if "simple" in entry.fields), None)
    if entry is None:
        short = [subjects[0].lead, *sides.examples(subjects[0])[:1]]
        notes.append(Note("Choosing simple words", f"I keep to the first sentence on {subjects[0].title} and an example."))
        return Reply(" ".join(dict.fromkeys(short)), subjects[0].lead, subjects[0].title, tuple(short), notes=tuple(notes))
    notes.append(Note("Choosing simple words", f"The article on {entry.title} has a plain comparison, which suits a beginner."))
    return Reply(
        f"{entry.fields['simple']} {entry.lead}",
        entry.fields["simple"],
        entry.title,
        (entry.fields["simple"], *sentences(entry.body)),
        notes=tuple(notes),
    )


def _sections(subjects: list[Entry], talk: Talk, notes: list[Note], main: Entry | None = None) -> Reply:
    first = main or subjects[0]
    titles = [entry.title for entry in subjects]
    parts = [f"## {first.title}\n\n{first.body}"]
    parts += [f"### {entry.title}\n\n{entry.body}" for entry in subjects if entry is not first]
    heads = {"Forward propagation", "Backpropagation", "Gradient descent"}
    if heads <= set(titles):
        parts.append(
            "### How the pieces fit together\n\nTraining repeats one cycle: **forward propagation** turns an "
            "input into a prediction, the **loss** measures the error, **backpropagation** "
            "finds how much each weight contributed to it, and **gradient descent** changes every weight a "
            "little so that the error shrinks. After many rounds over the data the network gives good "
            "answers for inputs it has never seen."
        )
    notes.append(
        Note(
            "Collecting the articles",
            f"I use the articles on {join(titles)}"
            + (", the subject and what is nearest to it in the library." if main else ", each of which was asked for."),
        )
    )
    notes.append(
        Note("Arranging the answer", f"{capitalise(first.title)} comes first, each further subject has its own heading.")
    )
    text = "\n\n".join(parts)
    return Reply(
        _dated(text, talk.gist),
        first.lead,
        first.title,
        tuple(f"**{entry.title}:** {entry.lead}" for entry in subjects),
        notes=tuple(notes),
        data={entry.title: entry.lead for entry in subjects},
    )
