"""Functions that a model may call: one file each, found by themselves. The schema comes from hints and docstring.

Files of one's own in the folder that STEPWISE_TOOLBOX_DIR names are found as well. All run in a process of their own
(`python -m workbench.toolbox`), which can be ended at any time. They import the standard library only, and never anything of
Stepwise beside this package.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import pkgutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from workbench import signatures

FOLDER_VARIABLE = "STEPWISE_TOOLBOX_DIR"
logger = logging.getLogger(__name__)
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
    module: str

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
            name,
            label,
            icon,
            mode,
            signatures.description_of(call),
            parameters,
            signatures.returns_of(call),
            call,
            call.__module__,
        )
        return call

    return register


def functions() -> dict[str, Function]:
    """All functions of the toolbox, by name."""
    return _functions(os.environ.get(FOLDER_VARIABLE, ""))


@cache
def _functions(folder: str) -> dict[str, Function]:
    names = [f"{__name__}.{found.name}" for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_")]
    for name in names:
        importlib.import_module(name)
    loaded = {*names, *_own(folder)}
    found = {name: known for name, known in _FUNCTIONS.items() if known.module in loaded}
    return dict(sorted(found.items(), key=lambda item: item[1].label))


def _own(folder: str) -> list[str]:
    """Load the files of somebody's own folder; one that can't be loaded is left out, and the log says why."""
    loaded: list[str] = []
    for path in sorted(Path(folder).glob("[!_]*.py")) if folder else []:
        name = f"stepwise_toolbox_{path.stem}"
        spec = importlib.util.spec_from_file_location(name, path)
        try:
            assert spec is not None
            assert spec.loader is not None
            module = sys.modules[name] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            loaded.append(name)
        except Exception:
            logger.exception("The functions in %s can't be used", path)
    return loaded
