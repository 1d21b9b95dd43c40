"""The apps under measurement: how to start each, and where its input, answers and ping button are on the page."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.processes import ROOT

PEERS = ROOT / "benchmarks" / "peers"
BENCH_PYTHON = ROOT / ".venv-bench" / "bin" / "python"


@dataclass(frozen=True)
class App:
    """One chat in the browser."""

    name: str
    command: tuple[str, ...]
    input: str
    """CSS selector of the text input."""
    answer: str
    """CSS selector of the answers; the last one is the newest."""
    ready: str
    """CSS selector that matches once the page can be used."""
    ping: str
    """CSS selector of a widget that changes the page through the server."""
    pong: str
    """JavaScript expression whose value changes when the widget was answered."""
    connects: bool = False
    """True: its page is told by hand where requests go; the others take it from BENCH_BASE_URL."""
    cwd: Path | None = ROOT
    """None: the run's own folder, for an app that leaves files behind."""
    env: Mapping[str, str] = field(default_factory=dict)


STREAMLIT_OPTIONS = ("--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true")
CHAT_INPUT = "[data-testid=stChatInputTextArea]"
ASSISTANT = "[data-testid=stChatMessageContent][aria-label$=assistant]"

NAIVE = App(
    name="naive Streamlit",
    command=(str(BENCH_PYTHON), "-m", "streamlit", "run", str(PEERS / "naive_streamlit.py"), *STREAMLIT_OPTIONS),
    input=CHAT_INPUT,
    answer=ASSISTANT,
    ready=f"{CHAT_INPUT}:enabled",
    ping="[data-testid=stSidebar] [data-testid=stButton] button",
    pong="document.querySelector('[data-testid=stSidebar]').textContent",
    cwd=PEERS,
    env={"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"},
)
GRADIO = App(
    name="Gradio",
    command=(str(BENCH_PYTHON), str(PEERS / "gradio_chat.py")),
    input="textarea[data-testid=textbox]",
    answer=".message-row.bot-row",
    ready="textarea[data-testid=textbox]:enabled",
    ping="button:text-is('Ping')",
    pong="[...document.querySelectorAll('.prose')].map(e => e.textContent).filter(t => t.startsWith('pong')).join()",
    cwd=PEERS,
    env={"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1"},
)
CHAINLIT = App(
    name="Chainlit",
    command=(str(BENCH_PYTHON), "-m", "chainlit", "run", str(PEERS / "chainlit_chat.py"), "--headless", "--port", "{port}"),
    input="#chat-input",
    answer="[data-step-type=assistant_message]",
    ready="button:text-is('Ping')",
    ping="button:text-is('Ping')",
    pong="[...document.querySelectorAll('[data-step-type]')].filter(e => e.textContent.includes('pong')).length",
    cwd=None,
    env={"CHAINLIT_HOST": "127.0.0.1"},
)
STEPWISE = App(
    name="Stepwise",
    command=("make", "--silent", "run", "PORT={port}"),
    input=CHAT_INPUT,
    answer=ASSISTANT,
    ready=f"{CHAT_INPUT}:enabled",
    ping=".st-key-settings_group_output summary",
    pong="document.querySelectorAll('.st-key-settings_group_output [data-testid=stElementContainer]').length",
    connects=True,
)
APPS = {"stepwise": STEPWISE, "streamlit": NAIVE, "gradio": GRADIO, "chainlit": CHAINLIT}
RAW = (str(BENCH_PYTHON), str(PEERS / "raw_sdk.py"))
EMULATOR = (sys.executable, "-m", "emulator", "--port", "{port}", "--speed", "1")
