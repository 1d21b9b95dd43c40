"""The settings panel as data, and what changes between two turns."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.domain.test_request import SETTINGS
from workbench import fields, inherit
from workbench.fields import ChoiceField, FieldError, JsonField, NumberField, ToggleField, differs, settings_fields, with_value
from workbench.settings import Connection, Settings

DEMO = Connection()
RESEARCH = "deep-research-preview-04-2026"


def by_key(settings: Settings) -> dict[str, fields.Field]:
    return {field.key: field for group in settings_fields(settings, DEMO) for field in group.fields}


def test_the_panel_has_every_setting_but_the_tools_once():
    keys = [field.key for group in settings_fields(Settings(), DEMO) for field in group.fields]
    elsewhere = {"agent", "tools", "tools_off", "function_options"}
    assert sorted(keys) == sorted((set(Settings().to_dict()) - elsewhere) | {"allowed_tools"})
    labels = [group.label for group in settings_fields(Settings(), DEMO)]
    assert labels == ["Model", "Thinking", "State", "Output", "Tool use", "Advanced"]


def test_every_field_has_a_label_and_says_what_it_is_for():
    for field in by_key(Settings()).values():
        assert field.label
        assert field.help.endswith(".")


def test_nothing_differs_at_first_and_a_changed_field_does():
    assert not any(differs(field) for field in by_key(Settings()).values())
    changed = with_value(with_value(Settings(), "seed", 7), "store", False)
    assert {key for key, field in by_key(changed).items() if differs(field)} == {"seed", "store", "history"}
    assert sum(group.changed for group in settings_fields(changed, DEMO)) == 3


def test_choices_are_models_and_agents_by_group_the_default_first():
    model = by_key(Settings())["model"]
    assert isinstance(model, ChoiceField)
    assert model.options[0].value == model.default == "gemini-3.8-flash"
    assert model.open
    assert {option.group for option in model.options} >= {"Text and reasoning", "Images", "Agents"}


def test_choosing_an_agent_and_a_model_again_keeps_the_rest():
    start = Settings(thinking_level="low", model="gemini-4-argon")
    at_agent = with_value(start, "model", RESEARCH)
    assert (at_agent.agent, at_agent.thinking_level) == (RESEARCH, "low")
    back = with_value(at_agent, "model", "gemini-4-argon")
    assert back == start


def test_a_model_that_the_sdk_does_not_know_can_be_typed_in_and_stays_a_choice():
    settings = with_value(Settings(), "model", "gemini-9-neon")
    model = by_key(settings)["model"]
    assert isinstance(model, ChoiceField)
    assert model.value == "gemini-9-neon"
    assert "gemini-9-neon" in {option.value for option in model.options}


def test_levels_follow_the_model_and_name_its_default():
    level = by_key(Settings(model="gemini-4-hydrogen"))["thinking_level"]
    assert isinstance(level, ChoiceField)
    assert [option.value for option in level.options] == [None, "low", "medium", "high", "xhigh"]
    assert level.options[0].label == "Model's default (high)"


@given(SETTINGS)
def test_the_value_of_a_choice_is_always_among_its_options(settings):
    for field in by_key(settings).values():
        if isinstance(field, ChoiceField):
            assert field.value in {option.value for option in field.options}


@given(SETTINGS)
def test_giving_a_field_its_own_value_changes_nothing_that_is_sent(settings):
    from workbench import rules

    sent = rules.effective(settings).settings
    for field in by_key(settings).values():
        assert rules.effective(with_value(settings, field.key, field.value)).settings == sent


def test_disabled_fields_say_why():
    found = by_key(Settings(agent=RESEARCH))
    assert "Agents choose" in found["temperature"].disabled
    background = found["background"]
    assert isinstance(background, ToggleField)
    assert background.value
    assert background.disabled
    assert by_key(Settings())["tool_choice"].disabled == "No tool is on."


def test_json_is_taken_as_text_and_refused_with_the_place_of_the_mistake():
    settings = with_value(Settings(), "response_format", '{"type": "text"}')
    assert settings.response_format == {"type": "text"}
    shown = by_key(settings)["response_format"]
    assert isinstance(shown, JsonField)
    assert shown.value == '{\n  "type": "text"\n}'
    assert with_value(settings, "response_format", "  ").response_format is None
    with pytest.raises(FieldError, match=r"not JSON.*line 1"):
        with_value(Settings(), "response_format", "{oops")


def test_numbers_keep_their_kind_and_none_means_not_sent():
    assert with_value(Settings(), "seed", 3.0).seed == 3
    assert with_value(Settings(seed=3), "seed", None).seed is None
    temperature = by_key(Settings())["temperature"]
    assert isinstance(temperature, NumberField)
    assert (temperature.minimum, temperature.maximum, temperature.whole) == (0.0, 2.0, False)


def test_an_unknown_field_is_a_mistake_of_the_program():
    with pytest.raises(KeyError, match="no field 'colour'"):
        with_value(Settings(), "colour", "red")


# what changes between two turns


def test_the_same_settings_change_nothing():
    assert inherit.changes(Settings(), Settings()) == []


def test_each_change_is_told_in_words():
    before = Settings(tools=({"type": "google_search"},))
    after = Settings(thinking_level="high", tools=({"type": "google_search"}, {"type": "code_execution"}), store=False)
    assert [(c.label, c.before, c.after) for c in inherit.changes(before, after)] == [
        ("Thinking level", "default", "high"),
        ("Tools", "google_search", "google_search\ncode_execution"),
        ("History", "kept by the server", "sent again"),
        ("Store", "on", "off"),
    ]


def test_what_is_not_sent_anyway_does_not_count_as_a_change():
    assert inherit.changes(Settings(agent=RESEARCH), Settings(agent=RESEARCH, temperature=1.0)) == []


@given(SETTINGS)
def test_changes_are_the_same_read_backwards(settings):
    forth, back = inherit.changes(Settings(), settings), inherit.changes(settings, Settings())
    assert [(c.label, c.after, c.before) for c in forth] == [(c.label, c.before, c.after) for c in back]
