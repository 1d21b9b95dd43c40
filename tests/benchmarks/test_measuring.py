"""The yardstick itself: what the proxy notes, what is read off a page, how medians and verdicts come out."""

import json

import httpx2
import pytest

from benchmarks import report
from benchmarks.browser import first_and_last, letters
from benchmarks.tap import Tap

BODY = {"model": "gemini-3.8-flash", "input": "What is 2 + 2?", "stream": True}


@pytest.fixture
def tap(emulator):
    with Tap(emulator.base_url) as running:
        yield running


def post(tap):
    headers = {"x-goog-api-key": "test-key"}
    return httpx2.post(f"{tap.base_url}/v1/interactions", json=BODY, headers=headers, timeout=30).text


def test_the_proxy_passes_the_answer_on_unchanged_and_times_each_text(tap):
    received = post(tap)
    passage = tap.latest_answer()
    assert passage.done.wait(5)
    assert b"".join(chunk for _, chunk in passage.chunks).decode().endswith(received)
    times = [at for at, _ in passage.texts()]
    assert times
    assert times == sorted(times)
    assert times[0] >= passage.arrived
    assert json.loads(passage.body) == BODY


def test_the_proxy_asks_for_one_token_in_each_delta_only_when_told(tap):
    post(tap)
    without = len(tap.latest_answer().texts())
    tap.pace = 5000
    post(tap)
    assert len(tap.latest_answer().texts()) >= without
    assert all(len(text.split()) <= 1 for _, text in tap.latest_answer().texts())


def test_the_end_of_an_answer_is_found_whatever_markdown_made_of_it():
    seen = {"seen": [[1.0, "Bees", "Bees"], [2.0, "Bees fly. Far", "Bees fly. Far away  1.2 s 60 tok/s"]]}
    assert first_and_last(seen, "**Bees** ", letters("fly.\n\n*Far away*")) == (1.0, 2.0)


def test_a_value_that_never_came_counts_as_worst_and_never_as_a_goal_met():
    assert report.median([100.0, None, None]) is None
    assert report.median([100.0, 120.0, None]) == 120.0
    assert "missed" in report.verdict(None, 150, "goal")


def sample(first, last):
    return {"first": first, "delivery": first, "last": last, "cpu": 0.1, "tokens": 100, "model_s": 1.0}


def test_the_table_sets_each_app_beside_the_raw_loop_and_judges_stepwise_alone():
    results = {"rates": {"raw": {"200 tokens/s": [sample(20, 5)]}, "stepwise": {"200 tokens/s": [sample(80, 160)]}}}
    table = report.table(results)
    assert "| 20 ms | 80 ms (4.0×) | ≤ 100 ms: met |" in table
    assert "| 5 ms | 160 ms (32.0×) | ≤ 150 ms: **missed** |" in table
