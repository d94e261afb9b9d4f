# What a developer types. Everything lands in .venv and build/; nothing needs root.
PYTHON ?= python3
BUILD ?= build
PYTEST_ARGS ?= -m "not packaging"

VENV := .venv
SHORING := $(abspath $(BUILD))/hooks/shoring
export PATH := $(abspath $(VENV))/bin:$(PATH)
export SHORING
export SHORING_BUILD := $(abspath $(BUILD))

.DEFAULT_GOAL := help
.PHONY: help demo build test test-packaging lint format bench clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r name what; do \
		printf '  make %-15s %s\n' "$$name" "$$what"; done

demo: build ## check the example platform, which carries planted faults
	@cd examples/platform && { $(SHORING) check; code=$$?; \
		echo "exit code $$code"; test $$code -le 1; }

build: $(BUILD)/build.ninja ## build the program
	@ninja -C $(BUILD) --quiet

test: build ## unit tests, then the end-to-end tests
	@meson test -C $(BUILD) --no-rebuild --print-errorlogs
	@python -m pytest tests $(PYTEST_ARGS)

test-packaging: build ## source distribution, pip and pre-commit: minutes, needs the package index
	@python -m pytest tests/packaging

lint: build ## format, layers, headers, catalogue, sizes, addresses
	@git ls-files '*.c' '*.h' | xargs clang-format --dry-run -Werror
	@python -m pytest -q tests/lint

format: $(VENV)/.ready ## format the C files
	@git ls-files '*.c' '*.h' | xargs clang-format -i

clean: ## remove what was built, but not .venv
	@rm -rf $(BUILD)

$(BUILD)/build.ninja: | $(VENV)/.ready
	@meson setup --werror $(BUILD)

# Debian's python3 comes without venv; virtualenv, where there is one, does as well.
$(VENV)/.ready: tests/requirements.txt
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); \
		$(PYTHON) -m virtualenv -q $(VENV) 2>/dev/null || virtualenv -q -p $(PYTHON) $(VENV) 2>/dev/null; } || { \
		echo "make: no virtual environment could be made: install Python 3.9 or newer with venv" \
			"(Debian, Ubuntu: python3-venv) or virtualenv" >&2; exit 1; }
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@
