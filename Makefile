# Everything is started by the lab (tests/lab), which fetches what it needs into .lab/.
PYTHON ?= python3
LAB     = PYTHONPATH=tests:. $(PYTHON) -m lab
VENV    = $(or $(LAB_PARTS),.lab/parts)/venv/bin
# The tests have a lab of their own, so that a demo that runs is left alone.
TESTLAB = $(or $(LAB_HOME),.lab/test)
# What needs no Odoo runs with the lab's Python if it is there, else with any.
RUN     = $$(test -x $(VENV)/python && echo $(VENV)/python || echo $(PYTHON))
ARGS   ?=

.PHONY: help demo outside record check stop test test-fast test-editions edition editions test-edition generate lint bench parts

help:  ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo:  ## Odoo behind nginx (PROXY=name of a file in tests/e2e/faults, or healthy), checked
	@$(LAB) demo $(PROXY)

outside:  ## Any Odoo behind nginx, seen from outside (SERIES=14 or ODOO_HOME=…, WORKERS=0, PROXY=…)
	@$(LAB) outside $(PROXY) $(SERIES:%=--series=%) $(WORKERS:%=--workers=%)

record:  ## What an Odoo answers, into tests/recorded (SERIES=14 or ODOO_HOME=…)
	@$(LAB) record $(SERIES:%=--series=%)

check:  ## One more check against the demo that runs (PROXY=… changes its nginx)
	@$(LAB) check $(PROXY)

stop:  ## End what the demo started, and nothing else
	@$(LAB) stop

test: parts test-fast test-editions  ## All tests (ARGS='-k name' for some; see tests/e2e/conftest.py)
	@LAB_HOME=$(TESTLAB) PYTHONPATH=tests:. $(VENV)/python -m lab.suite $(ARGS)

test-fast:  ## The engine's own tests, and no drift: no Odoo, no nginx, a few seconds
	@$(RUN) -m unittest discover -s proxycheck -t .
	@PYTHONPATH=tests:. $(RUN) -m lab.documents --check

test-editions:  ## That each edition can be built from what is here
	@$(RUN) -m unittest discover -s editions -t .

edition:  ## The addon for an older Odoo, into dist/ (SERIES=18.0)
	@$(RUN) -m editions $(SERIES)

editions:  ## The addon for every older Odoo that there is an edition of
	@$(RUN) -m editions

test-edition: parts edition  ## An edition on a real Odoo (SERIES=18.0, ODOO_HOME_18=its checkout)
	@PYTHONPATH=tests:. $(VENV)/python -m lab.edition $(SERIES) $(ARGS)

generate:  ## Make README, the pages of rules and facts, the store page, the template
	@PYTHONPATH=tests:. $(RUN) -m lab.documents
	@if test -x $(VENV)/python; then LAB_HOME=$(TESTLAB) $(LAB) template; \
	else echo "i18n/proxy_health.pot is left as it is: make parts, then again."; fi

lint:  ## What OCA's pre-commit runs: ruff, basedpyright, import-linter, pylint-odoo, prettier, eslint
	@$(LAB) lint $(ARGS)

bench: parts  ## Measure the budgets, in one table (ARGS="far_check stored" for some)
	@PYTHONPATH=tests:. $(VENV)/python -m bench $(ARGS)

parts:  ## Only fetch Odoo, nginx and the other parts
	@$(LAB) parts
