"""Full text in both databases: the index, how it is kept in step, and how a query is said to it.

SQLite has an FTS5 index over `texts`, kept by triggers and so in the transaction of the turn; PostgreSQL a tsvector.
Knows nothing of owners: what it finds is narrowed by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, column, func, literal_column, or_, select, update
from sqlalchemy import table as table_of

from workbench.store import texts as places
from workbench.store.schema import PLACES, texts

_COLUMNS = ", ".join(PLACES)
_NEW, _OLD = (", ".join(f"{row}.{name}" for name in ("doc", *PLACES)) for row in ("new", "old"))
_REMOVE = f"INSERT INTO texts_index (texts_index, rowid, {_COLUMNS}) VALUES ('delete', {_OLD})"
_ADD = f"INSERT INTO texts_index (rowid, {_COLUMNS}) VALUES ({_NEW})"
DDL: Mapping[str, Sequence[str]] = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE texts_index USING fts5({_COLUMNS}, content='texts', content_rowid='doc', "
        "tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')",
        f"CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN {_ADD}; END",
        f"CREATE TRIGGER texts_removed AFTER DELETE ON texts BEGIN {_REMOVE}; END",
        f"CREATE TRIGGER texts_changed AFTER UPDATE OF {_COLUMNS} ON texts BEGIN {_REMOVE}; {_ADD}; END",
    ),
    "postgresql": ("CREATE INDEX texts_by_document ON texts USING gin (document)",),
}
DOCUMENT_LIMIT = 250_000
"""Characters of a turn that PostgreSQL indexes: a tsvector may not exceed one megabyte."""
COMMON = 3_000
MAX_TERMS = 32
"""Words of a query beyond these are left out."""
_PIECE = re.compile(r'"([^"]*)(?:"|$)|([^\s"]+)')


@dataclass(frozen=True)
class Term:
    """Words that must stand next to each other. The last one may go on, unless it was quoted."""

    words: tuple[str, ...]
    quoted: bool = False
    others: tuple[str, ...] = ()
    """Words to be taken instead, when the term is one word that occurs nowhere."""


def terms(query: str) -> tuple[Term, ...]:
    """What a person typed as terms, all of which must occur. Signs are not searched for; quotes bind words."""
    found: list[Term] = []
    for quoted, plain in _PIECE.findall(query):
        words = tuple(places.words(quoted or plain))
        if words:
            found.append(Term(words, bool(quoted)))
    return tuple(found[:MAX_TERMS])


def pieces(query: str) -> list[str]:
    """What a person typed in its parts, letter by letter: words, and what quotes bind."""
    return [part for quoted, plain in _PIECE.findall(query) if (part := (quoted or plain).strip())][:MAX_TERMS]


def create(connection: Connection) -> None:
    """Make the index; the tables exist already."""
    for statement in DDL.get(connection.dialect.name, ()):
        connection.exec_driver_sql(statement)


def add(connection: Connection, found: Mapping[str, Mapping[str, str]]) -> None:
    """Put the texts of many new turns into the index at once."""
    rows: list[dict[str, Any]] = [{"turn_id": turn_id, **said} for turn_id, said in found.items()]
    statement = texts.insert()
    if connection.dialect.name == "postgresql":
        rows = [{**row, "said": _document(found[row["turn_id"]])} for row in rows]
        named: dict[str, Any] = {name: bindparam(name) for name in ("turn_id", *PLACES)}
        statement = statement.values(**named, document=func.to_tsvector("simple", bindparam("said")))
    if rows:
        connection.execute(statement, rows)


def _document(found: Mapping[str, str]) -> str:
    return " ".join(places.words("\n".join(found.values())[:DOCUMENT_LIMIT]))


def write(connection: Connection, turn_id: str, found: Mapping[str, str], fresh: bool) -> int | None:
    """Put a turn's texts into the index. The row's number when it is new."""
    values: dict[str, Any] = dict(found)
    if connection.dialect.name == "postgresql":
        values["document"] = func.to_tsvector("simple", _document(found))
    if fresh:
        added = connection.execute(texts.insert().values(turn_id=turn_id, **values))
        return int(added.inserted_primary_key[0])  # type: ignore[index]
    changed = or_(*(texts.c[name] != text for name, text in found.items()))
    connection.execute(update(texts).where(texts.c.turn_id == turn_id, changed).values(values))
    return None


def docs(dialect: str, wanted: Sequence[Term]) -> Select[Any]:
    """A query for the numbers of the texts that hold all the terms."""
    if any(_unspaced(word) for term in wanted for word in term.words):
        return select(texts.c.doc).where(and_(*(_holds(term) for term in wanted)))
    if dialect == "sqlite":
        index = table_of("texts_index", column("rowid"))
        said = literal_column("texts_index").op("MATCH")(" AND ".join(map(_for_sqlite, wanted)))
        return select(index.c.rowid).where(said)
    asked = func.to_tsquery("simple", " & ".join(map(_for_postgresql, wanted)))
    return select(texts.c.doc).where(texts.c.document.op("@@")(asked))


def is_common(connection: Connection, wanted: Sequence[Term]) -> bool:
    """True when so many texts hold the terms that going through all turns is quicker than looking each of them up."""
    if not wanted or connection.dialect.name != "sqlite":
        return False  # PostgreSQL's planner knows by itself
    some = docs("sqlite", wanted).limit(COMMON).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one() == COMMON


def literally(words: str) -> Select[Any]:
    """A query for the numbers of the texts that hold these very signs; reads every text."""
    return select(texts.c.doc).where(or_(*(texts.c[name].icontains(words, autoescape=True) for name in PLACES)))


def _for_sqlite(term: Term) -> str:
    phrase = f'"{" ".join(term.words)}"' + ("" if term.quoted else " *")
    others = [f'"{word}"' for word in term.others]
    return f"({' OR '.join([phrase, *others])})" if others else phrase


def _for_postgresql(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    if not term.quoted:
        words[-1] += ":*"
    others = [f"'{word}'" for word in term.others]
    return f"({' | '.join([' <-> '.join(words), *others])})"


def _unspaced(word: str) -> bool:
    """True for scripts that write without spaces between words, where an index of words finds nothing inside a line."""
    return any(
        0x2E80 <= ord(letter) <= 0x9FFF or 0x0E00 <= ord(letter) <= 0x0EFF or 0xAC00 <= ord(letter) <= 0xD7A3 for letter in word
    )


def _holds(term: Term) -> ColumnElement[bool]:
    return or_(*(texts.c[name].icontains(" ".join(term.words), autoescape=True) for name in PLACES))


def compact(connection: Connection) -> None:
    """Rewrite the index without the words of deleted texts, which FTS5 otherwise drops only when it merges."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO texts_index (texts_index) VALUES ('optimize')")
