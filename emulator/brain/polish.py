"""Gives an answer the form that was asked for, from the material its skill prepared.

Decides nothing about the content; never invents words beyond the opening and the closing asked for.
"""

from __future__ import annotations

import json
import re

from emulator.brain.registry import Reply
from emulator.brain.shape import Shape
from emulator.brain.text import bullets, numbered, plain, sentences, table, within, words

_HEADING = re.compile(r"^#{1,6} .*\n+", re.M)
_STOP = frozenset("the a an it is are was were of in on at to and or for i you your that this there".split())


def polish(reply: Reply, shape: Shape) -> str:
    """The text of the answer in the shape asked for, its opening and ending still to come."""
    text = reply.text if reply.fixed else _form(reply, shape)
    if shape.case and not reply.fixed:
        text = text.upper() if shape.case == "upper" else text.lower()
    if shape.unmarked:
        text = plain(text)
    return text


def _form(reply: Reply, shape: Shape) -> str:
    if shape.json:
        return json.dumps(reply.data or {"answer": reply.word or reply.brief or plain(reply.text)}, ensure_ascii=False, indent=2)
    if shape.table:
        return table(reply.table or _rows(reply))
    if shape.points >= 0:
        return _listed(reply, shape)
    if shape.headings:
        return _headed(reply, shape)
    if shape.paragraphs:
        return "\n\n".join(" ".join(group) for group in _paragraphs(reply, shape, shape.paragraphs))
    if shape.word:
        return reply.word or first_word(reply.brief or reply.text)
    return _shortened(reply, shape)


def _shortened(reply: Reply, shape: Shape) -> str:
    brief = reply.brief or "".join(sentences(plain(reply.text))[:1])
    if shape.sentences > 1:
        return " ".join(sentences(plain(reply.text))[: shape.sentences])
    text = brief if shape.brief or shape.sentences == 1 else reply.text
    if shape.most_words and len(text.split()) > shape.most_words:
        return within(plain(_HEADING.sub("", text)), shape.most_words)
    return text


HEADINGS = ("At a glance", "In more detail", "Worth knowing", "And also")


def _headed(reply: Reply, shape: Shape) -> str:
    """Under the heads of the points where they have such, else under general ones."""
    pairs = [pair for point in reply.points if (pair := pair_of(point))]
    if len(pairs) < 2 or len(pairs) < len(reply.points):
        groups = _paragraphs(reply, shape, shape.paragraphs or 3)
        pairs = [(HEADINGS[min(place, len(HEADINGS) - 1)], " ".join(group)) for place, group in enumerate(groups)]
    return "\n\n".join(f"### {head}\n\n{body}" for head, body in pairs)


def _paragraphs(reply: Reply, shape: Shape, count: int) -> list[list[str]]:
    """The sentences of an answer in so many groups, as even as they go; short ones have two at most."""
    said = sentences(plain(reply.text))
    count = min(count, len(said)) or 1
    size, longer = divmod(len(said), count)
    groups, start = [], 0
    for place in range(count):
        end = start + size + (place < longer)
        groups.append(said[start:end][: 2 if shape.brief else None])
        start = end
    return groups


def points_of(reply: Reply) -> list[str]:
    """The answer as points, whichever way its skill prepared it."""
    return list(reply.points) or sentences(plain(reply.text))


def _listed(reply: Reply, shape: Shape) -> str:
    points = points_of(reply)
    if shape.points:
        if len(points) < shape.points:
            extra = [s for s in sentences(plain(reply.text)) if not any(s in point or point in s for point in points)]
            points += extra
        points = points[: shape.points]
    if shape.brief or shape.most_words:
        points = [within(point, max(6, shape.most_words // max(1, len(points)) if shape.most_words else 12)) for point in points]
    return numbered(points) if shape.numbered else bullets(points)


def _rows(reply: Reply) -> list[tuple[str, ...]]:
    pairs = [pair_of(point) for point in points_of(reply)]
    if pairs and all(pairs):
        return [("Item", "Details"), *[pair for pair in pairs if pair]]
    return [("No.", "Point"), *[(str(index), point) for index, point in enumerate(points_of(reply), 1)]]


def pair_of(point: str) -> tuple[str, str] | None:
    """The bold head of a point and what it says of it; a remark in brackets loses them."""
    match = re.match(r"\*\*(.{1,60}?):?\*\*:?\s*(?:[—–-]\s*)?(.+)", point, re.S)
    if match is None:
        return None
    bracketed = re.fullmatch(r"\(([^()]+)\)\.?", match[2].strip())
    return match[1], bracketed[1] if bracketed else match[2]


def first_word(text: str) -> str:
    """The first word that carries meaning."""
    found = words(plain(text))
    return next((word for word in found if word.lower() not in _STOP), found[0] if found else "")


def framed(text: str, shape: Shape) -> str:
    """The text with the first and last words asked for."""
    if shape.opening and not text.startswith(shape.opening):
        text = f"{shape.opening} {text}" if shape.opening[-1] in ".!?:,…" else f"{shape.opening}! {text}"
    if shape.ending and not text.rstrip().endswith(shape.ending):
        text = f"{text.rstrip()}\n\n{shape.ending}" if "\n" in text else f"{text.rstrip()} {shape.ending}"
    return text
