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
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest -n 2 --dist worksteal

quality: install-dev
	$(BIN)/python -m tests.quality.report

# CORPUS=, QUERIES=, QRELS= name any split in the format of one article, one query, one judgement a line.
RETRIEVAL ?= ../shared/retrieval/legal
CORPUS ?= $(RETRIEVAL)/corpus.jsonl.gz
QUERIES ?= $(RETRIEVAL)/zalo-train/queries.jsonl
QRELS ?= $(RETRIEVAL)/zalo-train/qrels.tsv

eval: install-dev
	$(BIN)/python -m search_api.search.evaluate --corpus $(CORPUS) --queries $(QUERIES) --qrels $(QRELS)

bench: install-dev
	$(BIN)/python -m tests.bench.bench_extract

bench-graph: install-dev
	$(BIN)/python -m tests.bench.bench_graph

# SIZES= names other numbers of passages.
SIZES ?= 10000 100000

bench-search: install-dev
	OMP_NUM_THREADS=1 $(BIN)/python -m tests.bench.bench_search $(SIZES)

bench-ask: install-dev
	$(BIN)/python -m tests.bench.bench_ask

golden: install-dev
	$(BIN)/python -m tests.golden.regenerate

clean:
	rm -rf .venv .vanmach build dist *.egg-info
