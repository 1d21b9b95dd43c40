"""The form of a brief: what to find out, by which agent, in which form, with which tools; the price band; Start.

Nothing is sent before Start is clicked; what the API refuses for agents isn't offered, and the reasons are told.
"""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import streamlit as st

from components import research_place, state
from components.figures import plain
from workbench import catalog
from workbench.errors import StepwiseError
from workbench.research import brief as briefs
from workbench.research import costs, jobs
from workbench.research.brief import Brief

STARTERS = (
    ("EV batteries", "Compare the main makers of EV batteries: chemistry, market share, supply risks. Add a table and a chart."),
    ("Quantum computing", "What can quantum computing be used for, how did it come about, and what limits it?"),
    ("Bees", "Why do bees matter, what threatens them, and how do they find their way? Write an executive summary."),
    ("Renewable energy", "Compare renewable and nuclear energy: cost, risks and their role against climate change. Add a chart."),
)  # fmt: skip
KEY = "research_form"
MODELS = 4
"""So many models stand among the agents; others can be typed in."""


def draw() -> None:
    """Draw the form, and start what is asked for."""
    brief = research_place.brief()
    with st.container(border=True, key="research_brief"):
        brief = _words(brief)
        left, right = st.columns(2, gap="medium")
        with left:
            brief = _agent(brief)
        with right:
            brief = _options(brief)
        brief = _tools(brief)
        research_place.set_brief(brief)
        clicked = _start_bar(brief)
    if clicked:
        _start(brief)


def _key(name: str) -> str:
    return state.widget_key(KEY, name)


def _words(brief: Brief) -> Brief:
    st.session_state.setdefault(_key("text"), brief.text)
    text = st.text_area(
        "What do you want to know?",
        key=_key("text"),
        height=130,
        placeholder="A question, what matters about it, and the form the report should have",
    )
    with st.container(horizontal=True, gap="xsmall", key="research_starters"):
        for number, (name, words) in enumerate(STARTERS):
            st.button(
                name,
                key=_key(f"starter_{number}"),
                icon=":material/lightbulb:",
                type="tertiary",
                on_click=_take_starter,
                args=(words,),
                help=plain(words),
            )
    files = (
        st.file_uploader(
            "Images and PDF files",
            ["png", "jpg", "jpeg", "webp", "pdf"],
            accept_multiple_files=True,
            key=_key("files"),
            help="They are sent with the brief.",
        )
        or []
    )
    return replace(brief, text=str(text or ""), attachments=tuple(_attachment(file) for file in files))


def _take_starter(words: str) -> None:
    st.session_state[_key("text")] = words


def _attachment(file: Any) -> dict[str, Any]:
    kind = "image" if str(file.type).startswith("image/") else "document"
    return {"type": kind, "mime_type": file.type, "data": base64.b64encode(file.getvalue()).decode()}


def _agent(brief: Brief) -> Brief:
    st.session_state.setdefault(_key("agent"), brief.agent)
    st.session_state.setdefault(_key("form"), brief.form)
    agent = st.selectbox(
        "Agent",
        [*briefs.agents(), *(entry.id for entry in catalog.chat_models()[:MODELS])],
        key=_key("agent"),
        accept_new_options=True,
        format_func=_agent_name,
        help="The SDK's research agents, and models that do it in one answer in the background. Any other id can be typed in.",
    )
    form = st.selectbox("Form of the report", list(briefs.FORMS), key=_key("form"), format_func=lambda key: briefs.FORMS[key][0])
    return replace(brief, agent=str(agent or ""), form=str(form or ""))


def _agent_name(agent: str) -> str:
    if catalog.is_known_agent(agent):
        return catalog.entry(agent).name
    return f"{catalog.entry(agent).name} (a model, no plan)" if briefs.is_model(agent) else agent


def _options(brief: Brief) -> Brief:
    with st.container(gap="xsmall"):
        return replace(
            brief,
            plan_first=st.toggle("Show me a plan first", value=brief.plan_first, key=_key("plan"), disabled=brief.by_model,
                                 help="Models make no plan." if brief.by_model else
                                 "Collaborative planning: edit or comment on the plan before anything is searched."),
            thinking_summaries=st.toggle("Thought summaries", value=brief.thinking_summaries, key=_key("thoughts"),
                                         help="Without them the timeline stays bare."),
            visualization=st.toggle("Charts", value=brief.visualization, key=_key("charts"), disabled=brief.by_model,
                                    help="Models draw no charts." if brief.by_model else
                                    "The agent draws some only when the brief asks for visuals."),
        )  # fmt: skip


def _tools(brief: Brief) -> Brief:
    st.session_state.setdefault(_key("tools"), list(brief.tools))
    chosen = st.pills(
        "Tools", list(briefs.TOOLS), selection_mode="multi", key=_key("tools"), format_func=lambda kind: briefs.TOOLS[kind]
    )
    stores, mcp = brief.stores, brief.mcp
    if "file_search" in chosen:
        named = st.text_input("File search stores", key=_key("stores"), placeholder="fileSearchStores/my-store, …")
        stores = tuple(name.strip() for name in str(named or "").split(",") if name.strip())
    if "mcp_server" in chosen:
        address = str(
            st.text_input("Address of the MCP server", key=_key("mcp"), placeholder="https://example.com/mcp") or ""
        ).strip()
        mcp = ({"type": "mcp_server", "name": "server", "url": address},) if address.startswith(("http://", "https://")) else ()
    ordered = tuple(kind for kind in briefs.TOOLS if kind in chosen)
    with st.popover("What isn't offered here", type="tertiary", icon=":material/block:"):
        for what, why in briefs.NOT_OFFERED:
            st.markdown(f"**{what}**: {why}.")
    return replace(brief, tools=ordered, stores=stores, mcp=mcp)


def _start_bar(brief: Brief) -> bool:
    offline = state.connection().offline
    found = briefs.problems(brief)
    agreed = True
    if costs.needs_consent(brief, offline):
        agreed = st.checkbox(f"Yes, use the Max agent: {plain(costs.words(brief, offline))}.", key=_key("consent"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        words = found[0] if found else f"{costs.words(brief, offline)}. You can leave: it runs on the server."
        icon = ":material/edit_note:" if found else ":material/payments:"
        st.caption(f"{icon} {plain(words)}", width="stretch", help=plain(costs.basis(brief)) or None)
        label = "Make a plan" if brief.plans else "Start the research"
        return st.button(
            label, key=_key("start"), type="primary", icon=":material/travel_explore:", disabled=bool(found) or not agreed
        )


def _start(brief: Brief) -> None:
    try:
        run = jobs.start(state.store(), state.connection(), brief)
    except StepwiseError as error:
        st.error(f"**{plain(str(error))}** {plain(error.problem['hint'])}", icon=":material/error:")
        return
    research_place.set_brief(Brief())
    research_place.show(run.snapshot()["conversation_id"])
    st.rerun()
