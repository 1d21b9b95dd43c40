"""Reading JSON while it is written: every beginning says something sensible, and what it said stays true."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.partial_json import parse

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)
STYLES: list[dict[str, Any]] = [{}, {"indent": 2}, {"ensure_ascii": False}, {"separators": (",", ":")}]


def begins(part: Any, whole: Any) -> bool:
    """True when `part` is what can be known of `whole` after reading a piece of it."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and list(part) == list(whole)[: len(part)] and all(begins(part[k], whole[k]) for k in part)
    if isinstance(part, list):
        return isinstance(whole, list) and len(part) <= len(whole) and all(map(begins, part, whole))
    if isinstance(part, str):
        return isinstance(whole, str) and whole.startswith(part)
    return type(part) is type(whole) and part == whole


@settings(max_examples=50, deadline=None)
@given(JSON, st.sampled_from(STYLES))
def test_every_beginning_reads_as_a_beginning_of_the_value(value, style):
    text = json.dumps(value, **style)
    for length in range(len(text) + 1):
        part = parse(text[:length])
        assert part is None or begins(part, value)
    assert parse(text + " ") == value


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(max_size=5), JSON, max_size=4))
def test_a_growing_text_never_takes_back_what_was_read(value):
    text = json.dumps(value)
    earlier: Any = {}
    for length in range(1, len(text) + 1):
        now = parse(text[:length])
        assert begins(earlier, now)
        earlier = now


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='{}[]",:\\u0aE1.-+tfn \n', max_size=40))
def test_no_text_raises(text):
    parse(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("  ", None),
        ("12", None),
        ("12 ", 12),
        ('{"a": 12', {}),
        ('{"a": 12,', {"a": 12}),
        ('{"a": tru', {}),
        ('{"a": "Kö', {"a": "Kö"}),
        ('{"a": "\\ud83d', {"a": ""}),
        ('{"a": "\\ud83d\\ude00', {"a": "😀"}),
        ('{"a": "x\\', {"a": "x"}),
        ('{"a": "x\\u00', {"a": "x"}),
        ('{"na', {}),
        ('[1, {"b": [2, "c', [1, {"b": [2, "c"]}]),
        ("Sorry, I can't.", None),
        ('{"a": 1} and more', {"a": 1}),
        ("[" * 100_000, None),
    ],
)
def test_examples(text, value):
    found = parse(text)
    if value is None and text.startswith("["):
        assert isinstance(found, list)
    else:
        assert found == value


def test_a_long_text_is_read_in_one_pass():
    text = json.dumps([{"name": "x" * 50, "n": n} for n in range(5_000)])
    assert len(parse(text[:-1])) == 5_000
