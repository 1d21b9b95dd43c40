"""CSS selectors for what has a key of ours, by the beginning of the key: `row("usage_")` is every row keyed so.

The browser tries a rule that asks only for a part of a class on each element of the page, and does so whenever something
new is drawn. So the beginning of a key is asked of one kind of elements only, by a class that Streamlit gives them.
"""

from __future__ import annotations


def row(*beginnings: str) -> str:
    """Horizontal containers."""
    return _keyed(".stHorizontalBlock", beginnings)


def box(*beginnings: str) -> str:
    """Vertical containers."""
    return _keyed(".stVerticalBlock", beginnings)


def widget(*beginnings: str) -> str:
    """Elements, such as a button or a field."""
    return _keyed(".stElementContainer", beginnings)


def _keyed(kind: str, beginnings: tuple[str, ...]) -> str:
    parts = [f'[class*="st-key-{beginning}"]' for beginning in beginnings]
    return kind + (parts[0] if len(parts) == 1 else f":is({', '.join(parts)})")
