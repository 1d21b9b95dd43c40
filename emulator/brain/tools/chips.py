"""The queries of a search as chips, in the HTML of Google's search suggestions. Every word of a query is escaped."""

from __future__ import annotations

import html
from urllib.parse import quote


def suggestions(asked: list[str]) -> str:
    """The queries as chips, in the shape of Google's search suggestions."""
    chips = "".join(
        (
            f'<a class="chip" '
            f'href="https://www.google.com/search?q={quote(query)}&client=app-vertex-grounding">{html.escape(query)}</a>'
        )
        for query in asked
    )
    return (
        f'<style>\n{_STYLE}\n</style>\n<div class="container">\n  <div class="headline">{_LOGO}</div>\n  '
        f'<div class="carousel">{chips}</div>\n</div>\n'
    )


_LOGO = (
    '<svg class="logo-light" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true"><circle '
    'cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="2"/><path d="M12 12l4 4" '
    'stroke="currentColor" stroke-width="2"/></svg>'
)
_STYLE = """.container {
  align-items: center;
  border-radius: 8px;
  display: flex;
  font-family: Google Sans, Roboto, sans-serif;
  font-size: 14px;
  line-height: 20px;
  padding: 8px 12px;
}
.chip {
  display: inline-block;
  border: solid 1px;
  border-radius: 16px;
  min-width: 14px;
  padding: 5px 16px;
  text-align: center;
  margin: 0 8px;
  text-decoration: none;
}
.carousel {
  overflow: auto;
  scrollbar-width: none;
  white-space: nowrap;
  margin-right: -12px;
}
.headline {
  display: flex;
  margin-right: 4px;
}
@media (prefers-color-scheme: light) {
  .container {
  background-color: #fafafa;
  color: #1f1f1f;
} .chip {
  background-color: #ffffff;
  border-color: #d2d2d2;
  color: #5e5e5e;
}
}
@media (prefers-color-scheme: dark) {
  .container {
  background-color: #1f1f1f;
  color: #ffffff;
} .chip {
  background-color: #2c2c2c;
  border-color: #3c4043;
  color: #ffffff;
}
}"""
