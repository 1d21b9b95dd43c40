"""What a run has measured so far, kept as JSON after each app's part, so that a run that breaks off loses nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as PlaywrightError

from benchmarks import report

Results = dict[str, Any]


@dataclass
class Record:
    """The numbers of one run and the file that keeps them."""

    file: Path
    results: Results

    @classmethod
    def begin(cls, folder: Path) -> Record:
        """The record in this folder, gone on with where there is one."""
        file = folder / "chat.json"
        if file.exists():
            return cls(file, json.loads(file.read_text()))
        folder.mkdir(parents=True, exist_ok=True)
        return cls(file, {"when": time.strftime("%Y-%m-%d %H:%M"), "machine": report.machine(), "seconds": 0.0})

    def collect(self, part: tuple[str, ...], apps: list[str], measure: Callable[[str], Any]) -> None:
        """Measure one part for each app that has no figure yet. A peer that fails in its page has none there.

        Raises:
            playwright.sync_api.Error: Stepwise's own page failed.
        """
        found = self._part(part)
        for app in (app for app in apps if app not in found):
            begun, name = time.monotonic(), f"{' '.join(part):10} {app:10}"
            try:
                found[app] = measure(app)
                told = report.brief(found[app])
            except PlaywrightError as error:
                if app == "stepwise":
                    raise
                told = f"failed: {str(error).splitlines()[0]}"
            took = time.monotonic() - begun
            self.results["seconds"] += took
            self.file.write_text(json.dumps(self.results, indent=1))
            print(f"{name} {took:5.1f} s  {told}", flush=True)

    def misses(self, part: tuple[str, ...], apps: list[str]) -> bool:
        """True when one of these apps has no figure there yet."""
        return any(app not in self._part(part) for app in apps)

    def _part(self, part: tuple[str, ...]) -> Results:
        found = self.results
        for name in part:
            found = found.setdefault(name, {})
        return found
