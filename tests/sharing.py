"""How tests are shared out among the workers of pytest-xdist. Says nothing about what a test does."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

DRIVERS = ("gw0", "gw1")
"""The workers that drive browsers. Each needs an app, an emulator and a Chromium, whose start takes half a minute of work."""


class WholeFiles(LoadScopeScheduling):  # type: ignore[misc] # of a class without types
    """A file stays on one worker, because its tests share servers. Journeys stay on two workers until there are only journeys."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0]

    def _assign_work_unit(self, node: WorkerController) -> None:
        drives = node.gateway.id in DRIVERS
        suited = (file for file in self.workqueue if file.startswith("tests/browser/") is drives)
        if file := next(suited, None):
            self.workqueue.move_to_end(file, last=False)
        super()._assign_work_unit(node)
