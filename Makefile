# make run     set everything up and run the pipeline on samples/
# make test    set everything up and run the tests
# make check   formatting, lint, types, generated files
# make bench   speed of every stage, beside DuckDB's own copy of the same bytes
# make clean   remove the environment and everything that can be made again; data stays
#
# PYTHON=python3.12 chooses the interpreter, DATA=... the data folder of `make run`, BENCH="--mb 500" the benchmark.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV ?= .venv
DATA ?= data
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.castledger-installed
SUPPORTED := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c '$(SUPPORTED)' >/dev/null 2>&1 && echo $$name && break; done)

# Settings of the caller that would send the installation elsewhere or change what the tests see.
unexport PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV VIRTUAL_ENV
export PIP_USER := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help install run test check bench format clean

help:
	@sed -n 's/^# \{0,1\}//p;/^$$/q' Makefile

install: $(INSTALLED)

# One step that either finishes or is done again. Pip is told not to resolve: the lock names everything, and
# `pip check` says whether it fits. Byte code is written now, whatever the caller's environment says, because
# starting without it takes twice as long.
$(INSTALLED): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "castledger needs Python 3.11 or later: install it, or say make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c '$(SUPPORTED)' 2>/dev/null || { echo "$(PYTHON) is not Python 3.11 or later: say make PYTHON=/path/to/python" >&2; exit 1; }
	@echo "Installing into $(VENV) (about a minute, once)"
	@test -x $(BIN)/python && $(BIN)/python -c 'import pip; $(SUPPORTED)' >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || { \
		echo "$(PYTHON) cannot create a virtual environment: on Debian and Ubuntu, apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m pip check
	@$(BIN)/python -m compileall -q flows transforms warehouse expectations
	@touch $@

run: $(INSTALLED)
	@$(BIN)/castledger run samples --data $(DATA)
	@echo
	@$(BIN)/castledger sql --data $(DATA) "SELECT show_title, episode_title, hosts, guests, word_count AS words, \
		mention_count AS mentions FROM episode_overview ORDER BY mentions DESC, words DESC, episode_title LIMIT 10"
	@echo
	@echo "Ask it more, find words, see what was rejected, read your own files:"
	@echo "  $(BIN)/castledger sql --data $(DATA) 'FROM talk_time'"
	@echo "  $(BIN)/castledger search --data $(DATA) bees in winter"
	@echo "  $(BIN)/castledger info --data $(DATA)"
	@echo "  $(BIN)/castledger run YOUR/FILES --data my-data"

test: $(INSTALLED)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m warehouse.dictionary --check

format: $(INSTALLED)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(INSTALLED)
	$(BIN)/python -m tests.bench $(BENCH)

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
