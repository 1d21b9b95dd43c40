"""From samples to medians, ratios, verdicts and the table in docs/performance.md. Measures nothing."""

from __future__ import annotations

import os
import platform
import re
import statistics
from collections.abc import Iterable, Sequence
from importlib import metadata
from typing import Any

from benchmarks.processes import ROOT

PAGE = ROOT / "docs" / "performance.md"
MARKS = ("<!-- table: begin -->", "<!-- table: end -->")
NAMES = {
    "raw": "raw SDK loop",
    "stepwise": "**Stepwise**",
    "streamlit": "naive Streamlit",
    "gradio": "Gradio",
    "chainlit": "Chainlit",
}
Samples = Sequence[dict[str, Any]]


def machine() -> str:
    """What it ran on, in words that name no host."""
    packages = " · ".join(f"{name} {metadata.version(name)}" for name in ("streamlit", "google-genai"))
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {packages}"


def median(values: Iterable[float | None]) -> float | None:
    """The median; None when the half or more never came."""
    known = [float("inf") if value is None else value for value in values]
    middle = statistics.median(known) if known else float("inf")
    return None if middle == float("inf") else middle


def of(samples: Samples, name: str) -> float | None:
    """The median of one measure of some turns."""
    return median(sample[name] for sample in samples)


def cpu_per_1000(samples: Samples) -> float | None:
    """CPU seconds per 1,000 tokens."""
    return median(sample["cpu"] / sample["tokens"] * 1000 for sample in samples)


def ms(value: float | None) -> str:
    """Milliseconds for people; seconds from two on."""
    if value is None:
        return "> 30 s"
    return f"{value / 1000:.1f} s" if value >= 2000 else f"{value:.0f} ms"


def brief(part: Any) -> str:
    """One app's part in a few words, for the progress line."""
    if isinstance(part, dict) and part and all(isinstance(v, list) and v and isinstance(v[0], dict) for v in part.values()):
        return "; ".join(f"{key}: {brief(samples)}" for key, samples in part.items())
    if isinstance(part, list) and part and isinstance(part[0], dict):
        cpu = cpu_per_1000(part)
        return f"first +{ms(of(part, 'first'))} last +{ms(of(part, 'last'))} cpu {cpu:.2f} s/1000"
    return str(part)


Row = tuple[str, dict[str, str], str]
"""What is measured, the value of each app, the goal with its verdict."""


def verdict(value: float | None, limit: float, goal: str) -> str:
    """The goal and whether it was reached."""
    return f"{goal}: {'met' if value is not None and value <= limit else '**missed**'}"


def judged(values: dict[str, float | None], limit: float, goal: str) -> str:
    """The verdict on Stepwise, when it was measured."""
    return verdict(values["stepwise"], limit, goal) if "stepwise" in values else goal


def rate_rows(results: dict[str, Any]) -> Iterable[Row]:
    """First token, last token and CPU at each rate."""
    apps = results.get("rates", {})
    rates = list(next(iter(apps.values()), {}))
    measures = (("first", "First token over the model's own time", 100), ("last", "Last token after the model's", 150))
    for name, title, limit in measures:
        for rate in rates:
            values = {app: of(found[rate], name) for app, found in apps.items()}
            row = {app: ms(value) + ratio(app, value, values.get("raw")) for app, value in values.items()}
            yield f"{title}, {rate}", row, judged(values, limit, f"≤ {limit} ms")
    for rate in rates:
        cpu = {app: cpu_per_1000(found[rate]) for app, found in apps.items()}
        goal = judged(cpu, 0.8, "≤ 0.8 s") if rate == "200 tokens/s" else ""
        row = {app: f"{value:.2f} s" + ratio(app, value, cpu.get("raw")) for app, value in cpu.items() if value is not None}
        yield f"Server CPU per 1,000 tokens, {rate}", row, goal


def ratio(app: str, value: float | None, floor: float | None) -> str:
    """How many times the raw SDK loop's value this is."""
    if app == "raw" or value is None or not floor or floor <= 0 or value <= 0:
        return ""
    return f" ({value / floor:.1f}×)"


def depth_rows(results: dict[str, Any]) -> Iterable[Row]:
    """The same turn later in a conversation."""
    depths = results.get("depth", {})
    for name, title in (("first", "First token over the model's own time"), ("last", "Last token after the model's")):
        for depth, apps in depths.items():
            values = {app: of(samples, name) for app, samples in apps.items()}
            goal = growth(depths, depth, name) if depth != next(iter(depths)) else ""
            yield f"{title}, turn {depth}", {app: ms(value) for app, value in values.items()}, goal


def growth(depths: dict[str, Any], depth: str, name: str) -> str:
    """Whether a late turn costs at most 1.3 times the first one."""
    first, later = (of(depths[d].get("stepwise", []), name) for d in (next(iter(depths)), depth))
    if first is None or later is None:
        return ""
    grown = later / max(first, 1)
    return f"{grown:.2f} times turn 1; " + verdict(grown, 1.3, "≤ 1.3")


def other_rows(results: dict[str, Any]) -> Iterable[Row]:
    """Another widget, the start, the memory."""
    widget = results.get("widget", {})
    if widget:
        values = {app: median(found["ms"]) for app, found in widget.items()}
        row = {app: ms(v) + ("" if widget[app]["answer_survives"] else ", answer lost") for app, v in values.items()}
        yield "Another widget answers while streaming, 200 tokens/s", row, judged(values, 250, "≤ 250 ms")
    if start := results.get("start", {}):
        yield "From the start command to a usable page", {app: f"{median(found):.1f} s" for app, found in start.items()}, ""
    memory = results.get("memory", {})
    for count in next(iter(memory.values()), {}):
        sessions = f"{count} session" + ("s" if count != "1" else "")
        yield f"Server memory, {sessions}", {app: f"{found[count]:.0f} MB" for app, found in memory.items()}, ""


def table(results: dict[str, Any]) -> str:
    """All rows as one Markdown table."""
    rows = [*rate_rows(results), *depth_rows(results), *other_rows(results)]
    apps = [app for app in NAMES if any(app in values for _, values, _ in rows)]
    lines = ["| | " + " | ".join(NAMES[app] for app in apps) + " | goal for Stepwise |", "|---" * (len(apps) + 2) + "|"]
    lines += [f"| {title} | " + " | ".join(values.get(app, "–") for app in apps) + f" | {goal} |" for title, values, goal in rows]
    return "\n".join(lines)


def missed(results: dict[str, Any]) -> str:
    """The goals that were not reached, in one sentence."""
    rows = [*rate_rows(results), *depth_rows(results), *other_rows(results)]
    titles = [title for title, _, goal in rows if "missed" in goal]
    return "Missed: " + "; ".join(titles) + "." if titles else "Every goal was met."


def write(results: dict[str, Any]) -> None:
    """Put the table between the marks of docs/performance.md."""
    note = f"Run of {results['when']} on {results['machine']}; {results['seconds'] / 60:.0f} minutes."
    begin, end = MARKS
    block = f"{begin}\n{note}\n\n{table(results)}\n\n{missed(results)}\n{end}"
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(re.sub(re.escape(begin) + ".*?" + re.escape(end), lambda _: block, page, flags=re.S), encoding="utf-8")
