"""What a person sees who starts Stepwise on a machine that isn't ready for it."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def stand_in_python(folder: Path, venv_works: bool, version_ok: bool) -> Path:
    """A `python3` that answers as an old or a stripped-down installation would."""
    script = folder / "python3"
    script.write_text(
        "#!/bin/bash\n"
        f'if [ "$1" = -c ]; then exit {0 if version_ok else 1}; fi\n'
        'if [ "$1" = --version ]; then echo "Python 3.9.2"; exit 0; fi\n'
        f'if [ "$2" = venv ]; then mkdir -p "$3/bin"; exit {0 if venv_works else 1}; fi\n'
    )
    script.chmod(0o755)
    return folder


def install(tmp_path: Path, **python: bool) -> subprocess.CompletedProcess[str]:
    """Run the real install script in a copy of the project, with only the stand-in as Python."""
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "install.sh", tmp_path / "tools")
    path = tmp_path / "bin"
    path.mkdir()
    stand_in_python(path, **python)
    for name in ("bash", "dirname", "rm", "mkdir"):
        (path / name).symlink_to(str(shutil.which(name)))
    command = ["bash", str(tmp_path / "tools" / "install.sh"), "requirements.txt"]
    return subprocess.run(command, env={"PATH": str(path)}, capture_output=True, text=True, check=False)


def test_an_old_python_is_named_and_nothing_is_made(tmp_path):
    done = install(tmp_path, venv_works=True, version_ok=False)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; found Python 3.9.2" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_python_without_venv_says_what_to_install_and_leaves_no_half_made_environment(tmp_path):
    done = install(tmp_path, venv_works=False, version_ok=True)
    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_taken_port_is_said_with_another_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "tools.serve", "--port", str(port)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"port {port} on 127.0.0.1 is taken" in done.stderr
    assert f"make run PORT={port + 1}" in done.stderr


def test_the_browser_that_is_named_is_used(monkeypatch):
    from tools.chromium import find

    monkeypatch.setenv("STEPWISE_CHROMIUM", "/opt/my/chromium")
    assert find() == "/opt/my/chromium"
    monkeypatch.delenv("STEPWISE_CHROMIUM")
    monkeypatch.setenv("PATH", os.devnull)
    assert find() != "/opt/my/chromium"
