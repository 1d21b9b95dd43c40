#!/usr/bin/env bash
# Everything `make test` checks, cheapest first. Stops at the first failure with its exit code.
set -euo pipefail
cd "$(dirname "$0")/.."
py=.venv/bin/python

step() { printf '\n== %s\n' "$*"; }

step "browser"
STEPWISE_CHROMIUM=$("$py" -m tools.chromium --install)
export STEPWISE_CHROMIUM
echo "$STEPWISE_CHROMIUM"

step "postgres"
"$py" -m tools.postgres --install

step "ruff"
"$py" -m ruff check .

step "mypy"
"$py" -m mypy

step "architecture"
"$py" -m pytest -q tests/test_architecture.py

step "pytest"
# Thousands of small databases are written and synced: in memory, where there is enough of it, that takes no time.
shm_free_mib=$(df -m --output=avail /dev/shm 2>/dev/null | tail -n 1 || echo 0)
if [[ -z "${TMPDIR:-}" && -w /dev/shm && "$shm_free_mib" -ge 2048 ]]; then
  TMPDIR=$(mktemp -d /dev/shm/stepwise-tests.XXXXXX)
  chmod 755 "$TMPDIR" # PostgreSQL runs as a user of its own
  export TMPDIR
  trap 'rm -rf "$TMPDIR"' EXIT
fi
# One file stays on one worker, because its tests share servers and browsers; browser journeys come last (see conftest.py).
"$py" -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder --ignore=tests/test_architecture.py "$@"
