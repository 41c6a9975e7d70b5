"""Odoo 19: a given one, else Debian's package, else a clone of its branch 19.0."""

import os
import shutil
from pathlib import Path

from lab.commands import LabError, ask, run, say
from lab.folders import PARTS
from lab.parts import debian

UNPACKED = PARTS / "odoo-debian"
CLONED = PARTS / "odoo-git"
REPOSITORY = "https://github.com/odoo/odoo.git"
BRANCH = "19.0"

# The package's assets are links into these; without them /web/login answers 500.
ASSETS = [
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-font-awesome",
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-roboto-unhinted",
]


# Blurs the background of video calls; prebuilt, so not free in Debian's eyes.
STRIPPED = ["mail/static/lib/selfie_segmentation/selfie_segmentation.js"]


def fetch():
    """Make an Odoo 19 available, from the first source that has one."""
    if os.environ.get("ODOO_HOME"):
        return _check(home())
    if _is_odoo(home()):
        return None
    if _from_debian() or _from_git():
        return None
    raise LabError(
        "No Odoo 19 to be had: neither Debian's package odoo-19 nor git works here. "
        "Set ODOO_HOME to a folder that holds Odoo 19 (a checkout of branch 19.0)."
    )


def home():
    """The folder to import `odoo` from."""
    given = os.environ.get("ODOO_HOME")
    if given:
        path = Path(given).expanduser().resolve()
        # A person may well name the package itself instead of the folder around it.
        return path.parent if (path / "release.py").exists() else path
    packaged = UNPACKED / "usr/lib/python3/dist-packages"
    return packaged if _is_odoo(packaged) else CLONED


def described():
    """Which Odoo it is, in words."""
    if os.environ.get("ODOO_HOME"):
        return f"Odoo of ODOO_HOME ({home()})"
    if home() == CLONED:
        return f"a clone of Odoo's branch {BRANCH}"
    return "Debian's package odoo-19"


def _is_odoo(path):
    return (path / "odoo" / "release.py").exists()


def _check(path):
    if not _is_odoo(path):
        raise LabError(f"ODOO_HOME={path} holds no folder `odoo` with Odoo in it.")
    if "version_info = (19, 0" not in (path / "odoo/release.py").read_text():
        raise LabError(f"ODOO_HOME={path} is another version of Odoo than 19.0.")


def _from_debian():
    if not (debian.find("apt-get") and debian.find("dpkg")):
        return False
    say("Downloading Debian's package odoo-19 (about 120 MB) …")
    shutil.rmtree(UNPACKED, ignore_errors=True)
    fresh = UNPACKED.with_suffix(".part")
    shutil.rmtree(fresh, ignore_errors=True)
    if not debian.unpack(["odoo-19", *ASSETS], suite="sid", into=fresh):
        say("Debian's package odoo-19 cannot be had here.")
        return False
    _mend_links(fresh)
    _fill_in(fresh)
    fresh.rename(UNPACKED)
    return True


def _mend_links(root):
    """Make absolute links lead below the unpacked root, as if it were installed."""
    for folder, folders, files in os.walk(root):
        for name in folders + files:
            link = Path(folder, name)
            if not link.is_symlink() or not os.path.isabs(os.readlink(link)):
                continue
            inside = root / os.readlink(link).lstrip("/")
            link.unlink()
            link.symlink_to(os.path.relpath(inside, folder))


def _fill_in(root):
    """Stand in for files that Debian strips, or every page logs an error for them."""
    for name in STRIPPED:
        path = root / "usr/lib/python3/dist-packages/odoo/addons" / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("// not in Debian's package\n")


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
