"""Fixtures that every test may use: a real emulator, a real store, a private data directory, a Chromium.

No mocks of our own code live here. Servers bind port 0; nothing is shared between tests but what says so.
"""

from __future__ import annotations

import gc
import shutil
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest

KEYS = ("GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GEMINI_BASE_URL", "GOOGLE_GENAI_API_VERSION", "STEPWISE_DATABASE_URL")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser journeys run first, since they take longest; the app and the browser end before anything else begins."""
    items.sort(key=lambda item: "browser" not in item.path.parts)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What has been imported stays to the end; looking through it for garbage takes a third of the time of a page's test."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With several workers, see `tests.sharing`."""
    from tests.sharing import WholeFiles

    return WholeFiles(config, log)


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has its own data directory, and no key or address of the developer's own leaks in."""
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STEPWISE_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def navigation_owns_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest resets a process-wide flag before each run, after which pages/ would shadow st.navigation."""
    from streamlit.runtime import pages_manager

    original = pages_manager.PagesManager.__init__

    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        pages_manager.PagesManager.uses_pages_directory = False

    monkeypatch.setattr(pages_manager.PagesManager, "__init__", init)


@pytest.fixture(autouse=True, scope="session")
def component_packages_are_looked_for_once() -> Iterator[None]:
    """AppTest reads the metadata of every installed package for each new session; they don't change in between."""
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(autouse=True, scope="session")
def certificates_are_read_once() -> Iterator[None]:
    """Each HTTP client reads all certificates anew, which takes longer than most tests, and nearly none of them meets one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


@pytest.fixture
def serve_emulator(tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Starts emulators for this test; keyword arguments are those of EmulatorConfig. All end with the test."""
    from emulator.config import EmulatorConfig
    from emulator.testing import serve

    with ExitStack() as servers:

        def start(**options: Any) -> Any:
            options.setdefault("speed", 0)
            return servers.enter_context(serve(EmulatorConfig(**options)))

        yield start


@pytest.fixture
def emulator(serve_emulator: Callable[..., Any]) -> Any:
    """A running emulator that answers at once; see `emulator.testing` for the handle."""
    return serve_emulator()


@pytest.fixture
def connection(emulator: Any) -> Any:
    """A connection to the emulator of this test, as the app would make it in the demo."""
    from workbench.settings import Connection

    return Connection(mode="demo", base_url=emulator.base_url, api_key="test-key")


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty history in SQLite, to be copied: making one takes longer than most tests do with it."""
    from workbench.store import open_store

    path = tmp_path_factory.mktemp("empty") / "stepwise.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def store(tmp_path: Path, empty_file: Path) -> Iterator[Any]:
    """An empty store in a file of its own."""
    from workbench.store import open_store

    shutil.copy(empty_file, tmp_path / "stepwise.db")
    opened = open_store(f"sqlite:///{tmp_path / 'stepwise.db'}")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium that browser tests drive."""
    from tools.chromium import ADVICE, find

    path = find()
    assert path, ADVICE
    return path
