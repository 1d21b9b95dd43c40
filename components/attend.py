"""Stays with a turn for a while: one run of a fragment that sends what comes as it comes.

A run of a fragment costs the browser two passes over the whole page, a new text in an element only that element. So a
run that was rung for stays, and leaves at once when anything else is asked of its session: no click waits for it. It
draws nothing itself. Where Streamlit doesn't tell who waits, it never stays, and the doorbell alone brings the news.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from itertools import chain, repeat

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType

from workbench.run import Run

STAY_S = 2.5
"""A run stays so long. Less than what the doorbell waits for an answer to its ring, and than what the chat page's style waits
before Streamlit's sign of a running script shows."""
LOOK_S = 0.02
"""How often it looks whether somebody else waits."""
RESTS_S = (0.015, 0.03, 0.05)
"""Least time between two news: short at first, so that one reads the first words as they come."""
HOLD_S = 0.06
"""What is thought before an answer waits so long for the answer's first words: drawn at once, it would keep them waiting,
since a new box costs the browser more than a new text."""


def may_stay() -> bool:
    """True in a run of a fragment alone. A run of the whole page must come to its end: what stands below waits for it."""
    context = get_script_run_ctx()
    return context is not None and bool(context.fragment_ids_this_run) and not wanted_elsewhere()


def wanted_elsewhere() -> bool:
    """True when another run of this session waits, or when that can't be told."""
    context = get_script_run_ctx()
    requests = context.script_requests if context is not None else None
    # Private, and the only word on a waiting fragment: the public checks interrupt a run for whole pages only.
    return getattr(requests, "_state", None) is not ScriptRequestType.CONTINUE


def news(run: Run, version: int) -> Iterator[None]:
    """Once for each change after `version` that is worth drawing, the run's end included. Ends when it is time to leave."""
    leave_at = time.monotonic() + STAY_S
    rests = chain(RESTS_S, repeat(RESTS_S[-1]))
    changed = threading.Event()
    unlisten = run.listen(changed.set)
    try:
        while time.monotonic() < leave_at and not wanted_elsewhere():
            if run.version == version and not run.finished:
                changed.wait(LOOK_S)
                changed.clear()
                continue
            _first_words(run, changed)
            ended, version = run.finished, run.version
            yield
            if ended:
                return
            time.sleep(next(rests))
    finally:
        unlisten()


def _first_words(run: Run, changed: threading.Event) -> None:
    until = time.monotonic() + HOLD_S
    while run.about_to_speak and not run.finished and (rest := until - time.monotonic()) > 0:
        changed.wait(rest)
        changed.clear()
