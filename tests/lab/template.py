"""i18n/proxy_health.pot, as Odoo itself exports it from a database with the addon."""

import re
import tempfile
from pathlib import Path

from lab import cluster, database, stage
from lab.commands import say
from lab.folders import ROOT
from lab.server import ADDON, command

TEMPLATE = ROOT / "i18n" / f"{ADDON}.pot"
DATABASE = "proxy_health_template"
LOG = "template"
#: The moment of the export, which alone is no difference.
_MOMENT = re.compile(r'^"(POT-Creation|PO-Revision)-Date: .*\n', re.MULTILINE)


def write():
    """Write the template anew if a text of it changed, and say which it was."""
    new = exported()
    if same(new, TEMPLATE.read_text()):
        say("The translation template is as the code is.")
        return
    TEMPLATE.write_text(new)
    say(f"Written: {TEMPLATE.relative_to(ROOT)}")


def same(one, other):
    """Whether two templates say the same, whenever they were made."""
    return _MOMENT.sub("", one) == _MOMENT.sub("", other)


def exported():
    """Return the template of this state of the addon; a database comes and goes for it."""
    cluster.start()
    stage.fresh_copy(DATABASE)
    try:
        say("Installing the addon, to read its texts …")
        command(DATABASE, "server", "-i", ADDON, "--stop-after-init", log=LOG)
        return exported_from(DATABASE)
    finally:
        database.drop(DATABASE)


def exported_from(name):
    """Return the template, from a database that holds this state of the addon."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{ADDON}.pot"
        command(name, "i18n export", "-d", name, "-o", path, ADDON, log=LOG)
        return path.read_text()
