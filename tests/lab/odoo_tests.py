"""Run the addon's own tests under Odoo's runner, and check that they really ran.

Odoo's runner is silent about tests that it does not load (a plain TestCase, a module
that `tests/__init__.py` forgets, `-i` on an installed addon): the count is compared
with the test methods that the files declare.
"""

import ast
import re
import tempfile
from dataclasses import dataclass, field

from lab import database, stage
from lab.commands import LabError, say
from lab.folders import ADDON_ROOT, LOGS
from lab.parts import odoo
from lab.server import ADDON, command

DATABASE = "proxy_health_tests"
LOG = "odoo-tests"

# Odoo's command `module uninstall` is new in 19; before, its button does the same.
LAST_WITHOUT_COMMAND = 18
UNINSTALL = f"""
env["ir.module.module"].search([("name", "=", "{ADDON}")]).button_immediate_uninstall()
"""

_LINE = re.compile(
    r"^\S+ \S+ \d+ (?P<level>[A-Z]+) \S+ (?P<logger>[\w.]+): (?P<text>.*)"
)
_RESULT = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")


@dataclass
class Outcome:
    """What a run of Odoo said."""

    ran: int = 0
    failed: int = 0
    complaints: list = field(default_factory=list)  # warnings and errors, as logged

    def about(self, word):
        """What was complained of that mentions a word, as text."""
        return "\n".join(entry for entry in self.complaints if word in entry)


def run_tests(tags=f"/{ADDON}"):
    """The outcome of the addon's tests, on a database of their own."""
    say("Running the addon's tests under Odoo …")
    stage.fresh_copy(DATABASE)
    # Tests count on one database and no proxy in between: Odoo's own defaults.
    return once("-i", ADDON, "--test-tags", tags, "--workers", "0")


def once(*arguments):
    """The outcome of Odoo with these arguments on the tests' database."""
    path = LOGS / f"{LOG}.log"
    path.unlink(missing_ok=True)
    try:
        command(DATABASE, "server", *arguments, "--stop-after-init", log=LOG)
    except LabError:
        # Odoo ends with 1 when a test failed; a run that says nothing has crashed.
        if not _RESULT.search(path.read_text(errors="replace")):
            raise
    return read(path)


def read(path):
    """The outcome that a log tells of."""
    outcome = Outcome()
    level = ""
    for line in path.read_text(errors="replace").splitlines():
        match = _LINE.match(line)
        level = match["level"] if match else level
        result = match and _RESULT.search(match["text"])
        if result:
            failed, errors, ran = map(int, result.groups())
            outcome.ran += ran
            outcome.failed += failed + errors
        elif level in ("WARNING", "ERROR", "CRITICAL") and match:
            outcome.complaints.append(line)
        elif level in ("WARNING", "ERROR", "CRITICAL"):
            # A traceback goes on below its line.
            outcome.complaints[-1] += "\n" + line
    return outcome


def declared():
    """How many test methods the addon's test files declare."""
    return sum(_methods(path) for path in (ADDON_ROOT / "tests").glob("test_*.py"))


def uninstall():
    """Uninstall the addon from the tests' database, as its button would."""
    if odoo.SERIES <= LAST_WITHOUT_COMMAND:
        return shell(UNINSTALL)
    path = LOGS / f"{LOG}.log"
    path.unlink(missing_ok=True)
    command(DATABASE, "module uninstall", ADDON, log=LOG)
    return read(path)


def shell(script):
    """Run Python in Odoo's shell on the tests' database."""
    path = LOGS / f"{LOG}.log"
    path.unlink(missing_ok=True)
    with tempfile.TemporaryFile("w+") as lines:
        lines.write(script)
        lines.seek(0)
        command(DATABASE, "shell", "--no-http", log=LOG, stdin=lines)
    return read(path)


def drop():
    """Remove the tests' database."""
    database.drop(DATABASE)


def _methods(path):
    tree = ast.parse(path.read_text())
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return sum(function.name.startswith("test_") for function in functions)
