"""File search stores, by the real SDK at a real emulator: made, filled, listed, searched by a chat, deleted; and what fails."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.tool_loop.conftest import last
from workbench import file_stores, send
from workbench.errors import NotSent, Rejected, Unreachable
from workbench.inputs import FieldError
from workbench.settings import Connection, Prompt, Settings

RULES = b"Returns are free within 30 days. A chair must be returned in its box. Lamps have a warranty of five years."


@pytest.fixture
def own(connection):
    """A connection with a key, and so with stores, of its own."""
    return Connection(mode="custom", base_url=connection.base_url, api_key=f"key-{uuid4().hex}")


def test_a_file_put_into_a_store_is_listed_searched_and_cited_and_gone_when_it_is_deleted(own, store):
    made = file_stores.create(own, "  Shop   rules ")
    assert made.title == "Shop rules"
    assert made.name.startswith("fileSearchStores/shop-rules-")
    file_stores.upload(own, made.name, "rules.md", RULES, {"author": "Ada", "year": 2026})
    (stored,) = file_stores.files(own, made.name)
    assert (stored.title, stored.state, stored.size, stored.mime_type) == ("rules.md", "ready", len(RULES), "text/markdown")
    assert stored.metadata == {"author": "Ada", "year": 2026}
    assert [(found.name, found.ready) for found in file_stores.stores(own)] == [(made.name, 1)]
    tool = {"type": "file_search", "file_search_store_names": [made.name], "metadata_filter": 'author="Ada"'}
    prompt = Prompt("How long is the warranty of a lamp, by the files?")
    turn = last(send.send(store, own, Settings(tools=(tool,)), prompt, None, None))
    text = next(step["step"] for step in turn["steps"] if step["step"]["type"] == "model_output")["content"][0]
    assert "five years" in text["text"]
    assert text["annotations"][0]["file_name"] == "rules.md"
    file_stores.remove(own, stored.name)
    assert file_stores.files(own, made.name) == ()
    file_stores.delete(own, made.name)
    assert file_stores.stores(own) == ()


def test_a_store_with_files_in_it_is_deleted_whole(own):
    made = file_stores.create(own, "")
    file_stores.upload(own, made.name, "a.txt", b"Hello")
    file_stores.delete(own, made.name)
    with pytest.raises(Rejected, match="not found"):
        file_stores.files(own, made.name)


def test_another_key_sees_nothing_of_it(own, connection):
    made = file_stores.create(own, "Mine")
    assert made.name not in {store.name for store in file_stores.stores(connection)}
    with pytest.raises(Rejected):
        file_stores.files(connection, made.name)


def test_what_the_server_refuses_is_told_in_its_words(own):
    made = file_stores.create(own, "Pictures")
    with pytest.raises(Rejected, match="text and PDF files only, not image/png"):
        file_stores.upload(own, made.name, "cat.png", b"\x89PNG")
    assert file_stores.files(own, made.name) == ()


def test_a_file_that_cannot_be_taken_is_not_sent(own):
    with pytest.raises(NotSent, match=r"empty\.txt is empty"):
        file_stores.upload(own, "fileSearchStores/any", "empty.txt", b"")


def test_a_server_that_is_not_there_is_told_in_plain_words():
    with pytest.raises(Unreachable, match="can't be reached"):
        file_stores.stores(Connection(mode="custom", base_url="http://127.0.0.1:9", api_key="key"))


@pytest.mark.parametrize(
    ("said", "state"),
    [("STATE_PENDING", "processing"), ("STATE_FAILED", "failed"), ("STATE_UNSPECIFIED", "unknown"), (None, "unknown")],
)
def test_a_file_that_is_not_ready_says_so(said, state):
    from google.genai import types

    document = types.Document(name="fileSearchStores/a/documents/b", state=types.DocumentState(said) if said else None)
    assert file_stores.file_of(document).state == state
    assert file_stores.file_of(document).title == "b"


@pytest.mark.parametrize(("name", "kind"), [("a.md", "text/markdown"), ("B.PDF", "application/pdf"), ("notes", "text/plain")])
def test_the_kind_of_a_file_is_told_by_its_name(name, kind):
    assert file_stores.mime_type(name) == kind


def test_metadata_is_typed_as_names_and_values():
    assert file_stores.parse_metadata('author = Ada, year = 2026\ntitle="On engines"') == {
        "author": "Ada", "year": 2026.0, "title": "On engines",
    }  # fmt: skip
    for wrong in ("author", "= Ada", "author ="):
        with pytest.raises(FieldError, match="name = value"):
            file_stores.parse_metadata(wrong)
