"""The house rules of docs/architecture.md, read off the source: who imports whom, sizes, names, links."""

from __future__ import annotations

import ast
import fnmatch
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = {
    "app.py", "pages", "components", "workbench", "emulator", "outbound", "tests", "benchmarks", "docs", "tools",
    "requirements.txt", "requirements-dev.txt", "requirements-adapters.txt", "pyproject.toml", "Makefile", "README.md",
    "CHANGELOG.md",
    ".streamlit", ".ci", ".gitignore", ".git",
}  # fmt: skip
OURS = {"workbench", "components", "pages", "emulator", "outbound", "app", "tools", "benchmarks", "tests"}
HTTP = {"httpx", "httpx2", "httpx_sse", "requests", "aiohttp", "urllib3", "urllib.request", "http.client"}
SCREEN_BANS = {"google.genai", "json", "sqlalchemy", "sqlite3", "emulator", "outbound", "tests", "tools", "benchmarks"} | HTTP
BANS = {
    "workbench": {"streamlit", "streamlit_extras", "components", "pages", "app", "emulator", "tests", "tools", "benchmarks"},
    "components": SCREEN_BANS | {"pages", "app"},
    "pages": SCREEN_BANS | {"app"},
    "app.py": SCREEN_BANS | {"pages"},
    "emulator": {"google.genai", "streamlit", "streamlit_extras"} | (OURS - {"emulator", "outbound"}),
    "outbound": {"google.genai", "streamlit", "streamlit_extras", "sqlalchemy"} | (OURS - {"outbound"}),
}
"""What each part must never import at run time. The screen may not import json: it never parses the wire."""
SDK_MODULES = {"workbench/client.py", "workbench/errors.py"}
"""The only modules that import google.genai at run time."""
SCREEN = ("components", "pages", "app.py")
APP = ("app.py", "pages", "components", "workbench", "emulator", "outbound")
CODE = (*APP, "tools", "benchmarks")
MAX_FILE, MAX_FUNCTION = 250, 40


def files(*parts: str) -> list[Path]:
    """Python files of these parts of the repository."""
    found: list[Path] = []
    for part in parts:
        path = ROOT / part
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.exists() else []
    return found


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def is_type_checking(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Name | ast.Attribute)
        and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}
    )


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module that a file imports at run time, at any depth; `if TYPE_CHECKING:` blocks are left out."""
    waiting: list[ast.AST] = [tree(path)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and is_type_checking(node):
            waiting += node.orelse
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            if node.level:
                base = absolute(path, node)
            yield base, node.lineno
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)
        waiting += ast.iter_child_nodes(node)


def absolute(path: Path, node: ast.ImportFrom) -> str:
    package = path.relative_to(ROOT).with_suffix("").parts[: -node.level]
    return ".".join([*package, *filter(None, [node.module])])


def hits(module: str, banned: set[str]) -> bool:
    return any(module == ban or module.startswith(f"{ban}.") for ban in banned)


@pytest.mark.parametrize("part", BANS)
def test_each_part_imports_only_what_the_architecture_allows(part):
    found = [f"{name(p)}:{line} imports {m}" for p in files(part) for m, line in imports(p) if hits(m, BANS[part])]
    assert found == []


def test_only_the_client_and_the_error_map_import_the_sdk_at_run_time():
    found = {name(p) for p in files("workbench") for m, _ in imports(p) if hits(m, {"google.genai"})}
    assert found <= SDK_MODULES


def test_the_import_rules_would_notice_a_forbidden_import(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    (tmp_path / "components").mkdir()
    bad = tmp_path / "components" / "bad.py"
    bad.write_text("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sqlalchemy\ndef f():\n    import json\n")
    assert [m for m, _ in imports(bad) if hits(m, SCREEN_BANS)] == ["json"]


def test_files_stay_short():
    long = {name(p): lines for p in files(*CODE) if (lines := len(p.read_text(encoding="utf-8").splitlines())) > MAX_FILE}
    assert long == {}


def test_functions_stay_short():
    long = {}
    for path in files(*CODE):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MAX_FUNCTION:
                    long[f"{name(path)}:{node.lineno} {node.name}"] = lines
    assert long == {}


def test_each_module_says_what_it_is_for():
    silent = [name(p) for p in files(*CODE) if p.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree(p))]
    assert silent == []


def test_nothing_new_stands_at_the_top_level():
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text().split() if line]
    present = {p.name for p in ROOT.iterdir() if not any(fnmatch.fnmatch(p.name, rule) for rule in ignored)}
    assert present - TOP_LEVEL == set()


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def is_literal(node: ast.AST | None) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


LAYOUT = {"container", "grid"}


def state_names(path: Path) -> Iterator[int]:
    """Lines that name a key of the session state, or a widget's key, in place. The key of a layout is a CSS class only."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("session_state") and is_literal(node.slice):
            yield node.lineno
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("st.session_state"):
            yield from [node.lineno] if node.attr not in dir(dict) else []
        elif isinstance(node, ast.Call):
            drawn = ast.unparse(node.func).rsplit(".")[-1]
            yield from (k.value.lineno for k in node.keywords if k.arg == "key" and is_literal(k.value) and drawn not in LAYOUT)
            if ".session_state." in ast.unparse(node.func) and node.args and is_literal(node.args[0]):
                yield node.lineno


