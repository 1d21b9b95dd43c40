"""Answers follow-up questions from the report in the conversation.

It quotes what answers, names the section, or says that the report is silent; it adds nothing of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from emulator.brain import library, reported
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.reported import Passage, Report
from emulator.brain.research import concepts
from emulator.brain.text import ORDINALS, cut, join

_ASKS = re.compile(
    r"\?\s*$|^\W*(?:and |so |but )?(?:what|which|who|whom|whose|where|when|how|why|is|are|was|were|do|does|did|can|could|should|"
    r"will|would|has|have|tell me|explain|say more|describe)\b",
    re.I,
)
_REPORT = re.compile(
    r"\b(?:report|study|findings|research|section)\b|\b(?:it|that|this) (?:say|mention|cover|state|conclude)s?\b", re.I
)
_SUMMARY = re.compile(r"\b(?:summari[sz]e|summary|sum up|key|main|takeaways?|conclusions?)\b", re.I)
_SUMMARISING = re.compile(r"\b(?:summary|overview|abstract|conclusions?|key findings)\b", re.I)
_SEVERAL = re.compile(
    r"\b(?:the|these|those|of) (?:two|three|four|options|others)\b|\bboth\b|\b(?:of|between) (?:them|these|those)\b|"
    r"\b(?:they|them|their)\b|\bwhich (?:one|is|was|has|are|would)\b",
    re.I,
)
_ORDINAL = re.compile(rf"\bthe ({'|'.join(ORDINALS)}|former|latter|last|other)\b", re.I)
_ONE = re.compile(r"\b(?:it|its|that one|this one)\b", re.I)
_LEAST, _RIVAL = 3.0, 0.65
"""What a passage must score, and which share of the best one's score the next ones must have."""
_MOST, _AWAY = 4, 2
"""Passages quoted, and answers on other things after which "it" no longer points into the report."""
_SCALES = (
    (("cheap", "afford", "economical", "inexpensive"),
     r"\bcheap|least expensive|less expensive|inexpensive|\blow\w* (?:\w+ )?(?:cost|price)|costs? less",
     r"(?<!least )(?<!less )(?<!not )\bexpensive|\bdear(?:er)?\b|\bhigh\w* (?:\w+ )?(?:cost|price)|"
     r"costs? (?:\w+ )?more|\bcostly"),
    (("expensive", "costly", "dear"), "", ""),
    (("safe",), r"\bsafe(?:r|st)?\b|fewer (?:accidents|deaths)", r"\bdanger|\bunsafe|\brisk|accident|harm"),
    (("dangerous", "risky"), "", ""),
    (("fast", "quick"), r"\bfast|\bquick|\brapid", r"\bslow"),
    (("slow",), "", ""),
)  # fmt: skip
"""Words of a comparison, what speaks for it and what against it; a scale without patterns is the one before it turned round."""


@dataclass(frozen=True)
class Wish:
    """A question, read against the report."""

    own: frozenset[str]
    meant: frozenset[str]
    of: tuple[str, ...]
    """The subjects asked about; none when the question singles none out."""
    points: bool
    """True when the question names a subject or points to one."""
    scale: tuple[re.Pattern[str], re.Pattern[str]] | None
    """What speaks for a comparison, and what against it."""

    def score(self, report: Report, passage: Passage) -> float:
        """How well a passage answers, less than `_LEAST` when it doesn't."""
        hits = sum(2.5 + 1.5 / report.spread[word] for word in self.own & passage.words)
        titled = self.own & concepts.words_of(passage.section)
        meant = min(2, len(self.meant & passage.words))
        weighs = bool(self.of and self.scale and any(side.search(passage.text) for side in self.scale))
        if not hits and not weighs and not (meant and (titled or self.of)):
            return 0.0
        score = hits + 1.5 * weighs + 0.9 * meant + 1.2 * len(titled) - 3.0 * passage.on_method - 0.5 * passage.is_open
        return score + (1.5 if set(self.of) & passage.about else -2.5 if self.of and passage.about else 0.0)


