"""Speaks about code that was shown or pasted: line by line, in the other language, with a docstring, a test, its cost.

Python is read by its syntax tree and never run; other languages are shown, not explained.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import codereading, snippets
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.code import language_in, shown
from emulator.brain.snippets import Snippet
from emulator.brain.text import capitalise

_BLOCK = re.compile(r"```(?P<language>[\w+#-]*)\n(?P<code>.{1,8000}?)\n?```", re.S)
_EXPLAIN = re.compile(
    r"\b(?:explain|describe|walk me through|go through|what does|how does|understand|comment)\b.{0,40}"
    r"\b(?:code|function|snippet|script|program|lines?|it|this|that|work|do)\b|\bline by line\b",
    re.I,
)
_LINE = re.compile(r"\bline (?:number )?(\d{1,3})\b|\b(first|second|third|fourth|fifth|last) line\b", re.I)
_IN = re.compile(r"^\W*(?:please |now |and |can you |could you |what about |how about )*(?:\w+ ){0,5}?(?:in|into|to|using|for) "
                 r"(?P<what>python|javascript|js|typescript|java|c\+\+|rust|go|ruby|php|swift|kotlin|c#)\b", re.I)  # fmt: skip
_HINTS = re.compile(r"\btype (?:hints?|annotations?)\b|\btyped\b", re.I)
_DOCSTRING = re.compile(r"\bdoc ?strings?\b|\bdocument (?:it|this|that|the)\b|\badd (?:some )?comments?\b", re.I)
_TEST = re.compile(r"\b(?:unit )?tests?\b|\btest cases?\b|\bhow (?:do|can) i test\b", re.I)
_COST = re.compile(r"\b(?:complexity|big[- ]?o|runtime|how fast|efficient|performance)\b", re.I)


@skill("talking about code")
def offer(talk: Talk) -> Offer | None:
    """Fits when code stands in the message or in the answer before, and something is asked about it."""
    text = talk.gist
    pasted = _BLOCK.search(text)
    if pasted and _EXPLAIN.search(_BLOCK.sub(" ", text)):
        return Offer(0.95, partial(_explained, pasted["code"], pasted["language"], ""), whole=True)
    if not talk.past or len(text.split()) > 16:
        return None
    block = next((found for pair in reversed(talk.past[-3:]) if (found := _BLOCK.search(pair.told))), None)
    if block is None:
        return None
    if line := _LINE.search(text):
        return Offer(0.95, partial(_explained, block["code"], block["language"], (line[1] or line[2]).lower()))
    if _EXPLAIN.search(text):
        return Offer(0.93, partial(_explained, block["code"], block["language"], ""))
    known = next((shown_before for pair in reversed(talk.past[-6:]) if (shown_before := snippets.shown_in(pair.told))), None)
    return _about(*known, text) if known else None


def _about(snippet: Snippet, language: str, text: str) -> Offer | None:
    if other := _IN.search(text):
        return Offer(0.94, partial(shown, snippet, language_in(other["what"]), other["what"]))
    if _TEST.search(text):
        return Offer(0.93, partial(_tested, snippet))
    if _DOCSTRING.search(text):
        return Offer(0.93, partial(_documented, snippet))
    if _HINTS.search(text):
        return Offer(0.93, partial(_hinted, snippet))
    if _COST.search(text) and not re.match(r"^\W*what (?:is|does|are) (?!the\b|its\b)", text, re.I):
        told = f"It takes **{snippet.cost}**. {snippet.how}" if snippet.cost else f"That depends on what it calls. {snippet.how}"
        return Offer(0.93, lambda: Reply(told, notes=(Note("Looking at the code", f"It is {snippet.title} in {language}."),)))
    return None


def _fenced(code: str, lead: str, noted: Note, tail: str = "") -> Reply:
    text = f"{lead}\n\n```python\n{code}\n```" + (f"\n\n{tail}" if tail else "")
    return Reply(text, fixed=True, notes=(noted,), data={"language": "python", "code": code})


def _explained(code: str, language: str, which: str) -> Reply:
    if language.lower() not in {"", "python", "py", "python3"}:
        return Reply(
            f"I read only Python line by line offline. Ask me for the Python version, and I'll explain that, or ask Gemini about "
            f"this {capitalise(language)} with a key.",
            notes=(Note("Reading the code", f"It is {language}, and the parser I have is Python's."),),
        )
    try:
        told = codereading.lines(code)
    except SyntaxError as error:
        return Reply(
            f"This isn't Python that I can read: {error.msg}{f' (line {error.lineno})' if error.lineno else ''}.",
            notes=(Note("Reading the code", "Python's own parser refuses it."),),
        )
    if which:
        return _one_line(code, told, which)
    points = tuple(f"`{line}` {what}" for _, line, what in told)
    return Reply(
        "Line by line:\n\n" + "\n".join(f"- Line {number}: `{line}` {what}" for number, line, what in told),
        points=points,
        table=(("Line", "Code", "What it does"), *((str(number), f"`{line}`", what) for number, line, what in told)),
        notes=(Note("Reading the code", f"Python's parser finds {len(told)} lines that begin a statement; nothing is run."),),
    )


def _one_line(code: str, told: list[tuple[int, str, str]], which: str) -> Reply:
    source = code.splitlines()
    names = ("first", "second", "third", "fourth", "fifth")
    number = int(which) if which.isdigit() else len(source) if which == "last" else names.index(which) + 1
    noted = Note("Finding the line", f"The code has {len(source)} lines; line {number} is asked about.")
    if not 1 <= number <= len(source):
        return Reply(f"The code has only {len(source)} line{'s' * (len(source) != 1)}.", notes=(noted,))
    begun = [row for row in told if row[0] <= number]
    if not source[number - 1].strip() or not begun:
        return Reply(f"Line {number} is empty; it only separates what stands around it.", notes=(noted,))
    first, line, what = begun[-1]
    lead = f"Line {number}, `{source[number - 1].strip()}`" if first != number else f"Line {number}, `{line}`:"
    return Reply(f"{lead}{f' belongs to line {first}:' if first != number else ''} {what}", what, notes=(noted,))


def _tested(snippet: Snippet) -> Reply:
    noted = Note("Writing a test", f"It checks {snippet.title} with values whose result is known.")
    if not snippet.check.strip():
        return Reply(
            "This example prints or talks to others, so a test would have to replace that part first; I leave it without one.",
            notes=(noted,),
        )
    name = re.sub(r"\W+", "_", re.sub(r"^(?:an?|the) ", "", snippet.title)).strip("_").lower()
    body = "\n".join(f"    {line}" if line else "" for line in snippet.check.strip().splitlines())
    return _fenced(f"def test_{name}() -> None:\n{body}", "A test for it:", noted, "Put it beside the code and run `pytest`.")


def _documented(snippet: Snippet) -> Reply:
    source = snippet.python.strip().splitlines()
    at = next((index for index, line in enumerate(source) if re.match(r"(?:async )?def |class ", line)), -1)
    documented = [*source[: at + 1], f'    """{capitalise(snippet.title)}. {snippet.how}"""', *source[at + 1 :]]
    documented = documented if at >= 0 else [f'"""{capitalise(snippet.title)}. {snippet.how}"""', "", *source]
    return _fenced("\n".join(documented), "With a docstring:", Note("Adding a docstring", snippet.how))


def _hinted(snippet: Snippet) -> Reply:
    has = "->" in snippet.python or re.search(r"\w: \w", snippet.python)
    lead = "It has type hints already:" if has else "There is nothing to annotate: it has no parameters."
    return _fenced(snippet.python.strip(), lead, Note("Looking for parameters", "Each one and the result should name its type."))
