"""The history: what is written comes back, what breaks says how, what is listed is cheap."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.made import a_turn, says
from workbench.conversation import Tree
from workbench.errors import StepwiseError
from workbench.records import Turn
from workbench.settings import Settings
from workbench.store import LedgerFilter, Store, StoreError, open_store
from workbench.store.cache import TurnCache


def save(store: Store, prompt: str = "Hi", *steps: dict[str, Any], chat: str | None = None, **more: Any) -> Turn:
    made = a_turn(prompt, *steps, **more)
    made["conversation_id"] = chat or store.new_conversation()
    store.save_turn(made)
    return made


# turns and events


def test_a_turn_comes_back_as_it_was_written(store):
    made = save(store, "Größe? 東京 😀", says("Grüße"))
    assert store.turn(made["id"]) == made
    assert store.turns(["nobody", made["id"]]) == [made]
    assert store.conversation_of(made["id"]) == made["conversation_id"]
    assert store.turn_of(made["interaction_id"]) == made["id"]


TEXTS = st.text(st.characters(exclude_categories=()), max_size=30)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(allow_nan=False), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(prompt=TEXTS, answer=TEXTS, extra=VALUES)
def test_any_text_and_any_json_survive_the_round_trip(store, prompt, answer, extra):
    made = save(store, prompt, {**says(answer), "extra": extra})
    store.add_events(made["id"], [(0, 1.5, {"event_type": "x", "value": extra})])
    store._settled.drop([made["id"]])
    assert store.turn(made["id"]) == made
    assert store.events(made["id"]) == [(1.5, {"event_type": "x", "value": extra})]
    assert store.conversations(limit=1)


def test_a_turn_is_there_before_it_has_ended_and_is_never_served_stale(store):
    made = save(store, state="waiting", status=None, interaction_id=None)
    assert store.turn(made["id"])["state"] == "waiting"
    made["state"] = "streaming"
    store.save_turn(made)
    assert store.turn(made["id"])["state"] == "streaming"
    made["state"], made["interaction_id"] = "done", "v1_late"
    store.save_turn(made)
    assert store.turn(made["id"])["interaction_id"] == "v1_late"
    made["notes"] = ["written after the end"]
    store.save_turn(made)
    assert store.turn(made["id"])["notes"] == ["written after the end"]


def test_settled_turns_are_read_once_and_turns_in_flight_every_time(store):
    settled, flying = save(store), save(store, state="streaming")
    assert store.turn(settled["id"]) is store.turn(settled["id"])
    assert store.turn(flying["id"]) is not store.turn(flying["id"])


def test_events_keep_their_order_and_are_not_written_twice(store):
    made = save(store)
    store.add_events(made["id"], [(1, 20.0, {"n": 1}), (0, 10.0, {"n": 0})])
    store.add_events(made["id"], [(1, 99.0, {"n": "again"}), (2, 30.0, {"n": 2})])
    store.add_events(made["id"], [])
    assert store.events(made["id"]) == [(10.0, {"n": 0}), (20.0, {"n": 1}), (30.0, {"n": 2})]


def test_the_skeleton_of_a_long_conversation_reads_no_content(store):
    chat, parent = store.new_conversation(), None
    for number in range(30):
        parent = save(store, f"Prompt {number}", says("word " * 5000), chat=chat, parent_id=parent)["id"]
    statements: list[str] = []
    from sqlalchemy import event

    event.listen(store._engine, "before_cursor_execute", lambda c, cur, sql, *rest: statements.append(sql))
    nodes = store.skeleton(chat)
    (query,) = (statement for statement in statements if statement != "BEGIN")
    assert "bodies" not in query
    assert Tree(nodes).path(parent) == [node.id for node in nodes]
    assert nodes[3].words == "Prompt 3"


def test_the_cache_forgets_the_longest_unused_and_refuses_what_is_too_large():
    cache = TurnCache(budget_bytes=100)
    first, second, third = a_turn("1"), a_turn("2"), a_turn("3")
    cache.put(first, 40)
    cache.put(second, 40)
    assert cache.get(first["id"]) is first
    cache.put(third, 40)
    assert cache.get(second["id"]) is None
    assert cache.get(first["id"]) is first
    cache.put(second, 101)
    assert cache.get(second["id"]) is None


# conversations


def test_a_conversation_is_titled_by_its_first_prompt_and_may_be_renamed(store):
    chat = store.new_conversation()
    save(store, "Hi, my name is Karthik.\nI like cricket and watching movies, and long walks besides.", chat=chat)
    save(store, "Another prompt", chat=chat)
    assert store.conversation(chat).title == "Hi, my name is Karthik. I like cricket and watching…"
    store.rename(chat, "  Cricket ")
    assert store.conversation(chat).title == "Cricket"
    save(store, "A third prompt", chat=chat)
    assert store.conversation(chat).title == "Cricket"


def test_conversations_come_latest_used_first_with_turns_and_head(store):
    first, second = store.new_conversation("First"), store.new_conversation("Second")
    made = save(store, chat=first, created="2026-11-23T10:00:00.000Z")
    save(store, chat=second, created="2026-11-23T11:00:00.000Z")
    latest = save(store, chat=first, created="2026-11-23T12:00:00.000Z", parent_id=made["id"])
    listed = store.conversations()
    assert [(row.title, row.turns) for row in listed] == [("First", 2), ("Second", 1)]
    assert listed[0].head == latest["id"]
    store.set_head(first, made["id"])
    assert store.conversation(first).head == made["id"]
    assert [row.title for row in store.conversations(limit=1, offset=1)] == ["Second"]


def test_search_looks_into_titles_prompts_and_answers_and_takes_signs_literally(store):
    trip = save(store, "Plan a trip", says("Tokyo for city life, Kyoto for temples and 100% fun"))["conversation_id"]
    save(store, "Something else")
    assert [row.id for row in store.conversations("KYOTO")] == [trip]
    assert "Kyoto for temples" in store.conversations("kyoto")[0].snippet
    assert [row.id for row in store.conversations("plan a")] == [trip]
    assert [row.id for row in store.conversations("100% f")] == [trip]
    assert store.conversations("100_ f") == []
    assert (store.count_conversations(), store.count_conversations("kyoto")) == (2, 1)


def test_deleting_a_conversation_takes_its_turns_and_events_and_no_others(store):
    gone, kept = save(store), save(store)
    store.add_events(gone["id"], [(0, 0.0, {})])
    store.turn(gone["id"])
    store.delete_conversation(gone["conversation_id"])
    assert store.turn(gone["id"]) is None
    assert store.events(gone["id"]) == []
    assert [row.id for row in store.conversations()] == [kept["conversation_id"]]


# the ledger


def test_the_ledger_lists_what_every_turn_used_and_cost(store):
    made = save(store)
    (row,) = store.ledger().rows
    assert (row.id, row.words, row.model, row.stored, row.offline) == (made["id"], "Hi", "gemini-3.8-flash", True, True)
    assert (row.input_tokens, row.cached_tokens, row.output_tokens, row.thought_tokens) == (100, 40, 50, 15)
    assert row.cost is not None
    assert row.expires is not None
    assert row.title == "Hi"


def test_the_ledger_filters_sorts_and_counts_in_the_database(store):
    save(store, "cheap", created="2026-11-01T00:00:00.000Z")
    save(store, "dear", usage={"total_input_tokens": 900_000, "total_output_tokens": 1}, created="2026-11-02T00:00:00.000Z")
    save(store, "secret", settings=Settings(store=False), created="2026-11-03T00:00:00.000Z")
    save(store, "odd", model="unheard-of", state="failed", page="research", created="2026-11-04T00:00:00.000Z")

    def words(**filters: Any) -> list[str]:
        return [row.words for row in store.ledger(filters=LedgerFilter(**filters)).rows]

    assert words() == ["odd", "secret", "dear", "cheap"]
    assert words(sort="cost")[0] == "dear"
    assert words(sort="cost", descending=False)[-1] == "odd"
    assert words(stored=False) == ["secret"]
    assert words(states=("failed",)) == words(models=("unheard-of",)) == words(pages=("research",)) == ["odd"]
    assert words(since="2026-11-02", until="2026-11-03") == ["dear"]
    assert words(min_cost=0.1) == ["dear"]
    assert words(query="Answer to secr") == ["secret"]
    page = store.ledger(limit=1, offset=1)
    assert ([row.words for row in page.rows], page.count) == (["secret"], 4)
    assert store.ledger_models() == ["gemini-3.8-flash", "unheard-of"]


def test_totals_count_unknown_costs_apart_and_never_as_zero(store):
    save(store)
    save(store, model="unheard-of")
    totals = store.totals()
    assert (totals.turns, totals.input_tokens, totals.cost_unknown) == (2, 200, 1)
    assert totals.cost > 0
    assert store.totals(LedgerFilter(query="nothing has this")).turns == 0


# threads, processes, crashes


def test_many_threads_write_and_read_one_store(store):
    chat = store.new_conversation()
    failures: list[Exception] = []

    def work(number: int) -> None:
        try:
            for step in range(10):
                made = save(store, f"{number}-{step}", chat=chat)
                store.add_events(made["id"], [(0, 0.0, {"n": step})])
                assert store.turn(made["id"]) is not None
        except Exception as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(store.skeleton(chat)) == 80


def test_two_stores_on_one_file_see_each_other(store):
    other = open_store(str(store.url))
    made = save(store)
    assert other.turn(made["id"]) == made
    other.rename(made["conversation_id"], "Renamed by the other")
    assert store.conversations()[0].title == "Renamed by the other"
    other.close()


KILLED = """
import os, sys
from tests.domain.made import a_turn
from workbench.store import open_store
store = open_store(sys.argv[1])
store.worker()
made = a_turn("Sent before the crash", state="streaming")
made["conversation_id"] = store.new_conversation()
store.save_turn(made)
store.add_events(made["id"], [(0, 0.0, {"n": 0})])
print(made["id"], flush=True)
os.kill(os.getpid(), 9)
"""


def test_what_a_killed_process_wrote_is_there_and_its_turns_are_orphans(store):
    command = [sys.executable, "-c", KILLED, str(store.url)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    turn_id = done.stdout.strip()
    store.worker()
    mine = save(store, state="streaming")
    assert [orphan["id"] for orphan in store.orphans()] == [turn_id]
    assert store.events(turn_id) == [(0.0, {"n": 0})]
    assert store.turn(mine["id"])["state"] == "streaming"


def test_turns_of_a_living_process_are_left_alone(store):
    other = open_store(str(store.url))
    other.worker()
    save(other, state="streaming")
    assert store.orphans() == []
    other.close()
    assert len(store.orphans()) == 1


# what can go wrong


def test_a_newer_history_is_refused_with_advice_and_left_as_it_is(tmp_path):
    path = tmp_path / "newer.db"
    open_store(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as raw:
        raw.execute("update meta set value = '99' where key = 'schema_version'")
    raw.close()
    with pytest.raises(StoreError, match="newer Stepwise") as caught:
        open_store(f"sqlite:///{path}")
    assert "Update Stepwise" in caught.value.hint


def test_a_file_that_is_no_database_is_named_so(tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("These are my notes, and long enough to be read as a header of something else. " * 20)
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{path}")


def test_a_full_disk_is_named_so_and_nothing_is_lost(store):
    kept = save(store)
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    store._engine.dispose()
    from sqlalchemy import event

    event.listen(store._engine, "connect", lambda dbapi, _: dbapi.execute(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StoreError, match="disk is full") as caught:
        save(store, "x" * 500_000)
    assert "Free some space" in caught.value.hint
    assert store.turn(kept["id"]) == kept


def test_a_history_locked_by_another_program_is_named_so(store, monkeypatch):
    monkeypatch.setattr("workbench.store.base.BUSY_MS", 50)
    impatient = open_store(str(store.url))
    blocker = sqlite3.connect(store.url.database, isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="locked by another program"):
        impatient.new_conversation()
    blocker.execute("ROLLBACK")
    assert impatient.new_conversation()
    blocker.close()
    impatient.close()


def test_a_history_that_may_only_be_read_is_named_so(store):
    from sqlalchemy import event

    kept = save(store)
    store._engine.dispose()
    event.listen(store._engine, "connect", lambda dbapi, _: dbapi.execute("PRAGMA query_only = ON"))
    with pytest.raises(StoreError, match="only be read"):
        store.new_conversation()
    assert store.turn(kept["id"]) == kept


def test_a_folder_that_can_not_be_made_is_named_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as caught:
        open_store(f"sqlite:///{tmp_path / 'file' / 'stepwise.db'}")
    assert caught.value.hint


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "nonsense", "oracle+nothing://x"])
def test_an_address_that_can_not_hold_a_history_is_refused(url):
    with pytest.raises(StepwiseError):
        open_store(url)


def test_a_missing_database_driver_is_named_with_the_way_to_get_it():
    with pytest.raises(StoreError, match="driver") as caught:
        open_store("postgresql+pg8000://localhost/stepwise")
    assert "pip install" in caught.value.hint


def test_tables_and_queries_can_be_said_in_postgresql():
    from sqlalchemy import select
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.schema import CreateTable

    from workbench.store import conditions, fulltext
    from workbench.store.schema import metadata, turns

    dialect = postgresql.dialect()
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
    filters = LedgerFilter(query="a", models=("m",), stored=True, min_cost=1.0, sort="cost")
    found = conditions.found_by("a", fulltext.terms("a"), "postgresql")
    listing = select(turns.c.id).where(*conditions.conditions(filters), found).order_by(*conditions.order(filters))
    assert "ILIKE" in str(listing.compile(dialect=dialect))
    assert "@@" in str(listing.compile(dialect=dialect))


def test_the_default_file_lies_in_the_data_folder_and_the_environment_may_name_another(data_dir, tmp_path, monkeypatch):
    open_store().close()
    assert (data_dir / "stepwise.db").exists()
    monkeypatch.setenv("STEPWISE_DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere.db'}")
    open_store().close()
    assert (tmp_path / "elsewhere.db").exists()
    assert not stat.S_IMODE((tmp_path / "elsewhere.db").stat().st_mode) & 0o077


def test_the_file_is_in_wal_mode_with_foreign_keys(store):
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_turn_whose_conversation_was_deleted_meanwhile_says_so(store):
    made = save(store, state="streaming")
    store.delete_conversation(made["conversation_id"])
    with pytest.raises(StoreError, match="was deleted while"):
        store.save_turn(made)
    with pytest.raises(StoreError, match="was deleted while"):
        store.add_events(made["id"], [(0, 0.0, {})])
