"""Did the answer hold what was expected: some text, a match of a pattern, valid JSON.

A pattern comes from a person or a file and may be made to never end, and Python's own engine can't be interrupted: so a
pattern that can repeat is tried in a process of its own, with a time limit.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys

from workbench.compare.model import Check
from workbench.compare.results import CheckResult

PATTERN_LIMIT = 500
ANSWER_LIMIT = 100_000
"""Characters of an answer that a pattern is tried on."""
TIME_LIMIT_S = 3.0
_TRY = "import json,re,sys; p,t=json.load(sys.stdin); print(int(re.search(p,t,re.I|re.M) is not None))"
_REPEATS = re.compile(r"[*+{?]")


def problem(check: Check) -> str:
    """Why this expectation can't be used, in plain words; empty when it can."""
    if check.kind != "json" and not check.expected:
        return "An expectation needs a text to look for."
    if check.kind != "regex":
        return ""
    if len(check.expected) > PATTERN_LIMIT:
        return f"A pattern may have {PATTERN_LIMIT} characters at most."
    try:
        re.compile(check.expected)
    except (re.error, RecursionError, OverflowError) as error:
        return f"This isn't a pattern that can be used: {error}."
    return ""


def run(check: Check, answer: str) -> CheckResult:
    """Hold an answer against an expectation. May take up to TIME_LIMIT_S for a pattern: not for an event loop's thread."""
    if found := problem(check):
        return CheckResult(None, found)
    match check.kind:
        case "contains":
            passed = _folded(check.expected) in _folded(answer)
            return CheckResult(passed, "" if passed else f"“{check.expected}” is not in the answer.")
        case "json":
            return _is_json(answer)
        case "regex":
            return _matches(check.expected, answer[:ANSWER_LIMIT])


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _is_json(answer: str) -> CheckResult:
    text = answer.strip()
    fenced = re.fullmatch(r"```(?:json)?[ \t]*\n(.*)\n```", text, re.S | re.I)
    try:
        json.loads(fenced.group(1) if fenced else text)
    except RecursionError:
        return CheckResult(False, "The answer is nested too deeply to be read as JSON.")
    except ValueError as error:
        return CheckResult(False, f"The answer isn't valid JSON: {error}.")
    return CheckResult(True)


def _matches(pattern: str, answer: str) -> CheckResult:
    if _REPEATS.search(pattern):
        return _matches_apart(pattern, answer)
    return _told(re.search(pattern, answer, re.I | re.M) is not None, pattern)


def _matches_apart(pattern: str, answer: str) -> CheckResult:
    given, command = json.dumps([pattern, answer]), [sys.executable, "-I", "-S", "-c", _TRY]
    try:
        done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=TIME_LIMIT_S, check=True)
    except subprocess.TimeoutExpired:
        return CheckResult(None, f"The pattern took longer than {TIME_LIMIT_S:.0f} s and was given up.")
    except (subprocess.CalledProcessError, OSError) as error:
        return CheckResult(None, f"The pattern could not be tried: {error}.")
    return _told(done.stdout.strip() == "1", pattern)


def _told(passed: bool, pattern: str) -> CheckResult:
    return CheckResult(passed, "" if passed else f"Nothing in the answer matches /{pattern}/.")
