"""Beside Tool search, a function can be left for the model to find."""

from __future__ import annotations

from tests.pages.conftest import opened
from workbench import functions, tools
from workbench.registry import TOOLS, discover
from workbench.settings import Settings


def test_a_function_is_deferred_beside_tool_search_only(app):
    discover()
    on = functions.switch(Settings(), "calculate", on=True)
    app.session_state["settings"] = on
    opened(app, "settings_group_functions")
    assert not [toggle for toggle in app.toggle if toggle.label == "Deferred"]
    app.session_state["settings"] = tools.switch(on, TOOLS["tool_search"], on=True)
    app.run()
    app.toggle(key="function_deferred_calculate").set_value(True).run()
    assert not app.exception
    assert app.session_state["settings"].tools[0]["defer_loading"] is True
