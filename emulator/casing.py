"""The classic SDK mixes camelCase and snake_case in one body, and the service takes both: here they become one."""

from __future__ import annotations

import re
from typing import Any

_OPAQUE = ("args", "response", "parameters", "parametersJsonSchema", "responseSchema", "responseJsonSchema")
"""What belongs to the caller keeps its own keys."""
_GAP = re.compile(r"_([a-z0-9])")


def camel(value: Any) -> Any:
    """The same value with camelCase keys."""
    if isinstance(value, list):
        return [camel(item) for item in value]
    if not isinstance(value, dict):
        return value
    named = {_GAP.sub(lambda gap: gap[1].upper(), key): item for key, item in value.items()}
    return {key: item if key in _OPAQUE else camel(item) for key, item in named.items()}
