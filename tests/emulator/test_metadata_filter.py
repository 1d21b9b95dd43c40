"""Filters of file search: what AIP-160 lets one write picks the right files; what can't be read is refused, never ignored."""

from typing import Any

import pytest
from google.genai import _interactions as gi
from hypothesis import given
from hypothesis import strategies as st

from emulator.metadata_filter import FilterError, parse
from tests.emulator.scripted import MODEL

FILES: dict[str, dict[str, Any]] = {
    "ada": {"author": "Ada Byron", "year": 1843, "tags": ["notes", "engine"]},
    "bob": {"author": "Bob", "year": 2024, "tags": ["draft"]},
    "eve": {"author": "Eve", "state": "final"},
}


@pytest.mark.parametrize(
    ("text", "passing"),
    [
        ("", "ada bob eve"),
        ("  ", "ada bob eve"),
        ('author = "Ada Byron"', "ada"),
        ("author = 'Ada Byron'", "ada"),
        ('author="Bob"', "bob"),
        ('author != "Bob"', "ada eve"),
        ("year > 1843", "bob"),
        ("year >= 1843", "ada bob"),
        ("year < 2000", "ada"),
        ("year <= -5", ""),
        ("year = 1843.0", "ada"),
        ("year != 1843", "bob eve"),
        ("NOT year = 1843", "bob eve"),
        ("-year = 1843", "bob eve"),
        ("NOT (year = 1843 OR author = Eve)", "bob"),
        ("tags:engine", "ada"),
        ("tags = draft", "bob"),
        ("tags:*", "ada bob"),
        ("NOT tags:*", "eve"),
        ('author:"byron"', "ada"),
        ('author = "*o*"', "ada bob"),
        ('author > "B"', "bob eve"),
        ("year > 1000 AND author = Bob", "bob"),
        ("year > 1000 author = Bob", "bob"),
        ("author = Bob OR state = final", "bob eve"),
        ("state = final AND author = Bob OR author = Eve", "eve"),
        ("(state = final AND author = Bob) OR author = Bob", "bob"),
        ('author = "AND"', ""),
    ],
)
def test_a_filter_picks_the_files_it_describes(text, passing):
    assert " ".join(name for name, metadata in FILES.items() if parse(text)(metadata)) == passing


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("author", "'author' at position 0 is compared with nothing"),
        ("author =", "ends where"),
        ("= 5", "'=' at position 0"),
        ("a = AND b = 1", "'AND' at position 4"),
        ("a = 1 AND", "ends where"),
        ("(a = 1", "parenthesis at position 0 is never closed"),
        ("a = 1)", "')' at position 5"),
        ("a = 1 and b = 2", "'and' at position 6 must be in capitals"),
        ('a = "open', "at position 4 can't be read"),
        ("a == 1", "'=' at position 3"),
        ("size(a) > 1", "compared with nothing"),
        ("(" * 60 + "a = 1" + ")" * 60, "nested more than 50"),
        ("a = 1 " * 2_000, "longer than"),
    ],
)
def test_what_cannot_be_read_is_named(text, told):
    with pytest.raises(FilterError) as raised:
        parse(text)
    assert told in str(raised.value)


def test_the_server_refuses_such_a_filter(client):
    tool = {"type": "file_search", "file_search_store_names": ["fileSearchStores/x"], "metadata_filter": "year >> 5"}
    with pytest.raises(gi.BadRequestError, match=r"tools\[0\]\.metadata_filter.*'>' at position 6"):
        client.interactions.create(model=MODEL, input="Hello", tools=[tool])


@given(st.text(alphabet="ab1 ()\"'<>=!:-*ANDORT\\", max_size=40))
def test_any_text_is_a_filter_or_is_refused(text):
    try:
        found = parse(text)
    except FilterError:
        return
    assert isinstance(found({"a": "1", "b": [1]}), bool)