def test_one_module_names_the_keys_of_state_and_widgets():
    others = [p for p in files(*SCREEN) if name(p) != "components/state.py"]
    assert [f"{name(p)}:{line}" for p in others for line in state_names(p)] == []


def test_untrusted_text_is_never_drawn_as_html():
    options = [(p, k) for p in files(*SCREEN) for _, call in calls(p) for k in call.keywords if k.arg == "unsafe_allow_html"]
    assert [f"{name(p)}:{k.value.lineno}" for p, k in options if ast.unparse(k.value) != "False"] == []


@pytest.mark.parametrize("banned", ["st.status", "st.write_stream"])
def test_the_screen_avoids_calls_that_block_the_script(banned):
    assert [f"{name(p)}:{c.lineno}" for p in files(*SCREEN) for f, c in calls(p) if f == banned] == []


SLEEPS = {"time.sleep", "sleep"}
SKIPS = {"pytest.skip", "pytest.xfail", "pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail"}


def test_no_test_sleeps_or_is_skipped():
    found = []
    for path in files("tests"):
        found += [f"{name(path)}:{c.lineno} {f}" for f, c in calls(path) if f in SLEEPS or f.endswith(".wait_for_timeout")]
        marks = [n for n in ast.walk(tree(path)) if isinstance(n, ast.Attribute) and ast.unparse(n) in SKIPS]
        found += [f"{name(path)}:{mark.lineno} {ast.unparse(mark)}" for mark in marks]
    assert found == []


FIRST_PAINT = """
import sys
from streamlit.testing.v1 import AppTest
before = set(sys.modules)
app = AppTest.from_file("app.py", default_timeout=60).run()
assert not app.exception, app.exception
late = [m for m in ("google.genai", "pandas", "pyarrow", "plotly", "altair") if m in sys.modules and m not in before]
print("imported before the first paint:", late)
sys.exit(bool(late))
"""


def test_the_first_paint_waits_for_no_heavy_import(tmp_path):
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "STEPWISE_DATA_DIR": str(tmp_path / "data")}
    command = [sys.executable, "-c", FIRST_PAINT]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


LINK = re.compile(r"""(?:\]\(|src="|srcset=")(?!https?://|#|mailto:)([^)"#\s]+)""")


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_links_in_the_documentation_lead_somewhere():
    broken = [f"{name(p)}: {t}" for p in pages() for t in LINK.findall(p.read_text()) if not (p.parent / t).exists()]
    assert broken == []


def test_commands_in_the_documentation_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    text = "\n".join(p.read_text() for p in pages())
    assert set(re.findall(r"\bmake ([a-z-]+)(?=[\s`])", "\n".join(code(text)))) <= targets
    modules = {m for m in re.findall(r"python3? -m ([\w.]+)", text) if m.split(".")[0] in OURS}
    assert [m for m in modules if not module_exists(m)] == []


def code(markdown: str) -> list[str]:
    """Fenced blocks and inline code of a Markdown text."""
    return re.findall(r"```.*?```|`[^`\n]+`", markdown, re.S)


def module_exists(module: str) -> bool:
    path = ROOT / module.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__main__.py").exists()


def test_paths_named_in_the_readme_exist():
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", (ROOT / "README.md").read_text())
    made = ("data/", ".venv", "benchmarks/results", ".streamlit/secrets.toml")
    kept = [path for path in named if not path.startswith(made)]
    assert [path for path in kept if not (ROOT / path).exists()] == []
