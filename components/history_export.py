"""Taking conversations along: as a bundle that loses nothing, as Markdown, or as one HTML page; seen through first.

What may not be meant for others (keys, addresses, phone numbers, home paths, names) is listed before anything leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from components import clock, history_place, state
from components.figures import clip, count, plain
from workbench.errors import StepwiseError
from workbench.history import bundle, reading, redact
from workbench.history.package import Package, packages
from workbench.history.redact import Hit

Format = Literal["json", "md", "html"]
FORMATS: dict[Format, str] = {"json": "JSON bundle", "html": "HTML page", "md": "Markdown"}
CAPTIONS: dict[Format, str] = {
    "json": "Everything: turns, every branch, events, timelines, tags, attachments. Can be imported again.",
    "html": "One file with everything inside; opens in any browser, without a network.",
    "md": "The branch in use, for reading and for other programs.",
}
MIMES: dict[Format, str] = {"json": "application/json", "html": "text/html", "md": "text/markdown"}
KINDS = {"key": "Keys", "e-mail": "E-mail addresses", "phone": "Phone numbers", "home path": "Home paths", "name": "Names"}
MOST = 2_000
"""Conversations in one file."""


@st.dialog("Export", icon=":material/download:", width="large")
def ask(conversation_ids: Sequence[str]) -> None:
    """Choose a form, see what might not be meant for others, download."""
    form: Format = st.segmented_control(
        "Form", list(FORMATS), default="json", format_func=lambda value: FORMATS[value], required=True,
        key=state.widget_key("export_form"),
    )  # fmt: skip
    st.caption(CAPTIONS[form])
    if len(conversation_ids) > MOST:
        st.warning(
            f"At most {count(MOST)} conversations at a time. Narrow the search, for example by date.", icon=":material/warning:"
        )
        return
    try:
        held = _held(conversation_ids, events=form == "json")
    except StepwiseError as error:
        st.error(f"{plain(str(error))}\n\n{plain(error.problem['hint'])}", icon=":material/error:")
        return
    if not held:
        st.info("These conversations are no longer here.", icon=":material/info:")
        return
    _download(form, held, _redaction(held))


def _held(asked: Sequence[str], *, events: bool) -> list[Package]:
    with st.spinner("Reading the conversations …"):
        return history_place.remembered("export", asked, events, lambda: list(packages(state.store(), asked, events)))


def _redaction(held: list[Package]) -> list[Hit]:
    """List what was found; returns what is to be taken out."""
    typed = st.text_input(
        "Names to take out as well",
        key=state.widget_key("export_names"),
        placeholder="Karthik, Project Nightingale",
        help="Separated by commas. Keys, e-mail addresses, phone numbers and home paths are looked for by themselves.",
    )
    names = tuple(name.strip() for name in str(typed or "").split(",") if name.strip())
    with st.spinner("Looking for what should perhaps not leave …"):
        found = history_place.remembered("export_hits", held, names, lambda: redact.hits(held, names))
    if not found:
        st.markdown(":green[:material/verified_user:] No keys, e-mail addresses, phone numbers or home paths were found.")
        return []
    kinds = list(dict.fromkeys(hit.kind for hit in found))
    wanted = st.pills(
        "Take out",
        kinds,
        selection_mode="multi",
        default=kinds,
        key=state.widget_key("export_kinds", *kinds),
        format_func=lambda kind: f"{KINDS[kind]} ({sum(hit.kind == kind for hit in found)})",
    )
    _preview(found, list(wanted or []))
    return [hit for hit in found if hit.kind in (wanted or [])]


def _preview(found: list[Hit], wanted: list[str]) -> None:
    with st.expander(
        "What was found, and what becomes of it", expanded=True, type="compact", key=state.widget_key("export_found")
    ):
        st.dataframe(
            [
                {"what": KINDS[hit.kind], "found": clip(hit.text, 80), "times": hit.count, "around": clip(hit.example, 120),
                 "becomes": "taken out" if hit.kind in wanted else "stays"}
                for hit in found[:500]
            ],
            hide_index=True, height="content" if len(found) < 8 else 280,
            column_config={
                "what": "Kind", "found": "Found", "times": st.column_config.NumberColumn("Times", width=60), "around": "In",
                "becomes": "Becomes",
            },
            alt="What was found that may not be meant for others",
        )  # fmt: skip
        if wanted:
            st.caption(
                "Each is replaced by its kind and a number, the same everywhere. The stream's events are left out, "
                "since a text may be cut in two in them."
            )


def _download(form: Format, held: list[Package], chosen: list[Hit]) -> None:
    number = f"{count(len(held))} conversations" if len(held) != 1 else "1 conversation"
    turns = sum(len(one.turns) for one in held)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            f"Download {FORMATS[form]}",
            data=lambda: _written(form, [redact.redacted(one, chosen) for one in held]),
            mime=MIMES[form],
            key=state.widget_key("export_go"),
            type="primary",
            file_name=bundle.file_name(held, form, f"{clock.now():%Y-%m-%d}"),
            icon=":material/download:",
            on_click="ignore",
        )
        st.caption(f"{number}, {count(turns)} turn{'s' * (turns != 1)}", width="content")


def _written(form: Format, held: list[Package]) -> bytes:
    if form == "json":
        return bundle.dump(held)
    return (reading.html(held) if form == "html" else reading.markdown(held)).encode()
