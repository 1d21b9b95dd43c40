"""The offline model speaks of attachments from what it can really read, and guesses at nothing."""

from __future__ import annotations

import base64
import io
import wave

import pytest
from fpdf import FPDF
from PIL import Image

from emulator.brain import Ask, think
from tests.brain.talking import NOW, text_of


def block(kind, mime_type, data):
    return {"type": kind, "mime_type": mime_type, "data": base64.b64encode(data).decode()}


def picture():
    image = Image.new("RGB", (640, 400), (15, 118, 110))
    image.paste((255, 255, 255), (0, 0, 640, 120))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return block("image", "image/png", buffer.getvalue())


def recording():
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(16_000)
        sound.writeframes(b"\0\0" * 40_000)
    return block("audio", "audio/wav", buffer.getvalue())


def pdf():
    document = FPDF()
    document.add_page()
    document.set_font("helvetica", size=12)
    document.multi_cell(0, 8, "Project plan. The deadline is 14 May. The budget is 20,000 euros. Anna leads the team.")
    return block("document", "application/pdf", bytes(document.output()))


NOTES = block("document", "text/plain", b"The launch is on Friday.\nOwner: Priya.")


def ask(text, *blocks, history=()):
    step = {"type": "user_input", "content": [*blocks, *([{"type": "text", "text": text}] if text else [])]}
    answer = [move.step for move in think(Ask("gemini-3.8-flash", tuple(history), (step,), NOW))]
    return text_of(answer), [*history, step, *answer]


@pytest.mark.parametrize(
    ("text", "blocks", "expected"),
    [
        ("What do you see?", [picture()], "a PNG image of 640 × 400 pixels"),
        ("Which colours does it have?", [picture()], "teal (70 %) and white (30 %)"),
        ("What do you see?", [picture()], "I won't guess"),
        ("", [recording()], "a WAV recording of 2.5 seconds"),
        ("When is the deadline?", [pdf()], "The deadline is 14 May."),
        ("What is the budget?", [pdf()], "20,000 euros"),
        ("Summarise this document in one sentence", [pdf()], "deadline is 14 May"),
        ("Who is the owner?", [NOTES], "Owner: Priya."),
        ("What's in this file?", [NOTES], "It has 7 words on 2 lines."),
        ("What is this?", [block("image", "image/png", b"\x89PNG broken")], "can't decode"),
        ("What is this?", [block("document", "application/pdf", b"%PDF broken")], "damaged or protected"),
        ("What is this?", [block("audio", "audio/mp3", b"ID3....")], "an audio (audio/mp3, 7 bytes)"),
        ("What is this?", [{"type": "image", "uri": "files/abc", "mime_type": "image/png"}], "kept elsewhere"),
    ],
)
def test_an_attachment_is_described_by_what_was_read_of_it(text, blocks, expected):
    assert expected.lower() in ask(text, *blocks)[0].lower()


def test_an_earlier_attachment_can_be_asked_about():
    _, history = ask("What do you see?", picture(), NOTES)
    assert "640 × 400" in ask("How large is the picture?", history=history)[0]
    assert "Priya" in ask("Who is the owner, says the document?", history=history)[0]


def test_a_short_question_goes_on_with_the_attachment_of_the_turn_before():
    answer, history = ask("Who is the owner?", NOTES)
    assert "Priya" in answer
    answer, history = ask("And when is the launch?", history=history)
    assert "The launch is on Friday." in answer
    assert "document" not in ask("What is 2 + 2?", history=history)[0]
    assert "640 × 400" in ask("And its size?", history=ask("What do you see?", picture())[1])[0]


def test_after_another_subject_an_attachment_is_left_alone():
    _, history = ask("Who is the owner?", NOTES)
    _, history = ask("Tell me a short joke.", history=history)
    assert "document" not in ask("And when is the launch?", history=history)[0]
