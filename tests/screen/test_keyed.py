"""Selectors by the beginning of a key, and the rules that stand on the chat page with them."""

from __future__ import annotations

import re

import pytest

from components import panel_styles, shell
from components.keyed import box, row, widget

ASKS_ONE_KIND = re.compile(r"\.st[A-Z]\w+(?:\[class\*=[^\]]*\]|:is\((?:\[class\*=[^\]]*\](?:, )?)+\))")
"""A part of a class asked of one kind of elements. Asked of any, the browser would try it on each of them."""


def test_a_selector_asks_one_kind_of_elements() -> None:
    assert row("usage_") == '.stHorizontalBlock[class*="st-key-usage_"]'
    assert box("a_", "b_") == '.stVerticalBlock:is([class*="st-key-a_"], [class*="st-key-b_"])'
    assert widget("open_").startswith(".stElementContainer[")


@pytest.mark.parametrize("css", [shell.STYLES, panel_styles.CSS], ids=["shell", "panel"])
def test_no_rule_of_every_page_is_tried_on_all_elements(css: str) -> None:
    assert "[class*=" in css
    assert "[class*=" not in ASKS_ONE_KIND.sub("", css)
    assert ":has(" not in css
