"""What a brief wants to know, one question each: compound questions and lists taken apart, pronouns replaced by the subject.

Works on words only; it knows no article and searches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.brain.text import capitalise, sentences

MOST = 8
_BRIEF_PART = 4
"""So many words has a part of a list that is a sentence of its own: 'Cost, risks, what to do first.'"""
NUMBERED = re.compile(r"^\s*(?:\*\*)?\(?(\d{1,2})[.)](?:\*\*)?\s+(.+?)\s*$", re.M)
_FORM = (
    r"(?:charts?|graphs?|diagrams?|tables?|timelines?|illustrations?|executive summary|technical report|audience|sections?|"
    r"subsections?|bullet points?|side by side)"
)
_FORM_WORD = re.compile(rf"\b{_FORM}\b", re.I)
_ORDER = re.compile(r"^\W*(?:please\s+)?(?:also\s+)?(?:add|make|draw|write|include|use|give|put|format|create|present|show|"
                    r"prepare|with|end|begin|structure|keep|form)\b", re.I)  # fmt: skip
_WRITTEN_ON = re.compile(r"\b(?:report|summary|overview|paper|study)\s+(?:on|about)\s+(.+)", re.I)
_IN_FORM = re.compile(
    rf",?\s*\b(?:and|with|in|as|including)\s+(?:(?:please|add|make|draw|include|an?|the|some)\s+){{0,3}}"
    rf"(?:[\w-]+\s+){{0,2}}?{_FORM}\b",
    re.I,
)
_OVERVIEW = re.compile(r"^(?:the\s+)?(?:history|overview|timeline|basics|story|introduction)\s+(?:of|to)\s+", re.I)
_TOPIC = re.compile(r"^\W*(?:the\s+)?(?:topic|subject|question|task|title|theme)\s*(?:is)?\s*:\s*", re.I)
_ITS_FORM = re.compile(r"^\W*(?:structure|format|form|layout|outline|style|length|language|tone)\s*:\s*", re.I)
_ANSWER_FIRST = re.compile(r"\b(?:answer|conclusion|summary|recommendation)s? first\b", re.I)
_TELL_HOW = re.compile(
    r"^\W*(?:please\s+)?(?:explain|describe|discuss|show|analy[sz]e|find out|examine)\s+(?:to me\s+|to us\s+)?"
    r"(?=(?:what|how|why|when|where|who|which|whether)\b)",
    re.I,
)
"""An order to tell what a question asks."""
_WISHED_FORM = re.compile(
    r"^\W*(?:i|we)(?:'d|\s+would)?\s+(?:need|want|like|expect)\s+(?:to (?:have|get|see)\s+)?(?:an?|the|some)\s+"
    r"(?:[\w-]+\s+){0,2}?"
    r"(?:briefing|report|memo|paper|overview|summary|document|study|text)\b(?!\s+(?:on|about|of)\b)",
    re.I,
)
_ITEM = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+(.+)$", re.M)
_ASKING = r"(?:what|how|why|when|where|who|whom|whose|which|whether|is|are|was|were|do|does|did|can|could|should|will|would)\b"
_CLAUSE = re.compile(rf"\s*(?:[,;]\s*(?:and\s+|or\s+)?|\s+and\s+)(?={_ASKING})", re.I)
_WITH_REGARD = re.compile(
    r"\s*(?::\s+|\s[–—]\s|,?\s+(?:with (?:regard|respect) to|in terms of|regarding|concerning|looking at|focus(?:ing|sing)? on|"
    r"with sections? on|covering|including)\s+)",
    re.I,
)
_COMMA = re.compile(r"(?:^|\s+)[-–]\s+|\s*[,;]\s*(?:and\s+|or\s+)?|\s+and\s+|\s+as well as\s+", re.I)
_OWNED = re.compile(r"^(?:their|its)\s+([\w-]+)\b\s*(.*)$", re.I)
_TO_THE_AGENT = re.compile(
    r"^\W*(?:please\s+)?(?:(?:take|thanks?|thank you|be|don't|do not|hurry|keep|remember)\b|"
    r"(?:see|use|consult|read|look (?:in|into|at)|search)\s+(?:in\s+)?(?:the|my|our|this|these|attached)\s+(?:attached\s+)?"
    r"(?:attachments?|files?|file stores?|stores?|documents?|pdfs?|pictures?|images?|web)\b)",
    re.I,
)
"""Sentences that say how to work, not on what."""
_GREETING = re.compile(r"^\W*(?:hello|hi|hey|dear [\w ]{1,30}|good (?:morning|afternoon|evening|day))\b[\s,!.:]*", re.I)
_SCENE = re.compile(
    r"^\W*(?:(?:i|we)(?:'m|'re|'ve| am| are| have| had| run| work| live| study| teach| lead| own| manage| hope)\b|(?:my|our)\s|"
    r"you(?:'re| are)\b|(?:background|context|situation|about (?:me|us))\s*:|act as\b|imagine\b|pretend\b|suppose\b)",
    re.I,
)
"""How a sentence begins that says who asks and why, not what."""
_ASKS = re.compile(
    r"\?\s*$|\b(?:to (?:know|understand|find out|learn)|wonder\w*|ask(?:s|ed|ing)?|questions?|compare|explain|research(?!er)|"
    r"report on|investigate|interested in|curious about|looking (?:for|into))\b",
    re.I,
)
_REPORTED = re.compile(
    r"^[^:?]*?\b(?:ask(?:s|ed|ing)?(?: (?:me|us))?|wonder(?:s|ed|ing)?|know|understand|find out|learn)\s+"
    r"(?=(?:what|how|why|when|where|who|which|whether)\b)",
    re.I,
)
"""What stands before a question that is told rather than asked."""
_BARE_ORDER = re.compile(
    r"\W*(?:please\s+)?(?:find (?:it )?out|tell (?:me|us)|explain(?: why| how)?|let (?:me|us) know|thanks?|thank you)\W*", re.I
)
_INLINE = re.compile(r"(?:(?<=[\s:;,])|^)\(?(\d)[.)]\s+(?=\w)")
_OF_ITS_OWN = re.compile(r"\s[A-Z]\w+\b.*\b(?:it|its|they|their)\b")
_WHAT_IS = re.compile(r"^what\s+(?:is|are)\s+(?:an?\s+|the\s+)?(.+?)\??$", re.I)


def of(text: str, subject: str) -> list[str]:
    """The questions of a brief, in its order; `subject` is how it is called inside a sentence."""
    kept, subject = without_form(text), _OVERVIEW.sub("", subject)
    found = [match[1].strip() for match in _ITEM.finditer(kept)]
    for sentence in sentences(_ITEM.sub("", kept)):
        found += _of_sentence(sentence.strip(), subject, bool(found))
    told = filter(None, map(_topical, found))
    asked = (whole(part, subject) for part in told if len(part.split()) > 1 or part.rstrip("?").isalpha())
    return list(dict.fromkeys(part for part in asked if part and not _is_the_subject(part, subject)))[:MOST]


def what_is_asked(text: str) -> str:
    """A brief without greeting and scene, its inline lists as lines; all of it if nothing else is there."""
    itemised = "\n".join(map(_itemised, text.splitlines()))
    kept = []
    for line in itemised.splitlines():
        said = (_asked(_GREETING.sub("", sentence)) for sentence in sentences(line))
        kept.append(" ".join(sentence for sentence in said if sentence and not _sets_the_scene(sentence)))
    return "\n".join(filter(str.strip, kept)) or text


def _asked(sentence: str) -> str:
    """'We want to know how it works.' as 'How it works?'"""
    sentence = _ITS_FORM.sub("", _TOPIC.sub("", sentence))
    question = _TELL_HOW.sub("", _REPORTED.sub("", sentence))
    return sentence if question == sentence else f"{capitalise(question.rstrip(' .!?'))}?"


def _itemised(line: str) -> str:
    """'Tell me: 1. a 2. b' as lines of their own."""
    numbers = [int(match[1]) for match in _INLINE.finditer(line)]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
        return line
    head, *items = _INLINE.split(line)[::2]
    last, _, rest = items[-1].partition(". ")  # what follows the last item is no part of it
    listed = [f"- {item.strip(' ;,')}" for item in (*items[:-1], last)]
    return "\n".join(filter(None, [head.strip(), *listed, rest.strip()]))


def _sets_the_scene(sentence: str) -> bool:
    scene = bool(_SCENE.match(sentence) and not _ASKS.search(sentence))
    return scene or bool(_BARE_ORDER.fullmatch(sentence)) or bool(_WISHED_FORM.match(sentence))


def without_form(text: str) -> str:
    """A text without its wishes for the form; they ask nothing about the subject."""
    return "\n".join(" ".join(_without_form(sentence) for sentence in sentences(line)) for line in text.splitlines())


def _without_form(sentence: str) -> str:
    if not _FORM_WORD.search(sentence):
        return "" if re.match(r"\s*form(?:at)?\s*:", sentence, re.I) else sentence
    if about := _WRITTEN_ON.search(sentence):
        return about[1]
    return "" if _ORDER.match(sentence) or len(sentence.split()) < 6 else _IN_FORM.sub("", sentence)


def _of_sentence(sentence: str, subject: str, later: bool) -> list[str]:
    if _TO_THE_AGENT.match(sentence):
        return []
    if sentence.endswith("?"):
        return [f"{part.strip(' ,;?')}?" for part in clauses(sentence)]
    head, *rest = _WITH_REGARD.split(sentence, maxsplit=1)
    parts = [part.strip() for part in _COMMA.split(rest[0].strip(" .?!"))] if rest else []
    if rest and head and (len(parts) >= 2 or len(rest[0].split()) <= 8):
        return [part for part in parts if part]
    listed = [part for part in _COMMA.split(sentence.strip(" .?!")) if part]
    if not rest and len(listed) > 2 and all(len(part.split()) <= _BRIEF_PART for part in listed):
        return listed
    return [sentence] if not sentence.endswith(":") and (later or len(sentence.split()) > 25) else []


def _topical(part: str) -> str:
    """A part of a list without the wish for a form; empty when it is nothing else: 'add a chart of the producers'."""
    part = part.strip(" ;,")
    if part.endswith("?") or not (_FORM_WORD.search(part) or _ANSWER_FIRST.search(part)):
        return part
    if _ORDER.match(part) or _ANSWER_FIRST.search(part) or re.match(r"(?:an?|the|some)\s", part, re.I):
        about = re.search(rf"\b{_FORM}\s+(?:of|on|about|showing)\s+(.+)", part, re.I)
        return about[1] if about else ""
    return part


def whole(part: str, subject: str) -> str:
    """A part that can stand alone: what leans on the subject names it."""
    part = part.strip(" .")
    if part.endswith("?"):
        return capitalise(_named(part, subject))
    if owned := _OWNED.match(part):
        return f"the {owned[1]} of {subject} {owned[2]}".strip()
    if len(part.split()) > 6 or len(subject.split()) > 8 or subject.lower() in part.lower():
        return part
    return f"{'' if part.lower().startswith('the ') else 'the '}{part} of {subject}"


def clauses(sentence: str) -> list[str]:
    """The questions that one sentence asks."""
    return [part for part in _CLAUSE.split(sentence) if part.strip(" ,;?")]


def _named(question: str, subject: str) -> str:
    """A question whose pronoun means the subject names it; one that has a name of its own before the pronoun is left alone."""
    if subject.lower() in question.lower() or len(subject.split()) > 5 or _OF_ITS_OWN.search(question):
        return question
    owner = f"{subject}'" if subject.endswith("s") else f"{subject}'s"
    named, count = re.subn(r"\b(?:it|they|them)\b", lambda _: subject, question, count=1, flags=re.I)
    return named if count else re.sub(r"\b(?:its|their)\b", lambda _: owner, question, count=1, flags=re.I)


def _is_the_subject(part: str, subject: str) -> bool:
    """A question that only asks what the subject is; the first step of every plan does that."""
    match = _WHAT_IS.match(part)
    same = not part.endswith("?") and _bare(part) == _bare(subject)
    return same or (match is not None and " of " not in subject and _bare(match[1]) == _bare(subject))


def _bare(words: str) -> str:
    return re.sub(r"^(?:the|an?)\s+", "", words.lower().strip(" ?."))


def lines(text: str) -> Iterator[str]:
    """The numbered lines of a text."""
    for match in NUMBERED.finditer(text):
        yield match[2].strip()
