# Two commands are enough: `make study` and `make test`. Each sets up what it needs.
SHELL := /bin/sh
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SHARED ?= ../shared/data
OUT ?= study-CN
WORLDS ?= 2000
TEST_WORKERS ?= 2
PEERS ?= .venv-peers
PEER := $(abspath $(PEERS))/bin/python
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Each environment is a file of versions with their hashes; the checkout itself comes last, alone.
LOCKED = $(PIP) --require-hashes -r
CHECKOUT = $(PIP) --no-deps --no-build-isolation -e .
LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
  --constraint constraints.txt --no-emit-index-url --no-annotate --custom-compile-command 'make locks' -o

# Where Pythons differ: words, readers of files, the terminal, processes.
QUICK := tests/terms tests/sources tests/network tests/cli tests/report tests/two_level/test_executors.py

# Two test workers, each with small matrices: threads below them would only wait for each other.
export OPENBLAS_NUM_THREADS ?= 1
export OMP_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help study test test-oldest browser-test web serve check lint bench mutants reference build reports pages words outline register-shares rebuild-check locks clean

BUILT := src/sistercities/web/assets/built/manifest.json
SCRIPTS := $(wildcard browser/*.json browser/*.mjs browser/*.py browser/src/*.js)

help: ## show these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

study: $(VENV)/.study ## run all studies of China on the data in the package, to one HTML report
	$(BIN)/sistercities study all --country CN --out $(OUT)

test: $(VENV)/.test ## run the tests
	$(BIN)/python -m pytest -n $(TEST_WORKERS)

test-oldest: $(VENV)/.test ## run what is done in three minutes, for a second Python
	$(BIN)/python -m pytest -n $(TEST_WORKERS) $(QUICK)

browser-test: $(VENV)/.browser web ## run the tests of the explorer in Chromium, which must be there
	$(BIN)/python -m pytest -n 2 tests/browser

web: $(BUILT) ## build the scripts of the explorer: maps that move, suggestions, sorting, years

serve: $(VENV)/.web ## show places, ties, studies and partners in a browser on this machine
	@$(MAKE) --no-print-directory web || echo "The explorer goes on without its scripts: every page works."
	$(BIN)/sistercities serve --open

check: lint ## format, lint, types, import rules, documentation rules
	$(BIN)/python -m pytest -n 2 tests/promises

lint: $(VENV)/.check ## format, lint, types, import rules
	$(BIN)/ruff format --check src release_build tests benchmarks
	$(BIN)/ruff check src release_build tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.browser $(PEERS)/.ready ## measure against peers, in one run, into docs/performance.md
	PEER_PYTHON=$(PEER) IGRAPH_PYTHON=$(PEER) $(BIN)/python benchmarks/run.py

mutants: $(VENV)/.test ## see whether the tests notice 60 rules that are wrong, into docs/performance.md
	$(BIN)/python benchmarks/mutants.py

reference: $(VENV)/.test $(PEERS)/.ready ## simulate and ask the peers again for all stored numbers (hours)
	PEER_PYTHON=$(PEER) $(BIN)/python tests/reference/run.py --worlds $(WORLDS)

build: $(VENV)/.build ## build the release from the snapshots in SHARED (../shared/data)
	$(BIN)/python -m release_build --shared $(SHARED)

reports: $(VENV)/.build ## make the reports of China and of the world that go into the package
	$(BIN)/python -m release_build.reports

pages: $(VENV)/.test ## write again the pages that are made from the release and the snapshots
	$(BIN)/python -m release_build.schemas.printed
	$(BIN)/python -m release_build.pages.codebook
	$(BIN)/python -m release_build.pages.source_agreement
	$(BIN)/python -m release_build.pages.wikidata_page
	$(BIN)/python -m release_build.pages.standing_page
	$(BIN)/python -m release_build.pages.rules_page
	$(BIN)/python -m release_build.pages.findings_page
	$(BIN)/python -m release_build.pages.countries_page
	$(BIN)/python -m release_build.pages.cities_page
	$(BIN)/python -m release_build.pages.weighing_page
	$(BIN)/python benchmarks/point_distances.py
	$(BIN)/python tests/promises/cli_reference.py
	$(BIN)/python tests/end_to_end/readme_commands.py

words: $(VENV)/.test ## draw the template of the sentences again, and bring each language up to it
	$(BIN)/python tests/promises/sentence_catalogue.py

outline: $(VENV)/.build $(VENV)/.test ## draw the land of the maps again from the snapshots
	$(BIN)/python -m release_build.pages.world_outline --shared $(SHARED)

register-shares: $(VENV)/.build ## count again how much of a register is held; then build again
	$(BIN)/python benchmarks/coverage_rgre.py --shared $(SHARED)

rebuild-check: $(VENV)/.build ## build again aside and say whether the bytes are those of the release
	$(BIN)/python -m release_build --shared $(SHARED) --check

locks: $(VENV)/.venv ## write the hashes of all versions in constraints.txt again
	$(PIP) 'uv>=0.9'
	$(LOCK) locks/core.txt pyproject.toml locks/backend.in
	$(LOCK) locks/study.txt pyproject.toml locks/backend.in --extra study
	$(LOCK) locks/web.txt pyproject.toml locks/backend.in --extra web
	$(LOCK) locks/build.txt pyproject.toml locks/backend.in --extra build
	$(LOCK) locks/test.txt pyproject.toml locks/backend.in --extra build --extra test
	$(LOCK) locks/check.txt pyproject.toml locks/backend.in --extra build --extra check --extra test
	$(LOCK) locks/browser.txt pyproject.toml locks/backend.in --extra browser --extra build --extra test --extra web
	$(LOCK) locks/node.txt locks/node.in

clean: ## remove the environments and what was made
	rm -rf $(VENV) $(PEERS) study-CN build dist browser/node_modules $(dir $(BUILT))

$(VENV)/.venv:
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.core: $(VENV)/.venv pyproject.toml locks/core.txt
	$(LOCKED) locks/core.txt
	$(CHECKOUT)
	@touch $@

$(VENV)/.study: $(VENV)/.core locks/study.txt
	$(LOCKED) locks/study.txt
	@touch $@

$(VENV)/.test: $(VENV)/.core locks/test.txt
	$(LOCKED) locks/test.txt
	@touch $@

# Node is the machine's, else that of a package of Python; nothing else here needs it.
$(BUILT): $(SCRIPTS) | $(VENV)/.venv
	@command -v npm >/dev/null || $(LOCKED) locks/node.txt
	$(BIN)/python browser/build_scripts.py $(@D)

$(VENV)/.web: $(VENV)/.core locks/web.txt
	$(LOCKED) locks/web.txt
	@touch $@

$(VENV)/.browser: $(VENV)/.test locks/browser.txt
	$(LOCKED) locks/browser.txt
	@touch $@

$(VENV)/.check: $(VENV)/.test locks/check.txt
	$(LOCKED) locks/check.txt
	@touch $@

$(PEERS)/.ready: benchmarks/peers.txt pyproject.toml
	$(PYTHON) -m venv $(PEERS)
	$(PEER) -m pip install --quiet --disable-pip-version-check -e '.[test]' -r benchmarks/peers.txt
	@touch $@

$(VENV)/.build: $(VENV)/.core locks/build.txt
	$(LOCKED) locks/build.txt
	@touch $@
