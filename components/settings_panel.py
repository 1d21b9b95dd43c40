"""The settings of the next request, in the sidebar.

Must not build requests; what may be chosen, and why not, comes from the workbench.
"""

from __future__ import annotations

from components import state
from workbench.settings import Settings


def draw() -> Settings:
    """Draw the panel and return the settings."""
    return state.settings()
