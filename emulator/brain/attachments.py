"""What can really be read of an attachment: the text of a document, the size and colours of an image, the length of a sound.

Bounded, and never a guess at what a picture shows or a voice says.
"""

from __future__ import annotations

import base64
import importlib
import io
import wave
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from emulator.brain import papers

LONGEST = 60_000
"""Characters of a document that are read."""
_COLOURS = {
    "black": (0, 0, 0), "dark grey": (70, 70, 70), "grey": (135, 135, 135), "light grey": (205, 205, 205),
    "white": (255, 255, 255), "red": (210, 40, 40), "dark red": (120, 20, 20), "orange": (240, 140, 30),
    "yellow": (250, 220, 60), "brown": (130, 85, 45), "beige": (235, 220, 185), "green": (50, 160, 60),
    "dark green": (20, 80, 35), "olive": (120, 120, 40), "teal": (15, 118, 110), "turquoise": (64, 215, 205),
    "light blue": (150, 200, 245), "blue": (45, 100, 215), "navy": (20, 30, 90), "purple": (120, 60, 170),
    "pink": (245, 150, 190), "magenta": (215, 40, 150),
}  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """What an attachment is, in words, and what was read of it."""

    what: str
    """Such as "a PNG image of 640 × 480 pixels"."""
    details: tuple[str, ...] = ()
    """Whole sentences on what was measured."""
    text: str = ""
    """The words of a document; empty when it has none that can be read."""
    data: dict[str, Any] = field(default_factory=dict)


def look(block: Mapping[str, Any]) -> Seen:
    """Read one content block."""
    kind, mime_type = str(block.get("type") or "file"), str(block.get("mime_type") or "")
    raw = _bytes(block)
    if not raw:
        return Seen(f"{_a(kind)} kept elsewhere ({mime_type or 'of unknown type'})", data={"type": kind, "mime_type": mime_type})
    size = _size(len(raw))
    if kind == "image":
        return _image(raw, mime_type, size)
    if kind == "audio" and raw[:4] == b"RIFF":
        return _sound(raw, size)
    if papers.is_readable(mime_type):
        return _read(raw, mime_type, size)
    return Seen(
        f"{_a(kind)} ({mime_type or 'of unknown type'}, {size})", data={"type": kind, "mime_type": mime_type, "bytes": len(raw)}
    )


def _bytes(block: Mapping[str, Any]) -> bytes:
    try:
        return base64.b64decode(str(block.get("data") or ""), validate=True)
    except ValueError:
        return b""


def _a(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1_000_000 else f"{count / 1e3:.1f} kB" if count >= 1_000 else f"{count} bytes"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _document(text: str, what: str) -> Seen:
    words = len(text.split())
    data = {"type": "document", "words": words, "lines": len(text.splitlines())}
    return Seen(
        what, (f"It has {_count(words, 'word')} on {_count(len(text.splitlines()), 'line')}.",), text[:LONGEST].strip(), data
    )


def _read(raw: bytes, mime_type: str, size: str) -> Seen:
    pdf = mime_type == papers.PDF
    try:
        paper = papers.read(raw, mime_type)
    except papers.Unreadable as problem:
        told = f"I can't read it: {problem}."
        return Seen(f"a {'PDF' if pdf else 'text'} document of {size}", (told,), data={"type": "document"})
    what = f"a PDF document of {_count(paper.count, 'page')} ({size})" if pdf else f"a text document of {size}"
    return _document(paper.text, what)


def _image(raw: bytes, mime_type: str, size: str) -> Seen:
    pillow = importlib.import_module("PIL.Image")
    try:
        with pillow.open(io.BytesIO(raw)) as picture:
            width, height, form = picture.width, picture.height, str(picture.format)
            picture.draft("RGB", (64, 64))
            colours = _dominant(picture.convert("RGB").resize((50, 50), 0))
    except (OSError, ValueError, pillow.DecompressionBombError):
        return Seen(
            f"an image ({mime_type}, {size})", ("I can't decode this format.",), data={"type": "image", "mime_type": mime_type}
        )
    shape = "square" if width == height else "landscape" if width > height else "portrait"
    said = " and ".join(f"{name} ({share} %)" for name, share in colours)
    return Seen(
        f"a {form} image of {width:,} × {height:,} pixels",
        (f"It is in {shape} format and {size} large.", f"Its main colours are {said}."),
        data={"type": "image", "format": form, "width": width, "height": height, "colours": [name for name, _ in colours]},
    )


def _dominant(picture: Any) -> list[tuple[str, int]]:
    """The names of the commonest colours with their shares in per cent, at most three."""
    shares: dict[str, int] = {}
    for count, pixel in picture.quantize(8).convert("RGB").getcolors(4096):
        name = min(_COLOURS, key=lambda known: sum((one - other) ** 2 for one, other in zip(_COLOURS[known], pixel, strict=True)))
        shares[name] = shares.get(name, 0) + count
    total = sum(shares.values())
    ordered = sorted(shares.items(), key=lambda item: -item[1])
    return [
        (name, round(100 * count / total)) for name, count in ordered[:3] if 100 * count >= 5 * total or name == ordered[0][0]
    ]


def _sound(raw: bytes, size: str) -> Seen:
    try:
        with wave.open(io.BytesIO(raw)) as sound:
            rate, channels, seconds = (
                sound.getframerate(),
                sound.getnchannels(),
                sound.getnframes() / max(sound.getframerate(), 1),
            )
    except (wave.Error, EOFError):
        return Seen(f"a sound file ({size})", ("It is no WAV that I can read.",), data={"type": "audio"})
    voices = "mono" if channels == 1 else "stereo" if channels == 2 else f"{channels} channels"
    return Seen(
        f"a WAV recording of {seconds:.1f} seconds",
        (f"It is {voices} at {rate:,} Hz and {size} large.",),
        data={"type": "audio", "seconds": round(seconds, 2), "channels": channels, "sample_rate": rate},
    )
