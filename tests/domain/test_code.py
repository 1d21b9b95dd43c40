"""Get code: what is written for a turn or a branch, whatever stands in it. That it runs is tested in tests/tool_loop."""

from __future__ import annotations

import ast
import base64
import io
import json
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.domain.made import a_turn, says, thought
from workbench.code import LANGUAGES, bundle, curl, gather, javascript, python
from workbench.code.literals import literal, one_line, quoted
from workbench.settings import Settings

NOW = datetime.now(UTC)
HOSTILE = [
    'He said "no" and \'yes\'', "a\\b\\n", "line\nline\r\nline", "$(rm -rf ~) `id` ${HOME} !!", "JSON\nJSON\n", "</script><!--",
    "\u2028\u2029\x85",
    "naïve 漢字 👩‍🚀 \U0001f600", "\x00\x1b[2J\x7f", "'''\"\"\"", "%s {0} {{}}", "*/ // #", "\ud800", "\u202eevil", "",
]  # fmt: skip
TEXTS = st.text(alphabet=st.characters(), max_size=60) | st.sampled_from(HOSTILE)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS | st.just("__proto__"), inner, max_size=4),
    max_leaves=12,
)


def script(*path, whole=True, turn=-1, **more):
    return gather(path, path[turn]["id"], NOW, whole=whole, **more)


def chained(*prompts, **request):
    """Turns of which each continues from the one before."""
    path: list[Any] = []
    for prompt in prompts:
        turn = a_turn(prompt)
        turn["request"] |= request
        if path:
            turn["request"]["previous_interaction_id"] = path[-1]["interaction_id"]
            turn["parent_id"] = path[-1]["id"]
        path.append(turn)
    return path


def resent(*prompts):
    """Turns of which each brings the steps of all before it."""
    path: list[Any] = []
    steps: list[Any] = []
    for prompt in prompts:
        turn = a_turn(prompt, thought(), says(f"Answer to {prompt}"), settings=Settings(history="resend", store=False))
        mine = [{"type": "user_input", "content": [{"type": "text", "text": prompt}]}]
        turn["request"]["input"] = [*steps, *mine] if steps else prompt
        steps = [*steps, *mine, *(record["step"] for record in turn["steps"])]
        path.append(turn)
    return path


@settings(max_examples=150, deadline=None)
@given(VALUES)
@example({"a long key " * 10: []})
@example({"a long key " * 10: {}})
def test_a_python_literal_is_the_value(value):
    assert ast.literal_eval(literal(value, python.SYNTAX)) == value


@settings(max_examples=150, deadline=None)
@given(VALUES)
@example({"a long key " * 10: []})
@example({"a long key " * 10: {}})
def test_a_curl_body_is_the_value(value):
    written = literal(value, curl.SYNTAX)
    assert json.loads(written) == value
    assert all(letter.isprintable() or letter == "\n" for letter in written)


@pytest.mark.parametrize("bash", [found for found in [shutil.which("bash")] if found])
@settings(max_examples=12, deadline=None)
@given(st.lists(VALUES, min_size=10, max_size=10))
def test_the_shell_changes_nothing_in_a_body(bash, values):
    bodies = {f"b{number}": {"v": value} for number, value in enumerate(values)}
    lines = [line for name, body in bodies.items() for line in (*curl.body_function(name, body), name, "echo")]
    done = subprocess.run([bash, "-c", "\n".join(lines)], capture_output=True, check=True)
    decoder, text, found = json.JSONDecoder(), done.stdout.decode(), []
    while text.strip():
        value, end = decoder.raw_decode(text.lstrip())
        found.append(value["v"])
        text = text.lstrip()[end:]
    assert found == values
    assert done.stderr == b""


EVERY_KIND: list[Any] = [
    *HOSTILE, *map(chr, [*range(0x3000), *range(0xD7F0, 0xE010), *range(0xFE00, 0x10000), 0x1F600, 0xE0001, 0x10FFFF]),
    {"__proto__": {"a": 1}}, {"__proto__": None, "b c": 2, "": 3, "constructor": 1},
    1.5, 1e300, 5e-324, 2**53, -1, True, None, [], {}, [{}],
]  # fmt: skip


@pytest.mark.parametrize("node", [found for found in [shutil.which("node")] if found])
def test_a_javascript_literal_is_the_value(node):
    program = f"process.stdout.write(JSON.stringify({literal(EVERY_KIND, javascript.SYNTAX)}))"
    done = subprocess.run([node, "--input-type=module", "-"], input=program.encode(), capture_output=True, check=True)
    assert json.loads(done.stdout) == EVERY_KIND
    assert "</" not in program
    assert "<!--" not in program


