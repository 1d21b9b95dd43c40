"""Finds a Chromium for browser tests, benchmarks and the screenshot, and installs one when asked to.

Prints the path. Must not start a browser or know what it is used for.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""In the order of preference: the shell has no window to draw for, which takes a fifth less of a processor."""
PACKAGES = ("chromium-headless-shell", "chromium")
"""Debian's packages, the second for releases that lack the first."""
ADVICE = (
    "No Chromium found, and none could be installed. Install one (Debian: apt-get install chromium; "
    "elsewhere: .venv/bin/python -m playwright install --with-deps chromium) or set STEPWISE_CHROMIUM to its path."
)


def find() -> str | None:
    """Path of a Chromium: STEPWISE_CHROMIUM, then PATH, then Playwright's own; None when there is none."""
    named = os.environ.get("STEPWISE_CHROMIUM")
    if named:
        return named
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or _playwrights_own()


def _playwrights_own() -> str | None:
    """Asked in a process of its own, because Playwright's sync interface refuses to run beside a running event loop."""
    ask = "from playwright.sync_api import sync_playwright\nwith sync_playwright() as p: print(p.chromium.executable_path)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    path = done.stdout.strip()
    return path if path and Path(path).exists() else None


def _run(*command: str) -> bool:
    print("+", *command, file=sys.stderr)
    return subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL, check=False).returncode == 0


def install() -> None:
    """Debian's Chromium when we are root and have apt-get, else Playwright's download."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
        _run("apt-get", "update", "-qq")
        for package in PACKAGES:
            if _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", package, "fonts-liberation"):
                return
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def main() -> int:
    """Print the path of a Chromium; with --install make one available first when needed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="install one when none is found")
    wanted = parser.parse_args()
    path = find()
    if path is None and wanted.install:
        install()
        path = find()
    if path is None:
        print(ADVICE, file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
