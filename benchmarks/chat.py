"""Stepwise beside a raw SDK loop, a naive Streamlit chat, Gradio and Chainlit, on one emulator, in one run.

    python -m benchmarks.chat            everything, half an hour; writes the table into docs/performance.md
    python -m benchmarks.chat --quick    fewer repeats, for a look while tuning; writes no documentation
    python -m benchmarks.chat --only rates,widget --apps stepwise,raw --rates 200
    python -m benchmarks.chat --resume benchmarks/results/20261130-120000      what a run that broke off didn't come to

Results are kept as JSON in benchmarks/results/, after each app's part. Run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks import measure, raw, report
from benchmarks.apps import APPS, BENCH_PYTHON, EMULATOR
from benchmarks.browser import chromium
from benchmarks.measure import Bench, Load
from benchmarks.processes import ROOT, serve, wait_until_listening
from benchmarks.record import Record
from benchmarks.tap import Tap

RESULTS = ROOT / "benchmarks" / "results"
REQUIREMENTS = ROOT / "benchmarks" / "requirements.txt"
PARTS = ("start", "rates", "depth", "widget", "memory")
FULL = [Load(50, 100, 5), Load(200, 800, 4), Load(1000, 2000, 3), Load(200, 100, 5, think_s=0)]
QUICK = [Load(50, 100, 1), Load(200, 200, 2), Load(1000, 1000, 1), Load(200, 100, 2, think_s=0)]


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer repeats, smaller depths")
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts, of {', '.join(PARTS)}")
    parser.add_argument("--apps", default=",".join(("raw", *APPS)), help=f"apps, of raw, {', '.join(APPS)}")
    parser.add_argument("--rates", default="50,200,1000", help="tokens per second")
    parser.add_argument("--resume", type=Path, metavar="FOLDER", help="the results of a run that broke off, to go on with")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md even if not everything was run")
    return parser.parse_args()


def install_peers() -> None:
    """Make .venv-bench, once, for the peers."""
    stamp = ROOT / ".venv-bench" / ".ready"
    if stamp.exists() and stamp.stat().st_mtime > REQUIREMENTS.stat().st_mtime:
        return
    print("Installing the peers into .venv-bench ...", flush=True)
    if not BENCH_PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ROOT / ".venv-bench")], check=True)
    pip = [str(BENCH_PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-r", str(REQUIREMENTS)]
    subprocess.run(pip, check=True)
    stamp.touch()


@contextmanager
def bench(folder: Path) -> Iterator[Bench]:
    """Emulator, tap and browser, all running; logs and databases go to the folder."""
    with ExitStack() as stack:
        database = ("--db", str(folder / time.strftime("emulator-%H%M%S.db")))
        emulator = stack.enter_context(serve((*EMULATOR, *database), {}, ROOT, folder / "emulator.log"))
        wait_until_listening(emulator)
        tap = stack.enter_context(Tap(f"http://127.0.0.1:{emulator.port}"))
        browser = stack.enter_context(chromium())
        yield Bench(browser, tap, folder, measure.topics())


def make_past(bench: Bench, turns: int) -> Path | None:
    """A real conversation of so many turns, made by Stepwise's engine; None for no past."""
    if not turns:
        return None
    folder = Path(tempfile.mkdtemp(prefix=f"past-{turns}-", dir=bench.folder))
    bench.tap.pace = 100_000
    env = {**os.environ, "STEPWISE_DATABASE_URL": f"sqlite:///{folder / 'stepwise.db'}"}
    command = [sys.executable, "-m", "benchmarks.prefill", bench.tap.base_url, str(turns), str(folder / "past.json")]
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    bench.tap.passages.clear()
    return folder / "past.json"


def measure_depths(bench: Bench, record: Record, apps: list[str], depths: tuple[int, ...], load: Load) -> None:
    """The same turn at several depths of one conversation."""
    for depth in (depth for depth in depths if record.misses(("depth", str(depth)), apps)):
        past = make_past(bench, depth - 1)

        def at_depth(app: str, past: Path | None = past) -> Any:
            if app == "raw":
                return raw.depth(bench, past, load)
            return measure.depth(bench, APPS[app], past, load)

        record.collect(("depth", str(depth)), apps, at_depth)


def run(bench: Bench, wanted: argparse.Namespace, record: Record) -> None:
    """All wanted parts."""
    apps = [app for app in ("raw", *APPS) if app in wanted.apps.split(",")]
    in_browser = [app for app in apps if app != "raw"]
    chosen = {int(rate) for rate in wanted.rates.split(",")}
    plan = [load for load in (QUICK if wanted.quick else FULL) if load.rate in chosen]
    quick, parts = wanted.quick, wanted.only.split(",")
    if "start" in parts:
        record.collect(("start",), in_browser, lambda a: measure.start(bench, APPS[a], 1 if quick else 3))
    if "rates" in parts:
        by_app = lambda a: raw.rates(bench, plan) if a == "raw" else measure.rates(bench, APPS[a], plan)  # noqa: E731
        record.collect(("rates",), apps, by_app)
    if "depth" in parts:
        depths, load = ((1, 20), Load(200, 200, 2)) if quick else ((1, 50, 200), Load(200, 200, 3))
        measure_depths(bench, record, apps, depths, load)
    if "widget" in parts:
        clicks = Load(200, 600, 3) if quick else Load(200, 1600, 8)
        record.collect(("widget",), in_browser, lambda a: measure.widget(bench, APPS[a], clicks))
    if "memory" in parts:
        counts = (1, 3) if quick else (1, 10, 30)
        record.collect(("memory",), in_browser, lambda a: measure.memory(bench, APPS[a], counts))


def main() -> None:
    """Measure, keep the numbers, print the table."""
    wanted = options()
    if set(wanted.apps.split(",")) - {"stepwise"}:
        install_peers()
    folder = (wanted.resume or RESULTS / time.strftime("%Y%m%d-%H%M%S")).resolve()
    record = Record.begin(folder)
    with bench(folder) as running:
        run(running, wanted, record)
    print(report.table(record.results))
    print(f"\n{record.results['seconds']:.0f} s; numbers in {record.file}")
    complete = not wanted.quick and wanted.only == ",".join(PARTS) and wanted.apps == ",".join(("raw", *APPS))
    if wanted.write or complete:
        report.write(record.results)


if __name__ == "__main__":
    main()
