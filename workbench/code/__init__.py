"""Code that sends what Stepwise sent: a turn or a whole branch as Python, JavaScript or curl, ready to run.

`gather` reads the stored requests into a Script, which knows no language; one module for each language writes it down.
A key is never in it: all of them read it from the environment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from workbench.code import curl, javascript, python
from workbench.code.gather import gather as gather
from workbench.code.script import Script as Script

Name = Literal["python", "javascript", "curl"]


@dataclass(frozen=True)
class Language:
    """A language as a person chooses it."""

    label: str
    highlight: str
    """What a syntax highlighter calls it."""
    file_name: str
    mime: str
    run: str
    """How the file is run."""
    write: Callable[[Script], str]


LANGUAGES: dict[Name, Language] = {
    "python": Language("Python", "python", "turn.py", "text/x-python", "python turn.py", python.write),
    "javascript": Language("JavaScript", "javascript", "turn.mjs", "text/javascript", "node turn.mjs", javascript.write),
    "curl": Language("curl", "bash", "turn.sh", "application/x-sh", "bash turn.sh", curl.write),
}