@skill("report in the conversation")
def offer(talk: Talk) -> Offer | None:
    """Fits a question after a report: well when the report answers it or is named, hardly when it only might be about it."""
    text = talk.gist
    summing = bool(_SUMMARY.search(text) and _REPORT.search(text))
    if len(text) > 400 or not (summing or _ASKS.search(text)) or (found := reported.last(talk.ask.history)) is None:
        return None
    later, report = found
    wish = _wish(talk, report, later)
    if summing and (told := [one for one in report.passages if _SUMMARISING.search(one.section)]):
        return Offer(0.96, partial(_told, report, wish, told[:_MOST]))
    passages = _chosen(report, wish)
    named = bool(_REPORT.search(text))
    if passages:
        strong = named or wish.points or _covers(passages, wish)
        return Offer(0.94 if strong else 0.6, partial(_told, report, wish, passages), whole=strong)
    return Offer(0.92 if named else 0.3 if wish.points else 0.05, partial(_silent, text, report, wish))


def _wish(talk: Talk, report: Report, later: int) -> Wish:
    named, points = _pointed(talk, report, later)
    asked = _bare(talk.gist)
    subject = {stem for name in report.subjects for stem in _stems(name)}
    own = _stems(asked) - (subject if named or len(report.subjects) == 1 else frozenset())
    return Wish(
        frozenset(own),
        concepts.meant_by(" ".join([asked, *_positives(asked)])) - own - subject,
        tuple(named),
        points,
        _scale(asked),
    )


def _bare(text: str) -> str:
    text = _REPORT.sub(" ", _SEVERAL.sub(" ", _ORDINAL.sub(" ", text)))
    return re.sub(r"\b(?:say|says|said|tell|tells|according|one|ones|between|other|compare|compared)\b", " ", text, flags=re.I)


def _stems(text: str) -> frozenset[str]:
    words = library.keywords(text)
    return frozenset(map(concepts.stem, words)) | frozenset(map(concepts.stem, _positives(" ".join(words))))


def _positives(text: str) -> list[str]:
    """The plain forms of comparatives: cheaper is cheap, riskiest is risky, biggest is big."""
    found = [
        f"{word[:-1]}y" if word.endswith("i") else word[:-1] if word[-2:-1] == word[-1:] else word
        for word in re.findall(r"\b([a-z]{2,}?)(?:er|est)\b", text.lower())
    ]
    return [word for word in found if concepts.meant_by(word) or any(word in scale[0] for scale in _SCALES)]


def _pointed(talk: Talk, report: Report, later: int) -> tuple[list[str], bool]:
    """The subjects that a question names or points to."""
    text, subjects = talk.gist, report.subjects
    if named := report.named(text):
        return named, True
    since = talk.past[-later:] if later else ()
    away = next((number for number, pair in enumerate(reversed(since)) if "the report" in pair.told.lower()), len(since))
    if away > _AWAY or not subjects:
        return [], False
    if (found := _ORDINAL.search(text)) and len(subjects) > 1:
        word = found[1].lower()
        before = _before(talk, report, later)
        if word == "other":
            return [name for name in subjects if name not in before[-1:]][: 1 if len(subjects) == 2 else 12], True
        at = len(subjects) - 1 if word in ("latter", "last") else 0 if word == "former" else ORDINALS.index(word)
        return ([subjects[at]], True) if at < len(subjects) else ([], False)
    if _ONE.search(_REPORT.sub(" ", text)):
        return (_before(talk, report, later) or list(subjects))[-1:] if len(subjects) > 1 else list(subjects), True
    return (list(subjects), True) if _SEVERAL.search(text) else ([], False)


def _before(talk: Talk, report: Report, later: int) -> list[str]:
    """What was spoken of last since the report."""
    since = talk.past[-later:] if later else ()
    for pair in reversed(since):
        if named := report.named(pair.said) or report.named(pair.told.partition(":")[0]):
            return named[-1:]
    return []


def _chosen(report: Report, wish: Wish) -> list[Passage]:
    if section := report.section(wish.own):
        return section[:_MOST]
    scored = [(wish.score(report, passage), -at, passage) for at, passage in enumerate(report.passages)]
    scored.sort(key=lambda one: one[:2], reverse=True)
    ranked = [passage for score, _, passage in scored if score >= _LEAST]
    if len(wish.of) < 2:
        near = [passage for score, _, passage in scored if score >= max(_LEAST, _RIVAL * scored[0][0])]
        return _different(near)[:_MOST]
    each = [next((one for one in ranked if one.about == {name}), None) or next((one for one in ranked if name in one.about), None)
            for name in wish.of[:6]]  # fmt: skip
    return list(dict.fromkeys(one for one in each if one)) or _different(ranked)[:1]


