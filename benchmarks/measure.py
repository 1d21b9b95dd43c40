"""The measurements themselves. Each returns plain lists of numbers; medians and tables are made in report.py."""

from __future__ import annotations

import itertools
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from benchmarks.apps import APPS, App
from benchmarks.browser import Chat, first_and_last, letters
from benchmarks.processes import Server, serve, wait_until_listening
from benchmarks.tap import Passage, Tap

TOPICS = ("honey bees", "old volcanoes", "green tea", "tall bridges", "the ocean", "steam trains", "night skies", "wild wolves")
TAIL = 40
"""Letters of an answer's end that must be readable before it counts as there."""


@dataclass
class Sample:
    """One turn as its reader saw it; milliseconds, None when it never came within the limit."""

    first: float | None
    """Enter to first token on the page, less the model's own time to its first token."""
    delivery: float | None
    """First token from the model to the page."""
    last: float | None
    """Last token from the model to the page."""
    cpu: float
    """CPU seconds of the server for the turn, until the page has come to rest."""
    tokens: int
    model_s: float
    """Seconds in which the model brought them out; tells whether it held the rate."""


@dataclass(frozen=True)
class Load:
    """How the model speaks, and how often it is asked."""

    rate: int
    """Tokens per second, one in each delta."""
    words: int
    repeats: int
    think_s: float = 0.4
    """Seconds before its first word; hosted models take at least this long."""

    @property
    def name(self) -> str:
        """What the table calls it."""
        return f"{self.rate} tokens/s" + ("" if self.think_s else ", no thinking time")


WARM_UP = Load(rate=1000, words=100, repeats=1, think_s=0)


@dataclass
class Bench:
    """What all measurements share."""

    browser: Browser
    tap: Tap
    folder: Path
    """Where logs and prepared pasts go."""
    prompts: Iterator[str]
    limit: float = 30.0
    """Seconds to wait for an answer's end after the model's."""

    @contextmanager
    def running(self, app: App, past: Path | None = None) -> Iterator[Server]:
        """The app's server, listening."""
        folder = past.parent if past else Path(tempfile.mkdtemp(dir=self.folder))
        env = {
            **app.env,
            "BENCH_BASE_URL": self.tap.base_url,
            "BENCH_PAST": str(past or ""),
            "CHAINLIT_APP_ROOT": str(self.folder),
            "STEPWISE_DATA_DIR": str(folder),
            "STEPWISE_DATABASE_URL": f"sqlite:///{folder / 'stepwise.db'}",
        }
        with serve(app.command, env, app.cwd or self.folder, self.folder / f"{app.name}.log") as server:
            wait_until_listening(server)
            yield server

    def open(self, app: App, server: Server, query: str = "") -> Chat:
        """A tab of the app, its requests going through the proxy."""
        return Chat.open(self.browser, app, f"http://127.0.0.1:{server.port}/{query}", self.tap.base_url)

    def speak(self, load: Load) -> None:
        """Make the model speak so from now on."""
        self.tap.pace, self.tap.think_s = load.rate, load.think_s

    def ask(self, words: int) -> str:
        """A prompt for so many words, never the same twice in a row."""
        return f"Write {words} words about {next(self.prompts)}."


def topics() -> Iterator[str]:
    """Topics, over and over."""
    return itertools.cycle(TOPICS)


