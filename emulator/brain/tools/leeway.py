"""What a call may leave to chance and what makes it pointless: free choices, open arguments, a conversion into itself.

Judges declarations and arguments alone; it knows no request.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulator.brain.tools import quantities, roles


def goes_nowhere(arguments: Mapping[str, Any]) -> bool:
    """Whether it would convert something into itself."""
    ends = [value for name, value in arguments.items() if roles.of(name, {"type": "string"}) in ("unit", "currency")]
    return len(ends) == 2 and ends[0] == ends[1] and isinstance(ends[0], str)


def harmless(schema: Any) -> bool:
    """Whether a value may be chosen freely: a switch, or one of a few options such as a unit."""
    return isinstance(schema, Mapping) and (
        schema.get("type") == "boolean" or "default" in schema or _is_scale(schema.get("enum"))
    )


def _is_scale(allowed: Any) -> bool:
    """Whether a choice is one of units."""
    return isinstance(allowed, list) and all(quantities.is_unit(str(one)) for one in allowed)


def is_open(schema: Mapping[str, Any]) -> bool:
    """Whether arguments may be given that no property names; a function that declares none takes none."""
    return bool(schema.get("properties") or schema.get("additionalProperties"))
