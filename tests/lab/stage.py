"""The database that a lab serves: Odoo's base modules once, the addon on a copy.

Installing `web,bus,mail,base_setup` takes most of a minute, so it is done once per
lab; every fresh installation of the addon starts from a copy of that database.
"""

import hashlib
import tempfile

from lab import database
from lab.commands import say
from lab.folders import ADDON_ROOT, HOME
from lab.parts import odoo
from lab.server import ADDON, command, with_addon

BASE = "base"
OTHER = "another"
BASE_MODULES = "web,bus,mail,base_setup"
KEY = HOME / "api.key"
INSTALLED = HOME / "installed"
SERVED = HOME / "served"

# What the database depends on; the rest of the repository only needs a restart.
INSTALLABLE = ["models", "views", "data", "security", "i18n", "wizards", "static/src"]

# Admin's key for /json/2, made where the base is made: each copy inherits it.
SETUP = """
import inspect
admin = env.ref("base.user_admin")
keys = env["res.users.apikeys"].with_user(admin).sudo()
# Up to 17 a key has no last day.
wanted = (None, "lab", None)[: len(inspect.signature(keys._generate).parameters)]
open({path!r}, "w").write(keys._generate(*wanted))
env["ir.config_parameter"].set_param("web.base.url.freeze", "True")
env.cr.commit()
"""


def has_addon():
    """Whether the repository holds an addon yet."""
    return (ADDON_ROOT / "__manifest__.py").exists()


def is_ready(name=ADDON):
    """Whether the database holds this very state of the addon."""
    return database.exists(name) and _read(INSTALLED) == _installable()


def prepare(name=ADDON):
    """Make the database `name` anew, with this state of the addon installed."""
    fresh_copy(name)
    if has_addon():
        say("Installing the addon …")
        command(name, "server", "-i", ADDON, "--stop-after-init", log="install")
    database.copy(name, OTHER)
    database.become_another(OTHER)
    INSTALLED.write_text(_installable())


def code_changed():
    """Whether the Odoo that runs was started from another state of the code."""
    return _read(SERVED) != _digest(sorted(_code()))


def remember_code():
    """Note the state of the code from which Odoo has just been started."""
    SERVED.write_text(_digest(sorted(_code())))


def fresh_copy(name):
    """Make `name` a new database with the base modules and nothing of the addon."""
    _prepare_base()
    database.copy(BASE, name)


def key():
    """The API key of the user admin, in every database of this lab."""
    return KEY.read_text()


def _prepare_base():
    if database.exists(BASE):
        return
    say(f"Creating a database with {BASE_MODULES} (about 40 s, once) …")
    started = f"{BASE}_in_progress"
    database.drop(started)
    words = ["-i", BASE_MODULES, "--stop-after-init"]
    words += with_addon().source.without_examples
    command(started, "server", *words, log="base")
    with tempfile.TemporaryFile("w+") as script:
        script.write(SETUP.format(path=str(KEY)))
        script.seek(0)
        command(started, "shell", "--no-http", log="base", stdin=script)
    KEY.chmod(0o600)
    database.rename(started, BASE)


def _read(path):
    return path.read_text() if path.exists() else None


def _installable():
    """A digest of what an installation writes into the database, and of which Odoo."""
    files = [*ADDON_ROOT.glob("*.py")]
    for folder in INSTALLABLE:
        files += [path for path in (ADDON_ROOT / folder).rglob("*") if path.is_file()]
    return _digest(sorted(files))


def _code():
    """All of the addon's Python, without its tests and what is ignored."""
    yield from ADDON_ROOT.glob("*.py")
    for folder in ADDON_ROOT.iterdir():
        if folder.is_dir() and folder.name[0] != "." and folder.name != "tests":
            yield from folder.rglob("*.py")


def _digest(files):
    digest = hashlib.sha256(str(odoo.home()).encode())
    for path in files:
        if path.suffix != ".pyc":
            digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()
