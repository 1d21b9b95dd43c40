"""Figures in tables: the whole script with better and worse against the baseline, turn by turn, and what was remembered.

Markdown tables of escaped text. A mark is a word with an icon, never a colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from components import compare_check, state
from components.figures import clip, plain
from workbench import compare
from workbench.compare import Comparison, stats
from workbench.compare.shown import DASH, WRITTEN, ratio

MARKS: dict[stats.Judgement, str] = {
    "better": ":green[:material/thumb_up: better]",
    "worse": ":red[:material/thumb_down: worse]",
    "unclear": ":gray[no clear difference]",
    "same": ":gray[equal]",
    "unknown": "",
    "baseline": "",
}
PROMPT_LENGTH = 48


def whole(comparison: Comparison) -> None:
    """Draw the lanes' totals and medians, each held against the baseline."""
    _baseline(comparison)
    held = comparison.up_to(comparison.answered) if comparison.state == "running" else comparison
    rows = stats.table(held)
    if not rows:
        st.caption("A lane's totals stand here once all its turns have ended well.")
        return
    if len(held.plan.script.prompts) < len(comparison.plan.script.prompts):
        st.caption(f"So far: after turn {len(held.plan.script.prompts)}, which every lane has answered.")
    body = [[_label(row.metric), *(_cell(row.metric, cell) for cell in row.cells)] for row in rows]
    _table(["", *_names(comparison)], body)
    times = (
        "sums over the script, medians over the repeats with the least and the most" if comparison.plan.repeats > 1 else "sums"
    )
    st.caption(f"Bytes, tokens, cost and total time are {times}; other times and rates are medians over the turns.")


def _baseline(comparison: Comparison) -> None:
    names = {lane.id: lane.name for lane in comparison.lanes}
    held = comparison.plan.baseline_lane.id
    chosen: str = st.selectbox(
        "Held against",
        list(names),
        index=list(names).index(held),
        key=state.widget_key("compare_baseline", comparison.id),
        format_func=lambda lane_id: names[lane_id],
        width=260,
        disabled=comparison.state == "running",
        help="The baseline: better and worse are said of the other lanes.",
    )
    if chosen != held and comparison.state != "running":
        compare.set_baseline(state.store(), comparison, chosen)
        st.rerun()


def _label(metric: stats.Metric) -> str:
    return plain(metric.label) + (", median" if metric.kind == "median" else "")


def _cell(metric: stats.Metric, cell: stats.Cell) -> str:
    written = WRITTEN[metric.unit]
    if cell.spread.median is None:
        return DASH
    low, high = written(cell.spread.low), written(cell.spread.high)
    spread = f" :gray[({plain(low)} to {plain(high)})]" if low != high else ""
    against = f" · {ratio(cell.ratio)}" if cell.ratio is not None and cell.judgement in ("better", "worse") else ""
    return f"**{plain(written(cell.spread.median))}**{spread}{against} {MARKS[cell.judgement]}".strip()


def by_turn(comparison: Comparison) -> None:
    """Draw one metric, a row per prompt."""
    keys = [metric.key for metric in stats.METRICS if metric.key != "cached_share"]
    chosen: str = st.selectbox("Figure", keys, format_func=lambda key: stats.BY_KEY[key].label, width=260,
                               key=state.widget_key("compare_by_turn", comparison.id))  # fmt: skip
    metric = stats.BY_KEY[chosen]
    body = []
    for index in range(len(comparison.plan.script.prompts)):
        found = [stats.spread(comparison, lane.id, metric, index) for lane in comparison.lanes]
        body.append([_prompt(comparison, index), *(_spread(metric, one) for one in found)])
    _table(["Turn", *_names(comparison)], body)
    if any(one.measure.too_short_to_cache for one in comparison.outcomes):
        short = [index + 1 for index in range(len(comparison.plan.script.prompts)) if _all_short(comparison, index)]
        if short:
            st.caption(f"Too short to be cached in any lane: {'all turns' if len(short) == len(body) else _listed(short)}.")


def _listed(numbers: Sequence[int]) -> str:
    return f"{'turn' if len(numbers) == 1 else 'turns'} {', '.join(map(str, numbers))}"


def _all_short(comparison: Comparison, index: int) -> bool:
    done = [one for one in comparison.outcomes if one.index == index and one.state == "done"]
    return bool(done) and all(one.measure.too_short_to_cache for one in done)


def _spread(metric: stats.Metric, found: stats.Spread) -> str:
    written = WRITTEN[metric.unit]
    if found.median is None:
        return DASH
    low, high = written(found.low), written(found.high)
    return plain(written(found.median)) + (f" :gray[({plain(low)} to {plain(high)})]" if low != high else "")


def checks(comparison: Comparison) -> None:
    """Draw what each prompt expected and which lanes gave it."""
    expected = [index for index, prompt in enumerate(comparison.plan.script.prompts) if prompt.check]
    if not expected:
        st.caption(
            "No prompt of this script says what its answer should hold. In the editor, the button beside a prompt sets it."
        )
        return
    body = []
    for index in expected:
        check = comparison.plan.script.prompts[index].check
        words = plain(clip(check.words, 80)) if check else ""
        body.append([_prompt(comparison, index), _cellsafe(words), *_marks(comparison, index)])
    _table(["Turn", "The answer", *_names(comparison)], body)


def _marks(comparison: Comparison, index: int) -> Iterable[str]:
    for lane in comparison.lanes:
        found = [one.check for one in comparison.of(lane.id) if one.index == index and one.check is not None]
        passed, told = sum(bool(check.passed) for check in found), sum(check.passed is not None for check in found)
        if not told:
            yield DASH
        elif len(found) == 1:
            yield compare_check.SHORT_MARKS[bool(passed)]
        else:
            yield f"{compare_check.SHORT_MARKS[passed == told]} {passed} of {told}"


def _prompt(comparison: Comparison, index: int) -> str:
    return f"{index + 1}\\. {_cellsafe(plain(clip(comparison.plan.script.prompts[index].text, PROMPT_LENGTH)))}"


def _names(comparison: Comparison) -> list[str]:
    base = comparison.plan.baseline_lane.id
    return [_cellsafe(plain(lane.name)) + (" :gray[(baseline)]" if lane.id == base else "") for lane in comparison.lanes]


def _cellsafe(text: str) -> str:
    return text.replace("|", "&#124;")


def _table(head: Sequence[str], body: Sequence[Sequence[str]]) -> None:
    lines = [head, ["---"] * len(head), *body]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))
