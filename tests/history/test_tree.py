"""The tree of a conversation: what has become of each node, and how five hundred of them stay readable."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.conversation import Node, Tree
from workbench.history.tree import outline, standing

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def node(number: int, parent: int | None = None, **more) -> Node:
    base = {"created": f"2026-11-23T{number // 60:02d}:{number % 60:02d}:00.000Z", "interaction_id": f"v1_{number}"}
    return Node(str(number), None if parent is None else str(parent), **{**base, **more})


def until(hours: float) -> str:
    return (NOW + timedelta(hours=hours)).isoformat()


@pytest.mark.parametrize(
    ("more", "state", "words"),
    [
        ({"expires": until(12)}, "stored", "expires in 12 h"),
        ({"expires": until(2)}, "expiring", "expires in 2 h"),
        ({"expires": until(-1)}, "expired", "expired"),
        ({"expires": until(12), "gone": "2026-11-23T12:00:00Z"}, "deleted", "deleted on the server"),
        ({"stored": False, "interaction_id": None}, "local", "kept here only"),
        ({"state": "failed", "interaction_id": None}, "failed", "failed"),
        ({"state": "stopped", "expires": until(12)}, "stopped", "stopped"),
        ({"state": "streaming", "expires": until(12)}, "running", "running"),
        ({"state": "needs_action", "expires": until(12)}, "needs_action", "waits for results, expires in 12 h"),
    ],
)
def test_a_node_says_what_has_become_of_it(more, state, words):
    found = standing(node(0, **more), NOW)
    assert (found.state, found.words) == (state, words)
    assert found.chainable == (state in ("stored", "expiring", "needs_action"))


def test_a_straight_run_is_folded_in_its_middle_and_opens_on_request():
    tree = Tree(node(n, n - 1 if n else None) for n in range(500))
    lines = outline(tree, "499")
    assert [len(line.ids) for line in lines] == [1, 1, 496, 1, 1]
    assert {line.depth for line in lines} == {0}
    assert len(outline(tree, "499", opened=["250"])) == 500
    kept = outline(tree, "499", keep=["250"])
    assert [line.ids for line in kept if line.ids == ("250",)] == [("250",)]
    assert len(kept) == 7


def test_forks_are_visible_and_the_path_in_use_is_marked():
    tree = Tree([node(0), node(1, 0), node(2, 1), node(3, 1), node(4, 3)])
    lines = {line.ids: line for line in outline(tree, "4")}
    assert lines["1",].children == 2
    assert [lines[(one,)].depth for one in "01234"] == [0, 0, 1, 1, 1]
    assert [lines[(one,)].used for one in "01234"] == [True, True, False, True, True]
    assert lines["3",].follows == "1"


def test_several_beginnings_stand_side_by_side():
    assert [line.depth for line in outline(Tree([node(0), node(1), node(2, 1)]), "2")] == [1, 1, 1]


@given(st.lists(st.integers(0, 10**6), max_size=60), st.integers(0, 60))
def test_every_turn_stands_in_exactly_one_line_whatever_the_tree(parents, leaf):
    nodes = [node(place, parent % (place + 1) - 1 if parent % (place + 1) else None) for place, parent in enumerate(parents)]
    tree = Tree(nodes)
    lines = outline(tree, str(leaf))
    assert sorted(one for line in lines for one in line.ids) == sorted(one.id for one in nodes)
    assert {one for line in lines if line.used for one in line.ids} == set(tree.path(str(leaf)))
