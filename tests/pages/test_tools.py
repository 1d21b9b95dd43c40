"""Tools under AppTest: what the panel lets one choose, and how calls, data and strange steps are drawn."""

from __future__ import annotations

from typing import Any

import pytest

from components.folding import Drawn, Fold, folded
from tests.emulator.mcp_servers import forecasts, listening, shop
from tests.pages.conftest import opened, shown
from workbench import calls, functions, structured
from workbench.schemas import problems_of_schema
from workbench.settings import Settings
from workbench.starters import STARTERS
from workbench.views import Activity, Text, Thought, Unknown

SEARCH = {"type": "google_search"}
SECRET = "Bearer very-secret-token"


def settings(app):
    return app.session_state["settings"]


def test_a_switched_on_tool_is_in_the_request_and_its_options_are_shown(app):
    opened(app, "settings_group_tools")
    app.toggle(key="tool_on_file_search").set_value(True).run()
    assert [tool["type"] for tool in settings(app).tools] == ["file_search"]
    app.number_input(key="field_file_search.top_k").set_value(5).run()
    assert settings(app).tools[0]["top_k"] == 5
    assert "File search" in shown(app)
    app.toggle(key="tool_on_file_search").set_value(False).run()
    assert settings(app).tools == ()
    assert settings(app).tools_off[0]["top_k"] == 5


def test_a_tool_that_the_api_would_refuse_beside_another_is_disabled_with_the_reason(app):
    app.session_state["settings"] = Settings(tools=(SEARCH,))
    opened(app, "settings_group_tools")
    assert app.toggle(key="tool_on_file_search").disabled
    assert "The API refuses this together with Google Search." in shown(app)
    assert not app.toggle(key="tool_on_google_search").disabled


def test_a_secret_header_goes_to_the_connection_and_nowhere_on_the_page(app):
    app.session_state["settings"] = Settings(tools=({"type": "mcp_server", "url": "http://127.0.0.1:9/mcp"},))
    opened(app, "settings_group_tools")
    app.text_input(key="mcp_header_line_0").set_value(f"Authorization: {SECRET}").run()
    assert app.session_state["connection"].mcp_headers == {"http://127.0.0.1:9/mcp": {"Authorization": SECRET}}
    assert app.text_input(key="mcp_header_line_0").value == ""
    assert SECRET not in shown(app)
    assert SECRET not in str(settings(app).to_dict())
    app.button(key="mcp_forget_0_Authorization").click().run()
    assert app.session_state["connection"].mcp_headers == {"http://127.0.0.1:9/mcp": {}}


def test_an_mcp_server_that_does_not_answer_says_why(app):
    app.session_state["settings"] = Settings(tools=({"type": "mcp_server", "url": "http://127.0.0.1:9/mcp"},))
    opened(app, "settings_group_tools")
    app.button(key="mcp_list_0").click().run()
    assert "gave no list of its tools" in shown(app)


def test_a_function_is_declared_with_a_way_of_answering(app):
    opened(app, "settings_group_functions")
    app.toggle(key="function_on_calculate").set_value(True).run()
    assert [tool["name"] for tool in settings(app).tools] == ["calculate"]
    app.get_by_key("function_mode_calculate").click("Ask first").run()
    assert settings(app).function_options["calculate"]["mode"] == "ask"
    assert "Ask first · " in shown(app).replace("*", "")


def test_a_call_that_waits_shows_its_arguments_and_every_way_to_answer_it(app, say):
    chosen = functions.with_mode(functions.switch(Settings(), "get_weather", on=True), "get_weather", "ask")
    turn = say("What is the weather in Paris?", chosen)
    app.query_params["c"] = turn["conversation_id"]
    app.run()
    assert "Needs approval" in shown(app)
    assert "city Paris" in shown(app).replace("*", "")
    offered = {button.label for button in app.button}
    assert offered >= {"Approve", "Edit or answer", "Deny this call"}
    assert not app.exception


def test_two_mcp_servers_in_one_request_are_each_called_and_drawn_with_their_names(app, say):
    with listening(shop().streamable_http_app()) as one, listening(forecasts().streamable_http_app()) as other:
        servers = (
            {"type": "mcp_server", "name": "shop", "url": f"{one}/mcp"},
            {"type": "mcp_server", "name": "weather", "url": f"{other}/mcp", "allowed_tools": [{"tools": ["forecast"]}]},
        )
        turn = say("Find the product desk lamp and give me the forecast for Rome.", Settings(tools=servers))
    app.query_params["c"] = turn["conversation_id"]
    app.run()
    assert not app.exception
    steps = [record["step"] for record in turn["steps"] if record["step"]["type"] == "mcp_server_tool_call"]
    assert [(step["server_name"], step["name"]) for step in steps] == [("shop", "find_product"), ("weather", "forecast")]
    assert [tool["name"] for tool in turn["request"]["tools"]] == ["shop", "weather"]
    assert "3 dry days in Rome" in shown(app)
    folded_to = app.expander[0].label.replace("\\", "")
    assert folded_to.startswith("Used 3 steps")
    assert "shop · find_product, weather · forecast" in folded_to


def test_two_calls_with_one_id_are_both_drawn(app, store, say):
    chosen = functions.with_mode(functions.switch(Settings(), "get_weather", on=True), "get_weather", "ask")
    turn = say("What is the weather in Paris?", chosen)
    call = turn["steps"][-1]
    store.save_turn({**turn, "id": "f" * 32, "steps": [*turn["steps"], {**call, "index": call["index"] + 1}]})
    app.query_params["c"], app.query_params["t"] = turn["conversation_id"], "f" * 32
    app.run()
    assert not app.exception
    assert sum(button.label == "Approve" for button in app.button) == 2


PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGPg66oFAAG/ARZNzDLyAAAAAElFTkSuQmCC"


@pytest.fixture
def drawn(app, store, say):
    """Draws an answer made of these content items; the page."""

    def draw(*items):
        turn = say("Hello")
        step = {"type": "model_output", "content": list(items)}
        store.save_turn({**turn, "id": "f" * 32, "steps": [{**turn["steps"][-1], "step": step}]})
        app.query_params["c"], app.query_params["t"] = turn["conversation_id"], "f" * 32
        return app.run()

    return draw


SVG = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="


@pytest.mark.parametrize("data", ["Z2FyYmFnZQ==", SVG], ids=["garbage", "svg"])
def test_a_picture_that_cannot_be_drawn_is_offered_as_a_file_and_breaks_nothing(drawn, data):
    page = drawn({"type": "image", "mime_type": "image/x", "data": data}, {"type": "text", "text": "Still here."})
    assert not page.exception
    assert "This image (image/x) can't be drawn." in shown(page)
    assert "Still here." in shown(page)
    assert [button.label.partition(" :")[0] for button in page.get("download_button")] == ["Download image"]


def test_media_can_be_kept_and_an_address_is_a_link_of_the_web_or_none(drawn):
    page = drawn(
        {"type": "image", "mime_type": "image/png", "data": PICTURE, "name": "<b>cat</b>"},
        {"type": "audio", "mime_type": "audio/l16;rate=16000", "data": "AAAQACAAEAA="},
        {"type": "video", "mime_type": "video/mp4", "uri": "https://example.org/film.mp4"},
        {"type": "video", "mime_type": "video/mp4", "uri": "javascript:alert(1)"},
        {"type": "image", "mime_type": "image/png", "data": "!!!"},
    )
    assert not page.exception
    assert len(page.get("image")) == len(page.get("audio")) == 1
    assert [link.url for link in page.get("link_button")] == ["https://example.org/film.mp4"]
    assert "Video kept at javascript:alert(1)" in shown(page)
    assert "Stepwise doesn't know image whose data isn't base64" in shown(page).replace("`", "")


def test_a_result_made_of_contents_is_drawn_as_what_it_is(app, store, say):
    chosen = functions.with_mode(functions.switch(Settings(), "get_weather", on=True), "get_weather", "manual")
    turn = say("What is the weather in Paris?", chosen)
    (call,) = turn["calls"].values()
    result = [{"type": "text", "text": "As seen"}, {"type": "image", "mime_type": "image/png", "data": PICTURE}]
    settled = {**call, "state": "done", "result": result, "source": "hand"}
    store.save_turn({**turn, "id": "f" * 32, "calls": {call["call_id"]: settled}})
    app.query_params["c"], app.query_params["t"] = turn["conversation_id"], "f" * 32
    app.run()
    assert not app.exception
    assert "As seen" in shown(app)
    assert len(app.get("image")) == 1
    assert PICTURE not in shown(app)


def test_a_turn_with_other_tools_than_its_parent_says_which(app, say):
    first = say("Hello")
    with_tools = functions.switch(Settings(tools=(SEARCH,)), "calculate", on=True)
    say("Hello again", with_tools, first["conversation_id"], first["id"])
    app.query_params["c"] = first["conversation_id"]
    app.run()
    assert "- none\n+ google_search\nfunction calculate(expression)" in shown(app)


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.name)
def test_a_schema_starter_is_valid_and_its_prompt_is_answered_with_data(app, say, starter):
    assert problems_of_schema(starter.schema) == ()
    turn = say(starter.prompt, Settings(response_format=structured.format_for(starter.schema)))
    app.query_params["c"] = turn["conversation_id"]
    app.run()
    assert "follows its schema" in shown(app)


def record(started=0.0, ended=1000.0):
    return {"index": 0, "state": "closed", "step": {}, "arguments_text": "", "started_ms": started, "ended_ms": ended}


def done(title, state="done"):
    return Activity(title, state, ":material/search:", 2.0)


def test_steps_that_follow_each_other_fold_and_what_waits_or_is_unknown_does_not():
    thought, text = Thought(("a",), True, False, 1.0), Text("Hello")
    views = [thought, done("Search"), done("Code", "failed"), text, done("Ask", "needs_approval"), Unknown("x", {}), done("Last")]
    parts = folded(Drawn((place, 0), record(place * 1000.0, place * 1000.0 + 500), view) for place, view in enumerate(views))
    assert [type(part) for part in parts] == [Fold, Drawn, Drawn, Drawn, Drawn]
    assert parts[0].label() == "Used 3 steps · 4.0 s :gray[Search, Code] :red-badge[:material/error: 1 failed]"


def test_a_thought_alone_keeps_its_own_line():
    assert isinstance(folded([Drawn((0, 0), record(), Thought(("a",), True, False, 1.0))])[0], Drawn)


def test_a_call_that_was_stopped_stays_in_plain_sight_until_it_has_a_result():
    thought, call = Thought(("a",), True, False, 1.0), Activity("write_report", "stopped", "", None, "c", ())
    for state, parts in (("stopped", 2), ("interrupted", 2), ("done", 1)):
        asked: Any = {**record(), "call": calls.new_call("c", "write_report", {}) | {"state": state}}
        assert len(folded([Drawn((0, 0), record(), thought), Drawn((1, 0), asked, call)])) == parts
