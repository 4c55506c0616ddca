# make        lists the commands. Each one sets up .venv first when it is missing or stale, from a lock with hashes;
#             after the first set-up none of them needs a network.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
LOCK := requirements.lock

# A caller's switches for Python would slow the work down (no bytecode) or mix other packages in.
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME PYTHONSTARTUP VIRTUAL_ENV CONDA_PREFIX
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help report verify test corpora lab bench validate golden floors train notebooks picture lock clean stale

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 20

report: $(READY) ## the report of the seed, reports/index.html
	@$(BIN)/positions report
	@echo "Open reports/index.html in a browser."

verify: $(READY) ## make the report of the seed again and compare it, byte for byte
	@$(BIN)/positions verify reports/seed

test: $(READY) ## lint, unit tests, notebooks against their stored outputs, report
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pytest -m "not corpora" --numprocesses auto --dist loadfile tests notebooks \
	    --nbval --nbval-sanitize-with tests/nbval.cfg

corpora: $(READY) ## tests on the real articles and the hand coding in ../shared, where they are
	$(BIN)/pytest -m corpora --numprocesses auto --dist loadfile tests

lab: $(READY) ## JupyterLab on the notebooks
	@mkdir -p .venv/etc/jupyter/labconfig # no question about news, which would be fetched
	@echo '{"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": true}}' \
	    > .venv/etc/jupyter/labconfig/page_config.json
	@$(BIN)/jupyter lab --log-level=WARN --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks \
	    $(if $(filter 0,$(shell id -u)),--allow-root) --LabApp.extension_manager=readonly \
	    --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate

bench: $(READY) ## time, accuracy and memory, measured here and now
	@$(BIN)/python tests/benchmarks/report.py
	@$(BIN)/python tests/benchmarks/extraction.py
	@$(BIN)/python tests/benchmarks/engagements.py
	@$(BIN)/python tests/benchmarks/network.py
	@$(BIN)/python tests/benchmarks/adding.py
	@$(BIN)/python tests/benchmarks/duplicates.py
	@$(BIN)/python tests/benchmarks/statements_page.py

# Training has an environment of its own: torch is no part of what users install.
train: $(READY) ## train the network again, in about three hours (needs ../shared)
	@$(PYTHON) -m venv .venv-train
	@$(BIN)/uv pip sync --quiet --python .venv-train/bin/python --require-hashes src/training/requirements.lock
	@PYTHONPATH=src .venv-train/bin/python -m training $(TRAIN)

validate: $(READY) ## measure the coding again, if the hand coding is beside the project; store figures and confidences
	@$(BIN)/positions validate

golden: $(READY) ## compare the outputs for fixed inputs with the stored ones (a quarter of an hour)
	@$(BIN)/python tests/golden/golden.py $(GOLDEN)

floors: $(READY) ## raise the floors to the stored figures
	@$(BIN)/python tests/benchmarks/floors.py

notebooks: $(READY) ## run the committed notebooks again, in place
	$(BIN)/positions notebooks

picture: report ## the README's picture of the report (needs Chromium)
	chromium --headless --disable-gpu $(if $(filter 0,$(shell id -u)),--no-sandbox) --hide-scrollbars \
	    --window-size=1280,1060 --screenshot=reports/seed.png file://$(CURDIR)/reports/seed/comparison.html

lock: $(READY) ## resolve the lock again from pyproject.toml (needs a network)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --all-extras \
	    --generate-hashes --no-annotate --no-header --upgrade pyproject.toml --output-file $(LOCK)

clean: ## remove .venv and the caches
	rm -rf .venv .venv-stock .venv-train .pytest_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp holds the folder it was made for, because an environment does not survive being moved, nor the loss of the
# Python it was made with. It is written last: a set-up that fails leaves none.
ifneq ($(wildcard $(BIN)/python),$(BIN)/python)
$(READY): stale
else ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
$(READY): stale
endif

$(READY): $(LOCK) pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "No $(PYTHON) here. Install Python 3.11 or later, or name one: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "positions needs Python 3.11 or later; $(PYTHON) is %d.%d. Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" % sys.version_info[:2])'
	@echo "Setting up .venv (once; packages from $(LOCK))"
	@rm -rf .venv
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "No virtual environment could be made with $(PYTHON). On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@sed -n '/^uv==/,/[^\\]$$/p' $(LOCK) > .venv/uv.lock
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps --only-binary :all: -r .venv/uv.lock
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes $(LOCK)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --offline --editable .
	@echo '$(CURDIR)' > $(READY)
