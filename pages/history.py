"""The history page: every interaction this app ever made, from the local ledger; pick one, look at it, open its chat."""

from __future__ import annotations

import streamlit as st

from components import empty, history_preview, history_table, state
from workbench.store import StoreError

st.title("History")
try:
    chosen = history_table.filters(state.store().ledger_models())
    page, totals = history_table.read(chosen)
except StoreError as error:
    st.error(f"{error}\n\n{error.hint}", icon=":material/error:")
    st.stop()

if page.rows:
    history_table.summary(totals)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        picked = history_table.table(page)
    with right:
        history_preview.draw(picked)
elif history_table.narrowed(chosen):
    st.info("Nothing matches these filters.", icon=":material/filter_alt_off:")
else:
    empty.empty_state(
        icon=":material/history:",
        text="Every interaction is logged here before its stream begins: search, sort, look inside, open it again.",
        note="Nothing has been sent yet.",
    )
