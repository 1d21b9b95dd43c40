#!/usr/bin/env bash
# Everything `make test` checks. What takes long runs side by side, since it often waits; `make lint` is the quick part alone.
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

step "mypy: beside the tests"
"$py" -m mypy >"$ours/mypy" 2>&1 &
typing=$!

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
# One worker for each of two cores: a third one only makes all of them wait. Who takes what is told in tests/sharing.py.
failed=0
"$py" -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder "$@" || failed=$?

step "mypy"
wait "$typing" || failed=$?
cat "$ours/mypy"
exit "$failed"
