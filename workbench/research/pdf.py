"""A report as a PDF, made offline with fpdf2, which is loaded with the first one. Text is drawn, never interpreted as HTML.

Fonts come with the app, and from the computer it runs on (see `fonts`); what none of them has is drawn as a box, and the first
page says which scripts that are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from workbench.records import Turn
from workbench.research import fonts
from workbench.research.report import Block, Report

if TYPE_CHECKING:
    from fpdf import FPDF
    from markdown_it.token import Token

SIZES = {1: 20, 2: 15, 3: 12.5, 4: 11}
BODY, SMALL = 10.5, 8.5
ACCENT, INK, PALE = (15, 118, 110), (31, 41, 55), (107, 114, 128)


def document(turn: Turn, report: Report) -> bytes:
    """The whole file."""
    paper = Paper(report.title, _letters(report))
    if turn["offline"]:
        paper.small("Made by Stepwise's offline demo: a demonstration, not Gemini's work.")
    paper.small(f"{report.words} words · {report.minutes} min to read · {len(report.sources)} sources · {turn['created'][:10]}")
    if paper.missing:
        paper.small(_apology(paper))
    for block in report.blocks:
        paper.block(block)
    if report.sources:
        paper.heading("Sources", 2)
        for source in report.sources:
            trouble = f" ({source.trouble})" if source.trouble else ""
            paper.paragraph(f"[{source.number}] {source.title}", bold=True)
            paper.small(f"{source.url}{trouble}", link=source.url if not trouble else "")
    return paper.written()


class Paper:
    """Pages in the making."""

    def __init__(self, title: str, letters: str) -> None:
        from workbench.research.sheet import Sheet

        self.pdf: FPDF = Sheet(format="A4")
        self.pdf.set_margins(20, 18, 20)
        self.pdf.set_auto_page_break(True, 18)
        self.pdf.set_title(title)
        self.pdf.set_creator("Stepwise")
        self.lettering = fonts.lettering(self.pdf, letters)
        self.missing = self.lettering.missing(letters)
        self.pdf.add_page()

    def written(self) -> bytes:
        """The file."""
        return bytes(self.pdf.output())

    def heading(self, text: str, level: int) -> None:
        """A heading, also in the outline."""
        size = SIZES.get(level, BODY)
        if self.pdf.will_page_break(size):
            self.pdf.add_page()
        self.pdf.ln(2 + size / 8)
        self.pdf.start_section(text, level=0, strict=False)
        self._write(text, size, bold=True, color=ACCENT if level == 1 else INK)
        self.pdf.ln(1.5)

    def paragraph(self, text: str, indent: float = 0, bold: bool = False) -> None:
        """Running text."""
        self._write(text, BODY, bold=bold, indent=indent)
        self.pdf.ln(1.2)

    def small(self, text: str, link: str = "") -> None:
        """A line in small grey letters."""
        self._write(text, SMALL, color=PALE, link=link)
        self.pdf.ln(0.8)

    def block(self, block: Block) -> None:
        """A stretch of Markdown, or an image."""
        if block.media is not None:
            if block.media.data is not None and block.media.kind == "image":
                self.pdf.ln(2)
                self.pdf.image(BytesIO(block.media.data), w=self.pdf.epw)
                self.pdf.ln(2)
            return
        from markdown_it import MarkdownIt

        tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(block.markdown)
        self._tokens(tokens)

    def _tokens(self, tokens: Sequence[Token]) -> None:
        lists: list[int | None] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.type == "table_open":
                end = next(at for at in range(place, len(tokens)) if tokens[at].type == "table_close")
                self._table(tokens[place:end])
                place = end
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                lists.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else None)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                lists.pop()
            elif token.type in ("fence", "code_block"):
                self._write(token.content.rstrip(), SMALL)
            elif token.type == "inline":
                self._inline(token, tokens[place - 1], lists)
            place += 1

    def _inline(self, token: Token, before: Token, lists: list[int | None]) -> None:
        text = _plain(token)
        if before.type == "heading_open":
            self.heading(text, int(before.tag[1]))
        elif lists:
            number = lists[-1]
            mark = "•" if number is None else f"{number}."
            lists[-1] = None if number is None else number + 1
            self._prose([(f"{mark} ", ""), *_runs(token)], indent=4.0 * len(lists))
        else:
            self._prose(_runs(token))

    def _prose(self, runs: Sequence[tuple[str, str]], indent: float = 0) -> None:
        """Running text, each stretch in its own style: "" for plain, "B", "I" or "BI"."""
        whole = "".join(text for text, _ in runs)
        if fonts.right_to_left(whole):  # stretches of one line can't be put in order one by one
            self._from_the_right(runs, indent)
            return
        margin, height = self.pdf.l_margin, BODY * 0.5
        self.pdf.set_left_margin(margin + indent)
        self.pdf.set_text_color(*INK)
        for text, style in runs:
            self.pdf.set_font(self.lettering.family, style, BODY)
            self.pdf.write(height, self.lettering.fit(text))
        self.pdf.set_left_margin(margin)
        self.pdf.ln(height + 1.2)

    def _from_the_right(self, runs: Sequence[tuple[str, str]], indent: float) -> None:
        """A paragraph as a whole, with its styles as marks that the library sets in order."""
        marked = "".join(f"{_STYLES[style]}{_unmarked(text)}{_STYLES[style][::-1]}" for text, style in runs)
        self.pdf.set_font(self.lettering.family, "", BODY)
        self.pdf.set_text_color(*INK)
        self.pdf.set_x(self.pdf.l_margin + indent)
        width, height, text = self.pdf.epw - indent, BODY * 0.5, self.lettering.fit(marked)
        self.pdf.multi_cell(width, height, text, align="R", new_x="LMARGIN", new_y="NEXT", markdown=True)
        self.pdf.ln(1.2)

    def _table(self, tokens: Sequence[Token]) -> None:
        rows: list[list[str]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self.lettering.fit(_plain(token)))
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        even = [[*row, *[""] * (width - len(row))] for row in rows]
        widths = self._widths(list(zip(*even, strict=True)))
        self.pdf.set_font(self.lettering.family, "", SMALL)
        self.pdf.set_text_color(*INK)
        self.pdf.set_draw_color(216, 220, 220)
        with self.pdf.table(
            even, col_widths=widths, width=sum(widths), align="LEFT", line_height=4.6, text_align="LEFT", padding=1
        ):
            pass
        self.pdf.ln(3)

    def _widths(self, columns: Sequence[Sequence[str]]) -> tuple[float, ...]:
        """Millimetres: each column has room for its longest word, and what is left goes to those with the longest texts."""
        self.pdf.set_font(self.lettering.family, "B", SMALL)
        measured = self.pdf.get_string_width
        least = [max((measured(word) for cell in column for word in cell.split()), default=0) + 4 for column in columns]
        wished = [min(max(map(measured, column)) + 4, self.pdf.epw * 0.6) for column in columns]
        room = self.pdf.epw - sum(least)
        if room <= 0:
            return tuple(self.pdf.epw * share / sum(least) for share in least)
        spare = [max(wish - minimum, 0.0) for wish, minimum in zip(wished, least, strict=True)]
        part = min(1.0, room / (sum(spare) or 1.0))
        return tuple(minimum + part * extra for minimum, extra in zip(least, spare, strict=True))

    def _write(
        self, text: str, size: float, bold: bool = False, color: tuple[int, int, int] = INK, indent: float = 0, link: str = "",
    ) -> None:  # fmt: skip
        self.pdf.set_font(self.lettering.family, "B" if bold else "", size)
        self.pdf.set_text_color(*color)
        self.pdf.set_x(self.pdf.l_margin + indent)
        width, height = self.pdf.epw - indent, size * 0.5
        side = "R" if fonts.right_to_left(text) else "L"
        self.pdf.multi_cell(width, height, self.lettering.fit(text), align=side, new_x="LMARGIN", new_y="NEXT", link=link)


def _apology(paper: Paper) -> str:
    """Which letters could not be drawn, and what helps."""
    scripts = ", ".join(f"{name} ({number})" for name, number in sorted(paper.missing.items()))
    return (
        f"Characters without a font on this computer: {scripts}. Each is drawn as {paper.lettering.box}. The HTML file shows "
        "them all; so does this one once a font with them is installed, such as Noto Sans CJK for Chinese, Japanese and Korean."
    )


def _letters(report: Report) -> str:
    """Every character that the file may show."""
    sources = [f"{source.title}{source.url}{source.trouble}" for source in report.sources]
    return "".join(set("".join([report.title, "•·", *(block.markdown for block in report.blocks), *sources])))


def _plain(token: Token) -> str:
    """The words of an inline token: marks off, links by their text."""
    kept = (child.content if child.type != "softbreak" else " " for child in token.children or [] if child.type in _SHOWN)
    return "".join(kept)


def _runs(token: Token) -> list[tuple[str, str]]:
    """The words of an inline token in stretches of one style each."""
    bold = slanted = 0
    runs: list[tuple[str, str]] = []
    for child in token.children or []:
        if child.tag == "strong":
            bold += child.nesting
        elif child.tag == "em":
            slanted += child.nesting
        elif child.type in _SHOWN:
            style = ("B" if bold else "") + ("I" if slanted else "")
            runs.append((_BREAKS.get(child.type, child.content), style))
    return runs


_MARK = re.compile(r"\*{2,}|_{2,}|-{2,}|~{2,}")
_STYLES = {"": "", "B": "**", "I": "__", "BI": "**__"}


def _unmarked(text: str) -> str:
    """A text in which nothing is taken for a mark of the library's own."""
    return _MARK.sub(lambda found: "\u200b".join(found[0]), text)


_BREAKS = {"softbreak": " ", "hardbreak": "\n"}
_SHOWN = ("text", "code_inline", "softbreak", "hardbreak")
