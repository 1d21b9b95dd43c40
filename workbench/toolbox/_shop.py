"""The little shop behind two functions: a SQLite file of the conversation's own, filled on first use."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GOODS = (
    ("TEA-01", "Darjeeling tea, 250 g", "tea", 12.90, 34),
    ("TEA-02", "Earl Grey tea, 100 g", "tea", 5.40, 120),
    ("TEA-03", "Sencha green tea, 100 g", "tea", 8.75, 0),
    ("COF-01", "Espresso beans, 1 kg", "coffee", 21.50, 48),
    ("COF-02", "Decaf filter coffee, 500 g", "coffee", 11.20, 15),
    ("MUG-01", "Stoneware mug, blue", "tableware", 9.95, 60),
    ("MUG-02", "Double-walled glass, set of 2", "tableware", 18.00, 22),
    ("POT-01", "Cast-iron teapot, 0.8 l", "tableware", 44.00, 7),
    ("POT-02", "French press, 1 l", "tableware", 32.50, 12),
    ("GRD-01", "Hand grinder", "equipment", 59.00, 9),
    ("SCL-01", "Kitchen scale, 0.1 g", "equipment", 27.30, 18),
    ("KTL-01", "Gooseneck kettle, 1 l", "equipment", 64.90, 5),
    ("HON-01", "Acacia honey, 500 g", "pantry", 7.80, 40),
    ("BIS-01", "Almond biscuits, 200 g", "pantry", 4.60, 85),
    ("CHO-01", "Dark chocolate 72 %, 100 g", "pantry", 3.95, 150),
)
SCHEMA = """
create table if not exists products (sku text primary key, name text, category text, price real, stock integer);
create table if not exists orders (number integer primary key, sku text, quantity integer, total real);
"""


@contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """The shop's database, in one transaction."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(folder / "shop.db", timeout=10)
    connection.row_factory = sqlite3.Row
    try:
        connection.executescript(SCHEMA)
        with connection:
            connection.execute("begin immediate")
            if not connection.execute("select count(*) from products").fetchone()[0]:
                connection.executemany("insert into products values (?, ?, ?, ?, ?)", GOODS)
            yield connection
    finally:
        connection.close()
