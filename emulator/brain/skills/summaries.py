"""Summaries of a given text or of the last answer: the most telling sentences, in their own order and words."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial

from emulator.brain import library, material, shape
from emulator.brain.dialogue import Talk
from emulator.brain.headlines import defines, headline
from emulator.brain.material import Material
from emulator.brain.mind import instruction
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, cut, join, number, plain, sentences

_ASK = re.compile(
    (
        r"\b(?:summari[sz]e|summary|sum up|tl;?dr|key points|main points|main ideas?|takeaways|gist|"
        r"condense|boil (?:it |this )?down|recap|abstract)\b"
    ),
    re.I,
)
_CONVERSATION = re.compile(
    (
        r"\b(?:our|this|the|whole|entire) (?:conversation|chat|discussion|talk)\b|\bwe (?:talked|"
        r"discussed|spoke|said)\b"
    ),
    re.I,
)
_TITLE = re.compile(
    (
        r"\b(?:title|headline|heading|name) for\b|\b(?:give|suggest|write|find|make)\b.{0,20}\b(?:title|"
        r"headline|heading)\b"
    ),
    re.I,
)
_KEYWORDS = re.compile(r"\bkey ?words\b|\btags for\b|\bextract (?:the )?(?:topics|terms)\b", re.I)
_TABLE_OPENING = re.compile(r"^[^|\n]{1,200}:\n+(?=\|)", re.M)
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.M)
_CONCLUSION = re.compile(r"(?:rule of thumb|in short|in summary|to sum up|overall|all in all|in conclusion)\b", re.I)
_TOLD_TITLE = re.compile(r"\*\*([^*\n]{3,70})\*\*\n\n")
_URL = re.compile(r"https?://\S+")


@skill("summary")
def offer(talk: Talk) -> Offer | None:
    """Fits when a text is given, or an answer is at hand, that shall be made shorter."""
    task = instruction(talk.prompt)
    if _URL.search(talk.gist) and len(_URL.sub("", talk.gist)) < 200:
        return None
    if _CONVERSATION.search(task):
        return None
    named = (_title if _TITLE.search(task) else _keywords) if _TITLE.search(task) or _KEYWORDS.search(task) else None
    if named is not None and (text := material.of(talk)) and len(text.text.split()) > 5:
        return Offer(0.9, partial(named, text), whole=True)
    if not _ASK.search(task):
        return None
    found = material.of(talk)
    subject = library.named(talk.gist)
    if found is None or (
        found.source == "my last answer"
        and subject
        and not re.search(r"\b(?:that|this|it|above|last|previous|key points|your)\b", task, re.I)
    ):
        return None if subject else Offer(0.6, _nothing)
    if len(found.text.split()) < 4:
        return None
    return Offer(0.94, lambda: _summary(found, talk), whole=True)


def _nothing() -> Reply:
    return Reply(
        ("I'd be glad to summarise something. Paste the text after the request, for example:\n\n> Summarise: *your text here*"),
        "Please paste the text to summarise.",
        "Nothing",
        notes=(Note("Looking for the text", "The message names no text, and there is no earlier answer to shorten."),),
    )


def _telling_cells(row: re.Match[str]) -> str:
    """The sentences among the cells of a table's row."""
    return " ".join(cell.strip() for cell in row[0].split("|") if cell.strip().endswith((".", "!", "?")))


def ranked(text: str) -> list[tuple[int, str]]:
    """The sentences of a text with their positions, the most telling first."""
    text = _ROW.sub(_telling_cells, _TABLE_OPENING.sub("", text))
    text = re.sub(r"^(?:#{1,6} .*|\*\*[^*\n]+\*\*)$", "", text, flags=re.M)
    found = [sentence for sentence in sentences(plain(text)) if len(sentence.split()) > 2][:3_000] or sentences(plain(text))[:50]
    counts = Counter(word for sentence in found for word in library.keywords(sentence))

    def weight(item: tuple[int, str]) -> tuple[float, int]:
        index, sentence = item
        kept = library.keywords(sentence)
        score = sum(counts[word] for word in kept) / (len(kept) + 6) if kept else 0.0
        return (-(score + (1.5 if index == 0 else 0.0) + (2.5 if _CONCLUSION.match(sentence) else 0.0)), index)

    return sorted(enumerate(found), key=weight)


def _summary(found: Material, talk: Talk) -> Reply:
    wanted = shape.read(instruction(talk.prompt))
    order = ranked(found.text)
    count = wanted.points if wanted.points > 0 else wanted.sentences or max(1, min(5, (len(order) + 2) // 3))
    kept = [sentence for _, sentence in sorted(order[:count])]
    head = order[0][1] if order else found.text
    text = " ".join(_ended(sentence) for sentence in kept)
    notes = (
        Note("Finding the text", f"I work on {found.source}: {len(found.text.split()):,} words in {len(order)} sentences."),
        Note(
            "Weighing the sentences",
            (
                f"Sentences with words that recur throughout "
                f"({', '.join(_top(found.text)[:5]) or 'few recur here'}) say most; the opening counts a little "
                f"extra."
            ),
        ),
        Note("Choosing what to keep", f"I keep {len(kept)} of {len(order)} sentences, in their own order and words."),
    )
    return Reply(
        text,
        _ended(head),
        " ".join(_top(found.text)[:1]),
        tuple(_ended(sentence) for sentence in kept),
        notes=notes,
        data={"summary": text, "keywords": _top(found.text)[:5]},
    )


def _ended(sentence: str) -> str:
    sentence = capitalise(sentence.strip())
    return sentence if sentence.endswith((".", "!", "?", "…")) else sentence.rstrip(",;:") + "."


def _top(text: str) -> list[str]:
    counts = Counter(word for sentence in sentences(plain(text))[:3_000] for word in library.keywords(sentence) if len(word) > 3)
    return [word for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))[:8]]


def _title(found: Material) -> Reply:
    if told := _TOLD_TITLE.match(found.text):
        noted = Note("Looking at the piece", "It stands under a title already.")
        return Reply(f"It has one already: **{told[1]}**", told[1], told[1], notes=(noted,), data={"title": told[1]})
    top = [capitalise(word) for word in _top(found.text)[:3]] or ["Untitled"]
    order = ranked(found.text)
    opening = next((sentence for place, sentence in order if place == 0), "")
    first = opening if defines(opening) or not order else order[0][1]
    title = headline(first) or join(top[:2])
    return Reply(
        f"**{title}**",
        title,
        top[0],
        notes=(
            Note("Choosing the sentence", f"The most telling sentence of {found.source} begins “{cut(first, 60)}”."),
            Note("Making it short", "Articles and asides go; what happened stays."),
        ),
        data={"title": title, "count": number(found.task) or 1},
    )


def _keywords(found: Material) -> Reply:
    top = _top(found.text)
    return Reply(
        ", ".join(top) or "none",
        word=top[0] if top else "none",
        points=tuple(top),
        notes=(Note("Counting words", f"The most frequent meaningful words of {found.source} are {join(top)}."),),
        data={"keywords": top},
    )
