"""The raw SDK loop, measured like the apps: the floor that ratios are taken against."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.apps import RAW
from benchmarks.measure import WARM_UP, Bench, Load, Sample, answer_to, ms


@contextmanager
def running(bench: Bench, past: Path | None = None) -> Iterator[subprocess.Popen[str]]:
    """The raw SDK loop, ready for prompts on its standard input."""
    env = {**os.environ, "BENCH_BASE_URL": bench.tap.base_url, **({"BENCH_PAST": str(past)} if past else {})}
    with subprocess.Popen(RAW, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        process.stdout.readline()
        try:
            yield process
        finally:
            process.stdin.close()


def turn(bench: Bench, process: subprocess.Popen[str], prompt: str) -> Sample:
    """One turn of the raw SDK loop."""
    assert process.stdin
    assert process.stdout
    before = len(bench.tap.passages)
    process.stdin.write(json.dumps(prompt) + "\n")
    process.stdin.flush()
    seen = json.loads(process.stdout.readline())
    passage = answer_to(bench.tap, before)
    texts = passage.texts()
    (first, _), (last, _) = texts[0], texts[-1]
    return Sample(
        first=ms(seen["first"], seen["sent"] + first - passage.arrived),
        delivery=ms(seen["first"], first),
        last=ms(seen["last"], last),
        cpu=seen["cpu"],
        tokens=len(texts),
        model_s=last - first,
    )


def rates(bench: Bench, plan: list[Load]) -> dict[str, Any]:
    """`measure.rates` for the raw SDK loop."""
    result = {}
    with running(bench) as process:
        for load in plan:
            result[load.name] = _turns(bench, process, load)
    return result


def depth(bench: Bench, past: Path | None, load: Load) -> list[dict[str, Any]]:
    """`measure.depth` for the raw SDK loop; each repeat goes on in the same conversation."""
    with running(bench, past) as process:
        return _turns(bench, process, load)


def _turns(bench: Bench, process: subprocess.Popen[str], load: Load) -> list[dict[str, Any]]:
    bench.speak(WARM_UP)
    turn(bench, process, bench.ask(WARM_UP.words))
    bench.speak(load)
    return [asdict(turn(bench, process, bench.ask(load.words))) for _ in range(load.repeats)]
