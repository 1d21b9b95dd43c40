"""A real emulator and the real SDK as its client. Nothing of the project is faked; a scripted model may replace the brain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from google.genai._gaos.utils import serializers

from emulator.config import EmulatorConfig
from emulator.testing import Handle, serve
from tests.emulator.scripted import sdk
from workbench import kept_models


@pytest.fixture(autouse=True, scope="session")
def classes_are_made_once() -> None:
    """As in the app, the SDK keeps the classes that it would make anew for each request, at several times its cost."""
    kept_models.keep(serializers)


@pytest.fixture(scope="module")
def server() -> Iterator[Handle]:
    """An emulator that answers at once, shared by the tests of a file."""
    with serve(EmulatorConfig(speed=0)) as handle:
        yield handle


@pytest.fixture
def client(server: Handle) -> Any:
    """The SDK on that emulator."""
    return sdk(server)


@pytest.fixture
def http(server: Handle) -> Iterator[httpx2.Client]:
    """Plain HTTP on that emulator, with a key."""
    with httpx2.Client(base_url=server.base_url, headers={"x-goog-api-key": "test-key"}, timeout=60) as session:
        yield session
