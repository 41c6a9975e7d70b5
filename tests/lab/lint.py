"""`make lint`: OCA's linters, and lengths, on this repository's files; `--fix` mends some."""

import os
import subprocess
import sys
from pathlib import Path

from lab.commands import LabError, say
from lab.folders import PYTHON, ROOT, VENV
from lab.lengths import too_long
from lab.parts import node

PRETTY = (".css", ".js", ".cjs", ".json", ".scss", ".xml", ".yaml", ".yml")
SCRIPTS = (".js", ".cjs")
FOREIGN = ("static/lib/", "static/src/lib/", "static/description/index.html")
# Odoo's own rules are for what Odoo loads.
NOT_ODOO = ("proxycheck/", "tests/lab/", "tests/e2e/", "tests/bench/", "editions/")


def lint(fix=False):
    """Run every linter, tell what each finds; raises LabError if one complains."""
    node.fetch()
    failed = [name for name, passed in _results(fix) if not passed]
    if failed:
        raise LabError(
            f"{', '.join(failed)} complained (make lint ARGS=--fix may help)."
        )
    say("All linters are content.")


def _results(fix):
    files = _files()
    python = [name for name in files if name.endswith(".py")]
    addon = [name for name in python if not name.startswith(NOT_ODOO)]
    pretty = [name for name in files if name.endswith(PRETTY) and not _made(name)]
    scripts = [name for name in files if name.endswith(SCRIPTS)]
    mend = ["--fix"] if fix else []
    yield "ruff", _run(_tool("ruff", "check", *mend, *python))
    yield (
        "ruff format",
        _run(_tool("ruff", "format", *([] if fix else ["--check"]), *python)),
    )
    yield "lengths", _lengths([*python, *scripts])
    # The whole project at once: a caller breaks when the called is changed.
    yield "basedpyright", _run(_tool("basedpyright", "--pythonpath", str(PYTHON)))
    yield "import-linter", _run(_tool("lint-imports", "--no-cache"))
    yield "pylint-odoo", _run(_tool("pylint", "--rcfile=.pylintrc", *addon))
    write = "--write" if fix else "--check"
    yield "prettier", _run(node.command("prettier", write, "--log-level=warn", *pretty))
    yield "eslint", _run(node.command("eslint", *mend, *scripts))


def _made(name):
    """Whether a file is written by `editions.record`, as Python writes JSON."""
    return name.startswith("editions/") and name.endswith("/names.json")


def _lengths(names):
    say("── lengths")
    sentences = [
        sentence
        for name in names
        for sentence in too_long(name, (ROOT / name).read_text(encoding="utf-8"))
    ]
    for sentence in sentences:
        say(sentence)
    return not sentences


def _files():
    """Every file of ours that git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.check_output(command, cwd=ROOT, text=True).splitlines()
    ours = [name for name in listed if not name.startswith(FOREIGN)]
    return sorted(name for name in ours if (ROOT / name).exists())


def _tool(name, *arguments):
    return [str(VENV / "bin" / name), *arguments], dict(os.environ)


def _run(command_and_environment):
    command, environment = command_and_environment
    say(f"── {Path(command[0]).name} {command[1]}")
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=sys.stderr)
    return done.returncode == 0
