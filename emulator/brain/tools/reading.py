"""URL context: the pages a request names are fetched, each with its status, and the answer is taken from their text.

Pages are strangers' words: they are quoted and summarised, never followed.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from emulator.brain.contract import Ask, WireStep
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note
from emulator.brain.text import cut, join
from emulator.brain.tools import blocks, consulting, fetching, inquiring, marking, surveying, values
from emulator.brain.tools.outcome import Outcome, Piece
from outbound import addresses

_MOST_URLS = 20
_WALL = re.compile(
    r"\bsubscribe to (?:continue|read)|\bsubscribers? only\b|\bthis (?:article|content) is for (?:subscribers|members)", re.I
)


@dataclass(frozen=True)
class Read:
    """A URL and what became of it."""

    url: str
    status: str
    why: str = ""
    title: str = ""
    text: str = ""


def urls(text: str) -> list[str]:
    """The http(s) URLs of a request."""
    return [str(one.value) for one in values.matches("url", text)][:_MOST_URLS]


def act(ask: Ask, talk: Talk) -> Outcome:
    """Fetch the URLs and answer from them."""
    wanted = urls(talk.gist)
    pages = _fetched(ask, wanted)
    return Outcome(_steps(wanted, pages), tuple(_told(pages, talk)), _notes(pages), {page.url: page.status for page in pages})


def again(ask: Ask, talk: Talk) -> Outcome | None:
    """An answer to a further question from the pages that were read for the turn before; None when they don't say."""
    if urls(talk.gist) or not inquiring.is_question(talk.gist) or not (before := _before(ask)):
        return None
    pages = _fetched(ask, before)
    if not (told := consulting.answers(_sources(pages), talk.gist, talk)):
        return None
    return Outcome(_steps(before, pages), tuple(told), _notes(pages), {page.url: page.status for page in pages})


def _before(ask: Ask) -> list[str]:
    """The URLs that the turn before this one read."""
    spoken = [at for at, step in enumerate(ask.history) if step.get("type") == "user_input"]
    calls = [step for step in ask.history[spoken[-1] if spoken else 0 :] if step.get("type") == "url_context_call"]
    found = [url for step in calls for url in (step.get("arguments") or {}).get("urls") or ()]
    return [str(url) for url in found][:_MOST_URLS]


def _fetched(ask: Ask, wanted: list[str]) -> list[Read]:
    with ThreadPoolExecutor(max(1, len(wanted))) as pool:
        return list(pool.map(partial(read, private=tuple(ask.surroundings.private_hosts)), wanted))


def _steps(wanted: list[str], pages: list[Read]) -> tuple[WireStep, ...]:
    return (
        {"type": "url_context_call", "arguments": {"urls": wanted}},
        {
            "type": "url_context_result",
            "result": [{"url": page.url, "status": page.status} for page in pages],
            "is_error": all(page.status != "success" for page in pages),
        },
    )


def _notes(pages: list[Read]) -> tuple[Note, ...]:
    return tuple(
        Note(
            f"Fetching {cut(page.url, 80)}",
            f"It holds {len(page.text):,} characters of text." if page.status == "success" else f"Not read: {page.why}.",
        )
        for page in pages
    )


def read(url: str, private: tuple[str, ...] = ()) -> Read:
    """One page."""
    try:
        page = fetching.fetch(url, private)
    except addresses.Unsafe as problem:
        return Read(url, "unsafe", str(problem))
    except fetching.Paywall as problem:
        return Read(url, "paywall", str(problem))
    except addresses.Unreachable as problem:
        return Read(url, "error", str(problem))
    title, text = marking.words_of(page.text[: fetching.MOST_BYTES]) if "html" in page.kind else ("", page.text)
    if _WALL.search(text[:5_000]) and len(text) < 5_000:
        return Read(url, "paywall", "it is for subscribers", title)
    return Read(url, "success", "", title or url, text) if text.strip() else Read(url, "error", "it holds no text", title)


def _sources(pages: list[Read]) -> list[surveying.Source]:
    """The pages that could be read, each with its citation."""
    return [
        surveying.Source(
            blocks.of(page.title, (page.text,)),
            partial(_cited, {"url": page.url, "title": page.title, "type": "url_citation"}),
        )
        for page in pages
        if page.status == "success"
    ]


def _cited(found: dict[str, str], block: blocks.Block | None) -> dict[str, str]:
    return found


def _told(pages: list[Read], talk: Talk) -> list[Piece]:
    missing = [Piece(f"I could not read {page.url}: {page.why}.") for page in pages if page.status != "success"]
    failed = [piece for one in missing for piece in (Piece("\n\n"), one)]
    sources = _sources(pages)
    if not sources:
        return failed[1:]
    told = consulting.answers(sources, talk.gist, talk)
    listed = told and told[0].text.startswith(("- ", "| |", "**", "The title"))
    names = join([f"**{cut(one.paper.title, 120)}**" for one in sources])
    if told and len(sources) == 1:
        lead = [] if told[0].text.startswith("The title") else [Piece(f"{names} says:" + ("\n\n" if listed else " "))]
        return [*lead, *told, *failed]
    if told:
        return [*told, *failed]
    if inquiring.is_question(talk.gist):
        verb = "says" if len(sources) == 1 else "say"
        return [Piece(f"I read {names}, and {'it' if len(sources) == 1 else 'they'} {verb} nothing about that."), *failed]
    return [*consulting.summaries_of(sources, talk.gist), *failed]
