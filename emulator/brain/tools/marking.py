"""The visible words of an HTML page with light marks: `# ` before headings, `- ` before list items, `|` around a table's cells.

Keeps what a reader sees and in what it stands; it judges nothing.
"""

from __future__ import annotations

from html.parser import HTMLParser

_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "nav", "footer", "form", "iframe"})
_BREAKS = frozenset({"p", "div", "br", "section", "article", "pre", "dl", "dd", "table", "ul", "ol", "blockquote"})
_STARTS = {"li": "\n- ", "tr": "\n| ", "dt": "\n"}
_ENDS = {"td": " | ", "th": " | ", "dt": ": ", "li": "\n", "tr": "\n"}
_HEADINGS = {f"h{level}": f"\n{'#' * level} " for level in range(1, 7)}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title, self.found = "", list[str]()
        self._hidden, self._in_title = list[str](), False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is hidden and where lines begin."""
        self._in_title = tag == "title" or (self._in_title and tag != "body")
        if tag in _HIDDEN and len(self._hidden) < 200:
            self._hidden.append(tag)
        self.found.append(_HEADINGS.get(tag) or _STARTS.get(tag) or ("\n" if tag in _BREAKS and tag != "dd" else ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave what was hidden."""
        self._in_title = self._in_title and tag != "title"
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        self.found.append(_ENDS.get(tag) or ("\n" if tag in _BREAKS or tag in _HEADINGS else ""))

    def handle_data(self, data: str) -> None:
        """Keep visible words."""
        if self._in_title and not self.title:
            self.title = " ".join(data.split())[:200]
        elif not self._hidden:
            self.found.append(data.replace("\n", " ") if data.strip() else " ")


def words_of(source: str) -> tuple[str, str]:
    """The title and the marked text of an HTML page."""
    parser = _Words()
    parser.feed(source)
    lines = (" ".join(line.split()) for line in "".join(parser.found).splitlines())
    return parser.title, "\n".join(line for line in lines if line.strip("#-| :"))
