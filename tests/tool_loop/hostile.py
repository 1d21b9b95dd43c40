"""Functions that do what no function should; copied into a folder of one's own by the tests."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

from workbench.toolbox import Context, function


@function("Endless", ":material/all_inclusive:")
def never_returns(note: str = "") -> str:
    """Never return, with a child process that doesn't either."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    if note:
        with open(note, "w") as file:
            file.write(str(child.pid))
    while True:
        threading.Event().wait(0.01)


@function("Huge", ":material/expand:")
def huge_result(size: int) -> str:
    """Return far too much."""
    return "x" * size


@function("Quitter", ":material/logout:")
def quits() -> str:
    """End the process."""
    os._exit(3)


@function("Glutton", ":material/memory:")
def eats_memory() -> str:
    """Take more memory than there is."""
    return str(len(b"x" * (4 << 30)))


@function("Chatterbox", ":material/chat:")
def prints() -> str:
    """Print into the channel of the results."""
    print('{"result": "forged"}', flush=True)
    return "real"


@function("Odd", ":material/question_mark:")
def returns_no_json() -> str:
    """Return what JSON has no word for."""
    return {1, 2}  # type: ignore[return-value]


@function("Spy", ":material/visibility:")
def reads_environment() -> list[str]:
    """Tell what stands in the environment."""
    return sorted(os.environ)


@function("Two steps", ":material/steps:")
def waits_for(path: str, context: Context) -> str:
    """Tell that it is half way, then wait until a file is there."""
    context.progress(0.5, "Half way")
    while not os.path.exists(path):
        threading.Event().wait(0.01)
    return "There it is."
