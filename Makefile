# Two commands do everything: `make run` and `make test`. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
# What browsers get, built from frontend/.
BUILT := src/rechterhand/web/look/static/built/manifest.json

.PHONY: setup wheel run test test-fast coverage explore lint bench bench-web docs lock kernels clean

setup: $(STAMP) $(BUILT)

$(STAMP): requirements.lock pyproject.toml tools/setup.sh
	PYTHON=$(PYTHON) sh tools/setup.sh $(VENV)
	touch $@

$(BUILT): $(STAMP) $(shell find frontend -type f -not -path '*/node_modules/*')
	$(BIN)/python tools/frontend.py
	touch $@

# What a server installs: dist/rechterhand-….whl, with what browsers get inside.
wheel: $(STAMP) $(BUILT)
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .
	@ls -t dist/*.whl | head -n 1

# The workbench at http://localhost:8000, until Ctrl+C.
run: $(STAMP) $(BUILT)
	$(BIN)/rechterhand serve

test: $(STAMP) $(BUILT)
	$(BIN)/python tools/run_tests.py all

test-fast: $(STAMP) $(BUILT)
	$(BIN)/python tools/run_tests.py fast

coverage: $(STAMP) $(BUILT)
	$(BIN)/python tools/run_tests.py coverage

explore: $(STAMP)
	RECHTERHAND_EXPLORE=1 $(BIN)/python -m pytest -n 2 -m hypothesis

lint: $(STAMP)
	$(BIN)/python tools/run_tests.py lint

bench: $(VENV)/.peers
	$(BIN)/python -m benchmarks

# The workbench with 500 projects, 200,000 activities and 300 people: every page, then fifty people at once.
bench-web: $(VENV)/.load $(BUILT)
	$(BIN)/python -m benchmarks.web

$(VENV)/.load: $(STAMP) load.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r load.lock
	touch $@

$(VENV)/.peers: $(STAMP) peers.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r peers.lock
	touch $@

docs: $(STAMP)
	$(BIN)/python -m tools.reference

lock: $(STAMP)
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --extra web --group dev pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --extra web --group peers -c requirements.lock pyproject.toml -o peers.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --group load -c requirements.lock -o load.lock

kernels:
	find src -name '*.nb[ci]' -delete

clean:
	rm -rf $(VENV) .cache build dist demo frontend/node_modules src/rechterhand/web/look/static/built
