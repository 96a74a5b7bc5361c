# Two commands for a stranger: `make demo` and `make test`. Each sets up all it needs; only Python 3.11+ and make are asked for.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.locked

.PHONY: demo test lint types imports unit chromium bench bench-honest bench-matching bench-reports train-reports bench-tracks bench-watch bench-again bench-desk docs lock clean

$(STAMP): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Offing needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP)
	$(BIN)/offing demo --out demo-report

test: lint types imports unit

lint: $(STAMP)
	$(BIN)/ruff check src tests benchmarks docs
	$(BIN)/ruff format --check src tests benchmarks docs

types: $(STAMP)
	$(BIN)/mypy

imports: $(STAMP)
	$(BIN)/lint-imports

unit: $(STAMP) chromium
	$(BIN)/python -m pytest

# The browser test drives Debian's Chromium: installed where we may, else the test says what it needs
chromium:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1; } || \
	  echo "The browser test is skipped: it needs Chromium (apt-get install chromium)"

# docs/benchmarks.md, docs/matching-quality.md, docs/tracks-benchmarks.md (of ten million positions), docs/reports-quality.md,
# docs/watch-benchmarks.md, docs/again-benchmarks.md and docs/desk-benchmarks.md: an hour or more
bench: $(STAMP)
	$(BIN)/python benchmarks/run.py
	$(MAKE) bench-matching
	$(MAKE) bench-tracks SETS=10m
	$(MAKE) bench-reports
	$(MAKE) bench-watch
	$(MAKE) bench-again
	$(MAKE) bench-desk

# A thousand honest shipments against every list in ../shared: writes the figures that docs/scenarios.md prints
bench-honest: $(STAMP)
	PYTHONPATH=benchmarks $(BIN)/python -m honest.measure

# Annotated reports, held-out ones among them: writes docs/reports-quality.md
bench-reports: $(STAMP)
	OPENBLAS_NUM_THREADS=1 PYTHONPATH=benchmarks $(BIN)/python -m reports.page

# Weights of what is read by likeness (names, then whom pointers mean, then claims), from the annotated texts; one thread, so that sums are in one order
train-reports: $(STAMP)
	for part in names pointers claims; do OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONPATH=benchmarks $(BIN)/python -m reports.train_$$part || exit 1; done

bench-matching: $(STAMP)
	PYTHONPATH=benchmarks $(BIN)/python -m matching.run

# SETS="10m 50m day" and DATA=folder for what the bars are set on: 12 GB of disk, about an hour
bench-tracks: $(STAMP)
	PYTHONPATH=benchmarks $(BIN)/python -m tracks.run $(SETS) $(if $(DATA),--data $(DATA))

# Every version of a real list, from ../shared: some ten minutes
bench-watch: $(STAMP)
	PYTHONPATH=benchmarks:. $(BIN)/python -m watch.versions

# A book of 100,000 rows after each of ten versions of a real list, from ../shared: some ten minutes; ROWS=5000 is short
bench-again: $(STAMP)
	PYTHONPATH=benchmarks:. $(BIN)/python -m watch.again $(ROWS)

# 50 users who screen for SECONDS, then pages of a review with 10,000 findings: writes docs/desk-benchmarks.md; TRY=1 is short
bench-desk: $(STAMP)
	PYTHONPATH=benchmarks:. $(BIN)/python -m desk.run $(if $(TRY),--try) $(if $(SECONDS),--seconds $(SECONDS))

docs: $(STAMP)
	$(BIN)/python docs/generate.py

lock:
	requirements/lock.sh

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis demo-report
