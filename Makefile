# make run | test | adapters | bench | screenshot | clean. What each does stands in README.md.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := run

# Where it is set, every process would compile every module anew: a slow start, and some hundred of them in the tests.
unexport PYTHONDONTWRITEBYTECODE

PORT ?= 8501
PY := .venv/bin/python
RUN_READY := .venv/.ready-run
DEV_READY := .venv/.ready-dev
ADAPTERS_READY := .venv-adapters/.ready

.PHONY: run test adapters lint bench screenshot clean

run: $(RUN_READY)
	@exec $(PY) -m tools.serve --port "$(PORT)"

test: $(DEV_READY) $(ADAPTERS_READY)
	@bash tools/check.sh

adapters: $(ADAPTERS_READY)

lint: $(DEV_READY)
	@$(PY) -m ruff check . && $(PY) -m mypy

bench: $(DEV_READY)
	@$(PY) -m benchmarks.chat $(ARGS)

screenshot: $(DEV_READY)
	@$(PY) -m tools.screenshot

clean:
	rm -rf .venv .venv-adapters .venv-bench .mypy_cache .ruff_cache .pytest_cache .hypothesis benchmarks/results tests/browser/artifacts
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN_READY): requirements.txt
	@bash tools/install.sh requirements.txt
	@touch $@

$(DEV_READY): requirements.txt requirements-dev.txt
	@bash tools/install.sh requirements-dev.txt
	@touch $(RUN_READY) $@

$(ADAPTERS_READY): requirements-adapters.txt
	@bash tools/install.sh requirements-adapters.txt .venv-adapters
	@touch $@
