"""Comparisons as files: out and in again, in a spreadsheet, as a report; and everything that pretends to be one."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulator.testing import serve
from tests.compare import made
from workbench import compare
from workbench.compare import files, schema
from workbench.compare.model import Check, Plan, Script, ScriptPrompt
from workbench.compare.plain import from_plain, to_plain
from workbench.compare.results import MEASURES, CheckResult, Comparison, Measure, Outcome, cells
from workbench.settings import Connection
from workbench.store import Store, open_store

HOSTILE = "<script>alert(1)</script>=cmd|' /C calc'!A0\"'&\u202e\0\ud800"
numbers = st.none() | st.integers(0, 10**9)
times = st.none() | st.floats(0, 1e9, allow_nan=False)
measures = st.builds(Measure, **{name: times if name.endswith(("_ms", "_s", "_usd")) else numbers for name in MEASURES})
words = st.text(max_size=60)


@st.composite
def comparisons(draw):
    check = st.none() | st.just(Check("json"))
    script = Script(draw(words), tuple(ScriptPrompt("p" + draw(words), draw(check)) for _ in range(2)))
    lanes = tuple(replace(lane, name=draw(words)) for lane in made.lanes_of("stateful", "generate_content"))
    plan = Plan(script, lanes, draw(st.integers(1, 3)), baseline=lanes[0].id)
    outcomes = tuple(
        replace(
            cell,
            state=draw(st.sampled_from(["done", "failed", "stopped", "skipped"])),
            measure=draw(measures),
            answer=draw(words),
            problem=draw(words),
            check=draw(st.none() | st.builds(CheckResult, st.none() | st.booleans(), words)),
        )
        for cell in cells(plan)
    )
    return Comparison("c1", draw(words), "2026-11-23T10:00:00.123Z", plan, outcomes, "done", draw(st.booleans()), "host")


@dataclass(frozen=True)
class Exported:
    """A store with one comparison, and that comparison as a file."""

    store: Store
    text: str


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """Made once: the tests that use it must not change it."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('exported') / 'stepwise.db'}")
    with serve() as emulator:
        connection = Connection("demo", emulator.base_url, "test-key")
        found = made.compared(store, connection, made.plan("stateful", script=made.texts("Hello")))
    yield Exported(store, files.to_json(store, found))
    store.close()


def document_of(store, comparison):
    return json.loads(files.to_json(store, comparison))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=comparisons())
def test_what_is_exported_comes_back_whole(store, found):
    assert from_plain(json.loads(json.dumps(to_plain(found)))) == found
    back = files.begin_import(store, files.to_json(store, found))
    assert back == replace(found, id=back.id, imported=True)
    assert compare.load(store, back.id) == back


def test_an_imported_comparison_brings_its_turns_and_is_one_of_the_list(store, connection, tmp_path):
    found = made.compared(store, connection, made.plan("stateful", "generate_content"))
    text = files.to_json(store, found)
    elsewhere = open_store(f"sqlite:///{tmp_path / 'elsewhere.db'}")
    try:
        back = files.begin_import(elsewhere, text.encode())
        assert [outcome.measure for outcome in back.outcomes] == [outcome.measure for outcome in found.outcomes]
        for old, new in zip(found.outcomes, back.outcomes, strict=True):
            before, after = store.turns([str(old.turn_id)])[0], elsewhere.turns([str(new.turn_id)])[0]
            assert after["steps"] == before["steps"]
            assert after["sent"] == before["sent"]
            assert after["conversation_id"] == back.id
        assert [row.id for row in compare.listed(elsewhere)] == [back.id]
        assert files.begin_import(elsewhere, text).id != back.id
    finally:
        elsewhere.close()


def test_no_key_is_in_any_file(store, emulator):
    secret = "AIzaSySecretSecretSecretSecretSecret123"
    found = made.compared(store, Connection("custom", emulator.base_url, secret), made.plan(*made.OWN, "agno"))
    for text in (files.to_json(store, found), files.to_csv(found), files.html(found)):
        assert secret not in text


def test_the_table_has_a_row_per_turn_and_nothing_that_a_spreadsheet_would_run(store, connection):
    found = made.compared(store, connection, made.plan("stateful", "stateless", repeats=2))
    evil = replace(found, outcomes=(replace(found.outcomes[0], answer="=HYPERLINK(1)"), *found.outcomes[1:]))
    rows = list(csv.DictReader(io.StringIO(files.to_csv(evil))))
    assert len(rows) == 12
    assert rows[0]["answer"] == "'=HYPERLINK(1)"
    assert [int(row["bytes_out"]) for row in rows] == [outcome.measure.bytes_out for outcome in found.outcomes]
    assert {row["schema_version"] for row in rows} == {"1"}


class Reader(HTMLParser):
    """Collects the tags and addresses of a page."""

    def __init__(self):
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href", "onload", "onclick", "onerror")]


