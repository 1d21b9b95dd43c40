"""Bin, order, owners, preferences: what one person does never touches another's rows, and can be taken back."""

from __future__ import annotations

import pytest

from tests.domain.made import says
from tests.history.made import save
from workbench.history import retention
from workbench.history.package import package
from workbench.store import LedgerFilter, Leftover, StoreError


@pytest.fixture
def others(store):
    """The store as two people see it."""
    return store.for_user("https://id.example.org ann"), store.for_user("https://id.example.org ben")


def test_two_people_never_see_each_others_rows_whatever_they_ask_for(others):
    ann, ben = others
    made = save(ann, "Ann's secret", says("lighthouse"))
    chat = made["conversation_id"]
    ann.add_events(made["id"], [(0, 0.0, {"n": 0})])
    ann.save_timeline(made["id"], {"id": made["interaction_id"]})
    ann.tag([chat], ["private"])
    ann.keep_leftovers([Leftover("v1_x", "words", "reason", "2026-11-23", False)])
    assert (ben.turn(made["id"]), ben.turns([made["id"]]), ben.skeleton(chat), ben.events(made["id"])) == (None, [], [], [])
    assert (ben.conversation(chat), ben.conversations(), ben.conversations("lighthouse")) == (None, [], [])
    assert ben.count_conversations() == 0
    assert (ben.conversation_of(made["id"]), ben.turn_of(made["interaction_id"])) == (None, None)
    assert (ben.chosen([made["id"]], "").turn_ids, ben.words([made["id"]])) == ((), {})
    assert (list(ben.relations([chat])), ben.shared_tags([chat])) == ([], ([], []))
    assert (ben.timeline(made["id"]), ben.leftovers(), ben.tags(), ben.ledger_models()) == (None, [], [], [])
    assert ben.ledger(filters=LedgerFilter(query="lighthouse")).count == ben.ledger().count == ben.totals().turns == 0
    assert ben.ledger(filters=LedgerFilter(query="lighthose")).instead.get("lighthose", ()) == ()
    assert ben.grouped("day") == []
    assert package(ben, chat) is None
    assert ann.turn(made["id"]) == made


def test_two_people_can_not_change_each_others_rows(others):
    ann, ben = others
    made = save(ann, "Mine")
    chat = made["conversation_id"]
    ben.rename(chat, "Taken over")
    ben.tag([chat], ["taken"])
    ben.pin([chat])
    ben.archive([chat])
    ben.set_head(chat, None)
    ben.restore(ben.throw_away([made["id"]], [chat]))
    ben.throw_away([made["id"]], [chat])
    assert ben.purge() == 0
    ben.save_timeline(made["id"], {})
    with pytest.raises(StoreError):
        ben.save_turn({**made, "prompt": []})
    with pytest.raises(StoreError):
        ben.save_turn({**made, "conversation_id": ben.new_conversation(), "prompt": []})
    with pytest.raises(StoreError):
        ben.add_events(made["id"], [(0, 0.0, {})])
    row = ann.conversation(chat)
    assert (row.title, row.tags, row.pinned, row.archived, row.head) == ("Mine", (), False, False, made["id"])
    assert (ann.turn(made["id"]), ann.timeline(made["id"])) == (made, None)


def test_a_deletion_of_one_person_is_no_business_of_another(others):
    ann, ben = others
    name = ann.delete_conversation(save(ann, "Gone")["conversation_id"])
    assert ben.bin() == []
    assert ben.restore(name) == 0
    assert ben.purge(name) == 0
    assert ann.restore(name) == 1


def test_the_upkeep_sees_all_and_writes_to_whom_it_belongs(store, others):
    ann, _ = others
    made = save(ann, "Waiting", state="streaming")
    (orphan,) = store.everyone().orphans()
    store.everyone().save_turn({**orphan, "state": "failed"})
    assert ann.turn(made["id"])["state"] == "failed"
    assert store.orphans() == []


def test_a_deletion_can_be_taken_back_until_it_is_final(store):
    chat = store.new_conversation("Two turns")
    first, second = save(store, "First", chat=chat), save(store, "Second", chat=chat)
    one = store.throw_away([second["id"]])
    assert (store.conversation(chat).head, store.turn(second["id"])) == (first["id"], None)
    two = store.delete_conversation(chat)
    assert (store.conversation(chat), store.ledger().count) == (None, 0)
    assert [(found.name, found.turns, found.conversations) for found in store.bin()] == [(two, 1, 1), (one, 1, 0)]
    assert {found.title for found in store.bin()} == {"Two turns"}
    assert store.restore(two) == 1
    assert [node.id for node in store.skeleton(chat)] == [first["id"]]
    assert store.restore(one) == 1
    assert store.turn(second["id"]) == second
    assert store.bin() == []


