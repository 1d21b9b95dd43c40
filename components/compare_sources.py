"""Where a script comes from besides the keyboard: pasted text, a starter, a conversation of the history.

It puts prompts into the draft; must not send anything.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from components import compare_draft, state
from components.figures import clip, plain
from workbench.compare import scripts
from workbench.compare.model import MAX_PROMPTS
from workbench.errors import StepwiseError

ICONS = (":material/psychology:", ":material/article:", ":material/build:", ":material/translate:", ":material/flight_takeoff:")
RECENT = 40
MOST_MB = 5
FORMAT = "YAML: `prompts:` and below it a list; an entry may have `text` and `expect`. Text: one prompt per line."
PASTE = """One prompt per line. A line "expect contains: Karthik" belongs to the prompt before it.

Prompts of several lines stand between lines of ---"""


def buttons() -> None:
    """Draw the ways to replace the script."""
    with st.container(horizontal=True, gap="xsmall", width="content"):
        with st.popover("Replay a chat", icon=":material/history:", type="tertiary", key=state.widget_key("compare_replay"),
                        on_change="rerun") as box:  # fmt: skip
            if box.open:
                _replay()
        _file()
        if compare_draft.plan().script.prompts:
            names = {starter.title: starter for starter in scripts.STARTERS}
            chosen = st.menu_button(
                "Starters",
                list(names),
                icon=":material/auto_awesome:",
                type="tertiary",
                key=state.widget_key("compare_starter_menu"),
            )
            if chosen:
                compare_draft.use_script(names[chosen])
                st.rerun()


def _file() -> None:
    """A script as a file, in and out: the same that the command line reads."""
    script = compare_draft.plan().script
    with st.popover("File", icon=":material/description:", type="tertiary", key=state.widget_key("compare_script_file")):
        key = state.widget_key("compare_script_upload")
        given = st.file_uploader("A script as YAML or text", type=["yaml", "yml", "json", "txt"], key=key, help=FORMAT,
                                 on_change=_uploaded, args=(key,), max_upload_size=MOST_MB)  # fmt: skip
        if given is not None and (wrong := state.rejected().get(key)):
            st.error(plain(wrong), icon=":material/error:")
        if script.prompts:
            st.download_button("Download this script (YAML)", lambda: scripts.to_yaml(script), "script.yaml", "application/yaml",
                               state.widget_key("compare_script_download"), icon=":material/download:", width="stretch",
                               on_click="ignore", help="`python -m workbench.compare script.yaml` runs it without a browser.")


def _uploaded(key: str) -> None:
    """Take a file as soon as it is there, once."""
    state.rejected().pop(key, None)
    if (given := st.session_state.get(key)) is None:
        return
    try:
        compare_draft.use_script(scripts.from_file(given.name, given.getvalue()))
    except StepwiseError as error:
        state.rejected()[key] = f"{error} {error.problem['hint']}".strip()


def starters() -> None:
    """Draw the starters as cards, for an empty script."""
    st.caption("Type prompts below, paste many, or begin with a script that shows something:")
    with st.container(gap="xsmall", key="compare_starters"):
        for number, script in enumerate(scripts.STARTERS):
            st.button(
                f"**{plain(script.title)}** {plain(script.about)}",
                key=state.widget_key("compare_starter", number),
                icon=ICONS[number % len(ICONS)],
                width="stretch",
                wrap=True,
                on_click=partial(compare_draft.use_script, script),
            )


def paste_button() -> None:
    """Draw the button that takes many prompts at once."""
    key = state.widget_key("compare_paste_text")
    with st.popover("Paste many", icon=":material/content_paste:", key=state.widget_key("compare_paste")):
        st.text_area(
            "Prompts",
            key=key,
            height=220,
            placeholder=PASTE,
        )
        left, right = st.columns(2)
        left.button(
            "Add",
            key=state.widget_key("compare_paste_add"),
            icon=":material/add:",
            width="stretch",
            on_click=_pasted,
            args=(key, False),
        )
        right.button(
            "Replace all",
            key=state.widget_key("compare_paste_replace"),
            icon=":material/swap_horiz:",
            width="stretch",
            on_click=_pasted,
            args=(key, True),
        )


def _pasted(key: str, replace: bool) -> None:
    try:
        pasted = scripts.from_text(str(st.session_state[key]), title="")
    except StepwiseError as error:
        state.keep_notice("Nothing was taken.", f"{error} {error.problem['hint']}")
        return
    kept = () if replace else compare_draft.plan().script.prompts
    if len(kept) + len(pasted.prompts) > MAX_PROMPTS:
        state.keep_notice(f"Only the first {MAX_PROMPTS} prompts are kept.")
    if replace:
        compare_draft.use_script(pasted)
    compare_draft.set_prompts([*kept, *pasted.prompts][:MAX_PROMPTS])
    st.session_state[key] = ""


def _replay() -> None:
    """Pick a conversation, of the newest or of those that hold some words; its prompts become the script."""
    words = st.text_input("Search", key=state.widget_key("compare_replay_words"), icon=":material/search:",
                          placeholder="Words of its title, prompts or answers", label_visibility="collapsed")  # fmt: skip
    rows = [row for row in state.store().conversations(words, limit=RECENT) if row.turns]
    if not rows:
        st.caption("No conversation holds these words." if words.strip() else "No conversation is kept yet.")
        return
    titles = {row.id: clip(row.title or "Untitled", 60) for row in rows}
    chosen: str = st.selectbox(
        "Conversation", list(titles), format_func=lambda found: titles[found], key=state.widget_key("compare_replay_pick")
    )
    st.button(
        "Use its prompts",
        key=state.widget_key("compare_replay_use"),
        icon=":material/playlist_add:",
        on_click=_replayed,
        args=(chosen,),
    )


def _replayed(conversation_id: str) -> None:
    try:
        compare_draft.use_script(scripts.from_conversation(state.store(), conversation_id))
    except StepwiseError as error:
        state.keep_notice("That conversation can't be replayed.", str(error))
