"""i18n/proxy_health.pot, as Odoo itself exports it from a database with the addon."""

import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from lab import cluster, database, stage
from lab.commands import say
from lab.folders import ROOT
from lab.server import ADDON, command, with_addon

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
        words = ("-d", name, "-o", path, ADDON)
        command(name, "i18n export", *words, log=LOG, installation=_copy(folder))
        return path.read_text()


def _copy(folder):
    """An Odoo that sees a copy of what git tracks, and of what is new.

    Odoo reads every file below the addon, and the lab's own parts lie there too.
    """
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(
        listed, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    for name in names:
        if (ROOT / name).is_file():
            target = Path(folder) / ADDON / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    usual = with_addon()
    return replace(usual, addons=(Path(folder), *usual.source.addons))
