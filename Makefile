# Every target works on .venv, which .ci/environment makes from requirements.lock, with what the target needs of it, and
# then leaves alone.
# PYTHON=python3.12 chooses the Python, PYTEST_ARGS and LAB_ARGS go to pytest and JupyterLab, LOCK_ARGS to uv,
# CLAIMS_ARGS to `workbook claims`, SOLUTIONS=1 puts the worked answers into the book, REPOSITORY=owner/name moves the
# course there when it is built, KIT names a newer students' kit.

.DEFAULT_GOAL := help
.PHONY: help lab update instructor test test-all test-long colab smoke ci check build book release audit course times
.PHONY: calibrate claims lint format lock clean environment for-readers for-instructors
# Two at once would make one .venv.
.NOTPARALLEL:

# On Windows, in Git's bash, an environment has other folders, and PATH may have another separator.
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
# nbgrader calls alembic by its name.
export PATH := $(CURDIR)/$(BIN)$(if $(findstring ;,$(PATH)),;,:)$(PATH)
PY := $(BIN)/python
# With these settings JupyterLab asks nobody outside for news or newer versions, nor the reader for leave to do so.
SETTINGS := --LabApp.app_settings_dir=.ci/jupyterlab
# An environment in which a file is missing says so in a traceback only. The shell outlives Ctrl+C, which JupyterLab
# answers with a question.
LAB = trap : INT; $(PY) -m jupyterlab $(1) $(LAB_ARGS) || { echo "JupyterLab has failed; the reason is above. If a file\
 or a module is missing: make clean, then make $@." >&2; exit 1; }
# All tests: as many at a time as there are cores, but no more than memory holds of TensorFlow. A worker takes a file at
# a time, or a part of a file (tests/conftest.py), the longest first.
AT_A_TIME := -n auto --maxprocesses=8 --dist loadfile --no-loadscope-reorder

# Students have a part of all this (workbook/authoring/kit.py).
IN_KIT := $(if $(wildcard .ci/workbook),,yes)

help: ## List these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | while IFS='	' read -r name text; do \
		case "$(IN_KIT) $$name" in " update") ;; " "* | *" help" | *" lab" | *" update" | *" clean") \
			printf '  make %-11s %s\n' "$$name" "$$text" ;; esac; done

lab: for-readers ## Open the notebooks in JupyterLab
	@echo "JupyterLab opens in your browser; Ctrl+C here ends it. If the page stays empty, the browser is too old: open the"
	@echo "address below in a current Firefox, Chrome, Edge or Safari."
	@$(call LAB,$(SETTINGS) --ServerApp.root_dir=notebooks --LabApp.default_url=/lab/tree/start.ipynb)

update: ## Bring a correction in; your work stays (KIT=its file)
	@$(if $(IN_KIT),,echo "This is the whole course, which git pull brings up to date." >&2; exit 1;)\
		$(if $(wildcard $(PY)),$(PY),python3) .ci/update $(if $(KIT),'$(KIT)')

instructor: for-instructors ## Open the whole course, with nbgrader's formgrader
	@$(call LAB,$(SETTINGS))

test: environment ## Run the tests, all but the long ones (PYTEST_ARGS: some)
	@$(PY) -m pytest -m "not long" $(or $(PYTEST_ARGS),$(AT_A_TIME))

test-all: environment ## Run all tests, those of a browser and a hub, too
	@$(PY) -m pytest $(or $(PYTEST_ARGS),$(AT_A_TIME))

test-long: environment ## Run the long tests only
	@$(PY) -m pytest -m long $(or $(PYTEST_ARGS),$(AT_A_TIME))

colab: environment ## Run the tests with Colab's versions only
	@$(PY) -m pytest tests/test_colab.py $(PYTEST_ARGS)

smoke: export WORKBOOK_EFFORT := grade
smoke: for-readers ## See whether notebooks and JupyterLab run here
	@$(PY) -c "import helpers"
	@$(PY) -m nbconvert --log-level=WARN --to notebook --execute --output-dir build/smoke \
		solutions/01_dense_autoencoder/01_dense_autoencoder.ipynb
	@$(PY) .ci/lab

ci: ## Do all that a change must pass (installs on Debian)
	@.ci/run

check: for-instructors ## Name what is out of date, leaks or breaks the form
	@$(PY) -m workbook check

build: for-instructors ## Make the notebooks whose source has changed
	@$(PY) -m workbook build $(if $(REPOSITORY),--repository '$(REPOSITORY)')

book: for-instructors ## Make a site for reading (SOLUTIONS=1: and answers)
	@$(PY) -m workbook book $(if $(SOLUTIONS),--solutions)

release: for-instructors ## Build a release: wheel, students' kit, book
	@$(PY) -m workbook release

audit: for-instructors ## Grade answers and attacks that are known; name surprises
	@$(PY) -m workbook audit

course: for-instructors ## Play a course from release to feedback
	@$(PY) -m workbook course

times: for-instructors ## Measure how long each notebook takes
	@$(PY) -m workbook times

calibrate: for-instructors ## Measure how close right answers come to the limits
	@$(PY) -m workbook calibrate

claims: for-instructors ## Run what the texts claim (CLAIMS_ARGS: some)
	@$(PY) -m workbook claims $(CLAIMS_ARGS)

lint: environment ## Report what ruff, mypy and import-linter find
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(BIN)/lint-imports --no-logo --no-cache

format: environment ## Let ruff mend what it can
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

lock: environment ## Pin requirements.lock again (LOCK_ARGS=--upgrade)
	@$(PY) .ci/lock $(LOCK_ARGS)

clean: ## Remove .venv and caches; work and marks stay
	@rm -rf .venv build test-artefacts *.egg-info .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

environment: # makes .venv when it is missing or out of date
	@sh .ci/environment dev

for-readers: # the same, without what only instructors and developers need
	@sh .ci/environment lab

for-instructors: # the same, without what only developers need
	@sh .ci/environment instructor
