# Everything starts here; `make help` lists it. Nothing but Python 3.11+, git and make is needed.
PYTHON ?= python3
BIN := .venv/bin
DEBUG ?= 1
.DEFAULT_GOAL := help
# Some machines forbid Python to keep what it has compiled: every start would compile 2,700 files again and take twice as long.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help run setup setup-dev test test-long bench lint format lock clean

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## Packages for running it
	@$(PYTHON) tools/bootstrap.py

setup-dev: ## Packages for working on it
	@$(PYTHON) tools/bootstrap.py --dev

run: setup ## The site with its demo, web and worker, on http://127.0.0.1:8000 (PORT=…)
	@DEBUG=$(DEBUG) exec $(BIN)/python manage.py run

test: setup-dev ## Every test, on two cores; a service that is missing is skipped with its reason
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

test-long: setup-dev ## The full form of each bar of docs/assurance.md; takes about an hour
	@PRESET=faster $(BIN)/python -m pytest tests/long $(ARGS)

bench: setup-dev ## What things cost, beside a control in the same run (NOUN=transcode ROUNDS=5 SECONDS=120)
	@$(BIN)/python -m bench $(NOUN)

lint: setup-dev ## Style, types, import directions, migrations, deployment checks, templates, lock files
	@$(BIN)/python tools/lint.py

format: setup-dev ## Rewrite the Python files as the formatter wants them
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

lock: setup-dev ## Bring the lock files in line with pyproject.toml and package.json, keeping what is pinned
	@$(BIN)/python tools/lock.py
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm install --package-lock-only --ignore-scripts --loglevel=error

clean: ## Forget .venv, node_modules and builds; data stays
	rm -rf .venv node_modules build
