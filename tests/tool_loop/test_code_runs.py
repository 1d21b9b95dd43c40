"""Get code, run: each script sends to a real emulator what the conversation it was made from had sent.

The conversations are held once, and all Python scripts run in one process of their own, which imports the SDK once, at the start.
A script runs as soon as it is written, while the next conversation is held.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.tool_loop.conftest import last
from workbench import functions, send
from workbench.attachments import Upload, content
from workbench.code import LANGUAGES, Name, gather
from workbench.conversation import Tree
from workbench.records import Turn
from workbench.settings import Connection, Prompt, Settings
from workbench.store import open_store

PICTURE = Path(__file__).resolve().parents[2] / "components" / "favicon.png"
UPLOAD = Upload("my icon.png", "", PICTURE.read_bytes())
WEATHER = functions.switch(Settings(), "get_weather", True)
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}, "people": {"type": "integer"}}, "required": ["city"]}
SHOP = "http://127.0.0.1:9/mcp"
RESEARCH = Settings(agent="deep-research-preview-04-2026", background=True, stream=False)
CASES: dict[str, tuple[Settings, tuple[Any, ...]]] = {
    "memory": (Settings(stream=False), ("Hi, my name is \"Karthik\".\nI like `cricket` & $HOME.", "What is my name?")),
    "streamed": (
        Settings(thinking_level="high", temperature=0.4, seed=7, stop_sequences=("END",), system_instruction="Be brief."),
        ("Hi, my name is Karthik.", "What is my name?", "Tell me a joke about it."),
    ),
    "functions": (replace(WEATHER, stream=False), ("What is the weather in Paris and in Rome?", "Thank you!")),
    "functions_streamed": (WEATHER, ("What is the weather in Paris and in Atlantis?",)),
    "functions_resent": (replace(WEATHER, store=False, history="resend"), ("What is the weather in Oslo?", "And in Rome?")),
    "resent": (Settings(history="resend"), ("Hi, my name is Karthik.", "What is my name?", "And what is 12 * 12?")),
    "structured": (
        Settings(response_format={"type": "text", "mime_type": "application/json", "schema": SCHEMA}),
        ("2 people travel to Rome.",),
    ),
    "search": (Settings(tools=({"type": "google_search"},)), ("What is the Eiffel Tower?",)),
    "image": (Settings(stream=False), (Prompt("What is this?", content([UPLOAD])), "Why?")),
    "mcp": (Settings(tools=({"type": "mcp_server", "name": "shop", "url": SHOP},)), ("Hello!",)),
    "agent": (RESEARCH, ("Bees, in one line.",)),
    "agent_streamed": (replace(RESEARCH, stream=True), ("Bees, in one line.",)),
}  # fmt: skip
SCOPES = ("branch", "turn")
RUNNERS: list[Name] = ["python", *(["curl"] if shutil.which("curl") else [])]  # type: ignore[list-item]
ALL_PYTHON = """
import contextlib, functools, runpy, ssl, sys, time
from google import genai
ssl.create_default_context = functools.cache(ssl.create_default_context)  # else each script's client reads all certificates again
wait = time.sleep
time.sleep = lambda seconds: wait(min(seconds, 0.05))
for path in map(str.strip, sys.stdin):
    with open(path + ".out", "w") as out, contextlib.redirect_stdout(out):
        runpy.run_path(path, run_name="__main__")
"""
ALL_JAVASCRIPT = """
const vm = require("node:vm"), fs = require("node:fs");
for (const path of process.argv.slice(1)) new vm.SourceTextModule(fs.readFileSync(path, "utf8"), {identifier: path});
"""
ENVIRONMENT = {
    "GEMINI_API_KEY": "test-key",
    "MCP_SHOP_AUTHORIZATION": 'Bearer "top\\secret"',
    "BASH_FUNC_sleep%%": "() { command sleep 0.05; }",
}


@dataclass
class Played:
    """What was sent: by the conversations, and by the scripts made from them."""

    originals: dict[str, list[Any]] = field(default_factory=dict)
    sent: dict[tuple[str, str, str], list[Any]] = field(default_factory=dict)
    printed: dict[tuple[str, str, str], str] = field(default_factory=dict)
    scripts: list[Path] = field(default_factory=list)


class Running:
    """The scripts under way: the Python ones in one process, fed with paths; each shell script in its own."""

    def __init__(self) -> None:
        self._environment = {**os.environ, **ENVIRONMENT}
        self._python = self._started([sys.executable, "-c", ALL_PYTHON])
        self._shells: list[subprocess.Popen[str]] = []

    def run(self, script: Path) -> None:
        """Begin with a script, or queue it behind others."""
        if script.suffix == ".py" and self._python.stdin is not None:
            print(script, file=self._python.stdin, flush=True)
        elif script.suffix == ".sh" and "curl" in RUNNERS:
            self._shells.append(self._started(["bash", str(script)]))

    def wait(self) -> None:
        """Wait until all have ended, and ended well."""
        all_ended_well([*self._shells, self._python])

    def _started(self, command: list[str]) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=self._environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def all_ended_well(started: list[subprocess.Popen[str]]) -> None:
    wrong = [error for process in started for _, error in [process.communicate(timeout=120)] if process.returncode]
    assert wrong == []


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Every conversation held, every script run."""
    folder = tmp_path_factory.mktemp("code")
    with pytest.MonkeyPatch.context() as patch, serve(EmulatorConfig(speed=0)) as emulator:
        patch.setenv("STEPWISE_DATA_DIR", str(folder / "data"))
        store = open_store(f"sqlite:///{folder / 'stepwise.db'}")
        found, running = Played(), Running()
        for case, (settings, prompts) in CASES.items():
            before = len(emulator.requests)
            secret = {SHOP: {"Authorization": 'Bearer "top\\secret"'}}
            path = _talk(store, Connection("demo", emulator.base_url, "test-key", mcp_headers=secret), settings, prompts)
            mine = [request for request in emulator.requests[before:] if request.path.startswith("/v1/")]
            found.originals[case] = _posted(mine)
            for script in _write(folder, case, path, emulator.base_url, found):
                running.run(script)
        running.wait()
        _read(found, emulator)
        store.close()
        yield found


