"""Citations: offsets in bytes or characters, chips in safe places, one number per source."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.citations import cited
from workbench.markdown import protected

TEXT = "Köln liegt am Rhein. 東京は日本の首都です。 The end."


def source(start: int, end: int, url: str = "https://example.org/a", **more: Any) -> dict[str, Any]:
    return {"type": "url_citation", "start_index": start, "end_index": end, "url": url, "title": "example.org", **more}


def byte_span(quote: str, text: str = TEXT) -> tuple[int, int]:
    start = len(text[: text.index(quote)].encode())
    return start, start + len(quote.encode())


def character_span(quote: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(quote), text.index(quote) + len(quote)


@pytest.mark.parametrize("quote", ["Köln liegt am Rhein.", "東京は日本の首都です。", "The end."])
def test_offsets_in_bytes_find_the_quoted_words(quote):
    markdown, citations = cited(TEXT, [source(*byte_span(quote))])
    assert citations[0].quote == quote
    assert f"{quote} [1]" in markdown


def test_offsets_that_cannot_be_bytes_are_taken_as_characters():
    quote = "京は日本の首都です。"
    start, end = character_span(quote)
    markdown, citations = cited(TEXT, [source(start, end), source(*character_span("Köln l"), url="https://example.org/b")])
    assert [citation.quote for citation in citations] == [quote, "Köln l"]
    assert f"{quote} [1]" in markdown


def test_one_source_keeps_one_number_and_texts_go_on_counting():
    first, found = cited("A. B.", [source(0, 2), source(3, 5)])
    assert first == "A. [1] B. [1]"
    assert [citation.number for citation in found] == [1]
    second, more = cited("C. D.", [source(0, 2), source(3, 5, url="https://example.org/b")], found)
    assert second == "C. [1] D. [2]"
    assert [(citation.number, citation.quote) for citation in more] == [(1, "C."), (2, "D.")]


def test_several_sources_of_one_span_stand_side_by_side():
    markdown, _ = cited("Both agree.", [source(0, 11), source(0, 11, url="https://example.org/b")])
    assert markdown == "Both agree. [1][2]"


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [
        ("Use `pip install x` now.", 10, "Use `pip install x` [1] now."),
        ("See [the site](https://example.org) too.", 8, "See [the site](https://example.org) [1] too."),
        ("Wonderful world", 4, "Wonderful [1] world"),
        ("```\ncode\n```\nAfter", 6, "```\ncode\n```\n\n[1]\nAfter"),
        ("One.\n\nTwo.", 6, "One. [1]\n\nTwo."),
        ("Sum $a + b$ done", 7, "Sum $a + b$ [1] done"),
        ("Said so(maybe)", 7, "Said so [1] (maybe)"),
    ],
)
def test_a_chip_is_never_put_inside_code_a_link_a_formula_or_a_word(text, end, expected):
    assert cited(text, [source(0, end)])[0] == expected


def test_files_and_places_are_sources_too():
    annotations = [
        {
            "type": "file_citation",
            "start_index": 0,
            "end_index": 1,
            "file_name": "a.pdf",
            "document_uri": "doc",
            "page_number": 4,
        },
        {
            "type": "place_citation",
            "start_index": 0,
            "end_index": 1,
            "name": "Café",
            "url": "https://maps.example.org",
            "place_id": "p",
        },
    ]
    _, citations = cited("A", annotations)
    assert [(c.kind, c.title) for c in citations] == [("file", "a.pdf, page 4"), ("place", "Café")]


def test_a_source_without_a_span_is_listed_without_a_chip():
    markdown, citations = cited("A.", [{"type": "url_citation", "url": "https://example.org", "title": ""}])
    assert markdown == "A."
    assert (citations[0].title, citations[0].quote) == ("example.org", "")


def test_word_timings_are_not_sources():
    assert cited("A.", [{"type": "word_info", "text": "A", "start_offset": "0s"}]) == ("A.", ())


ANNOTATIONS = st.lists(
    st.one_of(
        st.builds(
            source, st.integers(-3, 60), st.integers(-3, 60), st.sampled_from(["https://a.b", "https://c.d", "", "http://[x"])
        ),
        st.dictionaries(
            st.sampled_from(["type", "start_index", "end_index", "url"]), st.one_of(st.none(), st.text(), st.integers())
        ),
        st.none(),
    ),
    max_size=5,
)
TEXTS = st.text(alphabet="aß東😀 .\n`$[]()!\\<>_*-", max_size=40)


@given(TEXTS, ANNOTATIONS)
def test_chips_only_add_to_the_text_and_spare_what_is_protected(text, annotations):
    markdown, citations = cited(text, annotations)
    assert all(f"[{c.number}]" in markdown or not c.quote for c in citations)
    kept = iter(markdown)
    assert all(character in kept for character in text)
    for start, end in protected(text):
        assert text[start:end] in markdown


def test_an_annotation_whose_kind_is_no_text_is_left_out():
    assert cited(TEXT, [{"type": [], "url": "https://example.org"}]) == (TEXT, ())
