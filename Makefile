# One command for people and for continuous integration. Needs Python 3.11 or newer and make; nothing else.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(not sys.version_info >= (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
OUT := out
FOLDERS := schema loaders graph queries cli
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test check format bench vendor clean

help:  ## Say what there is to make
	@sed -n 's/^\([a-z]*\):.*##/\1:/p' Makefile

.venv/created:
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer found; install one, or say make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' || { echo "make: $(PYTHON) cannot make environments; install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) install --upgrade 'pip>=25.1'
	touch $@

.venv/installed: .venv/created pyproject.toml
	$(PIP) install --editable .
	touch $@

.venv/tools: .venv/installed pyproject.toml
	$(PIP) install --editable '.[model,parquet]' --group dev
	@$(PIP) install --editable '.[embedded]' || echo 'make: no embedded engine for this machine; its tests are skipped'
	touch $@

build/links: pyproject.toml
	@# Type checkers do not follow the mapping of folders to names; links show it to them.
	@mkdir -p build/links/techpol
	@for folder in $(FOLDERS); do ln -sfn "$(CURDIR)/$$folder" build/links/techpol/$$folder; done
	@touch $@

demo: .venv/installed  ## Load the example articles, ask a question in two languages, draw the answer
	@BIN=$(BIN) OUT=$(OUT) sh examples/demo.sh

test: check  ## Everything: lint, types, tests
	$(BIN)/pytest

check: .venv/tools build/links  ## Lint and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(FOLDERS:%=build/links/techpol/%)

format: .venv/tools  ## Put the code into the one form that check wants
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/tools  ## Measure; what is measured and how is in bench/README.md
	$(BIN)/python -P bench/run.py

vendor: .venv/installed  ## Fetch the page's graph library again, as released, and hold it against its hash
	$(BIN)/python -m techpol.graph.view_page.fetch

clean:  ## Remove what was made, the environment included
	rm -rf .venv build dist out techpol.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
