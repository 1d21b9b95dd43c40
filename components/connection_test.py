"""The "Test connection" button and its result. The result is shown for the connection it was made with, and no other.

Sends no prompt.
"""

from __future__ import annotations

import streamlit as st

from components import state
from components.figures import count, plain, seconds
from workbench import probe
from workbench.settings import Connection


@st.fragment
def draw(connection: Connection) -> None:
    """A fragment, so that the page stays usable while the server is asked."""
    if st.button("Test connection", key=state.widget_key("connection_test"), icon=":material/network_check:", width="stretch"):
        with st.spinner("Asking the server", show_time=True):
            state.keep_report(connection, probe.check(connection))
    report = state.report_on(connection)
    if report is not None:
        _result(report)


def _result(report: probe.Report) -> None:
    if report.problem is None:
        kind = "An emulator answered" if report.emulator else "The service answered"
        st.success(
            f"{kind} in {seconds(report.milliseconds)} and offers {count(len(report.models))} models.", icon=":material/check:"
        )
        return
    status = f" (HTTP {report.problem['status']})" if report.problem["status"] else ""
    hint = f"\n\n{plain(report.problem['hint'])}" if report.problem["hint"] else ""
    st.error(f"**{plain(report.problem['message'])}**{status}{hint}", icon=":material/error:")
