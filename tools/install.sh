#!/usr/bin/env bash
# Makes an environment (.venv unless told) with Python 3.11 or newer and installs one requirements file into it.
# Usage: tools/install.sh requirements.txt [.venv]
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${2:-.venv}

fail() { printf 'stepwise: %s\n' "$*" >&2; exit 1; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  local candidate
  for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
    if command -v "$candidate" >/dev/null && is_new_enough "$candidate"; then command -v "$candidate"; return; fi
  done
  fail "needs Python 3.11 or newer; found $(python3 --version 2>&1 || echo 'no python3'). Install it, or run: make PYTHON=/path/to/python3.11 ..."
}

make_venv() {
  local python; python=$(find_python)
  rm -rf "$venv"
  if ! "$python" -m venv "$venv"; then
    rm -rf "$venv"
    fail "$python cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv, then try again."
  fi
}

# Twice quiet: errors only. Mirrors and local indexes of a machine may warn once per package otherwise.
pip() { "$venv"/bin/python -m pip --disable-pip-version-check "$@"; }
pip_install() { pip install -qq "$@"; }

# uv takes seconds where pip takes minutes. It doesn't read pip's settings, so it is told where pip's index is.
install_quickly() {
  pip_install --only-binary :all: 'uv>=0.9,<1' 2>/dev/null || return 1
  local index=${UV_DEFAULT_INDEX:-${PIP_INDEX_URL:-$(pip config get global.index-url 2>/dev/null || true)}}
  [ -z "$index" ] || export UV_DEFAULT_INDEX=$index
  UV_SYSTEM_CERTS=1 "$venv"/bin/python -m uv pip install -qq --python "$venv"/bin/python -r "$1" 2>/dev/null
}

# pip has the last word, and one second try: an index that hiccups once is common, one that fails twice is a real problem.
install() {
  install_quickly "$1" || pip_install --prefer-binary -r "$1" || pip_install --prefer-binary -r "$1" ||
    fail "pip could not install $1; its own message stands above. Check the network or proxy, then run make again."
}

if ! { [ -x "$venv"/bin/python ] && is_new_enough "$venv"/bin/python && "$venv"/bin/python -m pip --version >/dev/null 2>&1; }; then
  echo "Making $venv ..."
  make_venv
fi
echo "Installing $1 into $venv ..."
install "$1"
