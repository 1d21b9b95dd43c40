"""Functions that a model may call: one file each, found by themselves. The schema comes from hints and docstring.

They run in a process of their own (`python -m workbench.toolbox`), which can be ended at any time. They import the
standard library only, and never anything of Stepwise beside this package.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from workbench import signatures

Mode = Literal["auto", "ask", "manual"]
Called = TypeVar("Called", bound=Callable[..., Any])


@dataclass(frozen=True)
class Context:
    """What a function is given beside its arguments, when it has a parameter of this type."""

    folder: Path
    """A folder of this conversation's own, for what the function must remember."""
    progress: Callable[[float, str], None]
    """Says how far the work is (0 to 1) and what is being done."""


@dataclass(frozen=True)
class Function:
    """A function of the toolbox."""

    name: str
    label: str
    icon: str
    mode: Mode
    """How it runs unless a person chose otherwise."""
    description: str
    parameters: dict[str, Any]
    returns: dict[str, Any]
    call: Callable[..., Any]

    def declaration(self) -> dict[str, Any]:
        """The wire tool: what the model is told."""
        return {"type": "function", "name": self.name, "description": self.description, "parameters": self.parameters}


_FUNCTIONS: dict[str, Function] = {}


def function(label: str, icon: str, mode: Mode = "auto") -> Callable[[Called], Called]:
    """Put a function into the toolbox."""

    def register(call: Called) -> Called:
        name = call.__name__
        parameters = signatures.parameters_of(call, Context)
        _FUNCTIONS[name] = Function(
            name, label, icon, mode, signatures.description_of(call), parameters, signatures.returns_of(call), call
        )
        return call

    return register


@cache
def functions() -> dict[str, Function]:
    """All functions of the toolbox, by name."""
    for found in pkgutil.iter_modules(__path__):
        if not found.name.startswith("_"):
            importlib.import_module(f"{__name__}.{found.name}")
    return dict(sorted(_FUNCTIONS.items(), key=lambda item: item[1].label))