def answer_to(tap: Tap, seen: int) -> Passage:
    """The next passage of an answer after `seen` passages, waited for to its end."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        passage = tap.latest_answer()
        if passage is not None and any(p is passage for p in tap.passages[seen:]):
            passage.done.wait(120)
            return passage
        time.sleep(0.01)
    raise TimeoutError("the app sent no request within 60 s")


def turn(bench: Bench, chat: Chat, server: Server, prompt: str) -> Sample:
    """Ask once and see how far the page is behind the model, then let it come to rest as one who reads would."""
    before, cpu = len(bench.tap.passages), server.cpu()
    chat.send(prompt)
    passage = answer_to(bench.tap, before)
    texts = passage.texts()
    if not texts:
        raise RuntimeError(f"no text in the answer to {prompt!r}: {passage.chunks[:2]!r}")
    tail = letters("".join(text for _, text in texts))[-TAIL:]
    chat.wait_for_end(tail, bench.limit)
    seen = chat.seen()
    spoken, opening = passage.opening()
    first, last = first_and_last(seen, opening, tail)
    chat.rest()
    return Sample(
        first=ms(first, seen["sent"] + spoken - passage.arrived),
        delivery=ms(first, spoken),
        last=ms(last, texts[-1][0]),
        cpu=server.cpu() - cpu,
        tokens=len(texts),
        model_s=texts[-1][0] - texts[0][0],
    )


def ms(later: float | None, earlier: float) -> float | None:
    """Milliseconds between two times in seconds."""
    return None if later is None else (later - earlier) * 1000


def hurries(samples: list[Sample], limit: float) -> bool:
    """True when an app is so late that another repeat would only cost time."""
    return bool(samples) and (samples[-1].last is None or samples[-1].last > limit * 1000 / 3)


def rates(bench: Bench, app: App, plan: list[Load]) -> dict[str, Any]:
    """First and last token, and CPU, under each load."""
    result: dict[str, Any] = {}
    with bench.running(app) as server:
        for load in plan:
            chat = open_chat(bench, app, server)
            bench.speak(load)
            samples: list[Sample] = []
            while len(samples) < load.repeats and not hurries(samples, bench.limit):
                samples.append(turn(bench, chat, server, bench.ask(load.words)))
            chat.close()
            result[load.name] = [asdict(sample) for sample in samples]
    return result


def open_chat(bench: Bench, app: App, server: Server, query: str = "") -> Chat:
    """A tab that has answered once, so that no lazy import or script is counted later."""
    chat = bench.open(app, server, query)
    bench.speak(WARM_UP)
    turn(bench, chat, server, bench.ask(WARM_UP.words))
    return chat


def depth(bench: Bench, app: App, past: Path | None, load: Load) -> list[dict[str, Any]]:
    """The turn after `past`, in a fresh tab each time."""
    samples = []
    query = json.loads(past.read_text()).get("query", "") if past and app is APPS["stepwise"] else ""
    with bench.running(app, past) as server:
        open_chat(bench, app, server, query).close()
        for _ in range(load.repeats):
            chat = bench.open(app, server, query)
            bench.speak(load)
            samples.append(asdict(turn(bench, chat, server, bench.ask(load.words))))
            chat.close()
    return samples


def widget(bench: Bench, app: App, load: Load) -> dict[str, Any]:
    """Milliseconds until another widget answers while an answer streams, and whether the answer survives that."""
    with bench.running(app) as server:
        chat = open_chat(bench, app, server)
        bench.speak(load)
        before = len(bench.tap.passages)
        chat.send(bench.ask(load.words))
        chat.page.wait_for_function("bench.seen.length > 5", timeout=30_000)
        answers = []
        for _ in range(load.repeats):
            answers.append(chat.ping())
            chat.page.wait_for_timeout(500)
        passage = answer_to(bench.tap, before)
        tail = letters("".join(text for _, text in passage.texts()))[-TAIL:]
        survives = chat.wait_for_text(tail, 10)
        chat.close()
    return {"ms": answers, "answer_survives": survives}


def start(bench: Bench, app: App, repeats: int) -> list[float]:
    """Seconds from the start command to a page that takes a prompt."""
    result = []
    for _ in range(repeats):
        with bench.running(app) as server:
            chat = Chat.open(bench.browser, app, f"http://127.0.0.1:{server.port}/")
            result.append(time.time() - server.started)
            chat.close()
    return result


def memory(bench: Bench, app: App, counts: tuple[int, ...]) -> dict[str, float]:
    """Resident MB of the server with so many open sessions, each of which has asked once."""
    result: dict[str, float] = {}
    chats: list[Chat] = []
    with bench.running(app) as server:
        bench.speak(WARM_UP)
        while len(chats) < max(counts):
            chats.append(Chat.open(bench.browser, app, f"http://127.0.0.1:{server.port}/"))
            chats[-1].send(bench.ask(WARM_UP.words))
            chats[-1].page.wait_for_function("bench.seen.length > 0", timeout=60_000)
            if len(chats) in counts:
                result[str(len(chats))] = server.memory()
        for chat in chats:
            chat.close()
    return result

