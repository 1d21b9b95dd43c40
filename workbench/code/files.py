"""The files of a script: what a request holds as base64 is taken out and read from a file when the script runs. Pure."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Iterable, Mapping
from typing import Any

from workbench import attachments
from workbench.code.script import FileData

LONGEST = 60
KINDS = ("image", "audio", "video", "document")


class Files:
    """Names for the contents of attachments, each once. `found` holds what the bodies taken so far refer to."""

    def __init__(self, items: Iterable[Mapping[str, Any]]) -> None:
        """`items` are content items that have their file's name beside them."""
        self.found: dict[str, bytes] = {}
        self._given = {str(item["data"]): str(item.get(attachments.NAME) or "") for item in items if item.get("data")}
        self._names: dict[str, str] = {}

    def taken(self, value: Any) -> Any:
        """A copy of a body, with a mark wherever the content of a file stood."""
        if isinstance(value, Mapping):
            return {key: self._item(value, key) for key in value}
        if isinstance(value, list | tuple):
            return [self.taken(inner) for inner in value]
        return value

    def _item(self, holder: Mapping[str, Any], key: str) -> Any:
        value = holder[key]
        if key != "data" or not isinstance(value, str) or holder.get("type") not in KINDS:
            return self.taken(value)
        content = attachments.data_of({"data": value})
        if base64.b64encode(content).decode() != value:
            return value  # another spelling of base64: only the letters themselves are the same
        if value not in self._names:
            kind, mime_type = str(holder.get("type")), str(holder.get("mime_type") or "")
            self._names[value] = self._free(self._given.get(value, ""), kind, mime_type)
            self.found[self._names[value]] = content
        return FileData(self._names[value])

    def _free(self, given: str, kind: str, mime_type: str) -> str:
        """A file name that is safe in every language and on every disk, and not taken yet."""
        ending = mimetypes.guess_extension(mime_type) or ".bin"
        bare = re.sub(r"[^A-Za-z0-9._-]+", "-", given).strip("-.")[-LONGEST:].strip("-.") or f"{kind}{ending}"
        stem, dot, suffix = bare.rpartition(".")
        stem, suffix = (stem, dot + suffix) if stem else (bare, "")
        name, number = bare, 1
        while name.lower() in {taken.lower() for taken in self.found} or name in ("turn.py", "turn.mjs", "turn.sh"):
            number += 1
            name = f"{stem}-{number}{suffix}"
        return name
