"""Testing a connection before anything is sent over it."""

from __future__ import annotations

from workbench import probe
from workbench.settings import Connection


def test_a_good_connection_lists_models_and_says_it_is_an_emulator(emulator):
    report = probe.check(Connection("custom", emulator.base_url, "test-key"))
    assert (report.ok, report.emulator, report.problem) == (True, True, None)
    assert "gemini-3.8-flash" in report.models
    assert report.milliseconds > 0


def test_a_bad_key_is_told(emulator):
    report = probe.check(Connection("custom", emulator.base_url, "invalid-key"))
    assert not report.ok
    assert report.problem is not None
    assert "connection panel" in report.problem["hint"]


def test_nobody_there_is_told(emulator):
    emulator.stop()
    report = probe.check(Connection("custom", emulator.base_url, "test-key"))
    assert report.problem is not None
    assert report.problem["code"] == "unreachable"


def test_silence_ends_with_patience(raw):
    server = raw(b"")
    server.hold.clear()
    report = probe.check(Connection("custom", server.base_url, "test-key"), patience_s=0.2)
    assert report.problem is not None
    assert report.problem["code"] == "timeout"


def test_a_base_url_that_is_none_is_told():
    report = probe.check(Connection("custom", "not a url", "test-key"))
    assert not report.ok
    assert report.problem is not None
