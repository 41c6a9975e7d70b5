"""Virtual environments: the lab's own, and one for each older series of Odoo."""

import hashlib
import importlib.util
import os
import shutil
import sys
from pathlib import Path

from lab.commands import LabError, ask, run, say
from lab.folders import PARTS, ROOT, VENV
from lab.parts import debian

LISTS = ROOT / "tests" / "lab"
REQUIREMENTS = [
    ROOT / "tests" / "requirements.txt",
    LISTS / "requirements-odoo.txt",
    ROOT / "requirements.txt",
]
# Inside an environment: a digest of what was installed there.
STAMP = "lab-requirements"

# Where programs that manage several Pythons keep them.
MANAGED = [
    Path(os.environ.get("PYENV_ROOT", "~/.pyenv")) / "versions",
    Path(os.environ.get("UV_PYTHON_INSTALL_DIR", "~/.local/share/uv/python")),
]


def fetch():
    """Create the lab's environment, or bring it up to date with the requirements."""
    interpreter = Path(sys.executable)
    if _is_current(VENV, _fingerprint(interpreter, _present())):
        return
    if sys.version_info < (3, 10):  # noqa: UP036 - the lab may meet any python3
        raise LabError("Odoo 19 needs Python 3.10 or newer; please use that python3.")
    if not importlib.util.find_spec("ensurepip"):
        debian.install([f"python3.{sys.version_info.minor}-venv"])
    _install(VENV, interpreter, _present())


def fetch_for(series, versions, lists):
    """The Python of an environment in which an older Odoo runs.

    `versions` are the Pythons that it can live with, such as ["3.9"], best first;
    `lists` the names of its requirements files.
    """
    venv = PARTS / f"venv-{series}"
    interpreter = next(filter(None, map(_find, versions)), None)
    if not interpreter:
        wanted = " or ".join(versions)
        raise LabError(
            f"Odoo {series} needs Python {wanted}, which is not to be had here: neither "
            "on the path nor where pyenv or uv keep theirs."
        )
    _install(venv, interpreter, [LISTS / name for name in lists])
    return venv / "bin" / "python"


def _install(venv, interpreter, files):
    """Make that environment hold those requirements, unless it does already."""
    python = venv / "bin" / "python"
    wanted = _fingerprint(interpreter, files)
    if _is_current(venv, wanted):
        return
    if not python.exists():
        say(f"Creating a virtual environment for {interpreter} …")
        run([interpreter, "-m", "venv", "--clear", venv], log="pip")
    say("Installing Python packages, a minute or two the first time …")
    words = [word for path in files for word in ("-r", path)]
    run(
        [python, "-m", "pip", "install", "--progress-bar", "off", *words],
        log="pip",
        grows=venv,
    )
    (venv / STAMP).write_text(wanted)


def _is_current(venv, wanted):
    stamp = venv / STAMP
    has_python = (venv / "bin" / "python").exists()
    return has_python and stamp.exists() and stamp.read_text() == wanted


def _find(version):
    """A Python of that version which can make environments, or None."""
    if sys.version.startswith(f"{version}.") and sys.prefix == sys.base_prefix:
        return Path(sys.executable)
    candidates = [shutil.which(f"python{version}"), _base_of_ours(version)]
    for folder in MANAGED:
        found = folder.expanduser().glob(f"*{version}.*/bin/python{version}")
        candidates += sorted(found, reverse=True)
    for candidate in filter(None, candidates):
        # A name on the path may be pyenv's stand-in for a version that is not chosen.
        if ask([candidate, "-c", "import ensurepip, ssl; print(1)"]):
            return Path(candidate)
    return None


def _base_of_ours(version):
    """The Python that the lab's own environment was made from, if it is that one."""
    if not sys.version.startswith(f"{version}."):
        return None
    return getattr(sys, "_base_executable", None)


def _present():
    """The addon's own requirements and ours; the former may not exist yet."""
    return [path for path in REQUIREMENTS if path.exists()]


def _fingerprint(interpreter, files):
    content = b"".join(path.read_bytes() for path in files)
    version = sys.version
    if interpreter != Path(sys.executable):
        version = ask([interpreter, "-c", "import sys; print(sys.version)"])
    return hashlib.sha256(content + version.encode()).hexdigest()
