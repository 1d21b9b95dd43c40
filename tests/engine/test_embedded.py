"""The embedded emulator: a child that comes when needed, comes back when it dies, and goes with the app."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.engine.watching import ended, problem_in, until
from workbench import embedded
from workbench import turn as turns
from workbench.errors import EmulatorDown
from workbench.research import jobs
from workbench.research.brief import Brief
from workbench.settings import Connection

ROOT = Path(__file__).resolve().parents[2]
APP = "import sys; from workbench import embedded; print(embedded.ensure(), flush=True); sys.stdin.read()"


@pytest.fixture(autouse=True)
def emulators(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test begins and ends without children."""
    monkeypatch.setenv("STEPWISE_EMULATOR_SPEED", "0")
    embedded.shut_down()
    yield
    embedded.shut_down()


def child_of(process: psutil.Process) -> psutil.Process:
    (child,) = [child for child in process.children() if "emulator" in child.cmdline()]
    return child


def test_it_answers_without_a_key_of_anyone(send):
    turn = ended(send(Connection("demo", embedded.ensure(), embedded.DEMO_KEY), "Hello"))
    assert (turn["state"], turn["offline"]) == ("done", True)


def test_the_same_child_serves_everyone():
    assert embedded.ensure() == embedded.ensure()
    assert embedded.state().status == "running"
    assert len([child for child in psutil.Process().children() if "emulator" in child.cmdline()]) == 1


def test_each_tier_has_its_own():
    assert embedded.ensure("free") != embedded.ensure("paid")
    assert {tier: state.status for tier, state in embedded.status().items()} == {"free": "running", "paid": "running"}


def test_looking_at_the_state_starts_it_without_waiting():
    assert embedded.status() == {}
    assert embedded.state().status in ("starting", "running")
    assert embedded.ensure()


def test_a_killed_child_comes_back_at_the_same_address_with_its_memory(send):
    base_url = embedded.ensure()
    connection = Connection("demo", base_url, embedded.DEMO_KEY)
    first = send(connection, "Hi, my name is Karthik.")
    ended(first)
    child = child_of(psutil.Process())
    child.send_signal(signal.SIGKILL)
    child.wait(30)
    turn = ended(send(connection, "What is my name?", after=first))
    assert (turn["state"], turn["problem"]) == ("done", None)
    assert "Karthik" in str(turn["steps"])
    assert embedded.ensure() == base_url
    assert embedded.state().restarts == 1


def test_a_child_killed_in_mid_answer_costs_the_rest_but_not_what_came(send, monkeypatch):
    monkeypatch.setenv("STEPWISE_EMULATOR_SPEED", "1")
    run = send(Connection("demo", embedded.ensure(), embedded.DEMO_KEY), "Tell me a long story about the sea.")
    before = until(run, lambda turn: len(turns.answer_text(turn)) > 30)
    child_of(psutil.Process()).kill()
    turn = ended(run)
    assert turn["state"] == "failed"
    assert turns.answer_text(turn).startswith(turns.answer_text(before))
    assert problem_in(turn)["retryable"] is True
    again = ended(send(Connection("demo", embedded.ensure(), embedded.DEMO_KEY), "Hello"))
    assert again["state"] == "done"


def test_it_never_sees_a_key(monkeypatch):
    monkeypatch.setenv("GEMINI_API_KEY", "AIza-secret")
    monkeypatch.setenv("MY_SECRET_TOKEN", "s3cret")
    embedded.ensure()
    seen = child_of(psutil.Process()).environ()
    assert "PATH" in seen
    assert not [name for name, value in seen.items() if "secret" in value or "s3cret" in value]


def test_one_that_cannot_start_says_why(tmp_path, monkeypatch):
    (tmp_path / "data").write_text("a file where the folder belongs")
    with pytest.raises(EmulatorDown) as refusal:
        embedded.ensure()
    assert "can't be started" in refusal.value.problem["message"]
    assert embedded.state().status == "failed"
    (tmp_path / "data").unlink()
    assert embedded.ensure()


def test_it_ends_when_the_app_is_killed():
    app = subprocess.Popen([sys.executable, "-c", APP], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
    assert app.stdout is not None
    assert app.stdout.readline()
    child = child_of(psutil.Process(app.pid))
    app.kill()
    app.communicate()
    assert psutil.wait_procs([child], timeout=30)[1] == []


def test_it_ends_when_the_app_ends():
    app = subprocess.Popen([sys.executable, "-c", APP], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
    assert app.stdout is not None
    assert app.stdout.readline()
    child = child_of(psutil.Process(app.pid))
    app.communicate()
    assert app.returncode == 0
    assert psutil.wait_procs([child], timeout=30)[1] == []


def test_two_apps_side_by_side_have_their_own():
    apps = [
        subprocess.Popen([sys.executable, "-c", APP], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) for _ in range(2)
    ]
    addresses = [app.stdout.readline() for app in apps if app.stdout]
    assert len(set(addresses)) == 2
    apps[0].kill()
    apps[0].communicate()
    assert psutil.pid_exists(child_of(psutil.Process(apps[1].pid)).pid)
    apps[1].communicate()


def test_waiting_screens_all_get_the_address():
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(embedded.ensure())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(found) == 8
    assert len(set(found)) == 1
    assert os.getpid() not in [child.pid for child in psutil.Process().children()]


def test_a_background_run_outlives_its_app_and_the_next_app_brings_it_to_its_end(store, monkeypatch):
    monkeypatch.setenv("STEPWISE_EMULATOR_SPEED", "20")
    app = subprocess.Popen([sys.executable, "-c", APP], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True)
    assert app.stdout is not None
    connection = Connection("demo", app.stdout.readline().strip(), embedded.DEMO_KEY)
    job = jobs.start(store, connection, Brief("What do bees do for plants?", plan_first=False))
    until(job, lambda turn: len(turn["steps"]) > 2)
    child = child_of(psutil.Process(app.pid))
    jobs.detach(job.turn_id)
    assert job.wait(30)
    app.kill()
    app.communicate()
    before = len(store.events(job.turn_id))
    turn = ended(jobs.resume(store, Connection("demo", embedded.ensure(), embedded.DEMO_KEY), job.turn_id))
    assert (turn["state"], turn["problem"]) == ("done", None)
    assert len(store.events(job.turn_id)) > before
    assert turn["usage"]
    assert psutil.wait_procs([child], timeout=30)[1] == []


def test_a_run_that_its_dying_emulator_left_is_closed_by_another_one_on_the_same_database(store, monkeypatch):
    monkeypatch.setenv("STEPWISE_EMULATOR_SPEED", "1")
    app = subprocess.Popen([sys.executable, "-c", APP], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True)
    assert app.stdout is not None
    first = Connection("demo", app.stdout.readline().strip(), embedded.DEMO_KEY)
    second = Connection("demo", embedded.ensure(), embedded.DEMO_KEY)
    job = jobs.start(store, first, Brief("What do bees do for plants?", plan_first=False))
    until(job, lambda turn: len(turn["steps"]) > 1)
    jobs.detach(job.turn_id)
    assert job.wait(30)
    child_of(psutil.Process(app.pid)).kill()
    app.kill()
    app.communicate()
    turn = ended(jobs.resume(store, second, job.turn_id))
    assert turn["state"] == "failed"
    assert turn["steps"]
