# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
WORKSPACE ?= .vanmach/demo
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: install install-models install-dev demo test lint quality eval bench bench-graph bench-search bench-ask golden clean

install: .venv/.installed

.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

install-dev: .venv/.installed-dev

.venv/.installed-dev: .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[models,dev]"
	touch $@

demo: install
	$(BIN)/vanmach ingest data/sample --workspace $(WORKSPACE)
	$(BIN)/vanmach serve --workspace $(WORKSPACE) --host $(HOST) --port $(PORT)

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest -n 2

clean:
	rm -rf .venv .vanmach build dist *.egg-info
