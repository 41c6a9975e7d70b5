"""What is declared is enough: each Python, the wheel and nothing else, and no Odoo."""

import json
import os
import shutil
import subprocess
import sys
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


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a copy so that nothing is written into the repository."""
    source, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "__manifest__.py", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for name in ("proxycheck", "readme"):
        shutil.copytree(ROOT / name, source / name)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", made]
    subprocess.run([*command, source], check=True)
    [path] = made.glob("odoo_proxy_health-*.whl")
    return path


@pytest.fixture(scope="module", params=VERSIONS)
def python(request, tmp_path_factory, wheel):
    """The Python of a new environment with the wheel, and what it declares to need."""
    base = interpreter(request.param)
    if not base:
        pytest.skip(f"there is no Python {request.param} here")
    folder = tmp_path_factory.mktemp(f"python{request.param}")
    subprocess.run([base, "-m", "venv", folder], check=True)
    path = folder / "bin" / "python"
    install = [path, "-m", "pip", "install", "--quiet", wheel]
    subprocess.run(install, check=True)
    return path


@pytest.fixture(scope="module")
def offline(wheel, tmp_path_factory):
    """A Python with pipx and keyring, and a folder with the wheel and what it needs."""
    folder, wheels = tmp_path_factory.mktemp("pipx"), tmp_path_factory.mktemp("wheels")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / "bin" / "python"
    pip = [python, "-m", "pip", "--quiet"]
    wanted = [*pip, "install", "pipx", "keyring", "keyrings.alt"]
    if subprocess.run(wanted).returncode:
        pytest.skip("pipx and keyring are not to be had here")
    # Its first act is to bring pip up to date.
    subprocess.run([*pip, "wheel", "-w", wheels, wheel, "pip"], check=True)
    return python, wheels


def run(*command, cwd=ROOT, **more):
    """What a command said, run in the repository, without the lab's own paths."""
    ours = {
        k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")
    }
    ours.update(more)
    return subprocess.run(command, cwd=cwd, env=ours, capture_output=True, text=True)


def proxycheck(python, *arguments, **more):
    """What `python -m proxycheck` said."""
    return run(python, "-m", "proxycheck", *arguments, **more)


def test_the_wheel_runs_as_a_command_of_its_own_anywhere(python, tmp_path):
    command = python.parent / "odoo-proxy-health"
    rules = run(command, "--rules", cwd=tmp_path)
    assert "websocket_upgrade_header_missing" in rules.stdout, rules.stderr
    address = f"http://{LOOPBACK}:{free_port()}"
    told = run(command, address, address.replace(LOOPBACK, "localhost"), cwd=tmp_path)
    assert told.returncode == 3, told.stderr
    assert told.stdout.splitlines()[-1].startswith("http://localhost"), told.stdout
    [version] = run(command, "--version", cwd=tmp_path).stdout.splitlines()
    assert version == run(python, "-m", "proxycheck", "--version").stdout.strip()


def test_the_wheel_takes_no_name_that_is_anothers(python, tmp_path):
    script = (
        "import importlib.metadata as m, importlib.util as u;"
        "files = m.files('odoo-proxy-health');"
        "print(sorted({f.parts[0] for f in files if f.suffix == '.py'}));"
        "print(u.find_spec('proxycheck'))"
    )
    done = run(python, "-c", script, cwd=tmp_path)
    assert done.stdout.split("\n")[:2] == ["['odoo_proxy_health']", "None"], done


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
    key = {"ODOO_PROXY_HEALTH_KEY": "a key"}
    asked = proxycheck(python, address, "--json", "--key", **key)
    assert asked.returncode == 64
    assert "could not be asked for a ticket" in asked.stderr
    report = json.loads(proxycheck(python, address, "--json").stdout)
    assert report["verdict"] == "unreachable"


def test_the_engines_tests_pass(python):
    done = run("make", "test-fast", f"PYTHON={python}", "VENV=/nowhere")
    assert done.returncode == 0, done.stderr[-2000:]
    assert "OK" in done.stderr.splitlines()[-1]


def test_pipx_runs_the_wheel_without_any_network(offline, tmp_path):
    python, wheels = offline
    there = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}
    homes = {name: str(tmp_path / name) for name in ("PIPX_HOME", "PIPX_BIN_DIR")}
    [wheel] = wheels.glob("odoo_proxy_health-*.whl")
    command = [python, "-m", "pipx", "run", "--python", sys.executable]
    done = run(
        *command,
        *("--spec", wheel, "odoo-proxy-health", "--rules"),
        cwd=tmp_path,
        **there,
        **homes,
    )
    assert done.returncode == 0, done.stderr
    assert "websocket_upgrade_header_missing" in done.stdout


def test_a_real_keyring_is_asked_for_the_secret(offline, tmp_path):
    python, _wheels = offline
    backend = {
        "PYTHON_KEYRING_BACKEND": "keyrings.alt.file.PlaintextKeyring",
        "XDG_DATA_HOME": str(tmp_path),
    }
    whose = "Password of ada at https://erp.example.com"
    store = "import keyring; keyring.set_password('odoo-proxy-health', {!r}, 's3cret')"
    assert run(python, "-c", store.format(whose), **backend).returncode == 0
    ask = (
        "from proxycheck.command.secret import secret;"
        f"print(secret('--password', {whose!r}).reveal())"
    )
    done = run(python, "-c", ask, **backend)
    assert done.stdout.strip() == "s3cret", done.stderr
