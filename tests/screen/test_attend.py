"""A run that stays with an answer: it brings each change, and leaves for whatever else is asked of its session."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests

from components import attend
from tests.engine import made
from workbench import turn as turns
from workbench.run import Run

SECONDS = 30.0


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> ScriptRequests:
    """What Streamlit holds for this session, in a run of one fragment."""
    found = ScriptRequests()
    context = SimpleNamespace(script_requests=found, fragment_ids_this_run=["tail"])
    monkeypatch.setattr(attend, "get_script_run_ctx", lambda: context)
    monkeypatch.setattr(attend, "STAY_S", SECONDS)
    return found


def apply(run: Run, event: dict[str, object]) -> None:
    run.update(lambda turn: turns.apply(turn, event, 0.0))


def test_each_change_is_brought_and_the_end_is_the_last(requests: ScriptRequests) -> None:
    run = Run(made.a_turn())
    apply(run, made.start(0, type="model_output"))
    apply(run, made.text(0, "One"))
    seen: int = run.version
    versions: list[int] = []
    apply(run, made.text(0, " two"))
    for _ in attend.news(run, seen):
        versions.append(run.version)
        if len(versions) == 1:
            run.end()
    assert versions == [seen + 1, seen + 2]
    assert run.finished


def test_it_leaves_for_another_fragment_and_for_the_page(requests: ScriptRequests) -> None:
    run = Run(made.a_turn())
    assert attend.may_stay()
    requests.request_rerun(RerunData(fragment_id="another"))
    assert not attend.may_stay()
    assert list(attend.news(run, run.version)) == []


def test_it_leaves_in_the_middle_of_waiting(requests: ScriptRequests) -> None:
    run = Run(made.a_turn())
    click = threading.Timer(0.05, requests.request_rerun, [RerunData()])
    click.start()
    assert list(attend.news(run, run.version)) == []
    click.join()


def test_a_step_that_says_nothing_waits_for_its_first_words(requests: ScriptRequests, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attend, "HOLD_S", SECONDS)
    run = Run(made.a_turn())
    apply(run, made.start(0, type="model_output"))
    words = threading.Timer(0.05, apply, [run, made.text(0, "First")])
    words.start()
    next(attend.news(run, 0))
    assert not run.about_to_speak
    words.join()


def test_a_run_of_the_whole_page_never_stays() -> None:
    assert not attend.may_stay()
    assert list(attend.news(Run(made.a_turn()), -1)) == []
