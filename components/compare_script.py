"""The script editor of Compare: prompts one by one, many pasted at once, starters, a conversation from the history.

It changes the draft only; must not send anything.
"""

from __future__ import annotations

import streamlit as st

from components import compare_check, compare_draft, compare_sources, state
from components.figures import clip, count, plain
from workbench.compare.model import MAX_PROMPTS, Script, ScriptPrompt

PAGE = 8
"""Prompts drawn at once."""


def draw() -> None:
    """Draw the script: its title, its prompts, and where more can come from."""
    script = compare_draft.plan().script
    with st.container(key="compare_script", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown("#### Script", anchors=False, width="content")
            compare_sources.buttons()
        if script.about:
            st.caption(f"**{plain(script.title.rstrip('.'))}.** {plain(script.about)}")
        _given(script)
        if script.prompts:
            _prompts(script.prompts)
        else:
            compare_sources.starters()
        _new_prompt(len(script.prompts))


def _given(script: Script) -> None:
    """What the script brings besides its prompts; a lane that has its own keeps it."""
    tools = ", ".join(str(tool.get("name") or tool.get("type")) for tool in script.tools)
    if tools:
        st.caption(f":material/build: Lanes without tools of their own get: {plain(tools)}")
    if script.system_instruction:
        st.caption(f":material/format_quote: System instruction: {plain(clip(script.system_instruction, 200))}")


def _prompts(prompts: tuple[ScriptPrompt, ...]) -> None:
    pages = -(-len(prompts) // PAGE)
    key = state.widget_key("compare_prompt_page")
    if int(st.session_state.get(key, 1)) > pages:
        st.session_state.pop(key)
    shown = int(st.session_state.get(key, 1))
    for index in range((shown - 1) * PAGE, min(shown * PAGE, len(prompts))):
        _prompt(index, prompts[index])
    if pages > 1:
        st.pagination(pages, key=key)


def _prompt(index: int, prompt: ScriptPrompt) -> None:
    key = state.widget_key("compare_prompt", index)
    if st.session_state.get(key) != prompt.text:
        st.session_state[key] = prompt.text
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="top", key=state.widget_key("compare_prompt_row", index)):
        st.text_area(
            f"Prompt {index + 1}",
            key=key,
            height="content",
            label_visibility="collapsed",
            width="stretch",
            placeholder=f"Prompt {index + 1}",
            on_change=_reworded,
            args=(index, key),
        )
        compare_check.popover(index, prompt.check)
        chosen = st.menu_button(
            f"More about prompt {index + 1}",
            ["Move up", "Remove"] if index else ["Remove"],
            type="tertiary",
            icon=":material/more_vert:",
            key=state.widget_key("compare_prompt_menu", index),
        )
    if prompt.check:
        st.caption(f":gray[:material/fact_check: expected: the answer {plain(prompt.check.words)}]")
    if chosen:
        (compare_draft.remove_prompt if chosen == "Remove" else compare_draft.move_up)(index)
        st.rerun()


def _reworded(index: int, key: str) -> None:
    compare_draft.change_prompt(index, str(st.session_state[key]))


def _new_prompt(there: int) -> None:
    key = state.widget_key("compare_new_prompt")
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="bottom"):
        st.text_input(
            "Add a prompt",
            key=key,
            placeholder=f"Prompt {there + 1}: type it and press Enter",
            on_change=_typed,
            args=(key,),
            label_visibility="collapsed",
            disabled=there >= MAX_PROMPTS,
            width="stretch",
        )
        compare_sources.paste_button()
    if there:
        said = sum(bool(prompt.check) for prompt in compare_draft.plan().script.prompts)
        st.caption(f"{count(there)} of {MAX_PROMPTS} prompts, {count(said)} with an expected answer")


def _typed(key: str) -> None:
    text = str(st.session_state[key]).strip()
    if text:
        compare_draft.add_prompts([text])
    st.session_state[key] = ""
