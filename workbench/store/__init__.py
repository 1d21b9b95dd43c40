"""The history: every conversation, turn and event, in SQLite by default, in PostgreSQL by URL.

Thread-safe and synchronous. A turn is written before its first byte is sent, so nothing is ever lost by a crash.
Knows nothing of HTTP or of screens.
"""

from __future__ import annotations

import os
from pathlib import Path

from workbench.store.bin import Deletion
from workbench.store.chosen import Chosen
from workbench.store.comparisons import Comparisons, KeptComparison
from workbench.store.conditions import LedgerFilter, SortKey
from workbench.store.errors import StoreError
from workbench.store.ledger import Found, LedgerPage, Totals
from workbench.store.rows import ConversationRow, LedgerRow
from workbench.store.snippets import Snippet, Span
from workbench.store.upkeep import Group, GroupKey, Leftover, Timeline

URL_VARIABLE = "STEPWISE_DATABASE_URL"
FOLDER_VARIABLE = "STEPWISE_DATA_DIR"


class Store(Comparisons):
    """The whole store: turns, conversations, the ledger, the processes, the comparisons."""


def open_store(url: str | None = None) -> Store:
    """Open the history, making it if need be. StoreError when it can't be used or was written by a newer Stepwise."""
    return Store(url or os.environ.get(URL_VARIABLE) or default_url())


def default_url() -> str:
    """A SQLite file in the data folder: ./data, or what STEPWISE_DATA_DIR says."""
    return f"sqlite:///{Path(os.environ.get(FOLDER_VARIABLE) or 'data') / 'stepwise.db'}"


__all__ = [
    "Chosen", "ConversationRow", "Deletion", "Found", "Group", "GroupKey", "KeptComparison", "LedgerFilter", "LedgerPage",
    "LedgerRow", "Leftover", "Snippet", "SortKey", "Span", "Store", "StoreError", "Timeline", "Totals", "open_store",
]  # fmt: skip
