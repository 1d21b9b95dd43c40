"""A card for every tool the SDK knows: what its fields make is what the SDK and the API take, and what clashes says why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter

from tests.emulator.scripted import MODEL, sdk
from workbench import catalog, functions, inherit, registry, request, rules, tool_choice, tools
from workbench.fields import settings_fields, with_value
from workbench.inputs import ChoiceField, ListField, NumberField, TextField, ToggleField
from workbench.registry import TOOLS
from workbench.settings import Connection, Prompt, Settings

DEMO = Connection(mode="demo", api_key="demo")
ELSEWHERE = {"function": "has a panel of its own", "retrieval": "exists on the enterprise platform only"}
REQUIRED: dict[str, dict[str, Any]] = {
    "file_search": {"file_search_store_names": ("fileSearchStores/a",)},
    "mcp_server": {"name": "w", "url": "https://example.com/mcp"},
}
KINDS = [spec.kind for spec in registry.tools()]


def other_value(field: Any) -> Any:
    """A value that differs from the field's default."""
    match field:
        case TextField(key="url"):
            return "https://example.com/mcp"
        case TextField(key="metadata_filter"):
            return 'author = "Ada"'
        case TextField():
            return "some_text"
        case NumberField():
            return 3 if field.whole else 1.5
        case ToggleField():
            return True
        case ListField(key="file_search_store_names"):
            return ("fileSearchStores/a", "fileSearchStores/b")
        case ListField():
            return ("one", "two")
        case ChoiceField():
            return next(option.value for option in field.options if option.value)
        case _:
            raise AssertionError(field)


def filled(kind: str) -> Settings:
    """Settings with the tool on and every option of it set."""
    spec, settings = TOOLS[kind], tools.switch(Settings(), TOOLS[kind], True)
    for _ in range(2):  # some fields show only once another one is set
        for card in tools.cards(settings, (spec,)):
            for field in card.entries[0]:
                settings = tools.with_option(settings, spec, field.key, other_value(field))
    return settings


def test_every_tool_of_the_sdk_has_a_card():
    assert set(KINDS) == set(catalog.tool_kinds()) - set(ELSEWHERE)


def test_two_cards_for_one_tool_are_refused():
    with pytest.raises(ValueError, match="Two specifications"):
        registry.tool(TOOLS["google_search"])


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_card_makes_is_taken_by_the_sdk_and_the_api(kind, emulator):
    from google.genai._gaos.types.interactions.tool import Tool

    (tool,) = filled(kind).tools
    parsed: Any = TypeAdapter(Tool).validate_python(tool)
    assert parsed.type == kind
    assert not parsed.model_extra
    assert len(tool) > 1 or not TOOLS[kind].fields(tool)
    assert sdk(emulator).interactions.create(model=MODEL, input="Hi", tools=[dict(tool)], store=False).status


@pytest.mark.parametrize("kind", KINDS)
def test_options_survive_being_switched_off_and_can_all_be_taken_back(kind):
    spec, on = TOOLS[kind], filled(kind)
    off = tools.switch(on, spec, False)
    assert off.tools == ()
    assert tools.switch(off, spec, True).tools == on.tools
    assert tools.tools_of(off, kind) == on.tools
    bare = on
    for field in spec.fields(on.tools[0]):
        bare = tools.with_option(bare, spec, field.key, field.default)
    assert {key for key in bare.tools[0] if key not in ("name", "description")} == {"type"}
    assert request.build(on, Prompt("Hi"), [], datetime.now(UTC)).body["tools"] == [*on.tools]
    assert inherit.changes(Settings(), on)[0].label == "Tools"


def server(name: str, url: str = "https://example.com/mcp") -> dict[str, Any]:
    return {"type": "mcp_server", "name": name, "url": url}


def test_several_mcp_servers_go_out_in_the_order_they_were_added():
    spec = TOOLS["mcp_server"]
    settings = functions.switch(Settings(tools=(server("one"),)), "calculate", True)
    settings = tools.with_another(settings, spec)
    for key, value in (("name", "two"), ("url", "https://example.org/mcp"), ("allowed_tools", ("echo",))):
        settings = tools.with_option(settings, spec, key, value, 1)
    second = {**server("two", "https://example.org/mcp"), "allowed_tools": [{"tools": ["echo"]}]}
    assert [tool["type"] for tool in settings.tools] == ["mcp_server", "mcp_server", "function"]
    assert tools.tools_of(settings, "mcp_server") == (server("one"), second)
    assert tools.switch(tools.switch(settings, spec, False), spec, True).tools[-2:] == (server("one"), second)
    assert tools.tools_of(tools.without_one(settings, spec, 0), "mcp_server") == (second,)
    assert rules.blocked(settings, DEMO) is None
    assert tools.without_one(tools.without_one(settings, spec, 0), spec, 0).tools == settings.tools[-1:]


