"""Small code examples for common tasks, in Python or JavaScript, each with a line on how it works."""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import snippets
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.snippets import Snippet

_ASK = re.compile(
    r"\b(?:code|function|script|program|snippet|implement|regex|sql|query|algorithm in)\b|\b(?:in|using|with) (?:python|"
    r"javascript|js|typescript|java|sql|bash)\b|\bhow (?:do|can|to)\b.{0,60}\b(?:python|javascript|js)\b|\bprint\(|\bdef \b|"
    r"\b(?:python|javascript|js) (?:function|class|decorator|script|example|code|test)",
    re.I,
)
_WANTS = re.compile(
    r"\b(?:write|show|give|create|implement|generate|make|build|example|how (?:do|can|to)|code (?:for|to|that)|"
    r"function (?:that|to|for)|snippet|script)\b",
    re.I,
)
_FIRMLY = re.compile(r"\b(?:regex|code|function|script|program|snippet|python|javascript|js|implement)\b", re.I)
_OTHER_CODES = re.compile(r"\b(?:code word|passcode|country code|zip code|wifi|error code|code assistants?)\b", re.I)
_SCRIPT = re.compile(r"\b(?:javascript|js|typescript|node)\b", re.I)
_ELSE = re.compile(r"\b(?:java|c\+\+|rust|golang|ruby|php|swift|kotlin|c#|go)\b(?!script)", re.I)


@skill("code")
def offer(talk: Talk) -> Offer | None:
    """Fits requests for a piece of code that is among the examples."""
    text = talk.gist
    if len(text) > 800 or not _ASK.search(text) or _OTHER_CODES.search(text) or not _WANTS.search(text):
        return None
    found = snippets.find(text)
    if found is None:
        return Offer(0.55, _unknown)
    return Offer(0.96 if _FIRMLY.search(text) else 0.7, partial(shown, found, language_in(text), text))


def language_in(text: str) -> str:
    """The language that a request wants; Python when it names none that is known here."""
    return "javascript" if _SCRIPT.search(text) else "python"


def shown(snippet: Snippet, language: str, text: str) -> Reply:
    """An example in a language."""
    other = _ELSE.search(text)
    missing = other and language == "python" and other[0] != "go"
    remark = f" I have no {other[0]} version, so this is Python." if other and missing else ""
    name = {"python": "Python", "javascript": "JavaScript"}[language]
    cost = f" It takes {snippet.cost}." if snippet.cost.startswith("O(") else ""
    body = snippet.code(language)
    return Reply(
        f"Here is {snippet.title} in {name}:{remark}\n\n```{language}\n{body}\n```\n\n{snippet.how}{cost}",
        fixed=True,
        notes=(
            Note("Recognising the task", f"The request is for {snippet.title}, in {name}."),
            Note("Choosing the solution", snippet.how),
        ),
        data={"language": language, "code": body},
    )


def _unknown() -> Reply:
    titles = [snippet.title for snippet in snippets.all_of_them()]
    return Reply(
        "That piece of code is beyond the offline model. I have short examples for: "
        + ", ".join(titles[:-1])
        + f" and {titles[-1]}, in Python and JavaScript.",
        notes=(Note("Looking through the examples", f"None of the {len(titles)} examples fits the task."),),
        points=tuple(titles),
    )
