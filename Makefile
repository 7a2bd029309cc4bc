# Everything a fresh machine with Python 3.11 and make needs; each target first installs what it lacks.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
# The bootstrap only: once it has run, the lock decides which uv is there.
UV_BOOTSTRAP := uv==0.13.9

.PHONY: install demo test check format docs texts lock bench clean

install: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet $(UV_BOOTSTRAP)
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip sync --quiet --require-hashes requirements.lock
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --editable .
	touch $@

demo: install
	$(BIN)/ombud demo

test: install
	$(BIN)/pytest

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest
	$(BIN)/ombud rules lint
	$(BIN)/ombud rules test

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# What is made from the code: the end of the page on rules, and the schema for editors.
docs: install
	sed -i '/^<!-- The rest is made by/q' docs/rules.md
	{ echo; $(BIN)/ombud rules reference; } >> docs/rules.md
	$(BIN)/ombud rules schema > rules/schema.json

# The catalogues: new strings come in untranslated, and what was translated is compiled. A test says what is missing.
LOCALE := bot/texts/locale
TEMPLATE := build/ombud.pot
BABEL := $(BIN)/pybabel --quiet

texts: install
	mkdir -p build
	$(BABEL) extract --mapping babel.cfg --no-default-keywords -k gettext -k ngettext:1,2 --no-location --sort-output \
		--width 110 --output $(TEMPLATE) .
	for folder in $(LOCALE)/*/; do \
		language=$$(basename $$folder); \
		$(BABEL) update --domain ombud --locale $$language --input-file $(TEMPLATE) --output-dir $(LOCALE) \
			--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 110; \
	done
	$(BABEL) compile --domain ombud --directory $(LOCALE)

# The lock names no index, so that a mirror serves as well as the public one.
lock: install
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --group dev pyproject.toml \
		--output-file requirements.lock

bench: install
	$(BIN)/python -m tests.bench

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache dist build ombud-demo.db*
