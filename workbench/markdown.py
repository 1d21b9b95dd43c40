"""Model text made safe to draw as Markdown, and the places in it that must stay as they are. Pure.

Two different answers to "is this code?": `safe` calls something code only when no reading of it could be anything else, since
an attacker gains from a mistake; `protected` calls code whatever looks like it, since a chip in code is merely ugly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_FENCE_OPEN = re.compile(r"(`{3,})[^`|\r\n]*$|(~{3,})[^|\r\n]*$")
_DOUBT_FROM_HERE = re.compile(r"\s*(<|\$\$|:::)|[\s>*+\-\d.)]*(```|~~~)")
"""Lines that may begin raw HTML, mathematics or a directive, in which a fence is plain text; and fences inside lists and
quotes, which may end without a closing line, or with a bar, which may be the head of a table."""
_DOUBT_IN_LINE = re.compile(r"[<$\[|\\{]|://|www\.", re.I)
"""What may begin something that swallows a backtick: a tag, a formula, a label, a table cell, an escape, an address."""
_IMAGE = re.compile(r"(?<!\\)(\\*)!(?=\[)")
_DOLLAR = re.compile(r"(?<!\\)(\\*)(\$+)")
_FORMULA = r"(?<![\\$])\$(?![\s$])[^$\n]*?(?<![\s\\$])\$(?![\d$])"
_RUN = re.compile(r"`+")


def safe(markdown: str) -> str:
    """The same text, with images turned into links and prices no longer read as formulas. Applying it twice changes nothing.

    A remote image would make the reader's browser call a server that the model, or someone who wrote to it, has chosen.
    """
    return _prices("".join(part if is_code else _without_images(part) for is_code, part in _parts(markdown)))


def _without_images(text: str) -> str:
    return _IMAGE.sub(lambda m: m[0] if len(m[1]) % 2 else f"{m[1]}\\!", text)


def _prices(text: str) -> str:
    """Escape dollar signs that don't enclose a formula: "$5 and $10" is about money."""
    if "$" not in text:
        return text
    pieces, last = [], 0
    for start, end in protected(text):
        pieces += [_escaped(text[last:start]), text[start:end]]
        last = end
    return "".join([*pieces, _escaped(text[last:])])


def _escaped(text: str) -> str:
    return _DOLLAR.sub(lambda m: m[0] if len(m[1]) % 2 or len(m[2]) > 1 else f"{m[1]}\\$", text)


def _parts(markdown: str) -> Iterator[tuple[bool, str]]:
    """The text in pieces, each with whether it is certainly code."""
    closing, sure, clean = None, True, True
    for line in _LINE.findall(markdown):
        if closing:
            closing = None if closing.fullmatch(line) else closing
            yield True, line
            continue
        opened = _FENCE_OPEN.match(line.rstrip("\r\n")) if sure else None
        if opened:
            fence, clean = opened[1] or opened[2], True
            closing = re.compile(rf" {{0,3}}{fence}{fence[0]}*[ \t]*[\r\n]*")
            yield True, line
            continue
        sure = sure and not _DOUBT_FROM_HERE.match(line)
        clean = clean or not line.strip(" \t\r\n")
        pieces, clean = _spans(line, clean)
        yield from pieces


def _spans(line: str, clean: bool) -> tuple[list[tuple[bool, str]], bool]:
    """Code spans of one line. `clean` tells whether nothing before in the paragraph could reach into this line."""
    if not clean or "|" in line:
        return [(False, line)], clean and not _RUN.search(line) and not _DOUBT_IN_LINE.search(line)
    pieces: list[tuple[bool, str]] = []
    position = 0
    while run := _RUN.search(line, position):
        before = line[position : run.start()]
        end = next((m.end() for m in _RUN.finditer(line, run.end()) if len(m[0]) == len(run[0])), None)
        if end is None or _DOUBT_IN_LINE.search(before):
            return [*pieces, (False, line[position:])], False
        pieces += [(False, before), (True, line[run.start() : end])]
        position = end
    rest = line[position:]
    return [*pieces, (False, rest)], not _DOUBT_IN_LINE.search(rest)


_PROTECTED = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,}).*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)"
    r"|!?\[[^\[\]\n]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])"
    r"|<[^<>\s]+>"
    rf"|\$\$.*?\$\$|{_FORMULA}"
    r"|https?://[^\s<>()]+",
    re.S | re.M,
)


def protected(markdown: str) -> list[tuple[int, int]]:
    """Spans, in order, into which nothing should be written: code, links, images, formulas, bare addresses."""
    return [match.span() for match in _PROTECTED.finditer(markdown)]
