"""Runs one function in this process: the call comes on standard input, progress and the result go to standard output.

Each line is a JSON object: {"progress", "doing"}, then {"result"} or {"error"}. What the function prints goes to the
error output, and what it may use of the machine is limited.
"""

from __future__ import annotations

import contextlib
import inspect
import json
import resource
import sys
from pathlib import Path
from typing import Any, TextIO

from workbench.toolbox import Context, functions

MEMORY = 1 << 30
FILE = 64 << 20


def main(source: TextIO, target: TextIO) -> None:
    """Read the call, make it, write what came of it."""
    asked = json.load(source)
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, FILE)):
        with contextlib.suppress(ValueError, OSError):  # some systems know no such limit
            resource.setrlimit(what, (most, most))

    def write(**line: Any) -> None:
        target.write(json.dumps(line) + "\n")
        target.flush()

    def tell(progress: float, doing: str) -> None:
        write(progress=progress, doing=doing)

    try:
        context = Context(Path(asked["folder"]), tell)
        write(result=_called(asked["name"], asked["arguments"], context))
    except BaseException as error:  # noqa: BLE001 - whatever a function does is an answer to the model
        write(error=f"{type(error).__name__}: {error}")


def _called(name: str, arguments: dict[str, Any], context: Context) -> Any:
    call = functions()[name].call
    hints = inspect.signature(call).parameters
    given = {key: context for key, parameter in hints.items() if parameter.annotation in (Context, "Context")}
    return call(**arguments, **given)


if __name__ == "__main__":
    answers = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):
        main(sys.stdin, answers)
