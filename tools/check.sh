#!/usr/bin/env bash
# Everything `make test` checks, cheapest first. Stops at the first failure with its exit code.
set -euo pipefail
cd "$(dirname "$0")/.."
py=.venv/bin/python
ours=$(mktemp -d)
finish() { wait; rm -rf "$ours" "${in_memory:-}"; } # never in the middle of an installation
trap finish EXIT

step() { printf '\n== %s\n' "$*"; }

step "browser and postgres: found, or installed beside what comes first"
prepare() { "$py" -m tools.chromium --install >"$ours/chromium" && "$py" -m tools.postgres --install; }
prepare >"$ours/log" 2>&1 &
preparing=$!

step "ruff"
"$py" -m ruff check .

step "mypy"
"$py" -m mypy --num-workers 2

step "architecture"
"$py" -m pytest -q tests/test_architecture.py

step "browser and postgres"
wait "$preparing" || { code=$?; cat "$ours/log"; exit "$code"; }
STEPWISE_CHROMIUM=$(cat "$ours/chromium")
export STEPWISE_CHROMIUM
echo "$STEPWISE_CHROMIUM"
tail -n 1 "$ours/log"

step "pytest"
# Thousands of small databases are written and synced: in memory, where there is enough of it, that takes no time.
shm_free_mib=$(df -m --output=avail /dev/shm 2>/dev/null | tail -n 1 || echo 0)
if [[ -z "${TMPDIR:-}" && -w /dev/shm && "$shm_free_mib" -ge 2048 ]]; then
  in_memory=$(mktemp -d /dev/shm/stepwise-tests.XXXXXX)
  chmod 755 "$in_memory" # PostgreSQL runs as a user of its own
  export TMPDIR=$in_memory
fi
# One file stays on one worker, because its tests share servers and browsers; browser journeys come last (see conftest.py).
"$py" -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder --ignore=tests/test_architecture.py "$@"
