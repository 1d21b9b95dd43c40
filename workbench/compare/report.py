"""A comparison as one HTML file: verdict, charts, figures and answers. No script, no network, and nothing in it unescaped."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.compare import lanes as kinds
from workbench.compare import stats, svg, verdict
from workbench.compare.lead import lead
from workbench.compare.model import Lane
from workbench.compare.results import CACHE_LEAST, OFFLINE_SENTENCE, Comparison, Outcome
from workbench.compare.shown import DASH, WRITTEN, markup

ANSWER_LIMIT = 20_000
"""Characters of an answer that the report shows; the JSON file has it whole."""
MARKS = {
    "better": "better",
    "worse": "worse",
    "unclear": "no clear difference",
    "same": "equal",
    "unknown": "",
    "baseline": "baseline",
}
TOLD = ("bytes_out", "bytes_in", "input_tokens", "cached_tokens", "output_tokens", "first_text_ms", "total_ms", "cost_usd")
"""The measures beside an answer."""
ABOUT = "Totals of the whole script, or medians where a total makes no sense; over repeats the median, and its range below."
CHECKS = {True: "✓ expected content found", False: "✗ expected content missing", None: "? could not be told"}
STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --good: #188038; --bad: #c5221f; }
@media (prefers-color-scheme: dark) { :root { --good: #81c995; --bad: #f28b82; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 1100px; padding: 0 1rem; }
h1 { margin-bottom: 0; }
.verdict { border: 1px solid var(--line); border-radius: .5em; margin-top: 1.5rem; padding: .2rem 1.2rem .6rem; }
.verdict h2 { margin-bottom: .3rem; text-wrap: balance; }
.meta { opacity: .75; }
.badge { background: #a142f433; border-radius: 1em; padding: .1em .8em; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .35em .6em; text-align: right; }
th:first-child, td:first-child { text-align: left; }
td small { display: block; opacity: .8; }
.better { color: var(--good); }
.worse { color: var(--bad); }
.scroll { overflow-x: auto; }
figure { margin: 0; }
figcaption { font-weight: 600; }
svg { width: 100%; height: auto; }
svg text { font: 11px system-ui; fill: currentColor; }
.grid { stroke: currentColor; opacity: .18; }
.charts { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); }
.key span { margin-right: 1.2em; white-space: nowrap; }
.dot { background: var(--lane); border-radius: .2em; display: inline-block; height: .7em; width: .7em; }
details { border-top: 1px solid var(--line); padding: .4em 0; }
pre { background: var(--soft); padding: .6em; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 30em; overflow: auto; }
"""


def html(comparison: Comparison) -> str:
    """The whole report."""
    parts = [_head(comparison), _verdict(comparison), _charts(comparison), _table(comparison), _answers(comparison)]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{markup(comparison.title)}</title><style>{STYLE}{svg.STYLE}</style></head><body>{''.join(parts)}</body></html>"
    )


def _head(comparison: Comparison) -> str:
    plan = comparison.plan
    badge = '<span class="badge">Offline demo</span> ' if comparison.offline else ""
    order = "in parallel" if plan.order == "parallel" else "in turn"
    prompts, repeats = _count(len(plan.script.prompts), "prompt"), _count(plan.repeats, "repeat")
    facts = f"{comparison.created[:16].replace('T', ' ')} UTC · {comparison.server} · {prompts}, {repeats}, lanes {order}"
    notes = [OFFLINE_SENTENCE] if comparison.offline else []
    told = "".join(f'<p class="meta">{markup(note)}</p>' for note in (*notes, *comparison.notes))
    key = "".join(f"<span>{_dot(lane)} {markup(lane.name)} ({markup(_what(lane))})</span>" for lane in plan.lanes)
    title = f'<h1>{markup(comparison.title)}</h1><p class="meta">{badge}{markup(facts)}</p>'
    return f'{title}{told}<p class="key">{key}</p>'


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _dot(lane: Lane) -> str:
    return f'<i class="dot lane-{lane.colour % kinds.COLOURS}"></i>'


def _what(lane: Lane) -> str:
    level = f", thinking {lane.settings.thinking_level}" if lane.settings.thinking_level else ""
    kind = kinds.label(lane.kind)
    return f"{'' if lane.name == kind else f'{kind}, '}{lane.settings.model}{level}"


