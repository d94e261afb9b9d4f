# What a developer types. Everything lands in .venv and build/; nothing needs root.
PYTHON ?= python3
BUILD ?= build
# As many tests at once as there are cores; those of a file share what they set up. The files in order: xdist would begin
# with those of many tests, and end with those of few that take long, while the other cores have nothing to do.
PYTEST_ARGS ?= -m "not packaging" -n auto --dist loadfile --no-loadscope-reorder

BIN := .venv/bin
export PATH := $(abspath $(BIN)):$(PATH)
export SHORING := $(abspath $(BUILD))/hooks/shoring
export SHORING_BUILD := $(abspath $(BUILD))

.DEFAULT_GOAL := help
.PHONY: help demo build test test-packaging lint format screenshots bench counts growth compare fuzz coverage memcheck clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r name what; do \
		printf '  make %-15s %s\n' "$$name" "$$what"; done

demo: build ## check the example platform, which carries planted faults
	@cd examples/platform && { "$(SHORING)" check; code=$$?; \
		echo "exit code $$code"; test $$code -le 1; }

build: $(BUILD)/build.ninja ## build the program
	@$(BIN)/ninja -C $(BUILD) --quiet

test: build ## unit tests, then the end-to-end tests
	@$(BIN)/meson test -C $(BUILD) --no-rebuild --print-errorlogs
	@$(BIN)/python -m pytest -q tests $(PYTEST_ARGS)

test-packaging: build ## source distribution, pip and pre-commit: minutes, needs the package index
	@$(BIN)/python -m pytest tests/packaging -n auto --dist loadgroup

lint: build ## format, layers, headers, catalogue, sizes, addresses
	@git ls-files '*.c' '*.h' | xargs $(BIN)/clang-format --dry-run -Werror
	@$(BIN)/python -m pytest -q tests/lint

format: .venv/ready ## format the C files
	@git ls-files '*.c' '*.h' | xargs $(BIN)/clang-format -i

screenshots: build ## draw docs/*.svg anew: what the README shows of a terminal
	@$(BIN)/python docs/screenshots.py "$(SHORING)"

bench: build ## time beside ruff and others, BENCH="large huge" for more than medium and made-up ones: minutes
	@test -x $(BUILD)/bench/tools/bin/ruff || { $(BIN)/python -m venv $(BUILD)/bench/tools && \
		$(BUILD)/bench/tools/bin/python -m pip install --quiet --disable-pip-version-check -r tests/bench/requirements.txt; }
	@test -d $(BUILD)/bench/packages || $(BUILD)/bench/tools/bin/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --target $(BUILD)/bench/packages -r tests/bench/reading.txt
	@$(BIN)/python tests/bench/bench.py "$(SHORING)" $(BUILD)/bench/tools $(BUILD)/bench/packages $(BUILD)/bench/corpora $(BENCH)

counts: build ## instructions for fixed inputs beside the recorded ones; COUNTS=--record writes them anew (valgrind)
	@$(BIN)/python tests/bench/counts.py "$(SHORING)" $(COUNTS)

growth: build ## does what it needs grow faster than its input? SHAPES="a b" for some, HALF=1 for smaller ones (valgrind): minutes
	@$(BIN)/python tests/growth/growth.py $(if $(HALF),--half) "$(SHORING)" $(SHAPES)

compare: build ## beside deptry and FawltyDeps, without and with all installed: minutes
	@test -x $(BUILD)/compare/bare/bin/deptry || { $(BIN)/python -m venv $(BUILD)/compare/bare && \
		$(BUILD)/compare/bare/bin/python -m pip install --quiet --disable-pip-version-check -r tests/bench/comparing.txt; }
	@test -x $(BUILD)/compare/full/bin/deptry || { $(BIN)/python -m venv $(BUILD)/compare/full && \
		$(BIN)/python tests/bench/compare.py --requirements >$(BUILD)/compare/all.txt && \
		$(BUILD)/compare/full/bin/python -m pip install --quiet --disable-pip-version-check \
			-r tests/bench/comparing.txt -r $(BUILD)/compare/all.txt; }
	@for tools in bare full; do echo "tools in $$tools environment"; $(BIN)/python tests/bench/compare.py \
		"$(SHORING)" $(BUILD)/compare/$$tools/bin $(BUILD)/compare/repositories; done

fuzz: .venv/ready ## every fuzz target for FUZZ_SECONDS (60) each; needs clang
	@test -f build-fuzz/build.ninja || CC=clang $(BIN)/meson setup build-fuzz -Dfuzzing=true \
		--buildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false >/dev/null
	@$(BIN)/ninja -C build-fuzz --quiet fuzz-programs
	@$(BIN)/python tests/fuzz/run.py --seconds $${FUZZ_SECONDS:-60} build-fuzz

coverage: .venv/ready ## which lines the tests run: unit and end-to-end tests in a build of its own; half an hour, needs gcc
	@test -f build-coverage/build.ninja || CC=gcc $(BIN)/meson setup build-coverage --buildtype=debugoptimized \
		-Db_coverage=true >/dev/null
	@$(BIN)/ninja -C build-coverage --quiet
	@find build-coverage -name '*.gcda' -delete
	-@$(BIN)/meson test -C build-coverage --no-rebuild --print-errorlogs --timeout-multiplier 5
	-@SHORING=$(abspath build-coverage)/hooks/shoring SHORING_BUILD=$(abspath build-coverage) \
		$(BIN)/python -m pytest -q tests $(PYTEST_ARGS) --ignore tests/lint --ignore tests/faults/test_kills.py
	@$(BIN)/python tests/coverage.py build-coverage

memcheck: build ## valgrind over the example platform: memory that is not ours, and what leaks; half a minute
	@for words in "check --no-cache" "check" "check --diff" "check --changed" "mro" "smoke" "why coordinator sqlalchemy" \
		"init --print" "facts"; do \
		(cd examples/platform && XDG_CACHE_HOME=$(abspath $(BUILD))/memcheck valgrind -q --leak-check=full \
			--errors-for-leak-kinds=definite,indirect --error-exitcode=99 "$(SHORING)" $$words >/dev/null); \
		code=$$?; test $$code -le 1 || { echo "$$words: exit code $$code"; exit 1; }; done

clean: ## remove what was built, but not .venv
	@rm -rf $(BUILD)

$(BUILD)/build.ninja: | .venv/ready
	@$(BIN)/meson setup $(BUILD)

# Debian's python3 comes without venv; virtualenv, where there is one, does as well.
.venv/ready: tests/requirements.txt
	@rm -rf .venv
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; \
		$(PYTHON) -m virtualenv -q .venv 2>/dev/null || virtualenv -q -p $(PYTHON) .venv 2>/dev/null; } || { \
		echo "make: no virtual environment could be made: install Python 3.9 or newer with venv" \
			"(Debian, Ubuntu: python3-venv) or virtualenv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@
