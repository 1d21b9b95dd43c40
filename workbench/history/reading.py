"""A conversation as text to read: Markdown, and one HTML page that needs nothing besides itself.

The page has no scripts and asks nobody for anything: its policy forbids both, and every text in it is escaped.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from workbench import registry
from workbench.export import dumps
from workbench.history.package import Package
from workbench.records import Turn
from workbench.store.rows import prompt_text
from workbench.views import Activity, Chips, Citation, Code, Data, Frame, Json, Links, Media, Notice, Text, Thought, Unknown, View

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src data:; base-uri 'none'; form-action 'none'"
SAFE_MEDIA = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/", "video/")
"""What is shown in place; anything else, SVG among it, is named only."""
STYLE = """
:root{color-scheme:light dark;--line:#8885;--soft:#8881;--accent:#0f766e}
@media(prefers-color-scheme:dark){:root{--accent:#5eead4}}
*{box-sizing:border-box}
body{font:16px/1.6 system-ui,sans-serif;max-width:820px;margin:0 auto;padding:24px 16px 64px;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25}.meta,footer,summary{font-size:.82rem;opacity:.8}.prompt{background:var(--soft);
border-left:3px solid var(--accent);border-radius:4px;padding:8px 14px;margin:32px 0 12px;white-space:pre-wrap}
pre{background:var(--soft);border-radius:4px;padding:10px 12px;overflow-x:auto;font-size:.85rem;white-space:pre-wrap}
details{border:1px solid var(--line);border-radius:6px;padding:6px 12px;margin:8px 0}summary{cursor:pointer}
img,video{max-width:100%;height:auto}table{border-collapse:collapse;display:block;overflow-x:auto}
td,th{border:1px solid var(--line);padding:4px 8px;text-align:left}
a{color:var(--accent)}.demo{color:#7c3aed;border:1px solid;border-radius:99px;padding:1px 10px;
font-size:.8rem}.note{border-left:3px solid #d97706;padding-left:10px}.error{border-color:#dc2626}
.chip{border:1px solid var(--line);border-radius:99px;padding:1px 10px;margin:0 4px 4px 0;display:inline-block;font-size:.85rem}
@media(prefers-color-scheme:dark){.demo{color:#c4b5fd}}
@media print{details{border:0}}
""".strip()


def markdown(packages: Iterable[Package], leaf: str | None = None) -> str:
    """The path in use of each conversation as Markdown: prompts, thoughts, tools, answers and their sources."""
    return "\n\n---\n\n".join("\n\n".join(_markdown_parts(package, leaf)) for package in packages) + "\n"


def html(packages: Sequence[Package], leaf: str | None = None) -> str:
    """The same as one page that opens anywhere."""
    title = packages[0].title if len(packages) == 1 else f"{len(packages)} conversations"
    writer = _Html()
    body = "\n".join(part for package in packages for part in writer.conversation(package, leaf))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def facts(turn: Turn) -> str:
    """Where and when a turn was answered, on one line."""
    usage = turn["usage"] or {}
    counts = {"input": "in", "thought": "thought", "output": "out"}
    tokens = [f"{usage[f'total_{kind}_tokens']:,} {word}" for kind, word in counts.items() if usage.get(f"total_{kind}_tokens")]
    state = "" if turn["state"] == "done" else turn["state"].replace("_", " ")
    when = turn["created"][:16].replace("T", " ") + " UTC"
    told = (turn["model"] or "", when, state, ", ".join(tokens), turn["interaction_id"] or "")
    return " · ".join(part for part in told if part)


def views(turn: Turn) -> Iterator[View]:
    """What the screen draws of the answer."""
    steps = registry.calls(turn)
    for record in steps:
        yield from registry.present(record, steps)


def _markdown_parts(package: Package, leaf: str | None) -> Iterator[str]:
    yield f"# {' '.join(package.title.split())}"
    if package.offline:
        yield "*Offline demo: answers by the embedded emulator, not by a model.*"
    for turn in package.path(leaf):
        said = prompt_text(turn)
        if turn["prompt"]:
            yield "## You"
            yield _quoted(said)
            yield from (f"*Attachment: {item.get('type')}*" for item in turn["prompt"] if item.get("type") != "text")
        yield f"## {turn['model'] or 'Answer'}"
        yield from filter(None, map(as_markdown, views(turn)))
        if turn["problem"]:
            yield f"> **{turn['problem']['message']}** {turn['problem']['hint']}"
        yield f"<sub>{facts(turn)}</sub>"


def as_markdown(view: View) -> str:  # noqa: C901 - one match over a closed union
    """One view as Markdown."""
    match view:
        case Text():
            sources = "\n".join(f"{one.number}. {one.title}: <{one.url}>" for one in view.citations if one.url)
            return f"{view.markdown}\n\n{sources}".strip()
        case Thought():
            return _quoted("*Thought*\n\n" + "\n\n".join(view.summaries)) if view.summaries else ""
        case Code():
            return f"{view.label}\n\n{_fenced(view.source, view.language)}".strip()
        case Json():
            return f"{view.label}\n\n{_fenced(dumps(view.value), 'json')}".strip()
        case Data():
            return _fenced(view.source, "json")
        case Links():
            return f"{view.label}\n\n" + "\n".join(f"- {item.title}: <{item.url}> {item.note}".rstrip() for item in view.items)
        case Chips():
            return f"{view.label} " + " ".join(f"`{item}`" for item in view.items)
        case Media():
            return f"*{view.kind.capitalize()}: {view.name or view.uri or view.mime_type}*"
        case Notice():
            return _quoted(f"**{view.title}** {view.body}")
        case Activity():
            inner = "\n\n".join(filter(None, map(as_markdown, view.details)))
            return f"**{view.title}** ({view.state.replace('_', ' ')})\n\n{inner}".strip()
        case Frame():
            return ""
        case Unknown():
            return f"**Unknown: {view.tag}**\n\n{_fenced(dumps(view.raw), 'json')}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _fenced(text: str, language: str) -> str:
    longest = max((len(run) for run in "".join(c if c == "`" else " " for c in text).split()), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language if language != 'text' else ''}\n{text}\n{fence}"


class _Html:
    """Writes views as HTML. Markdown is rendered without raw HTML and without images; everything else is escaped."""

    def __init__(self) -> None:
        from markdown_it import MarkdownIt

        self._markdown: MarkdownIt = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")

    def conversation(self, package: Package, leaf: str | None) -> Iterator[str]:
        """One conversation, part by part."""
        badge = ' <span class="demo">Offline demo</span>' if package.offline else ""
        yield f"<h1>{escape(package.title)}{badge}</h1>"
        for turn in package.path(leaf):
            if turn["prompt"]:
                media = "".join(self._attachment(item) for item in turn["prompt"] if item.get("type") != "text")
                yield f'<section class="prompt">{media}{escape(prompt_text(turn))}</section>'
            yield from map(self.view, views(turn))
            if turn["problem"]:
                yield f'<p class="note error">{escape(turn["problem"]["message"])} {escape(turn["problem"]["hint"])}</p>'
            yield f"<footer>{escape(facts(turn))}</footer>"

    def view(self, view: View) -> str:  # noqa: C901 - one match over a closed union
        """One view."""
        match view:
            case Text():
                return f"{self._markdown.render(view.markdown)}{self._sources(view.citations)}"
            case Thought():
                inner = "".join(map(self._markdown.render, view.summaries))
                return f"<details><summary>Thought</summary>{inner}</details>" if inner else ""
            case Code():
                return f'<p class="meta">{escape(view.label)}</p><pre>{escape(view.source)}</pre>'
            case Json():
                return f'<p class="meta">{escape(view.label)}</p><pre>{escape(dumps(view.value))}</pre>'
            case Data():
                return f"<pre>{escape(view.source)}</pre>"
            case Links():
                items = "".join(f"<li>{_link(item.title, item.url)} {escape(item.note)}</li>" for item in view.items)
                return f'<p class="meta">{escape(view.label)}</p><ul>{items}</ul>'
            case Chips():
                return f"<p>{''.join(f'<span class=chip>{escape(item)}</span>' for item in view.items)}</p>"
            case Media():
                return _media(view.kind, view.mime_type, view.data, view.name or view.uri)
            case Notice():
                kind = "note error" if view.level == "error" else "note"
                return f'<p class="{kind}"><b>{escape(view.title)}</b> {escape(view.body)}</p>'
            case Activity():
                inner = "".join(map(self.view, view.details))
                state = escape(view.state.replace("_", " "))
                return f"<details><summary>{escape(view.title)} ({state})</summary>{inner}</details>"
            case Frame():
                return ""
            case Unknown():
                return f'<p class="note">Unknown: {escape(view.tag)}</p><pre>{escape(dumps(view.raw))}</pre>'

    def _sources(self, citations: Sequence[Citation]) -> str:
        items = "".join(f'<li value="{one.number}">{_link(one.title, one.url)}</li>' for one in citations)
        return f'<ol class="meta">{items}</ol>' if items else ""

    def _attachment(self, item: dict[str, object]) -> str:
        try:
            data = base64.b64decode(str(item.get("data") or ""), validate=True)
        except ValueError:
            data = b""
        name = str(item.get("uri") or item.get("name") or "")
        return _media(str(item.get("type")), str(item.get("mime_type")), data or None, name)


def _link(title: str, url: str) -> str:
    words = escape(title or url)
    safe = url.lower().startswith(("http://", "https://"))
    return f'<a href="{escape(url)}" rel="noopener noreferrer nofollow">{words}</a>' if safe else words


def _media(kind: str, mime_type: str, data: bytes | None, name: str) -> str:
    label = escape(name or f"{kind}, {mime_type}")
    shown = mime_type.lower() if mime_type.lower().startswith(SAFE_MEDIA) and not set(mime_type) & set(";,\"'<> ") else ""
    if data is None or not shown:
        return f'<p class="meta">{escape(kind.capitalize())}: {label}</p>'
    source = f"data:{shown};base64,{base64.b64encode(data).decode()}"
    if shown.startswith("image/"):
        return f'<p><img src="{source}" alt="{label}"></p>'
    tag = "audio" if shown.startswith("audio/") else "video"
    return f'<p><{tag} controls src="{source}"></{tag}></p>'
