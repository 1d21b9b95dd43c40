"""Where requests go: the offline demo, Google, or another base URL; with key, tier, and a test.

The key typed here lives in this session's memory only: never in a file, an address or a log. Must not send prompts.
"""

from __future__ import annotations

import streamlit as st

from components import state
from workbench import embedded
from workbench.settings import Connection, Tier


def draw() -> Connection:
    """Draw the panel and return the connection."""
    return Connection("demo", embedded.state("free").base_url, embedded.DEMO_KEY, "free")
