# `make browse` and `make test` do all the set-up there is; they need Python 3.11 or newer, and the network once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LEDGER := events

.PHONY: browse test torture lint bench schemas clean

browse: $(VENV)/installed
	@$(BIN)/legation --ledger $(LEDGER) browse --as-of last

test: $(VENV)/developing
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/legation schema --check

# Rows may be named: make torture ROWS="git racing". One row needs strace, one needs git; they say so if it is not there.
torture: $(VENV)/developing
	PYTHONPATH=tests:. $(BIN)/python -m torture $(ROWS)

bench: $(VENV)/benching
	$(BIN)/python -m benchmarks $(SIZES)

schemas: $(VENV)/developing
	$(BIN)/legation schema

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "legation needs Python 3.11 or newer; name one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/developing: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@ $(VENV)/installed

$(VENV)/benching: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable . --group bench
	@touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
