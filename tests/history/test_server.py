"""What needs the server: forgetting there, rescuing, fetching by id, going on from what it has forgotten. A real emulator."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from workbench import background, send
from workbench.answer import answer_text
from workbench.client import Client
from workbench.errors import Rejected, StepwiseError
from workbench.history import forget, jobs, reach, rehydrate, rescue, retention, retrieve, standby
from workbench.settings import Connection, Prompt, Settings
from workbench.store import LedgerFilter, open_store


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'here.db'}")
    yield opened
    opened.close()


@pytest.fixture
def elsewhere(tmp_path):
    """A second, empty history."""
    opened = open_store(f"sqlite:///{tmp_path / 'there.db'}")
    yield opened
    opened.close()


@pytest.fixture
def chain(store, say):
    """Three turns that continue each other on the server."""
    first = say(store, "Hi, my name is Karthik.")
    second = say(store, "What is my name?", first)
    return [first, second, say(store, "Tell me a joke.", second)]


def on_server(connection, turn) -> bool:
    try:
        background.call(Client(connection).get(turn["interaction_id"]), 10)
    except Rejected as error:
        return error.problem["status"] != 404
    return True


def done(job):
    assert job.wait(30)
    return job.results()


# forget


def test_a_plan_says_what_will_break_and_deletes_nothing(store, connection, chain):
    plan = forget.plan(store, "both", turn_ids=[chain[0]["id"]])
    assert (plan.turn_ids, plan.on_server, plan.conversations) == ((chain[0]["id"],), 1, 1)
    assert "2 later turns continue from what is deleted" in plan.breaks
    assert forget.plan(store, "server", conversation_ids=[chain[0]["conversation_id"]]).breaks == ""
    assert forget.plan(store, "local", filters=LedgerFilter(query="joke")).turn_ids == (chain[2]["id"],)
    assert len(forget.plan(store, "local", filters=LedgerFilter()).turn_ids) == 3
    assert on_server(connection, chain[0])
    assert store.ledger().count == 3


def test_here_and_there_are_forgotten_together_and_here_can_be_taken_back(store, connection, chain):
    plan = forget.plan(store, "both", conversation_ids=[chain[0]["conversation_id"]])
    job = forget.start(store, reach.by(connection), plan)
    assert [(result.state, result.note) for result in done(job)] == [("done", "Deleted on the server.")] * 3
    assert not any(on_server(connection, turn) for turn in chain)
    assert store.conversations() == []
    assert store.restore(job.outcome) == 3
    assert {row.gone is None for row in store.ledger().rows} == {False}


def test_only_here_leaves_the_server_alone_and_only_there_leaves_the_turn(store, connection, chain):
    done(forget.start(store, reach.by(connection), forget.plan(store, "local", turn_ids=[chain[2]["id"]])))
    assert on_server(connection, chain[2])
    assert store.turn(chain[2]["id"]) is None
    done(forget.start(store, reach.by(connection), forget.plan(store, "server", turn_ids=[chain[1]["id"]])))
    assert not on_server(connection, chain[1])
    assert store.turn(chain[1]["id"])["gone"]


def test_for_good_means_for_good(store, connection, chain):
    job = forget.start(store, reach.by(connection), forget.plan(store, "both", filters=LedgerFilter()), for_good=True)
    done(job)
    assert (job.outcome, store.bin(), store.ledger().count) == ("", [], 0)


def test_a_running_one_is_cancelled_first(store, connection, serve_emulator):
    slow = serve_emulator(speed=1)
    to = type(connection)(mode="demo", base_url=slow.base_url, api_key="test-key")
    run = send.send(store, to, Settings(background=True), Prompt("Write about 900 words about bees."), None, None)
    while not run.snapshot()["interaction_id"]:
        run.wait(0.05)
    plan = forget.plan(store, "both", turn_ids=[run.turn_id])
    assert plan.running == 1
    (result,) = done(forget.start(store, reach.by(to), plan))
    assert (result.state, result.note) == ("done", "Stopped. Deleted on the server.")
    assert run.finished
    assert not on_server(to, run.snapshot())


def test_what_the_server_refuses_to_delete_stays_listed_with_the_reason(store, connection, chain):
    wrong = type(connection)(mode="demo", base_url=connection.base_url, api_key="invalid-key")
    (result,) = done(forget.start(store, reach.by(wrong), forget.plan(store, "both", turn_ids=[chain[2]["id"]])))
    assert result.state == "failed"
    assert "key" in result.note.lower()
    (left,) = store.leftovers()
    assert (left.interaction_id, left.reason, left.words) == (chain[2]["interaction_id"], result.note, "Tell me a joke.")
    assert store.turn(chain[2]["id"]) is not None
    (again,) = done(forget.retry(store, reach.by(connection), store.leftovers()))
    assert (again.key, again.state) == (left.interaction_id, "done")
    assert store.leftovers() == []


def test_a_turn_of_another_server_is_left_with_the_reason(store, connection, chain):
    google = type(connection)(mode="google", base_url="", api_key="a-key-of-google")
    elsewhere = {**chain[2], "offline": False, "sent": [{"url": "https://api.example.org/v1beta/interactions"}]}
    store.save_turn(elsewhere)
    (result,) = done(forget.start(store, reach.by(google), forget.plan(store, "server", turn_ids=[chain[2]["id"]])))
    assert (result.state, result.note.split(".")[0]) == ("failed", "It is kept by api")


def test_another_keys_404_proves_nothing_and_the_turn_stays_listed_until_the_right_key_asks(store, connection, chain):
    last, another = chain[2], replace(connection, api_key="of-another-project")
    (result,) = done(rescue.save(store, reach.by(another), [last["id"]]))
    assert (result.state, result.note) == ("failed", " ".join(rescue.UNKNOWN))
    (result,) = done(forget.start(store, reach.by(another), forget.plan(store, "both", turn_ids=[last["id"]])))
    assert (result.state, result.note) == ("failed", " ".join(rescue.UNKNOWN))
    assert [left.interaction_id for left in store.leftovers()] == [last["interaction_id"]]
    assert not store.turn(last["id"]).get("gone")
    assert on_server(connection, last)
    (result,) = done(forget.retry(store, reach.by(connection), store.leftovers()))
    assert (result.state, result.note, store.leftovers()) == ("done", "Deleted on the server.", [])
    assert "test-key" not in json.dumps(last)


def test_what_no_one_knows_which_key_made_is_not_taken_for_gone_but_by_its_time(store, connection, chain):
    online = replace(connection, mode="custom")
    old: dict = {**chain[2], "offline": False}
    old.pop("key_mark")
    store.save_turn(old)
    background.call(Client(connection).delete(old["interaction_id"]), 10)
    (result,) = done(forget.start(store, reach.by(online), forget.plan(store, "server", turn_ids=[old["id"]])))
    assert (result.state, len(store.leftovers())) == ("failed", 1)
    store.save_turn({**old, "created": "2026-01-01T00:00:00.000Z"})
    (result,) = done(forget.retry(store, reach.by(online), store.leftovers()))
    assert (result.note, store.leftovers()) == ("The server does not have it (its time was up).", [])


def test_a_long_job_counts_all_keeps_a_few_and_lets_others_run_between(store):
    seen: list[int] = []

    async def work(result):
        seen.append(len(job.results()))
        return replace(result, state="failed" if result.key.endswith("7") else "done")

    job = jobs.Job(store.owner, "Many", [str(number) for number in range(3000)], lambda keys: {key: f"No. {key}" for key in keys})
    assert (job.count(), job.count("waiting"), job.results()[0].words) == (3000, 3000, "No. 0")
    assert jobs.start(job, work).wait(30)
    assert (job.count("done"), job.count("failed"), job.count("waiting", "working")) == (2700, 300, 0)
    failed = [result.key for result in job.results() if result.state == "failed"]
    assert failed == [str(number) for number in range(7, 1000, 10)]
    assert len(job.results()) == 190
    assert max(seen) < 200


def test_a_job_is_found_by_its_owner_only(store, connection, chain):
    job = forget.start(store, reach.by(connection), forget.plan(store, "local", turn_ids=[chain[2]["id"]]))
    done(job)
    assert jobs.find(job.id, store.owner) is job
    assert jobs.find(job.id, "ben") is None
    assert jobs.find("nothing", store.owner) is None


# rescue


def test_a_timeline_is_saved_beside_what_was_seen(store, connection, chain):
    (result,) = done(rescue.save(store, reach.by(connection), [chain[1]["id"]]))
    assert (result.state, result.note) == ("done", "3 steps saved, as it was seen.")
    kept = store.timeline(chain[1]["id"])
    assert [step["type"] for step in kept.steps] == ["user_input", "thought", "model_output"]
    assert rescue.differences(chain[1], kept) == ()


def test_differences_are_told(store, connection, chain):
    done(rescue.save(store, reach.by(connection), [chain[1]["id"]]))
    cut = json.loads(json.dumps(chain[1]))
    cut["steps"][-1]["step"]["content"][0]["text"] = cut["steps"][-1]["step"]["content"][0]["text"][:-3]
    assert rescue.differences(cut, store.timeline(cut["id"])) == ("The server has 3 more characters of the answer.",)
    cut["steps"].pop(0)
    assert rescue.differences(cut, store.timeline(cut["id"]))[0] == "thought: 0 seen, 1 on the server."


def test_what_the_server_has_forgotten_is_marked_so(store, connection, chain):
    background.call(Client(connection).delete(chain[2]["interaction_id"]), 10)
    (result,) = done(rescue.save(store, reach.by(connection), [chain[2]["id"]]))
    assert (result.state, result.note) == ("failed", "The server no longer has it.")
    assert store.turn(chain[2]["id"])["gone"]


def test_timelines_are_saved_by_themselves_for_whom_it_was_asked(store, connection, say):
    ann, ben = store.for_user("ann"), store.for_user("ben")
    turns = [say(mine, "Hello there.") for mine in (ann, ben)]
    an_hour_ago = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    for mine, turn in zip((ann, ben), turns, strict=True):
        retention.choose(mine, str(72 / 60 / 24))
        mine.save_turn({**turn, "created": an_hour_ago})
        assert retention.ending(mine).unsaved == (turn["id"],)
    retention.set_autosave(ann, True)
    assert rescue.tend(store, reach.by(connection)) == 1
    assert len(ann.timeline(turns[0]["id"]).steps) == 3
    assert (ben.timeline(turns[1]["id"]), retention.ending(ann).unsaved) == (None, ())
    assert rescue.tend(store, reach.by(connection)) == 0


def test_saving_by_itself_uses_the_key_that_its_owner_lent_and_only_for_their_server(store, connection):
    typed = Connection("custom", connection.base_url, "test-key")
    ann = store.for_user("ann")
    run = send.send(ann, typed, Settings(), Prompt("Hello there."), None, None)
    assert run.wait(30)
    retention.choose(ann, str(72 / 60 / 24))
    ann.save_turn({**run.snapshot(), "created": (datetime.now(UTC) - timedelta(hours=1)).isoformat()})
    retention.set_autosave(ann, True)

    def tell():
        assert rescue.tend(store, lambda turn: None) == 1
        (result,) = rescue.last_round("ann").results()
        return result

    assert tell().note == "There is no key for the server that holds it."
    standby.lend("ben", typed)
    standby.lend("ann", replace(typed, base_url="http://127.0.0.1:1"))
    assert tell().note == "There is no key for the server that holds it."
    standby.lend("ann", replace(typed, api_key="another"))
    assert tell().note == " ".join(rescue.UNKNOWN)
    assert not ann.turn(run.turn_id).get("gone")
    standby.lend("ann", typed)
    assert tell().state == "done"
    standby.take_back("ann")
    standby.take_back("ben")
    assert ann.timeline(run.turn_id) is not None
    assert (rescue.tend(store, lambda turn: None), rescue.last_round("ann")) == (0, None)


def test_a_retention_of_ones_own_decides_what_a_chat_sends_again(store, connection, chain):
    old = (datetime.now(UTC) - timedelta(days=2)).isoformat()
    for turn in chain:
        store.save_turn({**turn, "created": old})
    retention.choose(store, "3")
    run = send.send(store, connection, Settings(), Prompt("And my name?"), chain[2]["conversation_id"], chain[2]["id"])
    assert run.snapshot()["request"]["previous_interaction_id"] == chain[2]["interaction_id"]
    assert run.wait(30)
    plan = forget.plan(store, "server", turn_ids=[chain[0]["id"]])
    assert plan.on_server == 1
    (result,) = done(forget.start(store, reach.by(connection), plan))
    assert result.note == "Deleted on the server."


# fetch by id


def test_a_chain_made_elsewhere_becomes_a_conversation_here(elsewhere, connection, chain):
    found = retrieve.retrieve(elsewhere, connection, f" {chain[2]['interaction_id']}\n")
    assert (found.new, found.notes) == (3, ())
    nodes = {node.id: node for node in elsewhere.skeleton(found.conversation_id)}
    path = [nodes[found.turn_id]]
    while path[-1].parent_id:
        path.append(nodes[path[-1].parent_id])
    assert [node.words for node in path[::-1]] == ["Hi, my name is Karthik.", "What is my name?", "Tell me a joke."]
    assert [node.interaction_id for node in path[::-1]] == [turn["interaction_id"] for turn in chain]
    assert answer_text(elsewhere.turn(found.turn_id)) == answer_text(chain[2])
    assert retrieve.retrieve(elsewhere, connection, chain[2]["interaction_id"]).new == 0


def test_a_fetched_chain_is_gone_on_from_on_the_server(elsewhere, connection, chain, say):
    found = retrieve.retrieve(elsewhere, connection, chain[1]["interaction_id"])
    later = say(elsewhere, "And how do I like it?", elsewhere.turn(found.turn_id))
    assert later["request"]["previous_interaction_id"] == chain[1]["interaction_id"]
    assert later["state"] == "done"


def test_a_newer_turn_joins_the_chain_that_is_here(elsewhere, connection, chain):
    first = retrieve.retrieve(elsewhere, connection, chain[1]["interaction_id"])
    found = retrieve.retrieve(elsewhere, connection, chain[2]["interaction_id"])
    assert (found.new, found.conversation_id) == (1, first.conversation_id)
    assert elsewhere.turn(found.turn_id)["parent_id"] == first.turn_id


def test_what_is_missing_before_is_said(elsewhere, connection, chain):
    background.call(Client(connection).delete(chain[0]["interaction_id"]), 10)
    found = retrieve.retrieve(elsewhere, connection, chain[2]["interaction_id"])
    assert found.new == 2
    assert "no longer on the server" in found.notes[0]


def test_an_id_tells_whether_it_begins_its_chain(chain):
    assert [retrieve._begins_chain(turn["interaction_id"]) for turn in chain] == [True, False, False]
    assert [retrieve._begins_chain(text) for text in ("v1_nonsense", "v1_", "x", "ä")] == [None] * 4


@pytest.mark.parametrize("given", ["", "  ", "two words", "a/../b", "x?key=1", "ü", "x" * 401])
def test_what_is_no_id_is_not_asked_for(elsewhere, connection, given):
    with pytest.raises(StepwiseError, match="not the id"):
        retrieve.retrieve(elsewhere, connection, given)


def test_an_id_that_the_server_does_not_know_leaves_nothing_behind(elsewhere, connection):
    with pytest.raises(Rejected):
        retrieve.retrieve(elsewhere, connection, "v1_nobody")
    assert elsewhere.conversations() == []


# rehydrate


def test_a_forgotten_chain_is_gone_on_from_by_a_replay_after_an_estimate(store, connection, chain):
    for turn in chain:
        background.call(Client(connection).delete(turn["interaction_id"]), 10)
    prompt = Prompt("What was my name again?")
    before = store.ledger().count
    told = rehydrate.estimate(store, connection, Settings(), chain[1]["id"], prompt)
    assert (told.steps, told.measured, store.ledger().count) == (6, True, before)
    assert told.usd is not None
    run = rehydrate.rehydrate(store, connection, Settings(), chain[1]["id"], prompt)
    assert run.wait(30)
    made = run.snapshot()
    assert (made["state"], made["parent_id"], made["previous_interaction_id"]) == ("done", chain[1]["id"], None)
    assert len(made["request"]["input"]) == told.steps + 1
    place = (made["conversation_id"], made["id"])
    later = send.send(store, connection, Settings.from_dict(made["settings"]), Prompt("Thanks."), *place)
    assert later.snapshot()["request"]["previous_interaction_id"] == made["interaction_id"]
    assert later.wait(30)
    assert abs((made["usage"] or {})["total_input_tokens"] - told.tokens) < 0.5 * told.tokens
    assert on_server(connection, made)
