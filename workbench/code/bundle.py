"""What is downloaded: the script, or a ZIP archive of the script and the files that it reads. Pure."""

from __future__ import annotations

import io
import zipfile

from workbench.code import LANGUAGES, Name, Script
from workbench.request import GOOGLE

ZIP = "application/zip"


def download(script: Script, language: Name) -> tuple[str, str, bytes]:
    """The file's name, its type and its content."""
    written = LANGUAGES[language]
    code = written.write(script).encode()
    if not script.files:
        return written.file_name, written.mime, code
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in {written.file_name: code, **script.files}.items():
            target.writestr(name, content)
    return f"{written.file_name.partition('.')[0]}.zip", ZIP, archive.getvalue()


def server_of(url: str) -> str:
    """The base URL of a request's address; empty when it is Google's."""
    base = url.partition("?")[0].partition("/v1")[0].rstrip("/")
    return "" if base == GOOGLE else base
