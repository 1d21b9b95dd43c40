"""An answer that grows in place looks as if it had been drawn anew, from every point of every stream to every later one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from workbench.sse import Decoder, parsed

STREAMS = Path(__file__).resolve().parents[1] / "streams"
NAMES = sorted(path.stem for path in STREAMS.glob("*.sse"))


@cache
def events(name: str) -> list[dict[str, Any]]:
    found = Decoder().feed((STREAMS / f"{name}.sse").read_bytes())
    return [parsed(data) for data in found if data != "[DONE]"]


def screen() -> None:
    """For each start: the answer drawn as of it and grown as far as it goes, and beside it the answer drawn anew as of there."""
    import streamlit as st

    from components.pieces import Position
    from components.tail import Tail
    from tests.engine import made
    from tests.screen.test_tail import events
    from workbench.records import ENDED
    from workbench.shown import shown_steps

    whole = events(st.session_state["name"])

    def draw(tail: Tail, number: int, *, grow: bool) -> bool:
        turn = made.folded(*whole[:number])
        steps, ended = shown_steps(turn), turn["state"] in ENDED
        if grow:
            return tail.grow(turn, steps, ended)
        tail.draw(turn, steps, ended)
        return True

    pairs: list[tuple[int, int]] = []
    for first in range(len(whole)):
        with st.container(key=f"grown_{first}"):
            tail, reached = Tail(Position()), first
            draw(tail, first, grow=False)
            while reached < len(whole) and draw(tail, reached + 1, grow=True):
                reached += 1
        with st.container(key=f"fresh_{first}"):
            draw(Tail(Position()), reached, grow=False)
        pairs.append((first, reached))
    st.session_state["pairs"] = pairs


@cache
def played(name: str) -> AppTest:
    app = AppTest.from_function(screen, default_timeout=60)
    app.session_state["name"] = name
    app.run()
    assert not app.exception
    return app


def read(app: AppTest, key: str) -> list[str]:
    box = app.container(key=key)
    texts = [element.value for element in (*box.markdown, *box.caption, *box.json, *box.code)]
    return [*texts, *(part.label for part in box.expander)]


@pytest.mark.parametrize("name", NAMES)
def test_growing_shows_what_a_fresh_draw_shows(name: str) -> None:
    app = played(name)
    for first, reached in app.session_state["pairs"]:
        assert read(app, f"grown_{first}") == read(app, f"fresh_{first}"), f"from event {first} to {reached}"


def test_plain_text_grows_to_its_end_in_one_run() -> None:
    writing = next(n for n, event in enumerate(events("basic"), 1) if event.get("delta", {}).get("type") == "text")
    assert dict(played("basic").session_state["pairs"])[writing] == len(events("basic"))


def test_a_thought_folds_and_its_answer_begins_in_the_run_that_saw_it_open() -> None:
    thinking = next(n for n, event in enumerate(events("basic"), 1) if event.get("step", {}).get("type") == "thought")
    assert dict(played("basic").session_state["pairs"])[thinking] == len(events("basic"))


def test_a_call_is_left_to_a_run_of_its_own() -> None:
    call = next(n for n, event in enumerate(events("function_call"), 1) if event.get("step", {}).get("type") == "function_call")
    reached = dict(played("function_call").session_state["pairs"])
    assert reached[call - 1] == call - 1
    assert reached[call] == call
