"""What `make lint` must be able to see: the mistakes that no test run met."""

import shutil
import subprocess

import pytest

from lab.folders import PYTHON, ROOT, VENV

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
