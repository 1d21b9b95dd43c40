"""Disks that are really full, limited or read-only: said so in words, and nothing that was stored is lost."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FILLS = """
import json, resource, sys
from pathlib import Path
from tests.domain.made import says
from tests.history.made import save
from workbench.store import LedgerFilter, StoreError, open_store

folder, how = Path(sys.argv[1]), sys.argv[2]
ballast = folder / "ballast"
ballast.write_bytes(bytes(500_000))
store = open_store(f"sqlite:///{folder / 'history.db'}")
kept = [save(store, f"Turn {number}", says("a lighthouse")) for number in range(3)]
if how == "limit":
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, before[1]))
told = []
for number in range(200):
    try:
        kept.append(save(store, f"More {number}", says("word " * 9_000)))
    except StoreError as error:
        told = [error.message, error.hint]
        break
readable = store.turns([turn["id"] for turn in kept]) == kept
found = [row.words for row in store.ledger(filters=LedgerFilter(query="lighthouse")).rows]
if how == "limit":
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
ballast.unlink()
if how != "limit":
    store.purge(store.throw_away([kept.pop()["id"] for _ in range(2)]))
later = save(store, "After", says("there is room again"))
store.close()
again = open_store(f"sqlite:///{folder / 'history.db'}")
kept.append(later)
whole = again.turns([turn["id"] for turn in kept]) == kept
with again._read() as connection:
    sound = connection.exec_driver_sql("pragma integrity_check").scalar()
print(json.dumps({"told": told, "readable": readable, "found": found, "whole": whole, "sound": sound, "turns": len(kept)}))
"""
READS = """
import json, sys
from pathlib import Path
from tests.history.made import save
from workbench.store import LedgerFilter, StoreError, open_store

store = open_store(f"sqlite:///{sys.argv[1]}/history.db")
try:
    save(store, "More")
    told = []
except StoreError as error:
    told = [error.message, error.hint]
rows = [row.words for row in store.ledger(filters=LedgerFilter(query="turn")).rows]
print(json.dumps({"told": told, "found": rows}))
"""
MAKES = """
import sys
from tests.history.made import save
from workbench.store import open_store
store = open_store(f"sqlite:///{sys.argv[1]}/history.db")
save(store, "Turn of yesterday")
store.close()
"""
UNSHARE = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-ec"]


@pytest.fixture
def disk(tmp_path):
    """Where a small disk of its own is put; only processes that put it there see it."""
    (tmp_path / "disk").mkdir()
    return tmp_path / "disk"


def can_mount() -> bool:
    """Some systems let nobody mount a disk of their own; the limit of a file's size is tried on all."""
    tried = [*UNSHARE, "mount -t tmpfs none /tmp"]
    return shutil.which("unshare") is not None and not subprocess.run(tried, capture_output=True).returncode


SMALL_DISKS = ["3m"] if can_mount() else []


def on_a_disk(size: str, disk: Path, *commands: str) -> dict[str, Any]:
    mount = f"mount -t tmpfs -o size={size} none {disk}"
    return told(subprocess.run([*UNSHARE, "; ".join([mount, *commands])], cwd=ROOT, capture_output=True, text=True, timeout=120))


def told(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def python(code: str, *arguments: str | Path) -> str:
    return shlex.join([sys.executable, "-c", code, *map(str, arguments)])


@pytest.mark.parametrize("size", SMALL_DISKS)
def test_a_full_disk_is_said_to_be_full_and_writing_goes_on_when_there_is_room(size, disk):
    found = on_a_disk(size, disk, python(FILLS, disk, "disk"))
    assert found["told"][0] == "The disk is full, so the history can't be written."
    assert (found["readable"], found["whole"]) == (True, True)
    assert found["found"] == ["Turn 2", "Turn 1", "Turn 0"]
    assert found["sound"] == "ok"


def test_a_file_that_may_not_grow_is_said_so_and_loses_nothing(tmp_path):
    command = [sys.executable, "-c", FILLS, str(tmp_path), "limit"]
    found = told(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120))
    assert found["told"][0] == "The disk refused to read or write the history."
    assert "quota" in found["told"][1]
    assert (found["readable"], found["whole"]) == (True, True)
    assert found["turns"] > 4
    assert found["sound"] == "ok"


@pytest.mark.parametrize("size", SMALL_DISKS)
def test_a_history_on_a_read_only_disk_is_read_and_says_that_it_cannot_be_written(size, disk):
    found = on_a_disk(size, disk, python(MAKES, disk), f"mount -o remount,ro {disk}", python(READS, disk))
    assert found["told"][0] == "The history can only be read, not written."
    assert found["found"] == ["Turn of yesterday"]
