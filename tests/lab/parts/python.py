"""A virtual environment with what Odoo imports and what the tests need."""

import hashlib
import importlib.util
import sys

from lab.commands import LabError, run, say
from lab.folders import PYTHON, ROOT, VENV
from lab.parts import debian

REQUIREMENTS = [
    ROOT / "tests" / "requirements.txt",
    ROOT / "tests" / "lab" / "requirements-odoo.txt",
    ROOT / "requirements.txt",
]


def fetch():
    """Create the environment, or bring it up to date with the requirements."""
    wanted = _fingerprint()
    stamp = VENV / "lab-requirements"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    if sys.version_info < (3, 10):  # noqa: UP036 - the lab may meet any python3
        raise LabError("Odoo 19 needs Python 3.10 or newer; please use that python3.")
    if not importlib.util.find_spec("ensurepip"):
        debian.install([f"python3.{sys.version_info.minor}-venv"])
    if not PYTHON.exists():
        say(f"Creating a virtual environment for Python {sys.version.split()[0]} …")
        run([sys.executable, "-m", "venv", "--clear", VENV], log="pip")
    say("Installing Python packages, a minute or two the first time …")
    files = [word for path in _present() for word in ("-r", path)]
    run(
        [PYTHON, "-m", "pip", "install", "--progress-bar", "off", *files],
        log="pip",
        grows=VENV,
    )
    stamp.write_text(wanted)


def _present():
    """The addon's own requirements and ours; the former may not exist yet."""
    return [path for path in REQUIREMENTS if path.exists()]


def _fingerprint():
    content = b"".join(path.read_bytes() for path in _present())
    return hashlib.sha256(content + sys.version.encode()).hexdigest()
