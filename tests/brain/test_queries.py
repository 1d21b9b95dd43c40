"""SQL and regular expressions of the offline model do what it says of them: run in SQLite and in `re`."""

from __future__ import annotations

import re
import sqlite3

import pytest

from emulator.brain.skills.regexes import Pattern, patterns
from tests.brain.talking import chat

SCHEMA = """
CREATE TABLE customers (id INTEGER, name TEXT, revenue INTEGER);
CREATE TABLE orders (id INTEGER, customer TEXT, customer_id INTEGER);
CREATE TABLE employees (id INTEGER, age INTEGER, salary INTEGER, department TEXT);
CREATE TABLE users (id INTEGER, email TEXT);
CREATE TABLE products (id INTEGER, price INTEGER);
INSERT INTO customers VALUES (1, 'Ann', 50), (2, 'Bob', 90), (3, 'Eve', 70);
INSERT INTO orders VALUES (1, 'Ann', 1), (2, 'Ann', 1), (3, 'Bob', 2);
INSERT INTO employees VALUES (1, 29, 100, 'A'), (2, 31, 300, 'A'), (3, 45, 300, 'B');
INSERT INTO users VALUES (1, 'a@x.org'), (2, 'a@x.org'), (3, 'b@x.org');
INSERT INTO products VALUES (1, 99), (2, 101);
"""


@pytest.mark.parametrize(
    ("prompt", "rows"),
    [
        ("Write a SQL query that returns the top 2 customers by revenue.", [(2, "Bob", 90), (3, "Eve", 70)]),
        ("Write a SQL query to find duplicate emails in users", [("a@x.org", 2)]),
        ("SQL query for the second highest salary", [(100,)]),
        ("Give me a SQL query to count orders per customer", [("Ann", 2), ("Bob", 1)]),
        ("Show me a SQL query for all employees older than 30", [(2, 31, 300, "A"), (3, 45, 300, "B")]),
        ("How do I get the average salary per department from employees in SQL?", [("B", 300.0), ("A", 200.0)]),
        ("Give me a SQL query that selects all products with price over 100", [(2, 101)]),
        ("Write an SQL query that joins customers and orders", [(1, "Ann", 50, 1, "Ann", 1), (1, "Ann", 50, 2, "Ann", 1)]),
    ],
)
def test_a_query_returns_what_was_asked_for(prompt: str, rows: list[tuple[object, ...]]) -> None:
    match = re.search(r"```sql\n(.+?)\n```", chat(prompt), re.S)
    assert match
    database = sqlite3.connect(":memory:")
    database.executescript(SCHEMA)
    assert database.execute(match[1]).fetchall()[: len(rows)] == rows
    database.close()


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.title)
def test_a_pattern_fits_its_examples_alone(pattern: Pattern) -> None:
    assert all(re.search(pattern.regex, text) for text in pattern.fits)
    assert not any(re.search(pattern.regex, text) for text in pattern.misses)
    assert f"```regex\n{pattern.regex}\n```" in chat(f"Write a regular expression that matches {pattern.title}.")
