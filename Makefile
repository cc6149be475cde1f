# make run: the portal on http://localhost:8000/   make test: all tests   make check: the rest
# A machine with Python 3.11 or later and make is enough.

SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
PYTHON ?= python3

# A stamp for each state of the pins: a changed file has another name here, and is installed anew.
RUN_STAMP := $(VENV)/.run-$(shell cksum < requirements.txt | cut -d' ' -f1)
TEST_STAMP := $(VENV)/.test-$(shell cat requirements.txt requirements-dev.txt | cksum | cut -d' ' -f1)

# An invented production, to which Django's deploy checks are put.
PRODUCTION := BSK_ENVIRONMENT=production BSK_HOSTS=portal.example.in \
  BSK_PUBLIC_URL=https://portal.example.in BSK_TRUSTED_PROXIES=127.0.0.1 \
  BSK_SECRET_KEY='invented for the checks only: 58 1139 7720 4461 0935 2287 6' \
  BSK_DOCUMENT_KEYS=aW52ZW50ZWQgZm9yIHRlc3RzIG9ubHksIDMyIGJ5dGU= \
  DATABASE_URL=postgres://nobody@127.0.0.1:9/none

.PHONY: run test check stop

run: $(RUN_STAMP)
	@exec $(PY) manage.py up

stop: $(RUN_STAMP)
	@exec $(PY) manage.py db stop

# Two processes, each with a database of its own; a file's tests stay together, and in the order of
# the files: the longest, which has few tests, would else come last and alone.
test: $(TEST_STAMP)
	@exec $(PY) -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

check: $(TEST_STAMP)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	find templates -name '*.html' -exec $(VENV)/bin/djade --target-version 5.2 --check {} +
	$(VENV)/bin/mypy .
	$(VENV)/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py check --database default
	$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or later is needed. Name one: make PYTHON=python3.12 run' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): | $(PY)
	$(call install,requirements.txt)
	@rm -f $(VENV)/.run-* && touch $@

$(TEST_STAMP): | $(PY)
	$(call install,requirements-dev.txt)
	@rm -f $(VENV)/.run-* $(VENV)/.test-* && touch $(RUN_STAMP) $@

install = $(PY) -m pip install --quiet --disable-pip-version-check --require-virtualenv -r $(1)