def _verdict(comparison: Comparison) -> str:
    first = lead(comparison)
    rest = "".join(f"<br>{markup(sentence)}" for sentence in first.rest).removeprefix("<br>")
    said = "".join(f"<li>{markup(sentence)}</li>" for sentence in verdict.sentences(comparison))
    more = f"<details><summary>All findings and their limits</summary><ul>{said}</ul></details>"
    return f'<section class="verdict"><h2>{markup(first.headline)}</h2><p>{rest}</p>{more}</section>'


def _charts(comparison: Comparison) -> str:
    drawn = []
    for key in stats.CHARTS:
        metric = stats.BY_KEY[key]
        lines = [
            svg.Line(lane.name, lane.colour, stats.running_totals(comparison, lane.id, metric)) for lane in comparison.lanes
        ]
        if any(value is not None for line in lines for value in line.values):
            drawn.append(svg.chart(f"{metric.label}, running total by turn", lines, WRITTEN[metric.unit]))
    return f'<h2>Turn by turn</h2><div class="charts">{"".join(drawn)}</div>' if drawn else ""


def _table(comparison: Comparison) -> str:
    heads = "".join(f'<th scope="col">{_dot(lane)} {markup(lane.name)}</th>' for lane in comparison.lanes)
    rows = "".join(_row(row) for row in stats.table(comparison))
    table = f'<table><thead><tr><th scope="col">Measure</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<h2>Figures</h2><p class="meta">{ABOUT}</p><div class="scroll">{table}</div>'


def _row(row: stats.Row) -> str:
    written = WRITTEN[row.metric.unit]
    cells = []
    for cell in row.cells:
        spread = cell.spread
        low, high = written(spread.low), written(spread.high)
        said = (MARKS[cell.judgement] if spread.values else "", f"{low} to {high}" if low != high else "")
        figure = written(spread.median) if spread.values else DASH
        inner = f"{markup(figure)}<small>{markup(' · '.join(filter(None, said)))}</small>"
        cells.append(f'<td class="{cell.judgement}" title="{markup(cell.reason)}">{inner}</td>')
    return f"<tr><td>{markup(row.metric.label)}</td>{''.join(cells)}</tr>"


def _answers(comparison: Comparison) -> str:
    prompts = comparison.plan.script.prompts
    blocks = []
    for index, prompt in enumerate(prompts):
        expected = f'<p class="meta">Expected: {markup(prompt.check.words)}</p>' if prompt.check else ""
        answers = "".join(_answer(comparison, o) for lane in comparison.lanes for o in comparison.of(lane.id) if o.index == index)
        short = " ".join(prompt.text.split())[:120]
        blocks.append(f"<h3>{index + 1}. {markup(short)}</h3>{expected}{answers}")
    return f"<h2>Answers</h2>{''.join(blocks)}"


def _answer(comparison: Comparison, outcome: Outcome) -> str:
    lane = comparison.plan.lane(outcome.lane_id)
    repeat = f", repeat {outcome.repeat + 1}" if comparison.plan.repeats > 1 else ""
    facts = " · ".join(_facts(outcome))
    title = f"{_dot(lane) if lane else ''} {markup(lane.name if lane else outcome.lane_id)}{repeat}: {markup(facts)}"
    body = outcome.answer[:ANSWER_LIMIT] + ("…" if len(outcome.answer) > ANSWER_LIMIT else "")
    problem = f'<p class="worse">{markup(outcome.problem)}</p>' if outcome.problem else ""
    return f"<details><summary>{title}</summary>{problem}<pre>{markup(body)}</pre></details>"


def _facts(outcome: Outcome) -> Iterable[str]:
    measure = outcome.measure
    yield outcome.state
    for key in TOLD:
        metric = stats.BY_KEY[key]
        if (value := getattr(measure, key)) is not None:
            yield f"{metric.label.lower()} {WRITTEN[metric.unit](value)}"
    if measure.too_short_to_cache:
        yield f"too short to be cached (below {CACHE_LEAST:,} tokens)"
    if outcome.check is not None:
        yield CHECKS[outcome.check.passed]