@given(TEXTS)
def test_a_comment_stays_on_its_line(text):
    assert len(one_line(text).splitlines()) <= 1
    assert all(letter.isprintable() for letter in one_line(text))


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_a_whole_script_holds_hostile_texts_as_texts(prompt, name, about):
    turn = a_turn(prompt)
    turn["request"]["tools"] = [{"type": "function", "name": name, "description": about}]
    tree = ast.parse(python.write(script(turn)))
    sent = {word.arg: ast.literal_eval(word.value) for call in ast.walk(tree) if isinstance(call, ast.Call)
            for word in call.keywords if word.arg in ("input", "tools")}  # fmt: skip
    assert sent == {"input": prompt, "tools": turn["request"]["tools"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_branch_continues_from_the_ids_that_its_own_requests_get(language):
    path = chained("Hi, I am Ada.", "What is my name?", stream=True)
    code = LANGUAGES[language].write(script(*path))
    assert "Hi, I am Ada." in code
    assert path[0]["interaction_id"] not in code
    assert path[1]["interaction_id"] not in code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_turn_continues_from_the_id_it_had_and_says_until_when(language):
    path = chained("Hi, I am Ada.", "What is my name?")
    code = LANGUAGES[language].write(script(*path, whole=False))
    assert path[0]["interaction_id"] in code
    assert "The server keeps this until" in code
    assert "Hi, I am Ada." not in code


def test_an_expired_id_is_said_to_be_gone():
    path = chained("Hi", "And?")
    found = gather(path, path[-1]["id"], NOW + timedelta(days=2), whole=False)
    assert "no longer has this" in found.exchanges[0].remark


def test_steps_that_were_sent_again_are_those_of_the_answers_before():
    found = script(*resent("One", "Two", "Three"))
    assert [exchange.history for exchange in found.exchanges] == [(), (1,), (1, 2)]
    assert [exchange.input for exchange in found.exchanges][2] == [
        {"type": "user_input", "content": [{"type": "text", "text": "Three"}]}
    ]
    code = python.write(found)
    assert "*turn_2.steps" in code
    assert "Answer to" not in code
    assert "Answer to One" in curl.write(found), "a shell script sends the bodies word for word"


def test_a_turn_that_led_nowhere_is_left_out_of_the_branch():
    path = chained("Hi", "Refused", "And?")
    path[1] |= {"state": "failed", "steps": []}
    path[2]["request"]["previous_interaction_id"] = path[0]["interaction_id"]
    found = script(*path)
    assert [exchange.words for exchange in found.exchanges] == ["Hi", "And?"]
    assert python.write(found).count("Refused") == 0


def test_a_stopped_answer_goes_along_as_the_text_it_was():
    path = resent("One", "Two")
    path[0]["state"] = "stopped"
    code = python.write(script(*path))
    assert "Answer to One" in code
    ast.parse(code)


def test_options_that_are_always_the_same_are_written_once():
    path = chained("Hi", "And?", "So?", system_instruction="Answer like a pirate.", generation_config={"seed": 7})
    path[2]["request"]["generation_config"] = {"seed": 8}
    for language in ("python", "javascript"):
        code = LANGUAGES[language].write(script(*path))
        assert code.count("Answer like a pirate.") == 1
        assert code.count("seed") == 3


def attached(name="photo of me.png", data=b"\x89PNG bytes"):
    turn = a_turn("What is this?")
    item = {"type": "image", "mime_type": "image/png", "data": base64.b64encode(data).decode()}
    turn["prompt"] = [{**item, "name": name}, *turn["prompt"]]
    turn["request"]["input"] = [{"type": "user_input", "content": [item, {"type": "text", "text": "What is this?"}]}]
    return turn


@pytest.mark.parametrize("language", LANGUAGES)
def test_attachments_are_files_beside_the_script_and_in_the_download(language):
    turn = attached()
    found = script(turn)
    code = LANGUAGES[language].write(found)
    assert base64.b64encode(b"\x89PNG bytes").decode() not in code
    assert "photo-of-me.png" in code
    name, mime, content = bundle.download(found, language)
    assert (name, mime) == ("turn.zip", "application/zip")
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.read("photo-of-me.png") == b"\x89PNG bytes"
    assert archive.read(LANGUAGES[language].file_name).decode() == code


NAMES = ["../../etc/passwd", "a'b\"$(id).png", "", "-rf", "turn.py", "漢字.png", "a" * 300 + ".png", "x\n.png"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_name_is_safe_wherever_it_stands(name):
    found = list(script(attached(name)).files)
    assert len(found) == 1
    assert found[0].strip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") == ""
    assert not found[0].startswith((".", "-"))
    assert len(found[0]) <= 80
    assert found[0] != "turn.py"


def test_two_files_of_one_name_stay_two():
    assert sorted(script(attached(), attached(data=b"\x89PNG others")).files) == ["photo-of-me-2.png", "photo-of-me.png"]


def test_base64_in_another_spelling_stays_as_it_came():
    turn = attached()
    turn["request"]["input"][0]["content"][0]["data"] = "aGk"
    found = script(turn)
    assert not found.files
    assert '"aGk"' in python.write(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_secret_headers_come_from_the_environment(language):
    turn = a_turn("What is in stock?")
    tool = {"type": "mcp_server", "name": "my stock", "url": "https://mcp.example/mcp"}
    turn["request"]["tools"] = [tool]
    body = {**turn["request"], "tools": [{**tool, "headers": {"Authorization": "(secret)"}}]}
    turn["sent"] = [{"url": "https://generativelanguage.googleapis.com/v1/interactions", "body": json.dumps(body)}]
    code = LANGUAGES[language].write(script(turn))
    assert "MCP_MY_STOCK_AUTHORIZATION" in code
    assert "(secret)" not in code


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_comes_from_the_environment_and_the_address_is_told_only_when_it_is_not_googles(language):
    write = LANGUAGES[language].write
    assert "GEMINI_API_KEY" in write(script(a_turn()))
    assert "http://127.0.0.1:8787" not in write(script(a_turn()))
    assert "http://127.0.0.1:8787" in write(script(a_turn(), base_url="http://127.0.0.1:8787"))


@pytest.mark.parametrize(("url", "base"), [
    ("https://generativelanguage.googleapis.com/v1/interactions", ""),
    ("http://127.0.0.1:8787/v1/interactions", "http://127.0.0.1:8787"),
    ("https://proxy.example/gemini/v1beta/interactions?alt=sse", "https://proxy.example/gemini"),
    ("", ""),
])  # fmt: skip
def test_the_server_is_read_off_the_address(url, base):
    assert bundle.server_of(url) == base


def test_quotes_are_chosen_for_reading():
    assert quoted('the "best" one', python.SYNTAX) == "'the \"best\" one'"
    assert quoted("don't", python.SYNTAX) == '"don\'t"'