def test_a_conversation_without_turns_goes_with_its_last_one(store):
    made = save(store, "Only")
    name = store.throw_away([made["id"]])
    assert store.conversations() == []
    store.restore(name)
    assert store.conversation(made["conversation_id"]).turns == 1


def test_only_old_deletions_are_purged_by_themselves(store):
    store.delete_conversation(save(store, "Fresh")["conversation_id"])
    assert store.purge_old() == 0
    assert store.purge_old(days=-1) == 1
    assert store.bin() == []


def test_what_was_purged_is_not_found_by_a_slip_either(store):
    save(store, "Other words")
    gone = save(store, "Secret", says("chrysanthemum"))
    store.purge(store.throw_away([gone["id"]]))
    assert store.ledger(filters=LedgerFilter(query="chrysantemum")).count == 0
    with store._read() as connection:
        words = connection.exec_driver_sql("select count(*) from spellings where word = 'chrysanthemum'").scalar()
        kept = connection.exec_driver_sql("select count(*) from spellings where word = 'other'").scalar()
    assert (words, kept > 0) == (0, True)


def test_conversations_are_put_in_order(store):
    one, two, three = (save(store, name)["conversation_id"] for name in ("One", "Two", "Three"))
    store.pin([one])
    store.archive([two])
    store.tag([one, three], add=["Work", " #Long Trip "], remove=["none"])
    store.tag([three], remove=["work"])
    assert {row.title for row in store.conversations()} == {"One", "Three"}
    assert store.conversations()[0].title == "One"
    assert [row.title for row in store.conversations(archived=True)] == ["Two"]
    assert store.conversation(one).tags == ("long-trip", "work")
    assert store.tags() == [("long-trip", 2), ("work", 1)]
    assert [row.words for row in store.ledger(filters=LedgerFilter(archived=True)).rows] == ["Two"]


def test_totals_by_day_model_and_page(store):
    times = {"first_byte": 1.0, "first_thought": None, "first_text": 200.0, "end": 800.0}
    save(store, created="2026-11-01T10:00:00.000Z", timings=times)
    save(store, created="2026-11-01T12:00:00.000Z", timings={**times, "first_text": 400.0, "end": None})
    save(store, created="2026-11-02T10:00:00.000Z", model="unheard-of", page="research")
    days = store.grouped("day")
    assert [(group.name, group.totals.turns) for group in days] == [("2026-11-01", 2), ("2026-11-02", 1)]
    assert (days[0].first_text_ms, days[0].end_ms, days[0].cached_share) == (300.0, 800.0, 0.4)
    assert [group.name for group in store.grouped("model")] == ["gemini-3.8-flash", "unheard-of"]
    assert [group.name for group in store.grouped("page", LedgerFilter(pages=("research",)))] == ["research"]


def expiries(store):
    return [row.expires[:10] for row in store.ledger(filters=LedgerFilter(descending=False)).rows]


def test_a_choice_of_retention_moves_what_is_there_and_what_comes(store):
    save(store, created="2026-11-01T00:00:00.000Z")
    retention.choose(store, "14")
    save(store, created="2026-11-02T00:00:00.000Z")
    assert expiries(store) == ["2026-11-15", "2026-11-16"]
    retention.choose(store, "")
    assert expiries(store) == ["2026-11-02", "2026-11-03"]
    for wrong in ("never", "-1", "0", "nan", "1e9"):
        with pytest.raises(StoreError, match="not a number of days"):
            retention.choose(store, wrong)


def test_what_is_about_to_expire_is_told_in_its_order(store):
    from datetime import UTC, datetime

    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    soon = save(store, created="2026-11-22T14:00:00.000Z")
    sooner = save(store, created="2026-11-22T13:00:00.000Z")
    save(store, created="2026-11-23T11:00:00.000Z")
    save(store, created="2026-11-20T11:00:00.000Z")
    save(store, created="2026-11-22T14:00:00.000Z", interaction_id=None)
    store.save_timeline(soon["id"], {"id": "x"})
    found = retention.ending(store, now)
    assert [row.id for row in found.rows] == [sooner["id"], soon["id"]]
    assert found.unsaved == (sooner["id"],)
    assert found.first == datetime(2026, 11, 23, 13, tzinfo=UTC)


def test_a_change_by_another_process_is_seen_at_once(store, url):
    from workbench.store import open_store

    other = open_store(url)
    made = save(store, "Shared")
    assert other.turn(made["id"]) == store.turn(made["id"]) == made
    store.save_turn({**made, "notes": ["changed"]})
    assert other.turns([made["id"]])[0]["notes"] == ["changed"]
    other.throw_away([made["id"]])
    assert store.turn(made["id"]) is None
    other.close()
