"""The composer: where a prompt is written, what it will continue from, and how to stop the turn that runs.

It starts nothing; what was typed is never lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import streamlit as st

from components import state
from components.figures import cut, plain
from workbench import attachments, inherit
from workbench.errors import StepwiseError
from workbench.records import Turn
from workbench.request import Built
from workbench.run import Run
from workbench.settings import Settings


def draw(wished: Callable[[], None]) -> None:
    """Draw the input pinned to the bottom, with the text that waits for it. What is sent becomes a wish in `state`.

    `wished` is called at once when there is such a wish, still in the callback; it may name the fragments to draw.
    """
    draft = state.take_draft()
    if draft:
        st.session_state[state.Key.COMPOSER] = draft
    st.chat_input("Ask something", key=state.Key.COMPOSER, accept_file="multiple", accept_audio=True,
                  max_upload_size=attachments.LARGEST_MB, on_submit=_wish, args=(wished,))


def _wish(wished: Callable[[], None]) -> None:
    """Take what was sent. The page runs as a whole even if the browser put the Enter key into one request with a doorbell's
    ring, which is for the bell's fragment alone and would leave the wish unheard."""
    if _is_wish():
        wished()
    st.rerun()


def _is_wish() -> bool:
    """Keep what was written and attached; a file that can't go along is named, and the text stays in the input."""
    given = st.session_state[state.Key.COMPOSER]
    files = [*given.files, *([given.audio] if given.audio else [])]
    try:
        items = attachments.content([attachments.Upload(file.name, file.type, file.getvalue()) for file in files])
    except StepwiseError as error:
        state.keep_draft(given.text)
        state.keep_notice(f"Not sent: {error}", error.problem["hint"])
        return False
    if given.text or items:
        state.intend("send", text=given.text, attachments=items)
    return bool(given.text or items)


def status(built: Built, parent: Turn | None, settings: Settings) -> None:
    """Draw the line under the input: what the next request continues from, and which settings it changes."""
    with _line():
        st.caption(_continuation(built, settings), width="stretch")
        if parent is not None:
            changes(inherit.changes(Settings.from_dict(parent["settings"]), settings), "composer_changes")


def status_while(run: Run) -> None:
    """The same line while a turn runs: what it continues from, and Stop."""
    previous = run.snapshot()["previous_interaction_id"]
    with _line():
        st.caption(f"Answering, continuing from `{cut(previous)}`" if previous else "Answering", width="stretch")
        with st.container(width="content"):
            _stop(run)


def _line() -> AbstractContextManager[object]:
    return st.container(horizontal=True, vertical_alignment="center", gap="small", key="composer_status")


@st.fragment
def _stop(run: Run) -> None:
    """A fragment, so that stopping doesn't wait for the page."""
    st.button("Stop", key=state.widget_key("stop"), icon=":material/stop_circle:", shortcut="Esc", on_click=run.stop,
              help="Ends the answer and its bill. What came until then is kept.")


def changes(found: Sequence[inherit.Change], key: str) -> None:
    """A chip that says which settings differ from the turn before, with the difference."""
    if not found:
        return
    label = plain(found[0].label) + (f" and {len(found) - 1} more" if len(found) > 1 else "")
    with st.popover(f"Settings changed: {label}", icon=":material/tune:", type="tertiary", key=key):
        st.caption("The API inherits no tools, system instruction or generation settings: Stepwise sends them each turn.")
        for change in found:
            st.markdown(f"**{plain(change.label)}**")
            st.code(f"- {change.before}\n+ {change.after}", language="diff", wrap_lines=True)


def _continuation(built: Built, settings: Settings) -> str:
    """In plain words what the server will know of this chat."""
    kept = "" if settings.store else ", not stored"
    why = f", because {built.because}" if built.resent and built.because else ""
    if built.previous_interaction_id:
        more = f", {built.resent} more resent{why}" if built.resent else ""
        return f"Stateful, continuing from `{cut(built.previous_interaction_id)}`{more}{kept}"
    if built.resent:
        return f"Stateless: {built.resent} {'step is' if built.resent == 1 else 'steps are'} resent{why}{kept}"
    return f"First turn: nothing to continue{kept}"
