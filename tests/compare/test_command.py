"""The comparison without a browser, as a terminal and CI use it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.compare.__main__ import NOT_MET, OK, UNUSABLE, main

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = """\
prompts:
  - Hi, my name is Karthik.
  - text: What is my name?
    expect:
      contains: Karthik
"""


@pytest.fixture
def script(tmp_path):
    path = tmp_path / "script.yaml"
    path.write_text(SCRIPT)
    return path


@pytest.fixture
def run(emulator, monkeypatch):
    """Runs the command against this test's emulator."""
    monkeypatch.setenv("GEMINI_API_KEY", "test-key")
    return lambda *arguments: main([*map(str, arguments), "--base-url", emulator.base_url])


def test_it_measures_writes_files_and_says_that_all_is_met(run, script, tmp_path, capsys):
    out, table, page = (tmp_path / name for name in ("r.json", "r.csv", "r.html"))
    lanes = "stateful,stateless,store_off,generate_content"
    assert run(script, "--lanes", lanes, "--repeats", 2, "--in-turn", "--out", out, "--csv", table, "--html", page) == OK
    document = json.loads(out.read_text())
    assert len(document["comparison"]["outcomes"]) == len(document["turns"]) == 16
    assert len(list(csv.reader(table.read_text().splitlines()))) == 17
    assert "<svg" in page.read_text()
    told = capsys.readouterr().out
    assert "expectations met 2 of 2" in told
    assert "times the bytes" in told
    assert "test-key" not in out.read_text() + table.read_text() + page.read_text() + told


def test_lanes_may_have_settings_of_their_own(run, script, tmp_path):
    out = tmp_path / "r.json"
    assert run(script, "--lanes", "stateful:thinking_level=low,stateless:store=off+thinking_level=high", "--out", out) == OK
    plan = json.loads(out.read_text())["comparison"]["plan"]
    assert [lane["settings"]["thinking_level"] for lane in plan["lanes"]] == ["low", "high"]
    assert [lane["settings"]["store"] for lane in plan["lanes"]] == [True, False]


def test_an_expectation_that_is_not_met_fails_the_command(run, tmp_path):
    path = tmp_path / "script.txt"
    path.write_text("Hello\nexpect contains: zebra crossing\n")
    assert run(path, "--lanes", "stateful") == NOT_MET


def test_a_turn_that_fails_fails_the_command(run, emulator, script):
    emulator.inject({"status": 400, "contains": "What is my name", "times": 1})
    assert run(script, "--lanes", "stateful") == NOT_MET


@pytest.mark.parametrize(
    "arguments",
    [
        ("missing.yaml",),
        ("{script}", "--lanes", "quantum"),
        ("{script}", "--repeats", "99"),
        ("{script}", "--lanes", ","),
        ("{script}", "--lanes", "adk:x=y"),
    ],
    ids=str,
)
def test_what_can_not_be_run_is_told_in_one_line(run, script, arguments, capsys):
    assert run(*(script if part == "{script}" else part for part in arguments)) == UNUSABLE
    told = capsys.readouterr().err
    assert told.startswith("stepwise: ")
    assert "Traceback" not in told


def test_a_server_without_a_key_is_refused(script, emulator, capsys):
    assert main([str(script), "--base-url", emulator.base_url]) == UNUSABLE
    assert "GEMINI_API_KEY" in capsys.readouterr().err


def test_without_an_address_the_offline_emulator_answers(script, tmp_path):
    out = tmp_path / "r.json"
    command = [sys.executable, "-m", "workbench.compare", str(script), "--out", str(out)]
    environment = {**os.environ, "STEPWISE_EMULATOR_SPEED": "0"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (OK, "")
    assert "show the mechanism, not Google's billing" in done.stdout
    assert json.loads(out.read_text())["comparison"]["offline"] is True
