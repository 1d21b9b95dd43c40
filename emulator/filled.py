"""Contents that name an uploaded file by its uri, with the file's bytes put in for the offline model.

What is kept and shown of a request keeps the uri. Addresses elsewhere are left alone: the model is told it can't open them.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from emulator import processing
from emulator.emulator import Emulator
from emulator.errors import ApiError, precondition

_FILE = re.compile(r"(?:^|/)files/([a-z0-9-]{1,40})$")
Step = dict[str, Any]


def names(steps: Sequence[Step]) -> list[str]:
    """The files that contents of these steps name."""
    found = [_name(item) for step in steps for item in _contents(step)]
    return list(dict.fromkeys(name for name in found if name))


def check(emulator: Emulator, project: str, steps: Sequence[Step]) -> None:
    """Refuse files that aren't there or can't be used yet, as the service does."""
    now = emulator.clock.timestamp()
    for name in names(steps):
        found = emulator.shelf.about(project, name, now)
        if found is None:
            words = f"You do not have permission to access the File {name} or it may not exist."
            raise ApiError(403, "permission_denied", words)
        about, created = found
        takes = processing.seconds(about["mime"], about["size"], emulator.config.speed)
        if processing.state(created, takes, now, about.get("fault", "")) != "ACTIVE":
            raise precondition(f"The File {name} is not in an ACTIVE state and usage is not allowed.")


def fill(emulator: Emulator, project: str, steps: Sequence[Step]) -> list[Step]:
    """The steps with the bytes of the files that are still there."""
    now = emulator.clock.timestamp()
    held = {name: emulator.shelf.file(project, name, now) for name in names(steps)}
    ready = {name: found for name, found in held.items() if found is not None}
    return [_filled(step, ready) for step in steps] if ready else list(steps)


def _filled(step: Step, files: Mapping[str, tuple[dict[str, Any], bytes, float]]) -> Step:
    if not any(_name(item) in files for item in _contents(step)):
        return step
    return {**step, "content": [_with_bytes(item, files) for item in step["content"]]}


def _with_bytes(item: Any, files: Mapping[str, tuple[dict[str, Any], bytes, float]]) -> Any:
    found = files.get(_name(item)) if isinstance(item, dict) else None
    if found is None:
        return item
    about, data, _ = found
    return {"mime_type": about["mime"], **item, "data": base64.b64encode(data).decode()}


def _contents(step: Step) -> Iterator[Mapping[str, Any]]:
    contents = step.get("content") if step.get("type") == "user_input" else None
    yield from (item for item in contents or () if isinstance(item, dict))


def _name(item: Mapping[str, Any]) -> str:
    uri = item.get("uri")
    match = _FILE.search(uri) if isinstance(uri, str) and not item.get("data") else None
    return match[1] if match else ""
