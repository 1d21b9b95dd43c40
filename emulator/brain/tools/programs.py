"""Python programs for tasks that are better computed than guessed: each recipe reads a request and writes a program for it.

Nothing is run here. A recipe takes everything it needs from the request; numbers and texts enter a program as literals only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from textwrap import dedent

from emulator.brain.tools import phrases, values


@dataclass(frozen=True)
class Program:
    """A program and how its last line of output is told."""

    code: str
    told: str = "The result is **{}**."
    given: bool = False
    """True when the user wrote it."""
    lines: tuple[str, ...] = ()
    """How each line of its output is told, where each says something of its own."""
    table: bool = False
    """Whether its output is a table in Markdown."""


Recipe = Callable[[re.Match[str], str, date], Program | None]
PARTICULAR: list[tuple[re.Pattern[str], Recipe]] = []
RECIPES: list[tuple[re.Pattern[str], Recipe]] = []
_FENCED = re.compile(r"```(?:python|py)?[ \t]*\n(.{1,50000}?)```", re.S | re.I)
_INLINE = re.compile(r"(?:\brun|execute|evaluate|output of|what does|result of)\b[^`\n]{0,80}`([^`\n]{2,2000})`", re.I)
_BARE = re.compile(r"^(?:[^\n]{0,200}\n+)?((?:import |from |print\(|def |for |while |class |[a-z_]\w* = ).{2,50000})$", re.S)


_AFTER_COLON = re.compile(
    r"^[^\n:]{0,60}\b(?:run|execute|evaluate|output of|result of)\b[^\n:]{0,40}:\s*(\S[^\n]{2,2000})$", re.I
)


def recipe(pattern: str, first: bool = False) -> Callable[[Recipe], Recipe]:
    """Register a recipe for requests that match; earlier ones are tried first, the particular before them all."""

    def register(function: Recipe) -> Recipe:
        (PARTICULAR if first else RECIPES).append((re.compile(pattern, re.I | re.S), function))
        return function

    return register


def write(text: str, today: date) -> Program | None:
    """A program for a request, if it is one that a program can answer."""
    from emulator.brain.tools import (  # noqa: F401 - they register their recipes
        programs_on_algebra,
        programs_on_chance,
        programs_on_classics,
        programs_on_counting,
        programs_on_csv,
        programs_on_dates,
        programs_on_everyday,
        programs_on_figures,
        programs_on_numbers,
        programs_on_puzzles,
        programs_on_sums,
        programs_on_tables,
        programs_on_texts,
    )

    if given := _given(text):
        return given
    particular = next(_made(text, today, PARTICULAR), None) if len(text) <= _LONGEST_TASK else None
    joined = _joined(text, today)
    asked = all(_ASKS.search(part) for part in _AND.split(text)) if joined else False
    several = joined if joined and asked and particular and particular.code in joined.code else None
    made = several or particular or joined or _single(text, today)
    seed = _SEED.search(text[: values.LONGEST])
    return replace(made, code=made.code.replace("random.seed(1)", f"random.seed({seed[1]})")) if made and seed else made


_LONGEST_TASK = 2_000
_SEED = re.compile(r"\bseed\D{0,12}(\d{1,9})\b", re.I)


def _made(text: str, today: date, recipes: Sequence[tuple[re.Pattern[str], Recipe]]) -> Iterator[Program]:
    for pattern, function in recipes:
        if (match := pattern.search(text[: values.LONGEST])) and (program := function(match, text, today)):
            yield program


_ASKS = re.compile(r"\b(?:what|which|how|when|is|are|does)\b", re.I)
_AND = re.compile(r"[,;]?\s+(?:and then|and also|and|then)\s+|\?\s+", re.I)
_OF = re.compile(
    r"\b(?:of|in|for|between|from)\b\s+(?=[\[\"'“‘\d]|the (?:numbers|list|matrix|word|sentence|string)).*", re.I | re.S
)


def _joined(text: str, today: date) -> Program | None:
    """One program for two or three things that a request wants, each by a recipe of its own."""
    parts = _AND.split(text) if len(text) <= 1_000 else []
    if not 2 <= len(parts) <= 3:
        return None
    shared = next((match[0] for match in map(_OF.search, reversed(parts)) if match), "")
    quoted = values.matches("quoted", text)
    made: list[Program] = []
    for part in parts:
        whole = part if re.search(r"\d|[\"'“‘]", part) else f"{part} {shared or (repr(str(quoted[0].value)) if quoted else '')}"
        found = _single(whole, today)
        if found is None or not found.told or any(found.code == other.code for other in made):
            return None
        made.append(found)
    return Program("\n".join(one.code for one in made), "", lines=tuple(one.told for one in made))


def _single(text: str, today: date) -> Program | None:
    """A program by the first recipe that fits."""
    return next(_made(text, today, (*PARTICULAR, *RECIPES) if len(text) <= _LONGEST_TASK else RECIPES), None) or _sum(text)


def _given(text: str) -> Program | None:
    match = _FENCED.search(text) or _INLINE.search(text) or _BARE.search(text)
    if match is None and (after := _AFTER_COLON.search(text.strip())) and _runs(after[1]):
        match = after
    return Program(match[1].strip("\n") + "\n", given=True) if match else None


def _runs(source: str) -> bool:
    """Whether a line is Python that does something, not just a word or a number."""
    try:
        compile(source, "<given>", "exec")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    return "(" in source or "=" in source


def code(template: str, **literals: object) -> str:
    """A program from a template; `{name}` becomes the literal of a value."""
    text = dedent(template).strip("\n")
    for name, value in literals.items():
        text = text.replace("{" + name + "}", repr(value))
    return text + "\n"


def _sum(text: str) -> Program | None:
    """Arithmetic, in signs or in words."""
    text = re.sub(r"(?<=[\d)])\s+mod(?:ulo)?\s+(?=[\d(])", " % ", text)
    if share := re.search(r"(\d+(?:\.\d+)?)\s?(?:%|percent) of \$?(\d[\d,]*(?:\.\d+)?)", text):
        return Program(
            f"print(round({share[1]} / 100 * {share[2].replace(',', '')}, 10))\n", f"{share[1]} % of {share[2]} is **{{}}**."
        )
    for said in (*phrases.last(text, "expression"), *phrases.spoken_sum(text)):
        source = said.replace("^", "**").replace("×", "*").replace("÷", "/").replace(",", "").strip(" .?=")
        source = re.sub(r"(\d+(?:\.\d+)?)\s*%(?!\s*[\d(])", r"(\1 / 100)", source)
        source = re.sub(r"\b(sqrt|sin|cos|tan|log|exp)\(", r"math.\1(", source)
        if len(source) < 200 and re.search(r"\d", source) and re.search(r"[-+*/%]|math\.", source) and _parses(source):
            return Program("import math\n\n" * ("math." in source) + f"print({source})\n", f"{said.strip(' .?=')} = **{{}}**.")
    return None


def _parses(source: str) -> bool:
    try:
        compile(source, "<sum>", "eval")
    except (SyntaxError, ValueError, MemoryError, OverflowError, RecursionError):
        return False
    return not re.search(r"\*\*\s*\d{6,}", source)
