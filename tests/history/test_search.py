"""Full text over everything that was said, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import pytest

from tests.domain.made import says, thought
from tests.history.made import call, result, save
from workbench.store import LedgerFilter
from workbench.store.spelling import distance


def found(store, query, **more):
    return [row.words for row in store.ledger(filters=LedgerFilter(query=query, **more)).rows]


def hit(store, query):
    (snippet,) = store.ledger(filters=LedgerFilter(query=query)).hits.values()
    return snippet.place, [span.text for span in snippet.spans if span.hit]


@pytest.fixture
def trip(store):
    steps = [thought(text="Consider the typhoon season."), call("get_weather", {"city": "Hakodate"}), result("snowfall"), says(
        "The interaction of seasons matters: Kyoto for temples, Tokyo for city life.")]  # fmt: skip
    return save(store, "Plan a trip", *steps)


@pytest.mark.parametrize(
    ("query", "place", "marked"),
    [
        ("trip", "prompt", ["trip"]),
        ("KYOTO temples", "answer", ["Kyoto", "temples"]),
        ("typhoon", "thought", ["typhoon"]),
        ("hakodate", "tools", ["Hakodate"]),
        ("snowfall", "tools", ["snowfall"]),
        ('"city life"', "answer", ["city life"]),
        ("temp", "answer", ["temples"]),
    ],
)
def test_every_place_is_searched_and_the_hit_is_marked(store, trip, query, place, marked):
    save(store, "Something else")
    assert found(store, query) == ["Plan a trip"]
    assert hit(store, query) == (place, marked)


SLIPS = ["interacton", "interactoin", "interactions", "inetraction", "interraction", "typhon", "hakodatte"]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_of_the_pen_is_forgiven(store, trip, slip):
    page = store.ledger(filters=LedgerFilter(query=slip))
    assert [row.id for row in page.rows] == [trip["id"]]
    assert slip in page.instead
    assert page.hits[trip["id"]].spans


def test_what_is_spelt_right_is_not_corrected(store, trip):
    save(store, "Interacton is a name here")
    page = store.ledger(filters=LedgerFilter(query="interacton"))
    assert ([row.words for row in page.rows], page.instead) == (["Interacton is a name here"], {})


def test_all_words_must_occur_and_a_phrase_in_its_order(store, trip):
    assert found(store, "kyoto osaka") == []
    assert found(store, '"life city"') == []
    assert found(store, '"city lif"') == []


@pytest.mark.parametrize("query", ["größe", "GROSSE", "Größe?", "東京", "京", "😀", "café", "cafe"])
def test_letters_of_all_scripts_are_found(store, query):
    save(store, "Größe 東京タワー 😀 Café", says("grosse"))
    save(store, "Other", says("nothing"))
    assert found(store, query) == ["Größe 東京タワー 😀 Café"]


SIGNS = ['"', "*", "a AND", "NEAR(", "prompt:x", "(", "'; drop table turns; --", "!!", "\\", "%", "a:*", "-"]


@pytest.mark.parametrize("query", SIGNS)
def test_signs_of_the_search_engines_mean_nothing(store, trip, query):
    store.ledger(filters=LedgerFilter(query=query))
    assert store.turn(trip["id"]) is not None


def test_titles_and_ids_are_found_too(store, trip):
    save(store, "Another")
    store.rename(trip["conversation_id"], "Autumn journey to the north")
    assert found(store, "journey spring") == found(store, '"journey north"') == []
    for query in ("journey", "north autumn", '"the north"', trip["interaction_id"], trip["interaction_id"][:12], trip["id"]):
        assert found(store, query) == ["Plan a trip"]


def test_the_index_follows_the_turn(store):
    made = save(store, "First", says("lighthouse"))
    made["steps"][0]["step"] = says("windmill")
    store.save_turn(made)
    assert (found(store, "lighthouse"), found(store, "windmill")) == ([], ["First"])


def test_a_search_is_narrowed_by_filters(store, trip):
    save(store, "Kyoto again", model="other-model", created="2026-01-01T00:00:00.000Z")
    assert found(store, "kyoto", models=("*other*",)) == ["Kyoto again"]
    assert found(store, "kyoto", since="2026-06-01") == ["Plan a trip"]
    store.tag([trip["conversation_id"]], ["Travel"])
    assert found(store, "kyoto", tags=("travel",)) == ["Plan a trip"]
    assert store.matching(LedgerFilter(query="kyoto", tags=("travel",))) == [trip["id"]]


def test_a_long_answer_is_shown_around_the_hit_only(store):
    save(store, "Long", says("word " * 5000 + "needle " + "word " * 5000))
    snippet = next(iter(store.ledger(filters=LedgerFilter(query="needle")).hits.values()))
    assert len(snippet.text) < 250
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")


def test_where_interactions_are_held_can_be_asked_for(store):
    save(store, "Kept", created="2026-11-23T00:00:00.000Z")
    save(store, "Past", created="2026-11-01T00:00:00.000Z")
    save(store, "Gone", created="2026-11-23T00:00:00.000Z", gone="2026-11-23T10:00:00.000Z")
    save(store, "Local", interaction_id=None)
    now = "2026-11-23T12:00:00.000Z"
    assert [found(store, "", held=(place,), now=now) for place in ("stored", "expired", "gone", "local")] == [
        ["Kept"], ["Past"], ["Gone"], ["Local"],
    ]  # fmt: skip


@pytest.mark.parametrize(("second", "steps"), [("abc", 0), ("acb", 1), ("ab", 1), ("xbcd", 2)])
def test_the_distance_between_words(second, steps):
    first = "abc"
    assert distance(first, second) == distance(second, first) == steps
