"""A report as one HTML file that needs nothing else: styles inside, images inside, no script, everything untrusted escaped."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import escape

from workbench.markdown import safe
from workbench.records import Turn
from workbench.research.report import Heading, Report, Source

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
STYLE = """
:root { color-scheme: light dark; --ink: #1f2937; --pale: #6b7280; --line: #e5e7eb; --accent: #0f766e; --paper: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e5e7eb; --pale: #9ca3af; --line: #374151; --accent: #5eead4; --paper: #111827; }
}
body { font: 16px/1.6 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.25; }
a { color: var(--accent); }
nav { border-left: 3px solid var(--line); padding-left: 1rem; }
nav ol { list-style: none; padding-left: 1rem; margin: 0; }
img { max-width: 100%; background: #fff; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
td, th { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; }
small, .note { color: var(--pale); }
.demo { border: 1px solid #7c3aed; border-radius: .4rem; padding: .4rem .8rem; }
.chip { font-size: .75em; vertical-align: super; text-decoration: none; }
blockquote { border-left: 3px solid var(--line); margin-left: 0; padding-left: 1rem; }
"""
_CHIP = re.compile(r"\[(\d+)\](?!\()")
_WEB = re.compile(r"https?://")


def page(turn: Turn, report: Report) -> str:
    """The whole file."""
    demo = "<p class=\"demo\">Made by Stepwise's offline demo: a demonstration, not Gemini's work.</p>" if turn["offline"] else ""
    about = f"{report.words} words, {report.minutes} min to read, {len(report.sources)} sources, {escape(turn['created'][:10])}"
    head = (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(report.title)}</title>\n<style>{STYLE}</style>"
    )
    main = f'{demo}\n<p class="note">{about}</p>\n{_contents(report)}\n{"".join(_blocks(report))}\n{_sources(report)}'
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{main}\n</body>\n</html>\n'


def _contents(report: Report) -> str:
    lines = "".join(
        f'<li style="margin-left:{heading.level - 1}rem"><a href="#{escape(heading.anchor)}">{escape(heading.text)}</a></li>'
        for heading in report.contents if heading.level <= 3
    )  # fmt: skip
    return f'<nav aria-label="Contents"><ol>{lines}</ol></nav>' if lines else ""


def _blocks(report: Report) -> Iterator[str]:
    headings = iter(report.contents)
    known = {source.number for source in report.sources}
    for block in report.blocks:
        if block.media is not None:
            if block.media.data is not None and block.media.kind == "image":
                data = base64.b64encode(block.media.data).decode()
                yield f'<p><img alt="Chart" src="data:{escape(block.media.mime_type)};base64,{data}"></p>\n'
        elif block.markdown.strip():
            yield _with_places(_rendered(block.markdown, known), headings)


def _rendered(markdown: str, known: set[int]) -> str:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").enable("strikethrough")
    reader.disable("image")
    made = str(reader.render(safe(markdown)))
    return _CHIP.sub(lambda match: _chip(match, known), made)


def _chip(match: re.Match[str], known: set[int]) -> str:
    number = match[1]
    return f'<a class="chip" href="#source-{number}">[{number}]</a>' if int(number) in known else match[0]


def _with_places(made: str, headings: Iterator[Heading]) -> str:
    """Give each heading the name that the contents list links to."""

    def named(match: re.Match[str]) -> str:
        heading = next(headings, None)
        return f'<h{match[1]} id="{escape(heading.anchor)}">' if heading is not None else match[0]

    return re.sub(r"<h([1-4])>", named, made)


def _sources(report: Report) -> str:
    if not report.sources:
        return ""
    return f"<h2>Sources</h2>\n<ol>\n{''.join(_source(source) for source in report.sources)}</ol>"


def _source(source: Source) -> str:
    title = escape(source.title)
    linked = f'<a href="{escape(source.url)}" rel="noreferrer">{title}</a>' if _WEB.match(source.url) else title
    trouble = f" <em>({escape(source.trouble)})</em>" if source.trouble else ""
    quotes = "".join(f"<blockquote>{escape(quote)}</blockquote>" for quote in source.quotes[:3])
    about = f"{linked} <small>{escape(source.domain)}</small>{trouble}{quotes}"
    return f'<li id="source-{source.number}" value="{source.number}">{about}</li>\n'
