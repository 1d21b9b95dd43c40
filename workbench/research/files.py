"""A report as files: Markdown, HTML, PDF, JSON with everything, BibTeX and CSV of the sources.

Each file says when the offline demo made it. PDF and HTML live in modules of their own.
"""

from __future__ import annotations

import base64
import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO

from workbench import export
from workbench.records import Turn, WireEvent
from workbench.research import html, pdf
from workbench.research.report import Report, Source

DEMO_LINE = "Made by Stepwise's offline demo: a demonstration, not Gemini's work."
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Format:
    """A kind of file."""

    label: str
    extension: str
    mime: str
    make: Callable[[Turn, Report, list[tuple[float, WireEvent]]], bytes]


def name(turn: Turn, report: Report, extension: str) -> str:
    """A file name out of the title and the day."""
    words = re.sub(r"[^\w]+", "-", report.title.lower()).strip("-")[:50] or "report"
    return f"{'demo-' if turn['offline'] else ''}{words}-{turn['created'][:10]}.{extension}"


def markdown(turn: Turn, report: Report) -> str:
    """The report with its images inside and its sources at the end."""
    parts = [f"> {DEMO_LINE}"] if turn["offline"] else []
    for block in report.blocks:
        if block.media is not None and block.media.data is not None:
            data = base64.b64encode(block.media.data).decode()
            parts.append(f"![Chart](data:{block.media.mime_type};base64,{data})")
        elif block.markdown.strip():
            parts.append(block.markdown.strip())
    sources = [f"{source.number}. [{_inline(source.title)}](<{source.url}>) {source.domain}" for source in report.sources]
    return "\n\n".join([*parts, *(["## Sources", "\n".join(sources)] if sources else [])]) + "\n"


def bibtex(turn: Turn, report: Report) -> str:
    """The sources as BibTeX entries."""
    day = turn["created"][:10]
    entries = [_entry(source, day) for source in report.sources]
    return "\n".join(entries)


def sources_csv(report: Report) -> str:
    """The sources as a table; cells that a spreadsheet would calculate are made harmless."""
    written = StringIO()
    table = csv.writer(written)
    table.writerow(["number", "title", "domain", "url", "quotes", "note"])
    for source in report.sources:
        table.writerow([_cell(value) for value in _row(source)])
    return written.getvalue()


FORMATS: dict[str, Format] = {
    "markdown": Format("Markdown", "md", "text/markdown", lambda turn, report, _: markdown(turn, report).encode()),
    "html": Format("HTML", "html", "text/html", lambda turn, report, _: html.page(turn, report).encode()),
    "pdf": Format("PDF", "pdf", "application/pdf", lambda turn, report, _: pdf.document(turn, report)),
    "json": Format("JSON, everything", "json", "application/json", lambda turn, _, got: export.turn_json(turn, got).encode()),
    "bibtex": Format("Sources as BibTeX", "bib", "application/x-bibtex", lambda turn, report, _: bibtex(turn, report).encode()),
    "csv": Format("Sources as CSV", "csv", "text/csv", lambda _, report, __: sources_csv(report).encode("utf-8-sig")),
}


def _entry(source: Source, day: str) -> str:
    where = _braced(source.domain or source.kind)
    fields = {"title": _braced(source.title), "howpublished": where, "url": _address(source.url), "urldate": day}
    lines = ",\n".join(f"  {key} = {{{value}}}" for key, value in fields.items())
    return f"@misc{{source{source.number},\n{lines}\n}}\n"


def _row(source: Source) -> list[str]:
    return [str(source.number), source.title, source.domain, source.url, " | ".join(source.quotes), source.trouble]


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _inline(text: str) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", " ".join(text.split()))


def _braced(text: str) -> str:
    plain = " ".join(text.replace("\\", "/").split())
    return re.sub(r"([{}&%$#_])", r"\\\1", plain)


def _address(url: str) -> str:
    return re.sub(r"[{}\s\\]", "", url)
