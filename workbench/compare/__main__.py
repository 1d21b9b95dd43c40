"""Comparisons without a browser, for a terminal or CI: `python -m workbench.compare script.yaml --lanes stateful,stateless`.

Exit codes: 0 everything answered and every expectation met; 1 a turn failed, was left out, or an expectation was not met;
2 the command, the script or the key can't be used. Without an address the offline emulator answers.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from workbench import compare, connections, embedded
from workbench.compare import files, lanes, scripts, stats, verdict
from workbench.compare.lead import lead
from workbench.compare.model import LANE_KINDS, Lane, Order, Plan, Script
from workbench.compare.results import Comparison
from workbench.compare.running import Comparing
from workbench.errors import StepwiseError
from workbench.settings import DEFAULT_MODEL, Connection, Settings
from workbench.store import open_store

OK, NOT_MET, UNUSABLE = 0, 1, 2
STARTERS = {"memory": 0, "document": 1, "tools": 2, "translation": 3, "japan": 4}
GOOGLE = "google"
OWN_SETTINGS = ("model", "thinking_level", "thinking_summaries", "service_tier", "store")
"""What a lane of the command line may have of its own."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; the exit code."""
    options = _parser().parse_args(arguments)
    try:
        order: Order = "in_turn" if options.in_turn else "parallel"
        plan = Plan(_script(options.script), _lanes(options), options.repeats, order, separate_caches=not options.shared_cache)
        found = _carried_out(plan, _connection(options), options)
    except (StepwiseError, OSError) as error:
        _say(f"stepwise: {_words(error)}", sys.stderr)
        return UNUSABLE
    finally:
        embedded.shut_down()
    first = lead(found)
    for line in (first.headline, *first.rest, "", *verdict.sentences(found)):
        _say(line)
    return OK if is_met(found) else NOT_MET


def is_met(comparison: Comparison) -> bool:
    """True when every turn was answered and every expectation met."""
    answered = all(outcome.state == "done" for outcome in comparison.outcomes)
    return answered and all(outcome.check is None or outcome.check.passed is True for outcome in comparison.outcomes)


LANES_HELP = f"any of {', '.join(LANE_KINDS)}; with settings as in stateful:thinking_level=low; the first is the baseline"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m workbench.compare", description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("script", help=f"a YAML or text file, or one of: {', '.join(STARTERS)}")
    parser.add_argument("--lanes", default="stateful,stateless", help=LANES_HELP)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--thinking-level")
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--in-turn", action="store_true", help="one lane after the other instead of all at once")
    parser.add_argument("--base-url", default="", help=f"another server, or '{GOOGLE}'; the key comes from GEMINI_API_KEY")
    parser.add_argument("--tier", choices=("free", "paid"), default="free")
    parser.add_argument("--shared-cache", action="store_true", help="let lanes read from the cache what others sent")
    parser.add_argument("--out", type=Path, help="write everything measured to this JSON file")
    parser.add_argument("--csv", type=Path, help="write the measurements to this CSV file")
    parser.add_argument("--html", type=Path, help="write a report to this HTML file")
    parser.add_argument("--timeout", type=float, default=1800.0, help="seconds after which what is left is given up")
    return parser


def _script(name: str) -> Script:
    if name in STARTERS:
        return scripts.STARTERS[STARTERS[name]]
    path = Path(name)
    if path.stat().st_size > scripts.FILE_LIMIT:
        raise scripts.ScriptError(f"{name} is larger than {scripts.FILE_LIMIT // 1_000_000} MB.")
    return scripts.from_file(path.name, path.read_bytes())


def _lanes(options: argparse.Namespace) -> tuple[Lane, ...]:
    made: list[Lane] = []
    settings = Settings(model=options.model, thinking_level=options.thinking_level)
    for wanted in filter(None, (part.strip() for part in options.lanes.split(","))):
        kind, _, changes = wanted.partition(":")
        if kind not in LANE_KINDS:
            raise scripts.ScriptError(f"There is no lane {kind!r}.", f"Lanes: {', '.join(LANE_KINDS)}.")
        if why := lanes.unavailable(kind):
            raise scripts.ScriptError(f"The lane {kind} can't be had: {why}")
        made.append(lanes.new_lane(kind, _changed(settings, changes), made, wanted if changes else ""))
    return tuple(made)


def _changed(settings: Settings, changes: str) -> Settings:
    """The settings with a lane's own ones: `thinking_level=high+service_tier=flex`."""
    for change in filter(None, changes.split("+")):
        key, _, text = change.partition("=")
        if key not in OWN_SETTINGS or not text:
            raise scripts.ScriptError(f"A lane can't be given {change!r}.", f"Use {', '.join(OWN_SETTINGS)}, as in store=off.")
        value: Any = text == "on" if key == "store" else text
        settings = replace(settings, **{key: value})
    return settings


def _connection(options: argparse.Namespace) -> Connection:
    if not options.base_url:
        return Connection("demo", embedded.ensure(options.tier), embedded.DEMO_KEY, options.tier)
    mode = "google" if options.base_url == GOOGLE else "custom"
    checked = connections.check_base_url(options.base_url) if mode == "custom" else connections.Checked("")
    if checked.problem:
        raise scripts.ScriptError(f"--base-url: {checked.problem}")
    found = connections.resolve("google" if mode == "google" else "custom", "", options.base_url, options.tier, os.environ)
    if not found.api_key:
        raise scripts.ScriptError("No API key is set.", f"Put it into {' or '.join(connections.KEY_NAMES)}.")
    return found


def _carried_out(plan: Plan, connection: Connection, options: argparse.Namespace) -> Comparison:
    """Run it in a store of its own, and write the files that were asked for."""
    folder = tempfile.TemporaryDirectory(prefix="stepwise-compare-")
    with folder as name, closing(open_store(f"sqlite:///{name}/compare.db")) as store:
        comparing = compare.start(store, connection, plan)
        _watch(comparing, options.timeout)
        found = comparing.snapshot()
        if options.out:
            _write(options.out, files.to_json(store, found))
        if options.csv:
            _write(options.csv, files.to_csv(found))
        if options.html:
            _write(options.html, files.html(found))
        return found


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _watch(comparing: Comparing, timeout: float) -> None:
    try:
        if not comparing.wait(timeout):
            _say(f"stepwise: stopped after {timeout:.0f} s", sys.stderr)
            comparing.stop()
    except KeyboardInterrupt:
        _say("stepwise: stopping; what came is kept", sys.stderr)
        comparing.stop()
    comparing.wait(60)
    now = comparing.snapshot()
    for lane in now.lanes:
        found = stats.summary(now, lane.id)
        checks = f", expectations met {found.checks_passed} of {found.checks_told}" if found.checks_told else ""
        _say(f"{lane.name}: {found.done} answered, {found.failed} failed{checks}")


def _words(error: StepwiseError | OSError) -> str:
    if isinstance(error, StepwiseError):
        return f"{error.problem['message']} {error.problem['hint']}".strip()
    return f"{error.filename}: {error.strerror}"


def _say(line: str, to: TextIO | None = None) -> None:
    (to or sys.stdout).write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