@pytest.mark.parametrize(
    ("servers", "words"),
    [
        ((server("one"), server("one")), "Two MCP servers are called one: give each a name of its own."),
        ((server(""), server("")), "Give each MCP server a name."),
        ((server("one"), server("two", "")), "MCP server two: enter its address, beginning with https:// or http://."),
    ],
)
def test_mcp_servers_that_cannot_be_told_apart_or_found_are_not_sent(servers, words):
    assert rules.blocked(Settings(tools=servers), DEMO) == words


def test_zero_is_a_place_and_not_nothing():
    settings = tools.with_option(Settings(), TOOLS["google_maps"], "latitude", 0.0)
    assert tools.tools_of(settings, "google_maps") == ({"type": "google_maps", "latitude": 0.0},)
    assert settings.tools == ()


@pytest.mark.parametrize(
    ("on", "kind", "settings", "words"),
    [
        ("file_search", "google_search", Settings(), "together with File search"),
        ("google_search", "file_search", Settings(), "together with Google Search"),
        ("file_search", "url_context", Settings(), "together with File search"),
        ("function", "google_search", Settings(model="gemini-2.5-flash"), "Gemini 2.5"),
        (None, "code_execution", Settings(model="gemini-2.5-flash", response_format={"type": "object"}), "response format"),
        (None, "google_maps", Settings(agent="deep-research-preview-04-2026"), "Deep Research can't use Google Maps"),
        (None, "computer_use", Settings(agent="deep-research-preview-04-2026"), "Deep Research can't"),
    ],
)
def test_a_tool_that_clashes_is_disabled_with_the_reason(on, kind, settings, words):
    if on == "function":
        settings = functions.switch(settings, "calculate", True)
    elif on:
        settings = tools.switch(settings, TOOLS[on], True)
    (card,) = tools.cards(settings, (TOOLS[kind],))
    assert words in card.disabled


def test_a_tool_that_is_on_is_not_in_its_own_way():
    for kind in KINDS:
        (card,) = tools.cards(filled(kind), (TOOLS[kind],))
        assert (card.on, card.disabled) == (True, "")


@pytest.mark.parametrize("kind", ["google_search", "url_context", "code_execution", "google_maps"])
def test_ordinary_tools_are_sent_without_a_complaint(kind):
    assert rules.problems(tools.switch(Settings(), TOOLS[kind], True), DEMO) == []


@pytest.mark.parametrize("mode", [None, "auto", "any", "none", "validated"])
def test_tool_choice_is_a_choice(mode, emulator):
    settings = functions.switch(Settings(), "calculate", True)
    settings = with_value(with_value(settings, "tool_choice", mode), "allowed_tools", ("calculate",))
    assert settings.tool_choice == {"allowed_tools": {"mode": mode or "auto", "tools": ["calculate"]}}
    assert rules.blocked(settings, DEMO) is None
    found = {field.key: field.value for field in tool_choice.fields(settings)}
    assert found["allowed_tools"] == ("calculate",)
    plain = with_value(settings, "allowed_tools", ())
    assert plain.tool_choice == (mode or "auto")
    config = {"tool_choice": settings.tool_choice}
    create = sdk(emulator).interactions.create
    assert create(model=MODEL, input="2+2", tools=[dict(t) for t in settings.tools], generation_config=config, store=False).status


def test_rounds_and_time_are_limited_by_fields():
    changed = with_value(with_value(Settings(), "tool_rounds", 3), "tool_timeout_s", 5)
    assert (changed.tool_rounds, changed.tool_timeout_s) == (3, 5.0)
    assert with_value(with_value(changed, "tool_rounds", None), "tool_timeout_s", None) == Settings()
    (group,) = (group for group in settings_fields(changed, DEMO) if group.key == "tool_use")
    assert group.changed == 2
