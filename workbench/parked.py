"""Process-wide values that outlive a hot reload of our modules: they are parked in sys.modules under a name of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Lock
from types import ModuleType
from typing import Any

_NAME = "_stepwise_parked"
_lot = sys.modules.setdefault(_NAME, ModuleType(_NAME))
_lock: Lock = _lot.__dict__.setdefault("_lock", Lock())


def value(name: str, make: Callable[[], Any]) -> Any:
    """The value parked under `name`, made on first use."""
    with _lock:
        if name not in _lot.__dict__:
            _lot.__dict__[name] = make()
        return _lot.__dict__[name]
