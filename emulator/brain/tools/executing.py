"""Code execution: writes a program for what is asked, really runs it, and answers with what it printed."""

from __future__ import annotations

import re

from emulator.brain.contract import Ask
from emulator.brain.registry import Note
from emulator.brain.tools import programs, sandbox
from emulator.brain.tools.outcome import Outcome, Piece

_ASKED = re.compile(r"\b(?:run|execute|write|use|with|using|in)\b.{0,40}\b(?:code|python|program|script)\b", re.I)
_LONGEST_LINE = 400


def wanted(ask: Ask, text: str) -> programs.Program | None:
    """The program that would answer a request, if one would."""
    return programs.write(text, ask.now.date())


def act(program: programs.Program) -> Outcome:
    """Run a program."""
    ran = sandbox.run(program.code)
    steps = (
        {"type": "code_execution_call", "arguments": {"language": "python", "code": program.code}},
        {"type": "code_execution_result", "result": ran.output, "is_error": ran.failed},
    )
    lines = program.code.count("\n")
    notes = (
        Note(
            "Running the program" if program.given else "Writing a program", f"It has {lines} line{'s' * (lines != 1)} of Python."
        ),
        Note("Reading its output", f"It {'failed' if ran.failed else 'printed'}: {_head(ran.output)}"),
    )
    return Outcome(steps, (Piece(_told(program, ran)),), notes, {"output": ran.output.strip(), "result": ran.output.strip()})


def _head(output: str) -> str:
    line = output.strip().splitlines()[-1] if output.strip() else "nothing"
    return line[:120]


def _told(program: programs.Program, ran: sandbox.Ran) -> str:
    output = ran.output.strip()
    if ran.failed:
        what = "The code" if program.given else "My program"
        return f"{what} failed: `{_head(output)}`"
    if program.table and output:
        return output
    said = output.splitlines()
    if program.lines and len(said) == len(program.lines):
        return " ".join(told.replace("{}", line) for told, line in zip(program.lines, said, strict=True))
    if not output:
        return "The program ran without an error and printed nothing."
    if "\n" not in output and len(output) <= _LONGEST_LINE:
        return (
            (program.told or "The program printed **{}**.").replace("{}", output)
            if not program.given
            else f"The code prints `{output}`."
        )
    if "\n" not in output and program.told:
        return program.told.replace("{}", output)
    return f"{'The code prints' if program.given else 'This is what the program found'}:\n\n```\n{output}\n```"
