"""The usual Odoo: a given one, else Debian's odoo-19, else a clone of branch 19.0."""

import os
import re
import shutil
from pathlib import Path

from lab.commands import LabError, ask, run, say
from lab.folders import EDITION, PARTS
from lab.parts import debian
from lab.parts.packages import NINETEEN

CLONED = PARTS / "odoo-git"
REPOSITORY = "https://github.com/odoo/odoo.git"
BRANCH = "19.0"

# The series of the addon that is tried: the one it is written for, or an edition's.
SERIES = int(float(EDITION or BRANCH))


def fetch():
    """Make an Odoo available, from the first source that has one."""
    if os.environ.get("ODOO_HOME"):
        series_of(home())
        return
    if _is_odoo(home()) or NINETEEN.fetch() or _from_git():
        return
    raise LabError(
        "No Odoo 19 to be had: neither Debian's package odoo-19 nor git works here. "
        "Set ODOO_HOME to a folder that holds Odoo 19 (a checkout of branch 19.0)."
    )


def home():
    """The folder to import `odoo` from."""
    given = os.environ.get("ODOO_HOME")
    if given:
        return folder_around(given)
    return NINETEEN.home if NINETEEN.is_there() else CLONED


def described():
    """Which Odoo it is, in words."""
    if os.environ.get("ODOO_HOME"):
        return f"Odoo of ODOO_HOME ({home()})"
    if home() == CLONED:
        return f"a clone of Odoo's branch {BRANCH}"
    return "Debian's package odoo-19"


def folder_around(given):
    """The folder to import `odoo` from, where a person may have named the package."""
    path = Path(given).expanduser().resolve()
    return path.parent if (path / "release.py").exists() else path


def series_of(path):
    """The major version of the Odoo in that folder, such as 17."""
    if not _is_odoo(path):
        raise LabError(f"ODOO_HOME={path} holds no folder `odoo` with Odoo in it.")
    # A release between two series is called "saas~17.2".
    text = (path / "odoo" / "release.py").read_text()
    found = re.search(r"^version_info = \(\D*(\d+)", text, re.MULTILINE)
    if not found:
        raise LabError(f"{path}/odoo/release.py does not say which Odoo it is.")
    return int(found[1])


def takes_addon():
    """Whether the addon can be installed on the usual Odoo."""
    return series_of(home()) == SERIES


def _is_odoo(path):
    return (path / "odoo" / "release.py").exists()


def _from_git():
    if not debian.find("git"):
        return False
    say(f"Cloning Odoo {BRANCH} from its public repository (about 400 MB) …")
    shutil.rmtree(CLONED, ignore_errors=True)
    command = ["git", "clone", "--depth", "1", "--branch", BRANCH, REPOSITORY, CLONED]
    try:
        environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}
        run(command, log="git", env=environment, grows=CLONED)
    except LabError:
        say("Odoo's public repository cannot be reached here.")
        return False
    return bool(ask(["git", "-C", CLONED, "rev-parse", "HEAD"]))
