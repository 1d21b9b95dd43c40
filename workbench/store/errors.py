"""What can go wrong with the history file, in words a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from workbench.errors import StepwiseError
from workbench.records import Problem


class StoreError(StepwiseError):
    """The history could not be read or written. `message` says what happened, `hint` what to do."""

    def __init__(self, message: str, hint: str = "", *, lasting: bool = False) -> None:
        super().__init__(Problem(status=None, code="history", message=message, hint=hint, retryable=not lasting, wait_s=None))
        self.message = message
        self.hint = hint


_CASES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("no module named", "can't load plugin"),
        "The driver for this database is not installed.",
        "For PostgreSQL: pip install 'psycopg[binary]', and begin the address with postgresql+psycopg://",
    ),
    (
        ("foreign key",),
        "The conversation was deleted while this turn was on its way.",
        "Its answer isn't kept here. Start a new chat to go on.",
    ),
    (
        ("SQLITE_FULL", "disk is full", "disk full", "no space left"),
        "The disk is full, so the history can't be written.",
        "Free some space, then send again. Nothing that was stored before is lost.",
    ),
    (
        ("SQLITE_READONLY", "readonly", "read-only", "permission denied"),
        "The history can only be read, not written.",
        "Check the permissions of the data folder and its files, or choose another with STEPWISE_DATABASE_URL.",
    ),
    (
        ("SQLITE_BUSY", "SQLITE_LOCKED", "is locked"),
        "The history is locked by another program.",
        "Close what else has the file open (a database browser, a backup), then try again.",
    ),
    (
        ("SQLITE_NOTADB", "not a database"),
        "The history file is not a database.",
        "Move it away or choose another with STEPWISE_DATABASE_URL; a new one is made at the next start.",
    ),
    (
        ("SQLITE_CORRUPT", "malformed"),
        "The history file is damaged.",
        "Restore a copy, or rescue what is readable with `sqlite3 FILE .recover`.",
    ),
    (
        ("connection refused", "could not connect", "connection failed", "server closed the", "terminating connection"),
        "The database can't be reached.",
        "Check that it runs and that STEPWISE_DATABASE_URL names it; nothing that was stored is lost.",
    ),
    (
        ("authentication failed", "no password supplied"),
        "The database refused the user or the password.",
        "Check STEPWISE_DATABASE_URL.",
    ),
    (
        ("SQLITE_IOERR", "disk i/o error"),
        "The disk refused to read or write the history.",
        "Check the disk, its quota and the limits of this process, then try again. What was stored before is kept.",
    ),
    (
        ("SQLITE_CANTOPEN", "unable to open"),
        "The history file can't be opened.",
        "Check that its folder exists and may be written, or choose another with STEPWISE_DATABASE_URL.",
    ),
)


def conversation_deleted() -> StoreError:
    """The StoreError for a turn whose conversation is not there (any more)."""
    return next(StoreError(message, hint, lasting=True) for marks, message, hint in _CASES if "foreign key" in marks)


def explain(error: Exception) -> StoreError:
    """The StoreError for a failure of the database, its driver or the file system."""
    cause = getattr(error, "orig", None) or error
    facts = f"{getattr(cause, 'sqlite_errorname', '')} {cause}".lower()
    for marks, message, hint in _CASES:
        if any(mark.lower() in facts for mark in marks):
            return StoreError(message, hint, lasting="foreign key" in marks)
    return StoreError(f"The history can't be used: {cause}", "Check STEPWISE_DATABASE_URL and the data folder.")


@contextmanager
def typed_errors() -> Iterator[None]:
    """Turns every failure of the database into a StoreError; anything else passes."""
    try:
        yield
    except (SQLAlchemyError, OSError, ModuleNotFoundError) as error:
        raise explain(error) from error