def _talk(store: Any, connection: Connection, settings: Settings, prompts: tuple[Any, ...]) -> list[Turn]:
    conversation = parent = None
    for prompt in prompts:
        given = prompt if isinstance(prompt, Prompt) else Prompt(prompt)
        turn = last(send.send(store, connection, settings, given, conversation, parent))
        assert turn["state"] == "done", turn["problem"]
        conversation, parent = turn["conversation_id"], turn["id"]
    ids = Tree(store.skeleton(conversation)).path(parent)
    turns = {turn["id"]: turn for turn in store.turns(ids)}
    return [turns[one] for one in ids]


def _write(folder: Path, case: str, path: list[Turn], base_url: str, found: Played) -> list[Path]:
    """One folder per script, with the files it reads; the address says whose requests are whose."""
    for language, written in LANGUAGES.items():
        for scope in SCOPES[: len(path)]:  # a branch of one turn is that turn
            place = folder / f"{case}-{scope}-{language}"
            place.mkdir()
            address = f"{base_url}/{place.name}"
            script = gather(path, path[-1]["id"], datetime.now(UTC), whole=scope == "branch", base_url=address)
            (place / written.file_name).write_text(written.write(script), encoding="utf-8")
            for name, data in script.files.items():
                (place / name).write_bytes(data)
            found.scripts.append(place / written.file_name)
    return [script for script in found.scripts if script.parent.name.startswith(f"{case}-")]


def _read(found: Played, emulator: Any) -> None:
    """What each script has sent and printed."""
    for script in found.scripts:
        case, scope, language = script.parent.name.split("-")
        mine = [request for request in emulator.requests if f"/{script.parent.name}/" in request.path]
        assert all(request.status == 200 for request in mine)
        found.sent[case, scope, language] = _posted(mine)
        out = script.with_name(f"{script.name}.out")
        found.printed[case, scope, language] = out.read_text() if out.exists() else ""


def _posted(requests: list[Any]) -> list[Any]:
    return [request.json for request in requests if request.method == "POST"]


def _bare(value: Any, seen: dict[str, str]) -> Any:
    """Ids and signatures, which each run gets anew, by the order in which they come up."""
    if isinstance(value, dict):
        own = ("previous_interaction_id", "id", "call_id", "signature")
        pairs = sorted(value.items())
        return {key: seen.setdefault(item, f"#{len(seen)}") if key in own else _bare(item, seen) for key, item in pairs}
    return [_bare(item, seen) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("language", RUNNERS)
@pytest.mark.parametrize("case", CASES)
def test_the_code_of_a_branch_sends_what_the_branch_sent(played, case, language):
    sent = played.sent[case, "branch", language]
    assert len(sent) == len(played.originals[case])
    for mine, original in zip(_bare(sent, {}), _bare(played.originals[case], {}), strict=True):
        assert mine == original


@pytest.mark.parametrize("language", RUNNERS)
@pytest.mark.parametrize("case", ["memory", "streamed", "resent", "image"])
def test_the_code_of_a_turn_sends_its_very_request(played, case, language):
    assert played.sent[case, "turn", language] == played.originals[case][-1:]


@pytest.mark.parametrize("language", RUNNERS)
def test_the_code_of_a_turn_with_calls_brings_its_rounds(played, language):
    sent = played.sent["functions_resent", "turn", language]
    assert _bare(sent, {}) == _bare(played.originals["functions_resent"][-len(sent) :], {})
    assert len(sent) == 2


def test_what_it_prints_is_the_answer(played):
    assert "Karthik" in played.printed["memory", "turn", "python"]
    assert "Karthik" in played.printed["resent", "branch", "python"]
    assert "144" in played.printed["resent", "turn", "python"]
    assert "Bees" in played.printed["agent", "branch", "python"]
    assert "Bees" in played.printed["agent_streamed", "branch", "python"]


def test_no_key_and_no_secret_is_in_any_script(played):
    for script in played.scripts:
        code = script.read_text()
        assert "test-key" not in code
        assert "secret" not in code.replace("secret header", "")


@pytest.mark.parametrize("node", [found for found in [shutil.which("node")] if found])
def test_javascript_is_well_formed(played, node):
    scripts = [str(script) for script in played.scripts if script.match("*-branch-*/*.mjs")]
    command = [node, "--no-warnings", "--experimental-vm-modules", "-e", ALL_JAVASCRIPT, *scripts]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
