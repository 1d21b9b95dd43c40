"""Rules: impossible combinations are disabled with a reason, set right or blocked; nothing possible is hindered."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_request import SETTINGS
from workbench import catalog, rules
from workbench.settings import Connection, Settings

DEMO = Connection(mode="demo", api_key="demo")
RESEARCH = "deep-research-preview-04-2026"
FUNCTION = {"type": "function", "name": "f"}


def test_the_defaults_are_possible_and_sent_as_they_are():
    assert rules.problems(Settings(), DEMO) == []
    assert rules.effective(Settings()) == rules.Effective(Settings())
    assert all(rules.disabled_reason(field.name, Settings()) is None for field in dataclasses.fields(Settings))


@pytest.mark.parametrize(
    ("option", "settings", "words"),
    [
        ("background", Settings(store=False), "Store is off"),
        ("history", Settings(store=False), "Store is off"),
        ("temperature", Settings(agent=RESEARCH), "Agents choose"),
        ("thinking_level", Settings(agent=RESEARCH), "Agents choose"),
        ("response_format", Settings(agent=RESEARCH), "response format"),
        ("background", Settings(agent=RESEARCH), "always runs in the background"),
        ("store", Settings(agent=RESEARCH), "must be stored"),
        ("thinking_summaries", Settings(agent="antigravity-preview-09-2026"), "no option for thought summaries"),
        ("thinking_level", Settings(model="lyria-3.5"), "doesn't think"),
    ],
)
def test_an_option_that_can_not_be_had_says_why(option, settings, words):
    assert words in (rules.disabled_reason(option, settings) or "")


def test_store_can_be_switched_on_again_where_it_must_be_on():
    assert rules.disabled_reason("store", Settings(agent=RESEARCH, store=False)) is None


@pytest.mark.parametrize(
    ("settings", "connection", "words"),
    [
        (Settings(), Connection(mode="google"), "no API key"),
        (Settings(), Connection(mode="custom", api_key="k"), "no base URL"),
        (Settings(model=""), DEMO, "Choose a model"),
        (Settings(agent=RESEARCH, store=False), DEMO, "must be stored"),
        (Settings(temperature=3.0), DEMO, "between 0 and 2"),
        (Settings(top_p=-1.0), DEMO, "between 0 and 1"),
        (Settings(max_output_tokens=0), DEMO, "Max output tokens"),
        (Settings(tools=({"type": "file_search"}, {"type": "google_search"})), DEMO, "can't be combined"),
        (Settings(tools=({"type": "retrieval"},)), DEMO, "Enterprise"),
        (Settings(model="gemini-2.5-flash", tools=({"type": "google_search"}, FUNCTION)), DEMO, "Gemini 2.5 can't combine"),
        (
            Settings(model="gemini-2.5-pro", tools=({"type": "google_search"},), response_format={"a": 1}),
            DEMO,
            "structured output",
        ),
        (Settings(agent=RESEARCH, tools=(FUNCTION,)), DEMO, "can't use function"),
        (Settings(tool_choice="any"), DEMO, "without tools"),
        (Settings(tool_choice={"allowed_tools": {"tools": ["g"]}}, tools=(FUNCTION,)), DEMO, "allows g"),
        (Settings(tool_choice="required", tools=(FUNCTION,)), DEMO, "must be one of"),
        (Settings(tools=({"type": "mcp_server"},)), DEMO, "enter its address"),
        (Settings(tools=({"type": "file_search"},)), DEMO, "at least one store"),
        (Settings(tools=({"type": "google_maps", "latitude": 1.0},)), DEMO, "latitude and longitude"),
        (Settings(response_format=[]), DEMO, "JSON object"),
        (Settings(response_format="json"), DEMO, "JSON object"),
    ],
)
def test_what_would_surely_be_refused_blocks_sending(settings, connection, words):
    assert words in (rules.blocked(settings, connection) or "")
    assert rules.problems(settings, connection)[0].severity == "block"


@pytest.mark.parametrize(
    ("settings", "option"),
    [
        (Settings(temperature=1.0), "temperature"),
        (Settings(max_output_tokens=100_000), "max_output_tokens"),
        (Settings(service_tier="priority"), "service_tier"),
        (Settings(tool_choice="auto"), "tool_choice"),
        (Settings(thinking_level="minimal"), "thinking_level"),
        (Settings(store=False, background=True), "background"),
        (Settings(tools=(FUNCTION,), response_format={"type": "object"}), "response_format"),
        (Settings(tools=({"type": "mcp_server", "url": "https://example.com/mcp"},)), "tools.mcp_server"),
        (Settings(tools=({"type": "tool_search"},)), "tools.tool_search"),
        (Settings(tools=({"type": "computer_use"},)), "tools.computer_use"),
        (Settings(tools=({"type": "function", "name": "f", "defer_loading": True},)), "tools"),
    ],
)
def test_what_works_otherwise_than_set_is_a_hint(settings, option):
    assert rules.blocked(settings, DEMO) is None
    assert option in {rule.option for rule in rules.problems(settings, DEMO)}


def test_a_level_of_another_model_gives_way_to_the_default_and_says_so():
    found = rules.effective(Settings(thinking_level="xhigh"))
    assert found.settings.thinking_level is None
    assert found.notes == (
        "Gemini 3.8 Flash has no thinking level 'xhigh', only low, medium, high. The model's default, medium, holds.",
    )
    assert rules.effective(Settings(model="gemini-4-hydrogen", thinking_level="xhigh")).notes == ()


def test_what_nobody_chose_is_left_out_without_a_word():
    found = rules.effective(Settings(model="lyria-3.5"))
    assert (found.settings.thinking_summaries, found.notes) == (None, ())
    assert rules.effective(Settings(agent=RESEARCH)).notes == ()


def test_deep_research_is_sent_in_the_background():
    found = rules.effective(Settings(agent=RESEARCH)).settings
    assert found.background
    assert found.store


@given(SETTINGS)
def test_what_is_sent_needs_no_second_correction_and_differs_only_where_a_reason_is_given(settings):
    found = rules.effective(settings)
    assert rules.effective(found.settings) == rules.Effective(found.settings)
    changed = {f.name for f in dataclasses.fields(Settings) if getattr(settings, f.name) != getattr(found.settings, f.name)}
    explained = {option for option in changed if rules.disabled_reason(option, settings)}
    assert changed - explained <= {"thinking_level"}


@given(
    st.sampled_from([entry.id for entry in catalog.models()]),
    st.sampled_from([None, "minimal", "low", "medium", "high", "xhigh"]),
)
def test_no_model_is_ever_sent_a_level_it_lacks(model, level):
    sent = rules.effective(Settings(model=model, thinking_level=level)).settings.thinking_level
    assert sent is None or sent in catalog.thinking_levels(model).levels
