"""What is declared is enough: each Python, nothing but requirements.txt, and no Odoo."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from lab.folders import ROOT
from lab.ports import LOOPBACK, free_port

# Those that Odoo 19 runs on, and the newer ones that people have.
VERSIONS = ("3.10", "3.11", "3.12", "3.13")


def interpreter(version):
    """The path of that Python, of the system or of pyenv; None where there is none."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    found = [shutil.which(f"python{version}")]
    found += sorted(pyenv.glob(f"versions/{version}.*/bin/python"))
    for path in filter(None, found):
        # pyenv leaves commands on the path for Pythons that are not chosen.
        command = [path, "-c", "import sys, ensurepip; print(*sys.version_info[:2])"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode == 0 and done.stdout.split() == version.split("."):
            return path
    return None


@pytest.fixture(scope="module", params=VERSIONS)
def python(request, tmp_path_factory):
    """The Python of a new environment with what requirements.txt declares."""
    base = interpreter(request.param)
    if not base:
        pytest.skip(f"there is no Python {request.param} here")
    folder = tmp_path_factory.mktemp(f"python{request.param}")
    subprocess.run([base, "-m", "venv", folder], check=True)
    path = folder / "bin" / "python"
    install = [path, "-m", "pip", "install", "--quiet", "-r", ROOT / "requirements.txt"]
    subprocess.run(install, check=True)
    return path


def run(*command):
    """What a command said, run in the repository, without the lab's own paths."""
    ours = {
        k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")
    }
    return subprocess.run(command, cwd=ROOT, env=ours, capture_output=True, text=True)


def proxycheck(python, *arguments):
    """What `python -m proxycheck` said."""
    return run(python, "-m", "proxycheck", *arguments)


def test_the_command_line_explains_itself_and_lists_its_rules(python):
    helped, rules = proxycheck(python, "--help"), proxycheck(python, "--rules")
    assert (helped.returncode, rules.returncode) == (0, 0), rules.stderr
    assert "--connect-to" in helped.stdout
    assert "websocket_upgrade_header_missing" in rules.stdout


def test_a_closed_port_is_told_as_text_and_as_json(python):
    address = f"http://{LOOPBACK}:{free_port()}"
    told = proxycheck(python, address)
    assert told.returncode == 3, told.stderr
    assert address in told.stdout
    asked = proxycheck(python, address, "--json", "--key", "a key")
    assert asked.returncode == 64
    assert "could not be asked for a ticket" in asked.stderr
    report = json.loads(proxycheck(python, address, "--json").stdout)
    assert report["verdict"] == "unreachable"


def test_the_engines_tests_pass(python):
    done = run("make", "test-fast", f"PYTHON={python}", "VENV=/nowhere")
    assert done.returncode == 0, done.stderr[-2000:]
    assert "OK" in done.stderr.splitlines()[-1]
