"""While the app runs: jobs whose process died are taken over by this one. What earlier processes left unseen becomes news.

Several processes may do this on one database: the store's claim lets one have a job.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from workbench import parked, recovery
from workbench.errors import StepwiseError
from workbench.recovery import Connect
from workbench.research import jobs, news
from workbench.store.errors import StoreError

if TYPE_CHECKING:
    from workbench.run import Run
    from workbench.store import Store

EVERY_S = 20.0

logger = logging.getLogger(__name__)


def begin(store: Store, connect: Connect) -> None:
    """Look after jobs in a thread, once per process; returns at once."""
    parked.value("research_upkeep", lambda: _start(store, connect))


def look(store: Store, connect: Connect) -> list[Run]:
    """Take over the jobs that nobody living watches; the runs that now do."""
    return recovery.recover(store, connect, jobs_only=True)


def _start(store: Store, connect: Connect) -> threading.Thread:
    pause = threading.Event()

    def work() -> None:
        try:
            news.load([one.turn for one in jobs.listed(store)])
        except (StepwiseError, StoreError):
            logger.exception("Ended research could not be read")
        while not pause.wait(EVERY_S):
            try:
                look(store, connect)
            except (StepwiseError, StoreError):
                logger.exception("Jobs of dead processes could not be taken over")

    thread = threading.Thread(target=work, name="stepwise-research", daemon=True)
    thread.start()
    return thread
