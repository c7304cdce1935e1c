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

torture: $(VENV)/developing
	LEGATION_TORTURE=1 $(BIN)/python -m pytest -n auto tests/test_laws.py tests/test_why.py \
	  tests/test_changes.py tests/test_preview.py tests/test_determining.py

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
