# gongkai: every verb works on a bare Debian machine with python3, make, and root or sudo. `make help` lists them.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
VAR := $(CURDIR)/var
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input
LOCKS := runtime build test bench lock

# A stamp is named after the content it stands for: a changed lock file is installed anew, an unchanged one never again.
sum = $(shell cat $(1) | sha256sum | cut -c1-16)
STAMPS := $(VENV)/stamps
INSTALLED := $(STAMPS)/install-$(call sum,requirements/runtime.txt requirements/build.txt pyproject.toml)
TESTABLE := $(STAMPS)/test-$(call sum,requirements/runtime.txt requirements/test.txt)
MEASURABLE := $(STAMPS)/bench-$(call sum,requirements/runtime.txt requirements/bench.txt)
LOCKABLE := $(STAMPS)/lock-$(call sum,requirements/lock.txt)

.PHONY: help install demo test check bench soak lock docs clean system-packages
.DEFAULT_GOAL := help

help: ## list the verbs
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

install: $(INSTALLED) ## prepare .venv with .venv/bin/gongkai
	@echo "Ready: $(BIN)/gongkai"

demo: $(INSTALLED) ## start the site on http://127.0.0.1:8000 (PORT changes it)
	@scripts/demo.sh $(PORT) "$(VAR)"

test: $(INSTALLED) $(TESTABLE) system-packages check ## install what the tests need and run them all
	@scripts/with-postgres.sh $(BIN)/python -m pytest -n 2 $(ARGS)

check: $(INSTALLED) $(TESTABLE) ## format, lint, types, imports, docs
	@$(BIN)/ruff format --check --quiet . || { echo "Run .venv/bin/ruff format ."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/python -m mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo >$(STAMPS)/imports.log 2>&1 || { cat $(STAMPS)/imports.log; exit 1; }
	@$(BIN)/python -m pytest -q tests/test_docs.py tests/test_house.py

bench: $(INSTALLED) $(MEASURABLE) ## measure; prints JSON lines
	@$(BIN)/python -m benchmarks $(ARGS)

soak: $(INSTALLED) $(TESTABLE) system-packages ## the long runs
	@GONGKAI_TEST_HYPOTHESIS=soak scripts/with-postgres.sh $(BIN)/python -m pytest -n 2 -m soak $(ARGS)

docs: $(INSTALLED) ## write the generated pages of docs/reference anew
	@$(BIN)/python scripts/docs.py

lock: $(LOCKABLE) ## write requirements/*.txt anew from requirements/*.in
	@for name in $(LOCKS); do \
	  echo "requirements/$$name.txt"; \
	  $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-options \
	    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	    --output-file requirements/$$name.txt requirements/$$name.in || exit 1; \
	done

clean: ## remove .venv, var and what the tools keep
	@rm -rf $(VENV) var build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find src tests scripts -name __pycache__ -prune -exec rm -rf {} +

system-packages:
	@scripts/system-packages.sh

$(BIN)/python:
	@scripts/make-venv.sh $(PYTHON) $(VENV)

$(INSTALLED): | $(BIN)/python
	@echo "Installing gongkai into $(VENV)"
	@$(PIP) --require-hashes -r requirements/build.txt -r requirements/runtime.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@mkdir -p $(STAMPS) && touch $@

$(TESTABLE): | $(INSTALLED)
	@echo "Installing what the tests need"
	@$(PIP) --require-hashes -r requirements/test.txt
	@mkdir -p $(STAMPS) && touch $@

$(MEASURABLE): | $(INSTALLED)
	@echo "Installing what the measurements need"
	@$(PIP) --require-hashes -r requirements/bench.txt
	@mkdir -p $(STAMPS) && touch $@

$(LOCKABLE): | $(BIN)/python
	@$(PIP) --require-hashes -r requirements/lock.txt
	@mkdir -p $(STAMPS) && touch $@
