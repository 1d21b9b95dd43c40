"""One lane's own settings: name, kind, model, thinking, tools, and all the rest, in a drawer.

What may be chosen comes from workbench.fields and workbench.rules; must not decide that itself.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components import compare_draft, compare_lane_tools, fields, state
from components.figures import plain
from workbench.compare import Lane
from workbench.compare import lanes as kinds
from workbench.fields import settings_fields, with_value
from workbench.inputs import Field, FieldError, Value

FIRST = ("model", "thinking_level", "thinking_summaries", "service_tier")
NEVER = frozenset({"history", "background", "stream"})
"""A lane's kind decides these."""
NAME_LIMIT = 40


@st.dialog("Lane settings", width=460, position="right", icon=":material/tune:", on_dismiss="rerun")
def dialog(lane_id: str) -> None:
    """Open the drawer for a lane of the draft."""
    lane = compare_draft.lane(lane_id)
    if lane is None:
        st.info("This lane was removed.", icon=":material/info:")
        return
    _name_and_kind(lane)
    found = {field.key: field for group in settings_fields(lane.settings, state.connection()) for field in group.fields}
    for key in FIRST:
        _field(lane, found[key])
    compare_lane_tools.draw(lane)
    with st.expander("More settings", key=state.widget_key("compare_more_settings", lane.id), icon=":material/settings:"):
        if lane.kind != "stateless":
            st.caption(f"{kinds.label(lane.kind)}: the lane's kind decides whether the server stores the turns.")
        for key, field in found.items():
            if key not in FIRST and key not in NEVER and (key != "store" or lane.kind == "stateless"):
                _field(lane, field)
    if st.button("Done", key=state.widget_key("compare_lane_done"), type="primary", icon=":material/check:"):
        st.rerun()


def _name_and_kind(lane: Lane) -> None:
    infos = {info.kind: info for info in kinds.kinds()}
    name_key, kind_key = state.widget_key("compare_lane_name", lane.id), state.widget_key("compare_lane_kind", lane.id)
    for key, value in ((name_key, lane.name), (kind_key, lane.kind)):
        if st.session_state.get(key) != value:
            st.session_state[key] = value
    st.text_input("Name", key=name_key, max_chars=NAME_LIMIT, on_change=_renamed, args=(lane.id, name_key))
    st.selectbox(
        "Kind",
        [kind for kind, info in infos.items() if not info.unavailable or kind == lane.kind],
        key=kind_key,
        format_func=lambda kind: infos[kind].label,
        on_change=_rekinded,
        args=(lane.id, kind_key),
    )
    st.caption(plain(infos[lane.kind].help))


def _renamed(lane_id: str, key: str) -> None:
    if name := str(st.session_state[key]).strip():
        compare_draft.change_lane(lane_id, name=name)


def _rekinded(lane_id: str, key: str) -> None:
    compare_draft.change_kind(lane_id, st.session_state[key])


def _field(lane: Lane, field: Field) -> None:
    """Draw a setting under a key of this lane: the sidebar has one of the same name."""
    mine = state.widget_key(lane.id, field.key)
    wrong = state.rejected().get(mine, "")
    notes = (f":red[:material/error: {plain(wrong)}]",) if wrong else ()

    def change(_key: str, value: Value) -> None:
        _changed(lane.id, field.key, value)

    fields.draw(replace(field, key=mine), change, notes, rejected=bool(wrong))


def _changed(lane_id: str, key: str, value: Value) -> None:
    lane, mine = compare_draft.lane(lane_id), state.widget_key(lane_id, key)
    if lane is None:
        return
    try:
        compare_draft.change_lane(lane_id, settings=with_value(lane.settings, key, value))
        state.rejected().pop(mine, None)
    except FieldError as error:
        state.rejected()[mine] = str(error)
