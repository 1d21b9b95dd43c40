"""The settings panel: what a person sees, changes and gets back."""

from __future__ import annotations

import pytest

from tests.pages.conftest import opened, shown
from workbench.settings import Settings


def settings(app):
    return app.session_state["settings"]


def test_a_closed_panel_says_the_model_and_draws_no_widget(app):
    app.run()
    assert "Gemini 3.8 Flash · default thinking · server state" in shown(app)
    assert not any(box.key == "field_model" for box in app.selectbox)


def test_a_chosen_level_is_in_the_settings_and_shows_a_dot(app):
    opened(app, "settings_group_thinking")
    app.selectbox(key="field_thinking_level").select("high").run()
    assert settings(app).thinking_level == "high"
    assert "●" in app.selectbox(key="field_thinking_level").label
    assert "1 changed" in shown(app)
    assert settings(app).temperature is None


def test_only_levels_of_the_model_are_offered(app):
    opened(app, "settings_group_thinking")
    offered = app.selectbox(key="field_thinking_level").options
    assert "High" in offered
    assert "Minimal" not in offered
    assert "Gemini 3.8 Flash doesn't offer minimal, xhigh." in shown(app)


def test_a_level_that_another_model_lacks_is_left_out_with_the_reason(app):
    app.session_state["settings"] = Settings(model="gemini-3.6-flash", thinking_level="minimal")
    opened(app, "settings_group_model", "settings_group_thinking")
    app.selectbox(key="field_model").select("gemini-3.8-flash").run()
    assert "has no thinking level 'minimal'" in shown(app)
    assert app.selectbox(key="field_thinking_level").value == ""


def test_store_off_disables_background_and_chaining_with_the_reason_beside_them(app):
    opened(app, "settings_group_state")
    app.toggle(key="field_store").set_value(False).run()
    assert app.toggle(key="field_background").disabled
    assert app.selectbox(key="field_history").disabled
    assert app.selectbox(key="field_history").value == "resend"
    assert "Store is off: the server would have nowhere to keep a background answer." in shown(app)
    assert shown(app).count("so every step is sent again.") == 1
    assert "1 changed" in shown(app)
    assert not app.toggle(key="field_stream").disabled


def test_an_agent_disables_the_generation_options(app):
    opened(app, "settings_group_model", "settings_group_advanced")
    app.selectbox(key="field_model").select("deep-research-preview-04-2026").run()
    assert app.number_input(key="field_temperature").disabled
    assert "Agents choose their own generation options, so this isn't sent." in shown(app)
    assert not app.text_area(key="field_system_instruction").disabled


def test_reset_brings_one_setting_back_and_leaves_the_others(app):
    app.session_state["settings"] = Settings(temperature=1.5, seed=7)
    opened(app, "settings_group_advanced")
    app.get_by_key("settings_reset").click("Temperature").run()
    assert settings(app) == Settings(seed=7)
    assert app.number_input(key="field_temperature").value is None
    assert app.number_input(key="field_seed").value == 7


def test_reset_all_brings_every_setting_back(app):
    app.session_state["settings"] = Settings(temperature=1.5, seed=7, store=False, stop_sequences=("END",))
    app.run()
    app.get_by_key("settings_reset").click("All settings").run()
    assert settings(app) == Settings()
    assert "●" not in shown(app)


def test_text_that_is_not_json_stays_in_the_field_with_the_reason(app):
    opened(app, "settings_group_output")
    app.text_area(key="field_response_format").set_value('{"type": ').run()
    assert "This is not JSON" in shown(app)
    assert app.text_area(key="field_response_format").value == '{"type": '
    assert settings(app).response_format is None
    app.text_area(key="field_response_format").set_value('{"type": "text"}').run()
    assert settings(app).response_format == {"type": "text"}
    assert "This is not JSON" not in shown(app)


def test_settings_survive_a_page_switch(app):
    opened(app, "settings_group_advanced")
    app.number_input(key="field_temperature").set_value(0.5).run()
    app.switch_page("pages/history.py").run()
    app.switch_page("pages/chat.py").run()
    assert settings(app).temperature == 0.5
    assert not app.exception


def test_a_model_that_the_sdk_does_not_name_stays_chosen(app):
    app.session_state["settings"] = Settings(model="gemini-9-preview")
    opened(app, "settings_group_model")
    assert app.selectbox(key="field_model").value == "gemini-9-preview"
    assert settings(app).model == "gemini-9-preview"
    assert not app.exception


@pytest.mark.parametrize("key", ["settings_group_model", "settings_group_thinking", "settings_group_state"])
def test_every_group_opens_without_an_error(app, key):
    opened(app, key)
    assert not app.exception


def test_an_opened_chat_brings_its_last_settings_back(app, say):
    turn = say("Hello", Settings(thinking_level="high", system_instruction="Be brief."))
    app.query_params["c"] = turn["conversation_id"]
    app.run()
    assert settings(app).system_instruction == "Be brief."
    assert settings(app).thinking_level == "high"


def test_a_change_made_in_an_opened_chat_is_not_taken_back(app, say):
    turn = say("Hello", Settings(thinking_level="high"))
    app.query_params["c"] = turn["conversation_id"]
    opened(app, "settings_group_thinking")
    app.selectbox(key="field_thinking_level").select("low").run()
    app.run()
    assert settings(app).thinking_level == "low"
