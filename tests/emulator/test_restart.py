"""What survives a stop, a kill and a second server on the same database; real child processes."""

import contextlib
import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest
from google import genai
from google.genai import _interactions as gi

from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.emulator.scripted import MODEL, Gate, sdk, text_move, thought_move

ROOT = Path(__file__).parents[2]


def first_line(process: Any) -> str | bytes:
    return process.stdout.readline()


class Child:
    """`python -m emulator` as a process of its own."""

    def __init__(self, *options: str, **popen) -> None:
        command = [sys.executable, "-m", "emulator", "--port", "0", *options]
        self.process: Any = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, **popen)
        self.said = json.loads(first_line(self.process))
        self.client: Any = genai.Client(api_key="test-key", http_options={"base_url": self.said["base_url"]})

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()


def test_interactions_survive_a_stop_and_a_start():
    with serve(EmulatorConfig(speed=0)) as server:
        client = sdk(server)
        first = client.interactions.create(model=MODEL, input="My name is Karthik.")
        stream = [e.model_dump() for e in client.interactions.get(first.id, stream=True)]
        server.stop()
        with pytest.raises(gi.APIConnectionError):
            client.interactions.get(first.id)
        server.start()
        second = client.interactions.create(model=MODEL, input="What is my name?", previous_interaction_id=first.id)
        assert "Karthik" in second.output_text
        assert [e.model_dump() for e in client.interactions.get(first.id, stream=True)] == stream


def test_a_run_in_flight_fails_when_its_server_stops():
    gate = Gate(thought_move(), text_move("one"))
    with serve(EmulatorConfig(speed=0), gate) as server:
        client = sdk(server)
        stub = client.interactions.create(model=MODEL, input="Count", background=True)
        stream = client.interactions.get(stub.id, stream=True)
        gate.let()
        seen = next(event for event in stream if event.event_type == "step.stop")
        server.stop()
        gate.let()
        server.start()
        found = client.interactions.get(stub.id)
        assert found.status == "failed"
        assert [step.type for step in found.steps] == ["user_input", "thought"]
        rest = list(client.interactions.get(stub.id, stream=True, last_event_id=seen.event_id))
        assert [event.interaction.status for event in rest] == ["failed"]


def test_a_killed_server_leaves_failed_runs_and_everything_else_intact(tmp_path):
    db = str(tmp_path / "emulator.db")
    with Child("--db", db, "--speed", "0.05") as child:
        done = child.client.interactions.create(model=MODEL, input="Hello", extra_headers={"x-emulator-pace": "100000"})
        stub = child.client.interactions.create(model=MODEL, input="Tell me a joke", background=True)
        seen = next(iter(child.client.interactions.get(stub.id, stream=True)))
        child.process.send_signal(signal.SIGKILL)
        child.process.wait()
    with Child("--db", db, "--speed", "0") as child:
        found = child.client.interactions.get(stub.id)
        assert found.status == "failed"
        assert found.errors[0].code == "service_unavailable"
        rest = list(child.client.interactions.get(stub.id, stream=True, last_event_id=seen.event_id))
        assert rest[-1].event_type == "interaction.completed"
        assert rest[-1].interaction.status == "failed"
        unwritten = seen.event_id.replace("ev_0_", "ev_500_")
        ending = child.client.interactions.get(stub.id, stream=True, last_event_id=unwritten)
        assert [event.interaction.status for event in ending] == ["failed"]
        assert child.client.interactions.get(done.id).output_text == done.output_text
        assert child.client.interactions.create(model=MODEL, input="On", previous_interaction_id=stub.id).status == "completed"


def test_two_living_servers_share_a_database_without_failing_each_other(tmp_path):
    db = str(tmp_path / "emulator.db")
    gate = Gate(thought_move(), text_move("from the first"))
    with serve(EmulatorConfig(speed=0, db=db), gate) as first:
        mine = sdk(first)
        stub = mine.interactions.create(model=MODEL, input="Hello", background=True)
        with serve(EmulatorConfig(speed=0, db=db)) as second:
            other = sdk(second)
            assert other.interactions.get(stub.id).status == "in_progress"
            tail = other.interactions.get(stub.id, stream=True)
            gate.let(2)
            assert list(tail)[-1].interaction.status == "completed"
            assert other.interactions.get(stub.id).output_text == "from the first"


def test_a_run_can_be_cancelled_through_another_server(tmp_path):
    db = str(tmp_path / "emulator.db")
    gate = Gate(text_move("one"), text_move("two"))
    with serve(EmulatorConfig(speed=0, db=db), gate) as first:
        client = sdk(first)
        stub = client.interactions.create(model=MODEL, input="Hello", background=True)
        with serve(EmulatorConfig(speed=0, db=db)) as second:
            other = sdk(second)
            tail = other.interactions.get(stub.id, stream=True)
            other.interactions.cancel(stub.id)
            assert list(tail)[-1].interaction.status == "cancelled"
            gate.let(2)
    assert not list(Path(f"{db}.servers").glob("*.lock"))


def test_the_command_line_prints_its_address_and_ends_with_its_parents_pipe():
    with Child("--parent-pipe", "--speed", "0", stdin=subprocess.PIPE) as child:
        assert child.said["base_url"] == f"http://127.0.0.1:{child.said['port']}"
        assert httpx2.get(child.said["base_url"]).json()["name"] == "stepwise-emulator"
        child.process.stdin.close()
        child.process.stdin = None
        assert child.process.wait(20) == 0


def test_a_broken_database_file_is_said_at_the_start(tmp_path):
    db = tmp_path / "emulator.db"
    db.write_bytes(b"this is no database" * 100)
    command = [sys.executable, "-m", "emulator", "--port", "0", "--db", str(db)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0
    assert "not a database" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_taken_port_is_said_in_a_sentence(server):
    command = [sys.executable, "-m", "emulator", "--port", str(server.port)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0
    assert f"port {server.port}" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_database_that_fails_is_said_as_503_and_a_run_is_saved_when_it_works_again():
    gate = Gate(text_move("one"))
    with serve(EmulatorConfig(speed=0), gate) as server:
        client = sdk(server)
        stub = client.interactions.create(model=MODEL, input="Hello", background=True)
        with contextlib.closing(sqlite3.connect(str(server.config.db))) as db:
            db.execute("ALTER TABLE interactions RENAME TO elsewhere")
            with pytest.raises(gi.InternalServerError, match="service_unavailable"):
                client.interactions.get(stub.id)
            db.execute("ALTER TABLE elsewhere RENAME TO interactions")
        gate.let()
        assert list(client.interactions.get(stub.id, stream=True))[-1].interaction.status == "completed"


def test_ctrl_c_ends_the_command_line_without_a_traceback():
    with Child("--speed", "0", stderr=subprocess.PIPE, text=True) as child:
        child.process.send_signal(signal.SIGINT)
        assert child.process.wait(20) in (0, -signal.SIGINT)
        assert child.process.stderr.read() == ""
        child.process.stderr.close()
