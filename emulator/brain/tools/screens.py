"""Computer use: a plausible way to begin, one predefined action at a time; the offline model can't see the screenshots.

It stops after the first looks instead of pretending to read the screen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emulator.brain.contract import Ask, WireStep
from emulator.brain.tools import phrases, reading
from emulator.brain.tools.situation import Situation

_TASK = re.compile(
    (
        r"\b(?:open|go to|navigate|browse|click|search|find|look|visit|fill|type|buy|book|check|log ?in|"
        r"download|scroll|play|show|use|go back|take a|screenshot|close|press|drag|drop|zoom|select|switch|sign (?:in|up)|"
        r"submit|hover|move|copy|paste|delete|enter|tap|swipe|reload|refresh|log ?out|add|order|upload|wait|hit|turn)\b"
    ),
    re.I,
)
_SITE = re.compile(r"\b((?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|de|fr|uk|eu|gov|edu|co)\b(?:/[\w./?=&%-]*)?)", re.I)
_LOOKS_ONLY = re.compile(
    r"^\W*(?:please )?(?:(?:take|make|show me|give me) (?:an? |the )?screenshot|open (?:the|a|my) browser)\b", re.I
)
"""A request that a first look at the screen fulfils."""


def next_call(ask: Ask, tool: Mapping[str, Any]) -> WireStep | None:
    """The next action, or None when there is nothing that could be done without eyes."""
    here = Situation.of(ask)
    excluded = {str(name) for name in tool.get("excluded_predefined_functions") or ()}
    if not here.done and not _TASK.search(here.text):
        return None
    for step in _ways(here.text, str(tool.get("environment") or "browser")):
        made = {str(done.get("name")) for done in here.done}
        if step["name"] not in made | excluded:
            return step
    return None


def _ways(text: str, environment: str) -> list[WireStep]:
    found = reading.urls(text) or [f"https://{name.rstrip('.,;')}" for name in _SITE.findall(text)]
    subject = next(phrases.last(text, "query"), "") or text[:100]
    if environment == "browser":
        if not found and _LOOKS_ONLY.match(text):
            return [_call("open_web_browser")]
        go: WireStep = _call("navigate", url=found[0]) if found else _call("search")
        typed = _call("type_text_at", x=500, y=300, text=subject, press_enter=True)
        return [_call("open_web_browser"), go, *([] if found else [typed])]
    if environment == "mobile":
        return [_call("open_app", app_name="Chrome" if found else subject[:60]), _call("wait_5_seconds")]
    return [_call("screenshot"), _call("click_at", x=500, y=500)]


def _call(name: str, **arguments: Any) -> WireStep:
    return {"type": "function_call", "name": name, "arguments": arguments}


def told(ask: Ask) -> str:
    """What is said when no further action makes sense."""
    here = Situation.of(ask)
    names = ", ".join(f"`{step.get('name')}`" for step in here.done)
    failed = [step for step in here.results if step.get("is_error")]
    trouble = f" {len(failed)} of them reported an error." if failed else ""
    return (
        f"I have done {names}.{trouble} The offline model can't see screenshots, so it stops here; the hosted model would go on."
    )
