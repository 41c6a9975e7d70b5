"""Debian's packages of Odoo: odoo-19 of its newest suite, odoo-14 of bullseye."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from lab.commands import say
from lab.folders import PARTS
from lab.parts import debian


@dataclass(frozen=True)
class Package:
    """One package, what its assets are links into, and where it is unpacked."""

    name: str
    suite: str
    root: Path
    assets: tuple
    # Prebuilt, so not free in Debian's eyes; every page logs an error without it.
    stripped: tuple = ()

    @property
    def home(self):
        """The folder to import `odoo` from, once it is unpacked."""
        return self.root / "usr/lib/python3/dist-packages"

    def is_there(self):
        """Whether it was unpacked."""
        return (self.home / "odoo" / "release.py").exists()

    def fetch(self):
        """Download and unpack it; False if it is not to be had here."""
        if self.is_there():
            return True
        if not (debian.find("apt-get") and debian.find("dpkg")):
            return False
        say(f"Downloading Debian's package {self.name} (about 120 MB) …")
        shutil.rmtree(self.root, ignore_errors=True)
        fresh = self.root.with_suffix(".part")
        shutil.rmtree(fresh, ignore_errors=True)
        if not debian.unpack([self.name, *self.assets], self.suite, into=fresh):
            say(f"Debian's package {self.name} cannot be had here.")
            return False
        _mend_links(fresh)
        self._fill_in(fresh)
        fresh.rename(self.root)
        return True

    def _fill_in(self, root):
        """Stand in for files that Debian strips."""
        for name in self.stripped:
            path = root / "usr/lib/python3/dist-packages/odoo/addons" / name
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("// not in Debian's package\n")


# Without these, /web/login answers 500.
_ASSETS = (
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-font-awesome",
    "fonts-inconsolata",
    "fonts-roboto-unhinted",
)
NINETEEN = Package(
    name="odoo-19",
    suite="sid",
    root=PARTS / "odoo-debian",
    assets=(*_ASSETS, "fonts-montserrat"),
    # Blurs the background of video calls.
    stripped=("mail/static/lib/selfie_segmentation/selfie_segmentation.js",),
)
FOURTEEN = Package(
    name="odoo-14",
    suite="bullseye",
    root=PARTS / "odoo-14-debian",
    assets=_ASSETS,
)


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
