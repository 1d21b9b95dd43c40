"""Uploaded files and the documents of stores, by the real SDK: processed first, then usable by their address, or failed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from fpdf import FPDF
from google.genai import _interactions as gi

from emulator.config import EmulatorConfig
from emulator.testing import Handle, serve
from tests.emulator.scripted import sdk

MODEL = "gemini-3.8-flash"
PDF, TEXT = "application/pdf", "text/plain"


@pytest.fixture(scope="module")
def server() -> Iterator[Handle]:
    """An emulator that takes minutes for a file, by its clock, and no time for an answer."""
    with serve(EmulatorConfig(speed=0.01, pace=100_000)) as running:
        yield running


@pytest.fixture
def client(server: Handle) -> Any:
    return sdk(server)


def later(server: Handle) -> None:
    """Lets the time pass that the server works at files."""
    server.clock.advance(seconds=1000)


def pdf(*pages: str) -> bytes:
    made = FPDF()
    made.set_font("helvetica", size=12)
    for words in pages:
        made.add_page()
        made.multi_cell(0, 8, words)
    return bytes(made.output())


PLAN = pdf("Project plan. The deadline is 14 May.", "Costs. The budget is 20,000 euros. Anna leads the team.")


def put(client: Any, data: bytes, mime_type: str) -> Any:
    return client.files.upload(file=io.BytesIO(data), config={"mime_type": mime_type})


def ask(client: Any, file: Any, text: str, **more: Any) -> Any:
    document = {"type": "document", "uri": file.uri, "mime_type": file.mime_type}
    return client.interactions.create(model=MODEL, input=[document, {"type": "text", "text": text}], **more)


def test_a_file_is_processed_before_it_can_be_used_and_is_then_read_by_its_address(server, client):
    file = put(client, PLAN, PDF)
    assert (file.state, client.files.get(name=file.name).state) == ("PROCESSING", "PROCESSING")
    with pytest.raises(gi.BadRequestError, match="is not in an ACTIVE state and usage is not allowed"):
        ask(client, file, "When is the deadline?")
    later(server)
    ready = client.files.get(name=file.name)
    assert ready.state == "ACTIVE"
    assert ready.update_time > ready.create_time
    first = ask(client, file, "When is the deadline?")
    assert "The deadline is 14 May." in first.output_text
    assert first.usage.total_input_tokens > 500
    again = client.interactions.create(
        model=MODEL, previous_interaction_id=first.id, input="What is the budget, says the document?"
    )
    assert "20,000 euros" in again.output_text
    kept = client.interactions.get(first.id).steps[0].content[0]
    assert (kept.uri, kept.data) == (file.uri, None)


def test_text_and_pictures_need_no_processing(client):
    assert put(client, b"Owner: Priya.", TEXT).state == "ACTIVE"
    assert "Priya" in ask(client, put(client, b"Owner: Priya.", TEXT), "Who is the owner?").output_text


def test_a_file_that_is_not_what_it_is_said_to_be_fails_and_says_why(server, client):
    file = put(client, b"no PDF at all", PDF)
    assert file.state == "PROCESSING"
    later(server)
    failed = client.files.get(name=file.name)
    assert failed.state == "FAILED"
    assert "not a valid application/pdf" in failed.error.message
    with pytest.raises(gi.BadRequestError, match="not in an ACTIVE state"):
        ask(client, file, "When is the deadline?")


def test_a_deleted_file_and_anothers_file_are_refused_and_history_lives_on(server, client):
    file = put(client, b"Owner: Priya.", TEXT)
    first = ask(client, file, "Who is the owner?")
    with pytest.raises(gi.PermissionDeniedError, match="may not exist"):
        ask(sdk(server, "another-key"), file, "Who is the owner?")
    client.files.delete(name=file.name)
    with pytest.raises(gi.PermissionDeniedError, match="You do not have permission to access the File"):
        ask(client, file, "Who is the owner?")
    thanks = client.interactions.create(model=MODEL, previous_interaction_id=first.id, input="Thank you!")
    assert thanks.status == "completed"


def test_files_are_listed_in_pages(client):
    names = {put(client, b"a,b", "text/csv").name for _ in range(3)}
    first = client.files.list(config={"page_size": 2})
    assert len(first.page) == 2
    assert names <= {file.name for file in first}


def test_a_document_is_pending_then_searched_and_cited_by_page(server, client):
    store = client.file_search_stores.create(config={"display_name": "Plans"})
    operation = client.file_search_stores.upload_to_file_search_store(
        file_search_store_name=store.name, file=io.BytesIO(PLAN), config={"mime_type": PDF, "display_name": "plan.pdf"}
    )
    assert not operation.done
    assert client.file_search_stores.get(name=store.name).pending_documents_count == 1
    (document,) = client.file_search_stores.documents.list(parent=store.name)
    assert document.state == "STATE_PENDING"
    tool = {"type": "file_search", "file_search_store_names": [store.name]}
    early = client.interactions.create(model=MODEL, input="Who leads the team, by the files?", tools=[tool])
    assert "Anna" not in early.output_text
    later(server)
    done = client.operations.get(operation)
    assert done.done
    assert done.response.document_name == document.name
    assert client.file_search_stores.documents.get(name=document.name).state == "STATE_ACTIVE"
    answer = client.interactions.create(model=MODEL, input="Who leads the team, by the files?", tools=[tool])
    assert "Anna leads the team" in answer.output_text
    cited = answer.steps[-1].content[0].annotations[0]
    assert (cited.file_name, cited.page_number) == ("plan.pdf", 2)


def test_a_document_that_cannot_be_read_fails_with_its_operation(server, client):
    store = client.file_search_stores.create()
    operation = client.file_search_stores.upload_to_file_search_store(
        file_search_store_name=store.name, file=io.BytesIO(b"%PDF broken"), config={"mime_type": PDF}
    )
    later(server)
    assert "damaged or protected" in client.operations.get(operation).error["message"]
    assert client.file_search_stores.get(name=store.name).failed_documents_count == 1
    client.file_search_stores.delete(name=store.name, config={"force": True})
