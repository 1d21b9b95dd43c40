"""The offline model's own small encyclopaedia: articles in `corpus/*.md`, looked up by name or searched with SQLite FTS5.

Built once, at first use, in memory; it holds what the files say and nothing else.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from emulator.brain import asking
from emulator.brain.text import sentences, words

CORPUS = Path(__file__).parent / "corpus"
_STOP = frozenset(
    "a an and are as at be but by can could did do does for from had has have how i in is it its me "
    "my of on or our please should tell that the their them there these they this to "
    "was we were what when where which who why will with would you your about explain describe write "
    "give show some any into more most so than then work works working mean means "
    "think know like want need help let make makes made get use used using something anything much "
    "many very really just also not one two three good best new".split()
)
_BLOCK = re.compile(r"^## ", re.M)
_TOKEN = re.compile(r"[^\W_]+(?:['.+#-][^\W_]+)*[+#]*")
_WIDEST, _LONGEST_QUESTION = 6, 200
"""Words of a name, characters of a question: in longer texts an ordinary word is no subject."""


@dataclass(frozen=True, eq=False)
class Entry:
    """An article."""

    title: str
    body: str
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    topic: str = ""
    exactly: tuple[str, ...] = ()
    """Names that are ordinary words as well, and count only where they are the whole subject of a question."""

    @property
    def is_city(self) -> bool:
        """Whether the article is a city's, with landmark, dish and time to visit."""
        return "country" in self.fields

    @property
    def lead(self) -> str:
        """The article in one sentence."""
        return sentences(self.body)[0]

    def head(self, key: str) -> str:
        """The first part of a field such as 'landmark: Sagrada Família | It ...'."""
        return self.fields.get(key, "").split(" | ")[0]

    def tail(self, key: str) -> str:
        """The sentence in a field such as 'landmark: Sagrada Família | It ...'."""
        return self.fields.get(key, "").split(" | ")[-1]


def fold(text: str) -> str:
    """A text without case and accents, for comparing."""
    lower = text.lower()
    if lower.isascii():
        return lower
    decomposed = unicodedata.normalize("NFKD", lower.replace("’", "'"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def tokens(text: str) -> list[str]:
    """The folded words of a text, a possessive's ending taken off."""
    return [word.removesuffix("'s") for word in _TOKEN.findall(fold(text))]


@cache
def entries() -> tuple[Entry, ...]:
    """All articles, in the files' order."""
    blocks = (
        (block, path.stem) for path in sorted(CORPUS.glob("*.md")) for block in _BLOCK.split(path.read_text(encoding="utf-8"))[1:]
    )
    return tuple(_parse(block, topic) for block, topic in blocks)


def _parse(block: str, topic: str) -> Entry:
    title, *lines = [line.strip() for line in block.strip().splitlines() if line.strip()]
    fields: dict[str, str] = {}
    while lines and (match := re.match(r"([a-z]+): (.+)", lines[0])):
        fields[match[1]] = match[2]
        lines.pop(0)
    aliases, tags, exactly = (_listed(fields.pop(key, "")) for key in ("aliases", "tags", "exactly"))
    body = " ".join(lines) or " ".join(
        fields[key].split(" | ")[-1] for key in ("special", "landmark", "dish", "time") if key in fields
    )
    return Entry(title, body, aliases, tags, fields, topic, exactly)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (item.strip() for item in text.split(","))))


def _key(name: str) -> str:
    return " ".join(tokens(name))


@cache
def _names() -> dict[str, Entry]:
    """Titles first, so that no other article's alias takes one away."""
    spoken = [(entry.title, entry) for entry in entries()] + [(name, entry) for entry in entries() for name in entry.aliases]
    names: dict[str, Entry] = {}
    for name, entry in spoken:
        if name not in entry.exactly:
            names.setdefault(_key(name), entry)
    return names


@cache
def _ordinary() -> dict[str, tuple[str, Entry]]:
    return {_key(name): (name, entry) for entry in entries() for name in entry.exactly}


def get(name: str) -> Entry | None:
    """The article with this title or alias."""
    key = _key(name)
    found = _names().get(key) or _names().get(_singular(key))
    return found or (_ordinary()[key][1] if key in _ordinary() else None)


