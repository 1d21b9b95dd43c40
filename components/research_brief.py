"""The form of a brief: what to find out, by which agent, in which form, with which tools; the price band; Start.

Nothing is sent before Start is clicked; what the API refuses for agents isn't offered, and the reasons are told.
What was chosen before is each widget's default, not put into its state: the browser forgets the latter when a run ends early.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components import research_place, research_tools, state
from components.figures import plain
from workbench import attachments, catalog
from workbench.errors import NotSent, StepwiseError
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
        brief = research_tools.draw(brief)
        research_place.set_brief(brief)
        clicked = _start_bar(brief)
    if clicked:
        _start(brief)


def _key(name: str) -> str:
    return state.widget_key(KEY, name)


def _words(brief: Brief) -> Brief:
    text = st.text_area(
        "What do you want to know?",
        brief.text,
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
    return _files(replace(brief, text=str(text or "")))


def _files(brief: Brief) -> Brief:
    """What is attached, as content of the wire; a file that can't go along is named."""
    files = st.file_uploader(
        "Images and PDF files",
        ["png", "jpg", "jpeg", "webp", "pdf"],
        accept_multiple_files=True,
        key=_key("files"),
        max_upload_size=attachments.LARGEST_MB,
        help="They are sent with the brief.",
    )
    try:
        taken = attachments.content([attachments.Upload(file.name, file.type, file.getvalue()) for file in files or ()])
    except NotSent as error:
        return replace(brief, attachments=(), refused=str(error))
    return replace(brief, attachments=taken, refused="")


def _take_starter(words: str) -> None:
    st.session_state[_key("text")] = words


def _agent(brief: Brief) -> Brief:
    offered = [*briefs.agents(), *(entry.id for entry in catalog.chat_models()[:MODELS])]
    agents, forms = list(dict.fromkeys([*offered, *filter(None, [brief.agent])])), list(briefs.FORMS)
    agent = st.selectbox(
        "Agent",
        agents,
        agents.index(brief.agent) if brief.agent else None,
        key=_key("agent"),
        accept_new_options=True,
        format_func=_agent_name,
        help="The SDK's research agents, and models that do it in one answer in the background. Any other id can be typed in.",
    )
    form = st.selectbox(
        "Form of the report", forms, forms.index(brief.form), key=_key("form"), format_func=lambda key: briefs.FORMS[key][0]
    )
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
