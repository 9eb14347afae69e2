# The verbs of this project. `make` alone prints them.
.DEFAULT_GOAL := help
PYTHON ?= python3.11
VENV := .venv
PY := $(VENV)/bin/python
export HOST ?= 127.0.0.1
export PORT ?= 8000
DB ?= sqlite
WORKERS ?= 2
SIZES ?= 10000 100000
SEARCH ?=

.PHONY: help run test lint lock reindex services bench bench-talk bench-screening bench-desk bench-search bench-signing messages clean

help: ## print these lines
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

$(VENV)/base.stamp: requirements/base.txt
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the site runs on …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installing what working on the site needs …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@ $(VENV)/base.stamp

$(VENV)/bench.stamp: requirements/bench.txt
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installing what measuring search needs …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@ $(VENV)/base.stamp

run: $(VENV)/base.stamp ## start the site with its demonstration network on HOST:PORT (127.0.0.1:8000)
	@$(PY) manage.py start

test: $(VENV)/dev.stamp lint ## lint, types, import rules, migrations and the whole suite; DB=postgres for PostgreSQL
	@DB=$(DB) WORKERS=$(WORKERS) ./tests/run

lint: $(VENV)/dev.stamp ## style, types, import rules, templates, missing migrations
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/lint-imports --cache-dir .import_linter_cache >.import_linter.log 2>&1 || { cat .import_linter.log; exit 1; }
	@$(VENV)/bin/mypy
	@$(VENV)/bin/djlint templates --lint --quiet
	@DJANGO_SETTINGS_MODULE=network_site.settings.test $(PY) manage.py makemigrations --check --dry-run
	@DJANGO_SETTINGS_MODULE=network_site.settings.test $(PY) manage.py check

lock: $(VENV)/dev.stamp ## compile the requirements anew, with hashes
	@for name in base dev bench; do $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements/$$name.in -o requirements/$$name.txt; done

reindex: $(VENV)/base.stamp ## build the search index anew
	@$(PY) manage.py reindex

services: ## fetch Elasticsearch once and start it on loopback for the suite; `.ci/services stop` ends it
	@.ci/services

bench: $(VENV)/dev.stamp bench-talk ## what a page costs, in multiples of a constant response; with bench-talk
	@$(PY) -m benchmarks.pages

bench-talk: $(VENV)/dev.stamp ## what spaces and threads cost a member with 500 and 50 000 posts; POSTS=50000
	@$(PY) -m benchmarks.talk

bench-screening: $(VENV)/dev.stamp ## how much personal data screening finds, by language and kind
	@$(PY) -m benchmarks.screening

bench-search: $(VENV)/bench.stamp ## search beside raw tantivy, Wagtail's and Elasticsearch; SIZES="10000 100000" SEARCH=http://…
	@$(PY) -u -m benchmarks.search.speed $(SIZES) $(if $(SEARCH),--elasticsearch $(SEARCH))

bench-desk: $(VENV)/dev.stamp ## whether the desk stays quick with 5 000 submissions
	@$(PY) -m benchmarks.desk

bench-signing: $(VENV)/dev.stamp ## whether the time of an answer tells who is in the network
	@$(PY) -m benchmarks.signing_in

messages: $(VENV)/base.stamp ## collect and compile the interface's sentences (needs gettext)
	@$(PY) manage.py makemessages --all --no-obsolete --no-location --ignore=.venv --ignore=var && $(PY) manage.py compilemessages --ignore=.venv

clean: ## remove the demonstration network and its index; nothing else
	rm -rf var
