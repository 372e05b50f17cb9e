# make run    sets everything up and starts the demo
# make test   sets everything up and runs what Python alone can; lists what it left out
# make lint   ruff and pyright
# make bench  the measurements in tests/bench
# make lock   after pyproject.toml or tests/contracts/package.json changed
# Nothing is needed but Python 3.11 or newer and make.

SHELL := /bin/sh
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# It would ask whether there is a newer one; the lock decides.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

.PHONY: run test lint bench lock
.DELETE_ON_ERROR:

run: .venv/.ready
	$(BIN)/frontdoor demo

# Two workers: the slowest tests wait for disks and processes, not for the processor.
test: .venv/.ready-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

lint: .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright

bench: .venv/.ready-dev
	$(BIN)/python -m tests.bench $(ARGS)

# The service as an operator installs it: the runtime lock alone. `make run` waits for nothing else.
.venv/.ready: requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

.venv/bin/python:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    exec "$$python" -m venv .venv; \
	  fi; \
	done; \
	echo "Frontdoor needs Python 3.11 or newer; $$(python3 --version 2>&1) is what python3 is here." >&2; exit 1

# Hashes decide what is installed, from wherever it comes: no address of a registry or of this machine enters a lock.
COMPILE := PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet \
  --generate-hashes --allow-unsafe --strip-extras --all-build-deps --no-emit-options \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

lock: .venv/.ready-dev
	$(COMPILE) -o requirements.txt pyproject.toml
	$(COMPILE) --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml
	cd tests/contracts && SCARF_ANALYTICS=false npm install --package-lock-only
	$(BIN)/python -m tests.contracts.lock
