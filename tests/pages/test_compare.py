"""The compare page: a script is written, pasted or replayed; lanes are varied; a comparison is run, restored, looked at."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pages.conftest import shown
from tests.pages.test_connection import custom
from workbench import catalog, compare
from workbench.compare import Check, Plan, Script, ScriptPrompt, lanes, starters
from workbench.compare.files import to_json
from workbench.compare.results import OFFLINE_SENTENCE
from workbench.settings import Connection, Settings

HOSTILE = "<img src=x onerror=alert(1)> | [a](javascript:alert(1))"
SCRIPT = Script(
    "Names",
    (ScriptPrompt("Hi, my name is Karthik."), ScriptPrompt("What is my name?", Check("contains", "Karthik"))),
)


@pytest.fixture
def page(app):
    """Opens the compare page, with a comparison if its id is given."""

    def open_page(comparison_id=None):
        app.run().switch_page("pages/compare.py")
        if comparison_id:
            app.query_params["comparison"] = comparison_id
        return app.run()

    return open_page


@pytest.fixture
def ran(store, connection):
    """A comparison that has ended: stateful, stateless and store off on the same script."""

    def run(script=SCRIPT, repeats=1):
        two = lanes.default_lanes(Settings())
        plan = Plan(script, (*two, lanes.new_lane("store_off", Settings(), two)), repeats)
        comparing = compare.start(store, connection, plan)
        assert comparing.wait(60)
        return comparing.snapshot()

    return run


def test_an_order_of_which_the_browser_reports_nothing_stays_as_it_was_chosen(page):
    app = page()
    app.segmented_control(key="compare_order").set_value("in_turn").run()
    app.segmented_control(key="compare_order").set_value(None).run()
    assert not app.exception
    assert app.segmented_control(key="compare_order").value == "in_turn"


def html(app):
    return "\n".join(str(element.proto.body) for element in app.get("html"))


def click(app, key):
    return app.button(key=key).click().run()


def named(app):
    """The comparison that the address names."""
    return "".join(app.query_params["comparison"])


def plan(app):
    return app.session_state["compare_plan"]


def place_of(block, key):
    """Where on the page a container stands: its number in each container around it."""
    for number, child in block.children.items():
        if getattr(child.proto, "id", "").endswith(f"-{key}"):
            return (number,)
        found = place_of(child, key) if hasattr(child, "children") else None
        if found:
            return (number, *found)
    return None


def view(app, comparison, name):
    return app.segmented_control(key=f"compare_views_{comparison.id}").set_value(name).run()


def test_an_empty_page_teaches_with_five_starters_and_cannot_be_run(page):
    app = page()
    labels = [app.button(key=f"compare_starter_{number}").label for number in range(5)]
    assert all(starter.title in label for starter, label in zip(starters.STARTERS, labels, strict=True))
    assert app.button(key="compare_run").disabled
    assert "The script has no prompt." in shown(app)


def test_a_starter_fills_the_script_and_its_prompts_can_be_reworded_moved_and_removed(page):
    app = click(page(), "compare_starter_0")
    assert [prompt.text for prompt in plan(app).script.prompts] == [prompt.text for prompt in starters.STARTERS[0].prompts]
    app.text_area(key="compare_prompt_0").set_value("Hello, I am Ada.").run()
    assert plan(app).script.prompts[0].text == "Hello, I am Ada."
    assert "10 turns to send" in shown(app)
    assert not app.button(key="compare_run").disabled
    app.text_input(key="compare_new_prompt").set_value("And now?").run()
    assert plan(app).script.prompts[-1].text == "And now?"
    assert app.text_input(key="compare_new_prompt").value == ""


def test_many_prompts_are_pasted_with_what_their_answers_should_hold(page):
    app = page()
    app.text_area(key="compare_paste_text").set_value("Hello\nWhat is 2 + 2?\nexpect contains: 4").run()
    click(app, "compare_paste_replace")
    assert plan(app).script.prompts == (ScriptPrompt("Hello"), ScriptPrompt("What is 2 + 2?", Check("contains", "4")))
    assert "expected: the answer contains “4”" in shown(app)
    app.selectbox(key="compare_check_kind_1").set_value("regex").run()
    app.text_input(key="compare_check_text_1").set_value("(").run()
    assert "This isn't a pattern that can be used" in shown(app)
    app.selectbox(key="compare_check_kind_1").set_value("").run()
    assert plan(app).script.prompts[1].check is None


def test_a_conversation_of_the_history_is_replayed(page, say):
    turn = say("My name is Grace.")
    say("What is my name?", conversation_id=turn["conversation_id"], parent_id=turn["id"])
    app = page()
    app.session_state["compare_replay"] = True
    app.run().text_input(key="compare_replay_words").set_value("nothing like this").run()
    assert "No conversation holds these words." in shown(app)
    app.text_input(key="compare_replay_words").set_value("Grace").run()
    click(app, "compare_replay_use")
    assert [prompt.text for prompt in plan(app).script.prompts] == ["My name is Grace.", "What is my name?"]


def test_one_click_varies_a_setting_and_lanes_are_copied_and_changed(page):
    app = click(page(), "compare_starter_0")
    first = plan(app).lanes[0]
    click(app, f"compare_edit_{first.id}")
    assert app.selectbox(key=f"compare_lane_kind_{first.id}").value == "stateful"
    app.selectbox(key=f"compare_lane_kind_{first.id}").set_value("store_off").run()
    assert (plan(app).lanes[0].kind, plan(app).lanes[0].name) == ("store_off", "Store off")
    click(app, "compare_add_generate_content")
    assert [lane.kind for lane in plan(app).lanes] == ["store_off", "stateless", "generate_content"]
    assert len({lane.colour for lane in plan(app).lanes}) == 3
    app.number_input(key="compare_repeats").set_value(3).run()
    assert "45 turns to send" in shown(app)


def test_a_sweep_replaces_the_lanes_and_a_duplicate_stands_behind_its_lane(page):
    app = click(page(), "compare_starter_0")
    first, second = plan(app).lanes
    app.menu_button(key=f"compare_lane_menu_{first.id}").click("Duplicate").run()
    assert [lane.name for lane in plan(app).lanes] == ["Stateful", "Stateful 2", "Stateless"]
    assert len({lane.id for lane in plan(app).lanes}) == 3
    app.menu_button(key=f"compare_lane_menu_{second.id}").click("Remove").run()
    assert [lane.name for lane in plan(app).lanes] == ["Stateful", "Stateful 2"]
    app.menu_button(key=f"compare_vary_{first.id}").click("thinking_level").run()
    levels = [lane.settings.thinking_level for lane in plan(app).lanes]
    assert levels == list(catalog.thinking_levels(first.settings.model).levels)
    assert {lane.kind for lane in plan(app).lanes} == {"stateful"}
    assert f"{5 * len(levels)} turns to send" in shown(app)
    assert "Store on and off" not in app.menu_button(key=f"compare_vary_{plan(app).lanes[0].id}").options


def test_a_lane_has_tools_with_options_and_functions_of_its_own(page):
    app = click(page(), "compare_starter_0")
    lane, other = plan(app).lanes
    for box in ("tools", "functions"):
        app.session_state[f"compare_lane_box_{box}_{lane.id}"] = True
    edit = f"compare_edit_{lane.id}"
    click(app, edit).toggle(key=f"compare_lane_tool_on_{lane.id}_google_maps").set_value(True).run()
    click(app, edit).number_input(key=f"field_{lane.id}_google_maps_latitude").set_value(48.1).run()
    assert [dict(tool) for tool in plan(app).lanes[0].settings.tools] == [{"type": "google_maps", "latitude": 48.1}]
    click(app, edit).toggle(key=f"compare_lane_function_{lane.id}_calculate").set_value(True).run()
    assert plan(app).lanes[0].settings.function_options["calculate"]["mode"] == "auto"
    assert "maps, calculate" in shown(app)
    assert plan(app).lanes[1] == other


def test_each_of_several_servers_of_a_lane_has_its_fields(page):
    app = click(page(), "compare_starter_0")
    lane, edit = plan(app).lanes[0], f"compare_edit_{plan(app).lanes[0].id}"
    both = tuple({"type": "mcp_server", "name": name, "url": f"https://{name}.example"} for name in ("one", "two"))
    app.session_state["compare_plan"] = replace(
        plan(app), lanes=(replace(lane, settings=replace(lane.settings, tools=both)), *plan(app).lanes[1:])
    )
    app.session_state[f"compare_lane_box_tools_{lane.id}"] = True
    app.run()
    assert "**Server 2**" in shown(click(app, edit))
    click(app, edit).text_input(key=f"field_{lane.id}_mcp_server_1_url").set_value("https://other.example").run()
    addresses = [tool["url"] for tool in plan(app).lanes[0].settings.tools]
    assert addresses == ["https://one.example", "https://other.example"]
    click(app, edit).button(key=f"compare_lane_tool_add_{lane.id}_mcp_server").click().run()
    assert len(plan(app).lanes[0].settings.tools) == 3
    click(app, edit).button(key=f"compare_lane_tool_remove_{lane.id}_mcp_server_0").click().run()
    assert [tool.get("url") for tool in plan(app).lanes[0].settings.tools] == ["https://other.example", None]


def test_what_a_lane_was_not_given_is_noted_in_its_turn(page, store, connection):
    search = Settings(tools=({"type": "file_search", "file_search_store_names": ["fileSearchStores/a"]},))
    both = (lanes.new_lane("stateful", Settings(), ()), lanes.new_lane("generate_content", search, ()))
    comparing = compare.start(store, connection, Plan(Script("Hi", (ScriptPrompt("Hello"),)), both))
    assert comparing.wait(60)
    assert "generateContent was sent without file_search" in shown(page(comparing.id))


def test_a_script_comes_as_a_file_and_rubbish_is_refused_with_the_reason(page):
    app = page()
    upload = app.file_uploader(key="compare_script_upload")
    upload.upload("odd.yaml", b"prompts: [{text: 3}]").run()
    assert "Prompt 1 must be a text" in shown(app)
    content = b"title: Who remembers\nprompts:\n  - Hello\n  - text: Who am I?\n    expect: {contains: you}\n"
    app.file_uploader(key="compare_script_upload").upload("script.yaml", content).run()
    assert plan(app).script.title == "Who remembers"
    assert plan(app).script.prompts == (ScriptPrompt("Hello"), ScriptPrompt("Who am I?", Check("contains", "you")))
    assert "Prompt 1 must be" not in shown(app)


def test_run_starts_it_and_the_address_names_it(page, app, emulator, store):
    custom(app, emulator.base_url)
    click(page(), "compare_starter_0")
    click(app, "compare_run")
    running_id = named(app)
    assert compare.find(running_id).wait(60)
    app.run()
    kept = compare.load(store, running_id)
    assert {outcome.state for outcome in kept.outcomes} == {"done"}
    assert "Verdict" in shown(app)
    assert not kept.offline
    assert OFFLINE_SENTENCE not in shown(app)


def test_a_comparison_comes_back_with_its_answers_marks_figures_and_the_offline_sentence(page, ran):
    comparison = ran()
    app = page(comparison.id)
    text = shown(app)
    assert OFFLINE_SENTENCE in text
    assert text.count("As expected") == 3
    assert re.search(r"State saved \d\d % of the bytes sent: Stateful sent \d+ B, Stateless", text)
    assert "Both gave what was expected, 1 of 1 times." in text
    assert re.search(r"Turn 2: Stateless sent [\d.]+ times the bytes of Stateful", text)
    assert "Stateful (baseline)" in re.sub(r":gray\[(.*?)\]", r"\1", text)
    assert "worse" in text
    for measured in ("Sent", "New input", "First token", "Cost"):
        assert f"<span>{measured}</span>" in html(app)


def test_nothing_that_comes_or_goes_moves_the_lanes_and_the_figures(page, store, serve_emulator):
    story = Script("Story", (ScriptPrompt("Tell me a long story about a lighthouse keeper."), ScriptPrompt("Hello")))
    slow = Connection("custom", serve_emulator(pace=20).base_url, "test-key")
    comparing = compare.start(store, slow, Plan(story, lanes.default_lanes(Settings())))
    app = page(comparing.id)
    assert "Stop all" in [button.label for button in app.button]
    running = [place_of(app.main, key) for key in ("compare_lanes", "compare_numbers")]
    assert all(running)
    comparing.stop()
    assert comparing.wait(60)
    assert "Stop all" not in [button.label for button in app.run().button]
    assert [place_of(app.main, key) for key in ("compare_lanes", "compare_numbers")] == running


def test_another_baseline_is_kept(page, ran, store):
    comparison = ran()
    app = page(comparison.id)
    app.selectbox(key=f"compare_baseline_{comparison.id}").set_value(comparison.lanes[1].id).run()
    assert compare.load(store, comparison.id).plan.baseline == comparison.lanes[1].id
    assert "better" in shown(app)


def test_the_wire_view_shows_what_left_this_machine_to_scale(page, ran):
    comparison = ran()
    app = view(page(comparison.id), comparison, "wire")
    text, sent = html(app), {lane.id: comparison.at(lane.id, 0, 1).measure.bytes_out for lane in comparison.lanes}
    assert f"<b>{sent[comparison.lanes[0].id]} B</b>" in text
    assert "Earlier steps, sent again" in text
    assert text.count('<span class="head">Left this machine</span>') == len(comparison.lanes)
    app.session_state[f"compare_wire_box_{comparison.lanes[1].id}"] = True
    assert "Hi, my name is Karthik." in "\n".join(code.value for code in app.run().code)


def test_figures_by_turn_expected_answers_and_text_differences_are_there(page, ran):
    comparison = ran(repeats=2)
    app = view(page(comparison.id), comparison, "turns")
    assert "1\\. Hi, my name is Karthik." in "\n".join(str(m.value) for m in app.markdown)
    assert "Too short to be cached in any lane: all turns." in shown(app)
    assert "2 of 2" in shown(view(app, comparison, "checks"))
    assert "Word for word the same." in shown(view(app, comparison, "diff"))


def test_a_lane_takes_the_whole_width_with_all_its_turns(page, ran):
    comparison = ran()
    app = page(comparison.id)
    click(app, f"compare_expand_{comparison.lanes[1].id}")
    assert "**Turn 1** Hi, my name is Karthik." in shown(app)
    click(app, f"compare_all_lanes_{comparison.lanes[1].id}")
    assert "**Turn 1**" not in shown(app)


def test_names_and_prompts_are_shown_letter_for_letter(page, store, connection):
    two = lanes.default_lanes(Settings())
    script = Script(HOSTILE, (ScriptPrompt(HOSTILE),))
    comparing = compare.start(store, connection, Plan(script, (replace(two[0], name=HOSTILE), two[1])))
    assert comparing.wait(60)
    app = page(comparing.id)
    for name in ("whole", "turns", "wire", "diff"):
        view(app, comparing.snapshot(), name)
        assert not app.exception
        assert "<img" not in html(app)
        assert "](javascript:" not in "\n".join(str(m.value) for m in app.markdown)


def test_a_comparison_that_is_not_here_says_so(page):
    app = page("nothing")
    assert "This comparison isn't on this machine." in shown(app)
    assert "comparison" not in click(app, "compare_new").query_params


def test_the_list_of_conversations_opens_it_on_its_own_page(app, ran):
    comparison = ran()
    app.run()
    click(app, f"open_conversation_{comparison.id}")
    assert named(app) == comparison.id
    assert "Verdict" in shown(app)


def test_its_script_and_lanes_go_back_into_the_editor(page, ran):
    comparison = ran()
    app = click(page(comparison.id), "compare_again")
    assert plan(app) == comparison.plan
    assert "Run before" in shown(app)
    assert named(click(app, f"compare_open_{comparison.id}")) == comparison.id


def test_an_exported_comparison_is_imported_and_rubbish_is_refused_with_the_reason(page, ran, store):
    comparison = ran()
    app = page()
    app.file_uploader(key="compare_import_file").upload("x.json", b"{").run()
    assert "isn't complete, valid JSON" in shown(app)
    app.file_uploader(key="compare_import_file").upload("x.json", to_json(store, comparison).encode()).run()
    imported = named(app)
    assert imported != comparison.id
    assert "imported from a file" in shown(app)
    assert shown(app).count("As expected") == 3


def test_lanes_have_the_colours_of_the_charts():
    theme = tomllib.loads(Path(".streamlit/config.toml").read_text())["theme"]
    assert tuple(theme["chartCategoricalColors"]) == lanes.LIGHT
    assert tuple(theme["dark"]["chartCategoricalColors"]) == lanes.DARK
