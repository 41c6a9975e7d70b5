"""What `make lint` must be able to see: the mistakes that no test run met."""

import shutil
import subprocess

import pytest

from lab.folders import PYTHON, ROOT, VENV
from lab.lengths import MAX_FILE, MAX_FUNCTION, too_long

# Once `tools/webhook.py` called what `wire/dial.py` no longer had: each https webhook died.
MISTAKES = {
    "an attribute that is gone": (
        "dial.strict_context()",
        "dial.tls_context()",
        '"tls_context" is not a known attribute of module',
    ),
    "a name that does not exist": (
        "dial.strict_context()",
        "strict_context()",
        '"strict_context" is not defined',
    ),
    "an argument that nobody takes": (
        "dial.strict_context()",
        "dial.strict_context(verify=True)",
        'No parameter named "verify"',
    ),
    "a module that does not hold the name": (
        "from ..proxycheck.wire import dial, http",
        "from ..proxycheck.wire import dial, htttp as http",
        '"htttp" is unknown import symbol',
    ),
}

# A file of the engine, what somebody imports there, and the contract that this breaks.
SHORT_CUTS = {
    "Odoo in the engine": (
        "look/rounds.py",
        "from odoo.tools import config",
        "The engine imports nothing of Odoo BROKEN",
    ),
    "a socket in a rule": (
        "rules/tls/hsts_missing.py",
        "import socket",
        "Rules do no I/O, and know neither probes nor who asks them BROKEN",
    ),
    "a request in a rule, by a helper of its own": (
        "judge/signs.py",
        "from ..wire import http",
        "Rules do no I/O, and know neither probes nor who asks them BROKEN",
    ),
    "a program in a rule": (
        "rules/tls/hsts_missing.py",
        "import subprocess",
        "Rules do no I/O, and know neither probes nor who asks them BROKEN",
    ),
    "a rule in a probe": (
        "probes/tls.py",
        "from ..rules.tls import hsts_missing",
        "Probes judge nothing BROKEN",
    ),
    "a probe in the judge": (
        "judge/judge.py",
        "from ..probes import tls",
        "Judging looks at nothing BROKEN",
    ),
    "a look from the judge": (
        "judge/judge.py",
        "from ..look import rounds",
        "Judging looks at nothing BROKEN",
    ),
}


def copied(folder):
    """The project's settings, its engine and its tools, in that folder."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in ("proxycheck", "tools"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "__init__.py").touch()
    return folder


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_type_checker_sees(tmp_path, mistake):
    right, wrong, told = MISTAKES[mistake]
    webhook = copied(tmp_path) / "tools" / "webhook.py"
    assert right in webhook.read_text()
    webhook.write_text(webhook.read_text().replace(right, wrong))
    command = [VENV / "bin" / "basedpyright", "--pythonpath", PYTHON, "tools"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert told in done.stdout


def arrows(folder):
    """What import-linter says of the engine in a folder."""
    command = [VENV / "bin" / "lint-imports", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_every_import_goes_the_way_that_it_may(tmp_path):
    done = arrows(copied(tmp_path))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("short_cut", SHORT_CUTS)
def test_the_import_linter_sees(tmp_path, short_cut):
    name, wrong, told = SHORT_CUTS[short_cut]
    path = copied(tmp_path) / "proxycheck" / name
    path.write_text(f"{path.read_text()}\n{wrong}\n")
    done = arrows(tmp_path)
    assert done.returncode == 1
    assert told in done.stdout


def lines(count, line="pass"):
    return f"    {line}\n" * count


LONG_FUNCTION = "def work():\n" + lines(MAX_FUNCTION)
LONG_FILE = "one = 1\n" * (MAX_FILE + 1)


@pytest.mark.parametrize("text", [LONG_FUNCTION, LONG_FILE])
def test_what_is_long_without_a_reason_is_told(text):
    assert list(too_long("work.py", text))
    assert list(too_long("work.py", f"# For some reason it is long.\n{text}"))


@pytest.mark.parametrize(
    "text",
    [
        f"# Long, for each line is a case.\n{LONG_FUNCTION}",
        f"# Long, for each line is a case.\n@decorated\n{LONG_FUNCTION}",
        LONG_FUNCTION.replace(
            "    pass", "    # Long, for a case a line.\n    pass", 1
        ),
        f"# Long, for each line is a case.\n{LONG_FILE}",
        "def work():\n" + lines(MAX_FUNCTION - 1),
    ],
)
def test_what_is_short_or_says_why_is_not_told(text):
    assert not list(too_long("work.py", text))


def test_a_reason_of_one_function_is_none_of_the_next():
    text = f"# Long, for each line is a case.\n{LONG_FUNCTION}\n\n{LONG_FUNCTION}"
    assert len(list(too_long("work.py", text))) == 1