def _different(ranked: Sequence[Passage]) -> list[Passage]:
    return list({one.text: one for one in reversed(ranked)}.values())[::-1]


def _covers(passages: Sequence[Passage], wish: Wish) -> bool:
    """Whether the passages have the words of the question, so that it must be about the report."""
    words = frozenset().union(*(one.words | concepts.words_of(one.section) for one in passages))
    return len(wish.own) >= 2 and len(wish.own & words) >= max(2, round(0.7 * len(wish.own)))


def _verdict(wish: Wish, passages: Sequence[Passage]) -> str:
    """The subject that a comparison is in favour of, when the report speaks for one and against the others."""
    if len(wish.of) < 2 or (scale := wish.scale) is None:
        return ""
    told = {name: [one.text for one in passages if one.about == {name}] for name in wish.of}
    for_it = [name for name, lines in told.items() if any(scale[0].search(line) for line in lines)]
    against = [name for name, lines in told.items() if any(scale[1].search(line) for line in lines) and name not in for_it]
    return for_it[0] if len(for_it) == 1 and len(against) == len(wish.of) - 1 else ""


def _scale(text: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    words = {*re.findall(r"[a-z]+", text.lower()), *_positives(text)}
    before: tuple[re.Pattern[str], re.Pattern[str]] | None = None
    for names, good, bad in _SCALES:
        turned = before is not None and not good
        scale = (before[1], before[0]) if before and turned else (re.compile(good, re.I), re.compile(bad, re.I))
        if words & set(names):
            return scale
        before = None if turned else scale
    return None


def _told(report: Report, wish: Wish, passages: Sequence[Passage]) -> Reply:
    winner = _verdict(wish, passages)
    passages = sorted(passages, key=lambda one: bool(winner) and winner not in one.about)
    points = tuple(f"“{cut(one.text, 400)}” (under “{cut(one.section or report.title, 90)}”)" for one in passages)
    first = next((one for one in passages if one.about), passages[0])
    silent = [name for name in wish.of[:6] if len(wish.of) > 1 and not any(name in one.about for one in passages)]
    tail = f"\n\nOn {join(silent)} it has nothing to this." if silent else ""
    return Reply(
        f"{_lead(wish, passages, winner)}\n\n" + "\n".join(f"- {point}" for point in points) + tail,
        f"{winner}." if winner else cut(first.text, 300),
        winner or next(iter(sorted(first.about)), ""),
        points,
        notes=(
            Note("Reading the report again", f"It is “{cut(report.title, 80)}”, with {len(report.passages)} statements."),
            Note("Finding what answers", f"{len(passages)} of them {'fits' if len(passages) == 1 else 'fit'} the question."),
        ),
    )


def _lead(wish: Wish, passages: Sequence[Passage], winner: str) -> str:
    if all(one.is_open for one in passages):
        return "The report leaves that open:"
    if winner:
        return f"**{winner}**, going by the report:"
    if len(wish.of) > 1 and wish.scale:
        return "The report gives no verdict in so many words; this is what it says:"
    return f"On **{wish.of[0]}**, the report says:" if len(wish.of) == 1 else "The report says:"


def _silent(text: str, report: Report, wish: Wish) -> Reply:
    of = f" for {join(list(wish.of[:4]))}" if wish.of else ""
    told = list(dict.fromkeys(one.section for one in report.passages if one.section and not one.on_method))[:8]
    has = f" Its sections are {join([f'“{cut(name, 70)}”' for name in told])}." if told else ""
    return Reply(
        f"The report has nothing that answers “{cut(text, 100).rstrip('?.! ')}”{of}.{has} A new research run with that question "
        "could look for it.",
        "The report has nothing on that.",
        "Nothing",
        notes=(Note("Reading the report again", f"None of its {len(report.passages)} statements answers the question."),),
    )
