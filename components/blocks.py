"""Cuts growing Markdown into the part that is finished and the part still being written. Pure; draws nothing.

A cut is only made where the text before it can no longer change its look: at a blank line outside fences, display
formulas, lists and quotes that may go on.
"""

from __future__ import annotations

import re

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(.*)$")
LIST_ITEM = re.compile(r"^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
INDENTED = re.compile(r"^(?: {2,}|\t)\S")
QUOTE = re.compile(r"^ {0,3}>")
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
INERT = re.compile(r"\\\*|(?<!\S)\*+(?=\s)")
BULLET = re.compile(r"^\s*[*+-]\s")
DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:", re.M)


def finished_length(markdown: str) -> int:
    """How many leading characters are whole blocks; 0 when nothing is finished, or when blocks refer to each other."""
    if DEFINITION.search(markdown):
        return 0
    cut, position, fence, formula, sticky, blank_at = 0, 0, "", False, False, -1
    for line in markdown.splitlines(keepends=True):
        text = line.rstrip("\r\n")
        if fence:
            fence = "" if _closes(text, fence) else fence
        elif formula:
            formula = text.count("$$") % 2 == 0
        elif not text.strip():
            blank_at = position if blank_at < 0 else blank_at
            position += len(line)
            continue
        else:
            if blank_at >= 0 and not (sticky and _goes_on(text)):
                cut, sticky = position, False
            sticky = sticky or bool(LIST_ITEM.match(text) or QUOTE.match(text))
            fence = _opens(text)
            formula = not fence and text.count("$$") % 2 == 1
        blank_at = -1
        position += len(line)
    return cut


def split(markdown: str) -> tuple[str, str]:
    """The finished blocks, and the rest."""
    cut = finished_length(markdown)
    return markdown[:cut], markdown[cut:]


def mended(markdown: str) -> str:
    """The same text with the emphasis closed that is still being written, so that `**bol` is bold and no star flashes up."""
    if _in_fence(markdown):
        return markdown
    head, newline, line = markdown.rpartition("\n")
    bare = INERT.sub("", BULLET.sub("", CODE.sub("", line)))
    if "`" in bare:
        return _closed(head + newline, line, "`")
    for mark in ("**", "*"):
        if bare.count(mark) % 2:
            return _closed(head + newline, line, mark)
        bare = bare.replace(mark, "")
    return markdown


def _closed(before: str, line: str, mark: str) -> str:
    """Close the mark, or leave it out while nothing stands behind it."""
    return before + (line.removesuffix(mark) if line.endswith(mark) else line.rstrip() + mark)


def _in_fence(markdown: str) -> bool:
    fence = ""
    for line in markdown.splitlines():
        fence = ("" if _closes(line, fence) else fence) if fence else _opens(line)
    return bool(fence)


def _opens(line: str) -> str:
    """The fence that this line opens, or nothing. A backtick fence has no backtick in its info string."""
    match = FENCE.match(line)
    return match[1] if match and not (match[1][0] == "`" and "`" in match[2]) else ""


def _closes(line: str, fence: str) -> bool:
    """Whether this line closes the open fence: the same character, at least as many, and nothing after."""
    match = FENCE.match(line)
    return bool(match and match[1][0] == fence[0] and len(match[1]) >= len(fence) and not match[2].strip())


def _goes_on(line: str) -> bool:
    """Whether a line after a blank one may still belong to the list or quote before it.

    A line that has only begun ("2", "-") counts too: more of it is on the way.
    """
    beginning = re.fullmatch(r" {0,3}\d{0,9}[.)]?|\s*", line) is not None
    return beginning or bool(LIST_ITEM.match(line) or INDENTED.match(line) or QUOTE.match(line))
