"""Any Odoo from 14 on: where it lies, its series, and the Python that runs it."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from lab import parts
from lab.commands import LabError
from lab.parts import odoo, python
from lab.parts.packages import FOURTEEN, NINETEEN

OLDEST = 14
# Longpolling was given up for websockets after this one.
LAST_LONGPOLLING = 15
LAST_WITH_EXAMPLES = 18

# Series -> the Pythons that it can live with, best first, and its requirements files.
_COMMON = "requirements-odoo-common.txt"
_ENVIRONMENTS = {
    14: (["3.9", "3.8"], ["requirements-odoo-14.txt"]),
    15: (["3.9", "3.8"], ["requirements-odoo-14.txt"]),
    16: (["3.11", "3.10"], [_COMMON, "requirements-odoo-16.txt"]),
    17: (["3.11", "3.12", "3.10"], [_COMMON, "requirements-odoo-17.txt"]),
    18: (["3.11", "3.12", "3.10"], [_COMMON, "requirements-odoo-18.txt"]),
}


@dataclass(frozen=True)
class Source:
    """One Odoo: the folder to import it from, its series, its Python."""

    home: Path
    series: int
    python: Path
    described: str

    @property
    def addons(self):
        """The folders of addons that Odoo does not find by itself: a checkout's."""
        beside = self.home / "addons"
        return [beside] if (beside / "web").exists() else []

    @property
    def without_examples(self):
        """What keeps a new database empty: up to 18, examples come unless forbidden."""
        return ["--without-demo=all"] if self.series <= LAST_WITH_EXAMPLES else []

    @property
    def longpolling(self):
        """Whether its bus is polled (up to 15) and not a websocket."""
        return self.series <= LAST_LONGPOLLING

    @property
    def evented_port(self):
        """The setting that holds the port of its evented process."""
        # Imported late: the engine needs what this module's neighbours install.
        from proxycheck.habits import habits_of

        return habits_of(self.series).evented_port


def usual():
    """The Odoo that the lab is made for; ODOO_HOME may have put an older one there."""
    home = odoo.home()
    return _source(home, odoo.series_of(home), odoo.described())


def chosen(series=None):
    """The Odoo of that series: of ODOO_HOME or ODOO_HOME_<series>, else downloaded."""
    if not series:
        return usual()
    given = os.environ.get(f"ODOO_HOME_{series}")
    if given:
        return given_as(given)
    if os.environ.get("ODOO_HOME") and odoo.series_of(odoo.home()) == series:
        return usual()
    return _downloaded(series)


def given_as(path):
    """The Odoo of a checkout."""
    home = odoo.folder_around(path)
    return _source(home, odoo.series_of(home), f"Odoo of {home}")


def _downloaded(series):
    package = {14: FOURTEEN, 19: NINETEEN}.get(series)
    with parts.locked():
        fetched = package and package.fetch()
    if fetched:
        return _source(package.home, series, f"Debian's package {package.name}")
    raise LabError(
        f"No Odoo {series} to be had here: set ODOO_HOME to a checkout of it. "
        "(14 and 19 are downloaded as Debian's packages, where those are to be had.)"
    )


def _source(home, series, described):
    if series < OLDEST:
        raise LabError(f"{described} is Odoo {series}; the lab knows 14 and later.")
    environment = _ENVIRONMENTS.get(series)
    if not environment:  # the lab's own, which was made for the newest
        return Source(home, series, Path(sys.executable), described)
    with parts.locked():
        interpreter = python.fetch_for(series, *environment)
    return Source(home, series, interpreter, described)
