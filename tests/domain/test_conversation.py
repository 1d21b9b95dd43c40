"""The tree of turns: paths, siblings, leaves; whatever the records look like."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.conversation import Node, Tree


def node(turn_id: str, parent: str | None, minute: int) -> Node:
    return Node(turn_id, parent, f"2026-11-23T10:{minute:02}:00.000Z")


TREE = Tree(
    [node("a", None, 0), node("b", "a", 1), node("c", "b", 2), node("b2", "a", 3), node("c2", "b2", 4), node("c3", "b2", 5)]
)


def test_a_path_leads_from_the_root_to_the_leaf():
    assert TREE.path("c2") == ["a", "b2", "c2"]
    assert TREE.path(None) == TREE.path("nobody") == []


def test_siblings_are_all_turns_of_the_same_parent_in_the_order_they_were_made():
    assert TREE.siblings("b2") == ["b", "b2"]
    assert TREE.siblings("a") == ["a"]
    assert TREE.siblings("nobody") == []


def test_switching_to_a_sibling_leads_to_its_newest_leaf():
    assert TREE.leaf_under("b2") == "c3"
    assert TREE.leaf_under("c") == "c"


def test_a_conversation_opens_at_its_newest_turn():
    assert TREE.default_head() == "c3"
    assert Tree([]).default_head() is None


def test_a_turn_whose_parent_is_missing_is_a_root_and_not_lost():
    tree = Tree([node("x", "deleted", 0), node("y", "x", 1)])
    assert tree.path("y") == ["x", "y"]
    assert tree.children(None) == ["x"]


def test_a_child_older_than_its_parent_by_a_clock_that_went_back_is_still_its_child():
    tree = Tree([node("child", "parent", 0), node("parent", None, 1)])
    assert tree.path("child") == ["parent", "child"]


@st.composite
def forests(draw: st.DrawFn) -> list[Node]:
    """Any records at all: trees, missing parents, circles."""
    names = [str(number) for number in range(draw(st.integers(0, 12)))]
    parents = st.one_of(st.none(), st.sampled_from([*names, "gone"]))
    return [node(name, draw(parents), draw(st.integers(0, 59))) for name in names]


@given(forests())
def test_every_turn_has_a_path_and_stands_once_among_its_siblings(nodes):
    tree = Tree(nodes)
    for one in nodes:
        path = tree.path(one.id)
        assert path[-1] == one.id
        assert len(path) == len(set(path))
        assert tree.siblings(one.id).count(one.id) == 1
        assert one.id in tree.path(tree.leaf_under(one.id))
    reached = [turn for root in tree.children(None) for turn in everything_under(tree, root)]
    assert sorted(reached) == sorted(one.id for one in nodes)


def everything_under(tree: Tree, root: str) -> list[str]:
    return [root, *(turn for child in tree.children(root) for turn in everything_under(tree, child))]
