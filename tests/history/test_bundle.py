"""Export and import: nothing is lost on the way, nothing is overwritten, and no file can do harm."""

from __future__ import annotations

import io
import json
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.made import a_turn, records, says
from tests.history.made import call, result, save
from workbench.errors import StepwiseError
from workbench.history import bundle, importing
from workbench.history.package import packages
from workbench.store import StoreError, open_store

SAMPLES = [json.loads(path.read_text()) for path in sorted((Path(__file__).parents[1] / "samples").glob("*.json"))]
TEXTS = st.text(st.characters(exclude_categories=()), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
STRANGE = st.builds(lambda kind, more: {**more, "type": kind}, TEXTS, st.dictionaries(TEXTS, VALUES, max_size=3))
STEPS = st.sampled_from(SAMPLES) | STRANGE
MEDIA = {"type": "image", "mime_type": "image/png", "data": "aGVsbG8="}


@st.composite
def conversations(draw: st.DrawFn) -> list[Any]:
    """Turns of a conversation, each with a parent among those before it."""
    turns: list[Any] = []
    for number in range(draw(st.integers(1, 4))):
        made: Any = a_turn(draw(TEXTS))
        made["steps"] = records(*draw(st.lists(STEPS, max_size=5)))
        made["created"] = f"2026-11-23T10:00:{number:02d}.000Z"
        made["state"] = draw(st.sampled_from(["done", "failed", "stopped", "needs_action"]))
        made["prompt"] = [*made["prompt"], *draw(st.lists(st.just(MEDIA), max_size=1))]
        made["parent_id"] = draw(st.sampled_from([None, *(one["id"] for one in turns)]))
        made["extra"], made["notes"] = draw(VALUES), draw(st.lists(TEXTS, max_size=2))
        made["usage"] = draw(st.none() | st.just({"total_input_tokens": 5, "by": [1]}))
        turns.append(made)
    return turns


def dumped(store: Any) -> bytes:
    return bundle.dump(packages(store, sorted(row.id for row in store.conversations(limit=1000))))


@pytest.fixture
def there(empty_file, tmp_path):
    """Another history, in SQLite."""
    opened = open_store(f"sqlite:///{shutil.copy(empty_file, tmp_path / 'there.db')}")
    yield opened
    opened.close()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(chats=st.lists(st.tuples(TEXTS, conversations(), VALUES), min_size=1, max_size=2))
def test_what_is_exported_and_imported_is_exported_the_same_again(store, there, chats):
    here = store
    for emptied in (here, there):
        emptied.purge(emptied.throw_away(conversation_ids=[row.id for row in emptied.conversations(limit=1000)]))
    for title, turns, extra in chats:
        chat = here.new_conversation(title)
        for turn in turns:
            turn["conversation_id"] = chat
            here.save_turn(turn)
            here.add_events(turn["id"], [(0, 1.5, {"event_type": "x", "value": extra}), (1, 2.0, {})])
        here.tag([chat], ["One", "two"])
        here.pin([chat])
        here.save_timeline(turns[0]["id"], {"steps": [{"extra": extra}]})
    first = dumped(here)
    report = importing.bring_in(there, first)
    assert (report.skipped, report.cut_off) == ([], False)
    assert dumped(there) == first
    again = importing.bring_in(there, json.dumps(json.loads(first), indent=2).encode())
    assert (again.conversations, {one.reason for one in again.skipped}) == (0, {"It is here already, unchanged."})
    assert dumped(there) == first


@pytest.fixture
def filled(store):
    """A store with a fork, a tool step and an attachment, and its bundle."""
    chat = store.new_conversation("A trip")
    first = save(store, "Plan", call("f", {"a": 1}), result("ok"), says("Kyoto"), chat=chat)
    store.save_turn({**first, "prompt": [MEDIA, *first["prompt"]]})
    save(store, "And then?", chat=chat, parent_id=first["id"])
    save(store, "Or else?", chat=chat, parent_id=first["id"])
    save(store, "Other chat")
    return store, dumped(store)


def test_a_check_writes_nothing(filled, tmp_path):
    _, file = filled
    report = importing.check(io.BytesIO(file))
    assert (report.conversations, report.turns, report.skipped, report.conversation_ids) == (2, 4, [], [])


def test_nothing_is_overwritten_and_a_changed_one_comes_as_a_copy(filled):
    store, file = filled
    chat = next(row for row in store.conversations() if row.title == "A trip")
    store.rename(chat.id, "Renamed here")
    before = list(packages(store, [chat.id]))
    report = importing.bring_in(store, file)
    assert (report.conversations, report.copies, report.turns) == (1, 1, 3)
    copy = store.conversation(report.conversation_ids[0])
    assert (copy.title, copy.turns, store.conversation(chat.id).title) == ("A trip", 3, "Renamed here")
    nodes = store.skeleton(copy.id)
    assert [node.parent_id for node in nodes] == [None, nodes[0].id, nodes[0].id]
    assert copy.head in {node.id for node in nodes}
    assert list(packages(store, [chat.id])) == before


def test_anothers_ids_are_neither_overwritten_nor_told(filled):
    store, file = filled
    ben = store.for_user("ben")
    report = importing.bring_in(ben, file)
    assert (report.conversations, report.copies) == (2, 2)
    assert {row.id for row in ben.conversations()}.isdisjoint(row.id for row in store.conversations())
    assert dumped(store) == file


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_off_gives_what_is_whole(filled, share):
    store, file = filled
    report = importing.bring_in(store.for_user("ben"), file[: int(len(file) * share)])
    assert report.cut_off
    assert report.turns >= int(4 * share) - 1
    assert all(one.reason for one in report.skipped)


def changed(file: bytes, change: Any) -> bytes:
    value = json.loads(file)
    for record in value["records"]:
        change(record)
    return json.dumps(value).encode()


WRONG = {
    "state": "flying", "steps": "none", "created": "soon", "prompt": [1], "id": "../../etc/passwd",
    "usage": {"total_input_tokens": -1}, "timings": {}, "sent": [{"url": 7}],
    "model": "m" * 500, "offline": "yes", "notes": [None], "settings": [],
}  # fmt: skip


@pytest.mark.parametrize("field", [*WRONG, "missing"])
def test_a_turn_of_the_wrong_shape_is_left_out_with_the_reason(filled, field):
    store, file = filled

    def spoil(record: dict[str, Any]) -> None:
        if record["kind"] == "turn" and record["turn"]["prompt"][-1]["text"] == "Or else?":
            record["turn"] = {**record["turn"], field: WRONG[field]} if field in WRONG else {"id": "x"}

    report = importing.bring_in(store.for_user("ben"), changed(file, spoil))
    assert (report.turns, len(report.skipped)) == (3, 1)
    assert len(report.skipped[0].reason) < 300


@pytest.mark.parametrize(
    "file",
    [
        b"", b"{}", b"[]", b"null", b"\x1f\x8b\x08", b"PK\x03\x04", b"\xff\xfe\x00", b'{"format":"stepwise.bundle"}',
        b'{"format":"stepwise.bundle","version":99,"records":[\n]}', b'{"format":"stepwise.bundle","version":"1","records":[]}',
        b'{"format":"stepwise.bundle","version":1,"records":{"a":1}}', b"[" * 100_000,
        b'{"format":"stepwise.bundle",' + b'"a":' * 9_000,
    ],
)  # fmt: skip
def test_what_is_no_bundle_is_refused_in_words(file):
    with pytest.raises(StepwiseError) as caught:
        importing.check(file)
    assert caught.value.problem["hint"]


HOSTILE = [
    b"[" * 200_000, b'{"kind":' * 5_000, b'{"kind":"turn","turn":' + b"1" * 10_000 + b"}", b'{"kind":"turn","turn":NaN}',
    b'{"kind":"turn","turn":1e999}', b'{"kind":"conversation"}', b'{"kind":["turn"]}', b"\xff\xff", b'"\\ud800"', b"0",
    b'{"kind":"conversation","conversation":' + b'{"id":"x","title":"t","created":"2026-01-01","updated":"2026-01-01","tags":'
    + b"[" * 300 + b"]" * 300 + b"}}",
]  # fmt: skip


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_record_is_left_out_and_the_others_come(filled, line):
    store, file = filled
    head, rest = file.split(b"\n", 1)
    report = importing.bring_in(store.for_user("ben"), head + b"\n" + line + b",\n" + rest)
    assert (report.turns, report.cut_off) == (4, False)
    assert len(report.skipped) == 1


def test_a_record_without_end_is_not_read_into_memory(filled, monkeypatch):
    monkeypatch.setattr("workbench.history.importing.LONGEST_RECORD", 5_000)
    monkeypatch.setattr("workbench.history.shape.LONGEST_RECORD", 5_000)
    store, file = filled
    head, rest = file.split(b"\n", 1)
    report = importing.bring_in(store.for_user("ben"), head + b'\n"' + b"x" * 40_000 + b'",\n' + rest)
    assert (report.turns, [one.reason for one in report.skipped]) == (4, ["It is larger than 0 MB."])


def test_a_turn_in_flight_is_not_taken_for_an_orphan(filled):
    store, _ = filled
    save(store, "Running", state="streaming")
    other = store.for_user("ben")
    importing.bring_in(other, dumped(store))
    states = {row.words: row.state for row in other.ledger().rows}
    assert states["Running"] == "failed"
    assert other.orphans() == []


def test_many_wrong_records_are_counted_and_not_all_told():
    lines = b",\n".join([b"1"] * 1000)
    report = importing.check(b'{"format":"stepwise.bundle","version":1,"records":[\n' + lines + b"\n]}\n")
    assert (len(report.skipped), report.more_skipped) == (200, 800)


def test_a_conversation_comes_whole_or_not_at_all(filled):
    store, _ = filled
    first, ben = next(packages(store, [row.id for row in store.conversations()])), store.for_user("ben")
    twice = deepcopy(importing.renamed(first))
    twice.turns.append(twice.turns[0])
    with pytest.raises(StoreError):
        ben.take_in(twice.conversation, twice.turns, {}, {})
    assert ben.count_conversations() == 0
