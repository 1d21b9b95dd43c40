"""What goes wrong in a function is an answer to the model; nothing it does harms the app."""

from __future__ import annotations

import os
import time

import pytest

from tests.domain.made import a_turn
from tests.tool_loop.conftest import ask, last, with_functions
from workbench import calls
from workbench import turn as turns
from workbench.calling import LARGEST
from workbench.settings import Settings
from workbench.steps import close


def told(calling, store, call, *names, **settings):
    connection, model = calling([call])
    answer = last(ask(store, connection, with_functions(*names, settings=Settings(**settings))))
    assert answer["state"] == "done"
    assert len(model.asks) == 2
    return turns.answer_text(answer)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (("calculate", {}), "$: 'expression' is a required property"),
        (("calculate", {"expression": 7}), "$.expression: 7 is not of type 'string'"),
        (("calculate", {"expression": "1/0"}), "ZeroDivisionError"),
        (("calculate", {"expression": "__import__('os').system('id')"}), "Not arithmetic"),
        (("calculate", {"expression": "9**9**9**9"}), "too large"),
        (("calculate", {"expression": "(" * 300}), "SyntaxError"),
        (("read_sensor", {"sensor_id": "H2"}), "does not answer"),
        (("no_such_thing", {}), "There is no function 'no_such_thing'"),
    ],
)
def test_an_error_is_a_result_that_the_model_sees(calling, store, call, words):
    answer = told(calling, store, call, "calculate", "read_sensor")
    assert answer.startswith("I was told: ERROR ")
    assert words in answer


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize(
    ("call", "words"),
    [
        (("huge_result", {"size": LARGEST * 2}), "ERROR The result is longer than 200,000 bytes"),
        (("quits", {}), "ERROR The function ended without a result (exit code 3)"),
        (("eats_memory", {}), "ERROR MemoryError"),
        (("prints", {}), "I was told: real"),
        (("returns_no_json", {}), "ERROR TypeError"),
    ],
)
def test_a_hostile_function_harms_nobody(calling, store, call, words):
    assert words in told(calling, store, call, call[0])


@pytest.mark.usefixtures("hostile")
def test_a_function_that_never_returns_is_ended_with_all_it_started(calling, store, tmp_path):
    note = tmp_path / "pid"
    answer = told(calling, store, ("never_returns", {"note": str(note)}), "never_returns", tool_timeout_s=1.0)
    assert "ERROR never_returns did not answer within 1 seconds and was ended." in answer
    pid, deadline = int(note.read_text()), time.monotonic() + 10
    while is_alive(pid):
        assert time.monotonic() < deadline


def is_alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.usefixtures("hostile")
def test_no_key_stands_in_a_functions_environment(calling, store, monkeypatch):
    monkeypatch.setenv("GEMINI_API_KEY", "secret-key")
    answer = told(calling, store, ("reads_environment", {}), "reads_environment")
    assert "PATH" in answer
    assert "KEY" not in answer
    assert os.environ["GEMINI_API_KEY"] not in answer


@pytest.mark.parametrize(
    ("text", "words"),
    [('{"expression": "1', "not valid JSON"), ("[1]", "must be a JSON object"), ("7", "must be a JSON object")],
)
def test_arguments_that_are_no_json_object_are_told_to_the_model(text, words):
    settings = with_functions("calculate")
    step = {"type": "function_call", "id": "a", "name": "calculate", "arguments": {}}
    turn = a_turn("Hi", step, settings=settings)
    turn["steps"][0]["arguments_text"] = text
    close(turn["steps"][0], 1.0)
    (call,) = calls.opened(turn, settings).values()
    assert (call["state"], call["is_error"]) == ("failed", True)
    assert words in call["result"]
