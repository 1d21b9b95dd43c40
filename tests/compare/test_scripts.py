"""Scripts from text, YAML, history and the starters; and expectations that nobody can hang the app with."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare import made
from workbench import send
from workbench.compare import checks, scripts
from workbench.compare.model import MAX_PROMPTS, Check, Script, ScriptPrompt
from workbench.settings import Prompt, Settings


def test_each_line_is_a_prompt_and_an_expectation_belongs_to_the_one_before():
    found = scripts.from_text("Hello\n\n  What is my name?  \nexpect contains: Karthik\r\nGive JSON\nexpect json\n")
    assert found.prompts == (
        ScriptPrompt("Hello"),
        ScriptPrompt("What is my name?", Check("contains", "Karthik")),
        ScriptPrompt("Give JSON", Check("json")),
    )


def test_dashes_part_prompts_of_several_lines():
    found = scripts.from_text("First line\n\nsecond line\n---\nNext\nexpect regex: a+b\n---\n\n")
    assert found.prompts == (ScriptPrompt("First line\n\nsecond line"), ScriptPrompt("Next", Check("regex", "a+b")))


@pytest.mark.parametrize("text", ["", " \n ", "---\n---", "x\n" * (MAX_PROMPTS + 1), "a\nexpect regex: (", "a\nexpect contains:"])
def test_text_that_makes_no_script_is_refused_in_words(text):
    with pytest.raises(scripts.ScriptError):
        scripts.from_text(text)


def test_a_script_file_has_prompts_expectations_tools_and_an_instruction():
    found = scripts.from_yaml(
        "title: Trip\nsystem_instruction: Be brief.\ntools: [google_search, {type: url_context}]\n"
        "prompts:\n- Hello\n- {text: 'Name?', expect: {contains: Karthik}}\n- {text: JSON, expect: json}\n- 42\n"
    )
    assert (found.title, found.system_instruction) == ("Trip", "Be brief.")
    assert [tool["type"] for tool in found.tools] == ["google_search", "url_context"]
    assert [prompt.text for prompt in found.prompts] == ["Hello", "Name?", "JSON", "42"]
    assert [prompt.check for prompt in found.prompts] == [None, Check("contains", "Karthik"), Check("json"), None]


@pytest.mark.parametrize("starter", scripts.STARTERS, ids=lambda script: script.title)
def test_starters_go_through_a_file_and_back(starter):
    assert scripts.from_yaml(scripts.to_yaml(starter)) == starter


texts = st.text(min_size=1, max_size=80).map(str.strip).filter(bool)
prompts = st.builds(ScriptPrompt, texts, st.none() | st.just(Check("json")) | texts.map(lambda text: Check("contains", text)))


@settings(max_examples=60, deadline=None)
@given(st.lists(prompts, min_size=1, max_size=5).map(tuple), texts)
def test_any_script_goes_through_a_file_and_back(given_prompts, title):
    script = Script(title, given_prompts)
    assert scripts.from_yaml(scripts.to_yaml(script)) == script


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_file_is_a_script_or_refused(content):
    with suppress(scripts.ScriptError):
        assert scripts.from_yaml(content).prompts


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x]\nprompts: [*a]",
        "prompts: " + "[" * 500,
        "prompts: !!python/object/apply:os.system [ls]",
        "prompts: []",
        "prompts: {a: b}",
        "titel: x\nprompts: [a]",
        "prompts: [{text: a, expect: {regex: '('}}]",
        "prompts: [{text: a, expect: {like: b}}]",
        "prompts: [{text: 5}]",
        "prompts: ['']",
        "tools: {a: b}\nprompts: [a]",
        "title: [a]\nprompts: [a]",
        ":\n- ?",
    ],
)
def test_a_file_that_is_wrong_or_hostile_is_refused(text):
    with pytest.raises(scripts.ScriptError):
        scripts.from_yaml(text)


def test_a_conversation_of_the_history_becomes_a_script(store, connection):
    chat = Settings(system_instruction="Be brief.")
    first = send.send(store, connection, chat, Prompt("Hi, my name is Karthik."), None, None)
    assert first.wait(30)
    second = send.send(store, connection, chat, Prompt("What is my name?"), first.snapshot()["conversation_id"], first.turn_id)
    assert second.wait(30)
    found = scripts.from_conversation(store, first.snapshot()["conversation_id"])
    assert [prompt.text for prompt in found.prompts] == ["Hi, my name is Karthik.", "What is my name?"]
    assert found.system_instruction == "Be brief."
    with pytest.raises(scripts.ScriptError):
        scripts.from_conversation(store, "nothing")


def test_the_document_starter_is_long_enough_to_be_cached(store, connection):
    document = scripts.STARTERS[1]
    found = made.compared(store, connection, made.plan("stateful", "stateless", script=document))
    assert not any(outcome.measure.too_short_to_cache for outcome in found.outcomes)
    assert all(outcome.measure.cached_tokens for outcome in found.outcomes if outcome.index)


@pytest.mark.parametrize("starter", scripts.STARTERS, ids=lambda script: script.title)
def test_the_offline_model_meets_what_the_starters_expect(starter, store, connection):
    found = made.compared(store, connection, made.plan("stateful", script=starter))
    unmet = [(outcome.index, outcome.check) for outcome in found.outcomes if outcome.check and outcome.check.passed is not True]
    assert unmet == []


@pytest.mark.parametrize(
    ("check", "answer", "passed"),
    [
        (Check("contains", "karthik"), "Your name is **Karthik**.", True),
        (Check("contains", "a  b"), "A\nB", True),
        (Check("contains", "Anna"), "Karthik", False),
        (Check("json"), '{"a": 1}', True),
        (Check("json"), "```json\n[1]\n```", True),
        (Check("json"), "It is 5.", False),
        (Check("json"), "[" * 100_000, False),
        (Check("regex", "^b$"), "a\nb", True),
        (Check("regex", r"\d+"), "none", False),
        (Check("regex", "KARL"), "karl", True),
    ],
)
def test_an_answer_is_held_against_what_was_expected(check, answer, passed):
    assert checks.run(check, answer).passed is passed


def test_a_pattern_that_would_never_end_is_given_up(monkeypatch):
    monkeypatch.setattr(checks, "TIME_LIMIT_S", 0.5)
    told = checks.run(Check("regex", "(a+)+$"), "a" * 40 + "b")
    assert told.passed is None
    assert "given up" in told.note


@pytest.mark.parametrize("pattern", ["(", "a" * 600, "", "(?P<1>a)", "[z-a]"])
def test_a_pattern_that_can_not_be_used_is_told(pattern):
    assert checks.run(Check("regex", pattern), "a").passed is None
