# Each target works on a fresh clone with Python 3.11 or newer, git and make.
#   make demo    check an example app and show the findings
#   make test    the whole test suite
#   make deep    the same, with many times the examples     (SEED=n searches elsewhere)
#   make mutants what the tests miss, by planting faults    (MODULE=shapes/subtraction plants them there alone, AGAIN=1 tries those again that were missed)
#   make check   lint, types, import rules, docs and package: what .ci/run does after the tests
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest
# One more than the cores of a small machine: many tests wait for a reply, or for a process.
WORKERS ?= 3
SEED ?= 0

# Compiled modules are kept, whatever the surroundings say: tests start many processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test deep coverage check lint format types imports docs record package bench mutants nox clean
.DELETE_ON_ERROR:

test: $(VENV)/.test
	$(PYTEST) -n $(WORKERS) --dist worksteal $(ARGS)

# `check` ends with status 1 when it has found something, which is what this demo wants to see.
demo: $(VENV)/.test
	@echo "Checking docs/examples/fastapi_app_faulty.py, a webhook with the faults that such webhooks often have:"
	@cd docs/examples && status=0; \
	  $(abspath $(BIN))/vapi-contract check fastapi_app_faulty:app --path /webhook || status=$$?; \
	  if [ $$status -ne 1 ]; then echo "This should have ended with findings, not with status $$status."; exit 1; fi
	@echo "The faults are there on purpose, so the findings above mean that this demo went well."

deep: $(VENV)/.test
	VAPI_DEEP=1 $(PYTEST) -n $(WORKERS) --dist worksteal --hypothesis-seed=$(SEED) $(ARGS)

coverage: $(VENV)/.test
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n $(WORKERS) --dist worksteal $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

check: lint types imports docs package

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/.dev
	$(BIN)/mypy
	$(BIN)/basedpyright --project pyproject.toml --pythonpath $(BIN)/python

imports: $(VENV)/.dev
	$(BIN)/lint-imports --no-cache

docs: $(VENV)/.dev
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going docs docs/_build/html

# The output that the README and the tutorial show, printed anew.
record: $(VENV)/.test
	$(BIN)/python docs/record.py

package: $(VENV)/.test
	rm -rf dist
	$(BIN)/python -m hatchling build
	sh .ci/check-package dist

# The libraries that we are compared with bring plugins for pytest along, hence the environment of their own.
bench: $(VENV)-bench/.bench
	@set -e; for file in $(basename $(notdir $(wildcard tests/benchmarks/bench_*.py))); do \
	  echo "== $$file"; $(VENV)-bench/bin/python -m tests.benchmarks.$$file; \
	done

# It takes hours, and may be interrupted: what has been found out is kept in mutants/, and is a fair sample of all. AGAIN=1 tries
# those again that no test has noticed; `mutmut show NAME` shows one.
mutants: $(VENV)/.mutation
	nice $(BIN)/python .ci/plant_faults.py --workers $(WORKERS) $(if $(AGAIN),--again) $(MODULE:.py=)
	@$(BIN)/mutmut results | grep -v ': not checked$$' || true
	@$(BIN)/python .ci/mutation_score.py

nox: $(VENV)/.dev
	$(BIN)/nox

clean:
	rm -rf $(VENV) $(VENV)-bench .nox .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache build dist mutants docs/_build

# A stamp for each set of dependencies, so that only a change of pyproject.toml installs again.
$(BIN)/python:
	python=$$(sh .ci/python) && "$$python" -m venv $(VENV)
	$(PIP) install --upgrade pip

$(VENV)/.test: pyproject.toml | $(BIN)/python
	@echo "Installing the package and what its tests need into $(VENV) …"
	$(PIP) install --editable . --group test
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/.test
	@echo "Installing the development tools into $(VENV) …"
	$(PIP) install --editable . --group dev
	@touch $@

$(VENV)/.mutation: pyproject.toml | $(VENV)/.test
	@echo "Installing the tool that plants faults into $(VENV) …"
	$(PIP) install --editable . --group mutation
	@touch $@

$(VENV)-bench/.bench: pyproject.toml
	@echo "Installing the package and what it is compared with into $(VENV)-bench …"
	python=$$(sh .ci/python) && "$$python" -m venv $(VENV)-bench
	$(VENV)-bench/bin/python -m pip -qq --disable-pip-version-check install --upgrade pip
	$(VENV)-bench/bin/python -m pip -qq --disable-pip-version-check install --editable . --group bench
	@touch $@
