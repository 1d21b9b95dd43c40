"""What may be attached to a prompt, as what it goes out, and what is refused in which words."""

from __future__ import annotations

import base64

import pytest

from workbench import attachments
from workbench.attachments import LARGEST, Upload, content
from workbench.errors import NotSent
from workbench.request import own_input
from workbench.send import edit_text, prompt_of, send
from workbench.settings import Prompt, Settings

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")


@pytest.mark.parametrize(
    ("name", "given", "data", "kind", "mime_type"),
    [
        ("sun.png", "image/png", PNG, "image", "image/png"),
        ("sun.png", "", PNG, "image", "image/png"),
        ("voice.wav", "audio/x-wav", b"RIFF....WAVE", "audio", "audio/wav"),
        ("clip.mov", "video/quicktime", b"....ftypqt", "video", "video/mov"),
        ("plan.pdf", "application/pdf", b"%PDF-1.7", "document", "application/pdf"),
        ("numbers.csv", "text/csv", b"a,b\n1,2\n", "document", "text/csv"),
        ("notes.md", "text/markdown", "Grüße".encode(), "document", "text/plain"),
        ("code.rs", "application/octet-stream", b"fn main() {}", "document", "text/plain"),
    ],
)
def test_a_file_goes_out_as_the_kind_it_is(name, given, data, kind, mime_type):
    (item,) = content([Upload(name, given, data)])
    assert (item["type"], item["mime_type"], base64.b64decode(item["data"])) == (kind, mime_type, data)
    assert attachments.wire([item]) == [{key: value for key, value in item.items() if key != "name"}]


@pytest.mark.parametrize(
    ("uploads", "words"),
    [
        ([Upload("a.bin", "", b"\x00\xff\x01")], "'a.bin' (of unknown type) can't be attached"),
        ([Upload("a.png", "image/png", b"MZ....")], "its content is something else"),
        ([Upload("a.txt", "text/plain", b"")], "'a.txt' is empty"),
        ([Upload("a.txt", "text/plain", b"a" * (LARGEST + 1))], "at most 20 MB"),
        ([Upload("a.txt", "text/plain", b"a")] * 11, "at most 10"),
    ],
)
def test_what_cannot_be_attached_is_refused_with_the_reason(uploads, words):
    with pytest.raises(NotSent) as refused:
        content(uploads)
    assert words in refused.value.problem["message"]


def test_attachments_are_sent_without_their_names_kept_with_them_and_stay_when_the_words_change(store, connection, emulator):
    items = content([Upload("sun.png", "image/png", PNG), Upload("notes.txt", "text/plain", b"Owner: Priya.")])
    run = send(store, connection, Settings(), Prompt("Who is the owner?", items), None, None)
    assert run.wait(60)
    turn = store.turn(run.turn_id)
    assert "Priya" in str(turn["steps"])
    assert [item.get("name") for item in turn["prompt"]] == ["sun.png", "notes.txt", None]
    assert "sun.png" not in str(turn["request"])
    assert "sun.png" not in str(own_input(turn))

    again = edit_text(store, connection, turn["id"], "What is attached?", Settings())
    assert again.wait(60)
    assert prompt_of(store.turn(again.turn_id)).attachments == prompt_of(turn).attachments


def test_a_chat_that_begins_with_a_file_alone_is_called_after_it(store, connection):
    items = content([Upload("sun.png", "image/png", PNG)])
    run = send(store, connection, Settings(), Prompt("", items), None, None)
    assert run.wait(60)
    turn = store.turn(run.turn_id)
    assert turn["state"] == "done"
    assert store.conversation(turn["conversation_id"]).title == "sun.png"