def _meant(text: str) -> dict[str, Entry]:
    """The ordinary words that a text uses as names: as the whole subject of a question or spelt like a name in mid-sentence."""
    pieces = asking.JOINTS.split(fold(text)) if len(text) <= _LONGEST_QUESTION else []
    whole = {asking.kernel(tokens(piece)) for piece in pieces}
    return {
        key: entry
        for key, (name, entry) in _ordinary().items()
        if (key in whole and not re.search(rf"\bto {re.escape(key)}\b", fold(text)))
        or (name[0].isupper() and re.search(rf"(?<=[a-z,] ){re.escape(name)}\b", text))
    }


def _singular(name: str) -> str:
    return re.sub(r"ies$", "y", name) if name.endswith("ies") else re.sub(r"(?<=[^s])s$", "", name)


@lru_cache(maxsize=512)
def named(text: str) -> tuple[Entry, ...]:
    """The articles a text names, in the order of their first mention, longer names first."""
    all_words, position = tokens(text[:6_000]), 0
    names = {**_names(), **meant} if (meant := _meant(text[:6_000])) else _names()
    found: list[Entry] = []
    while position < len(all_words):
        width, entry = _widest(names, all_words, position)
        if all_words[position] == "the" and _widest(names, all_words, position + 1)[0] >= max(width, 1):
            width, entry = 1, None  # "the EU AI Act" is no word on "the EU"
        found += [entry] if entry else []
        position += max(width, 1)
    return tuple(dict.fromkeys(found))


def _widest(names: Mapping[str, Entry], all_words: Sequence[str], position: int) -> tuple[int, Entry | None]:
    """The longest name that begins at a word, and how many words it has."""
    for width in range(min(_WIDEST, len(all_words) - position), 0, -1):
        name = " ".join(all_words[position : position + width])
        entry = names.get(name) or names.get(_singular(name))
        if entry and not (width == 1 and name in _STOP):
            return width, entry
    return 0, None


_LOCK = threading.Lock()


@cache
def _index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute(
        "create virtual table articles using fts5(title, aliases, tags, body, tokenize='porter unicode61 remove_diacritics 2')"
    )
    rows = [(entry.title, " ".join(entry.aliases), " ".join(entry.tags), entry.body) for entry in entries()]
    connection.executemany("insert into articles values (?, ?, ?, ?)", rows)
    return connection


def keywords(text: str) -> list[str]:
    """The words of a text worth searching for."""
    found = [word.lower() for word in words(text[:3_000])]
    return list(dict.fromkeys(word for word in found if word not in _STOP and len(word) > 1))[:24]


@lru_cache(maxsize=512)
def search(text: str, limit: int = 5) -> tuple[tuple[Entry, float], ...]:
    """The articles that match best, each with the share of the keywords it contains (0 to 1)."""
    wanted = keywords(text)
    if not wanted:
        return ()
    query = " OR ".join('"' + word.replace('"', "") + '"' for word in wanted)
    with _LOCK:
        rows = (
            _index()
            .execute(
                (
                    "select rowid, title || ' ' || aliases || ' ' || tags || ' ' || body from articles where "
                    "articles match ? order by bm25(articles, 8, 6, 3, 1), rowid limit ?"
                ),
                (query, limit),
            )
            .fetchall()
        )
    return tuple((entries()[rowid - 1], _share(wanted, content)) for rowid, content in rows)


def _share(wanted: list[str], content: str) -> float:
    present = {word[:5] for word in tokens(content)}
    return sum(fold(word)[:5] in present for word in wanted) / len(wanted)


def related(entry: Entry, limit: int = 5) -> list[Entry]:
    """Articles near to one, by shared tags and topic, then by what their texts share."""
    return list(_nearest(entry)[:limit])


@cache
def _folded(text: str) -> str:
    return fold(text)


def _mentions(body: str, title: str) -> bool:
    """Whether a text has a title in it as whole words: "tea" is not in "steak"."""
    return f" {_folded(title)} " in f" {re.sub(r'[^a-z0-9]+', ' ', _folded(body))} "


@cache
def _nearest(entry: Entry) -> tuple[Entry, ...]:
    def nearness(other: Entry) -> tuple[int, str]:
        shared = len(set(entry.tags) & set(other.tags)) * 2 + (other.topic == entry.topic)
        mentions = _mentions(entry.body, other.title) * 3 + _mentions(other.body, entry.title) * 2
        return (-(shared + mentions), other.title)

    return tuple(sorted((other for other in entries() if other is not entry), key=nearness))


def warm() -> None:
    """Build everything now, so that the first question needn't wait."""
    _names()
    search("warm up")
