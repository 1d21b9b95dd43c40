"""Where the adapters' own Python is, and which frameworks it has. Looks at files only; starts and imports nothing.

ADK and Stepwise need different versions of google-genai, so the frameworks live in an environment of their own.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER_VARIABLE = "STEPWISE_ADAPTERS"
ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = {"agno": "agno", "adk": "google/adk"}
"""The folder below site-packages that shows that a framework is installed."""
ADVICE = "Run `make adapters` to install it."


def folder() -> Path:
    """The environment: .venv-adapters beside the app, or what STEPWISE_ADAPTERS says."""
    return Path(os.environ.get(FOLDER_VARIABLE) or ROOT / ".venv-adapters")


def python() -> Path:
    """The Python that runs the adapters."""
    windows = folder() / "Scripts" / "python.exe"
    return windows if windows.exists() else folder() / "bin" / "python"


def missing(kind: str) -> str:
    """Why this framework can't be had; empty when it can."""
    package = PACKAGES.get(kind, "")
    if not python().exists():
        return f"The adapters' environment isn't there. {ADVICE}"
    places = [*folder().glob(f"lib/python*/site-packages/{package}"), *folder().glob(f"Lib/site-packages/{package}")]
    return "" if package and places else f"{kind} isn't installed in the adapters' environment. {ADVICE}"
