"""What surrounds every page: page settings, the demo badge, and what is shown when a script fails."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st

from components import compare_styles, history_styles, panel_styles
from components.figures import plain
from components.keyed import box, row, widget
from workbench.store import StoreError

FAVICON = Path(__file__).with_name("favicon.png")
DEMO_BADGE = "Offline demo"
STYLES = f"""<style>
.st-key-chat, .st-key-composer, .st-key-composer_status, .st-key-composer_notice {{ max-width: 800px; margin-inline: auto; }}
.st-key-composer_status {{ min-height: 2.5rem; margin-bottom: -1.5rem; }}
{row("prompt_", "actions_")} button {{ min-height: 2rem; padding-block: 0; }}
{row("actions_")} > div {{ flex: 0 0 max-content; max-width: 100%; }}
{row("prompt_")} {{ min-height: 2rem; }}
{widget("earlier_", "later_")} p {{ position: absolute; width: 1px;
  height: 1px; overflow: hidden; clip-path: inset(50%); }}
.st-key-starters > div, .st-key-starters :is(.stElementContainer, .stButton, button) {{ height: 100%; }}
.st-key-starters button {{ justify-content: flex-start; align-items: flex-start; text-align: left; padding-block: 0.6rem; }}
.st-key-starters button p {{ text-align: left; }}
.st-key-starters button strong {{ display: block; }}
.st-key-chat_menu p {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
.st-key-chat_menu button > div > div[aria-hidden] {{ display: none; }}
{box("nudge_")} {{ position: absolute; }}
@media (max-width: 640px) {{
  .st-key-starters {{ grid-template-columns: 1fr 1fr !important; gap: 0.5rem !important; }}
  .st-key-starters button p {{ font-size: 0; line-height: 0; }}
  .st-key-starters button p > span {{ display: none !important; }}
  .st-key-starters button > div {{ justify-content: flex-start; }}
  .st-key-starters button strong {{ font-size: 0.9375rem; line-height: 1.6; }}
  .st-key-composer_status {{ flex-wrap: nowrap; }}
  {row("actions_", "prompt_")} {{ row-gap: 0; }}
}}
</style>"""

CHAT_STYLES = """<style>
@keyframes stepwise-late { from { visibility: hidden; } }
[data-testid="stStatusWidgetRunningIcon"], [data-testid="stStatusWidgetRunningIcon"] + span {
  animation: stepwise-late 0s 4s backwards; }
</style>"""
PAGE_STYLES = {"": CHAT_STYLES, "compare": compare_styles.CSS, "history": history_styles.CSS}

_log = logging.getLogger("stepwise")


def frame() -> None:
    """Page settings; first in every run."""
    st.set_page_config(page_title="Stepwise", page_icon=str(FAVICON), layout="wide")


def style(page: str) -> None:
    """The few style rules of this page (its URL path), which hang on keys of ours only; before anything else is drawn.

    Styles drawn later would be overwritten when a fragment opens a dialog: both live in the page's event container. The
    browser tries each rule on each element whenever something new is drawn, so a page has no other page's rules, and a
    key's beginning (`[class*=...]`) is asked of one class of elements only.
    """
    st.html(STYLES + panel_styles.CSS + PAGE_STYLES.get(page, ""))


def demo_badge() -> None:
    """Says that the answers are the embedded emulator's, not Gemini's."""
    st.badge(DEMO_BADGE, icon=":material/cloud_off:", color="violet",
             help="No key is set, so Stepwise's own emulator answers. Enter a key under Connection to talk to Gemini.")


def on_script_error(exc: Exception) -> bool:
    """Say what failed and what to do, in place of a traceback; the log has the traceback."""
    _log.exception("a page failed", exc_info=exc)
    if isinstance(exc, StoreError):
        st.error(f"{plain(str(exc))}\n\n{plain(exc.hint)} A running answer goes on.", icon=":material/error:")
        return True
    st.error(
        f"**Something went wrong in Stepwise** ({type(exc).__name__}). Your chats are safe, and a running answer goes on. "
        "Reload the page to try again; the server's log says more.",
        icon=":material/error:",
    )
    return True