def test_the_report_stands_alone_and_escapes_everything(store):
    lanes = tuple(replace(lane, name=HOSTILE) for lane in made.lanes_of("stateful", "stateless"))
    plan = Plan(Script(HOSTILE, (ScriptPrompt(HOSTILE, Check("contains", HOSTILE)),)), lanes, baseline=lanes[0].id)
    figures = Measure(bytes_out=5, input_tokens=7)
    outcomes = tuple(Outcome(lane.id, 0, 0, "done", measure=figures, answer=HOSTILE, problem=HOSTILE) for lane in lanes)
    found = Comparison("c1", HOSTILE, "2026-11-23T10:00:00Z", plan, outcomes, "done", True, HOSTILE, notes=(HOSTILE,))
    text = files.html(found)
    assert text.encode()
    reader = Reader()
    reader.feed(text)
    assert "script" not in reader.tags
    assert "svg" in reader.tags
    assert reader.links == []
    assert "show the mechanism, not Google's billing" in text.replace("&#x27;", "'")


def changed(document, path, value):
    """The document with one value replaced or, given an exception class, left out."""
    place = document
    for step in path[:-1]:
        place = place[step]
    if value is KeyError:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return json.dumps(document)


OUTCOME, TURN = ("comparison", "outcomes", 0), ("turns", 0)
LIES = [
    (("format",), "other"),
    (("schema_version",), 2),
    (("comparison",), []),
    (("turns",), KeyError),
    (("comparison", "plan", "lanes"), []),
    (("comparison", "plan", "repeats"), 10**9),
    (("comparison", "plan", "baseline"), "nobody"),
    (("comparison", "plan", "script", "prompts", 0, "text"), "x" * 500_000),
    (("comparison", "plan", "lanes", 0, "kind"), "quantum"),
    (("comparison", "plan", "lanes", 0, "colour"), -1),
    (("comparison", "plan", "lanes", 0, "settings", "stop_sequences"), 5),
    (("comparison", "created"), "2026-99-99T10:00:00Z"),
    (("comparison", "outcomes"), []),
    ((*OUTCOME, "repeat"), 7),
    ((*OUTCOME, "state"), "running"),
    ((*OUTCOME, "measure", "bytes_out"), -1),
    ((*OUTCOME, "measure", "bytes_out"), "many"),
    ((*OUTCOME, "measure", "total_ms"), 1e300),
    ((*OUTCOME, "check"), {"passed": "yes", "note": ""}),
    ((*TURN, "id"), "../../etc/passwd"),
    ((*TURN, "created"), "yesterday"),
    ((*TURN, "state"), "streaming"),
    ((*TURN, "steps"), {"0": "x"}),
    ((*TURN, "sent", 0, "bytes_out"), "x"),
    ((*TURN, "model"), "gemini\ud800"),
    ((*TURN, "timings"), {}),
    ((*TURN, "calls"), {"c1": {"state": "needs_approval"}}),
    ((*TURN, "schema_version"), 99),
]


@pytest.mark.parametrize(("path", "value"), LIES, ids=lambda part: repr(part)[:40])
def test_a_file_that_lies_is_refused_with_its_place(exported, path, value):
    with pytest.raises(files.ImportProblem) as refused:
        files.begin_import(exported.store, changed(json.loads(exported.text), path, value))
    assert refused.value.problem["message"]
    assert len(refused.value.problem["message"]) < 500
    assert len(exported.store.conversations()) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"PK\x03\x04",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        b'{"format": NaN}',
        b'{"format": 1e999}',
        b'{"format": ' + b"9" * 5_000 + b"}",
        b'{"format": "stepwise.comparison", "schema_version": 99999999999999999999}',
    ],
    ids=lambda content: repr(content[:20]),
)
def test_what_is_no_export_is_refused_in_words(store, content):
    with pytest.raises(files.ImportProblem):
        files.begin_import(store, content)
    assert store.conversations() == []


def test_a_file_cut_anywhere_is_refused(exported):
    text = exported.text
    for end in range(0, len(text) - 2, max(1, len(text) // 40)):
        with pytest.raises(files.ImportProblem):
            files.begin_import(exported.store, text[:end])


def test_a_file_too_large_is_not_read(store, monkeypatch):
    monkeypatch.setattr(files, "SIZE_LIMIT", 1_000_000)
    with pytest.raises(files.ImportProblem, match="larger than 1 MB"):
        files.begin_import(store, b" " * 1_000_001)


def test_settings_and_fields_that_were_not_checked_stay_out(store, exported):
    document = json.loads(exported.text)
    document["comparison"]["plan"]["lanes"][0]["settings"]["tools_off"] = "not a list"
    document["turns"][0] |= {"job": {"x": 5}, "gone": "never"}
    document["turns"][0]["settings"]["function_options"] = 7
    back = files.begin_import(store, json.dumps(document))
    turn = store.turns([str(back.outcomes[0].turn_id)])[0]
    assert back.lanes[0].settings.tools_off == ()
    assert {"job", "gone"}.isdisjoint(turn)
    assert "function_options" not in turn["settings"]


def test_the_schema_accepts_what_the_program_writes(store, connection, emulator):
    emulator.inject({"status": 400, "contains": "What is my name", "times": 1})
    found = made.compared(store, connection, made.plan(*made.OWN))
    assert schema.complaint(document_of(store, found)) == ""
