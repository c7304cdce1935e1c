# `make browse` and `make test` do all the set-up there is; they need Python 3.11 or newer, and the network once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LEDGER := events

.PHONY: browse test torture fuzz lint bench schemas lock clean

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

# Feeds the readers of what strangers write, watching which branches an input takes: make fuzz READER=date SECONDS=600
fuzz: $(VENV)/developing
	$(BIN)/python -m pip install --quiet --group fuzz
	PYTHONPATH=tests:. $(BIN)/python -m fuzz $(READER) $(or $(SECONDS),60)

bench: $(VENV)/benching
	$(BIN)/python -m benchmarks $(SIZES)

# Chooses every version anew, for Python 3.11 and later on any system, with the hashes of all its files.
lock: $(BIN)/python
	$(BIN)/python -m pip install --quiet 'uv>=0.5'
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-config \
	  --custom-compile-command 'make lock' --quiet --output-file requirements.lock

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

# The locked versions, each file of which has the hash that was locked; then the project itself, and nothing else.
$(VENV)/developing: pyproject.toml requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/installed

$(VENV)/benching: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable . --group bench
	@touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
