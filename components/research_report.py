"""A finished report: contents, text with source cards, images, a table of sources with a filter, downloads."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components import paint, state
from components.copy_button import copy_button
from components.figures import plain
from workbench.records import Turn
from workbench.registry import present
from workbench.research import files, report
from workbench.research.report import Block, Report, Source
from workbench.store import Store
from workbench.views import Activity, Citation, Frame, Text


def draw(turn: Turn) -> None:
    """Draw the report of a turn."""
    found = report.of(turn)
    if not found.blocks:
        return
    left, right = st.columns([1, 3], gap="large")
    with left:
        _contents(found)
        _downloads(turn, found)
    with right, st.container(key=state.widget_key("research_report", turn["id"])):
        for number, block in enumerate(found.blocks):
            _block(block, found, state.widget_key("report", turn["id"], number))
        _sources(turn, found)
        suggestions(turn)


def _contents(found: Report) -> None:
    sources = "1 source" if len(found.sources) == 1 else f"{len(found.sources)} sources"
    st.caption(f"{found.words:,} words · {found.minutes} min to read · {sources}")
    below = [heading for heading in found.contents if heading.level <= 3 and heading.text != found.title]
    top = min((heading.level for heading in below), default=1)
    lines = [f"{'  ' * (heading.level - top)}- [{plain(heading.text)}](#{heading.anchor})" for heading in below]
    if lines:
        st.markdown("**Contents**\n\n" + "\n".join(lines))


def _downloads(turn: Turn, found: Report) -> None:
    store = state.store()
    with st.container(horizontal=True, gap="xsmall"):
        with st.popover("Download", icon=":material/download:", key=state.widget_key("research_download", turn["id"])):
            for name, form in files.FORMATS.items():
                st.download_button(
                    form.label, partial(_made, store, turn, name), files.name(turn, found, form.extension), form.mime,
                    key=state.widget_key("research_download", name, turn["id"]), on_click="ignore", width="stretch",
                )  # fmt: skip
        copy_button(found.markdown, label="Copy the report as Markdown", key=state.widget_key("research_copy", turn["id"]))


def _made(store: Store, turn: Turn, name: str) -> bytes:
    """A file, made when somebody asks for it, in a thread that knows of no session."""
    return files.FORMATS[name].make(turn, report.of(turn), store.events(turn["id"]))


def _block(block: Block, found: Report, key: str) -> None:
    """An image, or a text section by section, each with the cards of the sources that it cites."""
    if block.media is not None:
        paint.paint(block.media, key)
        return
    for number, section in enumerate(report.sections(block.markdown)):
        cards = tuple(_card(source) for source in found.sources if f"[{source.number}]" in section)
        paint.paint(Text(section, cards), state.widget_key(key, number))


def _card(source: Source) -> Citation:
    note = [f"({source.trouble})"] if source.trouble else []
    return Citation(source.number, source.title, source.url, "\n".join([*source.quotes[:3], *note]), source.kind)


def _sources(turn: Turn, found: Report) -> None:
    if not found.sources:
        st.caption("The report cites no sources.")
        return
    st.markdown("### Sources")
    wanted = st.text_input(
        "Filter the sources",
        key=state.widget_key("research_filter", turn["id"]),
        placeholder="A word of the title, address or quote",
    )
    words = str(wanted or "").lower().split()
    rows = [_row(source) for source in found.sources if all(word in _haystack(source) for word in words)]
    if not rows:
        st.caption("No source has these words.")
        return
    st.dataframe(rows, hide_index=True, column_config={
        "No.": st.column_config.NumberColumn(width="small"),
        "Address": st.column_config.LinkColumn(),
    }, key=state.widget_key("research_sources", turn["id"]))  # fmt: skip
    troubled = sum(bool(source.trouble) for source in found.sources)
    if troubled:
        st.caption(f":material/link_off: {troubled} of {len(found.sources)} addresses can't be opened; the last column says why.")


def suggestions(turn: Turn) -> None:
    """What Google's terms ask to be shown beside what rests on its search."""
    frames = [
        detail
        for record in turn["steps"]
        for view in present(record, turn["steps"])
        if isinstance(view, Activity)
        for detail in view.details
        if isinstance(detail, Frame)
    ]
    if frames:
        with st.expander("Google Search suggestions", icon=":material/search:", type="compact"):
            for number, frame in enumerate(frames):
                paint.paint(frame, state.widget_key("research_frame", turn["id"], number))


def _haystack(source: Source) -> str:
    return " ".join([source.title, source.url, *source.quotes]).lower()


def _row(source: Source) -> dict[str, object]:
    web = source.url if source.url.startswith(("http://", "https://")) else ""
    return {
        "No.": source.number, "Title": source.title, "Domain": source.domain, "Cited": len(source.quotes),
        "Quote": source.quotes[0] if source.quotes else "", "Address": web, "Note": source.trouble,
    }  # fmt: skip
