"""Model text made safe: no image survives, code stays as it is, prices are not formulas."""

from __future__ import annotations

import re

import markdown_it
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.markdown import protected, safe

HOSTILE = [
    "![x](http://evil.example/a.png)",
    "![x][ref]\n\n[ref]: http://evil.example/a.png",
    "\\\\![x](http://evil.example/a)",
    "\\`![x](http://evil.example/a)\\`",
    "`open\n`![x](http://evil.example/a)` more",
    "```not a fence `` ![x](http://evil.example/a)",
    "<!--\n\n```\n\n--> \n![x](http://evil.example/a)\n```",
    "<div>\n```\n\n![x](http://evil.example/a)\n\n```",
    "$$\n```\n$$\n![x](http://evil.example/a)\n```",
    ":::note\n```\n:::\n![x](http://evil.example/a)\n```",
    "- a\n\n  ```\n![x](http://evil.example/a)\n",
    "  ```\nfoo\n```\n![x](http://evil.example/a)\n```",
    "> ```\n![x](http://evil.example/a)\n> ```",
    '<a href="`">![x](http://evil.example/a)`',
    "$`$ ![x](http://evil.example/a) `",
    ":red[`] ![x](http://evil.example/a) `",
    "[a](`) ![x](http://evil.example/a) `",
    "http://a.b/` ![x](http://evil.example/a) `",
    "www.a.b/` ![x](http://evil.example/a) `",
    "a | `b ![x](http://evil.example/a) | c`",
    "a\u2028```\n![x](http://evil.example/a)\n```",
    "```\ncode\n\t```\n![in](code)\n```\n![x](http://evil.example/a)\n```",
    "```\ncode\n```\u00a0\n```\n![x](http://evil.example/a)",
    "`` ` ``![x](http://evil.example/a)` `",
]
EVIL = re.compile(r"(?<!\\)((?:\\\\)*)!\[x\]")


@pytest.mark.parametrize("text", HOSTILE)
def test_an_image_outside_of_code_becomes_a_link_however_it_is_hidden(text):
    assert not EVIL.search(safe(text))


@pytest.mark.parametrize(
    "text",
    [
        "Write `![alt](url)` for an image.",
        "```md\n![alt](url)\n```\n",
        "~~~\n![alt](url)\n~~~",
        "Text\n\n```python\nprice = '$5' + '$10'\n![x](y)\n```\n\nMore",
        "``a ` ![x](y)``",
        "Links [stay](https://example.com/a?b=c) and so do **bold** and tables\n\n|a|b|\n|-|-|\n|1|2|",
        "A formula $x^2 + y$ and $$\\int f$$ stay.",
        "- list\n\n  ```sh\n  echo $HOME $PATH\n  ```",
    ],
)
def test_what_is_surely_harmless_stays_as_it_is(text):
    assert safe(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between $5 and $10", "between \\$5 and \\$10"),
        ("$5-$10", "\\$5-\\$10"),
        ("costs $3.", "costs \\$3."),
        ("$x$ costs $3", "$x$ costs \\$3"),
        ("`$5` and $5", "`$5` and \\$5"),
        ("already \\$5", "already \\$5"),
    ],
)
def test_prices_are_not_read_as_formulas(text, expected):
    assert safe(text) == expected


PIECES = st.sampled_from(
    [
        "!",
        "[",
        "]",
        "(",
        ")",
        "`",
        "``",
        "```",
        "~~~",
        "\n",
        "\n\n",
        " ",
        "    ",
        "\\",
        "$",
        "$$",
        "a",
        "b c",
        "http://x",
        "<",
        ">",
        "|",
        "- ",
        "\t",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_making_safe_twice_changes_nothing_more_and_never_loses_text(text):
    once = safe(text)
    assert safe(once) == once
    assert once.replace("\\", "") == text.replace("\\", "")


ATTACKS = st.lists(
    st.one_of(PIECES, st.sampled_from(["![x](u)", "![x][r]", "\n\n[r]: u\n\n", "<!--", "-->", "<div>", "|-|\n", "{", "# "])),
    max_size=20,
)


@settings(max_examples=300)
@given(ATTACKS.map("".join))
def test_a_markdown_parser_finds_no_image_in_what_was_made_safe(text):
    """An independent CommonMark parser is the judge; Streamlit strips the text first, so that is tried too."""
    parser = markdown_it.MarkdownIt("commonmark").enable("table")
    for shown in (safe(text), safe(text).strip()):
        assert "image" not in {token.type for token in flattened(parser.parse(shown))}


def flattened(tokens):
    return [inner for token in tokens for inner in [token, *flattened(token.children or [])]]


@given(st.lists(PIECES, max_size=40).map("".join))
def test_protected_spans_are_ordered_and_within_the_text(text):
    ends = [0]
    for start, end in protected(text):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)
